/* SPDX-License-Identifier: MIT */
/* Moving among rows, finding them, and staying on one over a reload. */
#include "ui/list.h"

#include "base/attr.h"

#include <check.h>
#include <stdlib.h>

Suite *suite_list(void);

static const struct column column = { .title = "姓名" };

static void
fill(struct view *view, int rows)
{
	view_list(view, "甲", NULL, &column, 1);
	for (int i = 0; i < rows; i++) {
		view_row(view, 100 + i);
		view_textf(view, "Row %d 号", i);
	}
}

START_TEST(keys_move_within_the_rows)
{
	static const struct {
		int from;
		int32_t key;
		int to;
	} moves[] = {
		{ 0, KEY_UP, 0 },
		{ 0, KEY_DOWN, 1 },
		{ 5, KEY_TAB, 6 },
		{ 5, KEY_BACK_TAB, 4 },
		{ 99, KEY_DOWN, 99 },
		{ 50, KEY_PAGE_DOWN, 68 },
		{ 50, KEY_F7, 32 },
		{ 5, KEY_CTRL('B'), 0 },
		{ 95, KEY_F8, 99 },
		{ 50, KEY_HOME, 0 },
		{ 50, KEY_END, 99 },
	};
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };

	fill(&view, 100);
	for (size_t i = 0; i < ARRAY_LENGTH(moves); i++) {
		struct face face = { .view = &view,
			.row = moves[i].from,
			.top = 80,
			.lines = 101,
			.shown = 20 };

		face.top = face.row == 99 ? 81 : 0;
		ck_assert(list_key(&face, moves[i].key));
		ck_assert_int_eq(face.row, moves[i].to);
	}
	arena_clear(&arena);
}
END_TEST

START_TEST(what_has_no_rows_scrolls)
{
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };
	struct face face = {
		.view = &view, .row = -1, .lines = 50, .shown = 20
	};

	view_page(&view, "一\n二");
	ck_assert(list_key(&face, KEY_DOWN));
	ck_assert_int_eq(face.top, 1);
	ck_assert(list_key(&face, KEY_PAGE_DOWN));
	ck_assert_int_eq(face.top, 19);
	ck_assert(list_key(&face, KEY_END));
	ck_assert_int_eq(face.top, 30);
	ck_assert(list_key(&face, KEY_HOME));
	ck_assert_int_eq(face.top, 0);
	ck_assert(!list_key(&face, 'x'));
	arena_clear(&arena);
}
END_TEST

START_TEST(the_row_is_found_again)
{
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };
	struct face face = { .view = &view, .row = 3 };

	fill(&view, 4);
	list_find_row(&face, 101, "甲");
	ck_assert_int_eq(face.row, 1);
	/* Gone: the row that took its place. */
	list_find_row(&face, 999, "甲");
	ck_assert_int_eq(face.row, 1);
	face.row = 9;
	list_find_row(&face, 101, "乙");
	ck_assert_int_eq(face.row, 3);
	face.view = &(struct view){ .arena = &arena };
	list_find_row(&face, 101, "甲");
	ck_assert_int_eq(face.row, -1);
	arena_clear(&arena);
}
END_TEST

START_TEST(search_goes_round)
{
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };

	fill(&view, 20);
	ck_assert_int_eq(list_search(&view, 0, "row 7 号"), 7);
	ck_assert_int_eq(list_search(&view, 8, "row 7 号"), 7);
	ck_assert_int_eq(list_search(&view, 2, "1"), 10);
	ck_assert_int_eq(list_search(&view, 20, "Row"), 0);
	ck_assert_int_eq(list_search(&view, 0, "没有"), -1);
	arena_clear(&arena);
}
END_TEST

Suite *
suite_list(void)
{
	Suite *suite = suite_create("list");
	TCase *tcase = tcase_create("list");

	tcase_add_test(tcase, keys_move_within_the_rows);
	tcase_add_test(tcase, what_has_no_rows_scrolls);
	tcase_add_test(tcase, the_row_is_found_again);
	tcase_add_test(tcase, search_goes_round);
	suite_add_tcase(suite, tcase);
	return suite;
}
