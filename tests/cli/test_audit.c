/* SPDX-License-Identifier: MIT */
/* bianhu audit: who looked at a case, told to who audits alone. */
#include "run.h"

#include <check.h>
#include <jansson.h>
#include <string.h>

Suite *suite_audit(void);

static const char *matter;

static void
set_up(void)
{
	run_set_up();
	run_make_court();
	matter = run_make_case();
	ck_ran(RUN("--user", "admin", "user", "add", "watch", "--name",
		       "陈己七", "--role", "审计", "--station", "测0102"),
		0);
}

START_TEST(who_looked_is_listed)
{
	struct ran ran;

	ck_ran(RUN("case", "show", matter), 0);
	ck_ran(RUN("--user", "judge", "status", matter), 0);
	ran = RUN("--user", "watch", "audit", matter);
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "书记员"));
	ck_assert_ptr_nonnull(strstr(ran.out, "法官"));
	ck_assert_ptr_nonnull(strstr(ran.out, "看案件"));
	ck_assert_ptr_nonnull(strstr(ran.out, "定稿"));
	/* Nothing of what was read. */
	ck_assert_ptr_null(strstr(ran.out, "张甲一"));
}
END_TEST

START_TEST(programs_read_it_too)
{
	struct ran ran = RUN("--user", "watch", "audit", matter, "--json");
	json_t *json = json_loads(ran.out, 0, NULL);
	const json_t *first = json_array_get(json_object_get(json, "lines"), 0);

	ck_ran(ran, 0);
	ck_assert_str_eq(
		json_string_value(json_object_get(first, "action")), "seal");
	ck_assert_str_eq(
		json_string_value(json_object_get(first, "login")), "clerk");
	ck_assert_uint_eq(json_array_size(json_object_get(json, "faults")), 0);
	json_decref(json);
}
END_TEST

START_TEST(refusals_have_their_codes)
{
	ck_ran(RUN("audit", matter), 3);
	ck_ran(RUN("--user", "admin", "audit", matter), 3);
	ck_ran(RUN("--user", "watch", "audit", "（2026）测9999刑初1号"), 4);
	ck_ran(RUN("--user", "watch", "audit"), 2);
	/* He sees no case. */
	ck_ran(RUN("--user", "watch", "case", "show", matter), 4);
}
END_TEST

Suite *
suite_audit(void)
{
	Suite *suite = suite_create("audit");
	TCase *tcase = tcase_create("verb");

	tcase_add_checked_fixture(tcase, set_up, run_tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, who_looked_is_listed);
	tcase_add_test(tcase, programs_read_it_too);
	tcase_add_test(tcase, refusals_have_their_codes);
	suite_add_tcase(suite, tcase);
	return suite;
}
