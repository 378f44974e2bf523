/* SPDX-License-Identifier: MIT */
/* 用户登记: two administrators at one row. */
#include "practice.h"

#include "desk/user.h"

#include <check.h>
#include <string.h>

Suite *suite_users(void);

static struct practice practice;

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

/* Another desk of the administrator's. */
static void
change_elsewhere(const char *login, const char *role)
{
	struct desk admin;
	struct user *list, user;
	const struct user *found;
	size_t count;

	ck_practice(&practice, desk_open(practice.store, practice.library,
				       "admin", &admin, &practice.err));
	ck_practice(&practice, user_list(&admin, &practice.arena, &list, &count,
				       &practice.err));
	found = user_find(list, count, login, &practice.err);
	ck_practice(&practice, found != NULL);
	user = *found;
	user.entry.role = role;
	ck_practice(&practice, user_change(&admin, &user, &practice.err));
	desk_close(&admin);
}

/* Who comes second is told who was first and what he wrote; his own words
 * stay, and F10 puts them beside the other's. */
START_TEST(both_changes_stand)
{
	practice_start(&practice, "admin");
	practice_keys(&practice, "<F9>310<Enter>2<Up><Up><Up><C-u>赵丙六");
	change_elsewhere("clerk", "法官");
	practice_keys(&practice, "<F10>");
	ck_shows(&practice, "管理戊在2026-11-23 09:40先改了这名用户");
	ck_shows(&practice, "书记员→法官");
	ck_shows(&practice, "赵丙六");
	practice_keys(&practice, "<F10>");
	ck_shows(&practice, "已登记法官 赵丙六");
	ck_assert_int_eq(
		practice_number(&practice,
			"SELECT COUNT(*) FROM desk_user WHERE login = 'clerk' "
			"AND role = '法官' AND name = '赵丙六'"),
		1);
}
END_TEST

/* Who left in the middle finds it again; what another wrote meanwhile into the
 * same field is shown beside it, into other fields is taken. */
START_TEST(what_another_wrote_meanwhile_is_shown)
{
	practice_start(&practice, "admin");
	practice_keys(&practice, "<F9>310<Enter>2<Up><Up>2<Enter><F12>");
	ck_shows(&practice, "草稿已保留");
	change_elsewhere("clerk", "审计");
	practice_start(&practice, "admin");
	practice_keys(&practice, "<F9>310<Enter>2");
	ck_shows(&practice, "上次没登记完，填过的都在");
	ck_shows(&practice, "岗位：别人这中间改成了“审计”，您填的是“法官”");
	practice_keys(&practice, "<F10>");
	ck_shows(&practice, "已登记法官 书记员甲");
	/* It is registered: nothing is left of it. */
	practice_keys(&practice, "2");
	ck_hides(&practice, "上次没登记完");
	ck_hides(&practice, "别人这中间");
}
END_TEST

/* What was put back as it stood is nobody's wish. */
START_TEST(what_was_put_back_is_not_kept)
{
	practice_start(&practice, "admin");
	practice_keys(
		&practice, "<F9>310<Enter>2<Up><Up>2<Enter><Up>1<Enter><F12>");
	change_elsewhere("clerk", "审计");
	practice_keys(&practice, "2");
	ck_hides(&practice, "上次没登记完");
	ck_shows(&practice, "审计");
}
END_TEST

/* The rows are kept apart: one draft each. */
START_TEST(each_row_has_its_own)
{
	practice_start(&practice, "admin");
	practice_keys(&practice, "<F9>310<Enter><F6>guard-7<Enter><F12>"
				 "7<Enter>某看守所<Enter><F12>");
	practice_keys(&practice, "2");
	ck_hides(&practice, "上次没登记完");
	practice_keys(&practice, "<F12><F6>");
	ck_shows(&practice, "guard-7");
	ck_hides(&practice, "某看守所");
	practice_keys(&practice, "<F12>7");
	ck_shows(&practice, "某看守所");
}
END_TEST

Suite *
suite_users(void)
{
	Suite *suite = suite_create("users");
	TCase *tcase = tcase_create("conflict");

	tcase_add_unchecked_fixture(tcase, practice_make, NULL);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, both_changes_stand);
	tcase_add_test(tcase, what_another_wrote_meanwhile_is_shown);
	tcase_add_test(tcase, what_was_put_back_is_not_kept);
	tcase_add_test(tcase, each_row_has_its_own);
	suite_add_tcase(suite, tcase);
	return suite;
}
