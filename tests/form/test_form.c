/* SPDX-License-Identifier: MIT */
/* Loading forms: what a jurist may get wrong, each with its line. */
#include "form/form.h"

#include "base/digest.h"
#include "load.h"

Suite *suite_form(void);

/* Each row is put after these; its lines count from 1. */
#define HEAD  "[表单]\n编号: x\n名称: 例\n种类: 登记\n版本: 1\n" /* 5 lines */
#define PAPER "[表单]\n编号: x\n名称: 例\n种类: 文书\n版本: 1\n"
#define BODY  "[正文]\np 一\n[结束]\n"

static const struct {
	const char *text;
	int line;
	const char *says;
} mistakes[] = {
	{ "", 0, "没有 [表单]" },
	{ "[表单]\n名称: 例\n种类: 登记\n版本: 1\n", 1, "缺少：编号" },
	{ "[表单]\n编号: X_1\n名称: 例\n种类: 登记\n版本: 1\n", 2, "小写字母" },
	{ "[表单]\n编号: x\n种类: 登记\n版本: 1\n", 1, "缺少：名称" },
	{ "[表单]\n编号: x\n名称: 例\n种类: 信\n版本: 1\n", 4,
		"不认识的种类：信。可用：文书 清单 登记" },
	{ "[表单]\n编号: x\n名称: 例\n种类: 登记\n版本: 一\n", 5, "版本要写" },
	{ HEAD "颜色: 红\n", 6, "颜色" },
	{ HEAD "版本: 2\n", 6, "版本" },
	{ HEAD "样稿: 大概\n", 6, "只能写 是 或 否" },
	{ HEAD "对象: 律师\n", 6, "不认识的对象：律师" },
	{ HEAD "建立: 案件 法官\n", 6, "不认识的对象：法官" },
	{ HEAD "权限: 决定 删除\n", 6, "权限写成" },
	{ HEAD "文号: （{{年}}）号\n", 6, "缺少 {{序号}}" },
	{ HEAD "文号: {{月}}{{序号}}\n", 6, "月" },
	{ HEAD "文号: {{序号\n", 6, "}}" },
	{ HEAD "事件: 登记受理 于 甲\n[栏目 甲]\n类型: 日期\n", 6, "事件写成" },
	{ HEAD "事件: 登记.受理\n", 6, "事件写成" },
	{ HEAD "事件: 登记.受理 于 乙\n[栏目 甲]\n类型: 日期\n", 6,
		"没有这个栏目：乙。可用：甲" },
	{ HEAD "事件: 登记.受理 于 甲\n[栏目 甲]\n类型: 文本\n", 6,
		"日期或时刻" },
	{ HEAD "事件: 登记.受理 于 甲 对 律师\n[栏目 甲]\n类型: 日期\n", 6,
		"对 后面不认识：律师" },
	{ HEAD "事实: 当事人.罪名 = 甲\n[栏目 甲]\n类型: 文本\n", 1,
		"没有时间" },
	{ HEAD "事实: 当事人.罪名\n", 6, "事实写成" },
	{ HEAD "事实: 律师.罪名 = “甲”\n", 6, "事实写成" },
	{ HEAD "说明对象: 甲\n[栏目 甲]\n类型: 文本\n", 6, "说明对象写成" },
	{ HEAD "说明对象: 甲 甲\n[栏目 甲]\n类型: 文本\n", 6, "对象是当事人" },
	{ HEAD "对象: 当事人\n说明对象: 甲 乙\n[栏目 甲]\n类型: 文本\n", 7,
		"没有这个栏目：乙。可用：甲" },
	{ HEAD "只一次: 登记.受理\n", 6, "只一次 后面要写这张表单的事件" },
	{ HEAD "只一次: \n", 6, "只一次" },
	{ HEAD "[栏目]\n类型: 文本\n", 6, "缺少栏目的名字" },
	{ HEAD "[栏目 甲=乙]\n类型: 文本\n", 6, "名字里不能有" },
	{ HEAD "[栏目 项]\n类型: 文本\n", 6, "留给重复段" },
	{ HEAD "[栏目 甲]\n名称: 甲\n", 6, "缺少 类型" },
	{ HEAD "[栏目 甲]\n类型：长文字\n", 7,
		"不认识的类型：长文字。可用：文本 长文本" },
	{ HEAD "[栏目 甲]\n类型: 文本\n颜色: 红\n", 8, "颜色" },
	{ HEAD "[栏目 甲]\n类型: 文本\n类型: 日期\n", 8, "类型" },
	{ HEAD "[栏目 甲]\n类型: 文本\n[栏目 甲]\n类型: 文本\n", 8,
		"栏目重复：甲（第6行已有）" },
	{ HEAD "[栏目 甲]\n类型: 选择\n", 6, "要写 选项" },
	{ HEAD "[栏目 甲]\n类型: 选择\n选项: 一 二 一\n", 8,
		"选项写了两次：一" },
	{ HEAD "[栏目 甲]\n类型: 多选\n选项: 一、二 三\n", 8,
		"选项打出来会读成别的" },
	{ HEAD "[栏目 甲]\n类型: 多选\n选项: 一 12 三\n", 8,
		"选项打出来会读成别的" },
	{ HEAD "[栏目 甲]\n类型: 文本\n选项: 一 二\n", 8, "没有选项" },
	{ HEAD "[栏目 甲]\n类型: 文本\n只读: 是\n", 6, "要写 来自" },
	{ HEAD "[栏目 甲]\n类型: 文本\n条件: 乙\n", 8, "没有这个栏目：乙" },
	{ HEAD "[栏目 甲]\n类型: 文本\n条件: !乙\n", 8, "没有这个栏目：乙" },
	{ HEAD "[栏目 甲]\n类型: 文本\n条件: !\n", 8, "条件是空的" },
	{ HEAD "[栏目 甲]\n类型: 文本\n条件: 乙\n[栏目 乙]\n类型: 文本\n", 8,
		"乙 在后面" },
	{ HEAD "[栏目 甲]\n类型: 是否\n[栏目 乙]\n类型: 文本\n条件: 甲=有\n",
		10, "甲 没有选项 有" },
	{ HEAD "[栏目 甲]\n类型: 是否\n[栏目 乙]\n类型: 文本\n条件: 甲=\n", 10,
		"条件缺少值" },
	{ HEAD "[栏目 甲]\n类型: 文本\n校验: 多于4字\n", 8, "不认识的校验" },
	{ HEAD "[栏目 甲]\n类型: 文本\n校验: 不少于四字\n", 8, "不少于4字" },
	{ HEAD "[栏目 甲]\n类型: 日期\n校验: 不早于 乙\n", 8, "没有这个栏目" },
	{ HEAD "[栏目 甲]\n类型: 文本\n[栏目 乙]\n类型: 日期\n校验: 不早于 甲\n",
		10, "只能比较日期" },
	{ HEAD "[事项 甲]\n依据: 某法\n", 6, "缺少 内容" },
	{ HEAD "[事项 甲]\n内容: 你有权\n", 6, "缺少 依据" },
	{ HEAD "[附表]\n甲: 一\n", 6, "不认识的段：[附表]" },
	{ HEAD "[表单]\n编号: y\n名称: 例\n种类: 登记\n版本: 1\n", 6,
		"只能有一个" },
	{ HEAD "没有冒号的一行\n", 6, "没有冒号的一行" },
	{ HEAD "依据: \x1b[2J\n", 6, "控制字符" },
	{ HEAD "依据: \xff\n", 6, "UTF-8" },
	{ PAPER, 1, "缺少 [正文]" },
	{ PAPER "[正文]\np 一\n", 6, "[结束]" },
	{ PAPER "[正文]\nq 一\n[结束]\n", 7, "不认识的正文行：q" },
	{ PAPER "[正文]\nfoot 一\n[结束]\n", 7, "不认识的正文行：foot" },
	{ PAPER "[正文]\np\n[结束]\n", 7, "要写字" },
	{ PAPER "[正文]\nblank 一\n[结束]\n", 7, "不写字" },
	{ PAPER "[正文]\np {{原因}}\n[结束]\n", 7,
		"正文引用了没有定义的栏目：原因" },
	{ PAPER "[正文]\np {{原因\n[结束]\n", 7, "没有对应的 }}" },
	{ PAPER "[正文]\np {{项}}\n[结束]\n", 7, "{{项}} 只能写在" },
	{ PAPER "[正文]\n? 甲\np 一\n[结束]\n", 7, "没有这个栏目：甲" },
	{ PAPER "[栏目 甲]\n类型: 文本\n[正文]\n? 甲\np 一\n[结束]\n", 9,
		"没有用单独一行 . 结束" },
	{ PAPER "[正文]\np 一\n.\n[结束]\n", 8, "没有要结束的" },
	{ PAPER "[栏目 甲]\n类型: 文本\n[正文]\n* 甲\np 一\n.\n[结束]\n", 9,
		"只有多选和长文本" },
	{ PAPER "[正文]\n* 乙\np 一\n.\n[结束]\n", 7, "没有定义的栏目" },
	{ PAPER "[栏目 甲]\n类型: 文本\n[正文]\n? 甲\n? 甲\n? 甲\n? 甲\n"
		"? 甲\n? 甲\n? 甲\np 一\n.\n.\n.\n.\n.\n.\n.\n[结束]\n",
		15, "套得太深" },
	{ PAPER BODY "[正文]\np 二\n[结束]\n", 9, "只能有一个" },
};

