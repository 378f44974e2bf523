/* SPDX-License-Identifier: MIT */
#ifndef DESK_PREVIEW_OWN_H
#define DESK_PREVIEW_OWN_H

#include "desk/rows.h"

/* What the files of preview share; nobody else includes it. */

struct preview_side {
	struct projection projection;
	struct rows rows; /* sorted */
};
struct preview_sides {
	const struct law *law;
	struct date today;
	struct preview_side before;
	struct preview_side after;
};

/* The difference in words, a line each. */
bool preview_words(const struct preview_sides *sides, struct arena *arena,
	struct buf *out, struct err *err) MUST_CHECK;

#endif
