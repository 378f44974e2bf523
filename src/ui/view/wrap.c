/* SPDX-License-Identifier: MIT */
/* Breaks shown text into lines; what is typed is wrapped by edit.c. */
#include "ui/view/wrap.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

static const char not_at_start[] = "，。、；：？！）》”’】」』,.;:?!)]";

static const char *
filtered(struct arena *arena, const char *text, enum utf8_lines lines)
{
	struct buf plain = { 0 };
	struct buf out = { 0 };
	const char *at;
	const char *shown;

	utf8_filter(&plain, text, lines);
	at = buf_text(&plain);
	while (*at != '\0') {
		const char *from = at;

		if (utf8_next(&at) == UTF8_REPLACEMENT)
			buf_add(&out, "〓");
		else
			buf_add_bytes(&out, from, (size_t)(at - from));
	}
	shown = arena_copy(arena, buf_text(&out));
	buf_free(&plain);
	buf_free(&out);
	return shown;
}

const char *
wrap_shown(struct arena *arena, const char *text)
{
	return filtered(arena, text, UTF8_ONE_LINE);
}

const char *
wrap_shown_lines(struct arena *arena, const char *text)
{
	return filtered(arena, text, UTF8_LINES);
}

static bool
is_banned_start(const char *at)
{
	size_t length = 1;

	if (*at == '\0')
		return false;
	while (((unsigned char)at[length] & 0xC0) == 0x80)
		length++;
	for (const char *p = not_at_start; *p != '\0';) {
		const char *from = p;

		utf8_next(&p);
		if ((size_t)(p - from) == length &&
			memcmp(from, at, length) == 0)
			return true;
	}
	return false;
}

static bool
is_letter(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z');
}

/* A better place to break at or before `took`, or `took`. */
static size_t
better_break(const char *text, size_t took)
{
	size_t at = took;

	if (is_banned_start(text + at)) {
		at = (size_t)(utf8_previous(text, text + at) - text);
		return at == 0 ? took : at;
	}
	while (at > 0 && is_letter(text[at]) && is_letter(text[at - 1]))
		at--;
	return at == 0 ? took : at;
}

size_t
wrap_fit(const char *text, int columns, enum width_of width)
{
	size_t line = strcspn(text, "\n");
	size_t took = width_fit(text, columns, width);
	const char *one = text;

	if (took >= line)
		return line;
	took = better_break(text, took);
	if (took == 0) {
		utf8_next(&one);
		took = (size_t)(one - text);
	}
	return took;
}

const char *
wrap_next(const char *text, size_t took)
{
	text += took;
	if (*text == '\n')
		return text + 1;
	while (*text == ' ')
		text++;
	return text;
}

int
wrap_rows(const char *text, int columns, enum width_of width)
{
	int rows = 0;

	do {
		text = wrap_next(text, wrap_fit(text, columns, width));
		rows++;
	} while (*text != '\0');
	return rows;
}
