/* SPDX-License-Identifier: MIT */
/*
 * How a clock ends: met in time or late, cured by moving the hearing, lapsed
 * because what called for it is gone, or not at all.
 */
#include "law/derive_own.h"

#include "base/clock.h"
#include "law/condition.h"

#include <string.h>

/* 0 is the whole, and so any part of it. */
static bool
may_be_same(int64_t a, int64_t b)
{
	return a == b || a == 0 || b == 0;
}

/* Did the line start a clock of the rule itself? Then an answer to it is an
 * answer to that and to no other. */
static bool
is_trigger(const struct derivation *d, const struct deadline_rule *rule,
	int64_t line)
{
	for (size_t i = 0; line != 0 && i < d->timeline.event_count; i++)
		if (d->timeline.events[i].source.line == line &&
			strcmp(d->timeline.events[i].name, rule->start) == 0)
			return true;
	return false;
}

/* Was it called for there as well, by what happened in that proceeding? */
static bool
is_called_for(const struct derivation *d, const struct deadline_rule *rule,
	const struct source *end)
{
	for (size_t i = 0; i < d->timeline.event_count; i++) {
		const struct history_event *event = &d->timeline.events[i];

		if (strcmp(event->name, rule->start) == 0 &&
			event->source.proceeding == end->proceeding &&
			date_compare(event->source.day, end->day) <= 0)
			return true;
	}
	return false;
}

/* What outlives a proceeding may be done in one that came after it. */
static bool
is_done_later(const struct derivation *d, const struct deadline *deadline,
	const struct source *end)
{
	const struct part *part =
		part_find(d->out, deadline->trigger.proceeding);

	return deadline->rule->after != AFTER_LAPSES && part != NULL &&
	       date_is_set(part->until) &&
	       date_compare(end->day, part->until) >= 0 &&
	       !is_called_for(d, deadline->rule, end);
}

/* May what happened at `end` answer what started the clock? */
static bool
answers(const struct derivation *d, const struct deadline *deadline,
	const struct source *end)
{
	const struct source *trigger = &deadline->trigger;

	return (may_be_same(end->proceeding, trigger->proceeding) ||
		       is_done_later(d, deadline, end)) &&
	       may_be_same(end->hearing, trigger->hearing) &&
	       (end->about == trigger->line || end->line == trigger->line ||
		       !is_trigger(d, deadline->rule, end->about));
}

/* By day; on one day by the hour where both are known. */
static bool
is_before(
	const struct source *a, const struct source *trigger, struct date since)
{
	int by = date_compare(a->day, since);

	if (by == 0 && date_compare(since, trigger->day) == 0 && a->at != 0 &&
		trigger->at != 0)
		return a->at < trigger->at;
	return by < 0;
}

static int64_t
first_entered(const struct source *source)
{
	return source->first != 0 ? source->first : source->entered;
}

/* Was it first written down on a later day than it happened? */
static bool
is_belated(const struct source *source)
{
	return first_entered(source) >=
	       clock_instant(date_add(source->day, 1), 0, 0);
}

/* In the order in which they were first written down; a correction stands
 * where what it corrects stood. */
static bool
is_entered_after(const struct source *a, const struct source *b)
{
	int64_t x = first_entered(a);
	int64_t y = first_entered(b);

	return x != y ? x > y : a->line > b->line;
}

/* Does it come after what started the clock? Of one day by the hour where both
 * are known, else in order of entry; what is entered on a later day tells no
 * order. In doubt it does not, and the clock is kept: a clock too many is
 * seen and dealt with, one that is lost is missed by nobody. */
static bool
is_after(const struct source *a, const struct deadline *deadline)
{
	const struct source *trigger = &deadline->trigger;
	int by = date_compare(a->day, deadline->since);

	if (by != 0)
		return by > 0;
	if (date_compare(deadline->since, trigger->day) == 0 && a->at != 0 &&
		trigger->at != 0 && a->at != trigger->at)
		return a->at > trigger->at;
	return !is_belated(a) && is_entered_after(a, trigger);
}

/* Did an earlier trigger of the same kind, at or before `end`, call for it? */
static bool
is_used(const struct derivation *d, const struct deadline *deadline,
	const struct source *end)
{
	const struct source *trigger = &deadline->trigger;

	for (size_t i = 0; i < d->timeline.event_count; i++) {
		const struct history_event *event = &d->timeline.events[i];

		if (strcmp(event->name, deadline->rule->start) == 0 &&
			event->source.line != trigger->line &&
			event->source.proceeding == trigger->proceeding &&
			date_compare(event->source.day, end->day) <= 0)
			return true;
	}
	return false;
}

/* Was something done before it was owed done for it? */
static bool
counts_early(const struct derivation *d, const struct deadline *deadline,
	const struct source *end)
{
	if (end->proceeding != deadline->trigger.proceeding)
		return false;
	switch (deadline->rule->early) {
	case EARLY_NO:
		return false;
	case EARLY_YES:
		return !is_used(d, deadline, end);
	case EARLY_ONCE:
		return true;
	}
	return false;
}

/* The first event that meets the clock; NULL if there is none. */
static const struct history_event *
find_end(const struct derivation *d, const struct deadline *deadline)
{
	for (size_t i = 0; i < d->timeline.event_count; i++) {
		const struct history_event *event = &d->timeline.events[i];

		if (!any_of_has(&deadline->rule->ends, event->name) ||
			!answers(d, deadline, &event->source))
			continue;
		if (!is_before(&event->source, &deadline->trigger,
			    deadline->since) ||
			counts_early(d, deadline, &event->source))
			return event;
	}
	return NULL;
}

