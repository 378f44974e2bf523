/* SPDX-License-Identifier: MIT */
#ifndef LAW_CALENDAR_H
#define LAW_CALENDAR_H

#include "base/arena.h"
#include "base/date.h"
#include "base/problem.h"
#include "base/stanza.h"

#include <stdbool.h>

/*
 * Which days are off. A year is one file that cites the State Council paper;
 * its December may be completed by the next year's paper (LAW §0.8). A year
 * without a file computes from weekends and the fixed holidays of the text in
 * force (放假办法 2013, from 2025 the 2024 text) and says 暂定.
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
struct day_kind calendar_day(const struct calendar *calendar, struct date date);
bool calendar_has_year(const struct calendar *calendar, int year);

#endif
