/* SPDX-License-Identifier: MIT */
/*
 * An answer that names the request (答复), or what was done about it, belongs
 * to that one; one that names none, to whatever that person asked before, as
 * the clocks have it (law/derive.h).
 */
#include "desk/help_make.h"

#include <string.h>

enum { ANSWERS_DEEP = 8 };

static const char *const asking[] = { "帮助.请求", "帮助.向法院提出" };
static const char *const words[] = { "待接", "已转交", "已接受", "已办" };
/* What brings a request to each step. */
static const char *const steps[] = { NULL, "帮助.转交", "帮助.接受",
	"帮助.提供" };
static const char attempt[] = "帮助.联系";

struct making {
	struct arena *arena;
	const struct projection *projection;
	const struct projected_party *party;
	struct help_made *items;
	size_t count;
};

const char *
help_step_word(enum help_step step)
{
	return words[step];
}

bool
help_is_asking(const char *event)
{
	for (size_t i = 0; i < ARRAY_LENGTH(asking); i++)
		if (strcmp(asking[i], event) == 0)
			return true;
	return false;
}

static const struct history_event *
asked_by(const struct history *history, int64_t line)
{
	for (size_t i = 0; i < history->event_count; i++)
		if (history->events[i].source.line == line &&
			help_is_asking(history->events[i].name))
			return &history->events[i];
	return NULL;
}

/* What a line is about, by any event it made. */
static int64_t
about_of(const struct history *history, int64_t line)
{
	for (size_t i = 0; i < history->event_count; i++)
		if (history->events[i].source.line == line)
			return history->events[i].source.about;
	return 0;
}

/* The request an event belongs to: its own, the one it answers, the one that
 * what it answers was about; 0: it names none. */
static int64_t
request_of(const struct history *history, const struct source *source)
{
	int64_t line = source->line;

	for (int i = 0; i < ANSWERS_DEEP && line != 0; i++) {
		if (asked_by(history, line) != NULL)
			return line;
		line = i == 0 ? source->about : about_of(history, line);
	}
	return 0;
}

/* Of one day the hour decides, where both are known. */
static bool
is_before(const struct source *a, const struct source *b)
{
	int by = date_compare(a->day, b->day);

	if (by != 0)
		return by < 0;
	return a->at != 0 && b->at != 0 && a->at < b->at;
}

/* The first that brought it to a step; of the one naming it and others, the
 * one naming it. */
static const struct source *
find_step(const struct making *m, const struct source *asked, const char *event)
{
	const struct history *history = &m->party->history;
	const struct source *named = NULL, *other = NULL;

	for (size_t i = 0; i < history->event_count; i++) {
		const struct history_event *e = &history->events[i];
		const struct source **place = &other;
		int64_t request;

		if (strcmp(e->name, event) != 0)
			continue;
		request = request_of(history, &e->source);
		if (request == asked->line)
			place = &named;
		else if (request != 0 ||
			 e->source.proceeding != asked->proceeding ||
			 is_before(&e->source, asked))
			continue;
		if (*place == NULL || is_before(&e->source, *place))
			*place = &e->source;
	}
	return named != NULL ? named : other;
}

static const struct deadline *
find_due(const struct making *m, const struct history_event *asked)
{
	const struct derived *d = &m->party->derived;

	for (size_t i = 0; i < d->deadline_count; i++)
		if (d->deadlines[i].trigger.line == asked->source.line &&
			strcmp(d->deadlines[i].rule->start, asked->name) == 0)
			return &d->deadlines[i];
	return NULL;
}

static const struct sealed *
record_of(const struct making *m, int64_t id)
{
	for (size_t i = 0; i < m->projection->record_count; i++)
		if (m->projection->records[i].id == id)
			return &m->projection->records[i];
	return NULL;
}

