/* SPDX-License-Identifier: MIT */
/* Dates and instants as a clerk types them: smart short forms of today. */
#include "form/field_read.h"

#include "base/clock.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PIVOT_YEARS = 20, MOST_DAYS_AWAY = 9999, DAY_MINUTES = 24 * 60 };

struct word {
	const char *word;
	const char *english;
	int days;
};
static const struct word day_words[] = {
	{ "今", "t", 0 },
	{ "今天", "today", 0 },
	{ "昨", "y", -1 },
	{ "昨天", "yesterday", -1 },
	{ "明", "tomorrow", 1 },
	{ "明天", "tm", 1 },
};

static const char hint_date[] = "可写 1123、20261123、2026-11-23、今、昨、+3";

static bool
no_date(const char *typed, struct err *err)
{
	return err_set(
		err, ERR_INPUT, "看不懂的日期：%s。%s", typed, hint_date);
}

static bool
no_such_day(int year, int month, int day, struct err *err)
{
	return err_set(err, ERR_INPUT,
		"没有%d年%d月%d日这一天，请核对年、月、日", year, month, day);
}

/* Two digits of a year mean the century in which it is not far ahead. */
static int
full_year(int year, struct date today)
{
	int now = date_year(today);

	if (year >= 100)
		return year;
	year += now / 100 * 100;
	return year > now + PIVOT_YEARS ? year - 100 : year;
}

static bool
make_day(int year, int month, int day, struct date *out, struct err *err)
{
	if (!date_is_valid(year, month, day))
		return no_such_day(year, month, day, err);
	*out = date_make(year, month, day);
	return true;
}

static bool
read_word(const char *text, struct date today, struct date *out)
{
	for (size_t i = 0; i < ARRAY_LENGTH(day_words); i++) {
		if (strcmp(text, day_words[i].word) == 0 ||
			strcasecmp(text, day_words[i].english) == 0) {
			*out = date_add(today, day_words[i].days);
			return true;
		}
	}
	return false;
}

/* +3, -3 */
static bool
read_away(const char *text, struct date today, struct date *out)
{
	size_t digits = strspn(text + 1, "0123456789");
	int days;

	if (digits == 0 || digits > 4 || text[1 + digits] != '\0')
		return false;
	days = (int)strtol(text + 1, NULL, 10);
	*out = date_add(today, text[0] == '-' ? -days : days);
	return true;
}

/* 23, 1123, 261123, 20261123: as many digits as say what is meant. */
static bool
read_digits(
	const char *text, struct date today, struct date *out, struct err *err)
{
	size_t count = strlen(text);
	int number = count <= 8 ? (int)strtol(text, NULL, 10) : 0;
	int year;
	int month;
	int day;

	date_parts(today, &year, &month, &day);
	if (count == 1 || count == 2)
		return make_day(year, month, number, out, err);
	if (count == 4)
		return make_day(year, number / 100, number % 100, out, err);
	if (count == 6)
		return make_day(full_year(number / 10000, today),
			number / 100 % 100, number % 100, out, err);
	if (count == 8)
		return make_day(number / 10000, number / 100 % 100,
			number % 100, out, err);
	return no_date(text, err);
}

/* Folds 年 月 日 号 . / to '-', so that one shape is left. */
static void
fold_separators(const char *text, struct buf *out)
{
	static const char *const marks[] = { "年", "月", "日", "号", ".", "/",
		"。", "、" };
	size_t i;

	while (*text != '\0') {
		for (i = 0; i < ARRAY_LENGTH(marks); i++) {
			if (strncmp(text, marks[i], strlen(marks[i])) == 0)
				break;
		}
		if (i == ARRAY_LENGTH(marks)) {
			buf_add_char(out, *text++);
			continue;
		}
		buf_add_char(out, '-');
		text += strlen(marks[i]);
	}
	if (out->length > 0 && out->data[out->length - 1] == '-')
		buf_cut(out, out->length - 1);
}

/* 2026-11-23, 26-11-23, 11-23 after folding. */
static bool
read_parts(const char *text, const char *typed, struct date today,
	struct date *out, struct err *err)
{
	int parts[3] = { 0 };
	int count = 0;
	const char *at = text;

	for (;;) {
		size_t digits = strspn(at, "0123456789");

		if (digits == 0 || digits > 4 || count == 3)
			return no_date(typed, err);
		parts[count++] = (int)strtol(at, NULL, 10);
		at += digits;
		if (*at == '\0')
			break;
		if (*at++ != '-')
			return no_date(typed, err);
	}
	if (count == 2)
		return make_day(date_year(today), parts[0], parts[1], out, err);
	if (count == 3)
		return make_day(full_year(parts[0], today), parts[1], parts[2],
			out, err);
	return no_date(typed, err);
}

static bool
parse_day(
	const char *typed, struct date today, struct date *out, struct err *err)
{
	struct buf folded = { 0 };
	bool ok;

	if (read_word(typed, today, out))
		return true;
	if ((typed[0] == '+' || typed[0] == '-') &&
		read_away(typed, today, out))
		return true;
	if (strspn(typed, "0123456789") == strlen(typed))
		return read_digits(typed, today, out, err);
	fold_separators(typed, &folded);
	ok = read_parts(buf_text(&folded), typed, today, out, err);
	buf_free(&folded);
	return ok;
}

