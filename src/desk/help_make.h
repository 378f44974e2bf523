/* SPDX-License-Identifier: MIT */
#ifndef DESK_HELP_MAKE_H
#define DESK_HELP_MAKE_H

#include "desk/project.h"

/*
 * Requests for a lawyer's help, from one person's history: who asked when, and
 * how far it came. Pure, as the projection is.
 */
enum help_step { HELP_WAITS, HELP_PASSED_ON, HELP_TAKEN, HELP_DONE_WITH };

struct help_made {
	const struct history_event *asked;
	const struct deadline *due; /* by which it is to be handed on; NULL */
	enum help_step step;
	const char *taken_by; /* the lawyer named, else who entered it; "" */
	int64_t taken_at;     /* 0: not yet, or only the day is known */
	struct date done;     /* DATE_NONE: not yet */
	int64_t attempts;     /* how often a lawyer was called */
	const char *tried;    /* what came of the last; "" */
	int64_t answers; /* the record that who takes it answers: the request,
			    or what handed it on again after somebody had it */
};

void help_make(struct arena *arena, const struct projection *projection,
	const struct projected_party *party, struct help_made **out,
	size_t *count);

/* 待接 已转交 已接受 已办. */
const char *help_step_word(enum help_step step);
/* Is this what somebody does who asks for help? */
bool help_is_asking(const char *event);

#endif
