/* SPDX-License-Identifier: MIT */
#ifndef UI_LACKING_H
#define UI_LACKING_H

#include "base/encoding.h"
#include "ui/term/cells.h"
#include "ui/wire.h"

/*
 * What stands behind a 〓 (or ?, or nothing: as wide as it is). Cells hold
 * characters as they are in the data; only on the wire those that the terminal
 * lacks become 〓 (ui/term/encode.h), and here they are named, so that the
 * clerk knows what is before her.
 */
struct lacking {
	struct encoder *encoder; /* of the terminal; NULL: not asked yet */
};

void lacking_free(struct lacking *lacking);
/* Appends the names of the characters that the row of the cursor holds and
 * the terminal lacks, each once, as many as may be read at a glance; nothing
 * if there are none. */
void lacking_names(struct lacking *lacking, const struct wire *wire,
	const struct cells *cells, struct buf *out);
/* The same for text that goes out in lines. */
void lacking_names_in(struct lacking *lacking, const struct wire *wire,
	const char *text, struct buf *out);
/* Appends "〓＝U+20BB7口部3画" (ui/term/radical.h), "?＝U+00F1" where one
 * column shows, "不显示＝U+0301" of a mark. */
void lacking_name(uint32_t character, enum width_of width, struct buf *out);

#endif
