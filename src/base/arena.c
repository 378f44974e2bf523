/* SPDX-License-Identifier: MIT */
/*
 * The arena: blocks in a list, the newest first, each twice as large as the
 * one before up to a limit. It never gives memory back piece by piece.
 */
#include "base/arena.h"

#include "base/fatal.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ALIGNMENT = _Alignof(max_align_t),
	FIRST_BLOCK = 4096,
	LARGEST_BLOCK = 1 << 20
};

struct arena_block {
	struct arena_block *next;
	size_t used;
	size_t size;
	max_align_t data[];
};

static struct arena_block *
new_block(struct arena *arena, size_t least)
{
	size_t size = FIRST_BLOCK;
	struct arena_block *block;

	if (arena->blocks != NULL && arena->blocks->size >= LARGEST_BLOCK / 2)
		size = LARGEST_BLOCK;
	else if (arena->blocks != NULL)
		size = arena->blocks->size * 2;
	if (size < least)
		size = least;
	if (size > SIZE_MAX - sizeof *block)
		fatal("内存不足");
	/* calloc: large zeroed blocks come from the system for nothing. */
	block = calloc(1, sizeof *block + size);
	if (block == NULL)
		fatal("内存不足");
	block->size = size;
	block->next = arena->blocks;
	arena->blocks = block;
	return block;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	struct arena_block *block = arena->blocks;
	char *at;

	if (size > SIZE_MAX - ALIGNMENT)
		fatal("内存不足");
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (block == NULL || block->size - block->used < size)
		block = new_block(arena, size);
	at = (char *)block->data + block->used;
	block->used += size;
	return at;
}

char *
arena_copy_bytes(struct arena *arena, const char *bytes, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		fatal("内存不足");
	copy = arena_alloc(arena, length + 1);
	if (length > 0)
		memcpy(copy, bytes, length);
	return copy;
}

char *
arena_copy(struct arena *arena, const char *text)
{
	return arena_copy_bytes(arena, text, strlen(text));
}

char *
arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	va_list again;
	int length;
	char *text;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		return arena_copy(arena, "");
	text = arena_alloc(arena, (size_t)length + 1);
	if (vsnprintf(text, (size_t)length + 1, format, arguments) != length)
		fatal("文字格式有错");
	return text;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return text;
}

void *
arena_grow(struct arena *arena, void *items, size_t count, size_t item_size)
{
	size_t room = count == 0 ? 1 : count * 2;
	void *larger;

	if ((count & (count - 1)) != 0)
		return items;
	if (count > SIZE_MAX / 2 || room > SIZE_MAX / item_size)
		fatal("内存不足");
	larger = arena_alloc(arena, room * item_size);
	if (count > 0)
		memcpy(larger, items, count * item_size);
	return larger;
}

void
arena_clear(struct arena *arena)
{
	struct arena_block *block = arena->blocks;

	while (block != NULL) {
		struct arena_block *next = block->next;

		free(block);
		block = next;
	}
	arena->blocks = NULL;
}

/* The newest block is the largest; what is given out is zeroed, so what was
 * used becomes so again. */
void
arena_rewind(struct arena *arena)
{
	struct arena older;

	if (arena->blocks == NULL)
		return;
	older.blocks = arena->blocks->next;
	arena_clear(&older);
	arena->blocks->next = NULL;
	memset(arena->blocks->data, 0, arena->blocks->used);
	arena->blocks->used = 0;
}
