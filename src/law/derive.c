/* SPDX-License-Identifier: MIT */
/*
 * Clocks: which events start one, which rule of a lead group leads, what met
 * it. Standing is standing.c; the reasons in words are explain.c.
 */
#include "law/derive.h"

#include "base/clock.h"
#include "law/condition.h"
#include "law/standing.h"
#include "law/timeline.h"

#include <stdlib.h>
#include <string.h>

struct derivation {
	const struct law *law;
	struct timeline timeline;
	struct derived *out;
	struct err *err;
};

/* The clocks that one event may start, before one of a group leads. */
struct candidates {
	struct deadline *items;
	size_t count;
};

static bool
is_end(const struct deadline_rule *rule, const char *event)
{
	for (size_t i = 0; i < rule->end_count; i++)
		if (strcmp(rule->ends[i], event) == 0)
			return true;
	return false;
}

/* 0 is the matter as a whole, and so any of its proceedings. */
static bool
same_scope(int64_t a, int64_t b)
{
	return a == b || a == 0 || b == 0;
}

/*
 * Was something done before the trigger done for it? Advice given on the way
 * in counts (a clerk may advise before the case is filed), but only within
 * the same proceeding, and not if it answered an earlier trigger there.
 */
static bool
was_early(const struct derivation *d, const struct deadline *deadline,
	const struct history_event *end)
{
	const struct source *trigger = &deadline->trigger;

	if (end->source.proceeding != trigger->proceeding)
		return false;
	for (size_t i = 0; i < d->timeline.event_count; i++) {
		const struct history_event *event = &d->timeline.events[i];

		if (strcmp(event->name, deadline->rule->start) == 0 &&
			event->source.line != trigger->line &&
			event->source.proceeding == trigger->proceeding &&
			date_compare(event->source.day, end->source.day) <= 0)
			return false;
	}
	return true;
}

/* The first event that meets the clock; NULL if there is none. */
static const struct history_event *
find_end(const struct derivation *d, const struct deadline *deadline)
{
	for (size_t i = 0; i < d->timeline.event_count; i++) {
		const struct history_event *event = &d->timeline.events[i];

		if (!is_end(deadline->rule, event->name) ||
			!same_scope(event->source.proceeding,
				deadline->trigger.proceeding))
			continue;
		if (date_compare(event->source.day, deadline->trigger.day) >=
				0 ||
			was_early(d, deadline, event))
			return event;
	}
	return NULL;
}

/* The first fact after the trigger and before `met` that took away what the
 * clock rests on; NULL if none did. What was met stays met. */
static const struct said *
find_lapse(struct derivation *d, const struct deadline *deadline,
	const struct history_event *met)
{
	const struct deadline_rule *rule = deadline->rule;
	struct timeline *timeline = &d->timeline;

	if (rule->lasting_count == 0)
		return NULL;
	for (size_t i = 0; i < timeline->fact_count; i++) {
		const struct said *said = &timeline->facts[i];

		if (date_compare(said->source.day, deadline->trigger.day) < 0 ||
			!timeline_counts(said, deadline->trigger.proceeding))
			continue;
		if (met != NULL &&
			date_compare(said->source.day, met->source.day) >= 0)
			return NULL;
		timeline_know(timeline, deadline->trigger.proceeding,
			said->source.day, deadline->trigger.record);
		if (!conditions_hold(rule->lasting, rule->lasting_count,
			    timeline_value, timeline))
			return said;
	}
	return NULL;
}

static bool
happened_late(const struct deadline *deadline)
{
	if (deadline->due.at != 0 && deadline->met.at != 0)
		return deadline->met.at > deadline->due.at;
	return date_compare(deadline->met.day, deadline->due.day) > 0;
}

/* Entered by the end of the due day (UTC+8), or by the hour itself. */
static bool
known_in_time(const struct deadline *deadline)
{
	if (deadline->due.at != 0)
		return deadline->met.entered <= deadline->due.at;
	return deadline->met.entered <
	       clock_instant(date_add(deadline->due.day, 1), 0, 0);
}

