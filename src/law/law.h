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

enum nature { NATURE_STATUTE, NATURE_PILOT, NATURE_HOUSE };

/* What every rule of law carries; without citation and in-force date it
 * does not load. */
struct authority {
	const char *citation; /* 依据 */
	enum nature nature;   /* 性质; 法定 where it is not said */
	char grade;	      /* V P S (LAW.md); N never loads unless 推定 */
	struct date from;     /* 施行 */
	struct date until;    /* 失效, the first day it no longer holds;
				 DATE_NONE: still in force */
	const char *file;
	int line;
};

/* Some names, any of which will do. */
struct any_of {
	const char **names;
	size_t count;
};

/* 提前: does what was done before the trigger meet the clock? Only within the
 * same proceeding. 是: unless it answered an earlier trigger there; 一次即可:
 * once done is done. */
enum early { EARLY_NO, EARLY_YES, EARLY_ONCE };

/* 终结后: what becomes of a clock when the person's part in the proceeding is
 * over. 不再需要: not yet due it lapses, past its day it is missed. 随本人:
 * only when his case is over; the next proceeding takes it along, and it waits
 * on while he goes on in another case. 继续: it stays, since it is owed after
 * the case, or because of its end. */
enum after_end { AFTER_LAPSES, AFTER_FOLLOWS, AFTER_STAYS };

/* A duty with a clock. Conditions are read at the trigger; the lasting ones
 * must hold on for the clock to stay open (else it lapses). */
