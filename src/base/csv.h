/* SPDX-License-Identifier: MIT */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/arena.h"
#include "base/err.h"

#include <stddef.h>

/* One row: its cells, and the line of the file on which it starts. */
struct csv_row {
	const char **cells;
	size_t count;
	int line;
};

struct csv {
	struct csv_row *rows;
	size_t count;
	char separator; /* found: ',' ';' or tab */
};

/*
 * Reads RFC 4180 text: quoted cells with line breaks and doubled quotes, CR
 * LF or LF, any of the three separators (the one most found in the first
 * row). Rows that are quite empty are left out. `text` must be valid UTF-8
 * (base/charset.h). An unclosed quote is ERR_INPUT with its line.
 */
bool csv_read(struct arena *arena, const char *text, struct csv *out,
	struct err *err) MUST_CHECK;

#endif
