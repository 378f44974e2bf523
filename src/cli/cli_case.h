/* SPDX-License-Identifier: MIT */
#ifndef CLI_CASE_H
#define CLI_CASE_H

#include "cli/cli.h"

/* What several verbs are told: a case, and a person of it. */

/* An id, or the whole 案号. */
bool cli_matter(struct cli *cli, const char *text, int64_t *out,
	struct err *err) MUST_CHECK;
/* An id, or the name of one person of the case. */
bool cli_person(struct cli *cli, int64_t matter, const char *text, int64_t *out,
	struct err *err) MUST_CHECK;

#endif
