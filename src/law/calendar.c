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

/* The next year's paper may still change these (LAW §4). */
enum { LAST_MONTH = 12, FIRST_SHARED_DAY = 24 };

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

static bool
is_in_years(int year)
{
	return year >= CALENDAR_FIRST_YEAR && year <= CALENDAR_LAST_YEAR;
}

static int
day_of_year(int year, struct date date)
{
	return date_between(date_make(year, 1, 1), date);
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
	int number = date_year(date);
	struct calendar_year *year =
		&layer->years[number - CALENDAR_FIRST_YEAR];

	if (year->days == NULL)
		year->days = arena_alloc(calendar->arena,
			CALENDAR_YEAR_DAYS * sizeof *year->days);
	return &year->days[day_of_year(number, date)];
}

/* NULL where a layer says nothing of that day. */
static const struct calendar_entry *
find_entry(const struct calendar_layer *layer, int number, struct date date)
{
	const struct calendar_year *year =
		&layer->years[number - CALENDAR_FIRST_YEAR];
	const struct calendar_entry *entry;

	if (year->days == NULL)
		return NULL;
	entry = &year->days[day_of_year(number, date)];
	return entry->scheduled == SCHEDULED_NOT ? NULL : entry;
}

/* What a region says of a day goes before what the State Council says. */
static const struct calendar_entry *
find_scheduled(const struct calendar *calendar, int year, struct date date)
{
	const struct calendar_entry *entry = NULL;

	if (!is_in_years(year))
		return NULL;
	if (calendar->local != NULL)
		entry = find_entry(calendar->local, year, date);
	return entry != NULL ? entry
			     : find_entry(&calendar->national, year, date);
}

static const char *
fixed_holiday(int year, int month, int day)
{
	for (size_t i = 0; i < ARRAY_LENGTH(fixed); i++)
		if (month == fixed[i].month && day >= fixed[i].first &&
			day <= fixed[i].last && year >= fixed[i].from_year)
			return fixed[i].name;
	return NULL;
}

/* A day that no paper names: a known year says by that it is like any. */
static struct day_kind
unscheduled_day(const struct calendar *calendar, struct date date)
{
	const char *holiday = NULL;
	bool is_known;
	int year;
	int month;
	int day;

	date_parts(date, &year, &month, &day);
	is_known = calendar_has_year(calendar, year) ||
		   (month == LAST_MONTH && day >= FIRST_SHARED_DAY &&
			   calendar_has_year(calendar, year + 1));
	if (!is_known)
		holiday = fixed_holiday(year, month, day);
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
	const struct calendar_entry *entry =
		find_scheduled(calendar, date_year(date), date);

	if (entry == NULL)
		return unscheduled_day(calendar, date);
	if (entry->scheduled == SCHEDULED_WORK)
		return (struct day_kind){ false, false, "调休上班" };
	return (struct day_kind){ true, false, entry->name };
}

bool
calendar_has_year(const struct calendar *calendar, int year)
{
	return is_in_years(year) &&
	       calendar->national.years[year - CALENDAR_FIRST_YEAR].has_paper;
}
