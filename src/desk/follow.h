/* SPDX-License-Identifier: MIT */
#ifndef DESK_FOLLOW_H
#define DESK_FOLLOW_H

#include "desk/work.h"

/*
 * 接着: what may come after a record. First what this desk owes because of it
 * (clocks that it started), the earliest due before the later; then the forms
 * that its own form names, where they fit and this desk may seal them.
 */
struct follow {
	const struct form *form;
	struct subject on;
	const char *event; /* that it is to make; NULL: whatever it says */
	int64_t from;	   /* the person it is for, as another case has him
			      (carry.h); 0 */
	const char *label; /* "另行委托告知", "通知辩护公函 应于2026-11-30" */
	bool is_owed;
};

/* None if the record was corrected since; then its correction says. */
bool follow_list(struct desk *desk, struct arena *arena, int64_t record,
	struct follow **out, size_t *count, struct err *err) MUST_CHECK;
/* What this session sealed last, if it was of this matter (0: of any), and of
 * this party (0: of anyone); 0 otherwise. */
bool follow_last(struct desk *desk, int64_t matter, int64_t party,
	int64_t *record, struct err *err) MUST_CHECK;

#endif
