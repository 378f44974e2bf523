/* SPDX-License-Identifier: MIT */
#ifndef UI_ENCODE_H
#define UI_ENCODE_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/encoding.h"
#include "base/err.h"
#include "ui/term/motion.h"

#include <stdio.h>

/*
 * The one place where bytes leave for the terminal: takes what ncurses wrote
 * (sequences of ASCII, text in UTF-8), filters it, puts the text into what the
 * terminal speaks, counts, writes it at once.
 *
 * ncurses writes into a file in memory, not into a pipe: a pipe has a size,
 * and a frame beyond it would wait for its own reader for ever.
 */
enum { ENCODE_TICK = 1000 };

/* Told once every ENCODE_TICK while the line takes nothing (the terminal was
 * stopped, the network stands still): how many milliseconds by now. False: as
 * good as lost. May send nothing. */
typedef bool encode_blocked(void *arg, int milliseconds);

struct encode {
	FILE *sink; /* for ncurses */
	int line;   /* where bytes go */
	struct encoder *encoder;
	enum width_of width; /* of what the encoding lacks */
	struct buf frame;    /* as ncurses wrote it */
	struct motion motion;
	bool has_feed;	 /* a line feed is a step down here */
	struct buf wire; /* as it is sent */
	size_t bytes;	 /* sent so far */
	bool is_lost;	 /* nothing is sent again */
	encode_blocked *told;
	void *arg;
};

bool encode_open(struct encode *encode, enum encoding encoding,
	struct err *err) MUST_CHECK;
void encode_close(struct encode *encode);
/* From the next frame on; on failure as before. */
bool encode_speak(struct encode *encode, enum encoding encoding,
	struct err *err) MUST_CHECK;
/* NULL (at first): waits until the line goes on or we are told to end. */
void encode_on_blocked(struct encode *encode, encode_blocked *told, void *arg);
/* Goes ahead of the next frame, as it is. */
void encode_say(struct encode *encode, const char *bytes);
/* Sent now, as it is: bytes for the terminal's printer, which are in no
 * encoding of ours. False as encode_send. */
bool encode_pass(struct encode *encode, const struct buf *bytes);
/*
 * Sends what is in the sink with one write (more only if the line takes less);
 * sleeps while the line takes nothing. False if the terminal is gone, or stands
 * still and we are told to end.
 */
bool encode_send(struct encode *encode);
/* The last filter, should anything upstream fail: controls that no terminal
 * description sends, C1, direction marks and what is not UTF-8 become '?'.
 * Then encodes what is not ASCII; `encoder` may be NULL: UTF-8. */
void encode_filter(struct buf *out, struct encoder *encoder,
	enum width_of width, const struct buf *frame);

#endif
