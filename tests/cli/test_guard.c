/* SPDX-License-Identifier: MIT */
/* A guarded case from the command line: no verb speaks of it to who is not to
 * know. */
#include "run.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_guard(void);

static const char *matter, *record, *code;

static void
set_up(void)
{
	const char *at;

	run_set_up();
	run_make_court();
	matter = run_make_case();
	record = run_advise(matter);
	at = strstr(RUN("print", record, "--stdout").out, "查询码");
	ck_assert_ptr_nonnull(at);
	at += strlen("查询码");
	at += strcspn(at, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	code = arena_copy_bytes(&runner.arena, at, 8);
}

static void
seal(const char *user, const char *const *words)
{
	const char *draft = run_id(run(words));

	ck_ran(RUN("--user", user, "record", "seal", draft), 0);
}
#define SEAL(user, ...)                                                        \
	seal(user, (const char *const[]){ "--user", user, "record", "new",     \
			   __VA_ARGS__, NULL })

static void
close_to(const char *readers)
{
	SEAL("judge", "access-list", "--matter", matter, "不公开=是",
		"依据=本院不公开审理决定",
		arena_printf(&runner.arena, "查阅人员=%s", readers));
}

static void
ck_silent(struct ran ran, const char *what)
{
	ck_assert_msg(strstr(ran.out, "张甲一") == NULL &&
			      strstr(ran.out, "测0102刑初1号") == NULL &&
			      strstr(ran.error, "张甲一") == NULL,
		"%s: %s%s", what, ran.out, ran.error);
}

/* Every verb that lists, and every one that is asked for the thing itself. */
static void
ck_hidden(const char *user)
{
	const char *const lists[][4] = { { "case", "list" }, { "due" },
		{ "inbox" }, { "handover" }, { "violations" },
		{ "request", "list" }, { "record", "drafts" },
		{ "due", "--json" }, { "inbox", "--json" },
		{ "handover", "--json" }, { "calendar", "moves" } };
	const char *const asked[][4] = { { "case", "show", matter },
		{ "party", "show", matter }, { "status", matter },
		{ "status", "（2026）测0102刑初1号" }, { "why", matter },
		{ "record", "show", record }, { "record", "show", code },
		{ "print", record } };

	setenv("BIANHU_USER", user, 1);
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		ck_silent(run(lists[i]), lists[i][0]);
	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
		struct ran ran = run(asked[i]);

		ck_assert_msg(ran.code != 0, "%s %s: %s", asked[i][0],
			asked[i][1], ran.out);
		ck_silent(ran, asked[i][0]);
	}
	setenv("BIANHU_USER", "clerk", 1);
}

START_TEST(who_is_not_on_the_list_is_told_nothing)
{
	RUN("record", "new", "hearing", "--matter", matter, "开庭时间=+9 0900",
		"开庭地点=第一法庭");
	close_to("judge");
	ck_hidden("clerk");
	ck_ran(RUN("--user", "judge", "case", "show", matter), 0);
	ck_ran(RUN("verify"), 0);
	ck_ran(RUN("derive", "--check"), 0);
}
END_TEST

START_TEST(what_is_sealed_off_is_told_to_nobody)
{
	SEAL("judge", "record-sealing", "--matter", matter, "被封存人=张甲一",
		"年龄=不满十八周岁", "刑罚=五年有期徒刑以下刑罚",
		"裁判文书=测0102刑初1号判决书");
	ck_hidden("clerk");
	ck_hidden("judge");
	ck_ran(RUN("verify"), 0);
	ck_ran(RUN("derive", "--check"), 0);
	/* A look from the command line is on record, and over at once. */
	SEAL("judge", "sealed-look", "案号=（2026）测0102刑初1号",
		"情形=司法机关为办案需要", "查询单位=测试县人民检察院",
		"公函=测检函1号", "事由=办理另案需要核实", "保密=已告知",
		"批准人=王丙三");
	ck_hidden("judge");
	ck_ran(RUN("verify"), 0);
	ck_ran(RUN("derive", "--check"), 0);
}
END_TEST

Suite *
suite_guard(void)
{
	Suite *suite = suite_create("guard");
	TCase *tcase = tcase_create("verbs");

	tcase_add_checked_fixture(tcase, set_up, run_tear_down);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, who_is_not_on_the_list_is_told_nothing);
	tcase_add_test(tcase, what_is_sealed_off_is_told_to_nobody);
	suite_add_tcase(suite, tcase);
	return suite;
}
