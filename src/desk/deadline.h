/* SPDX-License-Identifier: MIT */
#ifndef DESK_DEADLINE_H
#define DESK_DEADLINE_H

#include "desk/desk.h"

/* Clocks, from the projections, within reach. */
struct clock_line {
	int64_t party;
	int64_t matter;
	int64_t trigger_line;
	int64_t hearing;
	const char *rule;  /* id */
	const char *title; /* of the rule */
	const char *party_name;
	const char *number; /* 案号 */
	const char *duty;   /* whose */
	const char *nature; /* 法定 试点 内部目标 */
	const char *citation;
	struct date start;
	struct date due;
	int64_t due_at;
	const char *state; /* open met cured missed lapsed */
	struct date met;
	bool is_provisional; /* 暂定 */
	bool is_late;
	bool in_time;  /* entered in time, too */
	bool is_right; /* a period of the person's own: it runs out, and nobody
			  is late */
};

/* Open clocks that lead their group, without the periods of others than our
 * desks (a defendant's own) that have run out, earliest due first; at most
 * `limit`, after the last row seen (NULL: from the start). A person may have
 * several on one day, so the whole key of a row is taken. */
struct clock_page {
	struct date due;
	int64_t party;
	const char *rule; /* NULL: after all of that person on that day */
	int64_t trigger_line;
	int64_t hearing;
};
struct clock_page clock_page_after(const struct clock_line *last);
bool clock_open_list(struct desk *desk, struct arena *arena,
	const struct clock_page *after, int limit, struct clock_line **out,
	size_t *count, struct err *err) MUST_CHECK;
/* Those that an organ of this station's kind bears (desk/duty.h): what is to
 * be done here. */
bool clock_open_own(struct desk *desk, struct arena *arena, int limit,
	struct clock_line **out, size_t *count, struct err *err) MUST_CHECK;
/* Those that an event would meet, as their rules say, earliest due first: what
 * is left to be advised, to be asked, to be notified. */
bool clock_open_for(struct desk *desk, struct arena *arena, const char *event,
	int limit, struct clock_line **out, size_t *count,
	struct err *err) MUST_CHECK;
/* All clocks of a matter (of one party if not 0), open ones first. */
bool clock_of_matter(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct clock_line **out, size_t *count,
	struct err *err) MUST_CHECK;
/* Open clocks of a person that a record started, or one about it, earliest
 * first; `line` is the first record of its line of corrections. */
bool clock_of_line(struct desk *desk, struct arena *arena, int64_t party,
	int64_t line, struct clock_line **out, size_t *count,
	struct err *err) MUST_CHECK;
/* As one line says it at the instant `now`: 逾期3天 今天到期 剩2天, of hours
 * 剩5小时 逾期20分钟, of his own 期间已满; 按期办结 逾期办结 按期办结(补录)
 * 改期后不再逾期 已不适用 没有办. `word` gets 0 plain, 1 good, 2 soon (three
 * days or less), 3 late.
 */
const char *clock_words(const struct clock_line *clock, int64_t now,
	struct arena *arena, int *word);
/* How 今日 parts them. A clock in hours is over at its minute. */
enum clock_days {
	CLOCK_OVER,
	CLOCK_TODAY,
	CLOCK_SOON,
	CLOCK_LATER,
	CLOCK_DAYS
};
enum clock_days clock_day(const struct clock_line *clock, int64_t now);
/* Its end: the day, of hours the minute, and whether it is 暂定. */
const char *clock_due_words(
	const struct clock_line *clock, struct arena *arena);
/* Why this day: every day counted or skipped, article, competing rules. */
bool clock_why(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, const char *rule, int64_t trigger_line, struct buf *out,
	struct err *err) MUST_CHECK;

/* 今日: how many of this desk's own, for the heads of the home screen. */
struct day_counts {
	int64_t overdue;
	bool is_overdue_cut; /* so many, or more */
	int64_t due_today;
	int64_t soon;	 /* within three days after today */
	int64_t pending; /* 待核 matters */
	int64_t drafts;	 /* of this user */
};
bool clock_counts(
	struct desk *desk, struct day_counts *out, struct err *err) MUST_CHECK;

#endif
