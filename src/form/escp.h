/* SPDX-License-Identifier: MIT */
#ifndef FORM_ESCP_H
#define FORM_ESCP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/*
 * A page of text (form/page.h) as bytes for a 24-pin Chinese printer (ESC/P-K,
 * the commands of the LQ-1600K) in GB18030. Who sends them, and what a
 * terminal wants around them, is not known here.
 */
enum escp_layout {
	ESCP_DOCUMENT, /* what page_write made: A4, 22 lines a page */
	ESCP_LIST      /* lines, as many as there are, closer together */
};

/* Characters that have no two-byte code are not in printers' fonts: 〓 stands
 * for each, and at the foot of its page their code points in order, so that
 * the paper stays true. */
struct escp_count {
	size_t pages;
	size_t missing;
};

/* Appends the bytes of a text in UTF-8, pages parted by \f. Nothing in it can
 * reach the printer as a command, or end what a terminal passes to its printer
 * (ESC [4i, and the same with the 8-bit CSI). */
bool escp_write(enum escp_layout layout, const char *text, struct buf *out,
	struct escp_count *count, struct err *err) MUST_CHECK;

/* A page that shows whether margins, columns and characters come out. */
const char *escp_test_page(struct arena *arena);

#endif
