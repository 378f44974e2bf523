/* SPDX-License-Identifier: MIT */
/*
 * Refusals: which row of the table one falls on, and what has to be counted
 * over the history for that. The rows themselves are forms/rules/refusal.rule.
 */
#include "law/refusal.h"

#include "base/attr.h"
#include "law/condition.h"

#include <string.h>

enum { OF_AGE = 18 };

/* One refusal, and what was counted for it. */
struct asked {
	struct timeline *timeline;
	const struct source *at;
	const struct fact *time, *changes; /* counted, whatever was said */
	const struct fact *assigned, *minor, *of_age; /* where nothing was */
	struct refusal found;
	bool is_assigned;
	bool is_minor;
	bool is_of_age;
};

const struct refusal_row *
refusal_decide(const struct law *law, struct date day,
	const char *(*value)(const struct fact *fact, const void *arg),
	const void *arg)
{
	size_t count;
	const struct refusal_row *rows = law_refusals(law, &count);

	for (size_t i = 0; i < count; i++)
		if (authority_holds(&rows[i].authority, day) &&
			conditions_hold(rows[i].conditions,
				rows[i].condition_count, value, arg))
			return &rows[i];
	/* Before the first text was in force: the row that says the least. */
	return count == 0 ? NULL : &rows[count - 1];
}

static bool
is_event(const struct history_event *event, const char *name,
	const struct source *at)
{
	int64_t proceeding = event->source.proceeding;

	/* 0 is the matter as a whole, and so any of its proceedings. */
	return strcmp(event->name, name) == 0 &&
	       (proceeding == at->proceeding || proceeding == 0 ||
		       at->proceeding == 0);
}

/* Where only days are known, things of one day have no order: what was
 * entered first must not decide. */
static bool
is_before(const struct source *a, const struct source *b)
{
	int by = date_compare(a->day, b->day);

	return by != 0 ? by < 0 : a->at != 0 && b->at != 0 && a->at < b->at;
}

/* What a refusal's own record says of it, or one that answers it; "" if
 * neither does. */
static const char *
said_of(const struct timeline *timeline, const struct source *refusal,
	const char *name)
{
	const char *value = "";

	for (size_t i = 0; i < timeline->fact_count; i++) {
		const struct said *said = &timeline->facts[i];

		if ((said->source.record == refusal->record ||
			    (said->source.about != 0 &&
				    said->source.about == refusal->line)) &&
			strcmp(said->fact->name, name) == 0)
			value = said->value;
	}
	return value;
}

/*
 * Again is on a later day than before: the court was opened anew (Int
 * 311(4)). One that said nothing else counts for nothing, since nothing
 * followed from it: the answer to the court's question is not a second one.
 */
static bool
counts_before(const struct timeline *timeline, const struct source *earlier,
	const struct source *at, const char *occasion)
{
	return date_compare(earlier->day, at->day) < 0 &&
	       strcmp(said_of(timeline, earlier, "拒绝.场合"), occasion) == 0 &&
	       strcmp(said_of(timeline, earlier, "拒绝.意愿"), "未表示") != 0;
}

static int
count_times(const struct timeline *timeline, const struct source *at)
{
	const char *occasion = said_of(timeline, at, "拒绝.场合");
	int times = 1;

	for (size_t i = 0; i < timeline->event_count; i++) {
		const struct history_event *event = &timeline->events[i];

		if (is_event(event, "拒绝.提出", at) &&
			event->source.line != at->line &&
			!timeline_is_repeated(timeline, i) &&
			counts_before(timeline, &event->source, at, occasion))
			times++;
	}
	return times;
}

static int
count_changes(const struct timeline *timeline, const struct source *at)
{
	int changes =
		strcmp(said_of(timeline, at, "拒绝.意愿"), "另请律师") == 0;

	for (size_t i = 0; i < timeline->event_count; i++) {
		const struct history_event *event = &timeline->events[i];

		if (is_event(event, "更换.辩护人", at) &&
			event->source.line != at->line &&
			event->source.about != at->line &&
			!timeline_is_repeated(timeline, i) &&
			is_before(&event->source, at))
			changes++;
	}
	return changes;
}

/* The latest of such events by the time of the refusal; NULL if none. */
static const struct source *
find_last(const struct timeline *timeline, const char *name,
	const struct source *at)
{
	const struct source *last = NULL;

	for (size_t i = 0; i < timeline->event_count; i++) {
		const struct history_event *event = &timeline->events[i];

		if (is_event(event, name, at) &&
			event->source.line != at->line &&
			event->source.about != at->line &&
			!is_before(at, &event->source) &&
			(last == NULL || is_before(last, &event->source)))
			last = &event->source;
	}
	return last;
}

/* The latest of any of these events by the time of the refusal. */
static const struct source *
find_any(const struct timeline *timeline, const char *const *names,
	const struct source *at)
{
	const struct source *last = NULL;

	for (; *names != NULL; names++) {
		const struct source *found = find_last(timeline, *names, at);

		if (last == NULL || (found != NULL && is_before(last, found)))
			last = found;
	}
	return last;
}

