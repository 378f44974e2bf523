/* SPDX-License-Identifier: MIT */
#ifndef UI_PICK_H
#define UI_PICK_H

#include "ui/term/cells.h"
#include "ui/term/key.h"
#include "ui/view/screen.h"

#include <stdbool.h>

/*
 * One of several options, or several of them: what an ask and the F4 list of
 * a field have in common. Up to nine are picked by their digit at once; in a
 * longer list a number or a part of the words moves to the option, and Enter
 * takes it.
 */
enum { PICK_TYPED = 64, PICK_DIGITS = 9 };

struct pick {
	const struct ask_options *options;
	bool *marks; /* several may be ticked; NULL: one is picked */
	int at;
	int shown; /* options that fitted last time */
	char typed[PICK_TYPED];
};

enum pick_result { PICK_STAY, PICK_DONE, PICK_DROPPED };

void pick_start(struct pick *pick, const struct ask_options *options);
/* PICK_DONE: option `at` was picked, or the marks stand. */
enum pick_result pick_key(
	struct pick *pick, const struct key_event *event, bool *beep);
/* Rows it would like, without the prompt. */
int pick_rows(const struct pick *pick);
void pick_draw(
	struct pick *pick, struct cells *cells, int row, int rows, int columns);
/* What to press, for the message line. */
const char *pick_hint(const struct pick *pick);

#endif
