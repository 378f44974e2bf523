/* SPDX-License-Identifier: MIT */
#ifndef DESK_PRINT_H
#define DESK_PRINT_H

#include "desk/desk.h"

/*
 * Paper. A copy gets its number in a transaction before the first byte
 * leaves (so its sync covers the record, too); then the page goes to a file,
 * and to lp where there is one; then somebody says whether it came out.
 */
struct print_result {
	int64_t copy_id;
	int copy;	  /* 第几份 */
	const char *file; /* where the page is */
	bool is_queued;	  /* lp took it */
	const char *note; /* why lp did not, "" */
};
bool print_record(struct desk *desk, struct arena *arena, int64_t record,
	struct print_result *out, struct err *err) MUST_CHECK;

/* Removes the page files of a case; what they hold is 封存 (CPL 286). */
void print_forget(struct desk *desk, int64_t matter);

enum print_answer { PRINT_GOOD, PRINT_SPOILT };
/* 打印好了吗; until answered the copy is 未确认. */
bool print_confirm(struct desk *desk, int64_t copy_id, enum print_answer answer,
	struct err *err) MUST_CHECK;

struct print_copy {
	int64_t id;
	int64_t record;
	int copy;
	int64_t at;
	const char *by;
	const char *state; /* 未确认 好 废 */
};
bool print_copies(struct desk *desk, struct arena *arena, int64_t record,
	struct print_copy **out, size_t *count, struct err *err) MUST_CHECK;

#endif
