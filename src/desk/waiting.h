/* SPDX-License-Identifier: MIT */
#ifndef DESK_WAITING_H
#define DESK_WAITING_H

#include "desk/assignment.h"
#include "desk/help.h"

/*
 * 等我办: what waits for this desk and has no clock of its own that says so:
 * requests that nobody took, or that were taken and are not answered; notices
 * that are not received; steps of an assignment; refusals that are not decided;
 * papers that are not signed. Of each only what this desk may do.
 */
struct waiting_line {
	const char *kind; /* 请求 指派 拒绝 签署 */
	int64_t matter;
	int64_t party;
	int64_t about;	   /* the record that it answers, 0 */
	const char *title; /* what is to be done */
	const char *party_name;
	const char *number; /* 案号 */
	const char *since;  /* "等了3小时" "11-20" */
	const char *form;   /* id of the form that does it */
	const char *event;  /* that it is filled in for; NULL: none meant */
};

/* In the order of the kinds, of each the longest waiting first, at most
 * `limit` of each. What one of `clocks` already says is left out. */
bool waiting_list(struct desk *desk, struct arena *arena,
	const struct clock_line *clocks, size_t clock_count, int limit,
	struct waiting_line **out, size_t *count, struct err *err) MUST_CHECK;

#endif
