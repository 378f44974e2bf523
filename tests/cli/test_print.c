/* SPDX-License-Identifier: MIT */
/* bianhu print where there is no terminal. Where there is one: test_printer_pty
 * of the screens. */
#include "run.h"

#include <check.h>
#include <string.h>

Suite *suite_print(void);

/* Nothing is numbered that can't be printed. */
START_TEST(no_terminal_no_copy)
{
	const char *record;
	struct ran ran;

	run_make_court();
	record = run_advise(run_make_case());
	ran = RUN("print", record, "--terminal");
	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "没有终端"));
	ck_assert_ptr_null(strstr(ran.out, "\033"));
	ck_ran(RUN("print", record, "--terminal", "--stdout"), 2);
	ran = RUN("print", record);
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "第1份"));
}
END_TEST

Suite *
suite_print(void)
{
	Suite *suite = suite_create("print");
	TCase *tests = tcase_create("print");

	tcase_add_checked_fixture(tests, run_set_up, run_tear_down);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, no_terminal_no_copy);
	suite_add_tcase(suite, tests);
	return suite;
}
