/* SPDX-License-Identifier: MIT */
/* bianhu law, why and form check on the real program: lines in, lines out;
 * every rule in one list; what a jurist wrote wrong. */
#include "run.h"

#include "base/attr.h"
#include "base/file.h"
#include "base/utf8.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <string.h>
#include <sys/stat.h>

Suite *suite_law(void);

static const char *
write_bytes(const char *name, const char *bytes, size_t length)
{
	const char *path = arena_copy(&runner.arena, scratch(name));

	ck_assert_msg(file_write(path, bytes, length, &runner.err), "%s",
		runner.err.text);
	return path;
}

static const char *
lines(const char *text)
{
	return write_bytes("lines", text, strlen(text));
}

static size_t
count_lines(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += *text == '\n';
	return count;
}

/* The line at `at`, from 1. */
static const char *
line_of(struct ran ran, size_t at)
{
	const char *text = ran.out;

	for (; at > 1; at--)
		text = strchr(text, '\n') + 1;
	return arena_copy_bytes(&runner.arena, text, strcspn(text, "\n"));
}

START_TEST(one_answer_a_line)
{
	const char *file =
		lines("day\t3\t2026-11-26\nhour\t24\t2026-10-01T09:40\r\n"
		      "workday\t3\t2026-11-26");
	struct ran ran = RUN("law", "count", file);

	ck_ran(ran, 0);
	ck_assert_str_eq(ran.out, "2026-11-30\tfinal\n"
				  "2026-10-02T09:40\tfinal\n"
				  "2026-12-01\tfinal\n");
	runner.input = file;
	ck_assert_str_eq(RUN("law", "count").out, ran.out);
	ran = RUN("law", "entitle",
		lines("procedure=ordinary pilot=yes\nprocedure=summary\n"));
	ck_ran(ran, 0);
	ck_assert_int_eq(strncmp(line_of(ran, 1), "P\t6\t", 4), 0);
	ck_assert_int_eq(strncmp(line_of(ran, 2), "D\t8\t", 4), 0);
	ran = RUN("law", "refuse",
		lines("class=M when=before time=1 wish=other reason=justified "
		      "minor=no adult-now=no changes=0\n"));
	ck_ran(ran, 0);
	ck_assert_int_eq(strncmp(ran.out, "must-permit\tretain-5d", 21), 0);
	ran = RUN("law", "count",
		lines("\xef\xbb\xbf"
		      "day\t3\t2026-11-26\n"));
	ck_ran(ran, 0);
	ck_assert_str_eq(ran.out, "2026-11-30\tfinal\n");
	ran = RUN("law", "count", lines(""));
	ck_ran(ran, 0);
	ck_assert_str_eq(ran.out, "");
}
END_TEST

/* The others are answered all the same; the exit code tells. */
START_TEST(a_refused_line_says_which)
{
	static const char bytes[] =
		"day\t3\t2026-11-26\n\nday\t3\t2026-02-30\nday\t3\t2026\0\n"
		"\xff\xfe\nday\t-1\t2026-11-26\nday\t3\t1996-12-31\n"
		"\x1b[2J\tx\ty\nday\t3\t2026-11-26\n";
	struct ran ran = RUN(
		"law", "count", write_bytes("bad", bytes, sizeof bytes - 1));

	ck_ran(ran, 1);
	ck_assert_str_eq(ran.error, "");
	ck_assert_uint_eq(count_lines(ran.out), 9);
	ck_assert_str_eq(line_of(ran, 1), "2026-11-30\tfinal");
	ck_assert_str_eq(line_of(ran, 9), "2026-11-30\tfinal");
	for (size_t i = 2; i < 9; i++) {
		const char *wanted =
			arena_printf(&runner.arena, "error\t第%zu行：", i);

		ck_assert_msg(
			strncmp(line_of(ran, i), wanted, strlen(wanted)) == 0,
			"%s", line_of(ran, i));
	}
	ck_assert_ptr_nonnull(strstr(line_of(ran, 4), "空字节"));
	ck_assert_ptr_nonnull(strstr(line_of(ran, 5), "UTF-8"));
	ck_assert_ptr_null(strchr(ran.out, '\x1b'));
}
END_TEST

START_TEST(a_line_has_an_end)
{
	struct buf text = { 0 };
	struct ran ran;

	for (int i = 0; i < 5000; i++)
		buf_add_char(&text, 'a');
	buf_add(&text, "\nprocedure=summary\n");
	ran = RUN("law", "entitle", lines(buf_text(&text)));
	buf_free(&text);
	ck_ran(ran, 1);
	ck_assert_uint_eq(count_lines(ran.out), 2);
	ck_assert_ptr_nonnull(strstr(line_of(ran, 1), "4096"));
	ck_assert_int_eq(strncmp(line_of(ran, 2), "D\t8\t", 4), 0);
}
END_TEST

