/* SPDX-License-Identifier: MIT */
/*
 * How a period runs. One walker for each unit; each keeps a trail if asked.
 * Which periods there are is law as data (rule_read.c).
 */
#include "law/count.h"

#include "base/attr.h"
#include "base/clock.h"
#include "base/stanza.h"

#include <string.h>

enum {
	FIRST_YEAR = 1997,
	LAST_YEAR = 2100,
	HOUR = 3600,
	HALF_MONTH = 15 /* Int 202 */
};

static const struct keyword units[] = {
	[UNIT_DAY] = { "日", "days" },
	[UNIT_WORKDAY] = { "工作日", "workdays" },
	[UNIT_HOUR] = { "小时", "hours" },
	[UNIT_MONTH] = { "月", "months" },
	[UNIT_DAY_BEFORE] = { "日前", "days-before" },
};

/* One count under way. */
struct walk {
	const struct calendar *calendar;
	const struct period *period;
	struct arena *trail; /* NULL: none is kept */
	struct due *out;
	struct count_step *steps;
	struct err *err;
	struct date first; /* of the years that can be counted in */
	struct date last;
};

static bool
check_day(const struct walk *walk, struct date day)
{
	char text[DATE_TEXT];

	if (date_compare(walk->first, day) <= 0 &&
		date_compare(day, walk->last) <= 0)
		return true;
	return err_set(walk->err, ERR_INPUT,
		"日期“%s”不在 %d–%d 年内，算不了期限；请核对日期",
		date_format(day, text), FIRST_YEAR, LAST_YEAR);
}

/* Keeps a step whose reason is written already. */
static void
step(struct walk *walk, struct date day, int number, const char *why)
{
	struct due *out = walk->out;

	if (walk->trail == NULL)
		return;
	walk->steps = arena_grow(
		walk->trail, walk->steps, out->step_count, sizeof *walk->steps);
	walk->steps[out->step_count++] =
		(struct count_step){ day, number, why };
	out->steps = walk->steps;
}

/* Like step, but the reason names the day: "周六" + "不计". */
static void
step_named(struct walk *walk, struct date day, const char *before,
	const char *name, const char *after)
{
	if (walk->trail != NULL)
		step(walk, day, 0,
			arena_printf(
				walk->trail, "%s%s%s", before, name, after));
}

static void
step_counted(struct walk *walk, struct date day, int number)
{
	struct day_kind kind;

	if (walk->trail == NULL)
		return;
	kind = calendar_day(walk->calendar, day);
	if (walk->period->unit == UNIT_WORKDAY)
		step(walk, day, number,
			arena_printf(walk->trail, "计第%d个工作日%s", number,
				date_weekday(day) == SATURDAY ||
						date_weekday(day) == SUNDAY
					? "（调休上班）"
					: ""));
	else if (kind.is_off)
		step(walk, day, number,
			arena_printf(walk->trail, "计第%d日（%s照计）", number,
				kind.why));
	else
		step(walk, day, number,
			arena_printf(walk->trail, "计第%d日", number));
}

/* A day that decides the result: is it off? Remembers what is unsure. */
static struct day_kind
decide(struct walk *walk, struct date day)
{
	struct day_kind kind = calendar_day(walk->calendar, day);

	if (kind.is_provisional)
		walk->out->is_provisional = true;
	return kind;
}

/* From `day` on to the first working day in `direction` (CPL 105(4)). */
static bool
roll(struct walk *walk, struct date *day, int direction)
{
	struct day_kind kind;
	bool has_moved = false;

	if (walk->period->roll == ROLL_NO)
		return true;
	for (kind = decide(walk, *day); kind.is_off;
		kind = decide(walk, *day)) {
		step_named(walk, *day, "末日逢", kind.why,
			direction > 0 ? "顺延" : "提前");
		*day = date_add(*day, direction);
		has_moved = true;
		if (!check_day(walk, *day))
			return false;
	}
	if (has_moved)
		step_named(walk, *day, direction > 0 ? "顺延到" : "提前到",
			kind.why, "届满");
	return true;
}

static bool
count_days(struct walk *walk, struct date start)
{
	struct due *out = walk->out;

	out->nominal = date_add(start, walk->period->number);
	if (!check_day(walk, out->nominal))
		return false;
	step(walk, start, 0, "起算日不计");
	if (walk->trail != NULL)
		for (int i = 1; i <= walk->period->number; i++)
			step_counted(walk, date_add(start, i), i);
	out->day = out->nominal;
	return roll(walk, &out->day, 1);
}

static bool
count_workdays(struct walk *walk, struct date start)
{
	struct date day = start;
	int number = 0;

	step(walk, start, 0, "起算日不计");
	while (number < walk->period->number) {
		struct day_kind kind;

		day = date_add(day, 1);
		if (!check_day(walk, day))
			return false;
		kind = decide(walk, day);
		if (kind.is_off)
			step_named(walk, day, "", kind.why, "不计");
		else
			step_counted(walk, day, ++number);
	}
	walk->out->nominal = day;
	walk->out->day = day;
	/* Only none at all can end on a day off. */
	return roll(walk, &walk->out->day, 1);
}

static bool
count_hours(struct walk *walk, int64_t start_at)
{
	struct due *out = walk->out;

	out->at = start_at + (int64_t)walk->period->number * HOUR;
	out->nominal = clock_day_of(out->at);
	out->day = out->nominal;
	if (!check_day(walk, out->day))
		return false;
	step(walk, clock_day_of(start_at), 0, "从起算的时刻起连续计算");
	if (walk->trail != NULL)
		step(walk, out->day, walk->period->number,
			arena_printf(walk->trail, "满%d小时，节假日不延长",
				walk->period->number));
	return true;
}

