/* SPDX-License-Identifier: MIT */
#ifndef SCREENS_PAPER_H
#define SCREENS_PAPER_H

#include "desk/print_list.h"
#include "ui/view/screen.h"

/* What 打印 does on several screens: where to, and on its way. */

/* Is there a choice: a printer at this terminal, and a queue or a reason why
 * the first can't be had just now? Then 打印 asks paper_where. */
bool paper_is_choice(const struct screen *self);
extern const struct ask paper_where;
/* The way that was chosen, or the only one. False: it can't be gone now, and
 * nothing was numbered. */
bool paper_channel(const struct screen *self, const struct answer *answer,
	enum print_channel *out, struct err *err) MUST_CHECK;
/* Can this way be gone now? */
bool paper_can(const struct screen *self, enum print_channel channel,
	struct err *err) MUST_CHECK;
/* Leaves for the loop what is for the printer at the terminal. */
void paper_send(struct screen *self, const struct print_result *result,
	enum escp_layout layout);
/* Where a copy is, for 打印好了吗. */
const char *paper_words(struct arena *arena, const struct print_result *result);
/* A list: printed and said where it is. */
void paper_list(
	struct screen *self, const struct print_paper *paper, struct err *err);

/* 试打一页: an action of the screen where the printer is set (线路). */
enum next paper_try(
	struct screen *self, const struct answer *answer, struct err *err);

#endif
