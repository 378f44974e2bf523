/* SPDX-License-Identifier: MIT */
#ifndef TEST_CLI_RUN_H
#define TEST_CLI_RUN_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>

/* Runs of the real program (BIANHU), in a folder of its own. */
struct ran {
	int code; /* -1: it did not end by itself */
	const char *out;
	const char *error;
};

/* What the tests of one process share. */
struct runner {
	struct arena arena;
	struct err err;
	const char *program;
	bool as_nobody;	   /* runs without root's rights */
	const char *input; /* a path; NULL: nothing comes in */
};
extern struct runner runner;

/* A checked fixture: a folder, an environment that knows only it. */
void run_set_up(void);
void run_tear_down(void);

struct ran run(const char *const *words);
/* Standard output goes to `path`. */
struct ran run_to(const char *path, const char *const *words);
const char *run_text(const char *path);
#define RUN(...) run((const char *const[]){ __VA_ARGS__, NULL })

#define ck_ran(ran, wanted)                                                    \
	ck_assert_msg((ran).code == (wanted), "%d: %s%s", (ran).code,          \
		(ran).out, (ran).error)

/* The first word of what was printed: an id. */
const char *run_id(struct ran ran);
/* A court with clerk and judge; the clerk is BIANHU_USER from here on. */
void run_make_court(void);
/* A case of 张甲一, sealed; his advice by a slip, sealed. */
const char *run_make_case(void);
const char *run_advise(const char *party);

#endif
