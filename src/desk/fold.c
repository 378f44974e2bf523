/* SPDX-License-Identifier: MIT */
/* What is alike when one looks for it. The data stays as it was typed. */
#include "desk/fold.h"

#include "base/utf8.h"
#include "desk/search.h"

bool
fold_is_capital(uint32_t c)
{
	return c >= 'A' && c <= 'Z';
}

/* Full-width ASCII made plain, capitals small. */
uint32_t
fold_char(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFF01 - 0x21;
	if (c == 0x3000 || c == 0xA0)
		c = ' ';
	return fold_is_capital(c) ? c - 'A' + 'a' : c;
}

/* Dots that stand between the parts of a name in one or another font. */
static bool
is_name_dot(uint32_t c)
{
	static const uint32_t dots[] = { '.', 0xB7, 0x2022, 0x2027, 0x2219,
		0x22C5, 0x30FB, 0xFF65, 0xFF61, 0x3002 };

	for (size_t i = 0; i < ARRAY_LENGTH(dots); i++)
		if (dots[i] == c)
			return true;
	return false;
}

bool
fold_is_blank(uint32_t c)
{
	return c == ' ' || c == '\t';
}

/* Even places open, odd places close; -1: no bracket. */
int
fold_bracket(uint32_t c)
{
	static const uint32_t brackets[] = { '(', ')', '[', ']', 0x3014, 0x3015,
		0x3010, 0x3011, 0x3008, 0x3009 };

	for (size_t i = 0; i < ARRAY_LENGTH(brackets); i++)
		if (brackets[i] == c)
			return (int)i;
	return -1;
}

bool
fold_is_bracket(uint32_t c)
{
	return fold_bracket(c) >= 0;
}

void
fold_put(struct buf *out, uint32_t c)
{
	char bytes[UTF8_MAX_BYTES];

	buf_add_bytes(out, bytes, utf8_put(c, bytes));
}

void
search_fold(const char *name, struct buf *out)
{
	uint32_t c;

	while ((c = fold_char(utf8_next(&name))) != 0)
		if (!fold_is_blank(c) && !is_name_dot(c))
			fold_put(out, c);
}

/* A case number as it is compared: no brackets, no blanks. */
void
fold_number(const char *number, struct buf *out)
{
	uint32_t c;

	while ((c = fold_char(utf8_next(&number))) != 0)
		if (!fold_is_blank(c) && !fold_is_bracket(c))
			fold_put(out, c);
}
