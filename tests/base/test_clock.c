/* SPDX-License-Identifier: MIT */
/* Instants and the civil day, which is the day in China. */
#include "base/clock.h"

#include "base/attr.h"

#include <check.h>
#include <stdlib.h>

Suite *suite_clock(void);

/* The same instant is the same day, whatever zone the machine is in. */
START_TEST(the_day_is_the_day_in_china)
{
	static const struct {
		int64_t instant;
		const char *text;
	} rows[] = {
		{ 0, "1970-01-01 08:00" },
		{ -1, "1970-01-01 07:59" },
		{ -28800, "1970-01-01 00:00" },
		{ -28801, "1969-12-31 23:59" },
		{ 57599, "1970-01-01 23:59" },
		{ 57600, "1970-01-02 00:00" },
		{ 1795398000, "2026-11-23 09:40" },
	};
	static const char *const zones[] = { "UTC", "America/New_York",
		"Asia/Shanghai" };

	for (size_t zone = 0; zone < ARRAY_LENGTH(zones); zone++) {
		setenv("TZ", zones[zone], 1);
		for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
			char text[INSTANT_TEXT];

			ck_assert_str_eq(clock_format(rows[i].instant, text),
				rows[i].text);
		}
	}
}
END_TEST

START_TEST(reading_and_writing_agree)
{
	for (int64_t i = -2000000000; i < 6000000000; i += 99999960) {
		char text[INSTANT_TEXT];
		int64_t again;
		struct date day = clock_day_of(i);
		int minute = clock_minute_of(i);

		clock_format(i, text);
		ck_assert(clock_parse(text, &again));
		ck_assert_int_eq(again, i - ((i % 60) + 60) % 60);
		text[10] = 'T';
		ck_assert(clock_parse(text, &again));
		ck_assert_int_eq(
			clock_instant(day, minute / 60, minute % 60), again);
	}
}
END_TEST

static const char *const bad[] = { "", "2026-11-23", "2026-11-23 9:40",
	"2026-11-23 24:00", "2026-11-23 09:60", "2026-11-23 09:40:00",
	"2026-11-23_09:40", "2026-02-30 09:40", "2026-11-23 0x:40",
	"2026-11-23 09 40", "2026-11-23  9:40", "2026-11-23 09:4" };

START_TEST(what_is_no_instant_is_refused)
{
	int64_t instant = 77;

	ck_assert_msg(!clock_parse(bad[_i], &instant), "%s", bad[_i]);
	ck_assert_int_eq(instant, 77);
}
END_TEST

START_TEST(a_fixed_clock_stands)
{
	struct clock fixed = { .fixed = true, .now = 1795398000 };
	struct clock real = { 0 };
	char text[INSTANT_TEXT];

	ck_assert_int_eq(clock_now(&fixed), 1795398000);
	ck_assert_int_eq(clock_today(&fixed).day, date_make(2026, 11, 23).day);
	ck_assert_int_gt(clock_now(&real), 1700000000);
	ck_assert_str_eq(clock_format(INT64_MAX, text), "");
	ck_assert_str_eq(clock_format(INT64_MIN, text), "");
}
END_TEST

Suite *
suite_clock(void)
{
	Suite *suite = suite_create("clock");
	TCase *tests = tcase_create("clock");

	tcase_add_test(tests, the_day_is_the_day_in_china);
	tcase_add_test(tests, reading_and_writing_agree);
	tcase_add_loop_test(tests, what_is_no_instant_is_refused, 0,
		(int)ARRAY_LENGTH(bad));
	tcase_add_test(tests, a_fixed_clock_stands);
	suite_add_tcase(suite, tests);
	return suite;
}
