/* SPDX-License-Identifier: MIT */
#ifndef DESK_VIOLATION_H
#define DESK_VIOLATION_H

#include "desk/desk.h"

/*
 * 追责: what was owed and not done, whose it was, and what was said about it.
 * Two kinds stand in one list: clocks that are open past their day, and what
 * was found from the records. Within reach of the right violation.see; a
 * detention centre and an agency see what is their own duty.
 */

/* What somebody explained; it stands beside the violation. */
struct violation_note {
	int64_t record; /* 0: nobody has said anything */
	const char *text;
	const char *by;
	int64_t at;
};

struct violation_line {
	int64_t matter;
	int64_t party;
	int64_t cause; /* line of the record that is the cause, or started
			  the clock */
	int64_t hearing;
	const char *stanza; /* id of [违反]; "" of an open clock */
	const char *clock;  /* id of [期限], "" if found by its cause */
	const char *code;   /* "ADVICE_LATE" */
	const char *title;
	const char *duty;   /* whose: 法院 法援机构 … */
	const char *person; /* 承办人 where it is the court's, else "" */
	const char *party_name;
	const char *number; /* 案号 */
	const char *citation;
	const char *nature;
	struct date due;    /* DATE_NONE: none, but before the cause */
	struct date actual; /* DATE_NONE: never done, or not yet */
	struct date day;    /* of the cause */
	bool is_open;	    /* a clock that may still be met */
	bool is_act;	    /* nothing is missing: what was done is listed, for
			       the supervisor to look at */
	struct violation_note note;
};

/* What a note of it names: the rule that counted, or the stanza. */
const char *violation_rule_id(const struct violation_line *line);
/* As one line says it: the day, "10-16前" for what had to come before the
 * cause; "没有办" "还没有办". */
const char *violation_due_words(
	const struct violation_line *line, struct arena *arena);
const char *violation_actual_words(
	const struct violation_line *line, struct arena *arena);

/* Of all stations in reach: open ones first, the longest overdue first; then
 * what was found, newest cause first. At most `limit`, after the last row seen
 * (NULL: from the start). */
struct violation_page {
	bool is_found;
	struct date day; /* due of an open one, cause of a found one */
	int64_t party;
	const char *rule; /* stanza, or clock of an open one */
	const char *clock;
	int64_t cause;
	int64_t hearing;
};
struct violation_page violation_page_after(const struct violation_line *last);
bool violation_list(struct desk *desk, struct arena *arena,
	const struct violation_page *after, int limit,
	struct violation_line **out, size_t *count, struct err *err) MUST_CHECK;
/* All of a matter, of one party if not 0; empty if it is not in reach. */
bool violation_of_matter(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct violation_line **out, size_t *count,
	struct err *err) MUST_CHECK;
/* The same as of the end of a day, derived anew from what had been entered by
 * then. */
bool violation_as_of(struct desk *desk, struct arena *arena, int64_t matter,
	struct date day, struct violation_line **out, size_t *count,
	struct err *err) MUST_CHECK;
/* One of them, by what a note names; audited as a read. ERR_NOTFOUND if it is
 * not there (any more). */
bool violation_read(struct desk *desk, struct arena *arena, int64_t party,
	const char *rule, int64_t cause, struct violation_line *out,
	struct err *err) MUST_CHECK;

/* How many, as far as one look goes: a title waits for no count of a
 * province. */
enum { VIOLATION_COUNT_MOST = 2000 };
struct violation_counts {
	int64_t open;
	int64_t found;
	bool is_open_cut; /* there may be more */
	bool is_found_cut;
};
bool violation_counts(struct desk *desk, struct violation_counts *out,
	struct err *err) MUST_CHECK;

#endif
