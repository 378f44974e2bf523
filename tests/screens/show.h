/* SPDX-License-Identifier: MIT */
#ifndef SCREENS_SHOW_H
#define SCREENS_SHOW_H

#include "base/attr.h"
#include "tests/support/vt/vt.h"
#include "ui/term/term.h"

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * A small program for the tests of the terminal: shows frames and names keys
 * in a pseudo terminal; libvterm is what a clerk would see.
 */
enum { EXIT_REFUSED = 3, EXIT_HANGUP = 42 };

/* The program: the level it opens, what stands on its screen. */
struct show {
	struct wire wire;
	struct term *term;
	struct cells cells;
	int at;		  /* the row with the marker */
	const char *said; /* last line */
	struct buf text;
};

/* To the line itself, before and after the screen. */
static void
tell(const char *text)
{
	ssize_t told = write(STDOUT_FILENO, text, strlen(text));

	if (told < 0 && errno != EIO) /* EIO: the line is gone */
		abort();
}

static void
draw(struct show *show)
{
	struct cells *cells = &show->cells;
	int rows;
	int columns;
	struct buf text = { 0 };

	term_size(show->term, &rows, &columns);
	if (rows != cells->rows || columns != cells->columns)
		cells_resize(cells, rows, columns);
	cells_clear(cells);
	cells_put(cells, 0, 0, columns, LOOK_STRONG,
		"你好 张三 “引” e\u0301 \U00020BB7\U00031350|");
	buf_addf(&text, "SIZE %d x %d", rows, columns);
	cells_put(cells, 1, 0, columns, LOOK_LATE, buf_text(&text));
	for (int i = 2; i < rows - 1; i++) {
		/* Rows differ as in real lists: of equal ones ncurses thinks
		 * that they were scrolled. */
		buf_clear(&text);
		buf_addf(&text, "一行 %d", i);
		cells_put(cells, i, 2, columns, LOOK_PLAIN, buf_text(&text));
	}
	buf_free(&text);
	cells_put(cells, show->at, 0, 1, LOOK_PLAIN, ">");
	cells_put(cells, rows - 1, 0, columns, LOOK_PLAIN, show->said);
	cells->cursor_row = show->at;
	cells->cursor_column = 0;
}

/* Each cell another look: more bytes than any pipe holds. */
static void
fill(struct show *show)
{
	struct cells *cells = &show->cells;

	for (int row = 0; row < cells->rows - 1; row++)
		for (int column = 0; column + 1 < cells->columns; column += 2)
			cells_put(cells, row, column, 2,
				(enum look)((row + column / 2) % 8), "张");
	cells_put(cells, cells->rows - 1, 0, 20, LOOK_PLAIN, "full");
}

static void
name_key(struct show *show, const struct key_event *event)
{
	buf_clear(&show->text);
	if (event->key == KEY_PASTE)
		buf_addf(&show->text, "PASTE %s.", event->text);
	else if (event->key == KEY_BAD)
		buf_addf(&show->text, "KEY bad.");
	else if (event->key > '~' && event->key < KEY_NAMED)
		buf_addf(&show->text, "KEY U+%04X.", (unsigned)event->key);
	else
		buf_addf(&show->text, "KEY %s.",
			key_name(event->key, KEY_NAMES_F));
	show->said = buf_text(&show->text);
}

/* What the program does on a key; false to end. */
static bool
act(struct show *show, const struct key_event *event)
{
	switch (event->key) {
	case 'q':
		return false;
	case KEY_DOWN:
		show->at++;
		break;
	case KEY_RESIZE:
		break;
	case 'a':
		abort();
	case 'x':
		exit(0);
	case 'h':
		show->said = "a\033[31mX\xC2\x9B\u202eY\rZ";
		break;
	case 'w':
		show->cells.width = WIDTH_TERM_WIDE;
		show->said = "wide";
		break;
	case KEY_CTRL('l'):
		term_forget(show->term);
		break;
	case 'f':
		show->said = term_flush(show->term) ? "flushed" : "nothing";
		break;
	default:
		name_key(show, event);
		break;
	}
	return true;
}

static int
run(void *arg)
{
	struct show *show = arg;
	struct key_event event = { 0 };
	struct err err = { 0 };
	bool goes_on = true;

	tell("before\n");
	if (!term_open(&show->wire, &show->term, &err)) {
		tell(err.text);
		return EXIT_REFUSED;
	}
	show->at = 2;
	show->said = "ready";
	while (goes_on && event.key != KEY_HANGUP) {
		draw(show);
		show->cells.beep = event.key == KEY_BAD;
		if (event.key == 'F')
			fill(show);
		term_show(show->term, &show->cells);
		event = term_key(show->term, -1);
		goes_on = act(show, &event);
	}
	term_close(&show->term);
	cells_free(&show->cells);
	buf_free(&show->text);
	tell("after\n");
	return event.key == KEY_HANGUP ? EXIT_HANGUP : 0;
}

static struct vt *
begin(struct show *show, const char *term, const char *const env[])
{
	struct vt *vt = vt_fork(24, 80, term, env, run, show);

	ck_assert_msg(vt_wait_text(vt, "ready"), "%s", vt_screen(vt));
	return vt;
}

static void
finish(struct vt *vt)
{
	vt_send(vt, "q");
	ck_assert_int_eq(vt_wait_exit(vt), 0);
	vt_close(&vt, 0);
}

#endif