static bool
has_problem(const struct problems *problems, int line, const char *says)
{
	for (size_t i = 0; i < problems->count; i++) {
		if (problems->items[i].line == line &&
			strstr(problems->items[i].text, says) != NULL)
			return true;
	}
	return false;
}

START_TEST(mistake)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	const char *text = mistakes[_i].text;

	ck_assert_msg(form_load(&arena, "坏.form", text, strlen(text),
			      &problems) == NULL,
		"loaded: %s", text);
	ck_assert_msg(
		has_problem(&problems, mistakes[_i].line, mistakes[_i].says),
		"row %d wants %d: %s, got %d: %s", _i, mistakes[_i].line,
		mistakes[_i].says, problems.items[0].line,
		problems.items[0].text);
	ck_assert_str_eq(problems.items[0].file, "坏.form");
	arena_clear(&arena);
}
END_TEST

/* All mistakes are told at once. */
START_TEST(all_at_once)
{
	struct arena arena = { 0 };
	struct problems problems = { .arena = &arena };
	static const char text[] = HEAD "样稿: 大概\n对象: 律师\n"
					"[栏目 甲]\n类型: 长文字\n"
					"[栏目 甲]\n类型: 文本\n条件: 丙\n";

	ck_assert_ptr_null(
		form_load(&arena, "坏.form", text, strlen(text), &problems));
	ck_assert_uint_eq(problems.count, 5);
	arena_clear(&arena);
}
END_TEST

