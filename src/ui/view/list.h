/* SPDX-License-Identifier: MIT */
#ifndef UI_LIST_H
#define UI_LIST_H

#include "ui/term/key.h"
#include "ui/view/render.h"

/*
 * Moving in what is shown: all list rows of a view are one sequence; what has
 * no rows, and what lies below the last one, is scrolled.
 */

/* Arrows, PgUp/PgDn (F7/F8, Ctrl-B/Ctrl-F), Home/End, Ctrl-N/Ctrl-P; false
 * if the key is not one of them. */
bool list_key(struct face *face, int32_t key);
/* The rows as they were before a reload, and which was under the cursor. */
struct list_before {
	struct arena arena;
	struct view_row *rows; /* without cells */
	int count;
	int at; /* -1: none */
};
void list_remember(const struct face *face, struct list_before *before);
void list_forget(struct list_before *before);
/* Puts the cursor back on its row after a reload; if it is gone, on the next
 * that is still there. False if it is gone. */
bool list_return(struct face *face, const struct list_before *before);
/* The same rows in the same order? */
bool list_is_same(const struct view *view, const struct list_before *before);
/* How many rows were not there before; the first of them. */
int list_fresh(const struct view *view, const struct list_before *before,
	const struct view_row **first);
/* Puts the cursor on the first row of this kind; false if there is none. */
bool list_go(struct face *face, const char *kind);
/* The first row at or after `from` (then from the top) that holds `text` in
 * a cell, letters of either case; -1. */
int list_search(const struct view *view, int from, const char *text);

/* Is `part` in `text`, letters of either case? */
bool list_text_has(const char *text, const char *part);

#endif
