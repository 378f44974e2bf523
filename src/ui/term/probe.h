/* SPDX-License-Identifier: MIT */
#ifndef UI_PROBE_H
#define UI_PROBE_H

#include "base/buf.h"
#include "base/width.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * What the terminal speaks, found by asking it: one write, one round trip
 * (terminal measurements §5). It is told to draw, and asked where its cursor
 * is then; "who are you" comes last, so that a terminal that knows only that
 * ends the waiting too. Pure: who waits is greet.c.
 *
 * UTF-8, double-byte and 8-bit are told apart; GBK and GB18030 are not, and
 * BIG5 reads as double-byte.
 */
enum probe_kind {
	PROBE_SILENT, /* no answer, or none that says enough */
	PROBE_UTF8,
	PROBE_DOUBLE,
	PROBE_SINGLE /* it shows no hanzi */
};

enum { PROBE_ASKS = 3, PROBE_SEQUENCE = 32 };
struct probe {
	int columns[PROBE_ASKS]; /* left of the cursor, each time */
	int answers;
	bool is_over;
	unsigned char pending[PROBE_SEQUENCE];
	size_t pending_length;
	struct buf ahead; /* what is no answer: the user types already */
};

/* What to write; it leaves no trace where the terminal understands it. */
const char *probe_text(void);
void probe_feed(struct probe *probe, const char *bytes, size_t length);
/* No more comes: half an answer was a key after all. */
void probe_end(struct probe *probe);
/* *width: of “ — … there. */
enum probe_kind probe_found(const struct probe *probe, enum width_of *width);
void probe_free(struct probe *probe);

/* "UTF-8" "双字节" "单字节" "没有回答" */
const char *probe_word(enum probe_kind kind);

#endif
