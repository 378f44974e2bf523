/* SPDX-License-Identifier: MIT */
/* bianhu request, on the real program. */
#include "run.h"

#include <check.h>
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
	suite_add_tcase(suite, tcase);
	return suite;
}
