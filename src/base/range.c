/* SPDX-License-Identifier: MIT */
/* Looking a character up in a table of ranges. */
#include "base/range.h"

bool
range_has(const struct range *table, size_t count, uint32_t character)
{
	size_t low = 0;
	size_t high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (character > table[middle].last)
			low = middle + 1;
		else if (character < table[middle].first)
			high = middle;
		else
			return true;
	}
	return false;
}
