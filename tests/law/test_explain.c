/* SPDX-License-Identifier: MIT */
/* What the clerk reads when he asks why; and how histories are read. */
#include "base/attr.h"
#include "law/derive.h"
#include "tests/law/fixture.h"

#include <string.h>

Suite *suite_explain(void);

static struct derived
derive_text(const char *text)
{
	struct problems problems = { .arena = &arena };
	struct stanza_file file;
	struct history history = { 0 };
	struct derived derived;
	struct err err = { 0 };

	stanza_read(&arena, "t", text, strlen(text), &file, &problems);
	history_read(&arena, &file, &history, &problems);
	load_no_problems(&problems);
	ck_assert_msg(
		derive(law, &history, &arena, &derived, &err), "%s", err.text);
	return derived;
}

START_TEST(clock_gives_all_its_reasons)
{
	struct derived derived = derive_text("[事实]\n日期: 2026-09-28\n"
					     "程序段.试点: 是\n"
					     "[事件 登记.受理]\n"
					     "日期: 2026-09-28\n"
					     "[事件 告知.完成]\n"
					     "日期: 2026-09-29\n"
					     "录入: 2026-10-12 10:00\n");
	struct buf out = { 0 };
	struct err err = { 0 };

	ck_assert(explain_deadline(law, &derived.deadlines[0], &out, &err));
	ck_assert_str_eq(buf_text(&out),
		"告知委托辩护人的权利（责任：法院，期限 3日）\n"
		"起算：2026-09-28 周一，受理\n"
		"  2026-09-28 周一  起算日不计\n"
		"  2026-09-29 周二  计第1日\n"
		"  2026-09-30 周三  计第2日\n"
		"  2026-10-01 周四  计第3日（国庆节照计）\n"
		"  2026-10-01 周四  末日逢国庆节顺延\n"
		"  2026-10-02 周五  末日逢国庆节顺延\n"
		"  2026-10-03 周六  末日逢国庆节顺延\n"
		"  2026-10-04 周日  末日逢国庆节顺延\n"
		"  2026-10-05 周一  末日逢国庆节顺延\n"
		"  2026-10-06 周二  末日逢国庆节顺延\n"
		"  2026-10-07 周三  末日逢国庆节顺延\n"
		"  2026-10-08 周四  顺延到工作日届满\n"
		"届满：2026-10-08 周四\n"
		"依据：刑事诉讼法第三十四条第二款（法定；2018-10-26 起施行）\n"
		"同一义务，期限一致：3日，2026-10-08 周四，"
		"法释〔2021〕1号第四十四条（法定；2021-03-01 起施行）\n"
		"同一义务，期限一致：3日，2026-10-08 周四，"
		"司发通〔2017〕106号办法第三条；"
		"司发通〔2018〕149号第二部分第三段"
		"（试点；2019-01-03 起施行）\n"
		"推定：刑事诉讼法没有界定节假日，"
		"双休日和调休的放假日按节假日顺延\n"
		"已完成：2026-09-29 周二（补录：2026-10-12 10:00 才录入）\n");
	buf_free(&out);
}
END_TEST

START_TEST(provisional_is_said)
{
	struct derived derived =
		derive_text("[事件 登记.受理]\n日期: 2026-12-29\n");
	struct buf out = { 0 };
	struct err err = { 0 };

	ck_assert(explain_deadline(law, &derived.deadlines[0], &out, &err));
	ck_assert_ptr_nonnull(
		strstr(buf_text(&out), "届满：2027-01-04 周一（暂定）"));
	ck_assert_ptr_nonnull(strstr(buf_text(&out), "还没有公布"));
	ck_assert_ptr_nonnull(strstr(buf_text(&out), "还没有完成"));
	buf_free(&out);
}
END_TEST

START_TEST(class_gives_row_act_and_conflict)
{
	struct derived derived = derive_text("[事实]\n日期: 2026-11-23\n"
					     "程序段.程序: 速裁\n"
					     "当事人.理由: 未成年\n");
	struct buf out = { 0 };

	explain_standing(&derived.standings[0], &out);
	ck_assert_ptr_nonnull(
		strstr(buf_text(&out), "类别：M 应当通知辩护（第 5 行）"));
	ck_assert_ptr_nonnull(strstr(buf_text(&out), "自 2026-11-23 起"));
	ck_assert_ptr_nonnull(
		strstr(buf_text(&out), "怎么办：通知法律援助机构"));
	ck_assert_ptr_nonnull(
		strstr(buf_text(&out), "冲突：未成年人不适用速裁程序"));
	buf_free(&out);
}
END_TEST

