/* SPDX-License-Identifier: MIT */
#ifndef BASE_INITIALS_H
#define BASE_INITIALS_H

#include "base/arena.h"

#include <stdint.h>

/*
 * The letters a Chinese name is looked for by: 张甲一 by zjy. Several where a
 * character is read in several ways, since he who looks may know the name from
 * paper only.
 */
enum { INITIALS_LETTERS = 4, INITIALS_MOST = 8 };

/* A folded text from its start (a surname is read as surnames are) or from a
 * place within it. */
enum initials_place { INITIALS_NAME, INITIALS_PART };

struct initials {
	const char *texts[INITIALS_MOST]; /* in the arena; no two alike */
	size_t count;
};

/* The first letters of a character's readings, the customary one first;
 * returns how many, 0 where none is known. */
size_t initials_char(uint32_t character, char out[INITIALS_LETTERS + 1]);

/*
 * One letter a character, in every combination of readings there is room for;
 * where there is none, by the customary reading. The first text has the
 * leading reading of each: of a surname its own. What has no reading stands
 * for itself: Latin letters, digits, other scripts.
 */
void initials_of(struct arena *arena, const char *text,
	enum initials_place place, struct initials *out);

#endif