/* The first word from the trigger on and before `met` that took away what
 * the clock rests on; NULL if none did. What was met stays met. */
static const struct source *
find_lapse(struct derivation *d, const struct deadline *deadline,
	const struct history_event *met)
{
	const struct deadline_rule *rule = deadline->rule;
	struct timeline *timeline = &d->timeline;

	if (rule->lasting_count == 0)
		return NULL;
	for (size_t i = 0; i < timeline->fact_count; i++) {
		const struct said *said = &timeline->facts[i];

		if (date_compare(said->source.day, deadline->since) < 0 ||
			!timeline_counts(said, deadline->trigger.proceeding))
			continue;
		if (met != NULL &&
			date_compare(said->source.day, met->source.day) >= 0)
			return NULL;
		timeline_know(timeline, &deadline->trigger, said->source.day);
		if (!conditions_hold(rule->lasting, rule->lasting_count,
			    timeline_value, timeline))
			return &said->source;
	}
	return NULL;
}

/* A hearing taken off the list lapses what was not done by then. */
static const struct source *
find_drop(struct derivation *d, const struct deadline *deadline,
	const struct history_event *met)
{
	const struct source *dropped;

	if (deadline->rule->period.unit != UNIT_DAY_BEFORE)
		return NULL;
	dropped = hearing_dropped(d, &deadline->trigger);
	if (dropped == NULL || (met != NULL && date_compare(met->source.day,
						       dropped->day) <= 0))
		return NULL;
	return dropped;
}

/* The hearing is what a clock before it runs up to: however late it was fixed,
 * it comes after. */
static bool
can_stop(const struct source *stop, const struct deadline *deadline)
{
	if (deadline->rule->period.unit == UNIT_DAY_BEFORE)
		return !is_before(stop, &deadline->trigger, deadline->since);
	return is_after(stop, deadline);
}

/* The first of those events that leave nothing to be done: the hearing was
 * held, the judgment pronounced. */
static const struct source *
first_stop(const struct derivation *d, const struct deadline *deadline)
{
	const struct deadline_rule *rule = deadline->rule;

	for (size_t i = 0; i < d->timeline.event_count; i++) {
		const struct history_event *event = &d->timeline.events[i];

		if (any_of_has(&rule->stops, event->name) &&
			event->source.proceeding ==
				deadline->trigger.proceeding &&
			may_be_same(event->source.hearing,
				deadline->trigger.hearing) &&
			can_stop(&event->source, deadline))
			return &event->source;
	}
	return NULL;
}

static const struct source *
end_of_part(const struct derivation *d, const struct deadline *deadline)
{
	return part_end(
		d->out, deadline->trigger.proceeding, deadline->rule->after);
}

/* From when on it could no longer be done, if it was not met by then. */
static const struct source *
find_stop(const struct derivation *d, const struct deadline *deadline,
	const struct history_event *met)
{
	const struct source *first = first_stop(d, deadline);
	const struct source *over = end_of_part(d, deadline);

	if (over != NULL &&
		(first == NULL || is_before(over, first, first->day)))
		first = over;
	if (first == NULL || (met != NULL && !is_before(first, &met->source,
						     met->source.day)))
		return NULL;
	return first;
}

bool
derive_is_owed(const struct derivation *d, const struct deadline *deadline)
{
	const struct source *over = end_of_part(d, deadline);

	return over == NULL || date_compare(deadline->since, over->day) <= 0;
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
meet(struct derivation *d, struct deadline *deadline,
	const struct history_event *end)
{
	deadline->state = DEADLINE_MET;
	deadline->met = end->source;
	deadline->is_late = happened_late(deadline);
	deadline->known_in_time = known_in_time(deadline);
	if (!deadline->is_late &&
		deadline->rule->period.unit == UNIT_DAY_BEFORE &&
		hearing_was_missed(d, deadline, &end->source))
		deadline->state = DEADLINE_CURED;
}

/* Stopped before it was met or lapsed? Then it is over. */
static bool
stop(struct derivation *d, struct deadline *deadline,
	const struct history_event *end, const struct source *lapse)
{
	const struct source *stopped = find_stop(d, deadline, end);

	if (stopped == NULL ||
		(lapse != NULL && date_compare(lapse->day, stopped->day) <= 0))
		return false;
	deadline->met = *stopped;
	deadline->state =
		happened_late(deadline) ? DEADLINE_MISSED : DEADLINE_LAPSED;
	return true;
}

void
derive_end(struct derivation *d, struct deadline *deadline)
{
	const struct history_event *end = find_end(d, deadline);
	const struct source *lapse = find_lapse(d, deadline, end);

	if (lapse == NULL)
		lapse = find_drop(d, deadline, end);
	if (!stop(d, deadline, end, lapse) && lapse != NULL) {
		deadline->state = DEADLINE_LAPSED;
		deadline->met = *lapse;
	} else if (deadline->state == DEADLINE_OPEN && end != NULL)
		meet(d, deadline, end);
}

bool
derive_ran_out(const struct deadline *deadline)
{
	if (deadline->state == DEADLINE_OPEN)
		return true;
	if (deadline->due.at != 0 && deadline->met.at != 0)
		return deadline->met.at > deadline->due.at;
	return date_compare(deadline->met.day, deadline->due.day) > 0;
}

bool
deadline_is_missing(const struct deadline *deadline, int64_t now)
{
	if (deadline->state != DEADLINE_OPEN)
		return false;
	if (deadline->due.at != 0)
		return now > deadline->due.at;
	return now >= clock_instant(date_add(deadline->due.day, 1), 0, 0);
}
