/* SPDX-License-Identifier: MIT */
#ifndef UI_EDIT_LINES_H
#define UI_EDIT_LINES_H

#include "base/width.h"

#include <stdbool.h>
#include <stddef.h>

/* Places in a text field, as byte offsets; a character and its marks are one
 * step. */

/* Behind the character at `at` and its marks. */
size_t edit_after(const char *text, size_t at);
/* The start of the character before `at`, past its marks. */
size_t edit_before(const char *text, size_t at);
/* Columns of the character at `at`, as cells_put draws it. */
int edit_width_at(const char *text, size_t at, enum width_of width);
/* Columns from `from` to `to`. */
int edit_span(const char *text, size_t from, size_t to, enum width_of width);

struct edit_line {
	size_t start;
	size_t end;  /* of what is drawn */
	size_t next; /* start of the next line */
	bool is_last;
};

/* The line that starts at `start`, broken by kinsoku. Blanks that do not fit
 * hang over the edge: they belong to the line but are not drawn. */
struct edit_line edit_line_from(
	const char *text, size_t start, int columns, enum width_of width);

#endif
