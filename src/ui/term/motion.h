/* SPDX-License-Identifier: MIT */
#ifndef UI_MOTION_H
#define UI_MOTION_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Steps down, shorter. ncurses moves down with a line feed nowhere, for a tty
 * may add a carriage return to it; ours does not (OPOST is off), and one byte
 * does what four or five did. An address in the row or below is often longer
 * than carriage return, line feeds and steps to the right.
 * Follows the row through what ncurses sends; whatever it does not know makes
 * the row unknown until the next address, and what it does not know it does
 * not change.
 */
struct motion {
	int rows;	  /* of the screen */
	int row;	  /* from 0, -1: unknown */
	bool is_regional; /* a part of the screen scrolls by itself */
};

/* The row; the screen has so many now. */
void motion_forget(struct motion *motion, int rows);
/* Appends a frame as ncurses wrote it. */
void motion_shorten(struct motion *motion, const char *bytes, size_t length,
	struct buf *out);

#endif
