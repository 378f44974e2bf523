/* SPDX-License-Identifier: MIT */
/* The real program, from its command line: the main job and exit codes. */
#include "run.h"

#include "base/file.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_cli(void);

/* From intake to advised, sealed, printed, the clock met. */
START_TEST(main_job)
{
	const char *party, *record;
	struct ran ran;

	run_make_court();
	party = run_make_case();
	ran = RUN("due");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "张甲一"));
	ck_assert_ptr_nonnull(strstr(ran.out, "剩"));
	record = run_advise(party);
	ran = RUN("due");
	ck_ran(ran, 0);
	ck_assert_ptr_null(strstr(ran.out, "告知"));
	ran = RUN("case", "show", party);
	ck_assert_ptr_nonnull(strstr(ran.out, "按期办结"));
	ran = RUN("print", record, "--stdout");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "权利告知单"));
	ck_assert_ptr_nonnull(strstr(ran.out, "第1份"));
	ran = RUN("verify");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "2份文书，链完整"));
	ck_ran(RUN("derive", "--check"), 0);
}
END_TEST

START_TEST(paper_and_its_signing)
{
	const char *record, *draft;
	struct ran ran;

	run_make_court();
	record = run_advise(run_make_case());
	ran = RUN("print", record);
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "第1份"));
	draft = run_id(RUN("record", "new", "signing", "--about", record,
		"签署=拒绝签署", "拒签理由=未说明理由", "证明方式=录音录像"));
	/* Neither witness nor recording: it cannot be sealed. */
	ran = RUN("record", "seal", draft);
	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "录像编号"));
	ran = RUN("record", "drafts");
	ck_assert_ptr_nonnull(strstr(ran.out, draft));
	ck_ran(RUN("record", "drop", draft), 0);
	ck_assert_str_eq(RUN("record", "drafts").out, "");
	draft = run_id(RUN("record", "new", "signing", "--about", record,
		"签署=签名捺印"));
	ck_ran(RUN("record", "seal", draft), 0);
	ck_assert_ptr_nonnull(
		strstr(RUN("record", "show", record).out, "签署：签名捺印"));
}
END_TEST

START_TEST(a_correction)
{
	const char *first, *draft, *second;
	struct ran ran;

	run_make_court();
	first = run_make_case();
	draft = run_id(RUN("record", "new", "case-intake", "--supersedes",
		first, "--reason", "罪名登记错了", "罪名=诈骗罪"));
	second = run_id(RUN("record", "seal", draft));
	ran = RUN("record", "show", first);
	ck_assert_ptr_nonnull(strstr(ran.out, second));
	ck_assert_ptr_nonnull(strstr(RUN("case", "list").out, "诈骗罪"));
	ck_ran(RUN("record", "new", "case-intake", "--supersedes", first), 5);
}
END_TEST

/* Not as the law has it: only with a reason, which the record shows; given
 * with the draft or when it is sealed. */
START_TEST(against_the_law_with_a_reason)
{
	const char *draft, *party;
	struct ran ran;

	run_make_court();
	party = run_make_case();
	draft = run_id(RUN("record", "new", "refusal", "--party", party,
		"拒绝时间=现在", "场合=当庭", "提出人=本人", "已指派=是",
		"意愿=另请律师", "理由=会见时谈不拢", "法院决定=不准许",
		"决定日期=今", "决定人=法官乙", "书面记录=庭审笔录第3页",
		"签署=签名捺印"));
	ran = RUN("record", "seal", draft);
	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "决定不准许"));
	ck_assert_ptr_nonnull(strstr(ran.error, "法释〔2021〕1号"));
	ck_ran(RUN("record", "seal", draft, "--override", "不行"), 1);
	ran = RUN("record", "seal", draft, "--override", "合议庭研究后决定");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(
		strstr(RUN("violations").out, "与法律规定不一致仍然办了"));
	draft = run_id(RUN("record", "new", "refusal", "--party", party,
		"--override", "合议庭研究后决定", "拒绝时间=现在", "场合=当庭",
		"提出人=本人", "已指派=是", "意愿=另请律师",
		"理由=会见时谈不拢", "法院决定=不准许", "决定日期=今",
		"决定人=法官乙", "书面记录=庭审笔录第3页", "签署=签名捺印"));
	ck_ran(RUN("record", "seal", draft), 0);
	ck_ran(RUN("verify"), 0);
	ck_ran(RUN("derive", "--check"), 0);
}
END_TEST

/* The practice store is there in one go; one of its parties says why. */
START_TEST(sample)
{
	struct ran ran = RUN("init", "--sample");
	const char *party;

	ck_ran(ran, 0);
	ran = RUN("due", "--user=clerk");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "逾期"));
	party = strrchr(arena_copy_bytes(
				&runner.arena, ran.out, strcspn(ran.out, "\n")),
			' ') +
		1;
	ran = RUN("why", party, "--user", "clerk");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "起算日不计"));
	ck_assert_ptr_nonnull(strstr(ran.out, "刑事诉讼法第三十四条第二款"));
	ck_ran(RUN("party", "show", party, "--user", "agency"), 0);
	ck_ran(RUN("verify"), 0);
	ck_ran(RUN("derive", "--check"), 0);
	/* Nothing had been entered by then. */
	ran = RUN("--user", "clerk", "due", "--as-of", "2000-01-01");
	ck_ran(ran, 0);
	ck_assert_str_eq(ran.out, "");
}
END_TEST