/* The court knows it by the agency's letter (Measures 5(1)). */
static bool
is_assigned(const struct timeline *timeline, const struct source *at)
{
	static const char *const starts[] = { "指派.确定", "指派.函告", NULL };
	static const char *const ends[] = { "指派.终止", "指派.解除", NULL };
	const struct source *start = find_any(timeline, starts, at);
	const struct source *end = find_any(timeline, ends, at);

	return start != NULL && (end == NULL || is_before(end, start));
}

/* From the day after the eighteenth birthday: the reading that protects. A
 * birthday of 29 February is the last of that month. */
static bool
is_of_age(const char *birth, struct date day)
{
	struct date date;
	int y;
	int m;
	int d;

	if (!date_parse(birth, &date))
		return false;
	date_parts(date, &y, &m, &d);
	if (d > date_month_days(y + OF_AGE, m))
		d = date_month_days(y + OF_AGE, m);
	return date_compare(date_make(y + OF_AGE, m, d), day) < 0;
}

static const char *
known(struct timeline *timeline, const char *name)
{
	const char *value = timeline_value(fact_find(name), timeline);

	return value == NULL ? "" : value;
}

static void
look(struct asked *asked)
{
	struct timeline *timeline = asked->timeline;
	const struct source *at = asked->at;
	const struct fact *grounds = fact_find("当事人.理由");

	timeline_know(timeline, at, at->day);
	asked->is_minor = fact_has_word(
		grounds, known(timeline, "当事人.理由"), "未成年");
	asked->is_of_age =
		is_of_age(known(timeline, "当事人.出生日期"), at->day);
	asked->is_assigned = is_assigned(timeline, at);
	asked->found.source = *at;
	asked->found.is_in_court =
		strcmp(said_of(timeline, at, "拒绝.场合"), "当庭") == 0;
	asked->found.time = count_times(timeline, at);
	asked->found.changes = count_changes(timeline, at);
}

static const char *
yes_no(bool claim)
{
	return claim ? "是" : "否";
}

/* What was said, and what was counted where nothing was said. Times and
 * changes are the law's to count. */
static const char *
value_of(const struct fact *fact, const void *arg)
{
	const struct asked *asked = arg;
	const char *said;

	if (fact == asked->time)
		return asked->found.is_in_court && asked->found.time > 1 ? "二"
									 : "一";
	if (fact == asked->changes)
		return yes_no(asked->found.changes > 2);
	if (fact->noun != NOUN_REFUSAL)
		return timeline_value(fact, asked->timeline);
	said = said_of(asked->timeline, asked->at, fact->name);
	if (said[0] != '\0')
		return said;
	if (fact == asked->assigned)
		return yes_no(asked->is_assigned);
	if (fact == asked->minor)
		return yes_no(asked->is_minor);
	if (fact == asked->of_age)
		return yes_no(asked->is_of_age);
	return NULL;
}

/* What was counted holds for the other rules, too: a clock that starts from
 * this record may ask which time it was. */
static void
tell(struct asked *asked)
{
	const struct fact *counted[] = { asked->time, asked->changes,
		asked->assigned, asked->minor, asked->of_age };

	for (size_t i = 0; i < ARRAY_LENGTH(counted); i++) {
		const struct said said = { counted[i],
			value_of(counted[i], asked), *asked->at };

		if (said_of(asked->timeline, asked->at, counted[i]->name)[0] ==
			'\0')
			timeline_tell(asked->timeline, &said);
	}
}

/* Permitted where only self-defence is left: from that day on he defends
 * himself, and no counsel is missing. */
static void
tell_self_defence(struct asked *asked)
{
	const struct refusal_row *row = asked->found.row;
	struct timeline *timeline = asked->timeline;
	const struct fact *permitted = fact_find("拒绝.准许");

	if (row == NULL || !row->next[REFUSAL_SELF_ONLY])
		return;
	for (size_t i = 0; i < timeline->fact_count; i++) {
		const struct said *said = &timeline->facts[i];

		if (said->fact == permitted &&
			(said->source.line == asked->at->line ||
				said->source.about == asked->at->line) &&
			strcmp(said->value, "是") == 0) {
			timeline_tell(timeline,
				&(struct said){ fact_find("当事人.自行辩护"),
					"是", said->source });
			return;
		}
	}
}

void
refusal_derive(
	const struct law *law, struct timeline *timeline, struct derived *out)
{
	struct asked asked = { .timeline = timeline,
		.time = fact_find("拒绝.次数"),
		.changes = fact_find("拒绝.超过两次"),
		.assigned = fact_find("拒绝.已指派"),
		.minor = fact_find("拒绝.未成年"),
		.of_age = fact_find("拒绝.已成年") };

	for (size_t i = 0; i < timeline->event_count; i++) {
		const struct history_event *event = &timeline->events[i];

		if (strcmp(event->name, "拒绝.提出") != 0 ||
			timeline_is_repeated(timeline, i))
			continue;
		asked.at = &event->source;
		look(&asked);
		asked.found.row = refusal_decide(
			law, event->source.day, value_of, &asked);
		tell(&asked);
		tell_self_defence(&asked);
		out->refusals = arena_grow(timeline->arena, out->refusals,
			out->refusal_count, sizeof *out->refusals);
		out->refusals[out->refusal_count++] = asked.found;
	}
	timeline_sort(timeline);
}
