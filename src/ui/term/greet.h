/* SPDX-License-Identifier: MIT */
#ifndef UI_GREET_H
#define UI_GREET_H

#include "base/err.h"
#include "ui/term/probe.h"
#include "ui/wire.h"

/*
 * Meets the line before there is a screen (UI §6): asks the terminal what it
 * speaks and how long an answer takes; where it says nothing of use, the user
 * chooses the line that he can read. Plain text, no curses: at that moment
 * nothing is known.
 */
struct greeting {
	/* what is known before: by an option, or of this user and line */
	bool is_told;	/* the encoding: nothing is asked at all */
	bool is_silent; /* the terminal did not answer last time; not asked */
	bool has_level; /* the level is chosen already */
	bool is_chosen; /* the encoding was the user's own choice, when the
			   terminal said `found` */
	enum probe_kind found; /* at last: what it says now */
	int round_trip;	       /* of the last time, -1: unknown */
	/* what came of it */
	bool is_picked;	  /* the user chose the encoding now */
	bool is_slow;	  /* and so the level is plain */
	int speed;	  /* bits per second of a serial line, 0: it is none */
	struct buf ahead; /* what was typed meanwhile, for term_type */
	/* its own */
	struct probe probe;
	int64_t asked; /* when, in milliseconds */
};

enum {
	GREET_SILENCE = 2000, /* milliseconds: no answer the first time */
	GREET_SLOW = 150,     /* round trip from which the level is plain */
	GREET_SLOW_BITS = 19200,
	GREET_SHORT_BITS = 9600 /* and pages are short */
};

/* Takes the terminal, as term_open does after it. Sets encoding, width,
 * round trip and level of the wire. ERR_IO: no terminal, or it is gone; then
 * it is as it was before. */
bool greet(struct greeting *greeting, struct wire *wire,
	struct err *err) MUST_CHECK;
/* Asks a terminal that is taken, in the middle of the work: what is found, or
 * PROBE_SILENT after the time it may take. For the screen of the line. */
enum probe_kind greet_ask(struct greeting *greeting, struct wire *wire);
/* The terminal as it was before, should no term_close have done so. */
void greet_end(struct greeting *greeting);

#endif
