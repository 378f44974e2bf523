/* SPDX-License-Identifier: MIT */
/*
 * Standing as a list of intervals for each proceeding: looked up again on
 * each day on which a fact or the law changed. The table itself is entitle.c.
 */
#include "law/standing.h"

#include <stdlib.h>
#include <string.h>

struct days {
	struct date *items;
	size_t count;
};

static void
add_day(struct arena *arena, struct days *days, struct date day,
	const struct part *part)
{
	if (!date_is_set(day) || date_compare(day, part->began.day) < 0 ||
		(date_is_set(part->until) &&
			date_compare(day, part->until) >= 0))
		return;
	days->items = arena_grow(
		arena, days->items, days->count, sizeof *days->items);
	days->items[days->count++] = day;
}

static void
add_law_days(struct arena *arena, struct days *days,
	const struct class_row *rows, size_t count, const struct part *part)
{
	for (size_t i = 0; i < count; i++) {
		add_day(arena, days, rows[i].authority.from, part);
		add_day(arena, days, rows[i].authority.until, part);
	}
}

static int
compare_days(const void *a, const void *b)
{
	const struct date *x = a;
	const struct date *y = b;

	return date_compare(*x, *y);
}

/* Every day on which the answer may change, in order, from the first on. */
static struct days
find_days(const struct law *law, const struct timeline *timeline,
	const struct part *part)
{
	struct days days = { NULL, 0 };
	const struct class_row *rows;
	size_t count;

	add_day(timeline->arena, &days, part->began.day, part);
	for (size_t i = 0; i < timeline->fact_count; i++)
		if (timeline_counts(&timeline->facts[i], part->proceeding))
			add_day(timeline->arena, &days,
				timeline->facts[i].source.day, part);
	rows = law_classes(law, &count);
	add_law_days(timeline->arena, &days, rows, count, part);
	rows = law_conflicts(law, &count);
	add_law_days(timeline->arena, &days, rows, count, part);
	if (days.count > 1)
		qsort(days.items, days.count, sizeof *days.items, compare_days);
	return days;
}

static bool
is_same(const struct standing *a, const struct standing *b)
{
	return a->proceeding == b->proceeding && a->row == b->row &&
	       a->conflict_count == b->conflict_count &&
	       (a->conflict_count == 0 ||
		       memcmp(a->conflicts, b->conflicts,
			       a->conflict_count *
				       sizeof(const struct class_row *)) == 0);
}

/* Whose word was the last by that day; an event's where no fact was known
 * yet. */
static struct source
find_source(
	const struct timeline *timeline, int64_t proceeding, struct date day)
{
	struct source source = { .day = DATE_NONE };

	for (size_t i = 0; i < timeline->fact_count; i++) {
		const struct said *said = &timeline->facts[i];

		if (timeline_counts(said, proceeding) &&
			date_compare(said->source.day, day) <= 0)
			source = said->source;
	}
	for (size_t i = 0; source.record == 0 && i < timeline->event_count; i++)
		if (timeline->events[i].source.proceeding == proceeding)
			source = timeline->events[i].source;
	return source;
}

static void
add_standing(
	struct arena *arena, struct derived *out, const struct standing *next)
{
	struct standing *last =
		out->standing_count == 0
			? NULL
			: &out->standings[out->standing_count - 1];

	if (last != NULL && is_same(last, next))
		return;
	if (last != NULL && last->proceeding == next->proceeding)
		last->until = next->from;
	out->standings = arena_grow(arena, out->standings, out->standing_count,
		sizeof *out->standings);
	out->standings[out->standing_count++] = *next;
}

/* What began the proceeding made its first class, not what was said of the
 * person in the one before: each proceeding has clocks of its own. */
static void
derive_part(const struct law *law, struct timeline *timeline,
	const struct part *part, struct derived *out)
{
	struct days days = find_days(law, timeline, part);

	for (size_t i = 0; i < days.count; i++) {
		const struct source at = { .proceeding = part->proceeding };
		struct standing next;

		if (i > 0 &&
			date_compare(days.items[i], days.items[i - 1]) == 0)
			continue;
		timeline_know(timeline, &at, days.items[i]);
		next = entitle(law, days.items[i], timeline_value, timeline,
			timeline->arena);
		next.proceeding = part->proceeding;
		next.source = i == 0 ? part->began
				     : find_source(timeline, part->proceeding,
					       days.items[i]);
		add_standing(timeline->arena, out, &next);
	}
	if (days.count > 0)
		out->standings[out->standing_count - 1].until = part->until;
}

/* 资格.M happens on the day on which the class becomes M, by the record that
 * made it so; from then on 资格.类别 is M. */
void
standing_tell(struct timeline *timeline, const struct derived *derived)
{
	for (size_t i = 0; i < derived->standing_count; i++) {
		const struct standing *s = &derived->standings[i];
		struct source source = s->source;

		if (i > 0 && s[-1].proceeding == s->proceeding &&
			strcmp(s[-1].row->class_, s->row->class_) == 0)
			continue;
		source.day = s->from;
		source.at = 0;
		source.proceeding = s->proceeding;
		source.hearing = 0;
		source.about = 0;
		timeline_happen(
			timeline, &(struct history_event){
					  arena_printf(timeline->arena,
						  "资格.%s", s->row->class_),
					  source });
		timeline_tell(timeline, &(struct said){ fact_find("资格.类别"),
						s->row->class_, source });
	}
	timeline_sort(timeline);
}

void
standing_derive(
	const struct law *law, struct timeline *timeline, struct derived *out)
{
	size_t rows;

	if (law_classes(law, &rows) == NULL)
		return;
	for (size_t i = 0; i < out->part_count; i++)
		derive_part(law, timeline, &out->parts[i], out);
}
