/* SPDX-License-Identifier: MIT */
/*
 * From published JSON to a .cal file: parse, check, write. The text that comes
 * out is read back as any other calendar before it is given out, so that it
 * can't hold what calendar_read.c would not take.
 */
#include "law/calendar_json.h"

#include "base/date.h"
#include "base/utf8.h"
#include "law/calendar.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST_BYTES = 256 * 1024, /* a year has 8 KB */
	MOST_DAYS = 366 + 31,	 /* its own and the December before */
	MOST_PAPERS = 5,
	MOST_URL = 300,	 /* bytes */
	MOST_NAME = 120, /* bytes; the longest so far has 63 */
	MOST_SHOWN = 60, /* bytes of what was found, in a message */
	FIRST_YEAR = 1998,
	LAST_YEAR = 2100
};

struct holiday {
	struct date day;
	bool is_off;
	const char *name;
	size_t place; /* in the file, from 1 */
};

/* What was read. Its texts live in the arena. */
struct schedule {
	int year;
	const char *papers[MOST_PAPERS];
	size_t paper_count;
	struct holiday *days; /* by day, once they were checked */
	size_t day_count;
};

/* One file under way. */
struct parse {
	struct arena *arena;
	struct schedule *out;
	struct err *err;
};

static const char *
shown(struct arena *arena, const char *text)
{
	return arena_copy_bytes(arena, text, utf8_fit(text, MOST_SHOWN));
}

static bool
is_known(const char *key, const char *const *keys)
{
	for (; *keys != NULL; keys++)
		if (strcmp(key, *keys) == 0)
			return true;
	return false;
}

/* An object with all of `keys` (NULL-ended) and no others. */
static bool
check_object(const struct parse *parse, json_t *object, const char *where,
	const char *const *keys)
{
	const char *key;
	json_t *value;

	if (!json_is_object(object))
		return err_set(parse->err, ERR_INPUT, "%s不是“{…}”", where);
	json_object_foreach(object, key, value)
	{
		if (key[0] != '$' && !is_known(key, keys))
			return err_set(parse->err, ERR_INPUT, "%s里不认识“%s”",
				where, shown(parse->arena, key));
	}
	for (; *keys != NULL; keys++)
		if (json_object_get(object, *keys) == NULL)
			return err_set(parse->err, ERR_INPUT, "%s里缺“%s”",
				where, *keys);
	return true;
}

/* A text of one line with no blank in it, so that a .cal file can hold it. */
static bool
is_one_word(const char *text, size_t length)
{
	return length > 0 && strlen(text) == length &&
	       utf8_check(text, length, UTF8_ONE_LINE) == UTF8_FINE &&
	       strpbrk(text, " \t") == NULL && strstr(text, "\u3000") == NULL;
}

static bool
read_year(const struct parse *parse, const json_t *value)
{
	json_int_t year = json_integer_value(value);

	if (!json_is_integer(value) || year < FIRST_YEAR || year > LAST_YEAR)
		return err_set(parse->err, ERR_INPUT,
			"year 不对：应为 %d 到 %d 的数字", FIRST_YEAR,
			LAST_YEAR);
	parse->out->year = (int)year;
	return true;
}

static bool
read_paper(const struct parse *parse, const json_t *value, size_t place)
{
	const char *text = json_string_value(value);
	size_t length = json_string_length(value);

	if (text == NULL || length > MOST_URL || !is_one_word(text, length) ||
		(strncmp(text, "https://", 8) != 0 &&
			strncmp(text, "http://", 7) != 0))
		return err_set(parse->err, ERR_INPUT,
			"papers 第 %zu 项不对：应为文件的网址，以 http:// 或 "
			"https:// 开头，不超过 %d 字节",
			place, MOST_URL);
	parse->out->papers[parse->out->paper_count++] =
		arena_copy(parse->arena, text);
	return true;
}

static bool
read_papers(const struct parse *parse, const json_t *list)
{
	size_t count = json_array_size(list);

	if (!json_is_array(list))
		return err_set(parse->err, ERR_INPUT, "papers 不是“[…]”");
	if (count == 0)
		return err_set(parse->err, ERR_INPUT,
			"papers 是空的：%d 年的放假安排还没有公布，"
			"公布以后再导入",
			parse->out->year);
	if (count > MOST_PAPERS)
		return err_set(parse->err, ERR_INPUT,
			"papers 有 %zu 项，最多 %d 项", count, MOST_PAPERS);
	for (size_t i = 0; i < count; i++)
		if (!read_paper(parse, json_array_get(list, i), i + 1))
			return false;
	return true;
}

