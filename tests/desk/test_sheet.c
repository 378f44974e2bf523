/* SPDX-License-Identifier: MIT */
/* What is filled in of a register before it is registered. */
#include "office.h"

#include "desk/deadline.h"
#include "desk/session.h"
#include "desk/sheet.h"

#include <check.h>
#include <string.h>

Suite *suite_sheet(void);

static struct office office;

static void
set_up(void)
{
	office_open(&office);
}

static void
tear_down(void)
{
	office_close(&office);
}

static struct sheet
found(struct desk *desk, int64_t row)
{
	struct sheet sheet = { .screen = "311",
		.title = "用户登记",
		.from = "310",
		.row = row,
		.text = "guard" };

	ck_office(
		&office, sheet_find(desk, &office.arena, &sheet, &office.err));
	return sheet;
}

static void
fill(struct desk *desk, struct sheet *sheet, const char *was, const char *text)
{
	values_set(&sheet->was, "姓名", was);
	values_set(&sheet->values, "姓名", text);
	ck_office(&office, sheet_keep(desk, sheet, &office.err));
}

START_TEST(it_is_there_again)
{
	struct sheet sheet = found(&office.clerk, 7);

	ck_assert_int_eq(sheet.id, 0);
	sheet.at = "岗位";
	sheet.hand = (struct work_hand){ "岗位", "看", 3 };
	fill(&office.clerk, &sheet, "王丁五", "王丁六");
	sheet = found(&office.clerk, 7);
	ck_assert_int_ne(sheet.id, 0);
	ck_assert_str_eq(values_get(&sheet.values, "姓名"), "王丁六");
	ck_assert_str_eq(values_get(&sheet.was, "姓名"), "王丁五");
	ck_assert_str_eq(sheet.at, "岗位");
	ck_assert_str_eq(sheet.hand.field, "岗位");
	ck_assert_str_eq(sheet.hand.text, "看");
	ck_assert_uint_eq(sheet.hand.at, 3);
	/* Another row's, another user's is not touched. */
	ck_assert_int_eq(found(&office.clerk, 8).id, 0);
	ck_assert_int_eq(found(&office.judge, 7).id, 0);
	ck_office(&office, sheet_end(&office.clerk, &sheet, &office.err));
	ck_assert_int_eq(found(&office.clerk, 7).id, 0);
	ck_office(&office, sheet_end(&office.clerk, &sheet, &office.err));
}
END_TEST

START_TEST(what_is_as_it_was_is_not_kept)
{
	struct sheet sheet = found(&office.clerk, 7);

	sheet.at = "姓名";
	sheet.hand = (struct work_hand){ "姓名", "王丁五", 3 };
	fill(&office.clerk, &sheet, "王丁五", "王丁五");
	ck_assert_int_eq(sheet.id, 0);
	sheet.hand.text = "王";
	fill(&office.clerk, &sheet, "王丁五", "王丁五");
	ck_assert_int_ne(found(&office.clerk, 7).id, 0);
	sheet.hand.field = NULL;
	fill(&office.clerk, &sheet, "王丁五", "王丁五");
	ck_assert_int_eq(found(&office.clerk, 7).id, 0);
}
END_TEST

/* What one terminal gave up, another of the same user goes on with whole. */
START_TEST(another_terminal_ended_it)
{
	struct desk desk;
	struct sheet sheet = found(&office.clerk, 7), same;

	ck_office(&office, desk_open(office.store, office.library, "clerk",
				   &desk, &office.err));
	fill(&office.clerk, &sheet, "王丁五", "王丁六");
	same = found(&desk, 7);
	ck_office(&office, sheet_end(&desk, &same, &office.err));
	values_set(&sheet.was, "岗位", "看守");
	values_set(&sheet.values, "岗位", "法官");
	fill(&office.clerk, &sheet, "王丁五", "王丁六");
	sheet = found(&desk, 7);
	ck_assert_str_eq(values_get(&sheet.values, "姓名"), "王丁六");
	ck_assert_str_eq(values_get(&sheet.values, "岗位"), "法官");
	desk_close(&desk);
}
END_TEST

/* It is no draft of a form, and is told by its own name. */
START_TEST(it_is_in_no_list_of_drafts)
{
	struct sheet sheet = found(&office.clerk, 7), same;
	struct work_line *lines;
	struct day_counts counts;
	struct session_left left;
	size_t count;

	fill(&office.clerk, &sheet, "王丁五", "王丁六");
	ck_office(&office, work_list(&office.clerk, &office.arena, &lines,
				   &count, &office.err));
	ck_assert_uint_eq(count, 0);
	ck_office(&office, clock_counts(&office.clerk, &counts, &office.err));
	ck_assert_int_eq(counts.drafts, 0);
	session_begin(&office.clerk);
	session_hold(&office.clerk, sheet.id);
	session_cut(&office.clerk);
	ck_office(&office,
		session_left(&office.clerk, &office.arena, &left, &office.err));
	ck_assert_int_eq(left.draft, 0);
	ck_assert_str_eq(left.what, "《用户登记》guard");
	ck_assert_str_eq(left.from, "310");
	ck_office(&office, sheet_of(&office.clerk, &office.arena, sheet.id,
				   &same, &office.err));
	ck_assert_str_eq(same.screen, "311");
	ck_assert_int_eq(same.row, 7);
	ck_office(&office, sheet_of(&office.clerk, &office.arena, sheet.id + 1,
				   &same, &office.err));
	ck_assert_int_eq(same.id, 0);
}
END_TEST

Suite *
suite_sheet(void)
{
	Suite *suite = suite_create("sheet");
	TCase *tcase = tcase_create("sheet");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, it_is_there_again);
	tcase_add_test(tcase, what_is_as_it_was_is_not_kept);
	tcase_add_test(tcase, another_terminal_ended_it);
	tcase_add_test(tcase, it_is_in_no_list_of_drafts);
	suite_add_tcase(suite, tcase);
	return suite;
}
