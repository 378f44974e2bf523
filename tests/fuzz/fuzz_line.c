/* SPDX-License-Identifier: MIT */
/*
 * Level line under any lines. First bytes: the terminal's size, how it is
 * spoken to; then what is typed, line by line.
 */
#include "fuzz.h"

#include "fuzz_screens.h"
#include "ui/line/line.h"

enum { ROWS_MOST = 30, COLUMNS_MOST = 140, LINES_MOST = 60 };

static void
check_said(struct line *line)
{
	FUZZ_CHECK(utf8_valid(line_output(line), strlen(line_output(line))));
	FUZZ_CHECK(utf8_valid(line_prompt(line), strlen(line_prompt(line))));
	FUZZ_CHECK(line_message(line) != NULL);
	line_sent(line);
	if (line_take_flush(line))
		line_flushed(line);
}

/* A line as line_io gives it: characters that may be data. */
static char *
next_line(struct fuzz *fuzz)
{
	const uint8_t *end = memchr(fuzz->at, '\n', fuzz->left);
	size_t length = end == NULL ? fuzz->left : (size_t)(end - fuzz->at);
	char *raw = fuzz_text(fuzz, length);
	struct buf plain = { 0 };

	buf_add(&plain, "");
	utf8_filter(&plain, raw, UTF8_ONE_LINE);
	free(raw);
	fuzz_byte(fuzz); /* the line end, or a NUL */
	return plain.data;
}

FUZZ_TARGET(line)
{
	struct fuzz fuzz = { data, size };
	struct desk desk = { 0 };
	int rows = (int)fuzz_number(&fuzz, ROWS_MOST);
	int columns = (int)fuzz_number(&fuzz, COLUMNS_MOST);
	struct app *app = fuzz_open(&fuzz, &desk, 24, 80);
	struct line *line;
	bool goes_on = true;

	app_wire(app)->level = LEVEL_LINE;
	line = line_new(app, rows, columns);
	line_begin(line);
	check_said(line);
	for (int i = 0; goes_on && fuzz.left > 0 && i < LINES_MOST; i++) {
		char *text = next_line(&fuzz);

		goes_on = line_typed(line, text);
		check_said(line);
		free(text);
	}
	line_hangup(line, "张");
	line_free(&line);
	app_free(&app);
	arena_clear(&desk.arena);
	return 0;
}
