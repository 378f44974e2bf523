/* SPDX-License-Identifier: MIT */
#ifndef DESK_ASSIGN_H
#define DESK_ASSIGN_H

#include "desk/assignment.h"
#include "desk/lawyer.h"

/*
 * Assigning from a list or a line: the form that makes 指派.确定, filled from
 * the pool and from what is known, sealed by the same path as any other.
 */

/* Starts that form for a person, with the lawyer and what follows from him
 * filled in. ERR_RIGHT if this desk may seal no such form. */
bool assign_draft(struct desk *desk, struct arena *arena, int64_t party,
	const struct lawyer *lawyer, struct work *out,
	struct err *err) MUST_CHECK;
/* Says in the draft what has one answer only (he was asked: linked to no
 * co-accused). Whoever calls has asked. */
bool assign_declare(
	struct desk *desk, struct work *work, struct err *err) MUST_CHECK;
/* Both, and 定稿 in a transaction of its own; what fails leaves its draft. */
bool assign_seal(struct desk *desk, struct arena *arena, int64_t party,
	const struct lawyer *lawyer, int64_t *record,
	struct err *err) MUST_CHECK;

/* One row of those who wait for a lawyer, and who is proposed. */
struct assign_row {
	struct assignment line;
	struct lawyer_choice *choices; /* best first */
	size_t count;
	size_t at; /* the one proposed; `count`: nobody suits */
};
/* Who waits at this desk, by due, at most `limit`. Each is proposed who suits
 * best; of equals who has least, those proposed before counted. */
bool assign_plan(struct desk *desk, struct arena *arena, int limit,
	struct assign_row **out, size_t *count, struct err *err) MUST_CHECK;

#endif
