/* SPDX-License-Identifier: MIT */
#ifndef DESK_PEOPLE_H
#define DESK_PEOPLE_H

#include "desk/work.h"

/*
 * Several persons on one paper (forms: 多人): the one it was opened on and
 * others of the same matter. What happens by its sealing happens to each.
 */
struct person {
	int64_t party;
	const char *name;
	const char *class_;  /* "" */
	const char *charge;  /* "" */
	const char *measure; /* 羁押 ..., "" */
	const char *where;   /* custody place, or else residence; "" */
	const char *language;
	const char *counsel; /* retained or assigned, "" */
	bool is_on;	     /* stands on the paper */
	bool is_first;	     /* the paper was opened on him: he stays */
};

/* Those of the proceeding that the draft is of, in order of making. */
bool people_list(struct desk *desk, struct arena *arena,
	const struct subject *on, struct person **out, size_t *count,
	struct err *err) MUST_CHECK;
/* Puts him on the draft, or takes him off; journaled, and what the draft says
 * of its persons (来自: 人员.名单) is filled anew. */
bool people_set(struct desk *desk, struct work *work, int64_t party, bool is_on,
	struct err *err) MUST_CHECK;

/* A line for each person on it: name, charge, where he is, language. What
 * stands on the paper is frozen by its sealing. */
bool people_lines(struct desk *desk, struct arena *arena,
	const struct subject *on, const char **out, struct err *err) MUST_CHECK;
/* What is made on a record is of everyone on that record. */
bool people_answered(
	struct desk *desk, struct subject *on, struct err *err) MUST_CHECK;
/* Are the others of this matter, and does the form take more than one? */
bool people_check(
	struct desk *desk, const struct work *work, struct err *err) MUST_CHECK;

/* All of them, ascending, without twins; at most 1 + SUBJECT_OTHERS. */
size_t people_ids(const struct subject *on, int64_t *out);
bool people_has(const struct subject *on, int64_t party);
/* "12 13": as the journal has them. */
const char *people_text(const struct subject *on, struct arena *arena);
void people_read(struct subject *on, const char *text);

#endif