START_TEST(the_law_of_a_day)
{
	const char *file = lines("instance=death-review-spc applied=yes\n");

	ck_assert_ptr_nonnull(
		strstr(RUN("law", "entitle", file, "--as-of", "2022-01-01").out,
			"MDS"));
	ck_assert_ptr_null(
		strstr(RUN("law", "entitle", file, "--as-of", "2021-12-31").out,
			"MDS"));
	ck_ran(RUN("law", "entitle", file, "--as-of", "soon"), 1);
	ck_ran(RUN("law", "facts", "--as-of", "2026-01-01"), 2);
	ck_ran(RUN("law", "entitle", file, "more"), 2);
	ck_ran(RUN("law", "entitle", "--tsv"), 2);
	ck_ran(RUN("law", "entitle", scratch("none")), 4);
	ck_ran(RUN("law", "entitle", scratch("")), 7);
}
END_TEST

START_TEST(why_takes_the_same_lines)
{
	struct ran ran;

	runner.input =
		lines("day\t3\t2026-11-26\nprocedure=expedited grounds=minor\n"
		      "class=P when=before time=1 wish=self reason=justified "
		      "minor=no adult-now=no changes=0\n");
	ran = RUN("why");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "起算日不计"));
	ck_assert_ptr_nonnull(strstr(ran.out, "冲突：未成年人"));
	ck_assert_ptr_nonnull(strstr(ran.out, "第五十条"));
	runner.input = lines("stage=nowhere\nprocedure=summary\n");
	ran = RUN("why");
	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.out, "error\t第1行："));
	ck_assert_ptr_nonnull(strstr(ran.out, "值班律师"));
}
END_TEST

/* Ten cells a line, whatever the rule. */
START_TEST(every_rule_in_one_list)
{
	static const char *const kinds[] = { "期限", "类别", "冲突", "拒绝",
		"地区" };
	struct ran ran = RUN("law", "list", "--tsv");
	const char *at = ran.out;

	ck_ran(ran, 0);
	ck_assert_int_eq(strncmp(at, "kind\tid\t", 8), 0);
	while (*at != '\0') {
		size_t tabs = 0;

		for (; *at != '\n'; at++)
			tabs += *at == '\t';
		ck_assert_uint_eq(tabs, 9);
		at++;
	}
	for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++)
		ck_assert_msg(
			strstr(ran.out, arena_printf(&runner.arena, "\n%s\t",
						kinds[i])) != NULL,
			"%s", kinds[i]);
	ran = RUN("law", "list");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "规则摘要 "));
	ck_assert_ptr_nonnull(strstr(ran.out, "云南省"));
	ran = RUN("law", "list", "--as-of", "2018-06-01");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "北京市"));
	ck_assert_ptr_null(strstr(ran.out, "云南省"));
}
END_TEST

START_TEST(a_court_by_its_region)
{
	struct ran ran = RUN("init", "--court", "测试县人民法院", "--code",
		"测0102", "--region", "99");

	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "66新疆生产建设兵团"));
	ck_ran(RUN("init", "--court", "测试县人民法院", "--code", "测0102",
		       "--region", "11", "--pilot"),
		2);
	ck_ran(RUN("init", "--sample", "--region", "11"), 2);
	ran = RUN("init", "--court", "测试县人民法院", "--code", "测0102",
		"--region", "11");
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "北京市"));
}
END_TEST

START_TEST(a_region_makes_the_court_a_pilot)
{
	const char *party;

	ck_ran(RUN("init", "--court", "测试县人民法院", "--code", "测0102",
		       "--region", "44", "--user", "clerk"),
		0);
	party = run_id(RUN("record", "new", "case-intake", "--user", "clerk",
		"案号=（2026）测0102刑初1号", "收案日期=今", "立案日期=今",
		"审级=一审", "程序=普通", "起诉=公诉", "承办人=法官乙",
		"姓名=张甲一", "强制措施=取保候审", "罪名=盗窃罪",
		"辩护人=无"));
	party = run_id(RUN("record", "seal", party, "--user", "clerk"));
	ck_assert_ptr_nonnull(
		strstr(RUN("why", party, "--user", "clerk").out, "类别：P"));
}
END_TEST

/* What a jurist edited, in folders of any depth, against the shipped. */
static void
write_in(const char *path, const char *text)
{
	ck_assert_msg(
		file_write(scratch(path), text, strlen(text), &runner.err),
		"%s", runner.err.text);
}

