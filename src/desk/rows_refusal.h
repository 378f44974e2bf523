/* SPDX-License-Identifier: MIT */
#ifndef DESK_ROWS_REFUSAL_H
#define DESK_ROWS_REFUSAL_H

#include "desk/rows.h"

/* One party's refusals and what the law makes of them. */
void rows_refusal(const struct projection *from,
	const struct projected_party *party, struct rows *out);

#endif
