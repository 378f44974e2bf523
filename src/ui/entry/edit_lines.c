/* SPDX-License-Identifier: MIT */
/*
 * Where a cursor may stand in a text and where its lines end on the screen.
 * What keys do to the text is edit.c.
 */
#include "ui/entry/edit_lines.h"

#include "base/utf8.h"
#include "ui/term/cells.h"

/* GB/T 15834: what may not begin a line, and what may not end one. */
static const char no_start[] =
	"，。、；：？！）》〉」』】〕〗”’…—·％‰℃～｝］,.;:?!)]}%~";
static const char no_end[] = "（《〈「『【〔〖“‘￥＄｛［([{$";

static bool
is_in(const char *set, uint32_t character)
{
	uint32_t c;

	while ((c = utf8_next(&set)) != 0)
		if (c == character)
			return true;
	return false;
}

/* The character at `at`, 0 at the end. */
static uint32_t
character_at(const char *text, size_t at)
{
	const char *here = text + at;

	return utf8_next(&here);
}

size_t
edit_after(const char *text, size_t at)
{
	const char *here = text + at;
	const char *next;

	utf8_next(&here);
	next = here;
	while (*here != '\n' && utf8_is_mark(utf8_next(&next)))
		here = next;
	return (size_t)(here - text);
}

size_t
edit_before(const char *text, size_t at)
{
	const char *here = text + at;

	do
		here = utf8_previous(text, here);
	while (here > text &&
		utf8_is_mark(character_at(text, (size_t)(here - text))));
	return (size_t)(here - text);
}

int
edit_width_at(const char *text, size_t at, enum width_of width)
{
	return cells_width(character_at(text, at), width);
}

int
edit_span(const char *text, size_t from, size_t to, enum width_of width)
{
	int columns = 0;

	while (from < to) {
		columns += edit_width_at(text, from, width);
		from = edit_after(text, from);
	}
	return columns;
}

/* A letter or digit of a word that is not to be parted. */
static bool
is_word(uint32_t character)
{
	return character > ' ' && character < 0x2000 && character != '-' &&
	       character != '/';
}

static bool
may_break(const char *text, size_t at)
{
	uint32_t left = character_at(text, edit_before(text, at));
	uint32_t right = character_at(text, at);

	if (right == ' ' || is_in(no_start, right) || is_in(no_end, left))
		return false;
	return !(is_word(left) && is_word(right));
}

/* The last good place between start and `at` to begin the next line; `at`
 * itself where there is none within half a line. */
static size_t
break_before(const char *text, size_t start, size_t at, int columns,
	enum width_of width)
{
	size_t place = at;

	while (place > start && !may_break(text, place))
		place = edit_before(text, place);
	if (place <= start ||
		edit_span(text, place, at, width) > columns / 2 + 8)
		return at;
	return place;
}

struct edit_line
edit_line_from(const char *text, size_t start, int columns, enum width_of width)
{
	size_t at = start;
	int used = 0;

	for (;;) {
		uint32_t character = character_at(text, at);
		int wide = edit_width_at(text, at, width);

		if (character == 0)
			return (struct edit_line){ start, at, at, true };
		if (character == '\n')
			return (struct edit_line){ start, at, at + 1, false };
		if (used + wide > columns && at > start && character != ' ') {
			size_t place =
				break_before(text, start, at, columns, width);

			return (struct edit_line){ start, place, place, false };
		}
		used += wide;
		at = edit_after(text, at);
	}
}
