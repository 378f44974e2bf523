/* SPDX-License-Identifier: MIT */
/* Building views: what a screen says arrives, whole and in order. */
#include "ui/view/view.h"

#include "base/buf.h"

#include <check.h>
#include <string.h>

Suite *suite_view(void);

static const struct column columns[] = {
	{ .title = "姓名" },
	{ .title = "期限" },
};

static void
add_row(struct view *view, int64_t id, const char *name)
{
	view_row(view, id);
	view_text(view, name);
	view_date(view, date_make(2026, 11, 23));
}

START_TEST(rows_of_several_lists_are_one_sequence)
{
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };

	view_list(&view, "party", "当事人", columns, 2);
	for (int i = 0; i < 5; i++)
		add_row(&view, 10 + i, "张甲一");
	view_fields(&view, "概况");
	view_field(&view, "案号", "1号");
	view_list(&view, "record", "文书", columns, 2);
	add_row(&view, 20, "告知书");
	ck_assert_int_eq(view_row_count(&view), 6);
	ck_assert_int_eq((int)view_row_at(&view, 4)->id, 14);
	ck_assert_int_eq((int)view_row_at(&view, 5)->id, 20);
	ck_assert_str_eq(view_row_at(&view, 5)->kind, "record");
	ck_assert_ptr_null(view_row_at(&view, 6));
	ck_assert_ptr_null(view_row_at(&view, -1));
	arena_clear(&arena);
}
END_TEST

START_TEST(texts_are_copied)
{
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };
	struct buf out = { 0 };
	char text[32] = "李乙二";

	view_title(&view, "%s", text);
	view_list(&view, text, text, columns, 2);
	view_row(&view, 1);
	view_text(&view, text);
	view_word(&view, WORD_LATE, text);
	view_paragraph(&view, text, text);
	memset(text, 'x', sizeof(text) - 1);
	view_dump(&view, &out);
	ck_assert_str_eq(buf_text(&out),
		"title 李乙二\n[李乙二]\nlist 李乙二\n# 姓名 | 期限\n"
		"  李乙二 | 李乙二\n[李乙二]\ntext\n李乙二\n");
	buf_free(&out);
	arena_clear(&arena);
}
END_TEST

START_TEST(null_and_empty_are_nothing)
{
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };
	struct buf out = { 0 };

	view_list(&view, NULL, NULL, columns, 2);
	view_empty(&view, "还没有当事人");
	view_fields(&view, NULL);
	view_field(&view, NULL, NULL);
	view_paragraph(&view, NULL, NULL);
	view_choice(&view, "1", "收案");
	view_choice(&view, "2", "查找");
	view_dump(&view, &out);
	ck_assert_str_eq(buf_text(&out),
		"list \n# 姓名 | 期限\n  (还没有当事人)\nfields\n  : \n"
		"text\n\nchoices\n  1: 收案\n  2: 查找\n");
	buf_free(&out);
	arena_clear(&arena);
}
END_TEST

Suite *
suite_view(void)
{
	Suite *suite = suite_create("view");
	TCase *tcase = tcase_create("view");

	tcase_add_test(tcase, rows_of_several_lists_are_one_sequence);
	tcase_add_test(tcase, texts_are_copied);
	tcase_add_test(tcase, null_and_empty_are_nothing);
	suite_add_tcase(suite, tcase);
	return suite;
}
