/* SPDX-License-Identifier: MIT */
/*
 * `law count`, line by line: UNIT<TAB>N<TAB>START. Read on the stack and
 * counted without a trail, so that a million lines take a second; how periods
 * run is count.c.
 */
#include "law/batch.h"
#include "law/derive.h"

#include "base/attr.h"
#include "base/clock.h"
#include "base/utf8.h"

#include <string.h>

enum { COLUMNS = 3, LINE_BYTES = 120, SHOWN_BYTES = 40 };

static const struct {
	const char *word;
	enum unit unit;
} units[] = {
	{ "day", UNIT_DAY },
	{ "workday", UNIT_WORKDAY },
	{ "hour", UNIT_HOUR },
	{ "month", UNIT_MONTH },
	{ "day-before", UNIT_DAY_BEFORE },
};

/* One line, understood. */
struct question {
	struct period period;
	struct date start;
	int64_t at; /* UNIT_HOUR */
};

/* "error<TAB>WHAT“FOUND”POSSIBLE"; of what was found, as much as helps. */
static bool
refuse(struct buf *out, const char *what, const char *found,
	const char *possible)
{
	char shown[SHOWN_BYTES + 1];
	size_t length = utf8_fit(found, SHOWN_BYTES);

	memcpy(shown, found, length);
	shown[length] = '\0';
	buf_addf(out, "error\t%s“", what);
	utf8_filter(out, shown, UTF8_ONE_LINE);
	buf_addf(out, "”%s", possible);
	return false;
}

/* Cuts a copy of the line, without the CR of a Windows line end. */
static bool
split(const char *line, char copy[LINE_BYTES], char *columns[COLUMNS],
	struct buf *out)
{
	static const char possible[] =
		"不对：应为三列，用制表符隔开：单位、数、起算，"
		"如 day<TAB>3<TAB>2026-11-23";
	size_t length = strlen(line);
	size_t count = 0;
	char *rest = copy;

	if (length > 0 && line[length - 1] == '\r')
		length--;
	if (length >= LINE_BYTES)
		return refuse(out, "行太长：", line, possible);
	memcpy(copy, line, length);
	copy[length] = '\0';
	while (count < COLUMNS && rest != NULL) {
		columns[count++] = rest;
		rest = strchr(rest, '\t');
		if (rest != NULL)
			*rest++ = '\0';
	}
	if (count == COLUMNS && rest == NULL)
		return true;
	return refuse(out, "列数：", line, possible);
}

static bool
read_unit(const char *word, struct period *period, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_LENGTH(units); i++)
		if (strcmp(units[i].word, word) == 0) {
			period->unit = units[i].unit;
			return true;
		}
	return refuse(out, "不认识单位", word,
		"；可以是 day workday hour month day-before");
}

/* period_parse also takes 半; batch lines are digits. */
static bool
read_number(const char *text, struct period *period, struct buf *out)
{
	if (strspn(text, "0123456789.") == strlen(text) &&
		period_parse(text, period->unit, period))
		return true;
	return refuse(out, "数", text,
		period->unit == UNIT_MONTH ? "不对：应为 0 到 40000 的整数，"
					     "或者带半月，如 0.5、1.5"
					   : "不对：应为 0 到 40000 的整数");
}

static bool
read_start(const char *text, struct question *q, struct buf *out)
{
	if (q->period.unit != UNIT_HOUR)
		return date_parse(text, &q->start) ||
		       refuse(out, "起算", text,
			       "不对：应为日历上有的日期，如 2026-11-23");
	if (strchr(text, ' ') == NULL && clock_parse(text, &q->at))
		return true;
	return refuse(out, "起算", text,
		"不对：hour 应为日历上有的时刻，如 2026-11-23T09:40");
}

static bool
read_question(const char *line, struct question *q, struct buf *out)
{
	char copy[LINE_BYTES];
	char *columns[COLUMNS];

	*q = (struct question){ .start = DATE_NONE };
	return split(line, copy, columns, out) &&
	       read_unit(columns[0], &q->period, out) &&
	       read_number(columns[1], &q->period, out) &&
	       read_start(columns[2], q, out);
}

static bool
count_question(const struct law *law, const struct question *q,
	enum trail trail, struct arena *arena, struct due *due, struct buf *out)
{
	struct err err = { 0 };

	if (count_due(law_calendar(law), &q->period, q->start, q->at, trail,
		    arena, due, &err))
		return true;
	return batch_error(out, "%s", err.text);
}

/* A day; for hours the minute, with the T that the line was asked with. */
static void
add_due(const struct due *due, enum unit unit, struct buf *out)
{
	char text[INSTANT_TEXT];

	if (unit == UNIT_HOUR) {
		clock_format(due->at, text);
		text[DATE_TEXT - 1] = 'T';
	} else {
		date_format(due->day, text);
	}
	buf_add(out, text);
}

bool
batch_count(const struct law *law, struct date today, const char *line,
	struct arena *arena, struct buf *out)
{
	struct question q;
	struct due due;

	(void)today;
	if (!read_question(line, &q, out) ||
		!count_question(law, &q, TRAIL_NONE, arena, &due, out))
		return false;
	add_due(&due, q.period.unit, out);
	buf_add(out, due.is_provisional ? "\tprovisional" : "\tfinal");
	return true;
}

static const char *
basis(enum unit unit)
{
	switch (unit) {
	case UNIT_DAY:
		return "刑事诉讼法第一百零五条：开始的日不算在内，"
		       "末日逢节假日顺延";
	case UNIT_WORKDAY:
		return "只计工作日，起算日不计";
	case UNIT_HOUR:
		return "刑事诉讼法第一百零五条：按起算的分钟算，"
		       "节假日不延长";
	case UNIT_MONTH:
		return "法释〔2021〕1号第二百零二条：到届满月同日，"
		       "没有同日的到月末，半月十五日";
	case UNIT_DAY_BEFORE:
		return "从开庭日往前数，开庭日不计";
	}
	return "";
}

bool
batch_why_count(const struct law *law, struct date today, const char *line,
	struct arena *arena, struct buf *out)
{
	struct question q;
	struct due due;

	(void)today;
	if (!read_question(line, &q, out) ||
		!count_question(law, &q, TRAIL_DAYS, arena, &due, out))
		return false;
	buf_add(out, "期限：");
	period_format(&q.period, out);
	buf_addf(out, "\n算法：%s\n", basis(q.period.unit));
	explain_steps(&due, out);
	buf_add(out, "届满：");
	add_due(&due, q.period.unit, out);
	buf_addf(out, " 周%s%s\n", date_weekday_name(due.day),
		due.is_provisional ? "（暂定）" : "");
	explain_assumed(q.period.unit, &due, out);
	return true;
}
