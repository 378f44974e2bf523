/* SPDX-License-Identifier: MIT */
#ifndef UI_ENCODE_H
#define UI_ENCODE_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdio.h>

/*
 * The one place where bytes leave for the terminal: takes what ncurses wrote,
 * filters, counts, writes it at once. The wire is UTF-8 now; other encodings
 * will go here.
 *
 * ncurses writes into a file in memory, not into a pipe: a pipe has a size,
 * and a frame beyond it would wait for its own reader for ever.
 */
struct encode {
	FILE *sink;	  /* for ncurses */
	struct buf frame; /* as ncurses wrote it */
	struct buf wire;  /* as it is sent */
	size_t bytes;	  /* sent so far */
};

bool encode_open(struct encode *encode, struct err *err) MUST_CHECK;
void encode_close(struct encode *encode);
/* Goes ahead of the next frame, as it is. */
void encode_say(struct encode *encode, const char *bytes);
/* Sends what is in the sink to descriptor 1 with one write (more only if the
 * line takes less). False if the terminal is gone. */
bool encode_send(struct encode *encode);
/* The last filter, should anything upstream fail: controls that no terminal
 * description sends, C1, direction marks and what is not UTF-8 become '?'. */
void encode_filter(struct buf *out, const char *bytes, size_t length);

#endif
