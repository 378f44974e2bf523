/* SPDX-License-Identifier: MIT */
#ifndef LAW_PART_H
#define LAW_PART_H

#include "law/derive.h"
#include "law/timeline.h"

/* Fills the parts of `out`, by proceeding. */
void part_derive(struct timeline *timeline, struct derived *out);

/* The one that came before it; NULL if it is the first. */
const struct part *part_before(
	const struct derived *derived, int64_t proceeding);
/* Where what started in a proceeding ends at the latest: with that proceeding,
 * with the last one the person takes part in, or never. NULL: it runs. */
const struct source *part_end(const struct derived *derived, int64_t proceeding,
	enum after_end after);

#endif
