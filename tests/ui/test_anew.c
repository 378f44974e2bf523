/* SPDX-License-Identifier: MIT */
#include "ui/term/anew.h"

#include <check.h>

Suite *suite_anew(void);

enum { ROWS = 24, COLUMNS = 80, WIDE = 3 };

static struct cells shown;
static struct cells next;

static void
set_up(void)
{
	cells_resize(&shown, ROWS, COLUMNS);
	cells_resize(&next, ROWS, COLUMNS);
	cells_clear(&shown);
	cells_clear(&next);
}

static void
tear_down(void)
{
	cells_free(&shown);
	cells_free(&next);
}

/* Rows that all differ, numbered from `first`. */
static void
put_list(struct cells *cells, int first)
{
	for (int row = 1; row < ROWS - 2; row++) {
		struct buf text = { 0 };
		int number = first + row;

		buf_addf(&text,
			"逾期%d天  11-%d  当事人%d  告知委托辩护人的权利  "
			"（2026）测0101刑初%d号",
			number, number, number, number);
		cells_put(cells, row, 2, COLUMNS, LOOK_PLAIN, buf_text(&text));
		buf_free(&text);
	}
}

static void
put_form(struct cells *cells)
{
	for (int row = 1; row < ROWS - 2; row++)
		cells_put(cells, row, 2, COLUMNS, LOOK_PLAIN, "被告人姓名");
}

START_TEST(list_to_form)
{
	put_list(&shown, 0);
	put_form(&next);
	ck_assert(anew_is_cheaper(&shown, &next, WIDE));
}
END_TEST

/* Every row has to be sent; clearing would be for nothing. */
START_TEST(form_to_list)
{
	put_form(&shown);
	put_list(&next, 0);
	ck_assert(!anew_is_cheaper(&shown, &next, WIDE));
}
END_TEST

START_TEST(a_row_or_two)
{
	put_list(&shown, 0);
	put_list(&next, 0);
	cells_put(&next, 5, 0, 1, LOOK_PLAIN, ">");
	cells_put(&next, ROWS - 1, 0, COLUMNS, LOOK_PLAIN, "F10完成");
	ck_assert(!anew_is_cheaper(&shown, &next, WIDE));
}
END_TEST

/* Rows that move are scrolled; what remains is little. */
START_TEST(scrolled)
{
	put_list(&shown, 0);
	put_list(&next, 1);
	ck_assert(!anew_is_cheaper(&shown, &next, WIDE));
	put_list(&shown, 0);
	cells_clear(&next);
	for (int row = 1; row < 10; row++)
		cells_put(&next, row, 2, COLUMNS, LOOK_PLAIN, "姓名");
	for (int row = 10; row < ROWS; row++)
		for (int i = 0; i < COLUMNS; i++)
			next.grid[row * COLUMNS + i] =
				shown.grid[(row - 9) * COLUMNS + i];
	ck_assert(!anew_is_cheaper(&shown, &next, WIDE));
}
END_TEST

START_TEST(another_size)
{
	put_list(&shown, 0);
	cells_resize(&next, ROWS + 1, COLUMNS);
	cells_clear(&next);
	ck_assert(!anew_is_cheaper(&shown, &next, WIDE));
}
END_TEST

START_TEST(emptied)
{
	put_list(&shown, 0);
	ck_assert(anew_is_cheaper(&shown, &next, WIDE));
	ck_assert(!anew_is_cheaper(&next, &next, WIDE));
}
END_TEST

Suite *
suite_anew(void)
{
	Suite *suite = suite_create("anew");
	TCase *tcase = tcase_create("clear or go on");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, list_to_form);
	tcase_add_test(tcase, form_to_list);
	tcase_add_test(tcase, a_row_or_two);
	tcase_add_test(tcase, scrolled);
	tcase_add_test(tcase, another_size);
	tcase_add_test(tcase, emptied);
	suite_add_tcase(suite, tcase);
	return suite;
}
