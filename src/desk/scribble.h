/* SPDX-License-Identifier: MIT */
#ifndef DESK_SCRIBBLE_H
#define DESK_SCRIBBLE_H

#include "desk/desk.h"

/*
 * What was half written at an ask (a reason, a day) when the line dropped, or
 * when one stepped back: kept in the user's journal for the next time the
 * same is asked. A draft of its own, in no list of drafts; it goes when the
 * ask is answered, and with the case it is about (guard_forget).
 */
struct scribble {
	const char *name; /* what is asked, of what */
	int64_t matter;	  /* that it is about, 0: none */
	const char *text;
	size_t at; /* bytes before the cursor */
};
/* An empty text: nothing is kept any more. */
bool scribble_keep(struct desk *desk, const struct scribble *scribble,
	struct err *err) MUST_CHECK;
/* Fills text and cursor of a name; "" where nothing is kept. */
bool scribble_find(struct desk *desk, struct arena *arena,
	struct scribble *scribble, struct err *err) MUST_CHECK;
/* Is this draft of the journal one of these or a register's (sheet.h), and no
 * form of a case? */
bool scribble_is(const struct draft *draft);

#endif
