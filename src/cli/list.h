/* SPDX-License-Identifier: MIT */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include "cli/cli.h"
#include "desk/matter.h"

/* What the verbs that list share. */

/* A page of any list is read whole before the next. */
enum { LIST_PAGE = 200 };

/* Calls `each` for every case in reach, as the cases are listed, until it
 * fails. */
typedef bool list_matter(struct cli *cli, const struct matter *matter,
	void *arg, struct err *err);
bool list_matters(struct cli *cli, enum matter_which which, list_matter *each,
	void *arg, struct err *err) MUST_CHECK;

/* A line of cells parted by tabs, for other programs; a value of several
 * lines is one there. */
void list_tabs(const char *const *cells, size_t count);
/* A number as a cell, in cli->arena. */
const char *list_id(struct cli *cli, int64_t id);

#endif
