/* SPDX-License-Identifier: MIT */
/* Level line: no more is said at once than somebody can follow. */
#include "ui/line/app_line.h"

#include "base/width.h"
#include "ui/words.h"

#include <string.h>

enum {
	LINE_ROWS = 24, /* of a page where there is no terminal */
	LINE_BELOW = 2	/* kept for what is asked below it */
};

/* Rows that a line takes, wrapped by the terminal. */
static int
rows_of(const struct line *line, const char *text, size_t length)
{
	struct arena arena = { 0 };
	int width = width_text(
		arena_copy_bytes(&arena, text, length), line->app->wire.width);

	arena_clear(&arena);
	return line->columns <= 0 || width <= line->columns
		       ? 1
		       : (width + line->columns - 1) / line->columns;
}

static int
count_lines(const char *text)
{
	int count = 0;

	for (; *text != '\0'; text++)
		count += *text == '\n' ? 1 : 0;
	return count;
}

/* Does more than a page wait for an empty line? In a form or at an ask a
 * script's empty line is an answer. */
static bool
has_pages(const struct line *line)
{
	const struct app *app = line->app;

	if (line->is_over)
		return false;
	return line->columns > 0 ||
	       (app->overlay == OVERLAY_NONE && app_entry(app) == NULL);
}

/* The last row that has been said. */
static void
see_rows(struct line_seen *seen, const char *text, const char *end)
{
	while (text < end) {
		const char *rest;
		int number = 0;

		for (rest = text; *rest >= '0' && *rest <= '9' &&
				  number <= seen->numbered.count;
			rest++)
			number = number * 10 + (*rest - '0');
		if (strncmp(rest, ") ", 2) == 0 && number > seen->last &&
			number <= seen->numbered.count)
			seen->last = number;
		text += strcspn(text, "\n") + 1;
	}
}

void
line_turn_page(struct line *line)
{
	const char *text = buf_text(&line->turn);
	const char *at = text;
	int room =
		(line->rows > LINE_BELOW ? line->rows : LINE_ROWS) - LINE_BELOW;
	int left;

	if (line->ways.length > 0)
		room -= rows_of(line, buf_text(&line->ways), line->ways.length);

	while (*at != '\0') {
		size_t length = strcspn(at, "\n");

		room -= rows_of(line, at, length);
		if (room < 0 && at != text && has_pages(line))
			break;
		at += length + (at[length] == '\n' ? 1 : 0);
	}
	buf_add_bytes(&line->out, text, (size_t)(at - text));
	buf_clear(&line->pending);
	buf_add(&line->pending, at);
	if (line->app->depth > 0)
		see_rows(line_seen(line), text, at);
	buf_clear(&line->turn);
	left = count_lines(buf_text(&line->pending));
	if (left > 0)
		buf_addf(&line->out, "%s%d%s\n", say("—— 还有"), left,
			say("行：回车接着看，.全 看完，写别的就不看了"));
	buf_add(&line->out, buf_text(&line->ways));
	buf_clear(&line->ways);
}

void
line_turn_all(struct line *line)
{
	const char *text = buf_text(&line->turn);

	buf_add(&line->out, text);
	if (line->app->depth > 0)
		see_rows(line_seen(line), text, text + line->turn.length);
	buf_clear(&line->turn);
	buf_clear(&line->pending);
}