START_TEST(why_of_a_file)
{
	static const char facts[] =
		"[事实]\n日期: 2026-11-20\n程序段.审级: 一审\n"
		"程序段.程序: 普通\n程序段.试点: 是\n当事人.辩护人: 无\n\n"
		"[事件 登记.受理]\n日期: 2026-11-20\n\n"
		"[事件 告知.完成]\n日期: 2026-11-24\n";
	struct ran ran;

	ck_assert(file_write(
		scratch("x.case"), facts, strlen(facts), &runner.err));
	ran = RUN("why", scratch("x.case"));
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "届满：2026-11-23"));
	ck_assert_ptr_nonnull(strstr(ran.out, "逾期办结"));
	ran = RUN("why", scratch("x.case"), "--as-of", "2026-11-23");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "今天到期"));
}
END_TEST

/* clang-format off */
static const struct {
	int code;
	const char *words[8];
} codes[] = {
	{ 0, { "version" } },
	{ 0, { "help" } },
	{ 0, { "form", "list" } },
	{ 0, { "form", "show", "advice-slip" } },
	{ 0, { "law", "list" } },
	{ 0, { "law", "facts" } },
	{ 0, { "due", "--user", "clerk" } },
	{ 0, { "--user", "clerk", "case", "list" } },
	{ 1, { "due", "--user", "clerk", "--as-of", "soon" } },
	{ 1, { "case", "show", "x", "--user", "clerk" } },
	{ 1, { "--user", "clerk", "record", "new", "hearing" } },
	{ 1, { "--user", "clerk", "record", "new", "case-intake", "没有=1" } },
	{ 1, { "--user", "clerk", "record", "new", "case-intake", "姓名" } },
	{ 1, { "due" } }, /* who? */
	{ 2, { NULL } }, /* no terminal */
	{ 2, { "nothing" } },
	{ 2, { "due", "more" } },
	{ 2, { "due", "--store" } },
	{ 2, { "version", "--as-of", "2026-01-01" } },
	{ 2, { "case", "list", "--user", "clerk", "--as-of", "2026-01-01" } },
	{ 2, { "record", "seal", "--user", "clerk" } },
	{ 2, { "init" } },
	{ 2, { "init", "--sample", "--court", "甲" } },
	{ 2, { "derive", "--check", "--repair" } },
	{ 2, { "--level", "loud", "version" } },
	{ 2, { "--encoding", "big5", "version" } },
	{ 2, { "--encoding" } },
	{ 2, { "--encoding", "GBK", "due", "\x80\xff" } },
	{ 2, { "due", "\xff" } },
	{ 4, { "due", "--user", "nobody" } },
	{ 4, { "case", "show", "5", "--user", "clerk" } },
	{ 4, { "record", "show", "5", "--user", "clerk" } },
	{ 4, { "record", "seal", "5", "--user", "clerk" } },
	{ 4, { "form", "show", "nothing" } },
	{ 4, { "form", "check", "/nowhere" } },
	{ 4, { "--user", "clerk", "record", "new", "nothing" } },
	{ 5, { "init", "--sample" } },
};
/* clang-format on */

START_TEST(exit_codes)
{
	run_make_court();
	unsetenv("BIANHU_USER");
	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++) {
		struct ran ran = run(codes[i].words);
		ck_assert_msg(ran.code == codes[i].code,
			"row %zu: %d, not %d: %s%s", i, ran.code, codes[i].code,
			ran.out, ran.error);
		ck_assert_msg(ran.code != 0 || ran.error[0] == '\0',
			"row %zu: %s", i, ran.error);
		ck_assert_msg(ran.out[0] != '\0' || ran.error[0] != '\0' ||
				      ran.code == 0,
			"row %zu says nothing", i);
	}
	/* None of them left anything. */
	setenv("BIANHU_USER", "clerk", 1);
	ck_assert_str_eq(RUN("record", "drafts").out, "");
}
END_TEST

START_TEST(no_right_is_three)
{
	const char *party;

	run_make_court();
	party = run_make_case();
	ck_ran(RUN("record", "new", "notify-decision", "--party", party), 3);
	ck_ran(RUN("record", "new", "notify-decision", "--party", party,
		       "--user", "judge"),
		0);
}
END_TEST

Suite *
suite_cli(void)
{
	Suite *suite = suite_create("cli");
	TCase *tcase = tcase_create("job");

	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, run_set_up, run_tear_down);
	tcase_add_test(tcase, main_job);
	tcase_add_test(tcase, paper_and_its_signing);
	tcase_add_test(tcase, a_correction);
	tcase_add_test(tcase, against_the_law_with_a_reason);
	tcase_add_test(tcase, sample);
	tcase_add_test(tcase, why_of_a_file);
	tcase_add_test(tcase, exit_codes);
	tcase_add_test(tcase, no_right_is_three);
	suite_add_tcase(suite, tcase);
	return suite;
}