static void
settle(struct derivation *d, struct deadline *deadline)
{
	const struct history_event *end = find_end(d, deadline);
	const struct said *lapse = find_lapse(d, deadline, end);

	if (lapse != NULL) {
		deadline->state = DEADLINE_LAPSED;
		deadline->met = lapse->source;
		return;
	}
	if (end == NULL)
		return;
	deadline->state = DEADLINE_MET;
	deadline->met = end->source;
	deadline->is_late = happened_late(deadline);
	deadline->known_in_time = known_in_time(deadline);
}

/* One clock for each line of corrections, wherever the record fires twice. */
static bool
is_repeated(const struct derivation *d, size_t at)
{
	const struct history_event *event = &d->timeline.events[at];

	for (size_t i = 0; i < at; i++) {
		const struct history_event *before = &d->timeline.events[i];

		if (before->source.line == event->source.line &&
			before->source.proceeding == event->source.proceeding &&
			before->source.hearing == event->source.hearing &&
			strcmp(before->name, event->name) == 0)
			return true;
	}
	return false;
}

static bool
starts(struct derivation *d, const struct deadline_rule *rule,
	const struct history_event *event)
{
	if (strcmp(rule->start, event->name) != 0 ||
		!authority_holds(&rule->authority, event->source.day))
		return false;
	timeline_know(&d->timeline, event->source.proceeding, event->source.day,
		event->source.record);
	return conditions_hold(rule->conditions, rule->condition_count,
		timeline_value, &d->timeline);
}

/* Where only the day is known, hours run from its beginning: the earliest. */
static int64_t
start_instant(const struct source *source)
{
	return source->at != 0 ? source->at : clock_instant(source->day, 0, 0);
}

/* The day of the trigger's hearing, as it stands now: a hearing that moved
 * takes its clocks with it. Not known: no day. */
static struct date
hearing_day(const struct derivation *d, const struct source *trigger)
{
	struct date day = DATE_NONE;

	for (size_t i = 0; i < d->timeline.fact_count; i++) {
		const struct said *said = &d->timeline.facts[i];
		char text[DATE_TEXT];

		if (said->source.hearing != trigger->hearing ||
			said->source.proceeding != trigger->proceeding ||
			strcmp(said->fact->name, "庭审.时间") != 0)
			continue;
		day = DATE_NONE;
		if (strlen(said->value) < sizeof text - 1)
			continue;
		memcpy(text, said->value, sizeof text - 1);
		text[sizeof text - 1] = '\0';
		if (!date_parse(text, &day))
			day = DATE_NONE;
	}
	return day;
}

/* Periods run from 发生; those before a hearing, back from its day. */
static struct date
start_day(const struct derivation *d, const struct deadline *deadline)
{
	return deadline->rule->period.unit == UNIT_DAY_BEFORE
		       ? hearing_day(d, &deadline->trigger)
		       : deadline->trigger.day;
}

static bool
find_candidates(struct derivation *d, const struct history_event *event,
	struct candidates *out)
{
	size_t count;
	const struct deadline_rule *rules = law_deadlines(d->law, &count);

	for (size_t i = 0; i < count; i++) {
		struct deadline deadline = { .rule = &rules[i],
			.trigger = event->source,
			.met = { .day = DATE_NONE } };

		if (!starts(d, &rules[i], event))
			continue;
		deadline.start = start_day(d, &deadline);
		if (!date_is_set(deadline.start))
			continue;
		if (!count_due(law_calendar(d->law), &rules[i].period,
			    deadline.start, start_instant(&event->source),
			    TRAIL_NONE, NULL, &deadline.due, d->err))
			return err_within(d->err, rules[i].id);
		settle(d, &deadline);
		out->items = arena_grow(d->timeline.arena, out->items,
			out->count, sizeof *out->items);
		out->items[out->count++] = deadline;
	}
	return true;
}

