/* SPDX-License-Identifier: MIT */
/*
 * What was owed and not done (LAW §2): clocks that were met late, and causes
 * that came without what should have come before them. Only clocks that are
 * still open need a day to be judged by: deadline_is_missing.
 */
#include "law/derive_own.h"

#include "law/condition.h"

#include <stdlib.h>
#include <string.h>

/* What the code means; NULL if no stanza names it. */
static const struct violation_rule *
find_code(const struct law *law, const char *code)
{
	size_t count;
	const struct violation_rule *rules = law_violations(law, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(rules[i].code, code) == 0)
			return &rules[i];
	return NULL;
}

static void
add(struct derivation *d, const struct violation *violation)
{
	struct derived *out = d->out;

	out->violations = arena_grow(d->timeline.arena, out->violations,
		out->violation_count, sizeof *out->violations);
	out->violations[out->violation_count++] = *violation;
}

static void
add_late_clocks(struct derivation *d)
{
	for (size_t i = 0; i < d->out->deadline_count; i++) {
		const struct deadline *deadline = &d->out->deadlines[i];
		struct violation violation = {
			.code = deadline->rule->violation,
			.clock = deadline->rule,
			.cause = deadline->trigger,
			.due = deadline->due.day,
			.actual = deadline->met.day,
		};

		if (deadline->state != DEADLINE_MET || !deadline->is_late ||
			violation.code[0] == '\0')
			continue;
		violation.rule = find_code(d->law, violation.code);
		add(d, &violation);
	}
}

static bool
has_event(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Had one of them happened before the cause, in its proceeding and of its
 * hearing? */
static bool
had_happened(const struct derivation *d, const struct violation_rule *rule,
	size_t cause)
{
	const struct source *at = &d->timeline.events[cause].source;

	for (size_t i = 0; i < cause; i++) {
		const struct history_event *event = &d->timeline.events[i];

		if (!has_event(rule->lacks, rule->lack_count, event->name))
			continue;
		if ((event->source.proceeding == at->proceeding ||
			    event->source.proceeding == 0) &&
			(event->source.hearing == at->hearing ||
				event->source.hearing == 0 || at->hearing == 0))
			return true;
	}
	return false;
}

static bool
is_found(struct derivation *d, const struct violation_rule *rule, size_t at)
{
	const struct history_event *cause = &d->timeline.events[at];

	if (!has_event(rule->causes, rule->cause_count, cause->name) ||
		!authority_holds(&rule->authority, cause->source.day))
		return false;
	if (rule->lack_count > 0 && had_happened(d, rule, at))
		return false;
	timeline_know(&d->timeline, &cause->source, cause->source.day);
	return conditions_hold(rule->conditions, rule->condition_count,
		timeline_value, &d->timeline);
}

static void
add_found(struct derivation *d)
{
	size_t count;
	const struct violation_rule *rules = law_violations(d->law, &count);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < d->timeline.event_count; j++)
			if (is_found(d, &rules[i], j))
				add(d, &(struct violation){
					       .code = rules[i].code,
					       .rule = &rules[i],
					       .cause = d->timeline.events[j]
								.source,
					       .due = DATE_NONE,
					       .actual = DATE_NONE });
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

void
derive_violations(struct derivation *d)
{
	add_late_clocks(d);
	add_found(d);
	if (d->out->violation_count > 1)
		qsort(d->out->violations, d->out->violation_count,
			sizeof *d->out->violations, compare);
}
