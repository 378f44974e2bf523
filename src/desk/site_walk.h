/* SPDX-License-Identifier: MIT */
#ifndef DESK_SITE_WALK_H
#define DESK_SITE_WALK_H

#include "desk/site.h"

/*
 * After a text of the site was sealed, the matters whose dates it can touch
 * are derived again: a calendar's, those with a clock that counts in its year
 * or the December before; targets', all. In slices with pauses outside the
 * gate. Until the walk is through, whoever seals in a matter has it derived
 * first, so that what the text moved and what the record moved are told apart.
 */

/* Inside the sealing of such a text. */
bool site_sealed(struct desk *desk, int64_t record, const char *name,
	struct err *err) MUST_CHECK;
/* Inside any other sealing, before its record is there. */
bool site_before(struct desk *desk, int64_t matter, struct err *err) MUST_CHECK;
/* Goes on with what is not through; *matters counts those looked at now. */
bool site_walk(struct desk *desk, int64_t *matters, struct err *err) MUST_CHECK;

#endif
