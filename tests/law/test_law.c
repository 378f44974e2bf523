/* SPDX-License-Identifier: MIT */
/* Loading of law: every mistake is named with its line, what is right loads
 * from text alone, the digest depends on the texts only. */
#include "base/attr.h"
#include "law/derive.h"
#include "tests/law/load.h"

#include <string.h>

Suite *suite_law(void);

static struct arena arena;

static void
setup(void)
{
	arena = (struct arena){ 0 };
}

static void
teardown(void)
{
	arena_clear(&arena);
}

static struct law *
read_law(const char *file, const char *text, struct problems *problems)
{
	struct law *law = law_new(&arena);

	*problems = (struct problems){ .arena = &arena };
	law_add(law, file, text, strlen(text), problems);
	law_ready(law, problems);
	return law;
}

#define DUTY                                                                             \
	"名称: 试\n起算: 甲.始\n完成: 甲.终\n期限: 3 日\n责任: 法院\n" \
	"性质: 法定\n依据: 试法第一条\n等级: V\n施行: 2018-01-01\n"       \
	"违反: TEST_LATE\n"
#define ROW "名称: 试\n类别: D\n依据: 试法第一条\n等级: V\n施行: 2018-01-01\n"

/* What a jurist may get wrong, and what the message must say. */
/* clang-format off */
static const struct {
	const char *file;
	const char *text;
	int line;
	const char *says;
} mistakes[] = {
	{ "a.txt", "", 0, ".rule" },
	{ "a.rule", "[年]\n", 1, "期限 类别 冲突" },
	{ "a.rule", "[期限]\n" DUTY, 1, "编号" },
	{ "a.rule", "[期限 a]\n" DUTY "奇怪: 1\n", 12, "奇怪" },
	{ "a.rule", "[期限 a]\n名称: 试\n起算: 甲.始\n完成: 甲.终\n期限: 3 日\n责任: 法院\n性质: 法定\n等级: V\n施行: 2018-01-01\n违反: X\n", 1, "依据" },
	{ "a.rule", "[期限 a]\n名称: 试\n起算: 甲.始\n完成: 甲.终\n期限: 3 日\n责任: 法院\n性质: 法定\n依据: 试\n等级: V\n违反: X\n", 1, "施行" },
	{ "a.rule", "[期限 a]\n名称: 试\n起算: 甲.始\n完成: 甲.终\n期限: 三日\n责任: 法院\n性质: 法定\n依据: 试\n等级: V\n施行: 2018-01-01\n违反: X\n", 5, "三日" },
	{ "a.rule", "[期限 a]\n名称: 试\n起算: 受理\n完成: 甲.终\n期限: 3 日\n责任: 法院\n性质: 法定\n依据: 试\n等级: V\n施行: 2018-01-01\n违反: X\n", 1, "受理" },
	{ "a.rule", "[期限 a]\n名称: 试\n起算: 甲.始\n完成: 甲.终\n期限: 3 日\n责任: 法院\n性质: 法定\n依据: 试\n等级: N\n施行: 2018-01-01\n违反: X\n", 9, "推定" },
	{ "a.rule", "[期限 a]\n名称: 试\n起算: 甲.始\n完成: 甲.终\n期限: 3 日\n责任: 法院\n性质: 随便\n依据: 试\n等级: V\n施行: 2018-02-30\n违反: X\n", 10, "2018-02-30" },
	{ "a.rule", "[期限 a]\n" DUTY "失效: 2017-01-01\n", 1, "失效" },
	{ "a.rule", "[期限 a]\n" DUTY "条件: 当事人.身高 = 高\n", 12, "当事人.理由" },
	{ "a.rule", "[期限 a]\n" DUTY "条件: 程序段.程序 = 特别\n", 12, "普通 简易 速裁 未定" },
	{ "a.rule", "[期限 a]\n" DUTY "条件: 程序段.程序 > 普通\n", 12, "程序段.程序 = 词" },
	{ "a.rule", "[期限 a]\n" DUTY "条件: 程序段.程序 =\n", 12, "程序段.程序 = 词" },
	{ "a.rule", "[期限 a]\n" DUTY "条件: 程序段.试点 = 也许\n", 12, "是 或 否" },
	{ "a.rule", "[期限 a]\n" DUTY "\n[期限 a]\n" DUTY, 13, "第 1 行" },
	{ "a.rule", "[期限 a]\n" DUTY "同组: 组\n\n[期限 b]\n名称: 试\n起算: 乙.始\n完成: 甲.终\n期限: 3 日\n责任: 法院\n性质: 法定\n依据: 试\n等级: V\n施行: 2018-01-01\n违反: X\n同组: 组\n", 14, "同组" },
	{ "a.rule", "[类别 a]\n名称: 试\n类别: Q\n依据: 试\n等级: V\n施行: 2018-01-01\n", 3, "Q" },
	{ "a.rule", "[类别 a]\n" ROW "条件: 当事人.理由\n", 1, "最后一行" },
	{ "a.rule", "[类别 a]\n" ROW "\n[类别 b]\n" ROW, 1, "用不上" },
	{ "a.cal", "[期限 a]\n", 1, "年" },
	{ "a.cal", "[年]\n年: 2026\n放假: 2026-10-01 国庆节\n", 1, "文件" },
	{ "a.cal", "[年]\n年: 26\n文件: 试\n网址: 试\n", 1, "年" },
	{ "a.cal", "[年]\n年: 2026\n文件: 试\n网址: 试\n放假: 2026-13-01 国庆节\n", 5, "2026-13-01" },
	{ "a.cal", "[年]\n年: 2026\n文件: 试\n网址: 试\n放假: 2025-10-01 国庆节\n", 5, "2025-10-01" },
	{ "a.cal", "[年]\n年: 2026\n文件: 试\n网址: 试\n放假: 2026-10-01 2026-10-02\n", 5, "节日名称" },
	{ "a.cal", "[年]\n年: 2026\n文件: 试\n网址: 试\n放假: 2026-10-07 至 2026-10-01 国庆节\n", 5, "早于" },
	{ "a.cal", "[年]\n年: 2026\n文件: 试\n网址: 试\n放假: 2026-10-01 至 2026-10-03 国庆节\n放假: 2026-10-03 中秋节\n", 6, "两次" },
	{ "a.cal", "[年]\n年: 2026\n文件: 试\n网址: 试\n上班: 2026-10-09 国庆节\n", 5, "不是周六" },
	{ "a.cal", "[年]\n年: 2026\n文件: 试\n网址: 试\n\n[年]\n年: 2026\n文件: 试\n网址: 试\n", 6, "只留一份" },
};
/* clang-format on */

