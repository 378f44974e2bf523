/* SPDX-License-Identifier: MIT */
#ifndef SCREENS_SCREENS_H
#define SCREENS_SCREENS_H

#include "desk/desk.h"
#include "ui/app/app.h"

/* Every screen, by the name of its file. */
#define SCREEN(name) extern const struct screen_def screen_##name;
#include "screens.inc"
#undef SCREEN

/* All of them, NULL-ended, in order of their codes. */
const struct screen_def *const *screens_all(void);

/* Does somebody sit there? A script that feeds the screens by a pipe takes no
 * seat, is asked nothing, and is not told what a terminal was cut off from. */
bool screens_is_sat_at(void);

/* Where a user who has come in begins: 今日, or the question what becomes of
 * another terminal where he is still open. */
const struct screen_def *screens_first(struct desk *desk);

/* What the loop needs of a desk, for a terminal or a test. */
struct app_hooks screens_hooks(struct desk *desk);

/*
 * The screens on this terminal. `desk` has store and library; `login` NULL
 * asks who it is first. Returns when the user leaves or the line is gone;
 * `wire` is then how it was spoken to.
 */
bool screens_run(struct desk *desk, const char *login, struct wire *wire,
	struct err *err) MUST_CHECK;

#endif
