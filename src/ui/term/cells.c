/* SPDX-License-Identifier: MIT */
/*
 * The grid of cells. It cuts by whole characters, keeps both halves of a wide
 * one together and filters; how it gets on a terminal is output.c.
 */
#include "ui/term/cells.h"

#include "base/fatal.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* UI §6: what can't be shown takes two columns as 〓, one as ?. */
static const char geta[] = "〓";

static bool
is_shown(uint32_t character)
{
	return character != UTF8_REPLACEMENT && utf8_is_plain(character);
}

int
cells_width(uint32_t character, enum width_of width)
{
	return is_shown(character) ? width_char(character, width) : 2;
}

int
cells_columns(const char *text, enum width_of width)
{
	uint32_t character;
	int columns = 0;

	while ((character = utf8_next(&text)) != 0)
		columns += cells_width(character, width);
	return columns;
}

static struct cell *
cell_at(const struct cells *cells, int row, int column)
{
	return &cells->grid[(size_t)row * (size_t)cells->columns +
			    (size_t)column];
}

static void
set_text(struct cell *cell, const char *text, size_t length)
{
	memset(cell->text, 0, sizeof cell->text);
	memcpy(cell->text, text, length);
}

void
cells_clear(struct cells *cells)
{
	for (int row = 0; row < cells->rows; row++) {
		for (int column = 0; column < cells->columns; column++)
			*cell_at(cells, row, column) =
				(struct cell){ .text = " " };
	}
	cells->cursor_row = 0;
	cells->cursor_column = 0;
	cells->beep = false;
}

void
cells_resize(struct cells *cells, int rows, int columns)
{
	struct cell *grid;

	rows = rows < 1 ? 1 : rows;
	columns = columns < 1 ? 1 : columns;
	grid = calloc((size_t)rows * (size_t)columns, sizeof *grid);
	if (grid == NULL)
		fatal("内存不足");
	free(cells->grid);
	cells->grid = grid;
	cells->rows = rows;
	cells->columns = columns;
	cells_clear(cells);
}

void
cells_free(struct cells *cells)
{
	free(cells->grid);
	*cells = (struct cells){ 0 };
}

/* Before a cell is written: the other half of a wide character that stands
 * there becomes a blank. */
static void
vacate(struct cells *cells, int row, int column)
{
	struct cell *cell = cell_at(cells, row, column);

	if (cell->text[0] == '\0' && column > 0)
		set_text(cell - 1, " ", 1);
	if (column + 1 < cells->columns && cell[1].text[0] == '\0')
		set_text(cell + 1, " ", 1);
	set_text(cell, " ", 1);
}

static void
write_cell(struct cells *cells, int row, int column, int width, enum look look,
	const char *text, size_t length)
{
	for (int i = 0; i < width; i++)
		vacate(cells, row, column + i);
	set_text(cell_at(cells, row, column), text, length);
	cell_at(cells, row, column)->look = (unsigned char)look;
	if (width < 2)
		return;
	set_text(cell_at(cells, row, column + 1), "", 0);
	cell_at(cells, row, column + 1)->look = (unsigned char)look;
}

/* Joins a mark to the cell before; more than UTF8_MAX_MARKS are dropped, and
 * so is one that nothing stands before. */
static void
join(struct cell *cell, uint32_t mark)
{
	size_t length = strlen(cell->text);
	char bytes[UTF8_MAX_BYTES];
	size_t more = utf8_put(mark, bytes);

	if (utf8_count(cell->text) <= UTF8_MAX_MARKS &&
		length + more < sizeof cell->text)
		memcpy(cell->text + length, bytes, more);
}

/* Puts one character at a column where `room` columns are left; its width, 0
 * for a mark, -1 if there is no room. */
static int
put_character(struct cells *cells, int row, int column, int room,
	enum look look, uint32_t character)
{
	int width = cells_width(character, cells->width);

	if (width == 0)
		return 0;
	if (is_shown(character)) {
		char bytes[UTF8_MAX_BYTES];

		if (width > room)
			return -1;
		write_cell(cells, row, column, width, look, bytes,
			utf8_put(character, bytes));
		return width;
	}
	if (room < 1)
		return -1;
	if (room == 1)
		write_cell(cells, row, column, 1, look, "?", 1);
	else
		write_cell(cells, row, column, 2, look, geta, sizeof geta - 1);
	return room == 1 ? 1 : 2;
}

int
cells_put(struct cells *cells, int row, int column, int limit, enum look look,
	const char *text)
{
	int room = cells->columns - column;
	struct cell *last = NULL;
	uint32_t character;
	int used = 0;

	if (row < 0 || row >= cells->rows || column < 0)
		return 0;
	if (room > limit)
		room = limit;
	while ((character = utf8_next(&text)) != 0) {
		int width = put_character(cells, row, column + used,
			room - used, look, character);

		if (width < 0)
			break;
		if (width > 0)
			last = cell_at(cells, row, column + used);
		else if (last != NULL)
			join(last, character);
		used += width;
	}
	return used;
}

void
cells_look(struct cells *cells, int row, int column, int count, enum look look)
{
	if (row < 0 || row >= cells->rows)
		return;
	for (int i = column < 0 ? 0 : column;
		i < cells->columns && i - column < count; i++)
		cell_at(cells, row, i)->look = (unsigned char)look;
}

void
cells_dump(const struct cells *cells, struct buf *out)
{
	for (int row = 0; row < cells->rows; row++) {
		size_t end = out->length;

		for (int column = 0; column < cells->columns; column++) {
			const char *text = cell_at(cells, row, column)->text;

			buf_add(out, text);
			if (text[0] != '\0' && strcmp(text, " ") != 0)
				end = out->length;
		}
		buf_cut(out, end);
		buf_add_char(out, '\n');
	}
	buf_addf(
		out, "cursor %d %d\n", cells->cursor_row, cells->cursor_column);
}
