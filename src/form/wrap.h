/* SPDX-License-Identifier: MIT */
#ifndef FORM_WRAP_H
#define FORM_WRAP_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Lines of paper. A line is `keep` if the page must not end after it. For use
 * within this room.
 */
struct line {
	const char *text;
	bool keep;
};
struct lines {
	struct arena *arena;
	struct line *items;
	size_t count;
};

void lines_add(struct lines *lines, const char *text);
/*
 * Breaks `text` to `columns` (printer columns): at blanks and between
 * characters, but not before 。，） and their like, not after （《“, and not
 * within a Latin word or number that fits a line. The first line starts
 * `first` columns in, the others `rest`. A newline in the text starts again
 * at `first`.
 */
void lines_wrap(struct lines *lines, const char *text, int columns, int first,
	int rest);
/* The text after as many blanks as make it start at `column`. */
const char *lines_indent(struct arena *arena, int column, const char *text);

#endif
