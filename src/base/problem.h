/* SPDX-License-Identifier: MIT */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include "base/arena.h"
#include "base/err.h"

#include <stddef.h>

/* One mistake in a file: where, what was found, what is possible. */
struct problem {
	const char *file;
	int line; /* from 1; 0 where the whole file is meant */
	const char *text;
};

/*
 * All the mistakes of a load: a jurist mends ten in one go, so loaders go on
 * after the first. Zero-initialise but for the arena, which holds the texts.
 * At most 1000 are kept, so that a hostile file cannot fill the memory.
 */
struct problems {
	struct arena *arena;
	struct problem *items;
	size_t count;
};

void problem_add(struct problems *problems, const char *file, int line,
	const char *format, ...) PRINTF(4, 5);
/* True if there is none; else sets `err` to "file:line: text" of the first
 * and how many more, and returns false. */
bool problem_none(const struct problems *problems, struct err *err);

#endif
