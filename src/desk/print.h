/* SPDX-License-Identifier: MIT */
#ifndef DESK_PRINT_H
#define DESK_PRINT_H

#include "desk/desk.h"

/*
 * Paper. A copy gets its number in a transaction before the first byte
 * leaves (so its sync covers the record, too); then the page goes to a file,
 * and the way that was chosen; then somebody says whether it came out.
 */
enum print_channel {
	PRINT_QUEUE,	/* lp, where there is one */
	PRINT_TERMINAL, /* the printer at the clerk's terminal: who has the
			   line sends the page there */
	PRINT_FILE	/* the file alone */
};
enum { PRINT_CHANNELS = PRINT_FILE + 1 };
/* What it is called: 打印机 本机终端打印机 文件. */
const char *print_channel_label(enum print_channel channel);

struct print_result {
	int64_t copy_id;
	int copy; /* 第几份 */
	enum print_channel channel;
	const char *file; /* where the page is */
	const char *page; /* the page itself */
	bool is_queued;	  /* lp took it */
	const char *note; /* where it is instead, "" */
};
bool print_record(struct desk *desk, struct arena *arena, int64_t record,
	enum print_channel channel, struct print_result *out,
	struct err *err) MUST_CHECK;

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
	enum print_channel channel;
};
bool print_copies(struct desk *desk, struct arena *arena, int64_t record,
	struct print_copy **out, size_t *count, struct err *err) MUST_CHECK;
/* One copy; what it is of is for whoever may read that. */
bool print_find(struct desk *desk, struct arena *arena, int64_t copy_id,
	struct print_copy *out, struct err *err) MUST_CHECK;

#endif