START_TEST(edited_files_are_checked)
{
	struct ran ran;

	ck_assert_int_eq(mkdir(scratch("d"), 0700), 0);
	ck_assert_int_eq(mkdir(scratch("d/e"), 0700), 0);
	write_in("d/note.txt", "不看\n");
	write_in("d/e/2031.cal", "[年]\n年: 2031\n文件: 甲\n网址: https://x\n"
				 "放假: 2031-01-01 元旦\n");
	write_in("d/x.rule",
		"[期限 甲]\n名称: 甲\n起算: 登记.受理\n完成: 告知.完成\n"
		"期限: 3 日\n责任: 法院\n性质: 法定\n依据: 甲\n等级: V\n"
		"施行: 2020-01-01\n违反: ADVICE_LATE\n");
	ran = RUN("form", "check", scratch("d"));
	ck_ran(ran, 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "2个文件"));
	write_in("d/e/y.rule",
		"[期限 乙]\n名称: 乙\n起算: 登记.受理\n完成: 没有.这事\n"
		"期限: 3 天\n责任: 法院\n性质: 法定\n等级: V\n"
		"施行: 2020-01-01\n违反: ADVICE_LATE\n"
		"[地区 甲]\n代码: 北京\n范围: 大\n依据: 甲\n等级: V\n"
		"施行: 2020-02-30\n");
	ran = RUN("form", "check", scratch("d"));
	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "y.rule:5: "));
	ck_assert_ptr_nonnull(strstr(ran.error, "3 工作日"));
	ck_assert_ptr_nonnull(strstr(ran.error, "y.rule:1: "));
	ck_assert_ptr_nonnull(strstr(ran.error, "缺“依据”"));
	ck_assert_ptr_nonnull(strstr(ran.error, "y.rule:13: "));
	ck_assert_ptr_nonnull(strstr(ran.error, "全域 部分"));
	ck_assert_ptr_nonnull(strstr(ran.error, "y.rule:16: "));
	ck_assert_ptr_nonnull(strstr(ran.error, "处错误"));
}
END_TEST

static const char small_form[] =
	"[表单]\n编号: small\n名称: 甲\n种类: 登记\n版本: 1\n"
	"对象: 当事人\n权限: 案件 定稿\n[栏目 甲]\n类型: 文本\n";

START_TEST(two_forms_of_one_id)
{
	struct ran ran;

	ck_assert_int_eq(mkdir(scratch("d"), 0700), 0);
	write_in("d/a.form", small_form);
	ran = RUN("form", "check", scratch("d"));
	ck_ran(ran, 0);
	write_in("d/b.form", small_form);
	ran = RUN("form", "check", scratch("d"));
	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "编号与另一个文件"));
}
END_TEST

/* A rule that waits for what no form does; one that stands twice. */
START_TEST(edited_files_are_held_against_the_shipped)
{
	struct ran ran;

	ck_assert_int_eq(mkdir(scratch("d"), 0700), 0);
	write_in("d/x.rule",
		"[期限 甲]\n名称: 甲\n起算: 登记.受理\n完成: 没有.这事\n"
		"期限: 3 日\n责任: 法院\n性质: 法定\n依据: 甲\n等级: V\n"
		"施行: 2020-01-01\n违反: ADVICE_LATE\n");
	ran = RUN("form", "check", scratch("d"));
	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "没有.这事"));
	write_in("d/x.rule",
		"[期限 告知-刑诉法34]\n名称: 甲\n起算: 登记.受理\n"
		"完成: 告知.完成\n期限: 3 日\n责任: 法院\n性质: 法定\n"
		"依据: 甲\n等级: V\n施行: 2020-01-01\n违反: ADVICE_LATE\n");
	ran = RUN("form", "check", scratch("d"));
	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "advice.rule"));
}
END_TEST

Suite *
suite_law(void)
{
	Suite *suite = suite_create("law");
	TCase *tcase = tcase_create("lines");

	tcase_add_checked_fixture(tcase, run_set_up, run_tear_down);
	tcase_add_test(tcase, one_answer_a_line);
	tcase_add_test(tcase, a_refused_line_says_which);
	tcase_add_test(tcase, a_line_has_an_end);
	tcase_add_test(tcase, the_law_of_a_day);
	tcase_add_test(tcase, why_takes_the_same_lines);
	tcase_add_test(tcase, every_rule_in_one_list);
	tcase_add_test(tcase, a_court_by_its_region);
	tcase_add_test(tcase, a_region_makes_the_court_a_pilot);
	tcase_add_test(tcase, edited_files_are_checked);
	tcase_add_test(tcase, two_forms_of_one_id);
	tcase_add_test(tcase, edited_files_are_held_against_the_shipped);
	suite_add_tcase(suite, tcase);
	return suite;
}
