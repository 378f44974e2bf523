/* SPDX-License-Identifier: MIT */
#ifndef LAW_LAW_H
#define LAW_LAW_H

#include "base/arena.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/problem.h"
#include "law/count.h"
#include "law/fact.h"

/*
 * The law that was loaded: calendars, deadline rules, the class table and the
 * conflict table. Text in, const tables out; nothing here knows forms or the
 * store. Everything lives in the arena given to law_new.
 */

/* fact = one of words, fact != none of words, or fact is set (no words). */
enum condition_kind { CONDITION_EQUALS, CONDITION_DIFFERS, CONDITION_SET };
struct condition {
	const struct fact *fact;
	enum condition_kind kind;
	const char **words; /* any of them; FACT_MANY: contains any of them */
	size_t word_count;
};

/* What every rule of law carries; without citation and in-force date it
 * does not load. */
struct authority {
	const char *citation; /* 依据 */
	char grade;	      /* V P S (LAW.md); N never loads unless 推定 */
	struct date from;     /* 施行 */
	struct date until;    /* 失效, the first day it no longer holds;
				 DATE_NONE: still in force */
	const char *file;
	int line;
};

enum nature { NATURE_STATUTE, NATURE_PILOT, NATURE_HOUSE };

/* A duty with a clock. Conditions are read at the trigger; the lasting ones
 * must hold on for the clock to stay open (else it lapses). */
struct deadline_rule {
	const char *id; /* "告知-审判" */
	const char *title;
	const char *start; /* event name, 起算 */
	const char **ends; /* event names, 完成: any of them meets it */
	size_t end_count;
	struct period period;
	struct condition *conditions; /* all must hold at the trigger, 条件 */
	size_t condition_count;
	struct condition *lasting; /* must hold on, 持续; else it lapses */
	size_t lasting_count;
	const char *duty;      /* whose: 法院 法援机构 看守所 … */
	enum nature nature;    /* 法定 试点 内部目标 */
	const char *violation; /* code, such as ADVICE_LATE */
	const char *lead; /* 同组: the earliest of a group leads; or NULL */
	struct authority authority;
};

/* A row of the class table (LAW §3), first match wins; or of the conflict
 * table, where every match is reported. */
struct class_row {
	const char *id; /* "5" */
	const char
		*class_; /* M P O D DI N MDS MCT; ERR in the conflict table */
	const char *title;
	const char *act;     /* what the organ does */
	const char *by_when; /* in words */
	struct condition *conditions;
	size_t condition_count;
	struct authority authority;
};

struct law;

struct law *law_new(struct arena *arena);
/* Adds a file by its ending: .cal or .rule. */
void law_add(struct law *law, const char *file, const char *bytes,
	size_t length, struct problems *problems);
/* Closes the law: cross-checks within it, and takes its digest (over the
 * files in order of name, so that it does not depend on the order of
 * reading). */
void law_ready(struct law *law, struct problems *problems);

const struct calendar *law_calendar(const struct law *law);
const struct deadline_rule *law_deadlines(const struct law *law, size_t *count);
const struct class_row *law_classes(const struct law *law, size_t *count);
const struct class_row *law_conflicts(const struct law *law, size_t *count);
/* By id; NULL if there is none. */
const struct deadline_rule *law_deadline(const struct law *law, const char *id);
/* SHA-256 over all its texts. */
const char *law_digest(const struct law *law);

const char *nature_word(enum nature nature);
bool authority_holds(const struct authority *authority, struct date day);

#endif
