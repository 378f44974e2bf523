/* SPDX-License-Identifier: MIT */
/*
 * A person's part in each proceeding: from what began it to the next one of
 * the same matter, to 程序段.终结 or 程序段.转出. It is looked at in one place,
 * so that no rule of law can forget that a case has moved on or is over.
 */
#include "law/part.h"

#include <stdlib.h>
#include <string.h>

static void
add_part(struct arena *arena, struct derived *out, const struct source *source)
{
	struct part *part;

	for (size_t i = 0; i < out->part_count; i++) {
		part = &out->parts[i];
		if (part->proceeding != source->proceeding)
			continue;
		if (date_compare(source->day, part->began.day) <= 0)
			part->began = *source;
		if (source_compare(source, &part->opened) < 0)
			part->opened = *source;
		return;
	}
	out->parts = arena_grow(
		arena, out->parts, out->part_count, sizeof *out->parts);
	out->parts[out->part_count++] = (struct part){
		.proceeding = source->proceeding,
		.opened = *source,
		.began = *source,
		.until = DATE_NONE,
		.ended = { .day = DATE_NONE },
	};
}

static int
compare_parts(const void *a, const void *b)
{
	const struct part *x = a;
	const struct part *y = b;

	return (x->proceeding > y->proceeding) -
	       (x->proceeding < y->proceeding);
}

/* The matter as a whole stands for itself only where no proceeding is named.
 * Facts after events: of one day, what was said last began it. */
static void
find_parts(const struct timeline *timeline, struct derived *out)
{
	for (size_t i = 0; i < timeline->event_count; i++)
		add_part(timeline->arena, out, &timeline->events[i].source);
	for (size_t i = 0; i < timeline->fact_count; i++)
		add_part(timeline->arena, out, &timeline->facts[i].source);
	if (out->part_count < 2)
		return;
	qsort(out->parts, out->part_count, sizeof *out->parts, compare_parts);
	if (out->parts[0].proceeding == 0) {
		out->parts++;
		out->part_count--;
	}
}

/* In order of 发生; of two begun on one day the one entered later. */
static bool
comes_after(const struct part *next, const struct part *part)
{
	return source_compare(&next->opened, &part->opened) > 0;
}

static void
end(struct part *part, const struct source *source, bool is_elsewhere)
{
	if (date_is_set(part->until) &&
		source_compare(&part->ended, source) <= 0)
		return;
	part->until = source->day;
	part->ended = *source;
	part->is_elsewhere = is_elsewhere;
}

/* What is over before it began is another's end: of the matter as a whole,
 * before this proceeding was opened. */
static void
end_parts(const struct timeline *timeline, struct derived *out)
{
	for (size_t i = 0; i < out->part_count; i++)
		for (size_t j = 0; j < out->part_count; j++)
			if (comes_after(&out->parts[j], &out->parts[i]))
				end(&out->parts[i], &out->parts[j].opened,
					false);
	for (size_t i = 0; i < timeline->event_count; i++) {
		const struct source *source = &timeline->events[i].source;
		const char *name = timeline->events[i].name;
		bool is_elsewhere = strcmp(name, PART_LEAVES) == 0;

		if (!is_elsewhere && strcmp(name, PART_ENDS) != 0)
			continue;
		for (size_t j = 0; j < out->part_count; j++) {
			struct part *part = &out->parts[j];

			if ((source->proceeding == part->proceeding ||
				    source->proceeding == 0) &&
				date_compare(source->day, part->began.day) >= 0)
				end(part, source, is_elsewhere);
		}
	}
}

void
part_derive(struct timeline *timeline, struct derived *out)
{
	find_parts(timeline, out);
	end_parts(timeline, out);
}

const struct part *
part_find(const struct derived *derived, int64_t proceeding)
{
	for (size_t i = 0; i < derived->part_count; i++)
		if (derived->parts[i].proceeding == proceeding)
			return &derived->parts[i];
	return NULL;
}

const struct part *
part_before(const struct derived *derived, int64_t proceeding)
{
	const struct part *part = part_find(derived, proceeding);
	const struct part *before = NULL;

	for (size_t i = 0; part != NULL && i < derived->part_count; i++)
		if (comes_after(part, &derived->parts[i]) &&
			(before == NULL ||
				comes_after(&derived->parts[i], before)))
			before = &derived->parts[i];
	return before;
}

const struct source *
part_end(
	const struct derived *derived, int64_t proceeding, enum after_end after)
{
	const struct part *part = part_find(derived, proceeding);

	if (part == NULL || after == AFTER_STAYS)
		return NULL;
	for (size_t i = 0; after == AFTER_FOLLOWS && i < derived->part_count;
		i++)
		if (comes_after(&derived->parts[i], part))
			part = &derived->parts[i];
	if (!date_is_set(part->until) ||
		(after == AFTER_FOLLOWS && part->is_elsewhere))
		return NULL;
	return &part->ended;
}
