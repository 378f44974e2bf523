/* SPDX-License-Identifier: MIT */
/* The growing buffer. It knows bytes; characters are base/utf8.h. */
#include "base/buf.h"

#include "base/fatal.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

/* Room for `more` bytes and the NUL behind them. */
static void
reserve(struct buf *buf, size_t more)
{
	size_t capacity = buf->capacity == 0 ? FIRST_CAPACITY : buf->capacity;
	size_t need;
	char *data;

	if (more > SIZE_MAX / 4 || buf->length > SIZE_MAX / 4)
		fatal("内存不足");
	need = buf->length + more + 1;
	if (need <= buf->capacity)
		return;
	while (capacity < need)
		capacity *= 2;
	data = realloc(buf->data, capacity);
	if (data == NULL)
		fatal("内存不足");
	buf->data = data;
	buf->capacity = capacity;
}

void
buf_add_bytes(struct buf *buf, const void *bytes, size_t length)
{
	reserve(buf, length);
	if (length > 0)
		memcpy(buf->data + buf->length, bytes, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
}

void
buf_add(struct buf *buf, const char *text)
{
	buf_add_bytes(buf, text, strlen(text));
}

void
buf_add_char(struct buf *buf, char c)
{
	buf_add_bytes(buf, &c, 1);
}

void
buf_vaddf(struct buf *buf, const char *format, va_list arguments)
{
	va_list again;
	int length;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		return;
	reserve(buf, (size_t)length);
	if (vsnprintf(buf->data + buf->length, (size_t)length + 1, format,
		    arguments) != length)
		fatal("文字格式有错");
	buf->length += (size_t)length;
}

void
buf_addf(struct buf *buf, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	buf_vaddf(buf, format, arguments);
	va_end(arguments);
}

const char *
buf_text(const struct buf *buf)
{
	return buf->data == NULL ? "" : buf->data;
}

void
buf_cut(struct buf *buf, size_t length)
{
	if (length >= buf->length)
		return;
	buf->length = length;
	buf->data[length] = '\0';
}

void
buf_clear(struct buf *buf)
{
	buf_cut(buf, 0);
}

void
buf_free(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){ 0 };
}
