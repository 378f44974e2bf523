/* SPDX-License-Identifier: MIT */
/* bianhu violations, on the real program and the practice store. */
#include "run.h"

#include <check.h>
#include <string.h>

Suite *suite_violations(void);

static void
set_up(void)
{
	run_set_up();
	ck_ran(RUN("init", "--sample"), 0);
}

static size_t
line_count(const char *text)
{
	size_t count = 0;

	while ((text = strchr(text, '\n')) != NULL) {
		text++;
		count++;
	}
	return count;
}

/* The nth cell of the first line after the heads. */
static const char *
cell(const char *out, int nth)
{
	const char *at = strchr(out, '\n') + 1;

	while (nth-- > 0)
		at = strchr(at, '\t') + 1;
	return arena_copy_bytes(&runner.arena, at, strcspn(at, "\t\n"));
}

enum { DUE = 6, MATTER = 13 };

START_TEST(listed_and_as_a_table)
{
	struct ran ran = RUN("violations", "--user", "clerk");
	struct ran table = RUN("violations", "--tsv", "--user", "clerk");

	ck_ran(ran, 0);
	ck_ran(table, 0);
	ck_assert_uint_gt(line_count(ran.out), 5);
	ck_assert_uint_eq(line_count(table.out), line_count(ran.out) + 1);
	ck_assert_ptr_nonnull(strstr(ran.out, "ADVICE_MISSING"));
	ck_assert_ptr_nonnull(strstr(ran.out, "还没有办"));
	ck_assert_ptr_nonnull(strstr(table.out, "刑事诉讼法第三十四条第二款"));
}
END_TEST

START_TEST(of_one_case_and_of_a_day)
{
	const char *all = RUN("violations", "--tsv", "--user", "clerk").out;
	const char *matter = cell(all, MATTER);
	const char *due = cell(all, DUE);
	struct ran ran =
		RUN("violations", "--matter", matter, "--user", "clerk");
	struct ran then = RUN("violations", "--matter", matter, "--user",
		"clerk", "--as-of", due);

	ck_ran(ran, 0);
	ck_assert_uint_ge(line_count(ran.out), 1);
	ck_ran(then, 0);
	/* On its last day it was not overdue yet. */
	ck_assert_uint_lt(line_count(then.out), line_count(ran.out));
}
END_TEST

START_TEST(an_agency_sees_its_own)
{
	struct ran ran = RUN("violations", "--user", "agency");

	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "ASSIGN_LATE"));
	ck_assert_ptr_null(strstr(ran.out, "ADVICE_MISSING"));
	ck_assert_uint_gt(
		line_count(RUN("violations", "--user", "oversight").out),
		line_count(ran.out));
}
END_TEST

START_TEST(as_of_a_day_before_everything)
{
	struct ran ran =
		RUN("violations", "--user", "clerk", "--as-of", "2000-01-01");

	ck_ran(ran, 0);
	ck_assert_str_eq(ran.out, "");
}
END_TEST

/* clang-format off */
static const struct {
	int code;
	const char *words[6];
} refused[] = {
	{ 1, { "violations", "--user", "clerk", "--matter", "x" } },
	{ 1, { "violations", "--user", "clerk", "--as-of", "soon" } },
	{ 2, { "violations", "--user", "clerk", "more" } },
	{ 2, { "violations", "--user", "clerk", "--matter" } },
	{ 3, { "violations", "--user", "admin" } },
	{ 4, { "violations", "--user", "clerk", "--matter", "5" } },
};
/* clang-format on */

START_TEST(what_is_wrong_is_refused)
{
	ck_ran(run(refused[_i].words), refused[_i].code);
}
END_TEST

Suite *
suite_violations(void)
{
	Suite *suite = suite_create("violations");
	TCase *tcase = tcase_create("program");

	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, set_up, run_tear_down);
	tcase_add_test(tcase, listed_and_as_a_table);
	tcase_add_test(tcase, of_one_case_and_of_a_day);
	tcase_add_test(tcase, an_agency_sees_its_own);
	tcase_add_test(tcase, as_of_a_day_before_everything);
	tcase_add_loop_test(tcase, what_is_wrong_is_refused, 0,
		(int)(sizeof refused / sizeof refused[0]));
	suite_add_tcase(suite, tcase);
	return suite;
}
