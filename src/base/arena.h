/* SPDX-License-Identifier: MIT */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/attr.h"

#include <stdarg.h>
#include <stddef.h>

/*
 * Memory that is freed at once. Zero-initialise (`struct arena a = { 0 }`),
 * use, arena_clear. Out of memory prints a message and aborts: nobody at a
 * desk can recover, and a transaction rolls back by itself.
 */
struct arena_block;
struct arena {
	struct arena_block *blocks;
};

/* Zeroed memory, aligned for any type; lives until arena_clear. */
void *arena_alloc(struct arena *arena, size_t size);
char *arena_copy(struct arena *arena, const char *text);
/* Copies `length` bytes and ends them with NUL. */
char *arena_copy_bytes(struct arena *arena, const char *bytes, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF(2, 3);
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
	PRINTF(2, 0);

/*
 * Room for one more item in an array that lives in the arena: returns `items`
 * itself, or a copy twice as large when `count` is 0 or a power of two. So
 * `a = arena_grow(arena, a, n, sizeof *a); a[n++] = item;`
 */
void *arena_grow(
	struct arena *arena, void *items, size_t count, size_t item_size);

/* Frees everything; the arena can be used again. */
void arena_clear(struct arena *arena);
/* Forgets everything but keeps the largest block, for a loop that needs about
 * the same again each time. */
void arena_rewind(struct arena *arena);

#endif
