/* SPDX-License-Identifier: MIT */
#ifndef UI_WRAP_H
#define UI_WRAP_H

#include "base/arena.h"
#include "base/width.h"

#include <stddef.h>

/*
 * Text as it may be drawn, in `arena`: filtered, and what is not plain made
 * 〓, so that measuring and drawing agree. One line: newlines are 〓 too.
 */
const char *wrap_shown(struct arena *arena, const char *text);
/* The same, keeping newlines. */
const char *wrap_shown_lines(struct arena *arena, const char *text);

/*
 * Bytes at the start of `text` that make one line of at most `columns`:
 * stops at a newline, does not start the next line with ，。、；：？！）》”’】
 * and parts words of letters only if it must. At least one character.
 */
size_t wrap_fit(const char *text, int columns, enum width_of width);
/* Steps over what wrap_fit took and over the break itself. */
const char *wrap_next(const char *text, size_t took);
/* Lines the text takes; at least one. */
int wrap_rows(const char *text, int columns, enum width_of width);

#endif
