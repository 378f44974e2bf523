/* SPDX-License-Identifier: MIT */
#ifndef UI_TTY_H
#define UI_TTY_H

#include "base/attr.h"
#include "base/err.h"

#include <stddef.h>

/*
 * The line itself: how the kernel treats bytes, how large the window is, and
 * that it is as before when we are gone, also by abort() or exit().
 */

/* Takes descriptor 0: no echo, no line editing, no signal keys; flow control
 * stays on a serial line, where a slow terminal needs it. Nothing happens if it
 * is taken already. ERR_IO if there is no terminal on 0 and 1. */
bool tty_take(struct err *err) MUST_CHECK;
/* Bits per second of a serial line; 0 where it is none, or not known. */
int tty_speed(void);
/* The same again, after somebody else had the terminal. */
void tty_take_again(void);
/* What puts the terminal itself back if we end by abort() or exit(). */
void tty_farewell(const char *bytes, size_t length);
/* What goes ahead of the farewell while printing is under way; nothing: it is
 * over. */
void tty_break_off(const char *bytes, size_t length);
/* What is said should we abort: the text, and its bytes in what the terminal
 * speaks (at first UTF-8). */
const char *tty_aborted(void);
void tty_last_words(const char *bytes);
/* As it was before tty_take; may be called at any time. */
void tty_give_back(void);
/* 0x0 counts as 80x24. */
void tty_size(int *rows, int *columns);

#endif
