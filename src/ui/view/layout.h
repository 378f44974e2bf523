/* SPDX-License-Identifier: MIT */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include "base/width.h"
#include "ui/view/view.h"

/*
 * A view as lines for a width: every block laid out one below the other, as
 * if the terminal were endlessly high. render.c shows a stretch of it.
 */
enum line_kind {
	LINE_BLANK,
	LINE_HEADING,
	LINE_TITLES, /* of a list's columns */
	LINE_ROW,    /* one row of a list */
	LINE_NOTE,   /* what an empty list says */
	LINE_PAIRS,  /* pairs side by side */
	LINE_TEXT,   /* a piece of text at `indent` */
	LINE_CHOICE
};

struct line {
	enum line_kind kind;
	const struct view_block *block;
	size_t first; /* row, or pair */
	size_t count; /* pairs */
	int row;      /* place among all rows of the view; -1 */
	int indent;
	const char *text;
	int length;
	enum word word;
	const int *widths; /* of a list's columns; 0: not shown */
};

struct layout {
	struct arena *arena;
	int columns;
	enum width_of width;
	struct line *lines;
	size_t count;
};

enum {
	LAYOUT_MARGIN = 2, /* the place of the > */
	LAYOUT_PAIR = 38   /* least columns of a label and its value */
};

/* Lays `view` out, without its BLOCK_ENTRY. */
void layout_make(struct layout *layout, const struct view *view);
/* Columns a label of this block of pairs gets. */
int layout_label_width(
	const struct layout *layout, const struct view_block *block);
int layout_pairs_across(const struct layout *layout);
/* The line of a list row; -1. */
int layout_line_of_row(const struct layout *layout, int row);

#endif
