/* SPDX-License-Identifier: MIT */
/* Moving among rows, finding them, and staying on one over a reload. */
#include "ui/view/list.h"

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

static void
add_rows(struct view *view, const char *kind, const char *const *keys)
{
	view_list(view, kind, NULL, &column, 1);
	for (int64_t i = 1; keys[i - 1] != NULL; i++) {
		view_row(view, i);
		view_key(view, "%s", keys[i - 1]);
		view_text(view, keys[i - 1]);
	}
}

#define KEYS(...)                                                              \
	(const char *const[])                                                  \
	{                                                                      \
		__VA_ARGS__, NULL                                              \
	}

/* From a list with the cursor on 丙, to another. */
static struct face
after(struct arena *arena, struct view *view, const char *kind,
	const char *const *keys, bool *is_there, int *fresh)
{
	struct view old = { .arena = arena };
	struct face face = { .view = &old, .row = 2 };
	const struct view_row *first;
	struct list_before before;

	add_rows(&old, "甲类", KEYS("甲", "乙", "丙", "丁", "戊"));
	list_remember(&face, &before);
	*view = (struct view){ .arena = arena };
	add_rows(view, kind, keys);
	face.view = view;
	*is_there = list_return(&face, &before);
	*fresh = list_fresh(view, &before, &first);
	ck_assert(*fresh == 0 || first != NULL);
	list_forget(&before);
	return face;
}

/* The place that an id is changes when rows come above; the key does not. */
START_TEST(the_row_is_found_again)
{
	static const struct {
		const char *kind;
		const char *keys[8];
		int row;
		bool is_there;
		int fresh;
	} rows[] = {
		{ "甲类", { "甲", "乙", "丙", "丁", "戊" }, 2, true, 0 },
		{ "甲类", { "新", "甲", "又新", "乙", "丙" }, 4, true, 2 },
		{ "甲类", { "丙", "丁" }, 0, true, 0 },
		/* Gone: the next that is still there, not what took its
		 * place. */
		{ "甲类", { "新", "甲", "新二", "乙", "戊" }, 4, false, 2 },
		{ "甲类", { "甲", "乙" }, 1, false, 0 },
		{ "乙类", { "甲", "乙", "丙", "丁" }, 2, false, 4 },
		{ "甲类", { NULL }, -1, false, 0 },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct arena arena = { 0 };
		struct view view;
		bool is_there;
		int fresh;
		struct face face = after(&arena, &view, rows[i].kind,
			rows[i].keys, &is_there, &fresh);

		ck_assert_int_eq(face.row, rows[i].row);
		ck_assert_int_eq(is_there, rows[i].is_there);
		ck_assert_int_eq(fresh, rows[i].fresh);
		arena_clear(&arena);
	}
}
END_TEST

START_TEST(rows_without_keys_go_by_id)
{
	struct arena arena = { 0 };
	struct view view = { .arena = &arena }, less = { .arena = &arena };
	struct face face = { .view = &view, .row = 1 };
	struct list_before before;

	fill(&view, 4);
	list_remember(&face, &before);
	fill(&less, 2);
	less.blocks[0].rows++;
	less.blocks[0].row_count = 1;
	face.view = &less;
	ck_assert(list_return(&face, &before));
	ck_assert_int_eq(face.row, 0);
	ck_assert(list_go(&face, "甲"));
	ck_assert(!list_go(&face, "乙"));
	list_forget(&before);
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
	tcase_add_test(tcase, rows_without_keys_go_by_id);
	tcase_add_test(tcase, search_goes_round);
	suite_add_tcase(suite, tcase);
	return suite;
}
