/* SPDX-License-Identifier: MIT */
#ifndef DESK_PREVIEW_H
#define DESK_PREVIEW_H

#include "desk/work.h"

/*
 * 定稿以后: what would follow from a draft if it were sealed now. The matter is
 * projected in memory with the draft among its records, and once without; the
 * difference is told in words, a line each: what the law makes of a refusal,
 * the class, clocks that begin, move or end, and what would be found against
 * somebody. Nothing is written. "" where nothing follows.
 */
bool work_preview(struct desk *desk, struct arena *arena,
	const struct work *work, struct buf *out, struct err *err) MUST_CHECK;

#endif