static const char full[] =
	"\xEF\xBB\xBF# 例\r\n[表单]\r\n编号：x\r\n名称：例\r\n种类：文书\r\n"
	"版本：2\r\n样稿：是\r\n对象：当事人\r\n建立：庭审\r\n"
	"权限：决定 决定\r\n事件：登记.受理 于 甲 对 当事人 当 乙=一 二，"
	"丙!=否\r\n事实：当事人.罪名 = \"于 当\" 当 乙=一\r\n"
	"事实：程序段.程序 = 乙 于 甲\r\n"
	"[栏目 甲]\r\n类型：\t日期\r\n[栏目 乙]\r\n类型: 选择\r\n选项: 一 二\r\n"
	"\t三\r\n[事项 丙]\r\n内容：你有权\r\n  委托\r\n依据：某法第一条\r\n"
	"条件: 乙=一 二\r\n[正文]\r\n# 注\r\ntitle 例\r\nitems\r\n[结束]\r\n";

START_TEST(a_whole_form)
{
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "好.form", full);
	char digest[DIGEST_TEXT];

	ck_assert_str_eq(form->id, "x");
	ck_assert_int_eq(form->version, 2);
	ck_assert_int_eq(form->kind, FORM_PAPER);
	ck_assert_int_eq(form->on, FORM_ON_PARTY);
	ck_assert(form->is_sample && form->makes[FORM_ON_HEARING]);
	ck_assert_str_eq(form->right, "决定");
	ck_assert_str_eq(form->action, "decide");
	ck_assert_uint_eq(form->field_count, 3);
	ck_assert_uint_eq(form->fields[1].choice_count, 3);
	ck_assert_str_eq(form->fields[2].text, "你有权委托");
	ck_assert_str_eq(form->events[0].name, "登记.受理");
	ck_assert_uint_eq(form->events[0].condition_count, 2);
	ck_assert_uint_eq(form->events[0].conditions[0].word_count, 2);
	ck_assert_int_eq(form->events[0].conditions[1].test, FORM_DIFFERS);
	ck_assert_str_eq(form->facts[0].word, "于 当");
	ck_assert_uint_eq(form->facts[0].condition_count, 1);
	ck_assert_int_eq(form->facts[1].field, 1);
	ck_assert_int_eq(form->facts[1].at, 0);
	digest_text(DIGEST_SHA256, full, strlen(full), digest);
	ck_assert_str_eq(form->digest, digest);
	ck_assert_uint_eq(form->text_length, strlen(full));
	arena_clear(&arena);
}
END_TEST

