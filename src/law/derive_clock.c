/* SPDX-License-Identifier: MIT */
/*
 * Clocks: which events start one, which rule of a lead group leads, what runs
 * out and so starts another. How one ends is derive_end.c.
 */
#include "law/derive_own.h"

#include "base/clock.h"
#include "law/condition.h"

#include <stdlib.h>
#include <string.h>

/* A chain is as long as the law has steps; a circle of rules would not end. */
enum { LONGEST_CHAIN = 8 };

/* What may start clocks: an event, and from when on it was owed. */
struct start {
	const char *name;
	struct source source;
	struct date since;
};

/* The clocks that one event may start, before one of a group leads. */
struct candidates {
	struct deadline *items;
	size_t count;
};

/* Clocks that ran out, to be looked at in the next round. */
struct starts {
	struct start *items;
	size_t count;
};

static bool
hold_on(struct derivation *d, const struct deadline_rule *rule,
	const struct source *trigger, struct date day)
{
	timeline_know(&d->timeline, trigger, day);
	return conditions_hold(rule->conditions, rule->condition_count,
		timeline_value, &d->timeline);
}

/* Where only the day is known, hours run from its beginning: the earliest. */
static int64_t
start_instant(const struct source *source)
{
	return source->at != 0 ? source->at : clock_instant(source->day, 0, 0);
}

/* Before a hearing a class found later still counts, up to the due day: the
 * first day from the trigger on that the conditions hold. */
static bool
holds_later(struct derivation *d, struct deadline *deadline)
{
	for (size_t i = 0; i < d->timeline.fact_count; i++) {
		struct date day = d->timeline.facts[i].source.day;

		if (date_compare(day, deadline->trigger.day) <= 0)
			continue;
		if (date_compare(day, deadline->due.day) > 0)
			return false;
		if (hold_on(d, deadline->rule, &deadline->trigger, day)) {
			deadline->since = day;
			return true;
		}
	}
	return false;
}

/* Periods run from 发生; those before a hearing, back from its day. */
static bool
count_clock(struct derivation *d, struct deadline *deadline)
{
	const struct period *period = &deadline->rule->period;

	return count_due(law_calendar(d->law), period, deadline->start,
		       start_instant(&deadline->trigger), TRAIL_NONE, NULL,
		       &deadline->due, d->err) ||
	       err_within(d->err, deadline->rule->id);
}

/* Is the rule one that the event starts? False is only for a failed count. */
static bool
try_rule(struct derivation *d, const struct deadline_rule *rule,
	const struct start *start, struct candidates *out)
{
	bool is_back = rule->period.unit == UNIT_DAY_BEFORE;
	struct deadline deadline = { .rule = rule,
		.trigger = start->source,
		.since = start->since,
		.start = start->source.day,
		.met = { .day = DATE_NONE } };

	if (strcmp(rule->start, start->name) != 0 ||
		!authority_holds(&rule->authority, start->source.day))
		return true;
	if (is_back)
		deadline.start = hearing_start(d, &start->source);
	if (!date_is_set(deadline.start) ||
		(!is_back &&
			!hold_on(d, rule, &start->source, start->source.day)))
		return true;
	if (!count_clock(d, &deadline))
		return false;
	if (is_back && !hold_on(d, rule, &start->source, start->source.day) &&
		!holds_later(d, &deadline))
		return true;
	if (!derive_is_owed(d, &deadline))
		return true;
	derive_end(d, &deadline);
	out->items = arena_grow(
		d->timeline.arena, out->items, out->count, sizeof *out->items);
	out->items[out->count++] = deadline;
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

/* 届满.ID happens where a clock ran out unmet; what is done about it may be
 * done from its own trigger on. */
static void
run_out(struct derivation *d, const struct deadline *deadline,
	struct starts *out)
{
	struct start next = { .source = deadline->trigger,
		.since = deadline->since };

	if (!derive_ran_out(deadline))
		return;
	next.name =
		arena_printf(d->timeline.arena, "届满.%s", deadline->rule->id);
	next.source.day = deadline->due.day;
	next.source.at = deadline->due.at;
	out->items = arena_grow(
		d->timeline.arena, out->items, out->count, sizeof *out->items);
	out->items[out->count++] = next;
}

static void
take_leaders(struct derivation *d, const struct candidates *candidates,
	struct starts *next)
{
	struct derived *out = d->out;

	for (size_t i = 0; i < candidates->count; i++) {
		struct deadline deadline = candidates->items[i];

		if (!leads(candidates, i))
			continue;
		take_others(d->timeline.arena, candidates, i, &deadline);
		out->deadlines = arena_grow(d->timeline.arena, out->deadlines,
			out->deadline_count, sizeof *out->deadlines);
		out->deadlines[out->deadline_count++] = deadline;
		run_out(d, &deadline, next);
	}
}

static bool
start_clocks(
	struct derivation *d, const struct start *start, struct starts *next)
{
	struct candidates candidates = { NULL, 0 };
	size_t count;
	const struct deadline_rule *rules = law_deadlines(d->law, &count);

	for (size_t i = 0; i < count; i++)
		if (!try_rule(d, &rules[i], start, &candidates))
			return false;
	take_leaders(d, &candidates, next);
	return true;
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
start_by_events(struct derivation *d, struct starts *next)
{
	for (size_t i = 0; i < d->timeline.event_count; i++) {
		const struct history_event *event = &d->timeline.events[i];
		struct start start = { event->name, event->source,
			event->source.day };

		if (!timeline_is_repeated(&d->timeline, i) &&
			!start_clocks(d, &start, next))
			return false;
	}
	return true;
}

bool
derive_clocks(struct derivation *d)
{
	struct starts now = { NULL, 0 };
	struct derived *out = d->out;

	if (!start_by_events(d, &now))
		return false;
	for (int round = 0; round < LONGEST_CHAIN && now.count > 0; round++) {
		struct starts next = { NULL, 0 };

		for (size_t i = 0; i < now.count; i++)
			if (!start_clocks(d, &now.items[i], &next))
				return false;
		now = next;
	}
	if (out->deadline_count > 1)
		qsort(out->deadlines, out->deadline_count,
			sizeof *out->deadlines, compare_deadlines);
	return true;
}
