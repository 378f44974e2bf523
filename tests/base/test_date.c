/* SPDX-License-Identifier: MIT */
/* The civil calendar. Law counts on these days, so all of them are walked. */
#include "base/date.h"

#include "base/attr.h"
#include "random.h"

#include <check.h>
#include <string.h>

Suite *suite_date(void);

START_TEST(every_day_of_three_centuries)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	struct date date = date_make(1900, 1, 1);
	enum weekday weekday = MONDAY; /* 1900-01-01 */

	for (int year = 1900; year <= 2199; year++) {
		bool is_leap =
			(year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

		for (int month = 1; month <= 12; month++) {
			int last = days[month - 1] + (month == 2 && is_leap);

			ck_assert_int_eq(date_month_days(year, month), last);
			ck_assert(date_is_valid(year, month, last));
			ck_assert(!date_is_valid(year, month, last + 1));
			for (int day = 1; day <= last; day++) {
				int y, m, d;

				date_parts(date, &y, &m, &d);
				if (y != year || m != month || d != day ||
					date_make(year, month, day).day !=
						date.day ||
					date_weekday(date) != weekday)
					ck_abort_msg("%d-%d-%d", y, m, d);
				weekday = weekday == SATURDAY
						  ? SUNDAY
						  : (enum weekday)(weekday + 1);
				date = date_add(date, 1);
			}
		}
	}
}
END_TEST

START_TEST(known_days)
{
	static const struct {
		const char *text;
		int32_t day;
		const char *weekday;
	} rows[] = {
		{ "1970-01-01", 0, "四" },
		{ "1969-12-31", -1, "三" },
		{ "2000-02-29", 11016, "二" },
		{ "2022-01-01", 18993, "六" },
		{ "2026-11-23", 20780, "一" },
		{ "1900-01-01", -25567, "一" },
		{ "2199-12-31", 84005, "二" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct date date;
		char text[DATE_TEXT];

		ck_assert(date_parse(rows[i].text, &date));
		ck_assert_int_eq(date.day, rows[i].day);
		ck_assert_str_eq(date_weekday_name(date), rows[i].weekday);
		ck_assert_str_eq(date_format(date, text), rows[i].text);
	}
}
END_TEST

static const char *const bad[] = { "", "2", "2026", "2026-", "2026-1-1",
	"2026-11-2", "2026-11-233", "2026/11/23", "2026-11-23 ", " 2026-11-23",
	"2025-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31",
	"2026-11-00", "1899-12-31", "2200-01-01", "+026-11-23", "2026-11-2x",
	"２０２６-11-23", "2026-11-", "20261123" };

START_TEST(what_is_no_day_is_refused)
{
	struct date date = { 77 };

	ck_assert_msg(!date_parse(bad[_i], &date), "%s", bad[_i]);
	ck_assert_int_eq(date.day, 77);
}
END_TEST

START_TEST(none_and_far_days)
{
	struct date none = DATE_NONE;
	struct date far = { INT32_MAX };
	char text[DATE_TEXT];

	ck_assert(!date_is_set(none));
	ck_assert(date_is_set(far));
	ck_assert_int_lt(date_compare(none, date_make(1900, 1, 1)), 0);
	ck_assert_int_eq(date_compare(none, none), 0);
	ck_assert_int_gt(date_compare(far, none), 0);
	ck_assert(!date_is_set(date_add(none, 5)));
	ck_assert_int_eq(date_add(far, 5).day, INT32_MAX);
	ck_assert(date_is_set(date_add((struct date){ 0 }, INT32_MIN)));
	ck_assert_str_eq(date_format(none, text), "");
	ck_assert_str_eq(date_format(far, text), "");
	ck_assert_int_eq(date_month_days(2026, 0), 0);
	ck_assert_int_eq(date_month_days(2026, 13), 0);
}
END_TEST

START_TEST(between_and_add_agree)
{
	struct date from = date_make(2026, 11, 23);

	for (int days = -40000; days < 40000; days += 7)
		ck_assert_int_eq(
			date_between(from, date_add(from, days)), days);
	ck_assert_int_eq(date_year(date_add(from, 39)), 2027);
}
END_TEST

START_TEST(any_bytes_are_a_day_or_none)
{
	static const char *const alphabet[] = { "2026", "-", "1", "0", "2", "9",
		"11", NULL };
	uint64_t state = 3;
	int taken = 0;

	for (int round = 0; round < 200000; round++) {
		char text[14];
		char again[DATE_TEXT];
		struct date date;

		random_text(&state, alphabet, text, sizeof text);
		if (!date_parse(text, &date))
			continue;
		ck_assert_str_eq(date_format(date, again), text);
		taken++;
	}
	ck_assert_int_gt(taken, 0);
}
END_TEST

Suite *
suite_date(void)
{
	Suite *suite = suite_create("date");
	TCase *tests = tcase_create("date");

	tcase_add_test(tests, every_day_of_three_centuries);
	tcase_add_test(tests, known_days);
	tcase_add_loop_test(
		tests, what_is_no_day_is_refused, 0, (int)ARRAY_LENGTH(bad));
	tcase_add_test(tests, none_and_far_days);
	tcase_add_test(tests, between_and_add_agree);
	tcase_add_test(tests, any_bytes_are_a_day_or_none);
	suite_add_tcase(suite, tests);
	return suite;
}
