/* SPDX-License-Identifier: MIT */
#ifndef DESK_SHIFT_H
#define DESK_SHIFT_H

#include "desk/desk.h"

/*
 * 交班 and 接班: what one shift of a station tells the next, a record of no
 * matter. Which form it is its events say.
 */
extern const char shift_given_event[]; /* 交班.交出 */
extern const char shift_taken_event[]; /* 交班.接收 */

struct shift {
	int64_t record; /* 0: nobody ever handed over here */
	int64_t at;	/* 录入 */
	const char *by;
	const char *to; /* "" */
	const char *text;
	bool is_open; /* nobody has taken over since */
};

/* The last word of this station. */
bool shift_last(struct desk *desk, struct arena *arena, struct shift *out,
	struct err *err) MUST_CHECK;

#endif
