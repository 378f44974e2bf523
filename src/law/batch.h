/* SPDX-License-Identifier: MIT */
#ifndef LAW_BATCH_H
#define LAW_BATCH_H

#include "base/arena.h"
#include "base/buf.h"
#include "law/law.h"

/*
 * One line asked, one line answered: the law for other programs (`bianhu law
 * count|entitle|refuse`). The answer is appended to `out` without a line end.
 * A line that can't be answered gets "error<TAB>reason", where the reason
 * names what is possible, and false. What is needed for a line lives in
 * `arena`, which the caller clears.
 */
typedef bool batch_answer(const struct law *law, struct date today,
	const char *line, struct arena *arena, struct buf *out);

/* "UNIT<TAB>N<TAB>START" -> "DUE<TAB>final|provisional"; UNIT one of day
 * workday hour month day-before, START a date, for hour YYYY-MM-DDTHH:MM. */
batch_answer batch_count;
/* "stage=trial procedure=ordinary ..." -> "CLASS<TAB>RULE-ID<TAB>CITATION",
 * by the law of `today`. */
batch_answer batch_entitle;
/* "class=M when=before ..." -> "OUTCOME<TAB>NEXT,NEXT". */
batch_answer batch_refuse;
/* Any of the three, told apart by its shape; the reasons in words. */
batch_answer batch_why;

/* The same in words: what the answer rests on, several lines. */
batch_answer batch_why_count;
batch_answer batch_why_entitle;
batch_answer batch_why_refuse;

/* key=value pairs of a line, checked against what a verb takes. */
struct batch_key {
	const char *key;
	const char *fact;	  /* where the value goes (fact.h) */
	const char *const *words; /* NULL-ended; NULL: a number */
	bool is_many;		  /* words parted by commas */
	const char *otherwise;	  /* if it is not given; NULL: needed */
};
extern const char *const batch_yes_no[];

/* The line as it was said, and in the words of the vocabulary, which is for
 * the caller to fill in; both in the order of `keys`. */
struct batch_facts {
	const struct batch_key *keys;
	size_t count;
	const char **said;
	const char **meant;
};
/* What was said, in `arena`; false with the reason in `out` for an unknown
 * key, a word that is not possible, one given twice or one that is missing. */
bool batch_read(const char *line, const struct batch_key *keys, size_t count,
	struct arena *arena, struct batch_facts *facts, struct buf *out);
/* Was that word said at the key? */
bool batch_is(const struct batch_facts *facts, size_t key, const char *word);
/* What is meant; for entitle and refusal_decide, `arg` is the facts. */
const char *batch_value(const struct fact *fact, const void *arg);
/* All of it, with the law of which day; `nothing` stands for what is "". */
void batch_add_facts(const struct batch_facts *facts, const char *nothing,
	struct date today, struct buf *out);
/* Appends "error<TAB>reason"; false, so that a failing branch is one line. */
bool batch_error(struct buf *out, const char *format, ...) PRINTF(2, 3);

#endif
