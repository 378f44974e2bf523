/* SPDX-License-Identifier: MIT */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include "cli/cli.h"
#include "law/batch.h"

/* How an answer is printed. */
enum lines_kind {
	LINES_ROWS, /* one line of cells for each line asked */
	LINES_WORDS /* the line asked, then its reasons, then a blank line */
};

/*
 * Answers each line of `path` (NULL: standard input) by the law of `today`.
 * A line that can't be answered is told by its number, and the rest is still
 * answered. Returns the exit code: 1 if any was refused.
 */
int lines_answer(struct cli *cli, const char *path, struct date today,
	batch_answer *answer, enum lines_kind kind);

#endif
