/* SPDX-License-Identifier: MIT */
/* bianhu assign, on the real program and the sample store. */
#include "run.h"

#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_assign(void);

static void
set_up(void)
{
	run_set_up();
	ck_ran(RUN("init", "--sample"), 0);
	ck_assert_int_eq(setenv("BIANHU_USER", "agency", 1), 0);
}

/* One who waits for a lawyer, by the verb that lists what waits. */
static const char number[] = "（2026）测0101刑初212号";
static const char who[] = "何壬七";

START_TEST(assigned_and_told_as_json)
{
	struct ran ran = RUN("assign", number, who, "--lawyer", "测律0001",
		"--json", "--set", "同案=没有");
	json_error_t error;
	json_t *json;

	ck_ran(ran, 0);
	json = json_loads(ran.out, 0, &error);
	ck_assert_msg(json != NULL, "%s: %s", error.text, ran.out);
	ck_assert_str_eq(
		json_string_value(json_object_get(json, "lawyer")), "沈律一");
	ck_assert_str_eq(json_string_value(json_object_get(json, "licence")),
		"测律0001");
	ck_assert_ptr_nonnull(json_string_value(json_object_get(json, "code")));
	json_decref(json);
}
END_TEST

/* Somebody was first: 5, and who it was. */
START_TEST(the_second_is_told)
{
	struct ran ran;

	ck_ran(RUN("assign", number, who, "--lawyer", "沈律一", "--set",
		       "同案=没有"),
		0);
	ran = RUN("assign", number, who, "--lawyer", "杨律三", "同案=没有");
	ck_ran(ran, 5);
	ck_assert_ptr_nonnull(strstr(ran.error, "沈律一"));
	ck_assert_ptr_nonnull(strstr(ran.error, "没有留下草稿"));
}
END_TEST

START_TEST(what_is_missing_is_named)
{
	struct ran ran = RUN("assign", number, who, "--lawyer", "测律0001");

	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "同案: "));
	ran = RUN("assign", number, who, "--lawyer", "没有这个人");
	ck_ran(ran, 4);
	ran = RUN("assign", number, "没有这个人", "--lawyer", "测律0001");
	ck_ran(ran, 4);
	ck_ran(RUN("assign", number, who), 2);
}
END_TEST

/* What other programs read: how each open one stands, to the day. */
START_TEST(inbox_has_the_assignments)
{
	struct ran ran = RUN("inbox", "--json");
	json_error_t error;
	json_t *json, *list;
	bool found = false;

	ck_ran(ran, 0);
	json = json_loads(ran.out, 0, &error);
	ck_assert_msg(json != NULL, "%s: %s", error.text, ran.out);
	list = json_object_get(json, "assignments");
	for (size_t i = 0; i < json_array_size(list); i++) {
		json_t *a = json_array_get(list, i);
		const char *name =
			json_string_value(json_object_get(a, "defendant"));

		ck_assert_ptr_nonnull(name);
		if (strcmp(name, who) != 0)
			continue;
		found = true;
		ck_assert_str_eq(json_string_value(json_object_get(a, "state")),
			"待指派");
		ck_assert_ptr_nonnull(
			json_string_value(json_object_get(a, "received")));
		ck_assert(json_is_null(json_object_get(a, "letter")));
	}
	ck_assert(found);
	json_decref(json);
	ck_assert_ptr_nonnull(strstr(RUN("inbox").out, "待收"));
}
END_TEST

/* A court does not assign. */
START_TEST(not_without_the_right)
{
	ck_ran(RUN("--user", "clerk", "assign", number, who, "--lawyer",
		       "测律0001", "同案=没有"),
		4);
}
END_TEST

Suite *
suite_assign(void)
{
	Suite *suite = suite_create("assign");
	TCase *tcase = tcase_create("assign");

	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, set_up, run_tear_down);
	tcase_add_test(tcase, assigned_and_told_as_json);
	tcase_add_test(tcase, the_second_is_told);
	tcase_add_test(tcase, what_is_missing_is_named);
	tcase_add_test(tcase, inbox_has_the_assignments);
	tcase_add_test(tcase, not_without_the_right);
	suite_add_tcase(suite, tcase);
	return suite;
}