/* Int 202: in one step; from the end of a month to the end of a month. */
static struct date
add_months(struct date start, int months, bool *is_end)
{
	int year;
	int month;
	int day;
	int last;

	date_parts(start, &year, &month, &day);
	*is_end = day == date_month_days(year, month);
	month += months - 1;
	year += month / 12;
	month = month % 12 + 1;
	if (year > LAST_YEAR)
		return DATE_NONE;
	last = date_month_days(year, month);
	*is_end = *is_end || day > last;
	return date_make(year, month, *is_end ? last : day);
}

static bool
count_months(struct walk *walk, struct date start)
{
	struct due *out = walk->out;
	const struct period *period = walk->period;
	bool is_end = false;

	out->nominal = period->number == 0
			       ? start
			       : add_months(start, period->number, &is_end);
	if (!date_is_set(out->nominal))
		return err_set(walk->err, ERR_INPUT,
			"期限算到了 %d 年以后，算不了", LAST_YEAR);
	step(walk, start, 0, period->number == 0 ? "起算日不计" : "起算日");
	if (period->number > 0)
		step(walk, out->nominal, period->number,
			is_end ? "届满月最后一日" : "届满月同日");
	if (period->has_half) {
		out->nominal = date_add(out->nominal, HALF_MONTH);
		if (!check_day(walk, out->nominal))
			return false;
		step(walk, out->nominal, HALF_MONTH, "半月按十五日计");
	}
	out->day = out->nominal;
	return roll(walk, &out->day, 1);
}

/* House rule (LAW §4, B): rolling forward would shorten the time protected;
 * read strictly, n clear days end one day earlier. */
static bool
count_back(struct walk *walk, struct date hearing)
{
	struct due *out = walk->out;
	struct walk strict = *walk;
	struct due unused = { 0 };

	out->nominal = date_add(hearing, -walk->period->number);
	if (!check_day(walk, date_add(out->nominal, -1)))
		return false;
	step(walk, hearing, 0, "开庭日不计");
	if (walk->trail != NULL)
		for (int i = 1; i <= walk->period->number; i++)
			step_counted(walk, date_add(hearing, -i), i);
	out->day = out->nominal;
	if (!roll(walk, &out->day, -1))
		return false;
	strict.trail = NULL;
	strict.out = &unused;
	out->safe = date_add(out->nominal, -1);
	return roll(&strict, &out->safe, -1);
}

static bool
count_unit(struct walk *walk, struct date start, int64_t start_at)
{
	switch (walk->period->unit) {
	case UNIT_DAY:
		return count_days(walk, start);
	case UNIT_WORKDAY:
		return count_workdays(walk, start);
	case UNIT_HOUR:
		return count_hours(walk, start_at);
	case UNIT_MONTH:
		return count_months(walk, start);
	case UNIT_DAY_BEFORE:
		return count_back(walk, start);
	}
	return err_set(walk->err, ERR_BUG, "期限的单位不对");
}

bool
count_due(const struct calendar *calendar, const struct period *period,
	struct date start, int64_t start_at, enum trail trail,
	struct arena *arena, struct due *out, struct err *err)
{
	struct walk walk = { .calendar = calendar,
		.period = period,
		.trail = trail == TRAIL_DAYS ? arena : NULL,
		.out = out,
		.err = err,
		.first = date_make(FIRST_YEAR, 1, 1),
		.last = date_make(LAST_YEAR, 12, 31) };

	*out = (struct due){ .safe = DATE_NONE };
	if (period->number < 0 || period->number > COUNT_MOST)
		return err_set(err, ERR_INPUT, "期限“%d”不对：应为 0 到 %d",
			period->number, COUNT_MOST);
	if (period->unit == UNIT_HOUR)
		start = clock_day_of(start_at);
	if (!check_day(&walk, start) || !count_unit(&walk, start, start_at))
		return false;
	if (!date_is_set(out->safe))
		out->safe = out->day;
	return true;
}

int
unit_find(const char *word)
{
	return keyword_find(units, ARRAY_LENGTH(units), word);
}

/* "半" and "1.5" name half a month; nothing else is counted in parts. */
static bool
take_half(const char *text, size_t digits, struct period *out)
{
	const char *rest = text + digits;

	out->has_half = strcmp(text, "半") == 0 ||
			(digits > 0 && strcmp(rest, ".5") == 0);
	return out->has_half || (digits > 0 && *rest == '\0');
}

bool
period_parse(const char *text, enum unit unit, struct period *out)
{
	size_t digits = strspn(text, "0123456789");
	int number = 0;

	for (size_t i = 0; i < digits; i++) {
		number = number * 10 + (text[i] - '0');
		if (number > COUNT_MOST)
			return false;
	}
	out->unit = unit;
	out->number = number;
	return take_half(text, digits, out) &&
	       (unit == UNIT_MONTH || !out->has_half);
}

void
period_format(const struct period *period, struct buf *out)
{
	const char *unit = unit_word(period->unit);

	if (period->has_half && period->number == 0)
		buf_addf(out, "半%s", unit);
	else
		buf_addf(out, "%d%s%s", period->number,
			period->has_half ? ".5" : "", unit);
}

const char *
unit_word(enum unit unit)
{
	return units[unit].word;
}
