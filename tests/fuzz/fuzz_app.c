/* SPDX-License-Identifier: MIT */
/*
 * The loop under any keys: lists, a form, asks, help, codes, search, pinyin,
 * news from other desks, windows of any size. First bytes: the window, how the
 * line is spoken to; then keys.
 */
#include "fuzz.h"

#include "fuzz_press.h"
#include "fuzz_screens.h"

enum { ROWS_MOST = 30, COLUMNS_MOST = 140, DRAW_EVERY = 8 };

static void
check_frame(struct app *app)
{
	const struct cells *cells = app_frame(app);
	struct buf dump = { 0 };

	cells_dump(cells, &dump);
	FUZZ_CHECK(fuzz_is_clean(buf_text(&dump), UTF8_LINES));
	buf_free(&dump);
}

/* What is no key of a person. */
static void
happens(struct fuzz *fuzz, struct app *app, struct desk *desk)
{
	unsigned byte = fuzz_byte(fuzz);
	struct key_event event = { .key = KEY_CHANGED };

	desk->is_changed = (byte & 1U) != 0;
	if ((byte & 2U) != 0)
		app_resize(app, (int)fuzz_number(fuzz, ROWS_MOST),
			(int)fuzz_number(fuzz, COLUMNS_MOST));
	else
		FUZZ_CHECK(app_key(app, &event));
}

FUZZ_TARGET(app)
{
	struct fuzz fuzz = { data, size };
	struct desk desk = { 0 };
	int rows = (int)fuzz_number(&fuzz, ROWS_MOST);
	int columns = (int)fuzz_number(&fuzz, COLUMNS_MOST);
	struct app *app = fuzz_open(&fuzz, &desk, rows, columns);
	struct key_event event;
	bool goes_on = true;
	char *text = NULL;

	while (goes_on && fuzz_press(&fuzz, &event, &text)) {
		if (event.key == KEY_RESIZE)
			happens(&fuzz, app, &desk);
		else
			goes_on = app_key(app, &event);
		if (app_take_flush(app))
			app_flushed(app);
		app_take_repaint(app);
		if (goes_on && fuzz.left % DRAW_EVERY == 0)
			check_frame(app);
		free(text);
	}
	if (goes_on)
		check_frame(app);
	app_free(&app);
	arena_clear(&desk.arena);
	return 0;
}
