/* SPDX-License-Identifier: MIT */
#ifndef DESK_ASSIGNMENT_H
#define DESK_ASSIGNMENT_H

#include "desk/deadline.h"
#include "desk/round.h"

/*
 * 通知与指派: how each assignment stands, the same line for the court that
 * sent the notice and for the agency that it was sent to. Within reach of the
 * right assignment.see.
 */
struct assignment {
	int64_t party;
	int64_t proceeding;
	int64_t place; /* 1, 2 … in that proceeding */
	int64_t matter;
	const char *party_name;
	const char *number; /* 案号 */
	const char *lawyer; /* "" not known yet */
	const char *firm;
	const char *licence;
	enum round_state state;
	struct date since;
	struct date due; /* of the agency's next clock; DATE_NONE: none runs */
	struct date days[ROUND_STEPS];
	struct date told;     /* the court: he is not needed any more */
	struct date material; /* fifteen days before the hearing; DATE_NONE */
	bool is_open;	      /* something is still to be done */
};

/* ASSIGNMENTS_OPEN: what is to be done, by due; what no clock runs for yet,
 * because nobody registered that the notice arrived, by the day it was sent.
 * ASSIGNMENTS_ALL: newest first. Of all stations in reach. */
enum assignment_which { ASSIGNMENTS_OPEN, ASSIGNMENTS_ALL };

/* At most `limit`, after the last row seen (NULL: from the start). */
struct assignment_page {
	struct date day; /* that orders the list */
	int64_t party;
	int64_t proceeding;
	int64_t place;
};
struct assignment_page assignment_page_after(
	enum assignment_which which, const struct assignment *last);
bool assignment_list(struct desk *desk, struct arena *arena,
	enum assignment_which which, const struct assignment_page *after,
	int limit, struct assignment **out, size_t *count,
	struct err *err) MUST_CHECK;
/* One of them; ERR_NOTFOUND if it is not there, or not in reach. */
bool assignment_read(struct desk *desk, struct arena *arena, int64_t party,
	int64_t proceeding, int64_t place, struct assignment *out,
	struct err *err) MUST_CHECK;
/* The latest of a person in the proceeding that runs; false (err untouched) if
 * there is none in reach. */
bool assignment_latest(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct assignment *out, struct err *err) MUST_CHECK;
/* All of a matter, by person; empty if it is not in reach. */
bool assignment_of_matter(struct desk *desk, struct arena *arena,
	int64_t matter, struct assignment **out, size_t *count,
	struct err *err) MUST_CHECK;

/* Of the open ones, as far as one look goes. */
enum { ASSIGNMENT_COUNT_MOST = 2000 };
struct assignment_counts {
	int64_t open;
	int64_t unreceived; /* 待收 */
	int64_t overdue;
	bool is_cut; /* there may be more */
};
bool assignment_counts(struct desk *desk, struct assignment_counts *out,
	struct err *err) MUST_CHECK;

/* The earliest open clock of an assignment that the agency or its lawyer
 * bears; *found false if none runs, or if this is the court that is to supply
 * what is missing. */
bool assignment_clock(struct desk *desk, struct arena *arena,
	const struct assignment *assignment, struct clock_line *out,
	bool *found, struct err *err) MUST_CHECK;
/* What this desk does next where no clock says so: the event, NULL if nothing
 * follows. A court supplies what is missing; an agency assigns meanwhile. */
const char *assignment_next_event(
	const struct desk *desk, const struct assignment *assignment);

#endif
