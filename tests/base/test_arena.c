/* SPDX-License-Identifier: MIT */
/* The arena: zeroed, aligned, stable until cleared. */
#include "base/arena.h"

#include <check.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

Suite *suite_arena(void);

START_TEST(memory_is_zeroed_and_aligned)
{
	struct arena arena = { 0 };

	for (size_t size = 0; size < 300; size++) {
		unsigned char *bytes = arena_alloc(&arena, size);

		ck_assert_uint_eq((uintptr_t)bytes % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			ck_assert_uint_eq(bytes[i], 0);
		memset(bytes, 0xEE, size);
	}
	arena_clear(&arena);
}
END_TEST

START_TEST(large_pieces_do_not_disturb_small_ones)
{
	struct arena arena = { 0 };
	char *small = arena_copy(&arena, "小");
	char *large = arena_alloc(&arena, 5000000);
	char *after = arena_copy(&arena, "后");

	memset(large, 'x', 5000000);
	ck_assert_str_eq(small, "小");
	ck_assert_str_eq(after, "后");
	arena_clear(&arena);
	ck_assert_ptr_null(arena.blocks);
	ck_assert_str_eq(arena_copy(&arena, "再用"), "再用");
	arena_clear(&arena);
}
END_TEST

START_TEST(rewinding_gives_the_same_memory_zeroed)
{
	struct arena arena = { 0 };
	char *first;

	arena_rewind(&arena);
	memset(arena_alloc(&arena, 100), 'x', 100);
	memset(arena_alloc(&arena, 9000), 'x', 9000);
	arena_rewind(&arena);
	first = arena_alloc(&arena, 9000);
	for (size_t i = 0; i < 9000; i++)
		ck_assert_int_eq(first[i], 0);
	arena_rewind(&arena);
	ck_assert_ptr_eq(arena_alloc(&arena, 1), first);
	arena_clear(&arena);
}
END_TEST

START_TEST(copies_end_with_nul)
{
	struct arena arena = { 0 };
	char *copy = arena_copy_bytes(&arena, "ab\0cd", 5);

	ck_assert_mem_eq(copy, "ab\0cd\0", 6);
	ck_assert_str_eq(arena_copy_bytes(&arena, NULL, 0), "");
	ck_assert_str_eq(arena_printf(&arena, "%s-%03d", "粤", 7), "粤-007");
	arena_clear(&arena);
}
END_TEST

START_TEST(growing_keeps_all_items)
{
	struct arena arena = { 0 };
	size_t *items = NULL;

	for (size_t i = 0; i < 5000; i++) {
		items = arena_grow(&arena, items, i, sizeof *items);
		items[i] = i * 3;
	}
	for (size_t i = 0; i < 5000; i++)
		ck_assert_uint_eq(items[i], i * 3);
	arena_clear(&arena);
}
END_TEST

Suite *
suite_arena(void)
{
	Suite *suite = suite_create("arena");
	TCase *tests = tcase_create("arena");

	tcase_add_test(tests, memory_is_zeroed_and_aligned);
	tcase_add_test(tests, large_pieces_do_not_disturb_small_ones);
	tcase_add_test(tests, rewinding_gives_the_same_memory_zeroed);
	tcase_add_test(tests, copies_end_with_nul);
	tcase_add_test(tests, growing_keeps_all_items);
	suite_add_tcase(suite, tests);
	return suite;
}
