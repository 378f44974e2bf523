/* SPDX-License-Identifier: MIT */
#ifndef SCREENS_ACT_H
#define SCREENS_ACT_H

#include "desk/assignment.h"
#include "desk/deadline.h"
#include "desk/work.h"
#include "ui/screen.h"

/* What several screens do: rows of their tables point here. */

/* A screen that lists clocks, or offers new papers, begins its state with
 * this, so that what follows finds the row under the cursor. */
struct act_rows {
	struct clock_line *clocks; /* as show_clocks got them */
	size_t clock_count;
	int64_t only_party; /* 0, or the one a new paper is about when no row
			       says */
};
/* The clock under the cursor; NULL if there is none. */
const struct clock_line *act_clock(const struct screen *self);

/* Is the clock under the cursor one that this desk may see to? The court
 * registers what others did; they see to their own. */
bool act_may_answer(const struct screen *self);
/* On a clock: fills in what meets it; says why it ends then; opens its case. */
enum next act_answer(
	struct screen *self, const struct answer *answer, struct err *err);
enum next act_why(
	struct screen *self, const struct answer *answer, struct err *err);
enum next act_open_case(
	struct screen *self, const struct answer *answer, struct err *err);
enum next act_answer_clock(
	struct screen *self, const struct clock_line *clock, struct err *err);
/* The next item: what meets the earliest clock of this desk that a form of
 * its own can meet. */
enum next act_next(
	struct screen *self, const struct answer *answer, struct err *err);
/* Fills in what makes the event happen: the paper, or where this desk may not
 * seal that, the register. */
enum next act_answer_event(struct screen *self, const char *event,
	const struct subject *on, struct err *err);

/* The case of a screen that is about something of it. */
enum next act_matter(
	struct screen *self, const struct answer *answer, struct err *err);

/* What comes next of an assignment: what meets its earliest clock, or where
 * none runs the next step. */
enum next act_answer_assignment(struct screen *self,
	const struct assignment *assignment, struct err *err);

/* A new paper on what is under the cursor: asks which, then starts it. */
extern const struct ask act_new;
enum next act_create(
	struct screen *self, const struct answer *answer, struct err *err);
/* 收案. */
enum next act_take_case(
	struct screen *self, const struct answer *answer, struct err *err);
/* How the paper of a record was signed. */
enum next act_sign(struct screen *self, int64_t record, struct err *err);

/* What became of a hearing: notice served, held, moved, dropped. */
enum next act_hearing(struct screen *self, int64_t hearing, struct err *err);

/* Starts a form on a subject, or goes on with its draft, and opens the screen
 * that fills it in. */
enum next act_fill(struct screen *self, const char *form,
	const struct subject *on, struct err *err);
/* Before a draft is dropped. */
extern const struct ask act_drop;

#endif