START_TEST(mistake_is_named_with_its_line)
{
	struct problems problems;
	bool is_named = false;

	read_law(mistakes[_i].file, mistakes[_i].text, &problems);
	for (size_t i = 0; i < problems.count; i++)
		if (problems.items[i].line == mistakes[_i].line &&
			strstr(problems.items[i].text, mistakes[_i].says) !=
				NULL)
			is_named = true;
	ck_assert_msg(is_named, "第 %d 个：%zu 个毛病，第一个是 %d: %s", _i,
		problems.count,
		problems.count == 0 ? 0 : problems.items[0].line,
		problems.count == 0 ? "" : problems.items[0].text);
}
END_TEST

/* All mistakes of a file show at once, and what is right is still there. */
START_TEST(loading_goes_on_after_a_mistake)
{
	struct problems problems;
	struct law *law = read_law(
		"a.rule", "[期限 a]\n名称: 试\n\n[期限 b]\n" DUTY, &problems);
	struct err err = { 0 };

	ck_assert_uint_ge(problems.count, 5);
	ck_assert(!problem_none(&problems, &err));
	ck_assert_ptr_null(law_deadline(law, "a"));
	ck_assert_ptr_nonnull(law_deadline(law, "b"));
}
END_TEST

START_TEST(english_words_read_the_same)
{
	struct problems problems;
	struct law *law = read_law("a.rule",
		"[deadline a]\ntitle: t\nstart: a.b\nend: a.c a.d\n"
		"period: 24 hours\nroll: no\nduty: d\nnature: pilot\nbasis: b\n"
		"grade: P\nfrom: 2018-01-01\nuntil: 2019-01-01\nviolation: X\n"
		"when: proceeding.pilot = yes\nwhile: party.charge\n",
		&problems);
	const struct deadline_rule *rule = law_deadline(law, "a");

	load_no_problems(&problems);
	ck_assert_ptr_nonnull(rule);
	ck_assert_uint_eq(rule->ends.count, 2);
	ck_assert_int_eq(rule->period.unit, UNIT_HOUR);
	ck_assert_int_eq(rule->period.roll, ROLL_NO);
	ck_assert_int_eq(rule->nature, NATURE_PILOT);
	ck_assert_str_eq(rule->conditions[0].fact->name, "程序段.试点");
	ck_assert_str_eq(rule->conditions[0].words[0], "是");
	ck_assert_int_eq(rule->lasting[0].kind, CONDITION_SET);
	ck_assert(authority_holds(&rule->authority, date_make(2018, 1, 1)));
	ck_assert(!authority_holds(&rule->authority, date_make(2019, 1, 1)));
}
END_TEST

