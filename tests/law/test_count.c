/* SPDX-License-Identifier: MIT */
/* How periods run: the worked examples of count.case, and what must hold of
 * every start. */
#include "base/attr.h"
#include "base/clock.h"
#include "law/count.h"
#include "tests/law/fixture.h"

#include <string.h>

Suite *suite_count(void);

enum { LAW_EXAMPLES = 38, FIRST_PAPER = 2007, LAST_PAPER = 2026 };
enum { DAY_SECONDS = 24 * 60 * 60 };

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
	ck_assert_msg(period_parse(words[0], (enum unit)unit, &period),
		"%s: 期限", where);
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
	check_day(stanza, "次日", date_add(due.day, 1), where);
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
	{ 0, UNIT_DAY, ROLL_YES, false },
	{ 0, UNIT_WORKDAY, ROLL_YES, false },
	{ 1, UNIT_WORKDAY, ROLL_YES, false },
	{ 3, UNIT_WORKDAY, ROLL_YES, false },
	{ 1, UNIT_MONTH, ROLL_YES, false },
	{ 3, UNIT_MONTH, ROLL_YES, false },
	{ 0, UNIT_MONTH, ROLL_YES, true },
	{ 1, UNIT_MONTH, ROLL_YES, true },
	{ 0, UNIT_DAY_BEFORE, ROLL_YES, false },
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

/* Hours end at an instant: the same must hold of instants. */
START_TEST(later_instant_never_ends_earlier)
{
	static const struct period hours = { 24, UNIT_HOUR, ROLL_YES, false };
	int64_t at = clock_instant(date_make(2026, 12, 30), 0, 0);

	for (int minute = 0; minute < 3 * 24 * 60; minute++) {
		int64_t start = at + (int64_t)minute * 60;
		struct due due;
		struct err err = { 0 };

		ck_assert(count_due(law_calendar(law), &hours, DATE_NONE, start,
			TRAIL_NONE, NULL, &due, &err));
		ck_assert(due.at - start == DAY_SECONDS);
		ck_assert(!due.is_provisional);
	}
}
END_TEST

/* LAW §0.1: one timer with two thresholds works, for any number. */
START_TEST(days_never_end_after_as_many_workdays)
{
	const struct period days = { _i, UNIT_DAY, ROLL_YES, false };
	const struct period workdays = { _i, UNIT_WORKDAY, ROLL_YES, false };
	struct date last = date_make(2100, 10, 1);

	for (struct date day = date_make(1997, 1, 1);
		date_compare(day, last) < 0; day = date_add(day, 1))
		if (date_compare(end_of(days, day).day,
			    end_of(workdays, day).day) > 0)
			ck_abort_msg("%d", day.day);
}
END_TEST

/* A day of 1998-2096, the same each time. */
static struct date
random_day(uint32_t *state)
{
	return date_add(
		date_make(1998, 1, 1), (int)(load_random(state) % 36000));
}

static int
random_number(uint32_t *state, uint32_t most)
{
	return (int)(load_random(state) % (most + 1));
}

/* Counted again, from the end: the working days after the start. */
START_TEST(workdays_are_as_many_as_asked)
{
	uint32_t state = 5;

	for (int i = 0; i < 5000; i++) {
		struct period period = { random_number(&state, 60),
			UNIT_WORKDAY, ROLL_YES, false };
		struct date start = random_day(&state);
		struct due due = end_of(period, start);
		int found = 0;

		for (struct date day = due.day; date_compare(day, start) > 0;
			day = date_add(day, -1))
			found += !calendar_day(law_calendar(law), day).is_off;
		/* None at all from a day off ends on the first of them. */
		ck_assert_int_eq(found,
			period.number == 0 && date_compare(due.day, start) > 0
				? 1
				: period.number);
	}
}
END_TEST

START_TEST(time_before_a_hearing_is_never_shortened)
{
	uint32_t state = 6;

	for (int i = 0; i < 5000; i++) {
		struct period period = { random_number(&state, 30),
			UNIT_DAY_BEFORE, ROLL_YES, false };
		struct date hearing = random_day(&state);
		struct due due = end_of(period, hearing);
		struct date latest = date_add(hearing, -period.number);

		ck_assert(date_compare(due.day, latest) <= 0);
		ck_assert(date_compare(due.safe, latest) < 0);
		ck_assert(date_compare(due.safe, due.day) <= 0);
		for (struct date day = date_add(due.day, 1);
			date_compare(day, latest) <= 0; day = date_add(day, 1))
			ck_assert(calendar_day(law_calendar(law), day).is_off);
	}
}
END_TEST

/* Custody: the day is what was counted, and no calendar can change it. */
START_TEST(custody_never_moves)
{
	uint32_t state = 7;

	for (int i = 0; i < 5000; i++) {
		struct period period = { random_number(&state, 60), UNIT_DAY,
			ROLL_NO, false };
		struct date start = random_day(&state);
		struct due due = end_of(period, start);

		ck_assert_int_eq(date_between(start, due.day), period.number);
		ck_assert(!due.is_provisional);
	}
}
END_TEST

/* Each counted number once, in order; the last step is the day itself. */
static void
check_trail(const struct period *period, struct date start)
{
	struct due due;
	struct err err = { 0 };
	int next = 1;

	ck_assert(count_due(law_calendar(law), period, start, 0, TRAIL_DAYS,
		&arena, &due, &err));
	ck_assert_int_eq(due.steps[0].number, 0);
	ck_assert(date_compare(due.steps[0].day, start) == 0);
	for (size_t i = 0; i < due.step_count; i++)
		if (due.steps[i].number != 0)
			ck_assert_int_eq(due.steps[i].number, next++);
	ck_assert_int_eq(next, period->number + 1);
	ck_assert(
		date_compare(due.steps[due.step_count - 1].day, due.day) == 0);
}

