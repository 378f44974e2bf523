/* SPDX-License-Identifier: MIT */
#ifndef UI_RENDER_H
#define UI_RENDER_H

#include "ui/term/cells.h"
#include "ui/view/view.h"

/*
 * A view as cells, at any size from 20x60: title line, body, message line,
 * key bar. Holds no state but what a `face` keeps between frames.
 */
enum { RENDER_ROWS = 20, RENDER_COLUMNS = 60 };

/* How a view stands on the terminal. */
struct face {
	const struct view *view;
	int row;      /* the list row under the cursor; -1: none */
	int top;      /* first line of the body shown */
	int hold;     /* the line below `top` where the row stood */
	bool is_held; /* and is to stand again */
	bool is_free; /* scrolled by hand: the row need not show */
	/* What the last frame found. */
	int lines; /* of the whole body */
	int shown; /* that fit */
	int focus; /* line of the row under the cursor; -1 */
};

/* What stands around a view; NULL where there is nothing. */
struct surround {
	const char *title;   /* of the screen */
	const char *subject; /* what the view adds */
	const char *who;
	const char *code;
	const char *message;
	enum look look; /* of the message */
	const char *bar;
	bool has_bar; /* its row is kept */
};

bool render_has_room(const struct cells *cells);
/* False, and a page that says so, if the terminal is too small. */
bool render_fits(struct cells *cells);
/* Draws title line, message line and bar; the body is what lies between:
 * rows `*row` .. `*row + *rows - 1`. */
void render_surround(const struct surround *surround, struct cells *cells,
	int *row, int *rows);
/* Draws the view into the body, cursor at the focus. An entry takes what the
 * blocks before it leave, at least half. */
void render_body(struct face *face, struct cells *cells, int row, int rows);
/* One line of text, filtered, cut with … where it must be; says the columns
 * used. */
int render_text(struct cells *cells, int row, int column, int limit,
	enum look look, const char *text);
enum look render_look(enum word word);

#endif
