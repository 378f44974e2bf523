/* SPDX-License-Identifier: MIT */
/* .cal files: the papers of a year, national or of one region. */
#include "base/attr.h"
#include "law/calendar_private.h"

#include <string.h>

enum { KEY_YEAR, KEY_PAPER, KEY_URL, KEY_OFF, KEY_WORK, KEY_REGION };
static const struct keyword keys[] = {
	[KEY_YEAR] = { "年", "year" },
	[KEY_PAPER] = { "文件", "paper" },
	[KEY_URL] = { "网址", "url" },
	[KEY_OFF] = { "放假", "off" },
	[KEY_WORK] = { "上班", "work" },
	[KEY_REGION] = { "地区", "region" }, /* [地方] only */
};
static const char *const repeatable[] = { "文件", "网址", "放假", "上班",
	NULL };

/* One stanza being read. */
struct reading {
	struct calendar *calendar;
	struct calendar_layer *layer;
	const struct stanza_file *file;
	int paper;
	struct problems *problems;
};

static void
set_day(const struct reading *reading, const struct stanza_entry *at,
	struct date date, enum scheduled scheduled, const char *name)
{
	char text[DATE_TEXT];
	struct calendar_entry *entry;

	date_format(date, text);
	if (scheduled == SCHEDULED_WORK && !calendar_is_weekend(date)) {
		problem_add(reading->problems, reading->file->file, at->line,
			"“%s”不是周六、周日，不用写“上班”", text);
		return;
	}
	entry = calendar_entry(reading->calendar, reading->layer, date);
	if (entry->paper == reading->paper) {
		problem_add(reading->problems, reading->file->file, at->line,
			"“%s”写了两次，留一次", text);
		return;
	}
	if (entry->paper > reading->paper)
		return;
	*entry = (struct calendar_entry){ scheduled, reading->paper, name };
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
read_year(const struct reading *reading, const struct stanza *stanza)
{
	const char *value = stanza_value(stanza, "年", "year");
	char first_day[DATE_TEXT];
	struct date date;
	int year;

	if (value == NULL || strlen(value) != 4) {
		problem_add(reading->problems, reading->file->file,
			stanza->line, "缺“年”，或不是四位年份");
		return 0;
	}
	memcpy(first_day, value, 4);
	memcpy(first_day + 4, "-01-01", 7);
	year = date_parse(first_day, &date) ? date_year(date) : 0;
	/* The December before belongs to the paper, too. */
	if (year <= CALENDAR_FIRST_YEAR || year > CALENDAR_LAST_YEAR) {
		problem_add(reading->problems, reading->file->file,
			stanza->line, "“年: %s”不在 %d–%d", value,
			CALENDAR_FIRST_YEAR + 1, CALENDAR_LAST_YEAR);
		return 0;
	}
	return year;
}

static bool
has_source(const struct reading *reading, const struct stanza *stanza)
{
	if (stanza_value(stanza, "文件", "paper") != NULL &&
		stanza_value(stanza, "网址", "url") != NULL)
		return true;
	problem_add(reading->problems, reading->file->file, stanza->line,
		"没有写出自哪个文件：要有“文件”和“网址”");
	return false;
}

static void
read_stanza(struct reading *reading, const struct stanza *stanza)
{
	reading->layer->years[reading->paper - CALENDAR_FIRST_YEAR].has_paper =
		true;
	for (size_t i = 0; i < stanza->entry_count; i++) {
		const struct stanza_entry *entry = &stanza->entries[i];

		if (keyword_is(&keys[KEY_OFF], entry->key))
			read_days(reading, entry, SCHEDULED_OFF);
		else if (keyword_is(&keys[KEY_WORK], entry->key))
			read_days(reading, entry, SCHEDULED_WORK);
	}
}

/* [年]: what the State Council decided, once a year. */
static void
add_national(struct reading *reading, const struct stanza *stanza)
{
	stanza_check_keys(reading->file, stanza, keys, KEY_REGION, repeatable,
		reading->problems);
	reading->layer = &reading->calendar->national;
	reading->paper = read_year(reading, stanza);
	if (reading->paper == 0)
		return;
	if (calendar_has_year(reading->calendar, reading->paper)) {
		problem_add(reading->problems, reading->file->file,
			stanza->line, "%d 年的放假安排已经有了，只留一份",
			reading->paper);
		return;
	}
	if (has_source(reading, stanza))
		read_stanza(reading, stanza);
}

/* [地方 名称]: what a region adds; several papers a year are possible. */
static void
add_regional(struct reading *reading, const struct stanza *stanza)
{
	const char *code = stanza_value(stanza, "地区", "region");

	stanza_check_keys(reading->file, stanza, keys, ARRAY_LENGTH(keys),
		repeatable, reading->problems);
	if (code == NULL || !calendar_is_code(code)) {
		problem_add(reading->problems, reading->file->file,
			stanza->line,
			"缺“地区”，或不是行政区划代码的前两位（如 11，兵团 66）");
		return;
	}
	reading->layer = calendar_region(reading->calendar, code);
	reading->paper = read_year(reading, stanza);
	if (reading->paper != 0 && has_source(reading, stanza))
		read_stanza(reading, stanza);
}

void
calendar_add(struct calendar *calendar, const struct stanza_file *file,
	struct problems *problems)
{
	static const struct keyword national = { "年", "year" };
	static const struct keyword regional = { "地方", "local" };

	for (size_t i = 0; i < file->count; i++) {
		const struct stanza *stanza = &file->stanzas[i];
		struct reading reading = {
			.calendar = calendar, .file = file, .problems = problems
		};

		if (keyword_is(&national, stanza->kind))
			add_national(&reading, stanza);
		else if (keyword_is(&regional, stanza->kind))
			add_regional(&reading, stanza);
		else
			problem_add(problems, file->file, stanza->line,
				"不认识“[%s]”；日历里可以是“[年]”“[地方 名称]”",
				stanza->kind);
	}
}
