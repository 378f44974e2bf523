/* SPDX-License-Identifier: MIT */
/*
 * The class table: first row that holds; beside it every conflict that holds
 * (LAW §3). From when to when is standing.c.
 */
#include "law/condition.h"
#include "law/derive.h"

static bool
row_holds(const struct class_row *row, struct date day, fact_value value,
	const void *arg)
{
	return authority_holds(&row->authority, day) &&
	       conditions_hold(
		       row->conditions, row->condition_count, value, arg);
}

struct standing
entitle(const struct law *law, struct date day,
	const char *(*value)(const struct fact *fact, const void *arg),
	const void *arg, struct arena *arena)
{
	struct standing standing = { .from = day, .until = DATE_NONE };
	size_t count;
	const struct class_row *rows = law_classes(law, &count);

	for (size_t i = 0; i < count && standing.row == NULL; i++)
		if (row_holds(&rows[i], day, value, arg))
			standing.row = &rows[i];
	/* Before the first text was in force there is no class; the last row
	 * says the least. */
	if (standing.row == NULL && count > 0)
		standing.row = &rows[count - 1];
	rows = law_conflicts(law, &count);
	for (size_t i = 0; i < count; i++) {
		if (!row_holds(&rows[i], day, value, arg))
			continue;
		standing.conflicts = arena_grow(arena, standing.conflicts,
			standing.conflict_count,
			sizeof(const struct class_row *));
		standing.conflicts[standing.conflict_count++] = &rows[i];
	}
	return standing;
}
