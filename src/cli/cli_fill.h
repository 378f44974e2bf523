/* SPDX-License-Identifier: MIT */
#ifndef CLI_FILL_H
#define CLI_FILL_H

#include "cli/cli.h"
#include "desk/work.h"

/*
 * Filling a draft from words on a line: what record, request and assign do
 * alike.
 */

/* Each word is 栏目=内容, read as the screens would. Journals nothing. */
bool cli_fill(struct cli *cli, struct work *work, int argc, char **argv,
	struct err *err) MUST_CHECK;
/* What is to be mended, a line each, to standard error. */
void cli_faults(
	const struct work *work, const struct fault *faults, size_t count);
/* Prints the failure, gives up a draft that nobody will come back to and says
 * whether it is gone; returns the exit code. */
int cli_give_up(
	struct cli *cli, const struct work *work, const struct err *err);

#endif
