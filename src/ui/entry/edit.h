/* SPDX-License-Identifier: MIT */
#ifndef UI_EDIT_H
#define UI_EDIT_H

#include "base/buf.h"
#include "ui/term/cells.h"
#include "ui/term/key.h"

/*
 * One text field (libformw loses Chinese text: terminal measurements §1).
 * Text is UTF-8; the cursor stands between characters with their marks;
 * arithmetic is in cells. Several lines wrap with kinsoku (no
 * ，。、；：？！）》”’】 at a line's start).
 */
struct edit {
	struct buf text;
	size_t at;     /* byte offset of the cursor */
	int max_chars; /* 0: no limit of its own */
	bool is_long;  /* several lines */
	size_t scroll; /* first byte shown (one line), or first line (long) */
	int goal;      /* column kept while moving up and down, -1: none */
	enum width_of width; /* as edit_draw saw it last */
	size_t pasted;	     /* characters that the last paste gave */
	bool was_wide;	     /* the key before stepped over a character of two
				columns, or took it away */
};

/* Keeps the text exactly as it is; the cursor goes behind it. */
void edit_set(struct edit *edit, const char *text);
/* The cursor behind the character that ends nearest before byte `at`. */
void edit_go(struct edit *edit, size_t at);
void edit_free(struct edit *edit);
const char *edit_text(const struct edit *edit);

enum edit_result {
	EDIT_DONE,    /* taken */
	EDIT_REFUSED, /* full, or not a character: one beep */
	EDIT_NOT_MINE /* a key for the owner */
};
/* Characters, Backspace, Delete, Left, Right, Home/Ctrl-A, End/Ctrl-E, paste;
 * Up/Down inside a long field unless at its edge. Ctrl-K clears to the end
 * (and is EDIT_NOT_MINE after it, as field-exit). Of a paste that is too long
 * the first part is taken, EDIT_REFUSED once; a long field keeps its line
 * ends, a one-line field makes them blanks. The twin of a key that has just
 * stepped over a double-width character is the client's, not the user's: it
 * does nothing. */
enum edit_result edit_key(
	struct edit *edit, const struct key_event *event, int columns);
/* Why it refused, for the message line. Appends. */
void edit_say_refused(const struct edit *edit, const struct key_event *event,
	struct buf *out);
/* Begins a new line at the cursor of a long field; EDIT_REFUSED if it is full.
 * Which key does so is the owner's to say. */
enum edit_result edit_break(struct edit *edit);
/* Draws into rows x columns at a place; puts the cursor if focused. Text that
 * goes on outside a one-line field is shown by < and >. Behind a line that is
 * quite full the cursor stands on its last column. */
void edit_draw(struct edit *edit, struct cells *cells, int row, int column,
	int rows, int columns, bool is_focused);
/* Rows the text takes at a width. */
int edit_rows(const struct edit *edit, int columns, enum width_of width);

#endif
