/* SPDX-License-Identifier: MIT */
#ifndef DESK_HANDOVER_H
#define DESK_HANDOVER_H

#include "desk/help.h"
#include "desk/refusal.h"
#include "desk/shift.h"
#include "desk/work.h"

/*
 * 交班单: what is waiting at this desk, for whoever comes next: its own clocks
 * that are over or end within three days, requests for help, refusals that
 * nobody has decided, this user's drafts, and what was sealed here since the
 * last one left. Within reach of matter.see.
 */
struct handover_record {
	int64_t id;
	int64_t entered;
	const char *form_name;
	const char *party_name; /* "" */
	const char *by;
};
struct handover {
	int64_t now;
	int64_t since;
	struct shift last;	   /* what the shift before left word of */
	struct clock_line *clocks; /* earliest first */
	size_t clock_count;
	struct help_line *requests;
	size_t request_count;
	struct refusal_line *refusals;
	size_t refusal_count;
	struct work_line *drafts;
	size_t draft_count;
	struct handover_record *records; /* latest first */
	size_t record_count;
};

/* `since`: an instant; 0: from the beginning of the day. No list is longer
 * than HANDOVER_MOST. */
enum { HANDOVER_MOST = 100 };
bool handover_read(struct desk *desk, struct arena *arena, int64_t since,
	struct handover *out, struct err *err) MUST_CHECK;
/* As lines of at most about eighty columns. */
void handover_text(const struct desk *desk, struct arena *arena,
	const struct handover *handover, struct buf *out);

#endif