START_TEST(trail_counts_each_number_once)
{
	static const enum unit counted[] = { UNIT_DAY, UNIT_WORKDAY,
		UNIT_DAY_BEFORE };
	uint32_t state = 8;

	for (int i = 0; i < 3000; i++) {
		struct period period = { random_number(&state, 30),
			counted[load_random(&state) % ARRAY_LENGTH(counted)],
			ROLL_YES, false };

		check_trail(&period, random_day(&state));
	}
}
END_TEST

/* The law as it was known when `last` was the newest paper. */
static struct law *
law_until(int last)
{
	struct problems problems = { .arena = &arena };
	struct law *known = law_new(&arena);

	for (int year = FIRST_PAPER; year <= last; year++)
		load_add(known,
			tree_path(&arena,
				arena_printf(&arena, "forms/calendars/%d.cal",
					year)),
			&problems);
	load_no_problems(&problems);
	return known;
}

/* Did a day decide it that the next year's paper may still change? */
static bool
rests_on_december(const struct period *period, struct date start,
	const struct due *due, int year)
{
	struct date first = period->unit == UNIT_WORKDAY ? date_add(start, 1)
							 : due->nominal;
	struct date last = due->day;

	if (period->unit == UNIT_DAY_BEFORE) {
		first = due->day;
		last = due->nominal;
	}
	return date_compare(last, date_make(year, 12, 24)) >= 0 &&
	       date_compare(first, date_make(year, 12, 31)) <= 0;
}

/* What was final when `year` was the newest paper, and what the next did to
 * it; the number of days that moved. */
static int
check_next_paper(const struct period *period, int year)
{
	const struct law *before = law_until(year);
	const struct law *after = law_until(year + 1);
	struct date last = date_make(year + 2, 2, 1);
	int moved = 0;

	for (struct date day = date_make(year, 6, 1);
		date_compare(day, last) < 0; day = date_add(day, 1)) {
		struct due old;
		struct due new;
		struct err err = { 0 };

		ck_assert(count_due(law_calendar(before), period, day, 0,
			TRAIL_NONE, NULL, &old, &err));
		ck_assert(count_due(law_calendar(after), period, day, 0,
			TRAIL_NONE, NULL, &new, &err));
		if (old.is_provisional)
			continue;
		ck_assert(!new.is_provisional);
		if (date_compare(old.day, new.day) == 0)
			continue;
		ck_assert(rests_on_december(period, day, &old, year));
		moved++;
	}
	return moved;
}

/* LAW §4: what is final stays, but for what rests on 24-31 December, which the
 * next paper may change after all (it did for 2007, 2011 and 2018). */
START_TEST(next_paper_moves_only_what_rests_on_december)
{
	static const struct period periods[] = {
		{ 3, UNIT_DAY, ROLL_YES, false },
		{ 3, UNIT_WORKDAY, ROLL_YES, false },
		{ 1, UNIT_MONTH, ROLL_YES, true },
		{ 3, UNIT_DAY_BEFORE, ROLL_YES, false },
	};
	int year = FIRST_PAPER + _i;
	int moved = 0;

	for (size_t i = 0; i < ARRAY_LENGTH(periods); i++)
		moved += check_next_paper(&periods[i], year);
	ck_assert_msg(
		(moved > 0) == (year == 2007 || year == 2011 || year == 2018),
		"%d: %d", year, moved);
}
END_TEST

/* The worked counter-example: example 17, asked a week too early. */
START_TEST(december_is_decided_until_the_next_paper)
{
	static const struct period days = { 3, UNIT_DAY, ROLL_YES, false };
	struct date start = date_make(2018, 12, 28);
	struct due due;
	struct err err = { 0 };

	ck_assert(count_due(law_calendar(law_until(2018)), &days, start, 0,
		TRAIL_NONE, NULL, &due, &err));
	ck_assert(date_compare(due.day, date_make(2018, 12, 31)) == 0);
	ck_assert(!due.is_provisional);
	ck_assert(count_due(law_calendar(law_until(2019)), &days, start, 0,
		TRAIL_NONE, NULL, &due, &err));
	ck_assert(date_compare(due.day, date_make(2019, 1, 2)) == 0);
	ck_assert(!due.is_provisional);
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

	tcase_add_checked_fixture(tests, setup_calendars, teardown_law);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, examples_of_law_count_right);
	tcase_add_loop_test(tests, end_is_never_off, 0, ARRAY_LENGTH(rolling));
	tcase_add_loop_test(tests, later_start_never_ends_earlier, 0,
		ARRAY_LENGTH(rolling));
	tcase_add_test(tests, later_instant_never_ends_earlier);
	tcase_add_loop_test(tests, days_never_end_after_as_many_workdays, 0, 8);
	tcase_add_test(tests, workdays_are_as_many_as_asked);
	tcase_add_test(tests, time_before_a_hearing_is_never_shortened);
	tcase_add_test(tests, custody_never_moves);
	tcase_add_test(tests, trail_counts_each_number_once);
	tcase_add_loop_test(tests, next_paper_moves_only_what_rests_on_december,
		0, LAST_PAPER - FIRST_PAPER);
	tcase_add_test(tests, december_is_decided_until_the_next_paper);
	tcase_add_test(tests, trail_names_every_day_once);
	tcase_add_test(tests, what_cannot_be_counted_is_refused);
	tcase_add_test(tests, units_have_both_names);
	suite_add_tcase(suite, tests);
	return suite;
}
