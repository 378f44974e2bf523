/* SPDX-License-Identifier: MIT */
/* Days off of the shipped calendars, and of years nobody announced yet. */
#include "base/attr.h"
#include "law/calendar.h"
#include "tests/law/fixture.h"

#include <string.h>

Suite *suite_calendar(void);

/* clang-format off */
static const struct {
	const char *day;
	bool is_off;
	bool is_provisional;
	const char *why;
} days[] = {
	{ "2026-11-23", false, false, "工作日" },
	{ "2026-11-28", true, false, "周六" },
	{ "2026-11-29", true, false, "周日" },
	{ "2026-10-01", true, false, "国庆节" },
	{ "2026-10-07", true, false, "国庆节" },
	{ "2026-10-10", false, false, "调休上班" },
	{ "2026-09-20", false, false, "调休上班" },
	{ "2026-02-15", true, false, "春节" },
	{ "2018-12-29", false, false, "调休上班" }, /* 2019's paper */
	{ "2018-12-31", true, false, "元旦" },
	{ "2019-05-04", true, false, "劳动节" },    /* as amended */
	{ "2020-01-31", true, false, "春节" },      /* as prolonged */
	{ "2020-02-03", false, false, "工作日" },
	{ "2017-10-04", true, false, "中秋节、国庆节" },
	{ "2024-02-09", false, false, "工作日" },   /* 除夕 was none in 2024 */
	{ "2016-05-02", true, false, "劳动节" },
	{ "2015-05-02", true, false, "周六" },
	{ "2015-09-03", true, false,
		"抗日战争暨世界反法西斯战争胜利70周年纪念日" },
	{ "2015-09-06", false, false, "调休上班" }, /* second paper of 2015 */
	{ "2014-03-08", true, false, "周六" },      /* art 3: not for all */
	{ "2013-03-08", false, false, "工作日" },
	{ "2011-12-31", false, false, "调休上班" }, /* 2012's paper */
	{ "2007-05-07", true, false, "“五一”" },
	{ "2006-12-31", false, false, "调休上班" }, /* 2007's paper */
	{ "2006-12-28", false, false, "工作日" },   /* decided by it, too */
	{ "2006-12-23", true, true, "周六" },
	{ "2006-12-22", false, true, "工作日" },
	{ "2006-10-02", true, true, "国庆节" },     /* oldest text read */
	{ "2006-05-02", false, true, "工作日" },
	{ "2026-12-31", false, false, "工作日" },
	{ "2027-01-01", true, true, "元旦" },
	{ "2027-01-04", false, true, "工作日" },
	{ "2026-12-24", false, false, "工作日" },   /* until 2027's paper */
	{ "2027-05-02", true, true, "劳动节" },     /* text of 2024 */
	{ "2027-10-03", true, true, "国庆节" },
	{ "2027-10-04", false, true, "工作日" },
};
/* clang-format on */

START_TEST(day_is_what_the_paper_says)
{
	struct date date;
	struct day_kind kind;

	ck_assert(date_parse(days[_i].day, &date));
	kind = calendar_day(law_calendar(law), date);
	ck_assert_msg(kind.is_off == days[_i].is_off, "%s", days[_i].day);
	ck_assert_msg(kind.is_provisional == days[_i].is_provisional, "%s",
		days[_i].day);
	ck_assert_str_eq(kind.why, days[_i].why);
}
END_TEST

START_TEST(twenty_years_have_papers)
{
	for (int year = 2007; year <= 2026; year++)
		ck_assert_msg(
			calendar_has_year(law_calendar(law), year), "%d", year);
	ck_assert(!calendar_has_year(law_calendar(law), 2006));
	ck_assert(!calendar_has_year(law_calendar(law), 2027));
	ck_assert(!calendar_has_year(law_calendar(law), 1900));
}
END_TEST

static void
add_text(struct calendar *calendar, const char *text, struct problems *problems)
{
	struct stanza_file file;

	stanza_read(&arena, "t.cal", text, strlen(text), &file, problems);
	calendar_add(calendar, &file, problems);
}

static struct calendar *
two_papers(const char *first, const char *second)
{
	struct problems problems = { .arena = &arena };
	struct calendar *calendar = calendar_new(&arena);

	add_text(calendar, first, &problems);
	add_text(calendar, second, &problems);
	load_no_problems(&problems);
	return calendar;
}

