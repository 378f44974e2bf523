/* SPDX-License-Identifier: MIT */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/attr.h"

#include <stdbool.h>

/* What kind of failure; decides the exit code of a verb and the tone. */
enum err_code {
	ERR_NONE,
	ERR_INPUT,    /* what was given is wrong; it can be mended */
	ERR_RIGHT,    /* this user may not */
	ERR_NOTFOUND, /* no such thing, or out of reach (we do not tell) */
	ERR_EXISTS,   /* it is there already */
	ERR_CONFLICT, /* somebody changed it since it was read */
	ERR_BUSY,     /* others are writing; try again */
	ERR_STATE,    /* not at this point of the matter */
	ERR_IO,	      /* file, disk, terminal, printer */
	ERR_DB,	      /* the store is damaged, newer, or refused */
	ERR_BUG	      /* ours */
};

enum { ERR_TEXT = 512 };

/*
 * One failure, in the user's words: what happened, what was kept, what to do.
 * The text may hold bytes that came from a file; whoever shows it filters it
 * (base/utf8.h), like every other text.
 */
struct err {
	enum err_code code;
	char text[ERR_TEXT];
};

/*
 * Sets the failure and returns false, so that failing is one statement:
 * `return err_set(err, ERR_CONFLICT, "…")`. A text that is too long is cut at
 * a character. `err` may be NULL where nobody asks.
 */
bool err_set(struct err *err, enum err_code code, const char *format, ...)
	PRINTF(3, 4);

/* Puts "what: " before the text that is there; returns false. */
bool err_within(struct err *err, const char *what);

/* Forgets a failure that was dealt with. */
void err_clear(struct err *err);

/* The exit code of a verb that failed so: 1 input or state, 2 usage is the
 * caller's own, 3 right, 4 not found, 5 conflict or exists, 6 busy, 7 io,
 * 8 store, 9 bug (documented in README). */
int err_exit(enum err_code code);

#endif
