/* SPDX-License-Identifier: MIT */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "desk/desk.h"

/*
 * The command line: a verb is a desk noun on a line (DESIGN §2). One file a
 * verb, registered by its name: src/cli/due.c defines `verb_due`. Output goes
 * through cli_out, which filters; errors to standard error, with the exit
 * codes of README: 0 done, 1 refused input or state, 2 wrong usage, 3 no
 * right, 4 not found, 5 conflict or exists, 6 busy, 7 file or terminal, 8
 * store, 9 a mistake of ours.
 */
struct cli {
	const char *store_path; /* --store, BIANHU_STORE, or the default */
	const char *user;       /* --user, BIANHU_USER; NULL: none given */
	const char *as_of;      /* --as-of YYYY-MM-DD; NULL: now */
	struct library *library; /* cli_library loads it */
	struct store *store;     /* cli_desk opens both */
	struct desk desk;
	bool has_desk;
	struct arena *arena;     /* for the verb; cleared at the end */
};

struct verb {
	const char *name;
	const char *usage;   /* "due [--all]" */
	const char *summary; /* one line for `bianhu help` */
	/* argv[0] is the verb. Returns the exit code. */
	int (*run)(struct cli *cli, int argc, char **argv);
};

/* All verbs by name, NULL-ended. */
const struct verb *const *cli_verbs(void);
/* Runs argv[0]; 2 with a hint if there is no such verb. */
int cli_run(struct cli *cli, int argc, char **argv);

/* Loads forms and law; mistakes are printed. */
bool cli_library(struct cli *cli, struct err *err) MUST_CHECK;
/* Opens the store and a session of --user (or the only user there is). */
bool cli_desk(struct cli *cli, struct err *err) MUST_CHECK;
/* Closes what was opened. */
void cli_close(struct cli *cli);

/* Prints to standard output, filtered line by line. */
void cli_out(const char *format, ...) PRINTF(1, 2);
/* Prints the failure to standard error; returns its exit code. */
int cli_fail(const struct err *err);
/* Prints "用法: bianhu usage"; returns 2. */
int cli_usage(const struct verb *verb);

#endif
