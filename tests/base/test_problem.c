/* SPDX-License-Identifier: MIT */
/* The list of mistakes of a load. */
#include "base/problem.h"

#include <check.h>
#include <string.h>

Suite *suite_problem(void);

START_TEST(none_is_fine)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	struct err err = { 0 };

	ck_assert(problem_none(&problems, &err));
	ck_assert_int_eq(err.code, ERR_NONE);
	arena_clear(&arena);
}
END_TEST

START_TEST(the_first_is_told_and_the_rest_counted)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	struct err err = { 0 };

	problem_add(&problems, "a.form", 0, "空的");
	ck_assert(!problem_none(&problems, &err));
	ck_assert_str_eq(err.text, "a.form: 空的");
	problems.count = 0;
	problem_add(&problems, "a.form", 25, "不认识：%s", "长文字");
	ck_assert(!problem_none(&problems, &err));
	ck_assert_int_eq(err.code, ERR_INPUT);
	ck_assert_str_eq(err.text, "a.form:25: 不认识：长文字");
	problem_add(&problems, "a.form", 30, "二");
	problem_add(&problems, "a.form", 31, "三");
	ck_assert(!problem_none(&problems, &err));
	ck_assert_str_eq(err.text, "a.form:25: 不认识：长文字（另有 2 处）");
	ck_assert_int_eq(problems.items[2].line, 31);
	ck_assert(!problem_none(&problems, NULL));
	arena_clear(&arena);
}
END_TEST

START_TEST(complaints_do_not_fill_the_memory)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	struct err err = { 0 };

	for (int i = 0; i < 100000; i++)
		problem_add(&problems, "x", i, "坏");
	ck_assert_uint_eq(problems.count, 1000);
	ck_assert(!problem_none(&problems, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "999 处以上"));
	arena_clear(&arena);
}
END_TEST

Suite *
suite_problem(void)
{
	Suite *suite = suite_create("problem");
	TCase *tests = tcase_create("problem");

	tcase_add_test(tests, none_is_fine);
	tcase_add_test(tests, the_first_is_told_and_the_rest_counted);
	tcase_add_test(tests, complaints_do_not_fill_the_memory);
	suite_add_tcase(suite, tests);
	return suite;
}
