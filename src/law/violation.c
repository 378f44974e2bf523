/* SPDX-License-Identifier: MIT */
/*
 * What was owed and not done (LAW §2): clocks met late or missed, causes that
 * came without what should have come before them, and what follows from other
 * violations. Only clocks that are still open need a day to be judged by:
 * deadline_is_missing.
 */
#include "law/derive_own.h"

#include "law/condition.h"

#include <stdlib.h>
#include <string.h>

/* Two causes in one record are one violation. */
static bool
is_known(const struct derived *out, const struct violation *violation)
{
	for (size_t i = 0; i < out->violation_count; i++) {
		const struct violation *v = &out->violations[i];

		if (v->rule == violation->rule &&
			v->clock == violation->clock &&
			v->cause.line == violation->cause.line &&
			v->cause.hearing == violation->cause.hearing)
			return true;
	}
	return false;
}

static void
add(struct derivation *d, const struct violation *violation)
{
	struct derived *out = d->out;

	if (is_known(out, violation))
		return;
	out->violations = arena_grow(d->timeline.arena, out->violations,
		out->violation_count, sizeof *out->violations);
	out->violations[out->violation_count++] = *violation;
}

static bool
is_late(const struct deadline *deadline)
{
	return deadline->state == DEADLINE_MET && deadline->is_late;
}

static void
add_late_clocks(struct derivation *d)
{
	for (size_t i = 0; i < d->out->deadline_count; i++) {
		const struct deadline *deadline = &d->out->deadlines[i];
		bool is_missed = deadline->state == DEADLINE_MISSED;
		struct violation violation = {
			.code = is_missed ? deadline->rule->missing
					  : deadline->rule->violation,
			.clock = deadline->rule,
			.cause = deadline->trigger,
			.due = deadline->due.day,
			.actual = is_missed ? DATE_NONE : deadline->met.day,
		};

		if ((!is_missed && !is_late(deadline)) ||
			violation.code[0] == '\0')
			continue;
		violation.rule = law_violation_code(d->law, violation.code);
		add(d, &violation);
	}
}

/* In the cause's proceeding and of its hearing; 0 is the whole, and so any
 * part of it. */
static bool
is_there(const struct source *source, const struct source *at)
{
	return (source->proceeding == at->proceeding ||
		       source->proceeding == 0) &&
	       (source->hearing == at->hearing || source->hearing == 0 ||
		       at->hearing == 0);
}

/* A hearing has an hour; of its day, what is written down by the day alone may
 * have been before it, in it, or after it. */
static bool
is_sitting(const struct history_event *cause)
{
	return strcmp(cause->name, "开庭.举行") == 0;
}

/* Which of two events came first, the cause being `at`? */
static enum source_order
order_of(const struct derivation *d, size_t i, size_t at)
{
	const struct history_event *events = d->timeline.events;

	if (is_sitting(&events[at]) &&
		events[i].source.record != events[at].source.record)
		return source_order(&events[i].source, &events[at].source);
	return i < at ? SOURCE_BEFORE : SOURCE_AFTER;
}

/* The last event before the cause that makes what was before it count for
 * nothing; -1 if none does. Said in one record, nothing takes back the rest;
 * nor does what may have come after. */
static int64_t
find_void(const struct derivation *d, const struct violation_rule *rule,
	size_t at)
{
	const struct history_event *events = d->timeline.events;

	for (size_t i = d->timeline.event_count; i > 0; i--)
		if (any_of_has(&rule->voids, events[i - 1].name) &&
			is_there(&events[i - 1].source, &events[at].source) &&
			order_of(d, i - 1, at) == SOURCE_BEFORE)
			return (int64_t)i - 1;
	return -1;
}

/* Had one of them certainly happened before the cause, from the event `from`
 * on (-1: ever), or in its record? */
static bool
had_happened(const struct derivation *d, const struct any_of *names, size_t at,
	int64_t from)
{
	const struct history_event *events = d->timeline.events;
	int64_t record = from < 0 ? 0 : events[from].source.record;

	for (size_t i = 0; i < d->timeline.event_count; i++)
		if (any_of_has(names, events[i].name) &&
			is_there(&events[i].source, &events[at].source) &&
			order_of(d, i, at) == SOURCE_BEFORE &&
			((int64_t)i >= from ||
				events[i].source.record == record))
			return true;
	return false;
}

/* Has one of them happened on the day of the cause, perhaps before it? */
static bool
may_have_happened(
	const struct derivation *d, const struct any_of *names, size_t at)
{
	const struct history_event *events = d->timeline.events;

	for (size_t i = 0; i < d->timeline.event_count; i++)
		if (any_of_has(names, events[i].name) &&
			is_there(&events[i].source, &events[at].source) &&
			order_of(d, i, at) == SOURCE_DOUBTFUL)
			return true;
	return false;
}

static bool
does_lack(const struct derivation *d, const struct violation_rule *rule,
	size_t at)
{
	return !had_happened(d, &rule->lacks, at, find_void(d, rule, at)) &&
	       !may_have_happened(d, &rule->lacks, at);
}

static bool
conditions_are(struct derivation *d, const struct violation_rule *rule)
{
	return conditions_hold(rule->conditions, rule->condition_count,
		timeline_value, &d->timeline);
}

/* Of the day of a hearing, whatever has no hour counts against nobody: it must
 * be so without it and with it. */
