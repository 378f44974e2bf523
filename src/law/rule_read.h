/* SPDX-License-Identifier: MIT */
#ifndef LAW_RULE_READ_H
#define LAW_RULE_READ_H

#include "base/stanza.h"
#include "law/law_private.h"

/*
 * Reading one stanza of law. What every kind of stanza has (title, authority,
 * conditions) is read by rule_read.c; what only one kind has, by the file of
 * that kind. Nobody outside this folder includes it.
 */

/* The words of all stanzas of law, each with its English twin; which of them
 * a kind takes is the kind's table. */
enum rule_key {
	RULE_TITLE,
	RULE_START,
	RULE_END,
	RULE_STOP,
	RULE_EARLY,
	RULE_AFTER,
	RULE_PERIOD,
	RULE_ROLL,
	RULE_CONDITION,
	RULE_LASTING,
	RULE_DUTY,
	RULE_NATURE,
	RULE_CITATION,
	RULE_GRADE,
	RULE_ASSUMED,
	RULE_FROM,
	RULE_UNTIL,
	RULE_VIOLATION,
	RULE_MISSING,
	RULE_LEAD,
	RULE_CLASS,
	RULE_ACT,
	RULE_BY_WHEN,
	RULE_OUTCOME,
	RULE_NEXT,
	RULE_CAUSE,
	RULE_LACKS,
	RULE_NEEDS,
	RULE_VOIDS,
	RULE_REMEDY,
	RULE_FOUND,
	RULE_FOUND_BEFORE,
	RULE_CODE,
	RULE_SCOPE,
	RULE_KEY_COUNT
};

/* One stanza being read; `ok` falls with the first mistake in it. */
struct reading {
	struct law *law;
	const struct stanza_file *file;
	const struct stanza *stanza;
	struct problems *problems;
	bool ok;
};

/* A kind of stanza: [期限 ID]. `keys` are those it takes, closed by
 * RULE_KEY_COUNT; the reader of rules has checked them before `read`. */
struct rule_kind {
	struct keyword word;
	const enum rule_key *keys;
	void (*read)(struct reading *r);
};

extern const struct rule_kind rule_kind_deadline;  /* 期限 */
extern const struct rule_kind rule_kind_class;	   /* 类别 */
extern const struct rule_kind rule_kind_conflict;  /* 冲突 */
extern const struct rule_kind rule_kind_refusal;   /* 拒绝 */
extern const struct rule_kind rule_kind_violation; /* 违反 */
extern const struct rule_kind rule_kind_region;	   /* 地区 */

/* The first entry with this key; NULL if there is none. */
const struct stanza_entry *rule_entry(
	const struct reading *r, enum rule_key key);
/* The text of a key that must be there; "" with a problem. */
const char *rule_needed(struct reading *r, enum rule_key key);
/* The text of a key, "" if it is not there. */
const char *rule_text(const struct reading *r, enum rule_key key);
/* Its words, parted by blanks. */
const char **rule_words(struct reading *r, enum rule_key key, size_t *count);
/* Its words, and those of each line where a key may be repeated. */
struct any_of rule_any_of(struct reading *r, enum rule_key key);
struct any_of *rule_each_line(
	struct reading *r, enum rule_key key, size_t *count);
/* The place in `table` of the word at `key`, -1 if the key is not there, or
 * with a problem that lists what is possible. */
int rule_choice(struct reading *r, enum rule_key key,
	const struct keyword *table, size_t count);
/* DATE_NONE if it is not there, or with a problem. */
struct date rule_date(struct reading *r, enum rule_key key);
/* 依据 性质 等级 推定 施行 失效: without citation, grade and in-force date a
 * stanza does not load. */
struct authority rule_authority(struct reading *r);
struct condition *rule_conditions(
	struct reading *r, enum rule_key key, size_t *count);
/* An event is named by noun and what happened: "登记.受理". */
void rule_check_event(struct reading *r, const char *event);
void rule_check_events(struct reading *r, const struct any_of *events);
/* 是 1, 否 0, absent or with a problem -1. */
int rule_yes_no(struct reading *r, enum rule_key key);
/* A mistake at the line of `key`, or of the stanza; it does not load. */
void rule_mistake(struct reading *r, enum rule_key key, const char *format, ...)
	PRINTF(3, 4);

#endif
