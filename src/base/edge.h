/* SPDX-License-Identifier: MIT */
#ifndef BASE_EDGE_H
#define BASE_EDGE_H

#include "base/encoding.h"
#include "base/utf8.h"

/*
 * The edge where text leaves the program as lines (a verb's output, the
 * prompts of level line): filtered as utf8_filter says, then in the encoding
 * of who reads it. Cells have their own edge (ui/term/cells.h,
 * ui/term/encode.h); both keep to the same filter.
 *
 * `encoder` NULL: UTF-8. Returns how many characters the encoding lacks: they
 * are 〓 or ? by their `width`.
 */
size_t edge_text(struct buf *out, struct encoder *encoder, enum width_of width,
	enum utf8_lines lines, const char *text);

/*
 * Text as JSON may carry it: what utf8_is_plain refuses becomes \uXXXX, so
 * that it reaches no terminal as it is and the reader still gets it exactly.
 * `json` is a whole document; controls below U+0020 are its own line ends.
 */
void edge_json(struct buf *out, const char *json);

#endif
