/* SPDX-License-Identifier: MIT */
/* What a character looks like, in words, for a terminal that lacks it. */
#include "ui/term/radical.h"

#include "base/attr.h"
#include "ui/words.h"

#include "ui/term/radical.inc"

enum {
	CHARACTER_SHIFT = 14,
	RADICAL_SHIFT = 6,
	RADICAL_MASK = 0xFF,
	STROKES_MASK = 0x3F,
	NAME_BYTES = 3
};

/* The run that a character is in: the last that begins before or at it. */
static uint32_t
run_of(uint32_t character)
{
	size_t low = 0;
	size_t high = ARRAY_LENGTH(runs);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (runs[middle] >> CHARACTER_SHIFT <= character)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? 0 : runs[low - 1];
}

void
radical_name(uint32_t character, struct buf *out)
{
	uint32_t run = run_of(character);
	size_t radical = run >> RADICAL_SHIFT & RADICAL_MASK;

	if (radical == 0 || radical * NAME_BYTES >= sizeof(names))
		return;
	buf_add_bytes(out, names + (radical - 1) * NAME_BYTES, NAME_BYTES);
	buf_addf(out, "%s%u%s", say("部"), (unsigned)(run & STROKES_MASK),
		say("画"));
}
