/* SPDX-License-Identifier: MIT */
/*
 * Hearings move. A clock before a hearing is bound to the hearing, not to the
 * day it was first fixed for: moved, it takes the clock along; taken off the
 * list, nothing is owed before it.
 */
#include "law/derive_own.h"

#include <string.h>

/* "2026-12-10 09:30" and "2026-12-10" are both days. */
static struct date
day_of(const char *value)
{
	char text[DATE_TEXT];
	struct date day;

	if (strlen(value) < sizeof text - 1)
		return DATE_NONE;
	memcpy(text, value, sizeof text - 1);
	text[sizeof text - 1] = '\0';
	return date_parse(text, &day) ? day : DATE_NONE;
}

size_t
hearing_days(struct derivation *d, const struct source *trigger,
	struct hearing_day **out)
{
	struct hearing_day *days = NULL;
	size_t count = 0;

	for (size_t i = 0; i < d->timeline.fact_count; i++) {
		const struct said *said = &d->timeline.facts[i];

		if (said->source.hearing != trigger->hearing ||
			said->source.proceeding != trigger->proceeding ||
			strcmp(said->fact->name, "庭审.时间") != 0)
			continue;
		days = arena_grow(d->timeline.arena, days, count, sizeof *days);
		days[count++] = (struct hearing_day){ day_of(said->value),
			said->source };
	}
	*out = days;
	return count;
}

struct date
hearing_start(struct derivation *d, const struct source *trigger)
{
	struct hearing_day *days;
	size_t count = hearing_days(d, trigger, &days);

	while (count > 0 && !date_is_set(days[count - 1].day))
		count--;
	return count == 0 ? DATE_NONE : days[count - 1].day;
}

const struct source *
hearing_dropped(struct derivation *d, const struct source *trigger)
{
	struct hearing_day *days;
	size_t count = hearing_days(d, trigger, &days);

	if (count == 0 || date_is_set(days[count - 1].day))
		return NULL;
	return &days[count - 1].said;
}

/* The due day if the hearing had stayed on `day`; DATE_NONE if it can't be
 * counted. */
static struct date
due_for(struct derivation *d, const struct deadline *deadline, struct date day)
{
	struct due due;
	struct err ignored = { 0 };

	if (!date_is_set(day) ||
		!count_due(law_calendar(d->law), &deadline->rule->period, day,
			0, TRAIL_NONE, NULL, &due, &ignored))
		return DATE_NONE;
	return due.day;
}

bool
hearing_was_missed(struct derivation *d, const struct deadline *deadline,
	const struct source *end)
{
	struct hearing_day *days;
	size_t count = hearing_days(d, &deadline->trigger, &days);

	for (size_t i = 0; i + 1 < count; i++) {
		struct date due = due_for(d, deadline, days[i].day);

		if (!date_is_set(due) ||
			date_compare(due, days[i].said.day) < 0)
			continue;
		if (date_compare(due, days[i + 1].said.day) < 0 &&
			(end == NULL || date_compare(end->day, due) > 0))
			return true;
	}
	return false;
}