struct deadline_rule {
	const char *id; /* "告知-审判" */
	const char *title;
	const char *start;  /* event name, 起算 */
	struct any_of ends; /* event names, 完成: any of them meets it */
	struct any_of stops; /* 截止: after these it can't be done any more; not
				yet due it lapses, past its day it is missed.
				Only what came after its trigger; in doubt of
				one day it runs on */
	enum early early;
	enum after_end after;
	struct period period;
	struct condition *conditions; /* all must hold at the trigger, 条件 */
	size_t condition_count;
	struct condition *lasting; /* must hold on, 持续; else it lapses */
	size_t lasting_count;
	const char *duty;      /* whose: 法院 法援机构 看守所 … */
	enum nature nature;    /* 法定 试点 内部目标 */
	const char *violation; /* code if done late, such as ADVICE_LATE; "":
				  a right's period or a house target, which
				  nobody breaks */
	const char *missing;   /* code if never done; the same where none is
				  given */
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

/* What the court must or may do with a refusal (LAW §3). */
enum refusal_outcome {
	REFUSAL_PERMIT,	     /* 准许 */
	REFUSAL_DENY,	     /* 不准许 */
	REFUSAL_MUST_PERMIT, /* 应当准许 */
	REFUSAL_MAY_PERMIT,  /* 可以准许 */
	REFUSAL_WARN	     /* 提醒: more than two changes of counsel */
};

/* What follows from it, in the order of the law's text. */
enum refusal_next {
	REFUSAL_RETAIN,	   /* 五日内另行委托 (Int 50(2)) */
	REFUSAL_RENOTIFY,  /* 不另行委托的三日内通知 */
	REFUSAL_TERMINATE, /* 终止法律援助 (Measures 6(2)) */
	REFUSAL_REASSIGN,  /* 另行指派 */
	REFUSAL_ADJOURN,   /* 休庭 (Int 311) */
	REFUSAL_SELF_ONLY, /* 自行辩护 (Int 50(1), 311(4)) */
	REFUSAL_RECORD,	   /* 书面记录 */
	REFUSAL_REOFFER,   /* 下一阶段再问 */
	REFUSAL_CONTINUE,  /* 原律师继续辩护 */
	REFUSAL_NEXT_COUNT
};

/* A row of the refusal table, first match wins. */
struct refusal_row {
	const char *id;
	const char *title;
	const char *act; /* what the court and the agency do, in words */
	enum refusal_outcome outcome;
	bool next[REFUSAL_NEXT_COUNT];
	struct condition *conditions;
	size_t condition_count;
	struct authority authority;
};

/*
 * What was owed and not done (LAW §2, last column). A stanza with causes is
 * found where such an event happened, its conditions held, none of `lacks` had
 * happened before it in the proceeding, and one of each of `needs` had. Of
 * `lacks`, what happened before the last of `voids` does not count. Of the day
 * of a hearing (开庭.举行), what has no hour is held against nobody. One
 * without causes only names the code that clocks (deadline_rule) refer to.
 */
struct violation_rule {
	const char *id;	  /* one for each cause; often the code itself */
	const char *code; /* "ADVICE_MISSING" */
	const char *title;
	const char *duty;     /* whose */
	struct any_of causes; /* 起因 */
	struct any_of lacks;  /* 此前没有 */
	struct any_of *needs; /* 此前有, a line each */
	size_t need_count;
	struct any_of voids;	/* 视为没有 */
	struct any_of remedies; /* 补上: what made it good afterwards */
	/* Codes that had been found by then, a line each: in the proceeding
	 * (已有违反), or in the one before it (前审违反). */
	struct any_of *found;
	size_t found_count;
	struct any_of *found_before;
	size_t found_before_count;
	struct condition *conditions; /* read at the cause */
	size_t condition_count;
	struct authority authority;
};

/* Where the pilot is in force (Notice §二): a province or the 兵团. */
enum region_scope { REGION_WHOLE, REGION_PART };

struct region {
	const char *name; /* "北京市" */
	const char *code; /* two digits of GB/T 2260; 66 for the 兵团 */
	enum region_scope scope;
	struct authority authority; /* from: since when */
};

struct embedded;
struct law;

struct law *law_new(struct arena *arena);
/* Adds a file by its ending: .cal or .rule. */
void law_add(struct law *law, const char *file, const char *bytes,
	size_t length, struct problems *problems);
/* The same of a file that was built in, whose digest is known. */
void law_add_shipped(struct law *law, const struct embedded *file,
	struct problems *problems);
/* The region whose local days off apply (calendar.h); "" for none. False if it
 * is no code. Only a region that has such days changes the digest. */
bool law_set_region(struct law *law, const char *code) MUST_CHECK;
/* Closes the law: cross-checks within it, and takes its digest (over the
 * files in order of name, so that it does not depend on the order of
 * reading). */
void law_ready(struct law *law, struct problems *problems);

const struct calendar *law_calendar(const struct law *law);
const struct deadline_rule *law_deadlines(const struct law *law, size_t *count);
const struct class_row *law_classes(const struct law *law, size_t *count);
const struct class_row *law_conflicts(const struct law *law, size_t *count);
const struct refusal_row *law_refusals(const struct law *law, size_t *count);
const struct violation_rule *law_violations(
	const struct law *law, size_t *count);
/* By id, and the first of a code; NULL if there is none. */
const struct violation_rule *law_violation(
	const struct law *law, const char *id);
const struct violation_rule *law_violation_code(
	const struct law *law, const char *code);
/* By region, then from: a region may stand several times as the pilot grows. */
const struct region *law_regions(const struct law *law, size_t *count);
/* The row of a region on a day, by code; NULL if the pilot is not there. */
const struct region *law_region(
	const struct law *law, const char *code, struct date day);
/* By id; NULL if there is none. */
const struct deadline_rule *law_deadline(const struct law *law, const char *id);
/* Is the event one that derive finds itself: 资格.CLASS (a person came to be
 * of that class) or 届满.ID (the clock of that rule ran out unmet)? */
bool law_makes_event(const struct law *law, const char *event);
/* SHA-256 over all its texts. */
const char *law_digest(const struct law *law);

/* A period of the person's own (appeal): it runs out, nobody is late. */
bool deadline_is_right(const struct deadline_rule *rule);
const char *nature_word(enum nature nature);
const char *refusal_outcome_word(enum refusal_outcome outcome);
const char *refusal_next_word(enum refusal_next next);
/* The words of batch output: "must-permit", "retain-5d". */
const char *refusal_outcome_english(enum refusal_outcome outcome);
const char *refusal_next_english(enum refusal_next next);
const char *region_scope_word(enum region_scope scope);
bool any_of_has(const struct any_of *names, const char *name);
bool authority_holds(const struct authority *authority, struct date day);

#endif
