/* SPDX-License-Identifier: MIT */
#include "ui/term/anew.h"

#include <string.h>

/* Bytes of a cursor address, of clearing to the end of a row, of clearing
 * all; blanks that are cheaper to erase and to skip than to send. What is
 * saved should be worth that the screen goes blank for a moment. */
enum { ADDRESS = 5, ERASE = 3, CLEAR = 7, BLANKS = 9, WORTH = 24 };
/* Rows that are found again elsewhere: then the list was scrolled. */
enum { MOVED_ROWS = 5 };

static const struct cell *
row_of(const struct cells *cells, int row)
{
	return &cells->grid[(size_t)row * (size_t)cells->columns];
}

static bool
is_blank(const struct cell *cell)
{
	return cell->text[0] == ' ' && cell->text[1] == '\0';
}

static bool
is_same(const struct cell *a, const struct cell *b)
{
	return strcmp(a->text, b->text) == 0;
}

static bool
rows_are_same(const struct cells *a, int row, const struct cells *b, int other)
{
	const struct cell *x = row_of(a, row);
	const struct cell *y = row_of(b, other);

	/* The mark of the chosen row does not move with it. */
	for (int i = 1; i < a->columns; i++)
		if (!is_same(&x[i], &y[i]))
			return false;
	return true;
}

/* The columns up to the last that is not blank. */
static int
length_of(const struct cell *row, int columns)
{
	while (columns > 0 && is_blank(&row[columns - 1]))
		columns--;
	return columns;
}

static bool
has_moved(const struct cells *shown, const struct cells *next)
{
	for (int by = 1 - next->rows; by < next->rows; by++) {
		int moved = 0;

		for (int row = 0; row < next->rows; row++) {
			int from = row + by;

			if (by == 0 || from < 0 || from >= next->rows ||
				length_of(row_of(next, row), next->columns) ==
					0)
				continue;
			moved += rows_are_same(next, row, shown, from) ? 1 : 0;
		}
		if (moved >= MOVED_ROWS)
			return true;
	}
	return false;
}

/* A run of cells that are sent, as the row is walked. */
struct run {
	bool is_open;
	int gap;    /* bytes of cells passed that need not be sent */
	int blanks; /* sent in a row */
	int bytes;
};

static int
size_of(const struct cell *cell, int wide)
{
	int length = (int)strlen(cell->text);

	return length > wide ? wide : length;
}

static void
pass_cell(struct run *run, int size)
{
	run->gap += size;
	if (run->gap > ADDRESS)
		run->is_open = false;
}

static void
send_cell(struct run *run, const struct cell *cell, int size)
{
	run->bytes += run->is_open ? run->gap : ADDRESS;
	run->is_open = true;
	run->gap = 0;
	run->blanks = is_blank(cell) ? run->blanks + 1 : 0;
	if (run->blanks <= BLANKS)
		run->bytes += size;
}

/* From one row to another, or to it from nothing. */
static int
row_bytes(const struct cell *was, const struct cell *is, int columns, int wide)
{
	struct run run = { 0 };
	int length = length_of(is, columns);

	for (int i = 0; i < length; i++) {
		bool is_kept = was == NULL ? is_blank(&is[i])
					   : is_same(&was[i], &is[i]);

		if (is_kept)
			pass_cell(&run, size_of(&is[i], wide));
		else
			send_cell(&run, &is[i], size_of(&is[i], wide));
	}
	if (was != NULL && length_of(was, columns) > length)
		run.bytes += ERASE + (run.is_open ? 0 : ADDRESS);
	return run.bytes;
}

bool
anew_is_cheaper(const struct cells *shown, const struct cells *next, int wide)
{
	int onward = 0;
	int anew = CLEAR + WORTH;

	if (shown->rows != next->rows || shown->columns != next->columns)
		return false;
	for (int row = 0; row < next->rows; row++) {
		const struct cell *is = row_of(next, row);

		onward +=
			row_bytes(row_of(shown, row), is, next->columns, wide);
		anew += row_bytes(NULL, is, next->columns, wide);
	}
	return anew < onward && !has_moved(shown, next);
}
