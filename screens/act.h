/* SPDX-License-Identifier: MIT */
#ifndef SCREENS_ACT_H
#define SCREENS_ACT_H

#include "desk/assignment.h"
#include "desk/deadline.h"
#include "desk/follow.h"
#include "desk/work.h"
#include "ui/view/screen.h"

/* What several screens do: rows of their tables point here. */

/* A screen that lists clocks, or offers new papers, begins its state with
 * this, so that what follows finds the row under the cursor. */
struct act_rows {
	struct clock_line *clocks; /* as show_clocks got them */
	size_t clock_count;
	int64_t only_party; /* 0, or the one a new paper is about when no row
			       says */
	struct follow *follows; /* as act_read_follows got them */
	size_t follow_count;
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

/* 接着: reads what may come after a record into the state (0: nothing). A
 * screen that offers it has the rows ACT_FOLLOWS in its table. */
bool act_read_follows(struct screen *self, struct arena *arena, int64_t record,
	struct err *err) MUST_CHECK;
/* "《另行委托告知》", "《…》等3种"; "" where nothing follows. */
const char *act_follow_words(
	const struct follow *follows, size_t count, struct arena *arena);
enum next act_follow(
	struct screen *self, const struct answer *answer, struct err *err);
bool act_follows_one(const struct screen *self);
bool act_follows_several(const struct screen *self);
extern const struct ask act_which_follow;
/* clang-format off */
#define ACT_FOLLOWS                                                            \
	{ .key = '5', .label = "接着", .help = "填写接下来的那一份", .run = act_follow, .offered = act_follows_one }, \
	{ .key = '5', .label = "接着", .help = "选接下来填哪一份，应办的在前", .asks = &act_which_follow, .run = act_follow, .offered = act_follows_several }
/* clang-format on */

/* A new paper on what is under the cursor: asks which, then starts it. */
extern const struct ask act_new;
enum next act_create(
	struct screen *self, const struct answer *answer, struct err *err);
/* A person of no case here (没有登记的人), `name` as far as it is known. */
enum next act_take_in(struct screen *self, const char *name, struct err *err);
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
