/* SPDX-License-Identifier: MIT */
#ifndef LAW_HISTORY_H
#define LAW_HISTORY_H

#include "base/arena.h"
#include "base/date.h"
#include "base/problem.h"
#include "base/stanza.h"

#include <stddef.h>
#include <stdint.h>

/*
 * What was sealed about one party, as the law reads it: events that happened
 * and facts that became so. Only what had been entered by the day one asks
 * about, and only the head of each line of corrections; the desk sees to both.
 */

/* Which record said so. `line` is the id of the first record of the line of
 * corrections: clocks are bound to it, so that a correction moves a clock and
 * does not make a second one. */
struct source {
	int64_t record;
	int64_t line;
	struct date day; /* 发生 */
	int64_t at;	 /* 发生 as an instant; 0 if only the day is known */
	int64_t entered; /* 录入, an instant */
	int64_t first;	 /* 录入 of the first of its line; 0: as entered */
	int64_t proceeding; /* 0: of the matter as a whole */
	int64_t hearing;    /* 0: none */
	int64_t about; /* line of the record it is about, 0: none; where that
			  line started such a clock, this ends no other */
};

struct history_event {
	const char *name; /* "登记.受理" */
	struct source source;
};

struct history_fact {
	const char *name;  /* Chinese name of a fact in the vocabulary */
	const char *value; /* MANY: words parted by one blank; "" unsets */
	struct source source;
};

/* In any order; derive sorts by 发生, then 录入, then record id. */
struct history {
	struct history_event *events;
	size_t event_count;
	struct history_fact *facts;
	size_t fact_count;
};

void history_event_add(struct arena *arena, struct history *history,
	const struct history_event *event);
void history_fact_add(struct arena *arena, struct history *history,
	const struct history_fact *fact);

/*
 * Reads a history from stanzas, for `bianhu why FILE` and the .case files of
 * tests/law: [事实]               [事件 登记.受理] 程序段.程序: 普通      日期:
 * 2026-11-23   (or 时刻: 2026-11-23 09:40) 日期: 2026-11-20      录入:
 * 2026-11-24   (default: the same) Either may name 程序段, 庭审, 答复 (the line
 * it answers), 记录 (default: place of the stanza, from 1) and 更正自 (the
 * line; default: the record), all numbers. Other kinds of stanza are left to
 * the caller. Mistakes go to problems.
 */
void history_read(struct arena *arena, const struct stanza_file *file,
	struct history *out, struct problems *problems);

#endif
