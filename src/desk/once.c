/* SPDX-License-Identifier: MIT */
/* Compare and set: who takes what somebody else has taken is told so. */
#include "desk/once.h"

#include "form/seal.h"

#include <string.h>

/* What stands about the same line and person, oldest first. */
static const char answers_sql[] =
	"SELECT r.form_digest, r.entered_at, p.bytes FROM record r "
	"JOIN record a ON a.id = r.about "
	"JOIN record_payload p ON p.record = r.id "
	"WHERE r.matter = $1 AND r.line <> $2 "
	"AND a.line = (SELECT o.line FROM record o WHERE o.id = $3) "
	"AND EXISTS (SELECT 1 FROM record_party w WHERE w.record = r.id "
	"AND w.party = $4) "
	"AND NOT EXISTS (SELECT 1 FROM record s WHERE s.supersedes = r.id) "
	"ORDER BY r.entered_at, r.id";
/* What stands of the person in his proceeding, in the order in which it was
 * entered: who pressed the key first was first. A correction stands where
 * what it corrects stood. */
static const char person_sql[] =
	"SELECT r.form_digest, o.entered_at, p.bytes FROM record r "
	"JOIN record o ON o.id = r.line "
	"JOIN record_payload p ON p.record = r.id "
	"WHERE r.matter = $1 AND r.line <> $2 AND r.proceeding = $3 "
	"AND EXISTS (SELECT 1 FROM record_party w WHERE w.record = r.id "
	"AND w.party = $4) "
	"AND NOT EXISTS (SELECT 1 FROM record s WHERE s.supersedes = r.id) "
	"ORDER BY o.entered_at, o.id";
static const char corrected_sql[] =
	"SELECT r.form_digest, r.entered_at, p.bytes FROM record r "
	"JOIN record_payload p ON p.record = r.id WHERE r.id = $1";

/* One that stands. */
struct stood {
	const struct form *form;
	struct values values;
	const char *by;
	int64_t when;
};

static bool
happens(const struct form *form, const struct form_event *event,
	const struct values *values)
{
	return form_holds(
		form, event->conditions, event->condition_count, values);
}

/* The next of the events that may happen once only; NULL if none does. */
static const struct form_event *
next_once(const struct work *work, size_t *at)
{
	while (*at < work->form->event_count) {
		const struct form_event *e = &work->form->events[(*at)++];

		if (e->is_once && happens(work->form, e, &work->values))
			return e;
	}
	return NULL;
}

/* Another form may make the same event by another of its fields. */
static bool
made(const struct stood *stood, const char *event)
{
	const struct form *form = stood->form;

	for (size_t i = 0; i < form->event_count; i++)
		if (strcmp(form->events[i].name, event) == 0 &&
			happens(form, &form->events[i], &stood->values))
			return true;
	return false;
}

static bool
opens_again(const struct stood *stood, const struct form_event *event)
{
	for (size_t i = 0; i < event->until_count; i++)
		if (made(stood, event->until[i]))
			return true;
	return false;
}

/* "帮助.接受" -> "接受" */
static const char *
verb_of(const char *event)
{
	return strchr(event, '.') + 1;
}

/* The lawyer that it names, "". */
static const char *
whom(const struct stood *stood)
{
	for (size_t i = 0; i < stood->form->field_count; i++) {
		const struct form_field *f = &stood->form->fields[i];

		if (strcmp(f->type->word, "律师") == 0 &&
			values_has(&stood->values, f->name) &&
			form_field_shown(stood->form, i, &stood->values))
			return values_get(&stood->values, f->name);
	}
	return "";
}

static bool
refuse(const struct form_event *event, const struct stood *first,
	struct err *err)
{
	char text[INSTANT_TEXT];
	const char *name = event->until_count > 0 ? whom(first) : "";

	return err_set(err, ERR_CONFLICT,
		"这一件%s已在 %s %s了%s%s，没有定稿，草稿已保留；请返回看",
		first->by, clock_format(first->when, text),
		verb_of(event->name), name[0] != '\0' ? "：" : "", name);
}

static bool
take(struct desk *desk, struct arena *arena, struct stmt *q, struct stood *out,
	struct err *err)
{
	struct seal_head head;
	const char *bytes;
	size_t length;

	*out = (struct stood){ .values = { .arena = arena } };
	out->when = stmt_get_int(q, 1);
	out->form = library_sealed_form(desk->library, desk->store,
		arena_copy(arena, stmt_get_text(q, 0)), err);
	if (out->form == NULL)
		return false;
	bytes = stmt_get_bytes(q, 2, &length);
	if (!seal_read(arena, bytes, length, &head, &out->values, err))
		return false;
	out->by = head.by;
	return true;
}

/* Who made it happen, and nothing opened it again since; by NULL: nobody. */
static bool
find_first(struct desk *desk, struct arena *arena, struct stmt *q,
	const struct form_event *event, struct stood *first, struct err *err)
{
	enum stmt_step step;

	*first = (struct stood){ .by = NULL };
	while ((step = stmt_next(q, err)) == STMT_ROW) {
		struct stood stood;

		if (!take(desk, arena, q, &stood, err)) {
			stmt_reset(q);
			return false;
		}
		if (opens_again(&stood, event))
			first->by = NULL;
		/* One that ends the old and begins the new at once. */
		if (first->by == NULL && made(&stood, event->name))
			*first = stood;
	}
	return step == STMT_END;
}

static bool
check_event(struct desk *desk, struct arena *arena, const struct work *work,
	const struct form_event *event, int64_t line, struct err *err)
{
	bool is_of_person = event->until_count > 0;
	struct stood first;
	struct stmt *q;

	if ((is_of_person ? work->on.party : work->on.about) == 0)
		return true;
	q = is_of_person ? store_statement(desk->store, person_sql, err)
			 : store_statement(desk->store, answers_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, work->on.matter);
	stmt_int(q, 2, line);
	stmt_int(q, 3, is_of_person ? work->on.proceeding : work->on.about);
	stmt_int(q, 4, work->on.party);
	if (!find_first(desk, arena, q, event, &first, err))
		return false;
	return first.by == NULL || refuse(event, &first, err);
}

/* What was first may be corrected, whatever came after its round. */
static bool
was_made_before(struct desk *desk, struct arena *arena, const struct work *work,
	const struct form_event *event, bool *was, struct err *err)
{
	struct stood stood;
	struct stmt *q;
	enum stmt_step step;
	bool done;

	*was = false;
	if (work->on.supersedes == 0)
		return true;
	q = store_statement(desk->store, corrected_sql, err);
	if (q == NULL)
		return false;
	stmt_int(q, 1, work->on.supersedes);
	step = stmt_next(q, err);
	if (step != STMT_ROW)
		return step == STMT_END;
	done = take(desk, arena, q, &stood, err);
	stmt_reset(q);
	*was = done && made(&stood, event->name);
	return done;
}

/* What ends the old with its own hand may begin the new. */
static bool
opens_itself(const struct work *work, const struct form_event *event)
{
	const struct stood self = { .form = work->form,
		.values = work->values };

	return opens_again(&self, event);
}

bool
once_check(struct desk *desk, const struct work *work, int64_t line,
	struct err *err)
{
	struct arena arena = { 0 };
	const struct form_event *event;
	size_t at = 0;
	bool done = true;

	while (done && (event = next_once(work, &at)) != NULL) {
		bool was;

		if (opens_itself(work, event))
			continue;
		done = was_made_before(desk, &arena, work, event, &was, err);
		if (done && !was)
			done = check_event(
				desk, &arena, work, event, line, err);
	}
	arena_clear(&arena);
	return done;
}
