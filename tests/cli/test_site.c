/* SPDX-License-Identifier: MIT */
/* bianhu calendar and site: a file taken in, the dates that it moved. */
#include "run.h"

#include "base/file.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <string.h>

Suite *suite_site(void);

static void
set_up(void)
{
	run_set_up();
	run_make_court();
}

static const char *
file_of(const char *name, const char *text)
{
	const char *path = arena_copy(&runner.arena, scratch(name));

	ck_assert_msg(file_write(path, text, strlen(text), &runner.err), "%s",
		runner.err.text);
	return path;
}

/* The first day in a text; in lists it is what is due first. */
static const char *
first_day(const char *text)
{
	const char *at = text;

	while ((at = strchr(at, '-')) != NULL) {
		if (at - text >= 4 && strspn(at - 4, "0123456789") == 4 &&
			at[3] == '-')
			return arena_copy_bytes(&runner.arena, at - 4, 10);
		at++;
	}
	ck_abort_msg("no day in %s", text);
}

static const char *
calendar_with(const char *off)
{
	return file_of("new.cal",
		arena_printf(&runner.arena,
			"[年]\n年: %.4s\n文件: 测试用\n"
			"网址: https://example.invalid/\n放假: %s 测试\n",
			off, off));
}

/* The day that a case is due is taken off: it moves, is listed once, and the
 * chain is whole. */
START_TEST(a_calendar_moves_a_date)
{
	const char *was, *path, *line;
	struct ran ran;

	run_make_case();
	was = first_day(RUN("due").out);
	path = calendar_with(was);
	ran = RUN("--user", "admin", "calendar", "import", path);
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "已登记"));
	ck_assert_ptr_nonnull(strstr(ran.out, "重算1个案件"));
	ck_assert_ptr_null(strstr(RUN("due").out, was));
	ran = RUN("calendar", "moves");
	ck_ran(ran, 0);
	line = strstr(ran.out, was);
	ck_assert_ptr_nonnull(line);
	ck_assert_ptr_nonnull(strstr(line, "张甲一"));
	ck_assert_ptr_nonnull(strstr(line, "告知委托辩护人的权利"));
	ck_assert_str_eq(RUN("calendar", "moves", "--year",
				 arena_printf(&runner.arena, "%.4s", was))
				 .out,
		ran.out);
	ck_assert_ptr_nonnull(
		strstr(RUN("calendar", "moves", "--year", "1999").out, "没有"));
	/* Once more is nothing. */
	ck_assert_ptr_nonnull(
		strstr(RUN("--user", "admin", "calendar", "import", path).out,
			"已经登记过"));
	ck_assert_str_eq(RUN("calendar", "moves").out, ran.out);
	ck_ran(RUN("verify"), 0);
	ck_ran(RUN("derive", "--check"), 0);
}
END_TEST

START_TEST(years_and_texts_are_listed)
{
	struct ran ran = RUN("calendar", "list");

	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "2026"));
	ck_assert_ptr_nonnull(strstr(ran.out, "自带"));
	ck_assert_ptr_null(strstr(ran.out, "本站"));
	ck_assert_ptr_nonnull(strstr(RUN("site", "list").out, "没有加过"));
	ck_ran(RUN("--user", "admin", "site", "add",
		       calendar_with("2031-01-01")),
		0);
	ran = RUN("calendar", "list");
	ck_assert_int_eq(strncmp(ran.out, "2031", 4), 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "本站"));
	ck_assert_ptr_nonnull(strstr(ran.out, "测试用（2031.cal"));
	ran = RUN("site", "list");
	ck_assert_ptr_nonnull(strstr(ran.out, "2031.cal"));
	ck_assert_ptr_nonnull(strstr(ran.out, "在用"));
}
END_TEST

START_TEST(targets_of_the_house)
{
	const char *path = file_of("house.rule",
		"[期限 征询-内部]\n名称: 受理以后征询\n起算: 登记.受理\n"
		"完成: 征询.完成\n期限: 7 日\n责任: 法院\n性质: 内部目标\n"
		"依据: 本院规定\n等级: V\n施行: 2020-01-01\n违反: INQUIRY_LATE\n");

	run_make_case();
	ck_ran(RUN("--user", "admin", "site", "add", path), 0);
	ck_assert_ptr_nonnull(strstr(RUN("due").out, "受理以后征询"));
	ck_assert_ptr_nonnull(strstr(RUN("due").out, "内部目标"));
	ck_ran(RUN("derive", "--check"), 0);
}
END_TEST

/* Every mistake with its line; nothing was done. */
START_TEST(mistakes_are_told_with_their_lines)
{
	const char *path = file_of("bad.cal",
		"[年]\n年: 2031\n文件: 测试用\n网址: https://example.invalid/\n"
		"放假: 2031-13-01 元旦\n上班: 2031-01-01 元旦\n");
	struct ran ran = RUN("--user", "admin", "calendar", "import", path);

	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "bad.cal:5: "));
	ck_assert_ptr_nonnull(strstr(ran.error, "bad.cal:6: "));
	ck_assert_ptr_nonnull(strstr(ran.error, "没有改动"));
	ck_assert_ptr_nonnull(strstr(RUN("site", "list").out, "没有加过"));
}
END_TEST

START_TEST(refusals_have_their_codes)
{
	const char *path = calendar_with("2031-01-01");

	ck_ran(RUN("calendar", "import", path), 3);
	ck_ran(RUN("--user", "admin", "calendar", "import", scratch("none")),
		4);
	ck_ran(RUN("calendar"), 2);
	ck_ran(RUN("calendar", "import"), 2);
	ck_ran(RUN("calendar", "moves", "--year", "27"), 2);
	ck_ran(RUN("calendar", "list", "--year", "2027"), 2);
	ck_ran(RUN("site"), 2);
	ck_ran(RUN("site", "add"), 2);
	ck_ran(RUN("site", "drop", path), 2);
}
END_TEST

Suite *
suite_site(void)
{
	Suite *suite = suite_create("site");
	TCase *tcase = tcase_create("verbs");

	tcase_add_checked_fixture(tcase, set_up, run_tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, a_calendar_moves_a_date);
	tcase_add_test(tcase, years_and_texts_are_listed);
	tcase_add_test(tcase, targets_of_the_house);
	tcase_add_test(tcase, mistakes_are_told_with_their_lines);
	tcase_add_test(tcase, refusals_have_their_codes);
	suite_add_tcase(suite, tcase);
	return suite;
}
