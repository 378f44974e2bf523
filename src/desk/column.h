/* SPDX-License-Identifier: MIT */
#ifndef DESK_COLUMN_H
#define DESK_COLUMN_H

#include "base/arena.h"
#include "base/date.h"
#include "store/store.h"

/* Columns of a row that outlive it; for use within this room. */
static inline const char *
column_text(struct stmt *stmt, int column, struct arena *arena)
{
	return arena_copy(arena, stmt_get_text(stmt, column));
}

/* A day, or DATE_NONE for '' and for what is no day. */
static inline struct date
column_date(struct stmt *stmt, int column)
{
	struct date date;

	return date_parse(stmt_get_text(stmt, column), &date) ? date
							      : DATE_NONE;
}

/* A page is never asked to be longer. */
enum { PAGE_MOST = 1000 };

static inline int64_t
page_limit(int limit)
{
	if (limit < 0)
		return 0;
	return limit > PAGE_MOST ? PAGE_MOST : limit;
}

#endif
