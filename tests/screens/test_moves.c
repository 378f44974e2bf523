/* SPDX-License-Identifier: MIT */
/*
 * 变动: next year's schedule, taken in by another desk, is seen on the screens
 * that stand open, and what it moved is listed.
 */
#include "practice.h"

#include "desk/site.h"
#include "tests/support/golden.h"

#include <check.h>
#include <string.h>

Suite *suite_moves(void);

static struct practice practice;

/* clang-format off */
#define TARGET(days) \
	"[期限 征询-内部]\n名称: 受理以后征询意愿\n起算: 登记.受理\n完成: 征询.完成\n" \
	"期限: " days " 日\n责任: 法院\n性质: 内部目标\n依据: 本院规定\n" \
	"等级: V\n施行: 2020-01-01\n违反: INQUIRY_LATE\n"
/* clang-format on */

static void
set_up(void)
{
	practice_open(&practice);
}

static void
tear_down(void)
{
	practice_close(&practice);
}

/* Another process: a library and a session of its own. */
static void
admin_adds(const char *text)
{
	struct problems problems = { .arena = &practice.arena };
	struct library *library = library_new(NULL, 0, &problems);
	struct site_report report;
	struct desk admin;

	ck_practice(&practice, desk_open(practice.store, library, "admin",
				       &admin, &practice.err));
	ck_practice(&practice,
		site_add(&admin, &practice.arena, "new", text, strlen(text),
			&report, &problems, &practice.err));
	desk_close(&admin);
	library_free(&library);
}

/* As the loop does twice a second. */
static void
look(void)
{
	const struct key_event changed = { .key = KEY_CHANGED };
	struct app_hooks hooks = screens_hooks(&practice.desk);

	if (hooks.changed(&practice.desk))
		app_key(practice.app, &changed);
}

/* The day on which the first clock of the list ends. */
static const char *
first_due(void)
{
	static const char sql[] = "SELECT MIN(due) FROM deadline "
				  "WHERE state = 'open' AND leads = 1";
	struct stmt *q = store_statement(practice.store, sql, &practice.err);
	const char *day;

	ck_practice(&practice, q != NULL && stmt_one(q, "none", &practice.err));
	day = arena_copy(&practice.arena, stmt_get_text(q, 0));
	stmt_reset(q);
	return day;
}

/* A schedule of this year in which that day is off; plainly invented. */
static const char *
without(const char *day)
{
	return arena_printf(&practice.arena,
		"[年]\n年: %.4s\n文件: 测试用\n"
		"网址: https://example.invalid/\n放假: %s 测试\n",
		day, day);
}

START_TEST(dates_follow_on_an_open_screen)
{
	const char *day;

	practice_start(&practice, "clerk");
	practice_keys(&practice, "<F9>160<Enter>");
	day = first_due();
	ck_shows(&practice, day);
	look();
	ck_shows(&practice, day);
	ck_assert_int_eq(library_mark(practice.library), 0);
	admin_adds(without(day));
	look();
	ck_hides(&practice, day);
	ck_assert_int_ne(library_mark(practice.library), 0);
	practice_keys(&practice, "3");
	ck_shows(&practice, "因放假安排 2026.cal");
	ck_shows(&practice, day);
}
END_TEST

START_TEST(what_moved_is_listed)
{
	admin_adds(TARGET("7"));
	practice_start(&practice, "clerk");
	practice_keys(&practice, "<F9>160<Enter>3");
	ck_shows(&practice, "没有因放假安排、内部目标改过的日子");
	admin_adds(TARGET("5"));
	look();
	golden_check("screens/moves.80x24.want", practice_frame(&practice));
	practice_resize(&practice, 43, 132);
	golden_check("screens/moves.132x43.want", practice_frame(&practice));
	practice_resize(&practice, 24, 80);
	practice_keys(&practice, "2");
	ck_shows(&practice, "本院规定");
	practice_keys(&practice, "<F12><Enter>");
	ck_shows(&practice, "案件 ·");
}
END_TEST

/* Nobody sees another's cases by way of what moved in them. */
START_TEST(not_without_the_right)
{
	admin_adds(TARGET("7"));
	admin_adds(TARGET("5"));
	practice_start(&practice, "admin");
	practice_keys(&practice, "<F9>162<Enter>");
	ck_hides(&practice, "house.rule");
}
END_TEST

Suite *
suite_moves(void)
{
	Suite *suite = suite_create("moves");
	TCase *tcase = tcase_create("screen");

	tcase_add_unchecked_fixture(tcase, practice_make, NULL);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, dates_follow_on_an_open_screen);
	tcase_add_test(tcase, what_moved_is_listed);
	tcase_add_test(tcase, not_without_the_right);
	suite_add_tcase(suite, tcase);
	return suite;
}
