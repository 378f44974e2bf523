/* SPDX-License-Identifier: MIT */
#ifndef SCREENS_ACT_ASSIGN_H
#define SCREENS_ACT_ASSIGN_H

#include "desk/assignment.h"
#include "desk/work.h"
#include "ui/view/screen.h"

/* What the screens of assignments do, and what a court does on a person. */

/* 已委托: registers that he retained counsel himself; when that is sealed and
 * an agency was asked, the letter that tells it is ready (149号: 即时). */
enum next act_retained(struct screen *self, int64_t party, struct err *err);
/* A draft that makes the event, filled as far as is known: to be read through
 * if nothing is missing, else to be filled in. */
enum next act_ready(
	struct screen *self, const char *event, int64_t party, struct err *err);
/* What was sealed for the sake of what comes next (screen_args.text of the
 * screens that fill in and seal): goes on to that; NEXT_DONE if it is not
 * called for. */
enum next act_then(
	struct screen *self, const char *event, int64_t party, struct err *err);
/* All its days and what comes next (232). */
enum next act_look(struct screen *self, const struct assignment *assignment);
/* What the notice lacks: the agency asks for it, the court sends it. */
enum next act_supplement(struct screen *self,
	const struct assignment *assignment, struct err *err);

#endif
