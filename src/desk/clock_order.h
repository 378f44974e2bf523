/* SPDX-License-Identifier: MIT */
#ifndef DESK_CLOCK_ORDER_H
#define DESK_CLOCK_ORDER_H

#include "desk/deadline.h"

/* Clocks by due and person: what one person is owed on one day stands in the
 * order in which it can be done. */
void clock_order(
	const struct desk *desk, struct clock_line *lines, size_t count);

#endif
