/* SPDX-License-Identifier: MIT */
/* Breaking Chinese text into lines of printer columns (kinsoku). */
#include "form/wrap.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "base/width.h"

#include <ctype.h>
#include <string.h>

static const char no_start[] = "，。、；：？！）》”’】〕…—％·～,.;:?!)]}%";
static const char no_end[] = "（《“‘【〔([{";

static bool
is_among(uint32_t character, const char *list)
{
	while (*list != '\0') {
		if (utf8_next(&list) == character)
			return true;
	}
	return false;
}

static bool
is_word(uint32_t character)
{
	return character < 0x80 &&
	       (isalnum((int)character) || strchr("-:/@_", (int)character));
}

static bool
may_break(const char *text, size_t at)
{
	const char *before = utf8_previous(text, text + at);
	const char *after = text + at;
	uint32_t a = utf8_next(&before);
	uint32_t b = utf8_next(&after);

	if (utf8_is_mark(b) || is_among(b, no_start) || is_among(a, no_end))
		return false;
	return !(is_word(a) && is_word(b));
}

/* Bytes of the next line; at least one character. */
static size_t
fit(const char *text, int columns)
{
	size_t most = width_fit(text, columns, WIDTH_PAPER);
	const char *next = text;

	if (most == 0) {
		utf8_next(&next);
		return (size_t)(next - text);
	}
	if (text[most] == '\0')
		return most;
	for (size_t at = most; at > 0;
		at = (size_t)(utf8_previous(text, text + at) - text)) {
		if (may_break(text, at))
			return at;
	}
	return most;
}

void
lines_add(struct lines *lines, const char *text)
{
	lines->items = arena_grow(lines->arena, lines->items, lines->count,
		sizeof(lines->items[0]));
	lines->items[lines->count++] = (struct line){ text, false };
}

const char *
lines_indent(struct arena *arena, int column, const char *text)
{
	return arena_printf(arena, "%*s%s", column > 0 ? column : 0, "", text);
}

static void
add_piece(struct lines *lines, const char *text, size_t length, int indent)
{
	while (length > 0 && text[length - 1] == ' ')
		length--;
	lines_add(lines, lines_indent(lines->arena, length > 0 ? indent : 0,
				 arena_copy_bytes(lines->arena, text, length)));
}

static void
wrap_one(
	struct lines *lines, const char *text, int columns, int first, int rest)
{
	int indent = first;

	do {
		size_t length = fit(text, columns - indent);

		add_piece(lines, text, length, indent);
		text += length;
		text += strspn(text, " ");
		indent = rest;
	} while (*text != '\0');
}

void
lines_wrap(
	struct lines *lines, const char *text, int columns, int first, int rest)
{
	for (;;) {
		size_t length = strcspn(text, "\n");

		wrap_one(lines, arena_copy_bytes(lines->arena, text, length),
			columns, first, rest);
		if (text[length] == '\0')
			return;
		text += length + 1;
	}
}
