/* SPDX-License-Identifier: MIT */
#ifndef UI_LINE_VIEW_H
#define UI_LINE_VIEW_H

#include "base/arena.h"
#include "ui/view/view.h"

/*
 * A view as lines, for terminals that only roll: braille, teletypes, pipes.
 * Each row of a list is one line behind its number; what is empty is left
 * out. Nothing is cut and nothing padded.
 */
enum line_part {
	LINE_PART_TEXT, /* headings, paragraphs, paper */
	LINE_PART_PAIR, /* label and value */
	LINE_PART_ROW	/* of a list */
};

struct line_item {
	enum line_part part;
	int row; /* place among all rows of the view; -1 */
	const char *text;
};

struct line_sheet {
	struct arena arena;
	struct line_item *items;
	size_t count;
};

/* Lays `view` out, without its form. Columns that a terminal of `columns`
 * does not show stay away; 0: all are there. */
void line_sheet_make(
	struct line_sheet *sheet, const struct view *view, int columns);
void line_sheet_clear(struct line_sheet *sheet);
/* The line of a row; NULL. */
const char *line_sheet_row(const struct line_sheet *sheet, int row);
/* Rows of the same numbers, and all but rows and pairs the same: then only
 * what differs need be said. */
bool line_sheet_is_near(
	const struct line_sheet *now, const struct line_sheet *before);

#endif