static const char *
value_none(const struct fact *fact, const void *arg)
{
	(void)fact;
	(void)arg;
	return NULL;
}

/* A rule and a row are added by text alone (DESIGN §1). */
START_TEST(law_grows_by_text_alone)
{
	static const char more[] = "[期限 新义务]\n" DUTY "\n[类别 新行]\n" ROW;
	struct problems problems = { .arena = &arena };
	struct law *law = law_new(&arena);
	struct history history = { 0 };
	struct history_event event = { "甲.始",
		{ .record = 1, .line = 1, .day = date_make(2026, 11, 23) } };
	struct derived derived;
	struct err err = { 0 };

	load_folder(&arena, law, "forms/calendars/*.cal", &problems);
	law_add(law, "zz.rule", more, strlen(more), &problems);
	law_ready(law, &problems);
	load_no_problems(&problems);
	history_event_add(&arena, &history, &event);
	ck_assert(derive(law, &history, &arena, &derived, &err));
	ck_assert_uint_eq(derived.deadline_count, 1);
	ck_assert_str_eq(derived.deadlines[0].rule->violation, "TEST_LATE");
	ck_assert_str_eq(
		entitle(law, event.source.day, value_none, NULL, &arena)
			.row->id,
		"新行");
}
END_TEST

START_TEST(digest_is_of_the_texts)
{
	static const char one[] = "[期限 a]\n" DUTY;
	static const char two[] = "[期限 b]\n" DUTY;
	struct problems problems = { .arena = &arena };
	struct law *forward = law_new(&arena);
	struct law *backward = law_new(&arena);
	struct law *other = law_new(&arena);

	law_add(forward, "forms/rules/a.rule", one, strlen(one), &problems);
	law_add(forward, "forms/rules/b.rule", two, strlen(two), &problems);
	law_add(backward, "/elsewhere/b.rule", two, strlen(two), &problems);
	law_add(backward, "/elsewhere/a.rule", one, strlen(one), &problems);
	law_add(other, "a.rule", one, strlen(one), &problems);
	law_ready(forward, &problems);
	law_ready(backward, &problems);
	law_ready(other, &problems);
	ck_assert_str_eq(law_digest(forward), law_digest(backward));
	ck_assert_str_ne(law_digest(forward), law_digest(other));
	ck_assert_uint_eq(strlen(law_digest(forward)), DIGEST_TEXT - 1);
}
END_TEST

/* Which files come first does not change which row is first. */
START_TEST(order_of_reading_does_not_matter)
{
	static const char late[] = "[类别 末]\n" ROW;
	static const char early[] =
		"[类别 首]\n" ROW "条件: 程序段.试点 != 是\n";
	struct problems problems = { .arena = &arena };
	struct law *law = law_new(&arena);
	size_t count;

	law_add(law, "b.rule", late, strlen(late), &problems);
	law_add(law, "a.rule", early, strlen(early), &problems);
	law_ready(law, &problems);
	load_no_problems(&problems);
	ck_assert_str_eq(law_classes(law, &count)[0].id, "首");
	ck_assert_uint_eq(count, 2);
}
END_TEST

/* 令148号、令124号、348号: LAW §1.8. */
static bool
may_be_secondary(const char *id)
{
	return strstr(id, "令148") != NULL || strstr(id, "令124") != NULL ||
	       strstr(id, "-348") != NULL;
}

/* Every shipped rule says where it comes from. What was read in part or in
 * secondary text only (P, S) stands where LAW §1 has it; nothing else does. */
START_TEST(shipped_rules_are_cited)
{
	struct law *law = load_law(&arena);
	size_t count;
	const struct deadline_rule *rules = law_deadlines(law, &count);

	for (size_t i = 0; i < count; i++) {
		ck_assert(rules[i].authority.citation[0] != '\0');
		ck_assert_int_ne(rules[i].authority.grade, 'N');
		ck_assert_msg(rules[i].authority.grade == 'V' ||
				      may_be_secondary(rules[i].id),
			"期限 %s 不是 V 级", rules[i].id);
	}
}
END_TEST

Suite *
suite_law(void)
{
	Suite *suite = suite_create("law");
	TCase *tests = tcase_create("law");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, mistake_is_named_with_its_line, 0,
		ARRAY_LENGTH(mistakes));
	tcase_add_test(tests, loading_goes_on_after_a_mistake);
	tcase_add_test(tests, english_words_read_the_same);
	tcase_add_test(tests, law_grows_by_text_alone);
	tcase_add_test(tests, digest_is_of_the_texts);
	tcase_add_test(tests, order_of_reading_does_not_matter);
	tcase_add_test(tests, shipped_rules_are_cited);
	suite_add_tcase(suite, tests);
	return suite;
}
