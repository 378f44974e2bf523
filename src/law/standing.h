/* SPDX-License-Identifier: MIT */
#ifndef LAW_STANDING_H
#define LAW_STANDING_H

#include "law/derive.h"
#include "law/timeline.h"

/* Fills the standings of `out`, by proceeding, then from. */
void standing_derive(
	const struct law *law, struct timeline *timeline, struct derived *out);

/* Tells the timeline what was found: events 资格.M …, the fact 资格.类别. */
void standing_tell(struct timeline *timeline, const struct derived *derived);

#endif
