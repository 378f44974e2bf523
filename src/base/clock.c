/* SPDX-License-Identifier: MIT */
/* Instants and the civil day of China. No zone files: see the header. */
#include "base/clock.h"

#include <string.h>
#include <time.h>

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, CHINA = 8 * HOUR };

int64_t
clock_now(const struct clock *clock)
{
	return clock->fixed ? clock->now : (int64_t)time(NULL);
}

/* Days rounded down, and the seconds that are left. */
static void
split(int64_t instant, int64_t *days, int *seconds)
{
	*days = instant / DAY;
	*seconds = (int)(instant % DAY) + CHINA;
	if (*seconds < 0) {
		*seconds += DAY;
		(*days)--;
	} else if (*seconds >= DAY) {
		*seconds -= DAY;
		(*days)++;
	}
}

struct date
clock_day_of(int64_t instant)
{
	int64_t days;
	int seconds;

	split(instant, &days, &seconds);
	if (days <= INT32_MIN || days > INT32_MAX)
		return DATE_NONE;
	return (struct date){ (int32_t)days };
}

struct date
clock_today(const struct clock *clock)
{
	return clock_day_of(clock_now(clock));
}

int
clock_minute_of(int64_t instant)
{
	int64_t days;
	int seconds;

	split(instant, &days, &seconds);
	return seconds / MINUTE;
}

int64_t
clock_instant(struct date day, int hour, int minute)
{
	return (int64_t)day.day * DAY + (int64_t)hour * HOUR +
	       (int64_t)minute * MINUTE - CHINA;
}

/* Two digits, less than `limit`; -1 if not. */
static int
two(const char *at, int limit)
{
	int value;

	if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
		return -1;
	value = (at[0] - '0') * 10 + (at[1] - '0');
	return value < limit ? value : -1;
}

bool
clock_parse(const char *text, int64_t *out)
{
	char day_text[DATE_TEXT];
	struct date day;
	int hour;
	int minute;

	if (strnlen(text, INSTANT_TEXT) != INSTANT_TEXT - 1 ||
		(text[10] != ' ' && text[10] != 'T') || text[13] != ':')
		return false;
	memcpy(day_text, text, DATE_TEXT - 1);
	day_text[DATE_TEXT - 1] = '\0';
	hour = two(text + 11, 24);
	minute = two(text + 14, 60);
	if (hour < 0 || minute < 0 || !date_parse(day_text, &day))
		return false;
	*out = clock_instant(day, hour, minute);
	return true;
}

char *
clock_format(int64_t instant, char out[INSTANT_TEXT])
{
	int minute = clock_minute_of(instant);
	char day[DATE_TEXT];

	out[0] = '\0';
	if (date_format(clock_day_of(instant), day)[0] == '\0')
		return out;
	memcpy(out, day, DATE_TEXT - 1);
	out[10] = ' ';
	out[11] = (char)('0' + minute / 600);
	out[12] = (char)('0' + minute / 60 % 10);
	out[13] = ':';
	out[14] = (char)('0' + minute % 60 / 10);
	out[15] = (char)('0' + minute % 10);
	out[16] = '\0';
	return out;
}