/* The lawyer whom the record names, else who entered it. */
static const char *
name_in(const struct making *m, int64_t record)
{
	const struct sealed *r = record_of(m, record);

	if (r == NULL)
		return "";
	for (size_t j = 0; j < r->form->field_count; j++) {
		const struct form_field *f = &r->form->fields[j];

		if (strcmp(f->type->english, "lawyer") == 0 &&
			values_get(&r->values, f->name)[0] != '\0')
			return values_get(&r->values, f->name);
	}
	return r->by;
}

/* Handed on again after somebody had taken it: the last such record, which
 * the next one to take it answers; NULL if it was not. */
static const struct source *
find_again(const struct making *m, const struct source *asked,
	const struct source *taken)
{
	const struct history *history = &m->party->history;
	const struct source *again = NULL;

	for (size_t i = 0; taken != NULL && i < history->event_count; i++) {
		const struct source *s = &history->events[i].source;

		if (strcmp(history->events[i].name, steps[HELP_PASSED_ON]) ==
				0 &&
			s->line != asked->line && s->entered > taken->entered &&
			request_of(history, s) == asked->line &&
			(again == NULL || s->entered > again->entered))
			again = s;
	}
	return again;
}

/* Who took what was handed on again: he says so of that record. */
static const struct source *
find_taken_again(const struct making *m, const struct source *again)
{
	const struct history *history = &m->party->history;

	for (size_t i = 0; i < history->event_count; i++)
		if (strcmp(history->events[i].name, steps[HELP_TAKEN]) == 0 &&
			history->events[i].source.about == again->line)
			return &history->events[i].source;
	return NULL;
}

static void
count_attempts(const struct making *m, struct help_made *made)
{
	const struct history *history = &m->party->history;
	const struct source *last = NULL;

	for (size_t i = 0; i < history->event_count; i++) {
		const struct source *s = &history->events[i].source;

		if (strcmp(history->events[i].name, attempt) != 0 ||
			request_of(history, s) != made->asked->source.line)
			continue;
		made->attempts++;
		if (last == NULL || !is_before(s, last))
			last = s;
	}
	if (last != NULL && record_of(m, last->record) != NULL)
		made->tried =
			values_get(&record_of(m, last->record)->values, "结果");
}

/* What brought it to a step, as it stands since it was handed on last. */
static const struct source *
find_stand(const struct making *m, const struct source *asked,
	enum help_step step, struct help_made *made)
{
	const struct source *s = find_step(m, asked, steps[step]);
	const struct source *again =
		step == HELP_TAKEN ? find_again(m, asked, s) : NULL;

	if (again == NULL)
		return s;
	made->answers = again->record;
	made->step = HELP_PASSED_ON;
	return find_taken_again(m, again);
}

static void
add(struct making *m, const struct history_event *asked)
{
	struct help_made made = { .asked = asked,
		.due = find_due(m, asked),
		.taken_by = "",
		.done = DATE_NONE,
		.tried = "",
		.answers = asked->source.record };

	count_attempts(m, &made);
	for (size_t i = HELP_PASSED_ON; i < ARRAY_LENGTH(steps); i++) {
		const struct source *s =
			find_stand(m, &asked->source, (enum help_step)i, &made);

		if (s == NULL)
			continue;
		made.step = (enum help_step)i;
		if (i == HELP_TAKEN ||
			(i == HELP_DONE_WITH && made.taken_by[0] == '\0')) {
			made.taken_by = name_in(m, s->record);
			made.taken_at = s->at;
		}
		if (i == HELP_DONE_WITH)
			made.done = s->day;
	}
	m->items = arena_grow(m->arena, m->items, m->count, sizeof *m->items);
	m->items[m->count++] = made;
}

void
help_make(struct arena *arena, const struct projection *projection,
	const struct projected_party *party, struct help_made **out,
	size_t *count)
{
	struct making m = { arena, projection, party, NULL, 0 };

	for (size_t i = 0; i < party->history.event_count; i++) {
		const struct history_event *e = &party->history.events[i];

		if (asked_by(&party->history, e->source.line) == e)
			add(&m, e);
	}
	*out = m.items;
	*count = m.count;
}
