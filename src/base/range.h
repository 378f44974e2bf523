/* SPDX-License-Identifier: MIT */
#ifndef BASE_RANGE_H
#define BASE_RANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Characters from `first` to `last`, both included. */
struct range {
	uint32_t first;
	uint32_t last;
};

/* Is the character in a table of rising ranges? */
bool range_has(const struct range *table, size_t count, uint32_t character);

#endif
