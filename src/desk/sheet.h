/* SPDX-License-Identifier: MIT */
#ifndef DESK_SHEET_H
#define DESK_SHEET_H

#include "desk/work.h"

/*
 * What is filled in of a register (a user, a station) before it is registered:
 * kept in the user's journal like a draft, by the screen and the row it is
 * about, with what stood in the row then, so that who comes back sees what
 * another has changed meanwhile. In no list of drafts; it goes when the row is
 * registered, given up, or as it stood.
 */
struct sheet {
	const char *screen; /* code of the screen that fills it in */
	const char *title;  /* "用户登记" */
	const char *from;   /* code of the screen that it is opened from */
	int64_t row;	    /* 0: a new one */
	const char *text;   /* what the screen is opened with besides, "" */
	/* as the journal has it */
	int64_t id;	      /* of the draft; 0: nothing is kept */
	struct values values; /* of the fields that were filled in */
	struct values was;    /* what the row said there then */
	const char *at;	      /* field, NULL */
	struct work_hand hand;
};

/* Fills what is kept for its screen and row; `arena` has to live as long. */
bool sheet_find(struct desk *desk, struct arena *arena, struct sheet *sheet,
	struct err *err) MUST_CHECK;
/* The sheet that is this draft; an id of 0: it is none, or over. */
bool sheet_of(struct desk *desk, struct arena *arena, int64_t draft,
	struct sheet *out, struct err *err) MUST_CHECK;
/* Keeps all of it as it is now, in one synced write; nothing, and no more,
 * where no field is other than it was and none in hand. */
bool sheet_keep(
	struct desk *desk, struct sheet *sheet, struct err *err) MUST_CHECK;
/* Registered, or given up. */
bool sheet_end(
	struct desk *desk, struct sheet *sheet, struct err *err) MUST_CHECK;

#endif