/* The same in English words. */
START_TEST(english_words)
{
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "en.form",
		"[form]\nid: x\nname: Example\nkind: paper\nversion: 1\n"
		"sample: yes\non: party\nright: decision decide\n"
		"event: advice.done at time to party when how=oral\n"
		"fact: party.charge = \"theft\" when how!=oral\n"
		"[field time]\ntype: instant\nrequired: yes\n"
		"[field how]\ntype: choice\nchoices: oral written\n"
		"[field note]\ntype: long-text\ncheck: min 3\n"
		"[item counsel]\ntext: You may retain counsel.\nbasis: CPL 34\n"
		"if: how=oral\n"
		"[body]\norg {{organ}}\n* note\np {{each}}\n.\n[end]\n");

	ck_assert_str_eq(form->action, "decide");
	ck_assert_int_eq(form->kind, FORM_PAPER);
	ck_assert_int_eq(form->fields[2].min_chars, 3);
	ck_assert(form->fields[0].is_required && form->fields[3].is_item);
	ck_assert_uint_eq(form->events[0].condition_count, 1);
	ck_assert_str_eq(form->facts[0].word, "theft");
	arena_clear(&arena);
}
END_TEST

START_TEST(conditions)
{
	struct arena arena = { 0 };
	const struct form *form = load_text(&arena, "好.form",
		HEAD "[栏目 甲]\n类型: 选择\n选项: 一 二\n"
		     "[栏目 乙]\n类型: 多选\n选项: 红 绿 蓝\n条件: 甲=一\n"
		     "[栏目 丙]\n类型: 文本\n条件: 乙=红 蓝\n"
		     "[栏目 丁]\n类型: 文本\n条件: 乙!=红，甲\n");
	static const struct {
		const char *first;
		const char *second;
		bool shown[4];
	} cases[] = {
		{ "", "", { true, false, false, false } },
		{ "一", "", { true, true, false, true } },
		{ "一", "红", { true, true, true, false } },
		{ "一", "绿 蓝", { true, true, true, true } },
		/* 乙 is not asked for: what is left in it does not count. */
		{ "二", "红", { true, false, false, true } },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct values values = { .arena = &arena };

		values_set(&values, "甲", cases[i].first);
		values_set(&values, "乙", cases[i].second);
		for (size_t k = 0; k < 4; k++)
			ck_assert_msg(form_field_shown(form, k, &values) ==
					      cases[i].shown[k],
				"case %zu field %zu", i, k);
	}
	arena_clear(&arena);
}
END_TEST

START_TEST(shipped_form)
{
	struct arena arena = { 0 };
	const struct form *form = load_shipped(&arena, shipped[_i]);

	ck_assert_str_eq(form->id, shipped[_i]);
	ck_assert_msg(form->is_sample, "no wording is verified yet");
	ck_assert_msg(form->event_count > 0, "sealing means nothing");
	for (size_t i = 0; i < form->field_count; i++)
		ck_assert_msg(form->fields[i].english != NULL, "%s",
			form->fields[i].name);
	arena_clear(&arena);
}
END_TEST

/* The sample in forms/examples.md, as somebody would copy it. */
START_TEST(sample_of_the_manual)
{
	struct arena arena = { 0 };
	struct buf manual = { 0 };
	struct buf text = { 0 };
	const char *line;
	const struct form *form;

	read_file("forms/examples.md", &manual);
	line = strstr(buf_text(&manual), "    [表单]\n");
	ck_assert_ptr_nonnull(line);
	while (strncmp(line, "    ", 4) == 0 || *line == '\n') {
		size_t length = strcspn(line, "\n") + 1;

		if (length > 1)
			buf_add_bytes(&text, line + 4, length - 4);
		line += length;
	}
	form = load_text(&arena, "examples.md", buf_text(&text));
	ck_assert_str_eq(form->id, "refusal");
	ck_assert_uint_eq(form->event_count, 1);
	buf_free(&manual);
	buf_free(&text);
	arena_clear(&arena);
}
END_TEST

/* Cut anywhere, a form is refused or loads, and never harms. */
START_TEST(cut_anywhere)
{
	for (size_t length = 0; length < strlen(full); length++) {
		struct arena arena = { 0 };
		struct problems problems = { .arena = &arena };
		const struct form *form =
			form_load(&arena, "断.form", full, length, &problems);

		ck_assert((form == NULL) == (problems.count > 0));
		arena_clear(&arena);
	}
}
END_TEST

Suite *
suite_form(void)
{
	Suite *suite = suite_create("form");
	TCase *tests = tcase_create("form");

	tcase_add_loop_test(tests, mistake, 0, ARRAY_LENGTH(mistakes));
	tcase_add_test(tests, all_at_once);
	tcase_add_test(tests, a_whole_form);
	tcase_add_test(tests, english_words);
	tcase_add_test(tests, conditions);
	tcase_add_loop_test(tests, shipped_form, 0, ARRAY_LENGTH(shipped));
	tcase_add_test(tests, sample_of_the_manual);
	tcase_add_test(tests, cut_anywhere);
	suite_add_tcase(suite, tests);
	return suite;
}
