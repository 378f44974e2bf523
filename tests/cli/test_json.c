/* SPDX-License-Identifier: MIT */
/* --json: what other programs read is whole JSON, with the same content as the
 * lines of words. */
#include "run.h"

#include <check.h>
#include <jansson.h>
#include <string.h>

Suite *suite_json(void);

static json_t *
parse(struct ran ran)
{
	json_error_t error;
	json_t *json;

	ck_ran(ran, 0);
	json = json_loads(ran.out, 0, &error);
	ck_assert_msg(
		json != NULL, "%s at %d:\n%s", error.text, error.line, ran.out);
	return json;
}

static const char *
text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	ck_assert_msg(text != NULL, "no %s", name);
	return arena_copy(&runner.arena, text);
}

static void
set_up(void)
{
	run_set_up();
	run_make_court();
}

START_TEST(a_record_from_draft_to_seal)
{
	const char *party = run_make_case();
	json_t *json = parse(RUN("record", "new", "ground", "--json", "--party",
		party, "--set", "理由=未成年", "发现日期=今", "材料=户籍证明"));
	const char *draft = text_of(json, "draft");
	const char *record;

	ck_assert_str_eq(text_of(json, "party"), party);
	json_decref(json);
	json = parse(RUN("record", "seal", draft, "--json"));
	record = text_of(json, "record");
	ck_assert_str_eq(text_of(json, "form"), "应当指派情形登记");
	ck_assert_uint_eq(strlen(text_of(json, "code")), 8);
	ck_assert_ptr_nonnull(
		strstr(RUN("record", "show", record).out, "未成年"));
	json_decref(json);
}
END_TEST

START_TEST(due_lists_what_its_lines_list)
{
	size_t lines = 0;
	json_t *json;

	run_make_case();
	for (const char *at = RUN("due").out; (at = strchr(at, '\n')) != NULL;
		at++)
		lines++;
	json = parse(RUN("due", "--json"));
	ck_assert_uint_gt(lines, 0);
	ck_assert_uint_eq(json_array_size(json), lines);
	ck_assert_str_eq(
		text_of(json_array_get(json, 0), "defendant"), "张甲一");
	ck_assert_str_eq(text_of(json_array_get(json, 0), "state"), "open");
	json_decref(json);
}
END_TEST

START_TEST(status_by_id_and_by_number)
{
	const char *matter = run_make_case();
	json_t *json = parse(RUN("status", matter, "--json"));
	const char *number = text_of(json, "number");
	json_t *person = json_array_get(json_object_get(json, "parties"), 0);

	ck_assert_str_eq(text_of(json, "matter"), matter);
	ck_assert_str_eq(text_of(person, "name"), "张甲一");
	ck_assert_uint_gt(
		json_array_size(json_object_get(person, "clocks")), 0);
	json_decref(json);

	json = parse(RUN("status", number, "--json"));
	ck_assert_str_eq(text_of(json, "matter"), matter);
	json_decref(json);
	ck_assert_ptr_nonnull(strstr(RUN("status", matter).out, "张甲一"));
	ck_ran(RUN("status", "没有这个案号", "--json"), 4);
	ck_ran(RUN("status"), 2);
}
END_TEST

START_TEST(status_of_what_is_over)
{
	const char *matter = run_make_case();
	const char *draft;

	ck_assert_ptr_null(strstr(RUN("status", matter).out, "已经结束"));
	draft = run_id(RUN("record", "new", "case-end", "--matter", matter,
		"结案方式=终止审理", "结案日期=今"));
	ck_ran(RUN("record", "seal", draft), 0);
	ck_assert_ptr_nonnull(
		strstr(RUN("status", matter).out, "张甲一 已经结束\n"));
}
END_TEST

START_TEST(inbox_and_handover)
{
	const char *party = run_make_case();
	const char *draft = run_id(RUN("record", "new", "refusal", "--party",
		party, "--set", "场合=庭外", "--set", "理由=未说明理由"));
	json_t *json = parse(RUN("inbox", "--json"));
	struct ran ran = RUN("handover");

	ck_assert(json_is_array(json_object_get(json, "clocks")));
	ck_assert_str_eq(
		text_of(json_array_get(json_object_get(json, "drafts"), 0),
			"draft"),
		draft);
	json_decref(json);
	json = parse(RUN("handover", "--json"));
	ck_assert_uint_eq(json_array_size(json_object_get(json, "records")), 1);
	json_decref(json);
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "交班单"));
	ck_assert_ptr_nonnull(strstr(ran.out, "拒绝登记"));
	ck_assert_ptr_nonnull(strstr(ran.out, "案件登记"));
	json = parse(RUN("handover", "--since", "2099-01-01 00:00", "--json"));
	ck_assert_uint_eq(json_array_size(json_object_get(json, "records")), 0);
	json_decref(json);
	ck_ran(RUN("handover", "--since", "昨天"), 2);
}
END_TEST

Suite *
suite_json(void)
{
	Suite *suite = suite_create("json");
	TCase *tests = tcase_create("json");

	tcase_add_checked_fixture(tests, set_up, run_tear_down);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, a_record_from_draft_to_seal);
	tcase_add_test(tests, due_lists_what_its_lines_list);
	tcase_add_test(tests, status_by_id_and_by_number);
	tcase_add_test(tests, status_of_what_is_over);
	tcase_add_test(tests, inbox_and_handover);
	suite_add_tcase(suite, tests);
	return suite;
}
