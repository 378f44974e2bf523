/* SPDX-License-Identifier: MIT */
#ifndef LAW_COUNT_H
#define LAW_COUNT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "law/calendar.h"

#include <stdint.h>

/* How a period runs (LAW §4). */
enum unit {
	UNIT_DAY,	/* 日: CPL 105, last day off -> next working day */
	UNIT_WORKDAY,	/* 工作日 */
	UNIT_HOUR,	/* 小时: never extended */
	UNIT_MONTH,	/* 月: Int 202, in one step */
	UNIT_DAY_BEFORE /* 日前: before a hearing, off -> back to a working day
			 */
};

/* May the end move off a holiday? Custody never does (CPL 105(4)). */
enum roll { ROLL_YES, ROLL_NO };

struct period {
	int number;
	enum unit unit;
	enum roll roll;
	bool has_half; /* UNIT_MONTH: and half a month, fifteen days (Int 202)
			*/
};

/* One day of the trail, in order of counting. */
struct count_step {
	struct date day;
	int number;	 /* 1..n; 0: not counted */
	const char *why; /* "起算日不计", "计第1日", "周六不计",
			    "末日逢国庆节顺延" */
};

struct due {
	struct date day;
	int64_t at;	     /* UNIT_HOUR: the instant; else 0 */
	struct date nominal; /* before rolling */
	struct date safe; /* UNIT_DAY_BEFORE: one day earlier, strict reading */
	bool is_provisional; /* a day that decided it has no schedule yet */
	const struct count_step *steps; /* NULL unless a trail was asked for */
	size_t step_count;
};

/* The longest period: more than the years that we know, in days. */
enum { COUNT_MOST = 40000 };

enum trail { TRAIL_NONE, TRAIL_DAYS };

/*
 * The end of a period that starts at `start` (for UNIT_HOUR at `start_at`,
 * an instant). The day of the event itself is not counted (CPL 105(2)).
 * ERR_INPUT for a negative number, or years outside 1997-2100. The trail
 * lives in `arena`, which may be NULL with TRAIL_NONE.
 */
bool count_due(const struct calendar *calendar, const struct period *period,
	struct date start, int64_t start_at, enum trail trail,
	struct arena *arena, struct due *out, struct err *err) MUST_CHECK;

/* "3", and for months "1.5" or "半"; sets number and has_half. False for
 * anything else, a sign or a number beyond what can be counted too. */
bool period_parse(const char *text, enum unit unit, struct period *out);
/* "3日", "1.5月" into `out`. */
void period_format(const struct period *period, struct buf *out);

/* "日" "工作日" "小时" "月" "日前" and English; -1 if none. */
int unit_find(const char *word);
const char *unit_word(enum unit unit);

#endif
