/* SPDX-License-Identifier: MIT */
#ifndef UI_LIST_H
#define UI_LIST_H

#include "ui/key.h"
#include "ui/render.h"

/*
 * Moving in what is shown: all list rows of a view are one sequence; what has
 * no rows, and what lies below the last one, is scrolled.
 */

/* Arrows, PgUp/PgDn (F7/F8, Ctrl-B/Ctrl-F), Home/End, Ctrl-N/Ctrl-P; false
 * if the key is not one of them. */
bool list_key(struct face *face, int32_t key);
/* Puts the cursor back on the row with this id and kind after a reload; if
 * it is gone, on the row that took its place. */
void list_find_row(struct face *face, int64_t id, const char *kind);
/* The first row at or after `from` (then from the top) that holds `text` in
 * a cell, letters of either case; -1. */
int list_search(const struct view *view, int from, const char *text);

/* Is `part` in `text`, letters of either case? */
bool list_text_has(const char *text, const char *part);

#endif
