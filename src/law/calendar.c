/* SPDX-License-Identifier: MIT */
/*
 * Days off. One table a year, made when its first day is named, so that a
 * lookup is two indexes. How days are counted is count.c.
 */
#include "law/calendar.h"

#include "base/attr.h"

#include <string.h>

enum {
	FIRST_YEAR = 1997,
	LAST_YEAR = 2100,
	YEARS = LAST_YEAR - FIRST_YEAR + 1
};
enum { YEAR_DAYS = 366 };

enum scheduled { SCHEDULED_NOT, SCHEDULED_OFF, SCHEDULED_WORK };

/* What a paper says of one day. */
struct entry {
	enum scheduled scheduled;
	int paper; /* year of the paper: the later one holds (LAW §0.8) */
	const char *name;
};

struct year {
	bool has_paper;
	struct entry *days; /* YEAR_DAYS, or NULL while nothing is known */
};

struct calendar {
	struct arena *arena;
	struct year years[YEARS];
};

static const struct keyword keys[] = {
	{ "年", "year" },
	{ "文件", "paper" },
	{ "网址", "url" },
	{ "放假", "off" },
	{ "上班", "work" },
};
static const char *const repeatable[] = { "文件", "网址", "放假", "上班",
	NULL };

/*
 * Days off by the law itself, for years without a paper: 放假办法 art 2 (2013
 * text: 5月1日; 2024-11-10 text: 5月1日、2日). The lunar ones are not known.
 */
static const struct {
	int month;
	int first;
	int last;
	int from_year;
	const char *name;
} fixed[] = {
	{ 1, 1, 1, FIRST_YEAR, "元旦" },
	{ 5, 1, 1, FIRST_YEAR, "劳动节" },
	{ 5, 2, 2, 2025, "劳动节" },
	{ 10, 1, 3, FIRST_YEAR, "国庆节" },
};

/* One file being read. */
struct reading {
	struct calendar *calendar;
	const struct stanza_file *file;
	int paper;
	struct problems *problems;
};

static int
day_of_year(struct date date)
{
	return date_between(date_make(date_year(date), 1, 1), date);
}

/* NULL where nothing is kept of that year. */
static const struct entry *
find_entry(const struct calendar *calendar, struct date date)
{
	int year = date_year(date);
	const struct year *y;

	if (year < FIRST_YEAR || year > LAST_YEAR)
		return NULL;
	y = &calendar->years[year - FIRST_YEAR];
	return y->days == NULL ? NULL : &y->days[day_of_year(date)];
}

static struct entry *
make_entry(struct calendar *calendar, struct date date)
{
	struct year *year = &calendar->years[date_year(date) - FIRST_YEAR];

	if (year->days == NULL)
		year->days = arena_alloc(
			calendar->arena, YEAR_DAYS * sizeof *year->days);
	return &year->days[day_of_year(date)];
}

static bool
is_weekend(struct date date)
{
	enum weekday weekday = date_weekday(date);

	return weekday == SATURDAY || weekday == SUNDAY;
}

static void
set_day(const struct reading *reading, const struct stanza_entry *at,
	struct date date, enum scheduled scheduled, const char *name)
{
	char text[DATE_TEXT];
	struct entry *entry;

	date_format(date, text);
	if (scheduled == SCHEDULED_WORK && !is_weekend(date)) {
		problem_add(reading->problems, reading->file->file, at->line,
			"“%s”不是周六、周日，不用写“上班”", text);
		return;
	}
	entry = make_entry(reading->calendar, date);
	if (entry->paper == reading->paper) {
		problem_add(reading->problems, reading->file->file, at->line,
			"“%s”写了两次，留一次", text);
		return;
	}
	if (entry->paper > reading->paper)
		return;
	*entry = (struct entry){ scheduled, reading->paper, name };
}

/* A day of the paper's own year, or of the December before it. */
static bool
read_day(const struct reading *reading, const struct stanza_entry *at,
	const char *word, struct date *out)
{
	if (!date_parse(word, out)) {
		problem_add(reading->problems, reading->file->file, at->line,
			"“%s”不是日期；应为如 %d-10-01，最后写节日名称", word,
			reading->paper);
		return false;
	}
	if (date_compare(*out, date_make(reading->paper - 1, 12, 1)) < 0 ||
		date_year(*out) > reading->paper) {
		problem_add(reading->problems, reading->file->file, at->line,
			"“%s”不在 %d 年，也不在上年十二月", word,
			reading->paper);
		return false;
	}
	return true;
}

/* `from` to `to`, both included; a range over a year is a slip. */
static bool
set_range(const struct reading *reading, const struct stanza_entry *at,
	struct date from, struct date to, const char *name)
{
	if (date_compare(to, from) < 0) {
		problem_add(reading->problems, reading->file->file, at->line,
			"“至”后面的日子早于前面的");
		return false;
	}
	for (struct date day = date_add(from, 1); date_compare(day, to) <= 0;
		day = date_add(day, 1))
		set_day(reading, at, day, SCHEDULED_OFF, name);
	return true;
}

