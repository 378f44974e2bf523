/* SPDX-License-Identifier: MIT */
#include "ui/term/motion.h"

#include <ctype.h>

enum { ESC = 27, ROWS_MOST = 9999 };

/* ESC [ numbers letter, and as if it were 'm' ESC ( letter: choosing a set of
 * characters; others have no letter. */
struct sequence {
	size_t length;
	int numbers[2]; /* -1: not there */
	char letter;
};

void
motion_forget(struct motion *motion, int rows)
{
	*motion = (struct motion){ .row = -1, .rows = rows };
}

static size_t
read_number(const char *bytes, size_t length, int *number)
{
	size_t at = 0;

	*number = -1;
	while (at < length && isdigit((unsigned char)bytes[at])) {
		int digit = bytes[at] - '0';

		*number = (*number < 0 ? 0 : *number) * 10 + digit;
		if (*number > ROWS_MOST)
			*number = ROWS_MOST;
		at++;
	}
	return at;
}

/* At an escape: what is whole and understood. */
static struct sequence
read_sequence(const char *bytes, size_t length)
{
	struct sequence s = { .length = 1, .numbers = { -1, -1 } };
	size_t at = 2;

	if (length >= 3 && (bytes[1] == '(' || bytes[1] == ')'))
		return (struct sequence){ .length = 3, .letter = 'm' };
	if (length < 3 || bytes[1] != '[')
		return s;
	at += read_number(bytes + at, length - at, &s.numbers[0]);
	if (at < length && bytes[at] == ';') {
		at++;
		at += read_number(bytes + at, length - at, &s.numbers[1]);
	}
	if (at >= length || !isalpha((unsigned char)bytes[at]))
		return s;
	s.letter = bytes[at];
	s.length = at + 1;
	return s;
}

static int
least_one(int number)
{
	return number < 1 ? 1 : number;
}

/* The row after it; -1 if that is not known. */
static int
row_after(const struct motion *motion, const struct sequence *s)
{
	bool is_known = motion->row >= 0;

	switch (s->letter) {
	case 'H':
	case 'd':
		return least_one(s->numbers[0]) - 1;
	case 'A':
		return is_known ? motion->row - least_one(s->numbers[0]) : -1;
	case 'B':
		return is_known ? motion->row + least_one(s->numbers[0]) : -1;
	case 'C': /* along the row, erasing, inserting, looks, modes */
	case 'D':
	case 'G':
	case 'J':
	case 'K':
	case 'P':
	case 'X':
	case '@':
	case 'm':
		return motion->row;
	default:
		return -1;
	}
}

/* To a row below, by line feeds; -1 if it is not below or not known. */
static int
rows_down(const struct motion *motion, const struct sequence *s)
{
	bool is_known = motion->row >= 0 && !motion->is_regional;

	return is_known ? row_after(motion, s) - motion->row : -1;
}

static void
feed(int down, struct buf *out)
{
	for (int i = 0; i < down; i++)
		buf_add_char(out, '\n');
}

/* The same place by shorter means; false if there is none. */
static bool
say_shorter(
	const struct motion *motion, const struct sequence *s, struct buf *out)
{
	int down = rows_down(motion, s);
	int right = least_one(s->numbers[1]) - 1;
	struct buf other = { 0 };
	bool is_shorter;

	if (down < 0 || (s->letter != 'H' && down == 0))
		return false;
	if (s->letter == 'H')
		buf_add_char(&other, '\r');
	else if (s->letter != 'd' && s->letter != 'B')
		return false;
	feed(down, &other);
	if (s->letter == 'H' && right > 0)
		buf_addf(&other, "\033[%dC", right);
	is_shorter = other.length < s->length;
	if (is_shorter)
		buf_add_bytes(out, other.data, other.length);
	buf_free(&other);
	return is_shorter;
}

/* ESC [ r and ESC [ 1 ; rows r give the whole screen back. */
static bool
is_whole(const struct motion *motion, const struct sequence *s)
{
	return s->numbers[0] < 0 ||
	       (s->numbers[0] == 1 && s->numbers[1] == motion->rows);
}

static void
take(struct motion *motion, const struct sequence *s)
{
	motion->row = row_after(motion, s);
	if (s->letter == 'r')
		motion->is_regional = !is_whole(motion, s);
}

void
motion_shorten(struct motion *motion, const char *bytes, size_t length,
	struct buf *out)
{
	size_t at = 0;

	while (at < length) {
		struct sequence s = { .length = 1 };

		if (bytes[at] == '\n')
			motion->row = -1;
		if (bytes[at] == ESC) {
			s = read_sequence(bytes + at, length - at);
			if (!say_shorter(motion, &s, out))
				buf_add_bytes(out, bytes + at, s.length);
			take(motion, &s);
		} else {
			buf_add_char(out, bytes[at]);
		}
		at += s.length;
	}
}
