/* SPDX-License-Identifier: MIT */
#ifndef LAW_CALENDAR_H
#define LAW_CALENDAR_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/date.h"
#include "base/problem.h"
#include "base/stanza.h"

#include <stdbool.h>

/*
 * Which days are off. A year is one file that cites the State Council paper;
 * its December may be completed by the next year's paper (LAW §0.8). A year
 * without a file computes from weekends and the fixed holidays of the text in
 * force (放假办法 2007/2013, from 2025 the 2024 text) and says 暂定. The last
 * days of December are decided by either paper (LAW §4).
 *
 * A region may add days of its own (放假办法 art 4: holidays of minority
 * nationalities); only those of the region that was set apply.
 */
struct calendar;

struct day_kind {
	bool is_off;
	bool is_provisional; /* this day lies where no schedule is known yet */
	const char *why; /* "周六", "国庆节", "调休上班", "工作日" */
};

/* Lives in the arena. */
struct calendar *calendar_new(struct arena *arena);
/* Adds one parsed .cal file; mistakes go to problems. */
void calendar_add(struct calendar *calendar, const struct stanza_file *file,
	struct problems *problems);
/* Whose local days apply, before or after the files are added: two digits of
 * GB/T 2260 (66 for the 兵团); "" for none. False if it is neither. */
bool calendar_set_region(
	struct calendar *calendar, const char *code) MUST_CHECK;
/* Any days of the region that was set are there. */
bool calendar_has_local(const struct calendar *calendar);
struct day_kind calendar_day(const struct calendar *calendar, struct date date);
/* The State Council's paper of that year is known. */
bool calendar_has_year(const struct calendar *calendar, int year);

#endif
