/* SPDX-License-Identifier: MIT */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "desk/deadline.h"
#include "desk/desk.h"
#include "law/derive.h"

/*
 * The command line: a verb is a desk noun on a line (DESIGN §2). One file a
 * verb, registered by its name: src/cli/due.c defines `verb_due`. Output goes
 * through cli_out, which filters; errors to standard error, with the exit
 * codes of README: 0 done, 1 refused input or state, 2 wrong usage, 3 no
 * right, 4 not found, 5 conflict or exists, 6 busy, 7 file or terminal, 8
 * store, 9 a mistake of ours.
 */
struct cli {
	const char *store_path;	 /* --store, BIANHU_STORE, or the default */
	const char *user;	 /* --user, BIANHU_USER; NULL: none given */
	const char *as_of;	 /* --as-of YYYY-MM-DD; NULL: now */
	struct library *library; /* cli_library loads it */
	struct store *store;	 /* cli_desk opens both */
	struct desk desk;
	bool has_desk;
	struct arena *arena; /* for the verb; cleared at the end */
};

struct verb {
	const char *name;
	const char *usage;   /* "due [--all]" */
	const char *summary; /* one line for `bianhu help` */
	/* argv[0] is the verb. Returns the exit code. */
	int (*run)(struct cli *cli, int argc, char **argv);
};

/* Each by the name of its file. */
#define VERB(name) extern const struct verb verb_##name;
#include "verbs.inc"
#undef VERB

/* All verbs by name, NULL-ended. */
const struct verb *const *cli_verbs(void);
/* Runs argv[0]; 2 with a hint if there is no such verb. */
int cli_run(struct cli *cli, int argc, char **argv);

enum { CLI_USAGE = 2 };

/* Loads forms and law; mistakes are printed. */
bool cli_library(struct cli *cli, struct err *err) MUST_CHECK;
/* Opens the store and a session of --user (or the only user there is). */
bool cli_desk(struct cli *cli, struct err *err) MUST_CHECK;
/* Opens the store and the library without a session, for what needs no user
 * (verify, derive): cli->desk has store and library only. */
bool cli_store(
	struct cli *cli, enum store_mode mode, struct err *err) MUST_CHECK;
/* Closes what was opened. */
void cli_close(struct cli *cli);

/* Prints to standard output, filtered line by line. */
void cli_out(const char *format, ...) PRINTF(1, 2);
/* The same without a format. */
void cli_text(const char *text);
/* A line of cells parted by tabs, and its end: for other programs. */
void cli_row(const char *text);
/* A cell of a table: padded to `columns`, at least one blank after it. */
void cli_cell(const char *text, int columns);
/* One line to standard error, filtered, led by the program's name. */
void cli_error(const char *text);
/* All mistakes of a file, a line each, to standard error. */
void cli_problems(const struct problems *problems);
/* Prints the failure to standard error; returns its exit code. */
int cli_fail(const struct err *err);
/* Prints "用法: bianhu usage"; returns 2. */
int cli_usage(const struct verb *verb);

/* Takes `flag` out of the arguments; was it there? */
bool cli_flag(int *argc, char **argv, const char *flag);
/* Takes `name VALUE` out; NULL if it is not there. False if the value is
 * missing or it stands twice: a mistake of usage. */
bool cli_option(int *argc, char **argv, const char *name,
	const char **value) MUST_CHECK;
/* A positive number; ERR_INPUT says of what. */
bool cli_id(const char *what, const char *text, int64_t *out,
	struct err *err) MUST_CHECK;
/* A record by its id or by the eight characters on a sheet. */
bool cli_record(struct cli *cli, const char *text, int64_t *out,
	struct err *err) MUST_CHECK;
/* A record as a line of a list. */
struct record;
void cli_record_line(struct cli *cli, const struct record *record);
/* --as-of as a day, DATE_NONE without it. */
bool cli_day(
	const struct cli *cli, struct date *out, struct err *err) MUST_CHECK;
/* A derived clock as a line of lists; names of party and matter are the
 * caller's to fill in. */
struct clock_line cli_clock(const struct deadline *deadline);
/* A clock as a line of a case or party: words, due day, title, citation. */
void cli_clock_line(
	struct cli *cli, const struct clock_line *clock, int64_t now);
/* The instant lists are judged by: the end of `day`, or now if it is not
 * set. */
int64_t cli_now(const struct cli *cli, struct date day);

#endif