static bool
read_name(const struct parse *parse, const json_t *value, struct holiday *day)
{
	const char *text = json_string_value(value);
	size_t length = json_string_length(value);
	struct date date;

	if (text == NULL || length > MOST_NAME || !is_one_word(text, length) ||
		date_parse(text, &date))
		return err_set(parse->err, ERR_INPUT,
			"days 第 %zu 项的 name "
			"不对：应为节日名称，没有空格和控制字符，"
			"不超过 %d 字节",
			day->place, MOST_NAME);
	day->name = arena_copy(parse->arena, text);
	return true;
}

/* In the year, or in the December before (LAW §0.8). */
static bool
read_date(const struct parse *parse, const json_t *value, struct holiday *day)
{
	const char *text = json_string_value(value);
	int year = parse->out->year;

	if (text == NULL || strlen(text) != json_string_length(value) ||
		!date_parse(text, &day->day))
		return err_set(parse->err, ERR_INPUT,
			"days 第 %zu 项的 date“%s”不是日期；应为如 %d-10-01",
			day->place,
			text == NULL ? "" : shown(parse->arena, text), year);
	if (date_compare(day->day, date_make(year - 1, 12, 1)) < 0 ||
		date_year(day->day) > year)
		return err_set(parse->err, ERR_INPUT,
			"days 第 %zu 项的 date“%s”不在 %d 年，也不在上年十二月",
			day->place, text, year);
	return true;
}

static bool
read_day(const struct parse *parse, json_t *value, size_t place)
{
	static const char *const keys[] = { "name", "date", "isOffDay", NULL };
	struct holiday *day = &parse->out->days[place - 1];
	const json_t *off;

	day->place = place;
	if (!check_object(parse, value,
		    arena_printf(parse->arena, "days 第 %zu 项", place), keys))
		return false;
	off = json_object_get(value, "isOffDay");
	if (!json_is_boolean(off))
		return err_set(parse->err, ERR_INPUT,
			"days 第 %zu 项的 isOffDay 不对；可以是 true false",
			place);
	day->is_off = json_is_true(off);
	return read_name(parse, json_object_get(value, "name"), day) &&
	       read_date(parse, json_object_get(value, "date"), day);
}

static bool
read_days(const struct parse *parse, const json_t *list)
{
	struct schedule *out = parse->out;
	size_t count = json_array_size(list);

	if (!json_is_array(list))
		return err_set(parse->err, ERR_INPUT, "days 不是“[…]”");
	if (count > MOST_DAYS)
		return err_set(parse->err, ERR_INPUT,
			"days 有 %zu 项，最多 %d 项", count, MOST_DAYS);
	out->days = arena_alloc(parse->arena, MOST_DAYS * sizeof *out->days);
	for (size_t i = 0; i < count; i++)
		if (!read_day(parse, json_array_get(list, i), i + 1))
			return false;
	out->day_count = count;
	return true;
}

static int
compare_days(const void *a, const void *b)
{
	const struct holiday *x = a;
	const struct holiday *y = b;
	int by_day = date_compare(x->day, y->day);

	return by_day != 0 ? by_day : (x->place > y->place) ? 1 : -1;
}

static bool
twice(const struct parse *parse, const struct holiday *day)
{
	char text[DATE_TEXT];

	return err_set(parse->err, ERR_INPUT,
		"days 第 %zu 项和第 %zu 项都是“%s”，留一项", day[-1].place,
		day->place, date_format(day->day, text));
}

/* In order; each day once; some day off. */
static bool
check_days(const struct parse *parse)
{
	struct schedule *out = parse->out;
	bool has_off = false;

	if (out->day_count > 0)
		qsort(out->days, out->day_count, sizeof *out->days,
			compare_days);
	for (size_t i = 0; i < out->day_count; i++) {
		const struct holiday *day = &out->days[i];

		has_off = has_off || day->is_off;
		if (i > 0 && date_compare(day[-1].day, day->day) == 0)
			return twice(parse, day);
	}
	if (!has_off)
		return err_set(parse->err, ERR_INPUT,
			"days 里没有一天放假；请核对是不是拿全了");
	return true;
}

static bool
read_schedule(const struct parse *parse, json_t *root)
{
	static const char *const keys[] = { "year", "papers", "days", NULL };

	return check_object(parse, root, "文件", keys) &&
	       read_year(parse, json_object_get(root, "year")) &&
	       read_papers(parse, json_object_get(root, "papers")) &&
	       read_days(parse, json_object_get(root, "days")) &&
	       check_days(parse);
}

static void
write_head(const struct schedule *schedule, struct buf *out)
{
	buf_addf(out,
		"# %d 年放假和调休上班的日子。双休日不列（周六、周日本来就不上"
		"班），挨着节日的照原表列出。\n"
		"# 由 JSON 转来；按文件年份，可能补定上一年的十二月。\n",
		schedule->year);
	if (schedule->paper_count > 1)
		buf_add(out, "# 本年不止一件文件：后一件改动了前一件的安排，"
			     "以后一件为准。\n");
}

