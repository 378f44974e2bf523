/* SPDX-License-Identifier: MIT */
/*
 * Civil days. Counting by law (what is skipped, where a term ends) is the
 * law room; the time of day is base/clock.h.
 */
#include "base/date.h"

#include "base/attr.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };

bool
date_is_set(struct date date)
{
	return date.day != INT32_MIN;
}

int
date_compare(struct date a, struct date b)
{
	return (a.day > b.day) - (a.day < b.day);
}

static int32_t
clamp(int64_t value)
{
	if (value > INT32_MAX)
		return INT32_MAX;
	/* INT32_MIN itself would read as DATE_NONE. */
	if (value <= INT32_MIN)
		return INT32_MIN + 1;
	return (int32_t)value;
}

struct date
date_add(struct date date, int days)
{
	if (!date_is_set(date))
		return date;
	return (struct date){ clamp((int64_t)date.day + days) };
}

int
date_between(struct date from, struct date to)
{
	return clamp((int64_t)to.day - from.day);
}

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
date_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	if (month < 1 || month > 12)
		return 0;
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool
date_is_valid(int year, int month, int day)
{
	return year >= FIRST_YEAR && year <= LAST_YEAR && day >= 1 &&
	       day <= date_month_days(year, month);
}

/*
 * Both ways count in 400-year eras of 146097 days whose years begin in March,
 * so that the leap day is the last of its year.
 */
struct date
date_make(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int year_of_era = y - era * 400;
	int day_of_year =
		(153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 -
			 year_of_era / 100 + day_of_year;

	return (struct date){ era * 146097 + day_of_era - 719468 };
}

void
date_parts(struct date date, int *year, int *month, int *day)
{
	int64_t days = (int64_t)date.day + 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int in_era = (int)(days - era * 146097);
	int year_of_era =
		(in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) /
		365;
	int in_year = in_era -
		      (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int from_march = (5 * in_year + 2) / 153;

	*day = in_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = year_of_era + (int)(era * 400) + (*month <= 2 ? 1 : 0);
}

int
date_year(struct date date)
{
	int year;
	int month;
	int day;

	date_parts(date, &year, &month, &day);
	return year;
}

enum weekday
date_weekday(struct date date)
{
	/* 1970-01-01 was a Thursday. */
	int64_t rest = ((int64_t)date.day + THURSDAY) % 7;

	return (enum weekday)(rest < 0 ? rest + 7 : rest);
}

const char *
date_weekday_name(struct date date)
{
	static const char *const names[] = { "日", "一", "二", "三", "四", "五",
		"六" };

	return names[date_weekday(date)];
}

/* `count` digits at `text`; -1 if one of them is none. */
static int
digits(const char *text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

bool
date_parse(const char *text, struct date *out)
{
	int year = digits(text, 4);
	int month;
	int day;

	/* In order: a short text must not be read behind its end. */
	if (year < 0 || text[4] != '-')
		return false;
	month = digits(text + 5, 2);
	if (month < 0 || text[7] != '-')
		return false;
	day = digits(text + 8, 2);
	if (day < 0 || text[10] != '\0' || !date_is_valid(year, month, day))
		return false;
	*out = date_make(year, month, day);
	return true;
}

static void
put_digits(char *at, int count, int value)
{
	for (int i = count - 1; i >= 0; i--) {
		at[i] = (char)('0' + value % 10);
		value /= 10;
	}
}

char *
date_format(struct date date, char out[DATE_TEXT])
{
	int year;
	int month;
	int day;

	out[0] = '\0';
	if (!date_is_set(date))
		return out;
	date_parts(date, &year, &month, &day);
	if (!date_is_valid(year, month, day))
		return out;
	put_digits(out, 4, year);
	out[4] = '-';
	put_digits(out + 5, 2, month);
	out[7] = '-';
	put_digits(out + 8, 2, day);
	out[10] = '\0';
	return out;
}
