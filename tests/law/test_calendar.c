/* SPDX-License-Identifier: MIT */
/* Days off of the shipped calendars, and of years nobody announced yet. */
#include "base/attr.h"
#include "law/calendar.h"
#include "tests/law/load.h"

#include <string.h>

Suite *suite_calendar(void);

static struct arena arena;
static struct law *law;

static void
setup(void)
{
	law = load_law(&arena);
}

static void
teardown(void)
{
	arena_clear(&arena);
}

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
	{ "2026-12-31", false, false, "工作日" },
	{ "2027-01-01", true, true, "元旦" },
	{ "2027-01-04", false, true, "工作日" },
	{ "2027-05-02", true, true, "劳动节" },     /* text of 2024 */
	{ "2016-05-02", false, true, "工作日" },    /* text of 2013 */
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

START_TEST(ten_years_have_papers)
{
	for (int year = 2017; year <= 2026; year++)
		ck_assert_msg(
			calendar_has_year(law_calendar(law), year), "%d", year);
	ck_assert(!calendar_has_year(law_calendar(law), 2016));
	ck_assert(!calendar_has_year(law_calendar(law), 2027));
	ck_assert(!calendar_has_year(law_calendar(law), 1900));
}
END_TEST

static struct calendar *
two_papers(const char *first, const char *second)
{
	struct problems problems = { .arena = &arena };
	struct calendar *calendar = calendar_new(&arena);
	const char *texts[] = { first, second };

	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
		struct stanza_file file;

		stanza_read(&arena, "t.cal", texts[i], strlen(texts[i]), &file,
			&problems);
		calendar_add(calendar, &file, &problems);
	}
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

Suite *
suite_calendar(void)
{
	Suite *suite = suite_create("calendar");
	TCase *tests = tcase_create("calendar");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(
		tests, day_is_what_the_paper_says, 0, ARRAY_LENGTH(days));
	tcase_add_test(tests, ten_years_have_papers);
	tcase_add_test(tests, next_paper_completes_december);
	suite_add_tcase(suite, tests);
	return suite;
}
