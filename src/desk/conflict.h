/* SPDX-License-Identifier: MIT */
#ifndef DESK_CONFLICT_H
#define DESK_CONFLICT_H

#include "desk/work.h"

/*
 * 冲突: two desks correct one record. Who comes second sees both versions,
 * field by field against what both began with, and goes on from the other's:
 * his draft becomes a correction of that one. Nothing is overwritten unseen.
 */
struct conflict_row {
	int field;
	const char *base;   /* what both began with */
	const char *theirs; /* as it stands now */
	const char *mine;   /* as the draft has it */
	bool takes_mine; /* where only one side changed it, that side's; where
			    both did, theirs until one says otherwise */
};
struct conflict {
	int64_t head; /* the newest of the line; 0: there is no conflict */
	const char *by;
	int64_t entered;
	const char *reason;	   /* of their correction */
	struct conflict_row *rows; /* where the two differ */
	size_t count;
};

/* Is the draft a correction of something that was corrected meanwhile? */
bool conflict_read(struct desk *desk, struct arena *arena,
	const struct work *work, struct conflict *out,
	struct err *err) MUST_CHECK;
/* The draft with the choices made becomes a correction of `head`; journaled. */
bool conflict_merge(struct desk *desk, struct work *work,
	const struct conflict *conflict, struct err *err) MUST_CHECK;

#endif
