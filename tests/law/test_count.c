/* SPDX-License-Identifier: MIT */
/* How periods run: the worked examples of count.case, and what must hold of
 * every start. */
#include "base/attr.h"
#include "base/clock.h"
#include "law/count.h"
#include "tests/law/load.h"

#include <string.h>

Suite *suite_count(void);

enum { LAW_EXAMPLES = 38 };

static struct arena arena;
static struct law *law;

static void
setup(void)
{
	law = load_calendars(&arena);
}

static void
teardown(void)
{
	arena_clear(&arena);
}

/* "3 日", "7 日 不顺延" */
static struct period
read_period(const char *text, const char *where)
{
	struct period period = { 0, UNIT_DAY, ROLL_YES, false };
	size_t count;
	const char **words = stanza_words(&arena, text, &count);
	int unit;

	ck_assert_msg(count >= 2, "%s: 期限", where);
	unit = unit_find(words[1]);
	ck_assert_msg(unit >= 0, "%s: 单位", where);
	period.number = (int)strtol(words[0], NULL, 10);
	period.unit = (enum unit)unit;
	if (count > 2)
		period.roll = ROLL_NO;
	return period;
}

static void
check_day(const struct stanza *stanza, const char *key, struct date found,
	const char *where)
{
	const char *wanted = stanza_value(stanza, key, key);
	char text[DATE_TEXT];

	if (wanted == NULL)
		return;
	ck_assert_msg(strcmp(date_format(found, text), wanted) == 0,
		"%s: %s 应为 %s，得 %s", where, key, wanted, text);
}

static void
check_instant(int64_t found, const char *wanted, const char *where)
{
	char text[INSTANT_TEXT];

	ck_assert_msg(strcmp(clock_format(found, text), wanted) == 0,
		"%s: 应为 %s，得 %s", where, wanted, text);
}

static void
check_example(const struct stanza_file *file, const struct stanza *stanza)
{
	const char *where = load_where(&arena, file, stanza);
	const char *start = stanza_value(stanza, "起算", "start");
	struct period period =
		read_period(stanza_value(stanza, "期限", "period"), where);
	struct date day = DATE_NONE;
	int64_t at = 0;
	struct due due;
	struct err err = { 0 };

	if (period.unit == UNIT_HOUR)
		ck_assert_msg(clock_parse(start, &at), "%s: 起算", where);
	else
		ck_assert_msg(date_parse(start, &day), "%s: 起算", where);
	ck_assert_msg(count_due(law_calendar(law), &period, day, at, TRAIL_DAYS,
			      &arena, &due, &err),
		"%s: %s", where, err.text);
	if (period.unit == UNIT_HOUR)
		check_instant(
			due.at, stanza_value(stanza, "届满", "due"), where);
	else
		check_day(stanza, "届满", due.day, where);
	check_day(stanza, "名义", due.nominal, where);
	check_day(stanza, "从严", due.safe, where);
	ck_assert_msg(due.is_provisional == (stanza_value(stanza, "暂定",
						     "provisional") != NULL),
		"%s: 暂定", where);
	ck_assert_msg(due.step_count > 0, "%s: 没有逐日的理由", where);
}

START_TEST(examples_of_law_count_right)
{
	struct stanza_file file;
	int numbered = 0;

	load_case(&arena, "tests/law/count.case", &file);
	for (size_t i = 0; i < file.count; i++) {
		const struct stanza *stanza = &file.stanzas[i];

		check_example(&file, stanza);
		if (strspn(stanza->name, "0123456789") == strlen(stanza->name))
			numbered++;
	}
	ck_assert_int_eq(numbered, LAW_EXAMPLES);
}
END_TEST

/* One start of a property: every unit that rolls. */
static struct due
end_of(struct period period, struct date start)
{
	struct due due;
	struct err err = { 0 };

	ck_assert_msg(count_due(law_calendar(law), &period, start,
			      clock_instant(start, 9, 40), TRAIL_NONE, NULL,
			      &due, &err),
		"%s", err.text);
	return due;
}

static const struct period rolling[] = {
	{ 1, UNIT_DAY, ROLL_YES, false },
	{ 3, UNIT_DAY, ROLL_YES, false },
	{ 10, UNIT_DAY, ROLL_YES, false },
	{ 1, UNIT_WORKDAY, ROLL_YES, false },
	{ 3, UNIT_WORKDAY, ROLL_YES, false },
	{ 1, UNIT_MONTH, ROLL_YES, false },
	{ 3, UNIT_MONTH, ROLL_YES, false },
	{ 3, UNIT_DAY_BEFORE, ROLL_YES, false },
	{ 15, UNIT_DAY_BEFORE, ROLL_YES, false },
};

