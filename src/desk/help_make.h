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
};

void help_make(struct arena *arena, const struct projection *projection,
	const struct projected_party *party, struct help_made **out,
	size_t *count);

/* 待接 已转交 已接受 已办. */
const char *help_step_word(enum help_step step);
/* Is this what somebody does who asks for help? */
bool help_is_asking(const char *event);

#endif
