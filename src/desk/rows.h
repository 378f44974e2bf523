/* SPDX-License-Identifier: MIT */
#ifndef DESK_ROWS_H
#define DESK_ROWS_H

#include "desk/project.h"

/*
 * The projection tables as rows: what a projection says should stand there,
 * what stands there, and writing the difference.
 */
enum rows_table {
	ROWS_MATTER,
	ROWS_PROCEEDING,
	ROWS_PARTY,
	ROWS_HEARING,
	ROWS_FACT,
	ROWS_STANDING,
	ROWS_DEADLINE,
	ROWS_PAPER,
	ROWS_NAME,
	ROWS_VIOLATION,
	ROWS_NOTE,
	ROWS_REFUSAL,
	ROWS_HELP,
	ROWS_ASSIGNMENT,
	ROWS_ACCESS,
	ROWS_GUARD,
	ROWS_TABLES
};
enum { ROWS_COLUMNS = 28 };

/* Columns that others than rows.c and rows_of.c ask for. */
enum { MATTER_LAW = 12 };
enum {
	ASSIGNMENT_STEPS = 12, /* as enum round_step */
	ASSIGNMENT_TOLD = 25,
	ASSIGNMENT_MATERIAL = 26,
	ASSIGNMENT_LICENCE = 27
};
enum clock_column {
	CLOCK_PARTY = 0,
	CLOCK_RULE = 1,
	CLOCK_TRIGGER = 2,
	CLOCK_HEARING = 3,
	CLOCK_MATTER = 4,
	CLOCK_STATION = 6,
	CLOCK_DUE = 9,
	CLOCK_DUE_AT = 10,
	CLOCK_PROVISIONAL = 11,
	CLOCK_LEADS = 12,
	CLOCK_STATE = 13,
	CLOCK_LATE = 16
};
enum standing_column {
	STANDING_PARTY = 0,
	STANDING_PROCEEDING = 1,
	STANDING_UNTIL = 5,
	STANDING_RULE = 6,
	STANDING_CONFLICTS = 8
};
enum violation_column {
	VIOLATION_PARTY = 0,
	VIOLATION_RULE = 1,
	VIOLATION_CLOCK = 2,
	VIOLATION_CODE = 8
};
enum refusal_column {
	REFUSAL_PARTY = 1,
	REFUSAL_OCCASION = 8,
	REFUSAL_TIME = 9,
	REFUSAL_CHANGES = 10,
	REFUSAL_PERMITTED = 14,
	REFUSAL_OUTCOME = 15
};

struct row {
	enum rows_table table;
	int64_t ints[ROWS_COLUMNS];
	const char *texts[ROWS_COLUMNS]; /* NULL where the column is a number */
};
struct rows {
	struct arena *arena;
	struct row *items;
	size_t count;
};

/* One more, its columns not set; the pointer holds until the next. */
struct row *rows_add(struct rows *rows, enum rows_table table);
/* What should stand there. */
void rows_of(const struct projection *projection, const struct law *law,
	struct rows *out);
/* What stands there for a matter. */
bool rows_stored(struct store *store, int64_t matter, struct rows *out,
	struct err *err) MUST_CHECK;
/* Both sorted, in step: rows of one key come together, one that stands alone
 * comes with NULL. False ends it. */
typedef bool rows_pair(const struct row *want, const struct row *have,
	void *arg, struct err *err);
void rows_sort(struct rows *rows);
bool rows_walk(const struct rows *want, const struct rows *have,
	rows_pair *pair, void *arg, struct err *err) MUST_CHECK;

/* Sorts both and walks them; rows that differ are counted, and with `write`
 * replaced (inside a store_tx body). */
enum rows_mode { ROWS_COMPARE, ROWS_WRITE };
bool rows_difference(struct store *store, struct rows *want, struct rows *have,
	enum rows_mode mode, int64_t *differences, struct err *err) MUST_CHECK;

#endif
