/* SPDX-License-Identifier: MIT */
/* bianhu request, on the real program. */
#include "run.h"

#include <check.h>
#include <jansson.h>
#include <string.h>

Suite *suite_request(void);

static const char *party;

static void
set_up(void)
{
	run_set_up();
	run_make_court();
	party = run_make_case();
}

static struct ran
ask(void)
{
	return RUN("request", "new", "--party", party, "申请人=本人",
		"方式=口头", "请求=想见值班律师");
}

START_TEST(asked_and_listed_by_its_code)
{
	struct ran ran = ask();
	const char *code;

	ck_ran(ran, 0);
	code = run_id(ran);
	ck_assert_uint_eq(strlen(code), 8);
	ran = RUN("request", "list");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, code));
	ck_assert_ptr_nonnull(strstr(ran.out, "待接"));
	ck_assert_ptr_nonnull(strstr(ran.out, "张甲一"));
	ran = RUN("request", "list", "--tsv");
	ck_assert_ptr_nonnull(strstr(ran.out, "code\tstate\tname"));
	ck_assert_ptr_nonnull(strstr(ran.out, code));
	ck_ran(RUN("record", "show", code), 0);
}
END_TEST

START_TEST(done_ones_are_listed_apart)
{
	const char *draft;

	ck_ran(ask(), 0);
	draft = run_id(RUN("record", "new", "step-lawyer", "--party", party,
		"律师姓名=赵丙六", "进展=值班律师提供了法律帮助"));
	ck_ran(RUN("record", "seal", draft), 0);
	ck_assert_str_eq(RUN("request", "list").out, "");
	ck_assert_ptr_nonnull(
		strstr(RUN("request", "list", "--done").out, "已办"));
}
END_TEST

static json_t *
parse(struct ran ran)
{
	json_error_t error;
	json_t *json;

	ck_ran(ran, 0);
	json = json_loads(ran.out, 0, &error);
	ck_assert_msg(json != NULL, "%s:\n%s", error.text, ran.out);
	return json;
}

static const char *
text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : arena_copy(&runner.arena, text);
}

/* What is said when it is sealed is what the list says of it. */
START_TEST(json_of_one_and_of_all)
{
	json_t *made = parse(RUN("request", "new", "--json", "--party", party,
		"申请人=本人", "方式=口头", "请求=想见值班律师"));
	const char *code = text_of(made, "code");
	const char *record = text_of(made, "record");
	json_t *list, *first;

	ck_assert_uint_eq(strlen(code), 8);
	ck_ran(RUN("record", "new", "help-attempt", "--about", record,
		       "律师=赵丙六", "方式=电话", "结果=没有人接"),
		0);
	list = parse(RUN("request", "list", "--json"));
	ck_assert_uint_eq(json_array_size(list), 1);
	first = json_array_get(list, 0);
	ck_assert_str_eq(text_of(first, "code"), code);
	ck_assert_str_eq(text_of(first, "state"), "待接");
	ck_assert_str_eq(text_of(first, "party"), party);
	ck_assert_str_eq(text_of(first, "answers"), record);
	ck_assert(json_is_null(json_object_get(first, "done")));
	ck_assert(json_is_integer(json_object_get(first, "attempts")));
	json_decref(list);
	json_decref(made);
	list = parse(RUN("request", "list", "--done", "--json"));
	ck_assert_uint_eq(json_array_size(list), 0);
	json_decref(list);
}
END_TEST

/* One paper for several: --also; who is of another case is not put on it. */
START_TEST(several_on_one_paper)
{
	const char *second, *draft, *record;
	struct ran ran;

	draft = run_id(RUN("record", "new", "party-add", "--party", party,
		"姓名=李乙二", "强制措施=未采取", "罪名=盗窃罪", "辩护人=无"));
	second = run_id(RUN("record", "seal", draft));
	draft = run_id(RUN("record", "new", "help-notice", "--party", party,
		"--also", second, "事由=简易程序没有辩护人", "受送达人=工作站",
		"审判人员=法官乙"));
	record = run_id(RUN("record", "seal", draft));
	ran = RUN("record", "show", record);
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "李乙二，盗窃罪"));
	ck_ran(RUN("record", "new", "help-notice", "--party", party, "--also",
		       "99", "审判人员=法官乙"),
		4);
	ck_assert_str_eq(RUN("record", "drafts").out, "");
}
END_TEST

START_TEST(refused_without_a_draft)
{
	struct ran ran = RUN("request", "new", "--party", party, "方式=口头");

	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "没有留下草稿"));
	ck_assert_str_eq(RUN("record", "drafts").out, "");
	ck_assert_str_eq(RUN("request", "list").out, "");
	ck_ran(RUN("request", "new", "--party", "99", "方式=口头"), 4);
	ck_ran(RUN("request", "new"), 2);
	ck_ran(RUN("request"), 2);
}
END_TEST

Suite *
suite_request(void)
{
	Suite *suite = suite_create("request");
	TCase *tcase = tcase_create("runs");

	tcase_add_checked_fixture(tcase, set_up, run_tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, asked_and_listed_by_its_code);
	tcase_add_test(tcase, done_ones_are_listed_apart);
	tcase_add_test(tcase, refused_without_a_draft);
	tcase_add_test(tcase, json_of_one_and_of_all);
	tcase_add_test(tcase, several_on_one_paper);
	suite_add_tcase(suite, tcase);
	return suite;
}
