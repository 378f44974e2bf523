/* SPDX-License-Identifier: MIT */
#ifndef DESK_PRINT_REGISTER_H
#define DESK_PRINT_REGISTER_H

#include "desk/print.h"

/*
 * 打印登记: every copy that was numbered, the latest first, of records that
 * this desk may read. A copy that nobody answered for (the line broke off
 * before 打印好了吗) is found here again.
 */
enum print_which {
	PRINT_OWN_OPEN, /* one's own, 未确认 */
	PRINT_STATION	/* all of one's station */
};
struct print_entry {
	struct print_copy copy;
	const char *form;   /* its name */
	const char *number; /* 文号, "" */
	const char *people; /* whom it concerns, "" */
	const char *case_no;
	int64_t matter;
};
bool print_register(struct desk *desk, struct arena *arena,
	enum print_which which, struct print_entry **out, size_t *count,
	struct err *err) MUST_CHECK;
/* How many copies of one's own of the last seven days are 未确认. */
bool print_open(struct desk *desk, int64_t *count, struct err *err) MUST_CHECK;

#endif
