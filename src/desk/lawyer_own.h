/* SPDX-License-Identifier: MIT */
#ifndef DESK_LAWYER_OWN_H
#define DESK_LAWYER_OWN_H

#include "desk/lawyer.h"

/* What is asked for in a case, shared by lawyer*.c only. */

/* What a lawyer has to do with the case already. */
enum tie {
	TIE_DEFENDS,  /* another of the same case: Int 43(2) */
	TIE_DEFENDED, /* did */
	TIE_HELPED,   /* helped him as duty lawyer */
	TIE_WAS_HIS,  /* acted for this one */
	TIE_REFUSED   /* and was refused by him */
};
struct beside {
	enum tie tie;
	const char *party; /* whom */
	const char *lawyer;
	const char *licence; /* "" not known */
	const char *firm;
};
struct need {
	bool is_grave;	  /* life or death: LAA 26 */
	bool is_juvenile; /* Int 564 */
	const char *language;
	const char *organ; /* where the case is, and the person */
	const char *place;
	struct beside *beside;
	size_t beside_count;
};

/* Of a person whom the caller may see. */
bool lawyer_need(struct desk *desk, struct arena *arena, int64_t party,
	int64_t proceeding, int64_t matter, struct need *out,
	struct err *err) MUST_CHECK;
/* The same lawyer: by licence where both are known, else by name. */
bool lawyer_is_he(
	const struct beside *beside, const char *name, const char *licence);
/* What speaks for him and against him, of what `c->lawyer` says. */
void lawyer_judge(
	const struct need *need, struct arena *arena, struct lawyer_choice *c);
/* Only what he has to do with the case: of one who is not in the pool. */
void lawyer_judge_ties(
	const struct need *need, struct arena *arena, struct lawyer_choice *c);

#endif
