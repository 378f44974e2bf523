/* SPDX-License-Identifier: MIT */
#ifndef TEST_DESK_PROBE_H
#define TEST_DESK_PROBE_H

#include "desk/desk.h"

/* The court's things that somebody may or may not get at. */
struct probed {
	int64_t matter; /* of a party with the same id; advised */
	int64_t record; /* his advice */
	int64_t copy;	/* of it, printed */
	const char *code;
	int64_t finding; /* something that was found not done */
	int64_t request; /* for a lawyer's help */
	int64_t refusal; /* of his lawyer */
	struct err *err;
};

/* Does the desk get at them by this function? */
typedef bool probe_fn(
	const struct probed *on, struct desk *desk, struct arena *arena);
/* Those of refusals stand in test_refusal.c. */
probe_fn probe_clock_of_line;
probe_fn probe_refusal_list;
probe_fn probe_refusal_of_party;
probe_fn probe_refusal_why;
probe_fn probe_refusal_counts;
probe_fn probe_handover_read; /* test_handover.c */
probe_fn probe_news_read;     /* test_news.c */
probe_fn probe_waiting_list;  /* test_waiting.c */
/* And of assignments in theirs. */
probe_fn probe_assignment_list;
probe_fn probe_assignment_of_matter;
probe_fn probe_assignment_counts;
probe_fn probe_assignment_read;
probe_fn probe_assignment_latest;
probe_fn probe_assignment_clock;
probe_fn probe_assign_plan;
probe_fn probe_lawyer_list;
probe_fn probe_lawyer_choose;
/* Of the registers in test_user.c. */
probe_fn probe_user_list;
probe_fn probe_user_add;
probe_fn probe_user_change;
probe_fn probe_station_list;
probe_fn probe_station_add;
probe_fn probe_lawyer_find;
probe_fn probe_audit_of;  /* test_audit_list.c */
probe_fn probe_path_read; /* test_moves.c */
/* NULL if the function has none. */
probe_fn *probe_find(const char *name);

#endif