/* "2026-10-01 至 2026-10-07 国庆节", "2026-09-20 2026-10-10 国庆节" */
static void
read_days(const struct reading *reading, const struct stanza_entry *at,
	enum scheduled scheduled)
{
	size_t count;
	const char **words =
		stanza_words(reading->calendar->arena, at->value, &count);
	struct date day = DATE_NONE;

	if (count < 2 || date_parse(words[count - 1], &day)) {
		problem_add(reading->problems, reading->file->file, at->line,
			"“%s”没有写完：先写日子，最后写节日名称", at->value);
		return;
	}
	for (size_t i = 0; i + 1 < count; i++) {
		struct date from = day;
		bool is_range = i > 0 && i + 2 < count &&
				scheduled == SCHEDULED_OFF &&
				(strcmp(words[i], "至") == 0 ||
					strcmp(words[i], "to") == 0);

		i += is_range ? 1 : 0;
		if (!read_day(reading, at, words[i], &day))
			return;
		if (!is_range)
			set_day(reading, at, day, scheduled, words[count - 1]);
		else if (!set_range(reading, at, from, day, words[count - 1]))
			return;
	}
}

/* The year of the stanza if it can be taken, else 0 with a problem. */
static int
read_year(struct calendar *calendar, const struct stanza_file *file,
	const struct stanza *stanza, struct problems *problems)
{
	const char *value = stanza_value(stanza, "年", "year");
	char first_day[DATE_TEXT];
	struct date date;
	int year;

	if (value == NULL || strlen(value) != 4) {
		problem_add(problems, file->file, stanza->line,
			"缺“年”，或不是四位年份");
		return 0;
	}
	memcpy(first_day, value, 4);
	memcpy(first_day + 4, "-01-01", 7);
	year = date_parse(first_day, &date) ? date_year(date) : 0;
	/* The December before belongs to the paper, too. */
	if (year <= FIRST_YEAR || year > LAST_YEAR) {
		problem_add(problems, file->file, stanza->line,
			"“年: %s”不在 %d–%d", value, FIRST_YEAR + 1, LAST_YEAR);
		return 0;
	}
	if (calendar->years[year - FIRST_YEAR].has_paper) {
		problem_add(problems, file->file, stanza->line,
			"%d 年的放假安排已经有了，只留一份", year);
		return 0;
	}
	return year;
}

static void
add_stanza(struct calendar *calendar, const struct stanza_file *file,
	const struct stanza *stanza, struct problems *problems)
{
	struct reading reading = { calendar, file, 0, problems };

	stanza_check_keys(
		file, stanza, keys, ARRAY_LENGTH(keys), repeatable, problems);
	reading.paper = read_year(calendar, file, stanza, problems);
	if (reading.paper == 0)
		return;
	if (stanza_value(stanza, "文件", "paper") == NULL ||
		stanza_value(stanza, "网址", "url") == NULL) {
		problem_add(problems, file->file, stanza->line,
			"没有写出自哪个文件：要有“文件”和“网址”");
		return;
	}
	calendar->years[reading.paper - FIRST_YEAR].has_paper = true;
	for (size_t i = 0; i < stanza->entry_count; i++) {
		const struct stanza_entry *entry = &stanza->entries[i];

		if (keyword_is(&keys[3], entry->key))
			read_days(&reading, entry, SCHEDULED_OFF);
		else if (keyword_is(&keys[4], entry->key))
			read_days(&reading, entry, SCHEDULED_WORK);
	}
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

static struct day_kind
unscheduled_day(struct date date, bool is_provisional)
{
	/* A year with a paper lists its holidays; none is assumed. */
	const char *holiday = is_provisional ? fixed_holiday(date) : NULL;

	if (holiday != NULL)
		return (struct day_kind){ true, is_provisional, holiday };
	if (!is_weekend(date))
		return (struct day_kind){ false, is_provisional, "工作日" };
	return (struct day_kind){ true, is_provisional,
		date_weekday(date) == SATURDAY ? "周六" : "周日" };
}

struct calendar *
calendar_new(struct arena *arena)
{
	struct calendar *calendar = arena_alloc(arena, sizeof *calendar);

	calendar->arena = arena;
	return calendar;
}

void
calendar_add(struct calendar *calendar, const struct stanza_file *file,
	struct problems *problems)
{
	static const struct keyword kind = { "年", "year" };

	for (size_t i = 0; i < file->count; i++) {
		const struct stanza *stanza = &file->stanzas[i];

		if (keyword_is(&kind, stanza->kind))
			add_stanza(calendar, file, stanza, problems);
		else
			problem_add(problems, file->file, stanza->line,
				"不认识“[%s]”；日历里只有“[年]”", stanza->kind);
	}
}

struct day_kind
calendar_day(const struct calendar *calendar, struct date date)
{
	const struct entry *entry = find_entry(calendar, date);

	if (entry == NULL || entry->scheduled == SCHEDULED_NOT)
		return unscheduled_day(
			date, !calendar_has_year(calendar, date_year(date)));
	if (entry->scheduled == SCHEDULED_WORK)
		return (struct day_kind){ false, false, "调休上班" };
	return (struct day_kind){ true, false, entry->name };
}

bool
calendar_has_year(const struct calendar *calendar, int year)
{
	return year >= FIRST_YEAR && year <= LAST_YEAR &&
	       calendar->years[year - FIRST_YEAR].has_paper;
}
