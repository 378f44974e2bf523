/* SPDX-License-Identifier: MIT */
#ifndef BENCH_WIRE_H
#define BENCH_WIRE_H

#include "tests/support/vt/vt.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * What goes over the wire, counted by a terminal of the tests: one key, one
 * count. A line of 9600 bits per second carries 960 bytes; a round trip of
 * 600 ms comes on top of each key.
 */
enum { LINE_BYTES = 960, ROUND_TRIP_MS = 600 };

/* What a step sent, its keys one by one. */
struct sent {
	size_t bytes;
	size_t bound;
	/* The key that is furthest over its bar. */
	size_t worst_bytes;
	size_t worst_bound;
	size_t most; /* bytes of the dearest key, and its bound */
	size_t most_bound;
	int keys;
	bool is_over;
};

/* Bars of DESIGN §12: over 200 bytes 1.15 times the lower bound, below it 8
 * bytes more. */
bool wire_is_over(size_t bytes, size_t bound);
/* Until the program answered and is quiet. */
void wire_settle(struct vt *vt);
/* What came since the mark as one key of the step. */
void wire_count(struct vt *vt, struct sent *sent);
/* Sends the bytes as one key. */
void wire_send(struct vt *vt, const char *bytes, struct sent *sent);
/* Types keys as vt_send does, one at a time, and counts each. */
void wire_type(struct vt *vt, const char *keys, struct sent *sent);
double wire_seconds(size_t bytes);

/* The same kind of steps of other programs, where they are installed; what
 * they show was put into the folder (contrib/bench-wire.sh). */
void wire_peers(const char *folder);

#endif
