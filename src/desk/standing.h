/* SPDX-License-Identifier: MIT */
#ifndef DESK_STANDING_H
#define DESK_STANDING_H

#include "desk/desk.h"

/* 资格: what a person is and was entitled to, within reach. */

struct standing_line {
	int64_t proceeding;
	struct date from;
	struct date until; /* first day of the next; DATE_NONE: it holds */
	const char *class_;
	const char *title;     /* of the row; its id where the row is gone */
	const char *conflicts; /* rows of the conflict table, "" */
};

/* The intervals of one person, in order. */
bool standing_list(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct standing_line **out, size_t *count,
	struct err *err) MUST_CHECK;
/* The reasons of every interval, and what the law makes of his refusals. */
bool standing_why(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct buf *out, struct err *err) MUST_CHECK;

#endif