/* December belongs to two papers: the later year's holds (LAW §0.8). */
START_TEST(next_paper_completes_december)
{
	static const char old[] = "[年]\n年: 2030\n文件: 甲\n网址: 甲\n"
				  "放假: 2030-12-30 甲节\n";
	static const char new[] = "[年]\n年: 2031\n文件: 乙\n网址: 乙\n"
				  "放假: 2030-12-30 至 2030-12-31 乙节\n";
	struct date day = date_make(2030, 12, 30);

	ck_assert_str_eq(calendar_day(two_papers(old, new), day).why, "乙节");
	ck_assert_str_eq(calendar_day(two_papers(new, old), day).why, "乙节");
}
END_TEST

/* LAW §4: the last days of December stand until the next paper comes. */
START_TEST(last_days_of_december_are_known_by_either_paper)
{
	static const char other[] = "[年]\n年: 2040\n文件: 甲\n网址: 甲\n"
				    "放假: 2040-01-01 甲节\n";
	static const char next[] = "[年]\n年: 2031\n文件: 乙\n网址: 乙\n"
				   "放假: 2031-01-01 乙节\n";
	static const char own[] = "[年]\n年: 2030\n文件: 丙\n网址: 丙\n"
				  "放假: 2030-01-01 丙节\n";
	const struct calendar *none = two_papers(other, "");
	const struct calendar *by_next = two_papers(other, next);
	const struct calendar *by_own = two_papers(other, own);
	struct date shared = date_make(2030, 12, 24);
	struct date before = date_make(2030, 12, 23);

	ck_assert(calendar_day(none, shared).is_provisional);
	ck_assert(!calendar_day(by_next, shared).is_provisional);
	ck_assert(calendar_day(by_next, before).is_provisional);
	ck_assert(!calendar_day(by_own, shared).is_provisional);
	ck_assert(!calendar_day(by_own, before).is_provisional);
}
END_TEST

/* An invented region and festival: nothing is shipped (放假办法 art 4). */
static const char local[] = "[地方 甲地]\n地区: 98\n年: 2026\n文件: 甲\n"
			    "网址: 甲\n放假: 2026-11-24 至 2026-11-25 甲节\n"
			    "上班: 2026-11-28 甲节\n"
			    "[地方 乙地]\n地区: 99\n年: 2026\n文件: 乙\n"
			    "网址: 乙\n放假: 2026-11-26 乙节\n"
			    "[地方 甲地]\n地区: 98\n年: 2030\n文件: 丙\n"
			    "网址: 丙\n放假: 2030-11-25 丙节\n";

static struct law *
law_of_region(const char *code)
{
	struct problems problems = { .arena = &arena };
	struct law *regional = load_calendars(&arena);

	law_add(regional, "local.cal", local, strlen(local), &problems);
	ck_assert(law_set_region(regional, code));
	load_no_problems(&problems);
	return regional;
}

START_TEST(only_our_own_region_adds_days)
{
	static const struct {
		const char *code;
		const char *whys[4]; /* 24, 26, 28 November 2026; 1 October */
	} regions[] = {
		{ "", { "工作日", "工作日", "周六", "国庆节" } },
		{ "98", { "甲节", "工作日", "调休上班", "国庆节" } },
		{ "99", { "工作日", "乙节", "周六", "国庆节" } },
		{ "97", { "工作日", "工作日", "周六", "国庆节" } },
	};
	const struct date days_asked[] = { date_make(2026, 11, 24),
		date_make(2026, 11, 26), date_make(2026, 11, 28),
		date_make(2026, 10, 1) };

	for (size_t i = 0; i < ARRAY_LENGTH(regions); i++) {
		const struct law *regional = law_of_region(regions[i].code);

		for (size_t j = 0; j < ARRAY_LENGTH(days_asked); j++)
			ck_assert_str_eq(calendar_day(law_calendar(regional),
						 days_asked[j])
						 .why,
				regions[i].whys[j]);
	}
}
END_TEST

/* What the region says of a day holds, whether the year is known or not. */
START_TEST(local_day_of_an_unknown_year_is_sure)
{
	const struct law *regional = law_of_region("98");
	struct day_kind kind =
		calendar_day(law_calendar(regional), date_make(2030, 11, 25));

	ck_assert(kind.is_off);
	ck_assert(!kind.is_provisional);
	ck_assert(calendar_day(law_calendar(regional), date_make(2030, 11, 26))
			  .is_provisional);
	ck_assert(!calendar_has_year(law_calendar(regional), 2030));
}
END_TEST

/* Dates that change need a digest that changes; others keep theirs. */
START_TEST(region_with_days_changes_the_digest)
{
	struct problems problems = { .arena = &arena };
	struct law *regional = law_of_region("");
	const char *none;

	law_ready(regional, &problems);
	none = arena_copy(&arena, law_digest(regional));
	ck_assert(law_set_region(regional, "97"));
	ck_assert_str_eq(law_digest(regional), none);
	ck_assert(law_set_region(regional, "98"));
	ck_assert_str_ne(law_digest(regional), none);
	ck_assert(law_set_region(regional, ""));
	ck_assert_str_eq(law_digest(regional), none);
	ck_assert(!law_set_region(regional, "9"));
	ck_assert(!law_set_region(regional, "9a"));
	ck_assert(!law_set_region(regional, "981"));
}
END_TEST