static bool
same_group(const struct deadline *a, const struct deadline *b)
{
	return a->rule->lead != NULL && b->rule->lead != NULL &&
	       strcmp(a->rule->lead, b->rule->lead) == 0;
}

/* Does `a`, earlier in the files, yield to `b`? What lapsed never leads what
 * did not. */
static bool
yields(const struct deadline *a, const struct deadline *b)
{
	bool has_a_lapsed = a->state == DEADLINE_LAPSED;
	bool has_b_lapsed = b->state == DEADLINE_LAPSED;
	int by = date_compare(b->due.day, a->due.day);

	if (has_a_lapsed != has_b_lapsed)
		return has_a_lapsed;
	if (by == 0)
		by = (b->due.at > a->due.at) - (b->due.at < a->due.at);
	return by != 0 ? by < 0 : b->rule->nature < a->rule->nature;
}

static bool
leads(const struct candidates *candidates, size_t at)
{
	const struct deadline *self = &candidates->items[at];

	for (size_t i = 0; i < candidates->count; i++) {
		const struct deadline *other = &candidates->items[i];

		if (i == at || !same_group(self, other))
			continue;
		if (i < at ? !yields(other, self) : yields(self, other))
			return false;
	}
	return true;
}

/* The others of its group, with their dates. */
static void
take_others(struct arena *arena, const struct candidates *candidates, size_t at,
	struct deadline *out)
{
	struct competing *others = NULL;

	for (size_t i = 0; i < candidates->count; i++) {
		const struct deadline *other = &candidates->items[i];

		if (i == at || !same_group(&candidates->items[at], other))
			continue;
		others = arena_grow(
			arena, others, out->other_count, sizeof *others);
		others[out->other_count++] =
			(struct competing){ other->rule, other->due };
	}
	out->others = others;
}

static void
take_leaders(struct derivation *d, const struct candidates *candidates)
{
	struct arena *arena = d->timeline.arena;
	struct derived *out = d->out;

	for (size_t i = 0; i < candidates->count; i++) {
		struct deadline deadline = candidates->items[i];

		if (!leads(candidates, i))
			continue;
		take_others(arena, candidates, i, &deadline);
		out->deadlines = arena_grow(arena, out->deadlines,
			out->deadline_count, sizeof *out->deadlines);
		out->deadlines[out->deadline_count++] = deadline;
	}
}

static int
compare_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
compare_deadlines(const void *a, const void *b)
{
	const struct deadline *x = a;
	const struct deadline *y = b;
	int by = date_compare(x->due.day, y->due.day);

	if (by == 0)
		by = compare_number(x->due.at, y->due.at);
	if (by == 0)
		by = strcmp(x->rule->id, y->rule->id);
	if (by == 0)
		by = compare_number(x->trigger.line, y->trigger.line);
	if (by == 0)
		by = compare_number(
			x->trigger.proceeding, y->trigger.proceeding);
	return by != 0 ? by
		       : compare_number(x->trigger.hearing, y->trigger.hearing);
}

static bool
derive_deadlines(struct derivation *d)
{
	for (size_t i = 0; i < d->timeline.event_count; i++) {
		struct candidates candidates = { NULL, 0 };

		if (is_repeated(d, i))
			continue;
		if (!find_candidates(d, &d->timeline.events[i], &candidates))
			return false;
		take_leaders(d, &candidates);
	}
	if (d->out->deadline_count > 1)
		qsort(d->out->deadlines, d->out->deadline_count,
			sizeof *d->out->deadlines, compare_deadlines);
	return true;
}

bool
derive(const struct law *law, const struct history *history,
	struct arena *arena, struct derived *out, struct err *err)
{
	struct derivation d = { .law = law, .out = out, .err = err };

	*out = (struct derived){ 0 };
	if (!timeline_make(arena, history, &d.timeline, err))
		return false;
	standing_derive(law, &d.timeline, out);
	return derive_deadlines(&d);
}
