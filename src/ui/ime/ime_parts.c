/* SPDX-License-Identifier: MIT */
/*
 * v: a character that no code has, as Unicode describes such ones (ideographic
 * description sequence): an operator says how its parts stand, then the parts
 * follow, each a character or again an operator with its own. The text is data
 * like any other: it is shown, printed and found as what it is.
 */
#include "ui/ime/ime_own.h"

#include "base/utf8.h"

/* ⿰ to ⿻ on the keys of the upper row; ⿲ and ⿳ have three parts. */
static const char keys[] = "1234567890-=";
enum { OPERATOR_FIRST = 0x2FF0, OPERATOR_LAST = 0x2FFB };

static bool
is_operator(uint32_t character)
{
	return character >= OPERATOR_FIRST && character <= OPERATOR_LAST;
}

static size_t
parts_of(uint32_t how)
{
	return how == 0x2FF2 || how == 0x2FF3 ? 3 : 2;
}

uint32_t
ime_parts_operator(int32_t key)
{
	for (uint32_t i = 0; keys[i] != '\0'; i++)
		if (keys[i] == key)
			return OPERATOR_FIRST + i;
	return 0;
}

bool
ime_parts_add(struct ime *ime, uint32_t character)
{
	size_t open = ime->open - 1;

	if (is_operator(character))
		open += parts_of(character);
	/* Each open part takes one more. */
	if (ime->part_count + 1 + open > IME_PARTS)
		return false;
	ime->parts[ime->part_count++] = character;
	ime->open = open;
	return true;
}

bool
ime_parts_drop(struct ime *ime)
{
	uint32_t character;

	if (ime->part_count == 0)
		return false;
	character = ime->parts[--ime->part_count];
	if (is_operator(character))
		ime->open -= parts_of(character);
	ime->open++;
	return true;
}

void
ime_parts_text(const struct ime *ime, struct buf *out)
{
	char bytes[UTF8_MAX_BYTES];

	for (size_t i = 0; i < ime->part_count; i++)
		buf_add_bytes(out, bytes, utf8_put(ime->parts[i], bytes));
}
