/* SPDX-License-Identifier: MIT */
#ifndef DESK_VIOLATION_FILTER_H
#define DESK_VIOLATION_FILTER_H

#include "desk/violation.h"

/*
 * 追责, by court, bearer, code and time: what a supervisor asks for, with the
 * numbers and as a page. Goes through what violation_list gives, so within the
 * same reach, and no further than VIOLATION_DEPTH of them.
 */
enum { VIOLATION_DEPTH = 2000 };

/* "" and DATE_NONE ask for nothing. */
struct violation_filter {
	const char *station; /* name of the court whose case it is */
	const char *duty;
	const char *code;
	struct date from;  /* the day it was due, or of its cause where there */
	struct date until; /* is none */
	bool is_silent;	   /* only what nobody has explained */
};
struct violation_filter violation_filter_none(void);
bool violation_filter_is_set(const struct violation_filter *filter);
/* "法院 ADVICE_LATE 2026-11-01起 没有说明的", "全部". */
const char *violation_filter_words(
	const struct violation_filter *filter, struct arena *arena);

/* How many there are of one value of one of these. */
struct violation_count {
	const char *value;
	const char *title; /* of a code, else the value */
	int64_t count;
};
struct violation_report {
	struct violation_line *lines; /* in the order of violation_list */
	const char **stations;	      /* of each */
	size_t count;
	struct violation_count *by_station;
	size_t station_count;
	struct violation_count *by_duty;
	size_t duty_count;
	struct violation_count *by_code;
	size_t code_count;
	int64_t silent; /* nobody has explained */
	bool is_cut;	/* there may be more */
};
bool violation_report(struct desk *desk, struct arena *arena,
	const struct violation_filter *filter, struct violation_report *out,
	struct err *err) MUST_CHECK;
/* As lines of at most about eighty columns: the numbers, then each with its
 * article and what was said. */
void violation_report_text(const struct desk *desk, struct arena *arena,
	const struct violation_filter *filter,
	const struct violation_report *report, struct buf *out);

#endif
