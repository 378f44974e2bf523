/* SPDX-License-Identifier: MIT */
/* bianhu user and station: a court that began alone gets its neighbours. */
#include "run.h"

#include <check.h>
#include <jansson.h>
#include <string.h>

Suite *suite_user(void);

static void
set_up(void)
{
	run_set_up();
	run_make_court();
}

#define ADMIN(...) RUN("--user", "admin", __VA_ARGS__)

START_TEST(a_court_gets_its_neighbours)
{
	struct ran ran = ADMIN("station", "add", "--kind", "看守所", "--name",
		"测试县看守所", "--code", "测县看");

	ck_ran(ran, 0);
	ck_ran(ADMIN("station", "add", "--kind", "法援机构", "--name",
		       "测试县法律援助中心", "--code", "测县援", "--pilot"),
		0);
	ck_ran(ADMIN("user", "add", "guard.1", "--name", "王丁五", "--role",
		       "看守", "--station", "测县看"),
		0);
	ck_ran(ADMIN("user", "add", "aid-1", "--name", "冯戊六", "--role",
		       "法援中心", "--station", "测试县法律援助中心"),
		0);
	ck_ran(ADMIN("user", "add", "watch", "--name", "陈己七", "--role",
		       "监督", "--station", "测试县看守所"),
		0);
	ran = ADMIN("station", "list");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "测试县看守所，在用的用户2人"));
	ck_assert_ptr_nonnull(strstr(ran.out, "（试点）"));
	ran = ADMIN("user", "list");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "王丁五"));
	ck_ran(RUN("--user", "aid-1", "inbox"), 0);
	run_make_case();
	ck_ran(RUN("--user", "watch", "due"), 0);
	ck_ran(RUN("verify"), 0);
}
END_TEST

/* Whole regions say whether the pilot is in force; in a part the station must
 * say itself. */
START_TEST(a_region_says_whether_it_is_in_the_pilot)
{
	struct ran ran = ADMIN("station", "add", "--kind", "看守所", "--name",
		"测试县看守所", "--code", "测县看", "--region", "99");

	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "没有“99”这个地区"));
	ck_ran(ADMIN("station", "add", "--kind", "看守所", "--name",
		       "测试县看守所", "--code", "测县看", "--region", "11"),
		0);
	ck_assert_ptr_nonnull(
		strstr(ADMIN("station", "list").out, "测试县看守所（试点）"));
}
END_TEST

static bool
is_active(const char *login)
{
	struct ran ran = ADMIN("user", "list", "--json");
	json_t *list = json_loads(ran.out, 0, NULL);
	bool found = false;

	ck_ran(ran, 0);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *user = json_array_get(list, i);

		if (strcmp(json_string_value(json_object_get(user, "login")),
			    login) == 0)
			found = json_is_true(json_object_get(user, "active"));
	}
	json_decref(list);
	return found;
}

START_TEST(a_user_is_changed_stopped_and_back)
{
	struct ran ran = ADMIN("user", "change", "judge", "--name", "赵丙六");

	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "赵丙六"));
	ck_ran(ADMIN("user", "stop", "judge"), 0);
	ck_assert(!is_active("judge"));
	ck_ran(RUN("--user", "judge", "due"), 4);
	ck_ran(ADMIN("user", "start", "judge"), 0);
	ck_assert(is_active("judge"));
	ck_ran(RUN("--user", "judge", "due"), 0);
	ck_ran(ADMIN("user", "change", "judge", "--role", "书记员"), 0);
	ck_ran(ADMIN("user", "change", "judge", "--role", "看守"), 1);
}
END_TEST

START_TEST(refusals_have_their_codes)
{
	struct ran ran = RUN("user", "list");

	ck_ran(ran, 3);
	ck_ran(RUN("station", "list"), 3);
	ck_ran(RUN("user", "add", "li", "--name", "李乙二", "--role", "书记员",
		       "--station", "测0102"),
		3);
	ck_ran(ADMIN("user", "stop", "admin"), 1);
	ck_ran(ADMIN("user", "stop", "nobody"), 4);
	ck_ran(ADMIN("user", "add", "clerk", "--name", "李乙二", "--role",
		       "书记员", "--station", "测9999"),
		4);
	ck_ran(ADMIN("user", "add", "li yi", "--name", "李乙二", "--role",
		       "书记员", "--station", "测0102"),
		1);
	ck_ran(ADMIN("user"), 2);
	ck_ran(ADMIN("user", "add", "li"), 2);
	ck_ran(ADMIN("user", "change", "clerk"), 2);
	ck_ran(ADMIN("user", "stop", "clerk", "--name", "李"), 2);
	ck_ran(ADMIN("station"), 2);
	ck_ran(ADMIN("station", "add", "--kind", "看守所"), 2);
	ck_ran(ADMIN("station", "list", "--pilot"), 2);
}
END_TEST

Suite *
suite_user(void)
{
	Suite *suite = suite_create("user");
	TCase *tcase = tcase_create("verbs");

	tcase_add_checked_fixture(tcase, set_up, run_tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, a_court_gets_its_neighbours);
	tcase_add_test(tcase, a_region_says_whether_it_is_in_the_pilot);
	tcase_add_test(tcase, a_user_is_changed_stopped_and_back);
	tcase_add_test(tcase, refusals_have_their_codes);
	suite_add_tcase(suite, tcase);
	return suite;
}
