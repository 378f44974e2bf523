/* SPDX-License-Identifier: MIT */
/*
 * Days off. One table a year, made when its first day is named, so that a
 * lookup is two indexes. Reading the files is calendar_read.c, how days are
 * counted is count.c.
 */
#include "law/calendar.h"

#include "base/attr.h"
#include "law/calendar_private.h"

#include <string.h>

/* The next year's paper decides the last days of a December, too: from the
 * 24th on (LAW §4). */
enum { SHARED_DAYS = 8 };
/* The Gregorian calendar repeats itself. */
enum { CYCLE_DAYS = 146097, CYCLE_YEARS = 400 };
enum { NO_YEAR = -1 };

/*
 * Days off by the law itself, for years without a paper: 放假办法 art 2 (text
 * of 2007 and 2013: 5月1日; of 2024-11-10: 5月1日、2日). The lunar ones are not
 * known, and what art 6 makes up for a weekend is not either. The text in
 * force before 2007-12-14 was not read: those years take the oldest one that
 * was, since a holiday overlooked would end a period too early.
 */
static const struct {
	int month;
	int first;
	int last;
	int from_year;
	const char *name;
} fixed[] = {
	{ 1, 1, 1, CALENDAR_FIRST_YEAR, "元旦" },
	{ 5, 1, 1, CALENDAR_FIRST_YEAR, "劳动节" },
	{ 5, 2, 2, 2025, "劳动节" },
	{ 10, 1, 3, CALENDAR_FIRST_YEAR, "国庆节" },
};

/* The place of a day's year in the tables, or NO_YEAR: guessed by the mean
 * length of a year, which is one too low at most. A count asks this of every
 * day it passes. */
static int
find_year(const struct calendar *calendar, struct date date)
{
	const struct date *starts = calendar->starts;
	int64_t days;
	int year;

	if (date_compare(date, starts[0]) < 0 ||
		date_compare(date, starts[CALENDAR_YEARS]) >= 0)
		return NO_YEAR;
	days = date_between(starts[0], date);
	year = (int)(days * CYCLE_YEARS / CYCLE_DAYS);
	if (date_compare(date, starts[year]) < 0)
		return year - 1;
	return date_compare(date, starts[year + 1]) < 0 ? year : year + 1;
}

bool
calendar_is_weekend(struct date date)
{
	enum weekday weekday = date_weekday(date);

	return weekday == SATURDAY || weekday == SUNDAY;
}

bool
calendar_is_code(const char *text)
{
	return strlen(text) == 2 && strspn(text, "0123456789") == 2;
}

struct calendar_layer *
calendar_region(struct calendar *calendar, const char *code)
{
	struct calendar_layer *layer = calendar->regions;

	while (layer != NULL && strcmp(layer->code, code) != 0)
		layer = layer->next;
	if (layer != NULL)
		return layer;
	layer = arena_alloc(calendar->arena, sizeof *layer);
	memcpy(layer->code, code, sizeof layer->code);
	layer->next = calendar->regions;
	calendar->regions = layer;
	return layer;
}

struct calendar_entry *
calendar_entry(struct calendar *calendar, struct calendar_layer *layer,
	struct date date)
{
	int place = find_year(calendar, date);
	struct calendar_year *year = &layer->years[place];

	if (year->days == NULL)
		year->days = arena_alloc(calendar->arena,
			CALENDAR_YEAR_DAYS * sizeof *year->days);
	return &year->days[date_between(calendar->starts[place], date)];
}

/* NULL where a layer says nothing of that day. */
static const struct calendar_entry *
find_entry(const struct calendar_layer *layer, int year, int day)
{
	const struct calendar_entry *days = layer->years[year].days;

	if (days == NULL || days[day].scheduled == SCHEDULED_NOT)
		return NULL;
	return &days[day];
}

/* What a region says of a day goes before what the State Council says. */
static const struct calendar_entry *
find_scheduled(const struct calendar *calendar, int year, struct date date)
{
	const struct calendar_entry *entry = NULL;
	int day;

	if (year == NO_YEAR)
		return NULL;
	day = date_between(calendar->starts[year], date);
	if (calendar->local != NULL)
		entry = find_entry(calendar->local, year, day);
	return entry != NULL ? entry
			     : find_entry(&calendar->national, year, day);
}

static const char *
fixed_holiday(struct date date)
{
	int year;
	int month;
	int day;

	date_parts(date, &year, &month, &day);
	for (size_t i = 0; i < ARRAY_LENGTH(fixed); i++)
		if (month == fixed[i].month && day >= fixed[i].first &&
			day <= fixed[i].last && year >= fixed[i].from_year)
			return fixed[i].name;
	return NULL;
}

/* A paper decides it, if only by not naming it. */
static bool
is_decided(const struct calendar *calendar, int year, struct date date)
{
	const struct calendar_year *years = calendar->national.years;

	if (year == NO_YEAR)
		return false;
	return years[year].has_paper ||
	       (year + 1 < CALENDAR_YEARS && years[year + 1].has_paper &&
		       date_between(date, calendar->starts[year + 1]) <=
			       SHARED_DAYS);
}

/* A day that no paper names. */
static struct day_kind
unscheduled_day(bool is_known, struct date date)
{
	const char *holiday = is_known ? NULL : fixed_holiday(date);

	if (holiday != NULL)
		return (struct day_kind){ true, true, holiday };
	if (!calendar_is_weekend(date))
		return (struct day_kind){ false, !is_known, "工作日" };
	return (struct day_kind){ true, !is_known,
		date_weekday(date) == SATURDAY ? "周六" : "周日" };
}

struct calendar *
calendar_new(struct arena *arena)
{
	struct calendar *calendar = arena_alloc(arena, sizeof *calendar);

	calendar->arena = arena;
	for (int i = 0; i <= CALENDAR_YEARS; i++)
		calendar->starts[i] = date_make(CALENDAR_FIRST_YEAR + i, 1, 1);
	return calendar;
}

bool
calendar_set_region(struct calendar *calendar, const char *code)
{
	if (code[0] != '\0' && !calendar_is_code(code))
		return false;
	calendar->local =
		code[0] == '\0' ? NULL : calendar_region(calendar, code);
	return true;
}

bool
calendar_has_local(const struct calendar *calendar)
{
	for (size_t i = 0; calendar->local != NULL && i < CALENDAR_YEARS; i++)
		if (calendar->local->years[i].has_paper)
			return true;
	return false;
}

struct day_kind
calendar_day(const struct calendar *calendar, struct date date)
{
	int year = find_year(calendar, date);
	const struct calendar_entry *entry =
		find_scheduled(calendar, year, date);

	if (entry == NULL)
		return unscheduled_day(is_decided(calendar, year, date), date);
	if (entry->scheduled == SCHEDULED_WORK)
		return (struct day_kind){ false, false, "调休上班" };
	return (struct day_kind){ true, false, entry->name };
}

bool
calendar_has_year(const struct calendar *calendar, int year)
{
	return year >= CALENDAR_FIRST_YEAR && year <= CALENDAR_LAST_YEAR &&
	       calendar->national.years[year - CALENDAR_FIRST_YEAR].has_paper;
}