static void
write_papers(const struct schedule *schedule, struct buf *out)
{
	static const char *const ordinals[MOST_PAPERS] = { "一", "二", "三",
		"四", "五" };

	for (size_t i = 0; i < schedule->paper_count; i++) {
		buf_addf(out, "文件: 国务院办公厅 %d 年节假日安排",
			schedule->year);
		if (schedule->paper_count > 1)
			buf_addf(out, "（第%s件%s）", ordinals[i],
				i > 0 ? "，调整" : "");
		buf_addf(out, "\n网址: %s\n", schedule->papers[i]);
	}
}

static bool
is_of(const struct holiday *day, const char *name, bool is_off)
{
	return day->is_off == is_off && strcmp(day->name, name) == 0;
}

/* " 2026-10-01 至 2026-10-07", a run of days that follow one another. */
static void
write_run(struct date from, struct date to, struct buf *out)
{
	char text[DATE_TEXT];

	buf_addf(out, " %s", date_format(from, text));
	if (date_compare(from, to) != 0)
		buf_addf(out, " 至 %s", date_format(to, text));
}

static void
write_off(const struct schedule *schedule, const char *name, struct buf *out)
{
	struct date from = DATE_NONE;
	struct date to = DATE_NONE;

	for (size_t i = 0; i < schedule->day_count; i++) {
		const struct holiday *day = &schedule->days[i];

		if (!is_of(day, name, true))
			continue;
		if (!date_is_set(from)) {
			buf_add(out, "放假:");
			from = day->day;
		} else if (date_between(to, day->day) != 1) {
			write_run(from, to, out);
			from = day->day;
		}
		to = day->day;
	}
	if (date_is_set(from)) {
		write_run(from, to, out);
		buf_addf(out, " %s\n", name);
	}
}

/* Weekdays are worked anyway; an amended schedule names some (2020-02-03). */
static void
write_work(const struct schedule *schedule, const char *name, struct buf *out)
{
	bool is_first = true;

	for (size_t i = 0; i < schedule->day_count; i++) {
		const struct holiday *day = &schedule->days[i];
		enum weekday weekday = date_weekday(day->day);
		char text[DATE_TEXT];

		if (!is_of(day, name, false) ||
			(weekday != SATURDAY && weekday != SUNDAY))
			continue;
		buf_addf(out, "%s %s", is_first ? "上班:" : "",
			date_format(day->day, text));
		is_first = false;
	}
	if (!is_first)
		buf_addf(out, " %s\n", name);
}

/* A holiday is written where its first day stands. */
static bool
is_first_of_name(const struct schedule *schedule, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (strcmp(schedule->days[j].name, schedule->days[i].name) == 0)
			return false;
	return true;
}

static void
write_schedule(const struct schedule *schedule, struct buf *out)
{
	write_head(schedule, out);
	buf_addf(out, "\n[年]\n年: %d\n", schedule->year);
	write_papers(schedule, out);
	for (size_t i = 0; i < schedule->day_count; i++)
		if (is_first_of_name(schedule, i)) {
			write_off(schedule, schedule->days[i].name, out);
			write_work(schedule, schedule->days[i].name, out);
		}
}

static bool
reads_back(struct arena *arena, const struct buf *text, struct err *err)
{
	struct problems problems = { .arena = arena };
	struct calendar *calendar = calendar_new(arena);
	struct stanza_file file;

	stanza_read(arena, "转换后的日历", buf_text(text), text->length, &file,
		&problems);
	calendar_add(calendar, &file, &problems);
	return problem_none(&problems, err);
}

bool
calendar_from_json(const char *bytes, size_t length, struct arena *arena,
	struct buf *out, struct err *err)
{
	struct schedule schedule = { 0 };
	struct parse parse = { arena, &schedule, err };
	struct buf text = { 0 };
	json_error_t error;
	json_t *root;
	bool done;

	if (length > MOST_BYTES)
		return err_set(err, ERR_INPUT,
			"文件有 %zu 字节，最多 %d；不像一年的放假安排", length,
			MOST_BYTES);
	if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3; /* as stanza_read takes it: editors put it there */
		length -= 3;
	}
	root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
	/* Its own words are English and may quote what it found. */
	if (root == NULL)
		return err_set(err, ERR_INPUT,
			"第 %d 行第 %d 列起不是 JSON（UTF-8）；请重新下载",
			error.line, error.column);
	done = read_schedule(&parse, root);
	json_decref(root);
	if (!done)
		return false;
	write_schedule(&schedule, &text);
	done = reads_back(arena, &text, err);
	if (done)
		buf_add_bytes(out, buf_text(&text), text.length);
	buf_free(&text);
	return done;
}