static bool
was_so(struct derivation *d, const struct violation_rule *rule, size_t at)
{
	const struct history_event *cause = &d->timeline.events[at];

	if (!is_sitting(cause)) {
		timeline_know(&d->timeline, &cause->source, cause->source.day);
		return conditions_are(d, rule);
	}
	timeline_know_then(&d->timeline, &cause->source, false);
	if (!conditions_are(d, rule))
		return false;
	timeline_know_then(&d->timeline, &cause->source, true);
	return conditions_are(d, rule);
}

static bool
had_all(const struct derivation *d, const struct violation_rule *rule,
	size_t at)
{
	for (size_t i = 0; i < rule->need_count; i++)
		if (!had_happened(d, &rule->needs[i], at, -1))
			return false;
	return true;
}

/* Was it so by the day of the cause: found by then, and in the proceeding or
 * in the one before it? */
static bool
is_by_then(const struct derivation *d, const struct source *found,
	struct date day, const struct source *cause, bool is_before)
{
	const struct part *former = part_before(d->out, cause->proceeding);

	if (date_compare(day, cause->day) > 0)
		return false;
	if (!is_before)
		return found->proceeding == cause->proceeding;
	return former != NULL && found->proceeding == former->proceeding;
}

/* A clock that had run out unmet by that day, whatever was done later. */
static bool
had_run_out(const struct derivation *d, const struct any_of *codes,
	const struct source *cause, bool is_before)
{
	for (size_t i = 0; i < d->out->deadline_count; i++) {
		const struct deadline *clock = &d->out->deadlines[i];

		if ((any_of_has(codes, clock->rule->missing) ||
			    any_of_has(codes, clock->rule->violation)) &&
			derive_ran_out(clock) &&
			clock->state != DEADLINE_LAPSED &&
			is_by_then(d, &clock->trigger,
				date_add(clock->due.day, 1), cause, is_before))
			return true;
	}
	return false;
}

static bool
had_found(const struct derivation *d, const struct any_of *codes,
	const struct source *cause, bool is_before)
{
	for (size_t i = 0; i < d->out->violation_count; i++) {
		const struct violation *v = &d->out->violations[i];

		if (v->clock == NULL && any_of_has(codes, v->code) &&
			is_by_then(
				d, &v->cause, v->cause.day, cause, is_before))
			return true;
	}
	return had_run_out(d, codes, cause, is_before);
}

static bool
follows(const struct derivation *d, const struct violation_rule *rule,
	const struct source *cause)
{
	for (size_t i = 0; i < rule->found_count; i++)
		if (!had_found(d, &rule->found[i], cause, false))
			return false;
	for (size_t i = 0; i < rule->found_before_count; i++)
		if (!had_found(d, &rule->found_before[i], cause, true))
			return false;
	return true;
}

static bool
is_found(struct derivation *d, const struct violation_rule *rule, size_t at)
{
	const struct history_event *cause = &d->timeline.events[at];

	if (!any_of_has(&rule->causes, cause->name) ||
		timeline_is_repeated(&d->timeline, at) ||
		!authority_holds(&rule->authority, cause->source.day))
		return false;
	return does_lack(d, rule, at) && had_all(d, rule, at) &&
	       follows(d, rule, &cause->source) && was_so(d, rule, at);
}

/* The day on which it was made good; DATE_NONE if it never was. The record that
 * is the cause does not make itself good: a letter that lacks something is a
 * letter all the same. */
static struct date
find_remedy(const struct derivation *d, const struct violation_rule *rule,
	size_t at)
{
	const struct history_event *events = d->timeline.events;

	for (size_t i = at + 1; i < d->timeline.event_count; i++)
		if (any_of_has(&rule->remedies, events[i].name) &&
			events[i].source.record != events[at].source.record &&
			is_there(&events[i].source, &events[at].source))
			return events[i].source.day;
	return DATE_NONE;
}

static void
add_found(struct derivation *d, const struct violation_rule *rule)
{
	for (size_t i = 0; i < d->timeline.event_count; i++) {
		struct violation found = { .code = rule->code,
			.rule = rule,
			.cause = d->timeline.events[i].source,
			.due = DATE_NONE };

		if (!is_found(d, rule, i))
			continue;
		found.actual = find_remedy(d, rule, i);
		add(d, &found);
	}
}

static int
compare(const void *a, const void *b)
{
	const struct violation *x = a;
	const struct violation *y = b;
	int by = date_compare(x->cause.day, y->cause.day);

	if (by == 0)
		by = strcmp(x->rule == NULL ? x->code : x->rule->id,
			y->rule == NULL ? y->code : y->rule->id);
	if (by == 0 && x->clock != NULL && y->clock != NULL)
		by = strcmp(x->clock->id, y->clock->id);
	if (by == 0)
		by = (x->cause.line > y->cause.line) -
		     (x->cause.line < y->cause.line);
	return by;
}

/* What looks at other violations comes after all that do not. */
void
derive_violations(struct derivation *d)
{
	size_t count;
	const struct violation_rule *rules = law_violations(d->law, &count);

	add_late_clocks(d);
	for (size_t i = 0; i < count; i++)
		if (rules[i].found_count + rules[i].found_before_count == 0)
			add_found(d, &rules[i]);
	for (size_t i = 0; i < count; i++)
		if (rules[i].found_count + rules[i].found_before_count > 0)
			add_found(d, &rules[i]);
	if (d->out->violation_count > 1)
		qsort(d->out->violations, d->out->violation_count,
			sizeof *d->out->violations, compare);
}
