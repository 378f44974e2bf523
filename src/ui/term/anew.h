/* SPDX-License-Identifier: MIT */
#ifndef UI_ANEW_H
#define UI_ANEW_H

#include "ui/term/cells.h"

/*
 * Whether to clear the glass: ncurses goes from what is shown to what is to
 * be shown row by row, and never asks whether all of it together costs more
 * than beginning with nothing. From a list to a form it does (1090 bytes
 * instead of 900). An estimate in bytes; `wide` is what a double-width
 * character has of them. No if the glass has another size, or if rows only
 * move, which scrolling does for less.
 */
bool anew_is_cheaper(
	const struct cells *shown, const struct cells *next, int wide);

#endif