/* clang-format off */
static const struct mistake {
	const char *text;
	int line;
	const char *says;
} mistakes[] = {
	{ "[事实]\n程序段.程序: 普通\n", 1, "缺“日期”" },
	{ "[事实]\n日期: 昨天\n", 2, "昨天" },
	{ "[事实]\n时刻: 2026-11-23 25:00\n", 2, "25:00" },
	{ "[事实]\n日期: 2026-11-23\n程序段.颜色: 红\n", 3, "程序段.颜色" },
	{ "[事实]\n日期: 2026-11-23\n程序段.程序: 特别\n", 3, "普通 简易 速裁 未定" },
	{ "[事实]\n日期: 2026-11-23\n程序段.程序: 普通 简易\n", 3, "普通 简易" },
	{ "[事实]\n日期: 2026-11-23\n当事人.理由: 未成年 高大\n", 3, "高大" },
	{ "[事实]\n日期: 2026-11-23\n程序段.试点: 也许\n", 3, "是 或 否" },
	{ "[事实]\n日期: 2026-11-23\n当事人.出生日期: 2026-02-30\n", 3, "2026-02-30" },
	{ "[事实]\n日期: 2026-11-23\n记录: -1\n", 3, "数字" },
	{ "[事实]\n日期: 2026-11-23\n录入: 明天\n", 3, "明天" },
	{ "[事件]\n日期: 2026-11-23\n", 1, "事件名" },
	{ "[事件 甲.乙]\n日期: 2026-11-23\n颜色: 红\n", 3, "颜色" },
};
/* clang-format on */

static void
check_mistake(const struct mistake *mistake)
{
	struct problems problems = { .arena = &arena };
	struct stanza_file file;
	struct history history = { 0 };

	stanza_read(&arena, "t", mistake->text, strlen(mistake->text), &file,
		&problems);
	ck_assert_uint_eq(problems.count, 0);
	history_read(&arena, &file, &history, &problems);
	ck_assert_uint_eq(problems.count, 1);
	ck_assert_int_eq(problems.items[0].line, mistake->line);
	ck_assert_ptr_nonnull(strstr(problems.items[0].text, mistake->says));
}

START_TEST(history_mistake_is_named_with_its_line)
{
	check_mistake(&mistakes[_i]);
}
END_TEST

START_TEST(vocabulary_has_no_double)
{
	size_t count;
	const struct fact *facts = fact_table(&count);

	for (size_t i = 0; i < count; i++) {
		bool has_words = facts[i].type == FACT_CHOICE ||
				 facts[i].type == FACT_MANY;
		size_t noun = strcspn(facts[i].name, ".");

		ck_assert_ptr_eq(fact_find(facts[i].name), &facts[i]);
		ck_assert_ptr_eq(fact_find(facts[i].english), &facts[i]);
		ck_assert_uint_eq(fact_index(&facts[i]), i);
		ck_assert_int_eq(has_words, facts[i].choices != NULL);
		ck_assert_int_eq(noun_find(arena_copy_bytes(
					 &arena, facts[i].name, noun)),
			facts[i].noun);
	}
	ck_assert_ptr_null(fact_find("当事人"));
	ck_assert_int_eq(noun_find("party"), NOUN_PARTY);
	ck_assert_int_eq(noun_find("天气"), NOUN_COUNT);
	ck_assert_str_eq(noun_word(NOUN_HEARING), "庭审");
}
END_TEST

Suite *
suite_explain(void)
{
	Suite *suite = suite_create("explain");
	TCase *tests = tcase_create("explain");

	tcase_add_checked_fixture(tests, setup_law, teardown_law);
	tcase_add_test(tests, clock_gives_all_its_reasons);
	tcase_add_test(tests, provisional_is_said);
	tcase_add_test(tests, class_gives_row_act_and_conflict);
	tcase_add_loop_test(tests, history_mistake_is_named_with_its_line, 0,
		ARRAY_LENGTH(mistakes));
	tcase_add_test(tests, vocabulary_has_no_double);
	suite_add_tcase(suite, tests);
	return suite;
}
