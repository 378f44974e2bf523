/* SPDX-License-Identifier: MIT */
#ifndef UI_OUTPUT_H
#define UI_OUTPUT_H

#include "base/err.h"
#include "ui/term/cells.h"
#include "ui/term/encode.h"
#include "ui/wire.h"

/*
 * Cells to bytes: the only file that includes curses.h. ncurses knows what
 * the terminal shows and finds the cheapest way from one frame to the next;
 * it reads no key and does not know our line.
 */
struct output;

/* For the terminal that TERM names. ERR_IO with what to do. Nothing is sent
 * before the first frame. */
bool output_open(const struct wire *wire, int rows, int columns,
	struct output **out, struct err *err) MUST_CHECK;
/* Leaves the terminal as it was found. */
void output_close(struct output **output);
void output_resize(struct output *output, int rows, int columns);
/* The wire changed: encoding and level are its own from the next frame on,
 * which is drawn whole. On failure as before, with what to do. */
bool output_adopt(struct output *output, const struct wire *wire,
	struct err *err) MUST_CHECK;
/* The next frame is drawn whole. */
void output_forget(struct output *output);
/* False if the terminal is gone. */
bool output_show(struct output *output, const struct cells *cells);
/* Who is told while the line takes nothing (ui/term/encode.h). */
void output_on_blocked(struct output *output, encode_blocked *told, void *arg);
size_t output_bytes(const struct output *output);
/*
 * Bytes of ours that are no part of a frame (the printer at the terminal), as
 * they are; the next frame is drawn whole. Should the line break off, the last
 * `stop` of them are sent ahead of whatever comes after. False if so.
 */
bool output_pass(struct output *output, const struct buf *bytes, size_t stop);

#endif
