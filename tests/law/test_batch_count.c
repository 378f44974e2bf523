/* SPDX-License-Identifier: MIT */
/* `law count`: what a line is answered, and what one that is wrong. */
#include "base/attr.h"
#include "law/batch.h"
#include "tests/law/fixture.h"

#include <string.h>

Suite *suite_batch_count(void);

/* clang-format off */
static const struct {
	const char *line;
	const char *answer;
} lines[] = {
	{ "day\t3\t2026-11-23", "2026-11-26\tfinal" },
	{ "day\t3\t2026-09-28", "2026-10-08\tfinal" },
	{ "day\t3\t2026-09-28\r", "2026-10-08\tfinal" },
	{ "day\t0\t2026-10-01", "2026-10-08\tfinal" },
	{ "day\t3\t2026-12-29", "2027-01-04\tprovisional" },
	{ "day\t3\t2026-12-28", "2026-12-31\tfinal" },
	{ "day\t3\t2018-12-28", "2019-01-02\tfinal" },
	{ "workday\t3\t2026-12-30", "2027-01-05\tprovisional" },
	{ "workday\t3\t2026-09-30", "2026-10-10\tfinal" },
	{ "workday\t0\t2026-10-03", "2026-10-08\tfinal" },
	{ "workday\t3\t2006-12-28", "2006-12-31\tfinal" },
	{ "workday\t3\t2006-12-24", "2006-12-27\tfinal" },
	{ "workday\t3\t2006-12-20", "2006-12-25\tprovisional" },
	{ "hour\t24\t2026-10-01T09:40", "2026-10-02T09:40\tfinal" },
	{ "hour\t48\t2026-02-14T16:20", "2026-02-16T16:20\tfinal" },
	{ "hour\t24\t2099-12-30T00:00", "2099-12-31T00:00\tfinal" },
	{ "hour\t0\t2026-10-01T23:59", "2026-10-01T23:59\tfinal" },
	{ "month\t1\t2026-01-31", "2026-02-28\tfinal" },
	{ "month\t0.5\t2026-11-09", "2026-11-24\tfinal" },
	{ "month\t1.5\t2026-09-09", "2026-10-26\tfinal" },
	{ "month\t2\t2026-11-23", "2027-01-25\tprovisional" },
	{ "day-before\t15\t2026-10-16", "2026-09-30\tfinal" },
	{ "day-before\t15\t2026-03-10", "2026-02-14\tfinal" },
	{ "day-before\t3\t2027-01-04", "2026-12-31\tprovisional" },
	{ "day\t3\t1997-01-01", "1997-01-06\tprovisional" },
	{ "day\t0\t2100-12-31", "2100-12-31\tprovisional" },
};

static const struct {
	const char *line;
	const char *said;
} refused[] = {
	{ "", "列数" },
	{ "day", "列数" },
	{ "day\t3", "列数：“day\xef\xbf\xbd" "3”不对：应为三列" },
	{ "day 3 2026-11-23", "列数" },
	{ "day\t3\t2026-11-23\t", "列数" },
	{ "day\t3\t2026-11-23\tx", "列数" },
	{ "\tday\t3\t2026-11-23", "列数" },
	{ "week\t3\t2026-11-23", "不认识单位“week”；可以是 day workday hour "
				 "month day-before" },
	{ "days\t3\t2026-11-23", "不认识单位" },
	{ "日\t3\t2026-11-23", "不认识单位" },
	{ "\t3\t2026-11-23", "不认识单位“”" },
	{ " day\t3\t2026-11-23", "不认识单位" },
	{ "day\t-3\t2026-11-23", "数“-3”不对：应为 0 到 40000 的整数" },
	{ "day\t+3\t2026-11-23", "数“+3”" },
	{ "day\t\t2026-11-23", "数“”" },
	{ "day\t3 \t2026-11-23", "数“3 ”" },
	{ "day\t1.5\t2026-11-23", "数“1.5”" },
	{ "month\t1.4\t2026-11-23", "数“1.4”不对：应为 0 到 40000 的整数，"
				    "或者带半月" },
	{ "month\t.5\t2026-11-23", "数“.5”" },
	{ "month\t半\t2026-11-23", "数“半”" },
	{ "day\t40001\t2026-11-23", "数“40001”" },
	{ "day\t99999999999999999999\t2026-11-23", "数“9999" },
	{ "day\t3\t2026-02-29", "起算“2026-02-29”不对：应为日历上有的日期" },
	{ "day\t3\t2026-13-01", "起算" },
	{ "day\t3\t2026-1-1", "起算" },
	{ "day\t3\t2026-11-23T09:40", "起算" },
	{ "day\t3\t", "起算“”" },
	{ "day\t3\t2026-11-23 ", "起算" },
	{ "day\t3\t1996-12-31", "日期“1996-12-31”不在 1997–2100 年内" },
	{ "day\t3\t2101-01-01", "日期“2101-01-01”不在 1997–2100 年内" },
	{ "day\t3\t2100-12-30", "不在 1997–2100 年内" },
	{ "month\t40000\t2026-11-23", "2100 年以后" },
	{ "day-before\t5\t1997-01-03", "不在 1997–2100 年内" },
	{ "hour\t24\t2026-11-23", "起算“2026-11-23”不对：hour 应为" },
	{ "hour\t24\t2026-11-23 09:40", "起算" },
	{ "hour\t24\t2026-11-23T24:00", "起算" },
	{ "hour\t24\t2026-11-23T09:60", "起算" },
	{ "hour\t24\t2026-02-30T09:40", "起算" },
	{ "hour\t24\t2026-11-23T09:40:00", "起算" },
	{ "hour\t24\t1996-12-31T23:59", "不在 1997–2100 年内" },
	{ "hour\t24\t2100-12-31T09:40", "不在 1997–2100 年内" },
	{ "hour\t1.5\t2026-11-23T09:40", "数“1.5”" },
	{ "\x1b[2J\t3\t2026-11-23", "不认识单位“\xef\xbf\xbd[2J”" },
	{ "day\t3\t2026-11-23                                               "
	  "                                                          ",
		"行太长" },
};
/* clang-format on */

