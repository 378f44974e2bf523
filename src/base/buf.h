/* SPDX-License-Identifier: MIT */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/attr.h"

#include <stdarg.h>
#include <stddef.h>

/*
 * A growing run of bytes, always followed by a NUL once anything was added.
 * Zero-initialise; buf_free at the end. Out of memory aborts, as in arena.h.
 */
struct buf {
	char *data; /* NULL while nothing was ever added */
	size_t length;
	size_t capacity;
};

void buf_add(struct buf *buf, const char *text);
void buf_add_bytes(struct buf *buf, const void *bytes, size_t length);
void buf_add_char(struct buf *buf, char c);
void buf_addf(struct buf *buf, const char *format, ...) PRINTF(2, 3);
void buf_vaddf(struct buf *buf, const char *format, va_list arguments)
	PRINTF(2, 0);
/* The bytes as text; "" while empty. Valid until the next change. */
const char *buf_text(const struct buf *buf);
/* Cuts to `length` bytes (no more than it has). */
void buf_cut(struct buf *buf, size_t length);
/* Empties, keeps the memory. */
void buf_clear(struct buf *buf);
void buf_free(struct buf *buf);

#endif