START_TEST(end_is_never_off)
{
	const struct period *period = &rolling[_i];
	struct date last = date_make(2030, 12, 1);

	for (struct date day = date_make(2016, 1, 1);
		date_compare(day, last) < 0; day = date_add(day, 1)) {
		struct due due = end_of(*period, day);

		ck_assert(!calendar_day(law_calendar(law), due.day).is_off);
	}
}
END_TEST

START_TEST(later_start_never_ends_earlier)
{
	const struct period *period = &rolling[_i];
	struct date last = date_make(2030, 12, 1);
	struct due before = end_of(*period, date_make(2016, 1, 1));

	for (struct date day = date_make(2016, 1, 2);
		date_compare(day, last) < 0; day = date_add(day, 1)) {
		struct due due = end_of(*period, day);

		ck_assert(date_compare(before.day, due.day) <= 0);
		before = due;
	}
}
END_TEST

/* LAW §0.1: one timer with two thresholds works. */
START_TEST(three_days_never_end_after_three_workdays)
{
	static const struct period days = { 3, UNIT_DAY, ROLL_YES, false };
	static const struct period workdays = { 3, UNIT_WORKDAY, ROLL_YES, false };
	struct date last = date_make(2100, 12, 1);

	for (struct date day = date_make(1997, 1, 1);
		date_compare(day, last) < 0; day = date_add(day, 1))
		ck_assert(date_compare(end_of(days, day).day,
				  end_of(workdays, day).day) <= 0);
}
END_TEST

/* The day of the event is not counted, every other day of the period is. */
START_TEST(trail_names_every_day_once)
{
	static const struct period days = { 3, UNIT_DAY, ROLL_YES, false };
	struct due due;
	struct err err = { 0 };
	char text[DATE_TEXT];

	ck_assert(count_due(law_calendar(law), &days, date_make(2026, 9, 28), 0,
		TRAIL_DAYS, &arena, &due, &err));
	ck_assert_str_eq(due.steps[0].why, "起算日不计");
	ck_assert_str_eq(due.steps[1].why, "计第1日");
	ck_assert_str_eq(due.steps[3].why, "计第3日（国庆节照计）");
	ck_assert_str_eq(due.steps[4].why, "末日逢国庆节顺延");
	ck_assert_str_eq(due.steps[due.step_count - 1].why, "顺延到工作日届满");
	ck_assert_str_eq(date_format(due.steps[due.step_count - 1].day, text),
		"2026-10-08");
}
END_TEST

START_TEST(what_cannot_be_counted_is_refused)
{
	static const struct {
		struct period period;
		int year;
	} bad[] = {
		{ { -1, UNIT_DAY, ROLL_YES, false }, 2026 },
		{ { 3, UNIT_DAY, ROLL_YES, false }, 1996 },
		{ { 3, UNIT_DAY, ROLL_YES, false }, 2101 },
		{ { 40001, UNIT_WORKDAY, ROLL_YES, false }, 2026 },
		{ { 40000, UNIT_WORKDAY, ROLL_YES, false }, 2026 },
		{ { 40000, UNIT_DAY, ROLL_YES, false }, 2026 },
		{ { 40000, UNIT_MONTH, ROLL_YES, false }, 2026 },
		{ { 40000, UNIT_DAY_BEFORE, ROLL_YES, false }, 2026 },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(bad); i++) {
		struct due due;
		struct err err = { 0 };

		ck_assert_msg(!count_due(law_calendar(law), &bad[i].period,
				      date_make(bad[i].year, 6, 1), 0,
				      TRAIL_NONE, NULL, &due, &err),
			"第 %zu 个应当拒绝", i);
		ck_assert_int_eq(err.code, ERR_INPUT);
	}
}
END_TEST

START_TEST(units_have_both_names)
{
	ck_assert_int_eq(unit_find("工作日"), UNIT_WORKDAY);
	ck_assert_int_eq(unit_find("hours"), UNIT_HOUR);
	ck_assert_int_eq(unit_find("周"), -1);
	ck_assert_str_eq(unit_word(UNIT_DAY_BEFORE), "日前");
}
END_TEST

Suite *
suite_count(void)
{
	Suite *suite = suite_create("count");
	TCase *tests = tcase_create("count");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, examples_of_law_count_right);
	tcase_add_loop_test(tests, end_is_never_off, 0, ARRAY_LENGTH(rolling));
	tcase_add_loop_test(tests, later_start_never_ends_earlier, 0,
		ARRAY_LENGTH(rolling));
	tcase_add_test(tests, three_days_never_end_after_three_workdays);
	tcase_add_test(tests, trail_names_every_day_once);
	tcase_add_test(tests, what_cannot_be_counted_is_refused);
	tcase_add_test(tests, units_have_both_names);
	suite_add_tcase(suite, tests);
	return suite;
}
