/* SPDX-License-Identifier: MIT */
/* bianhu import on the real program: shown first, done with --go. */
#include "run.h"

#include "base/attr.h"
#include "base/file.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_import(void);

static const char *
table(const char *text)
{
	ck_assert_msg(
		file_write(scratch("a.csv"), text, strlen(text), &runner.err),
		"%s", runner.err.text);
	return arena_copy(&runner.arena, scratch("a.csv"));
}

static bool
says(struct ran ran, const char *text)
{
	return strstr(ran.out, text) != NULL;
}

START_TEST(shown_first_done_with_go)
{
	const char *file =
		table("案号,收案日期,被告人,罪名,备注\r\n"
		      "（2026）测0102刑初1号,2026-11-20,张甲一,盗窃罪,x\r\n"
		      "（2026）测0102刑初2号,,张甲二,盗窃罪,x\r\n");
	struct ran ran;

	run_make_court();
	ran = RUN("import", "cases", file);
	ck_ran(ran, 0);
	ck_assert(says(ran, "新增1件") && says(ran, "只是预览"));
	ck_assert(says(ran, "不认得的列，不读：备注"));
	ck_assert(says(ran, "第3行 （2026）测0102刑初2号 不能导入：立案日期"));
	ck_assert_str_eq(RUN("case", "list").out, "");
	ran = RUN("import", "cases", file, "--go");
	ck_ran(ran, 1); /* a row was refused */
	ck_assert(says(ran, "已导入：新增1件"));
	ck_assert(says(ran, "a.csv.rejects.csv"));
	ck_assert_ptr_nonnull(
		strstr(run_text(scratch("a.csv.rejects.csv")), "刑初2号"));
	ck_assert(says(RUN("case", "list"), "张甲一"));
	ck_ran(RUN("verify"), 0);
	ck_ran(RUN("derive", "--check"), 0);
}
END_TEST

/* GB18030 as a Chinese spreadsheet writes it. */
START_TEST(read_in_gb18030)
{
	static const char gb[] =
		"\xb0\xb8\xba\xc5,\xc1\xa2\xb0\xb8\xc8\xd5\xc6\xda,"
		"\xb1\xbb\xb8\xe6\xc8\xcb,\xd7\xef\xc3\xfb\r\n"
		"\xa3\xa8"
		"2026\xa3\xa9\xb2\xe2"
		"0102\xd0\xcc\xb3\xf5"
		"1\xba\xc5,2026-11-20,\xd5\xc5\xbc\xd7\xd2\xbb,"
		"\xb5\xc1\xc7\xd4\xd7\xef\r\n";
	struct ran ran;

	run_make_court();
	ran = RUN("import", "cases", table(gb), "--go");
	ck_ran(ran, 0);
	ck_assert(says(ran, "GB18030"));
	ck_assert(says(RUN("case", "list"), "张甲一"));
}
END_TEST

/* No byte of a file reaches the terminal raw. */
START_TEST(a_hostile_file_is_harmless)
{
	struct ran ran;

	run_make_court();
	ran = RUN("import", "cases",
		table("案号,立案日期,被告人,罪名,\x1b[2J\n"
		      "\x1b]0;x\x07,2026-11-20,张\x1b[31m,盗窃\xe2\x80\xae\n"
		      "（2026）测0102刑初1号,\x1b[2J,张甲一,盗窃罪\n"),
		"--go");
	ck_ran(ran, 1);
	ck_assert_ptr_null(strchr(ran.out, '\x1b'));
	ck_assert_ptr_null(strchr(ran.error, '\x1b'));
	ck_assert_ptr_null(
		strchr(run_text(scratch("a.csv.rejects.csv")), '\x1b'));
}
END_TEST

START_TEST(what_cannot_be_read_is_told)
{
	run_make_court();
	ck_ran(RUN("import"), 2);
	ck_ran(RUN("import", "cases"), 2);
	ck_ran(RUN("import", "people", table("案号\n")), 2);
	ck_ran(RUN("import", "cases", scratch("none.csv")), 4);
	ck_ran(RUN("import", "cases", table("")), 1);
	ck_ran(RUN("import", "cases", table("案号,\"被告人\n")), 1);
	setenv("BIANHU_USER", "judge", 1);
	ck_ran(RUN("import", "cases", table("案号,被告人,罪名\n1,2,3\n")), 3);
}
END_TEST

Suite *
suite_import(void)
{
	Suite *suite = suite_create("import");
	TCase *tcase = tcase_create("verb");

	tcase_add_checked_fixture(tcase, run_set_up, run_tear_down);
	tcase_add_test(tcase, shown_first_done_with_go);
	tcase_add_test(tcase, read_in_gb18030);
	tcase_add_test(tcase, a_hostile_file_is_harmless);
	tcase_add_test(tcase, what_cannot_be_read_is_told);
	suite_add_tcase(suite, tcase);
	return suite;
}
