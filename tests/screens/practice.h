/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SCREENS_PRACTICE_H
#define TESTS_SCREENS_PRACTICE_H

#include "screens/screens.h"

/*
 * The practice store that `init --sample` makes, its clock fixed at Monday
 * 2026-11-23 09:40, and the real screens on it without a terminal. The store
 * is court.db in the folder of support/scratch.h, where the process stands
 * meanwhile, so that no path of a machine is shown.
 */
struct practice {
	struct arena arena;
	struct err err;
	struct library *library;
	struct store *store;
	struct desk desk;
	struct app *app;
	bool has_left; /* the user went out */
};

/* Makes the store once a process; as an unchecked fixture, once for all tests
 * that follow. */
void practice_make(void);
/* A copy of it, no user yet; fits the tests in a real terminal as well. */
void practice_open(struct practice *p);
void practice_close(struct practice *p);
/* The screens of this user at 80x24; NULL: 选用户. */
void practice_start(struct practice *p, const char *login);
/* Keys as ui/term/key.h reads them; fails the test if one is unknown or comes
 * after the end. */
void practice_keys(struct practice *p, const char *script);
void practice_resize(struct practice *p, int rows, int columns);
/* The frame as lines; what is random as X. The
 * practice's arena. */
const char *practice_frame(struct practice *p);
/* A text as a golden file keeps it: what is random as X. The practice's arena.
 */
const char *practice_masked(struct practice *p, const char *text);
/* One number a query gives, -1 without a row. */
int64_t practice_number(struct practice *p, const char *sql);

#define ck_practice(p, call)                                                   \
	ck_assert_msg((call), "%s: %s", #call, (p)->err.text)
#define ck_shows(p, text)                                                      \
	ck_assert_msg(strstr(practice_frame(p), text) != NULL,                 \
		"%s is not on:\n%s", text, practice_frame(p))
#define ck_hides(p, text)                                                      \
	ck_assert_msg(strstr(practice_frame(p), text) == NULL,                 \
		"%s is on:\n%s", text, practice_frame(p))

#endif
