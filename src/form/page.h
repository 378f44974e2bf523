/* SPDX-License-Identifier: MIT */
#ifndef FORM_PAGE_H
#define FORM_PAGE_H

#include "base/buf.h"

/*
 * The block stream as a text page (GB/T 9704: 28 full-width characters = 56
 * columns, 22 lines; printer columns, WIDTH_PAPER). Kinsoku, indents, tables
 * with wrapped cells, signature lines that are not parted, page numbers, the
 * footer with 样稿, short code and digest. UTF-8; the printer's encoding is
 * the caller's. No line is wider than `columns`.
 */
struct page_style {
	int columns; /* 56 on A4 */
	int lines; /* 22 of text, header and footer besides; 0: one long page */
};

void page_write(
	const char *stream, const struct page_style *style, struct buf *out);

#endif
