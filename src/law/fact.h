/* SPDX-License-Identifier: MIT */
#ifndef LAW_FACT_H
#define LAW_FACT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The closed vocabulary between forms and rules (DESIGN §4): what can be said
 * of a matter, a proceeding, a party, a hearing or a record. A form's sealing
 * sets facts, a rule's condition reads them; a name that is not in this table
 * is a mistake in either. A new fact is one row.
 */
enum noun {
	NOUN_MATTER,	 /* 案件 */
	NOUN_PROCEEDING, /* 程序段: stage, instance, number, organ */
	NOUN_PARTY,	 /* 当事人 */
	NOUN_HEARING,	 /* 庭审 */
	NOUN_RECORD,	 /* 文书: a sealed record itself, for its signing */
	NOUN_REFUSAL,	 /* 拒绝: one refusal; holds for its record alone */
	NOUN_STANDING,	 /* 资格: what derive found; no form says it */
	NOUN_COUNT
};

enum fact_type { FACT_TEXT, FACT_DATE, FACT_YES_NO, FACT_CHOICE, FACT_MANY };

struct fact {
	const char *name;    /* "当事人.罪名": noun, dot, word */
	const char *english; /* "party.charge" */
	enum noun noun;
	enum fact_type type;
	const char *const *choices; /* NULL-ended, for CHOICE and MANY */
	/* Of a party: holds only in the proceeding where it was said (counsel
	 * is retained for a stage); the others go with the person. */
	bool is_per_proceeding;
};

/* By Chinese or English name; NULL if it is not in the vocabulary. */
const struct fact *fact_find(const char *name);
/* The table, for help, checks and tests. */
const struct fact *fact_table(size_t *count);
/* Place of a fact of the vocabulary in the table. */
size_t fact_index(const struct fact *fact);
/* Does `value` hold `word`? For MANY: is it one of its words. */
bool fact_has_word(
	const struct fact *fact, const char *value, const char *word);
/* 案件 程序段 当事人 庭审 文书, or matter proceeding …; NOUN_COUNT if none. */
enum noun noun_find(const char *word);
const char *noun_word(enum noun noun);

#endif