START_TEST(line_is_answered)
{
	struct arena none = { 0 };
	struct buf out = { 0 };

	ck_assert(batch_count(law, DATE_NONE, lines[_i].line, &none, &out));
	ck_assert_str_eq(buf_text(&out), lines[_i].answer);
	/* A million lines must not grow anything. */
	ck_assert_ptr_null(none.blocks);
	buf_free(&out);
}
END_TEST

START_TEST(bad_line_is_refused_with_what_is_possible)
{
	batch_answer *const answers[] = { batch_count, batch_why_count };

	for (size_t i = 0; i < ARRAY_LENGTH(answers); i++) {
		struct buf out = { 0 };

		ck_assert_msg(!answers[i](law, DATE_NONE, refused[_i].line,
				      &arena, &out),
			"%s", refused[_i].line);
		ck_assert_msg(strncmp(buf_text(&out), "error\t", 6) == 0 &&
				      strstr(buf_text(&out),
					      refused[_i].said) != NULL,
			"%s: %s", refused[_i].line, buf_text(&out));
		ck_assert_ptr_null(strpbrk(buf_text(&out) + 6, "\t\r\n\x1b"));
		buf_free(&out);
	}
}
END_TEST

START_TEST(reasons_are_in_words)
{
	struct buf out = { 0 };

	ck_assert(batch_why_count(
		law, DATE_NONE, "workday\t3\t2026-09-30", &arena, &out));
	ck_assert_str_eq(buf_text(&out),
		"期限：3工作日\n"
		"算法：只计工作日，起算日不计\n"
		"  2026-09-30 周三  起算日不计\n"
		"  2026-10-01 周四  国庆节不计\n"
		"  2026-10-02 周五  国庆节不计\n"
		"  2026-10-03 周六  国庆节不计\n"
		"  2026-10-04 周日  国庆节不计\n"
		"  2026-10-05 周一  国庆节不计\n"
		"  2026-10-06 周二  国庆节不计\n"
		"  2026-10-07 周三  国庆节不计\n"
		"  2026-10-08 周四  计第1个工作日\n"
		"  2026-10-09 周五  计第2个工作日\n"
		"  2026-10-10 周六  计第3个工作日（调休上班）\n"
		"届满：2026-10-10 周六\n");
	buf_clear(&out);
	ck_assert(batch_why_count(
		law, DATE_NONE, "day-before\t3\t2027-01-04", &arena, &out));
	ck_assert_ptr_nonnull(
		strstr(buf_text(&out), "届满：2026-12-31 周四（暂定）\n"));
	ck_assert_ptr_nonnull(
		strstr(buf_text(&out), "从严算（足日）：2026-12-31 周四\n"));
	ck_assert_ptr_nonnull(strstr(buf_text(&out), "推定：法律没有规定倒数"));
	buf_clear(&out);
	ck_assert(batch_why_count(
		law, DATE_NONE, "hour\t24\t2026-10-01T09:40", &arena, &out));
	ck_assert_ptr_nonnull(
		strstr(buf_text(&out), "届满：2026-10-02T09:40 周五\n"));
	buf_free(&out);
}
END_TEST

Suite *
suite_batch_count(void)
{
	Suite *suite = suite_create("batch_count");
	TCase *tests = tcase_create("batch_count");

	tcase_add_checked_fixture(tests, setup_calendars, teardown_law);
	tcase_add_loop_test(tests, line_is_answered, 0, ARRAY_LENGTH(lines));
	tcase_add_loop_test(tests, bad_line_is_refused_with_what_is_possible, 0,
		ARRAY_LENGTH(refused));
	tcase_add_test(tests, reasons_are_in_words);
	suite_add_tcase(suite, tests);
	return suite;
}
