/* SPDX-License-Identifier: MIT */
#ifndef DESK_PREVIEW_H
#define DESK_PREVIEW_H

#include "desk/work.h"

/*
 * 定稿以后: what would follow from a draft if it were sealed now. The matter is
 * projected in memory with the draft among its records, and once without; the
 * difference is told in words: what the law makes of a refusal, the class,
 * clocks that begin, move or end, what would be found against somebody; of
 * everyone the record concerns. Nothing is written.
 */
enum preview_grade {
	PREVIEW_TOLD,
	PREVIEW_WARNED, /* not as the law has it: needs a reason (override.h) */
	PREVIEW_REFUSED /* can't have been so: not sealed */
};
struct preview_line {
	enum preview_grade grade;
	bool is_must;	      /* warned: the law leaves no choice; it is kept
				 as what was done, and found not done as the
				 law asks */
	const char *text;     /* "李乙二 决定准许，…" */
	const char *citation; /* the article it is held against; "" */
	int64_t party;	      /* whom it is about, 0: the case */
	int field;	      /* where it can be mended, -1 */
};
struct preview {
	struct preview_line *lines; /* refused, warned, told */
	size_t count;
};

/* None where nothing follows. */
bool work_preview(struct desk *desk, struct arena *arena,
	const struct work *work, struct preview *out,
	struct err *err) MUST_CHECK;
/* Only what is warned of or refused. */
bool work_warnings(struct desk *desk, struct arena *arena,
	const struct work *work, struct preview *out,
	struct err *err) MUST_CHECK;
size_t preview_count(const struct preview *preview, enum preview_grade grade);
/* The lines as a person reads them, with their articles. */
void preview_tell(const struct preview *preview, struct buf *out);
/* Only those of a grade, without lead. */
void preview_tell_grade(const struct preview *preview, enum preview_grade grade,
	struct buf *out);

#endif
