/* SPDX-License-Identifier: MIT */
#ifndef DESK_REFUSAL_H
#define DESK_REFUSAL_H

#include "desk/deadline.h"

/*
 * 拒绝: who refused counsel or legal help, what the law makes of it and what
 * is to be done next. From the projection, within reach of matter.see. How a
 * refusal falls on a row of the table is the law's (law/refusal.h).
 */
struct refusal_line {
	int64_t line;
	int64_t record; /* as it stands */
	int64_t party;
	int64_t matter;
	const char *party_name;
	const char *number; /* 案号 */
	struct date day;
	int64_t at;	      /* as an instant, 0 */
	const char *occasion; /* 当庭 庭外, "" */
	int time;	      /* which, of its occasion */
	int changes;	      /* of counsel, this one included */
	const char *refuser;
	const char *wish;
	const char *reason;	/* 正当 不正当, "": not found out */
	const char *permitted;	/* 是 否, "": not decided */
	const char *row;	/* id in the refusal table */
	bool is_pending;	/* somebody has to decide */
	struct clock_line next; /* earliest open clock that it started; rule
				   NULL: none */
};

/* Undecided ones first, then the others; the latest of each first. At most
 * `limit`, after the last row seen (NULL: from the start). */
struct refusal_page {
	bool is_pending;
	struct date day;
	int64_t line;
	int64_t party;
};
struct refusal_page refusal_page_after(const struct refusal_line *last);
bool refusal_list(struct desk *desk, struct arena *arena,
	const struct refusal_page *after, int limit, struct refusal_line **out,
	size_t *count, struct err *err) MUST_CHECK;
/* All of one person, the latest first; empty if he is not in reach. */
bool refusal_of_party(struct desk *desk, struct arena *arena, int64_t party,
	struct refusal_line **out, size_t *count, struct err *err) MUST_CHECK;
/* Which time it is, the row of the table in words, and the clocks that it
 * started; audited as a read. ERR_NOTFOUND if it is not there (any more). */
bool refusal_why(struct desk *desk, struct arena *arena, int64_t party,
	int64_t line, struct buf *out, struct err *err) MUST_CHECK;

struct refusal_counts {
	int64_t pending;
	int64_t all;
};
bool refusal_counts(struct desk *desk, struct refusal_counts *out,
	struct err *err) MUST_CHECK;

/* "当庭第2次" */
const char *refusal_time_words(
	const struct refusal_line *line, struct arena *arena);
/* As one line says it: 应当准许 不准许 …; decided: 已准许 未准许. */
const char *refusal_outcome_words(
	const struct law *law, const struct refusal_line *line);
/* What the table says is to be done, a line each: which time and outcome, what
 * to do, what then, by which article; and a line where what was decided is not
 * what the table permits. */
void refusal_tell(const struct law *law, const struct refusal_line *line,
	struct buf *out);

#endif
