/* SPDX-License-Identifier: MIT */
/*
 * The text field under any keys. First bytes: one line or several, the most
 * characters, its size on the screen, what it holds at first; then keys.
 */
#include "fuzz.h"

#include "fuzz_press.h"
#include "ui/entry/edit.h"

enum { CHARS_MOST = 40, ROWS_MOST = 5, COLUMNS_MOST = 30, MARGIN = 2 };
enum { DRAW_EVERY = 8 /* it takes longest */ };

static void
check_text(const struct edit *edit)
{
	const char *text = edit_text(edit);

	FUZZ_CHECK(edit->at <= strlen(text));
	FUZZ_CHECK(((unsigned char)text[edit->at] & 0xC0U) != 0x80U);
	FUZZ_CHECK(fuzz_is_clean(
		text, edit->is_long ? UTF8_LINES : UTF8_ONE_LINE));
	FUZZ_CHECK(edit->max_chars == 0 ||
		   utf8_count(text) <= (size_t)edit->max_chars);
	if (edit->at > 0) {
		const char *here = text + edit->at;

		FUZZ_CHECK(!utf8_is_mark(utf8_next(&here)) ||
			   text[edit->at - 1] == '\n');
	}
}

/* It draws within its place, and so stands the cursor. */
static void
check_drawing(struct edit *edit, struct cells *cells, int rows, int columns)
{
	cells_clear(cells);
	for (int row = 0; row < cells->rows; row++) {
		for (int column = 0; column < cells->columns; column++)
			cells_put(cells, row, column, 1, LOOK_LATE, "#");
	}
	edit_draw(edit, cells, MARGIN, MARGIN, rows, columns, true);
	FUZZ_CHECK(cells->cursor_row >= MARGIN);
	FUZZ_CHECK(cells->cursor_row < MARGIN + rows);
	FUZZ_CHECK(cells->cursor_column >= MARGIN);
	FUZZ_CHECK(cells->cursor_column < MARGIN + columns);
	for (int row = 0; row < cells->rows; row++) {
		for (int column = 0; column < cells->columns; column++) {
			const struct cell *cell =
				&cells->grid[row * cells->columns + column];
			bool is_inside = row >= MARGIN && column >= MARGIN &&
					 row < MARGIN + rows &&
					 column < MARGIN + columns;

			FUZZ_CHECK(is_inside || strcmp(cell->text, "#") == 0);
			FUZZ_CHECK(!is_inside || cell->look != LOOK_LATE);
		}
	}
}

static void
check_key(struct edit *edit, const struct key_event *event, int columns)
{
	size_t count = utf8_count(edit_text(edit));
	enum edit_result result;

	if (event->key == KEY_ENTER)
		result = edit->is_long ? edit_break(edit) : EDIT_NOT_MINE;
	else
		result = edit_key(edit, event, columns);
	FUZZ_CHECK(result <= EDIT_NOT_MINE);
	FUZZ_CHECK(event->key == KEY_PASTE || result != EDIT_REFUSED ||
		   utf8_count(edit_text(edit)) == count);
	check_text(edit);
}

/* As the owner puts it there: checked, and no more than fits. */
static void
start(struct fuzz *fuzz, struct edit *edit)
{
	char *text = fuzz_text(fuzz, CHARS_MOST);

	fuzz_byte(fuzz);
	if (fuzz_is_clean(text, edit->is_long ? UTF8_LINES : UTF8_ONE_LINE) &&
		(edit->max_chars == 0 ||
			utf8_count(text) <= (size_t)edit->max_chars))
		edit_set(edit, text);
	else
		edit_set(edit, "");
	free(text);
}

FUZZ_TARGET(edit)
{
	struct fuzz fuzz = { data, size };
	struct edit edit = { .is_long = (fuzz_byte(&fuzz) & 1U) != 0 };
	struct cells cells = { 0 };
	int columns = 1 + (int)fuzz_number(&fuzz, COLUMNS_MOST);
	int rows = edit.is_long ? 1 + (int)fuzz_number(&fuzz, ROWS_MOST) : 1;
	struct key_event event;
	char *text = NULL;
	int width;

	cells_resize(&cells, rows + 2 * MARGIN, columns + 2 * MARGIN);
	width = fuzz_choice(&fuzz, WIDTH_PAPER);
	cells.width = (enum width_of)width;
	edit.width = cells.width;
	edit.max_chars = (int)fuzz_number(&fuzz, CHARS_MOST);
	start(&fuzz, &edit);
	check_text(&edit);
	while (fuzz_press(&fuzz, &event, &text)) {
		check_key(&edit, &event, columns);
		if (fuzz.left % DRAW_EVERY == 0)
			check_drawing(&edit, &cells, rows, columns);
		free(text);
	}
	check_drawing(&edit, &cells, rows, columns);
	edit_free(&edit);
	cells_free(&cells);
	return 0;
}
