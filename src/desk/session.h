/* SPDX-License-Identifier: MIT */
#ifndef DESK_SESSION_H
#define DESK_SESSION_H

#include "desk/desk.h"

/*
 * One user at several terminals (store/seat.h): where else he is still open,
 * taking that over, and what was in hand when a line dropped. Where the
 * folder of the drafts can't be written all of this is missing and nothing
 * else.
 */

/* From here on this process is seen by the other terminals of its user. */
void session_begin(struct desk *desk);
/* He went out in order. */
void session_end(struct desk *desk);
/* The line is gone or another terminal took over: what is in hand is told at
 * the next login. */
void session_cut(struct desk *desk);
/* The draft in hand; 0: none. */
void session_hold(struct desk *desk, int64_t draft);
/* Does another terminal take over? */
bool session_is_wanted(const struct desk *desk);

struct session_other {
	struct seat_other seat;
	const char *what; /* "《告知笔录》李甲二", "" */
};
/* The other terminals where this user is still open, oldest first. */
bool session_others(struct desk *desk, struct arena *arena,
	struct session_other **out, size_t *count, struct err *err) MUST_CHECK;
/* Asks them to end; each has a few seconds. What was in hand at the one used
 * last, 0: nothing. False: one of them did not answer; it ends when it can. */
bool session_take(struct desk *desk, struct session_other *others, size_t count,
	int64_t *draft);

/* What was in hand when a terminal of this user was cut off. Told once. */
struct session_left {
	int64_t draft;	  /* 0: nothing, or it is over since, or no form's */
	const char *what; /* "《告知笔录》李甲二" */
	const char *from; /* a register's (sheet.h): the screen to open it
			     from; "" */
	bool was_told;	  /* the line dropped; else the program was killed */
};
bool session_left(struct desk *desk, struct arena *arena,
	struct session_left *out, struct err *err) MUST_CHECK;

#endif
