/* SPDX-License-Identifier: MIT */
/*
 * The grid of cells: what is put there cannot leave its place, and whatever
 * it holds, each cell is one character that may be shown. First bytes: size
 * and width of ambiguous characters; then for each text where it goes.
 */
#include "fuzz.h"

#include "ui/term/cells.h"
#include "ui/view/wrap.h"

enum { ROWS_MOST = 6, COLUMNS_MOST = 30, TEXTS_MOST = 40 };

static const struct cell *
cell_at(const struct cells *cells, int row, int column)
{
	return &cells->grid[row * cells->columns + column];
}

/* One character, its marks, as wide as its cells. */
static void
check_cell(const struct cells *cells, int row, int column)
{
	const struct cell *cell = cell_at(cells, row, column);
	const char *at = cell->text;
	uint32_t character;
	int wide;

	FUZZ_CHECK(memchr(cell->text, 0, CELL_BYTES) != NULL);
	if (*at == '\0') {
		FUZZ_CHECK(column > 0);
		at = cell_at(cells, row, column - 1)->text;
		FUZZ_CHECK(width_char(utf8_next(&at), cells->width) == 2);
		return;
	}
	FUZZ_CHECK(fuzz_is_clean(at, UTF8_ONE_LINE));
	character = utf8_next(&at);
	wide = width_char(character, cells->width);
	FUZZ_CHECK(wide == 1 || wide == 2);
	while ((character = utf8_next(&at)) != 0)
		FUZZ_CHECK(utf8_is_mark(character));
	if (wide == 2) {
		FUZZ_CHECK(column + 1 < cells->columns);
		FUZZ_CHECK(cell[1].text[0] == '\0');
	}
}

static void
check_grid(const struct cells *cells)
{
	for (int row = 0; row < cells->rows; row++) {
		for (int column = 0; column < cells->columns; column++)
			check_cell(cells, row, column);
	}
}

/* Wrapping takes everything, and each line fits. */
static void
check_wrap(const char *text, int columns, enum width_of width)
{
	struct arena arena = { 0 };
	const char *shown = wrap_shown_lines(&arena, text);
	int rows = 0;

	FUZZ_CHECK(fuzz_is_clean(shown, UTF8_LINES));
	do {
		size_t took = wrap_fit(shown, columns, width);
		const char *line = arena_copy_bytes(&arena, shown, took);
		const char *next = wrap_next(shown, took);

		FUZZ_CHECK(columns < 2 || width_text(line, width) <= columns);
		FUZZ_CHECK(next > shown || *shown == '\0');
		shown = next;
		rows++;
	} while (*shown != '\0');
	FUZZ_CHECK(rows <=
		   wrap_rows(wrap_shown_lines(&arena, text), columns, width));
	arena_clear(&arena);
}

static void
put_text(struct fuzz *fuzz, struct cells *cells)
{
	int row = (int)fuzz_number(fuzz, ROWS_MOST + 2) - 1;
	int column = (int)fuzz_number(fuzz, COLUMNS_MOST + 2) - 1;
	int limit = (int)fuzz_number(fuzz, COLUMNS_MOST + 2);
	char *text = fuzz_text(fuzz, SIZE_MAX);
	int used;

	fuzz_byte(fuzz);
	check_wrap(text, limit + 1, cells->width);
	if (row >= 0 && row < cells->rows && column >= 0) {
		used = cells_put(cells, row, column, limit, LOOK_PLAIN, text);
		FUZZ_CHECK(used >= 0 && used <= limit);
		FUZZ_CHECK(used == 0 || column + used <= cells->columns);
		FUZZ_CHECK(used <= cells_columns(text, cells->width));
		check_grid(cells);
	}
	free(text);
}

FUZZ_TARGET(cells)
{
	struct fuzz fuzz = { data, size };
	struct cells cells = { 0 };
	struct buf dump = { 0 };
	int width;

	cells_resize(&cells, 1 + (int)fuzz_number(&fuzz, ROWS_MOST),
		1 + (int)fuzz_number(&fuzz, COLUMNS_MOST));
	width = fuzz_choice(&fuzz, WIDTH_PAPER);
	cells.width = (enum width_of)width;
	for (int i = 0; i < TEXTS_MOST && fuzz.left > 0; i++)
		put_text(&fuzz, &cells);
	cells_dump(&cells, &dump);
	FUZZ_CHECK(fuzz_is_clean(buf_text(&dump), UTF8_LINES));
	buf_free(&dump);
	cells_free(&cells);
	return 0;
}
