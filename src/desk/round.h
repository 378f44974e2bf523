/* SPDX-License-Identifier: MIT */
#ifndef DESK_ROUND_H
#define DESK_ROUND_H

#include "desk/project.h"

/*
 * How far each assignment of a lawyer came: one round a party, proceeding and
 * lawyer. Pure, from what was said of a party and the clocks that follow.
 */
enum round_step {
	ROUND_NOTICED, /* 通知.发出 */
	ROUND_RECEIVED,
	ROUND_SUPPLEMENT, /* asked for last */
	ROUND_COMPLETE,	  /* supplied since */
	ROUND_GRANTED,
	ROUND_ASSIGNED,
	ROUND_LETTER,
	ROUND_ACCEPTED,
	ROUND_MET,
	ROUND_READ,
	ROUND_OPINION,
	ROUND_ENDED,  /* terminated or replaced */
	ROUND_CLOSED, /* judgment pronounced, or the proceeding over */
	ROUND_STEPS
};

enum round_state {
	ROUND_TO_RECEIVE,
	ROUND_TO_SUPPLY,
	ROUND_TO_ASSIGN,
	ROUND_TO_REPLY,
	ROUND_TO_END, /* the court said that he is not needed any more */
	ROUND_IS_ASSIGNED,
	ROUND_HAS_MET,
	ROUND_HAS_READ,
	ROUND_HAS_OPINED,
	ROUND_IS_TERMINATED,
	ROUND_IS_REPLACED,
	ROUND_STATES
};
/* 待收 待补充 待指派 待函告 待终止 已指派 已会见 已阅卷 已提交意见 已终止
 * 已更换 */
const char *round_state_word(enum round_state state);
/* ROUND_STATES for another word. */
enum round_state round_state_find(const char *word);
/* The event that comes next in that state, NULL if none does. */
const char *round_next_event(enum round_state state);

struct round {
	int64_t proceeding;
	int64_t place; /* 1, 2 … in that proceeding */
	struct date since;
	struct date days[ROUND_STEPS]; /* DATE_NONE: not yet */
	enum round_state state;
	const char *lawyer; /* "" not known yet */
	const char *firm;
	const char *licence;
	struct date told;     /* own counsel, or self-defence permitted */
	struct date material; /* by then before the hearing all papers are to be
				 there; DATE_NONE: none runs */
	struct date due;      /* of the agency's and its lawyer's clocks */
	bool is_open;	      /* something is still to be done */
	bool is_replaced;
	struct date refused; /* permitted: the next notice begins a new round */
};

/* In order of beginning; in `arena`. */
void rounds_of(const struct projected_party *party, struct arena *arena,
	struct round **out, size_t *count);
/* Is it a clock of an assignment that the agency, or its lawyer, bears? */
bool round_has_clock(const struct deadline_rule *rule);

#endif
