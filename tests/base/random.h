/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BASE_RANDOM_H
#define TESTS_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* A small generator with a fixed start: a failure comes again. */
static inline uint32_t
random_next(uint64_t *state)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(*state >> 33);
}

/*
 * Fills `out` with pieces of the alphabet (NULL-ended) and, one time in eight,
 * any byte. Ends it with NUL; returns the length.
 */
static inline size_t
random_text(
	uint64_t *state, const char *const *alphabet, char *out, size_t room)
{
	size_t words = 0;
	size_t length = 0;
	size_t most = random_next(state) % room;

	while (alphabet[words] != NULL)
		words++;
	while (length < most) {
		const char *word = alphabet[random_next(state) % words];

		if (random_next(state) % 8 == 0) {
			out[length++] = (char)(random_next(state) & 0xFFU);
			continue;
		}
		while (*word != '\0' && length < most)
			out[length++] = *word++;
	}
	out[length] = '\0';
	return length;
}

#endif
