/* SPDX-License-Identifier: MIT */
#ifndef DESK_PREVIEW_OWN_H
#define DESK_PREVIEW_OWN_H

#include "desk/preview.h"
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
	const struct work *work;
	const struct sealed *draft; /* among the records of `after` */
};

/* Appends a told line. */
struct preview_line *preview_add(
	struct preview *out, struct arena *arena, const char *text);
/* "李乙二 " where there are several in the case, else "". */
const char *preview_whose(
	const struct preview_sides *sides, struct arena *arena, int64_t party);
/* Does the form of the draft say this fact, its conditions being met? The
 * field, -1: no. */
int preview_says(const struct preview_sides *sides, const char *fact);
/* Is the procedure chosen by it, and not only registered with the case? */
bool preview_chooses_procedure(const struct preview_sides *sides);

/* What is not as the law has it. */
bool preview_warn(struct desk *desk, const struct preview_sides *sides,
	struct arena *arena, struct preview *out, struct err *err) MUST_CHECK;
/* The difference in words. */
bool preview_words(const struct preview_sides *sides, struct arena *arena,
	struct preview *out, struct err *err) MUST_CHECK;

#endif