bool
read_date(const struct form_field *field, const struct field_context *context,
	const char *typed, struct buf *out, struct err *err)
{
	struct buf plain = { 0 };
	char text[DATE_TEXT];
	struct date day;
	bool ok;

	(void)field;
	fold_ascii(typed, &plain);
	ok = parse_day(buf_text(&plain), context->today, &day, err);
	buf_free(&plain);
	if (!ok)
		return false;
	if (date_year(day) < 1900 || date_year(day) > 2199)
		return no_date(typed, err);
	buf_add(out, date_format(day, text));
	return true;
}

/* Where the time of day starts: after the blank, T or 日; NULL if the text
 * is a time alone. */
static const char *
time_part(const char *text, size_t *day_length)
{
	static const char *const after[] = { " ", "T", "日", "号" };

	for (size_t i = 0; i < ARRAY_LENGTH(after); i++) {
		const char *found = strstr(text, after[i]);

		if (found == NULL || found == text)
			continue;
		*day_length = (size_t)(found - text);
		found += strlen(after[i]);
		return found + strspn(found, " ");
	}
	return NULL;
}

/* 9点40 9时40分 9点半 9点: to 9:40, 9:30, 9:00. */
static void
fold_time(const char *text, struct buf *out)
{
	static const char *const marks[][2] = { { "点半", ":30" },
		{ "时半", ":30" }, { "点整", ":00" }, { "时整", ":00" },
		{ "点", ":" }, { "时", ":" }, { "分", "" } };
	size_t i;

	while (*text != '\0') {
		for (i = 0; i < ARRAY_LENGTH(marks); i++) {
			if (strncmp(text, marks[i][0], strlen(marks[i][0])) ==
				0)
				break;
		}
		if (i == ARRAY_LENGTH(marks)) {
			buf_add_char(out, *text++);
			continue;
		}
		buf_add(out, marks[i][1]);
		text += strlen(marks[i][0]);
	}
	if (out->length > 0 && out->data[out->length - 1] == ':')
		buf_add(out, "00");
}

/* 0940 940 9:40 09:40, as minutes of the day; -1 if it is none of them. */
static int
minutes_of(const char *text)
{
	size_t first = strspn(text, "0123456789");
	const char *rest = text + first;
	int hour;
	int minute;

	if (*rest == '\0' && (first == 3 || first == 4)) {
		hour = (int)(strtol(text, NULL, 10) / 100);
		minute = (int)(strtol(text, NULL, 10) % 100);
	} else if (*rest == ':' && (first == 1 || first == 2) &&
		   strspn(rest + 1, "0123456789") == 2 && rest[3] == '\0') {
		hour = (int)strtol(text, NULL, 10);
		minute = (int)strtol(rest + 1, NULL, 10);
	} else {
		return -1;
	}
	return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

static bool
parse_time(const char *text, int *minutes, struct err *err)
{
	struct buf folded = { 0 };

	fold_time(text, &folded);
	*minutes = minutes_of(buf_text(&folded));
	buf_free(&folded);
	if (*minutes < 0 || *minutes >= DAY_MINUTES)
		return err_set(err, ERR_INPUT,
			"看不懂的时间：%s。日期后空一格写 0940 或 9:40；此刻写 现在",
			text);
	return true;
}

static bool
parse_instant(const struct field_context *context, const char *text,
	struct buf *out, struct err *err)
{
	char stamp[INSTANT_TEXT];
	struct date day = context->today;
	size_t length = 0;
	const char *time = time_part(text, &length);
	int minutes;

	if (strcmp(text, "现在") == 0 || strcasecmp(text, "n") == 0 ||
		strcasecmp(text, "now") == 0) {
		buf_add(out, clock_format(context->now, stamp));
		return true;
	}
	if (time == NULL && strspn(text, "0123456789") == strlen(text))
		return err_set(err, ERR_INPUT,
			"还缺日期或时间：%s。写 1123 0940、今 9:40，此刻写 现在",
			text);
	if (time != NULL) {
		char day_text[64];

		if (length >= sizeof(day_text))
			return no_date(text, err);
		memcpy(day_text, text, length);
		day_text[length] = '\0';
		if (!parse_day(day_text, context->today, &day, err))
			return false;
	}
	if (!parse_time(time != NULL ? time : text, &minutes, err))
		return false;
	buf_add(out,
		clock_format(
			clock_instant(day, minutes / 60, minutes % 60), stamp));
	return true;
}

bool
read_instant(const struct form_field *field,
	const struct field_context *context, const char *typed, struct buf *out,
	struct err *err)
{
	struct buf plain = { 0 };
	bool ok;

	(void)field;
	fold_ascii(typed, &plain);
	ok = parse_instant(context, buf_text(&plain), out, err);
	buf_free(&plain);
	return ok;
}

void
show_date(const char *value, struct buf *out)
{
	struct date day;
	int year;
	int month;
	int number;

	if (!date_parse(value, &day)) {
		buf_add(out, value);
		return;
	}
	date_parts(day, &year, &month, &number);
	buf_addf(out, "%d年%d月%d日", year, month, number);
}

void
show_instant(const char *value, struct buf *out)
{
	int64_t instant;
	char day[DATE_TEXT];
	int minute;

	if (!clock_parse(value, &instant)) {
		buf_add(out, value);
		return;
	}
	minute = clock_minute_of(instant);
	show_date(date_format(clock_day_of(instant), day), out);
	buf_addf(out, "%d时%02d分", minute / 60, minute % 60);
}
