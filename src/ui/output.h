/* SPDX-License-Identifier: MIT */
#ifndef UI_OUTPUT_H
#define UI_OUTPUT_H

#include "base/err.h"
#include "ui/cells.h"
#include "ui/wire.h"

/*
 * Cells to bytes: the only file that includes curses.h. ncurses knows what
 * the terminal shows and finds the cheapest way from one frame to the next;
 * it reads no key and does not know our line.
 */
struct output;

/* For the terminal that TERM names. ERR_IO with what to do. Nothing is sent
 * before the first frame. */
bool output_open(enum level level, int rows, int columns, struct output **out,
	struct err *err) MUST_CHECK;
/* Leaves the terminal as it was found. */
void output_close(struct output **output);
void output_resize(struct output *output, int rows, int columns);
/* The next frame is drawn whole. */
void output_forget(struct output *output);
/* False if the terminal is gone. */
bool output_show(struct output *output, const struct cells *cells);
size_t output_bytes(const struct output *output);

#endif
