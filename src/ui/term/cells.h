/* SPDX-License-Identifier: MIT */
#ifndef UI_CELLS_H
#define UI_CELLS_H

#include "base/buf.h"
#include "base/width.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * A screen as a grid of cells: what the renderer makes, what a terminal or a
 * test shows. Text is filtered here (base/utf8.h), so nothing that a value
 * holds can reach the wire as a control.
 */
enum look {
	LOOK_PLAIN,
	LOOK_STRONG, /* titles */
	LOOK_FOCUS,  /* the chosen row or field */
	LOOK_FIELD,  /* an input field */
	LOOK_DIM,    /* hints */
	LOOK_GOOD,   /* words: 已告知 */
	LOOK_SOON,   /* 临近 */
	LOOK_LATE    /* 逾期 */
};

enum { CELL_BYTES = 24 };
struct cell {
	char text[CELL_BYTES]; /* one character and its marks; "" in the right
				  half of a wide one */
	unsigned char look;
};

struct cells {
	int rows;
	int columns;
	struct cell *grid;
	int cursor_row; /* the real cursor, always at the focus */
	int cursor_column;
	bool beep;	     /* ring once with this frame */
	enum width_of width; /* how this terminal draws ambiguous characters */
};

void cells_resize(struct cells *cells, int rows, int columns);
void cells_free(struct cells *cells);
/* All blank, cursor at the origin, no beep. */
void cells_clear(struct cells *cells);
/* Puts one line of text at a place, cut at `limit` columns (and the edge) by
 * whole characters; U+FFFD and unshowable ones become 〓 (two columns) or ?
 * where only one fits. Returns the columns used. */
int cells_put(struct cells *cells, int row, int column, int limit,
	enum look look, const char *text);
/* Columns that cells_put gives a character, or a text without limit: as
 * base/width.h, but 2 for what is shown as 〓. */
int cells_width(uint32_t character, enum width_of width);
int cells_columns(const char *text, enum width_of width);
/* Sets the look of a run of cells. */
void cells_look(
	struct cells *cells, int row, int column, int count, enum look look);
/* The grid as lines without trailing blanks, for golden tests; the cursor is
 * shown in a last line "cursor ROW COLUMN". */
void cells_dump(const struct cells *cells, struct buf *out);

#endif