/* clang-format off */
static const struct {
	const char *text;
	const char *said;
} mistakes[] = {
	{ "[日]\n年: 2030\n", "不认识“[日]”；日历里可以是“[年]”“[地方 名称]”" },
	{ "[年]\n文件: 甲\n网址: 甲\n", "缺“年”" },
	{ "[年]\n年: 1997\n文件: 甲\n网址: 甲\n", "不在 1998–2100" },
	{ "[年]\n年: 2030\n网址: 甲\n", "没有写出自哪个文件" },
	{ "[年]\n年: 2030\n文件: 甲\n网址: 甲\n地区: 98\n", "地区" },
	{ "[年]\n年: 2030\n文件: 甲\n网址: 甲\n"
	  "[年]\n年: 2030\n文件: 甲\n网址: 甲\n", "只留一份" },
	{ "[年]\n年: 2030\n文件: 甲\n网址: 甲\n放假: 2030-02-30 甲节\n",
		"不是日期" },
	{ "[年]\n年: 2030\n文件: 甲\n网址: 甲\n放假: 2029-11-30 甲节\n",
		"不在 2030 年，也不在上年十二月" },
	{ "[年]\n年: 2030\n文件: 甲\n网址: 甲\n放假: 2031-01-01 甲节\n",
		"不在 2030 年" },
	{ "[年]\n年: 2030\n文件: 甲\n网址: 甲\n放假: 2030-01-01\n",
		"没有写完" },
	{ "[年]\n年: 2030\n文件: 甲\n网址: 甲\n"
	  "放假: 2030-01-03 至 2030-01-01 甲节\n", "早于前面的" },
	{ "[年]\n年: 2030\n文件: 甲\n网址: 甲\n"
	  "放假: 2030-01-05 甲节\n上班: 2030-01-05 甲节\n", "写了两次" },
	{ "[年]\n年: 2030\n文件: 甲\n网址: 甲\n上班: 2030-01-01 甲节\n",
		"不是周六、周日" },
	{ "[地方 甲地]\n年: 2030\n文件: 甲\n网址: 甲\n", "缺“地区”" },
	{ "[地方 甲地]\n地区: 1\n年: 2030\n文件: 甲\n网址: 甲\n",
		"行政区划代码的前两位" },
	{ "[地方 甲地]\n地区: 98\n文件: 甲\n网址: 甲\n", "缺“年”" },
	{ "[地方 甲地]\n地区: 98\n年: 2030\n文件: 甲\n",
		"没有写出自哪个文件" },
	{ "[地方 甲地]\n地区: 98\n年: 2030\n文件: 甲\n网址: 甲\n"
	  "放假: 2030-01-07 甲节\n"
	  "[地方 甲地]\n地区: 98\n年: 2030\n文件: 乙\n网址: 乙\n"
	  "放假: 2030-01-07 乙节\n", "写了两次" },
};
/* clang-format on */

START_TEST(mistake_is_told_with_its_place)
{
	struct problems problems = { .arena = &arena };

	add_text(calendar_new(&arena), mistakes[_i].text, &problems);
	ck_assert_msg(problems.count == 1, "%s: %zu", mistakes[_i].text,
		problems.count);
	ck_assert_msg(strstr(problems.items[0].text, mistakes[_i].said) != NULL,
		"%s", problems.items[0].text);
	ck_assert_int_gt(problems.items[0].line, 0);
}
END_TEST

Suite *
suite_calendar(void)
{
	Suite *suite = suite_create("calendar");
	TCase *tests = tcase_create("calendar");

	tcase_add_checked_fixture(tests, setup_calendars, teardown_law);
	tcase_add_loop_test(
		tests, day_is_what_the_paper_says, 0, ARRAY_LENGTH(days));
	tcase_add_test(tests, twenty_years_have_papers);
	tcase_add_test(tests, next_paper_completes_december);
	tcase_add_test(tests, last_days_of_december_are_known_by_either_paper);
	tcase_add_test(tests, only_our_own_region_adds_days);
	tcase_add_test(tests, local_day_of_an_unknown_year_is_sure);
	tcase_add_test(tests, region_with_days_changes_the_digest);
	tcase_add_loop_test(tests, mistake_is_told_with_its_place, 0,
		ARRAY_LENGTH(mistakes));
	suite_add_tcase(suite, tests);
	return suite;
}
