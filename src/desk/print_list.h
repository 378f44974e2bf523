/* SPDX-License-Identifier: MIT */
#ifndef DESK_PRINT_LIST_H
#define DESK_PRINT_LIST_H

#include "desk/print.h"

/*
 * A list on paper (交班单, 追责): no record, so no copies are numbered; what
 * leaves the house is put on record first, all the same. `needs` is the right
 * that its reader has, as "violation.see"; `name` is part of the file's name.
 */
struct print_paper {
	const char *needs;
	const char *name;
	const char *text;
	enum print_channel channel;
};
bool print_list(struct desk *desk, struct arena *arena,
	const struct print_paper *paper, struct print_result *out,
	struct err *err) MUST_CHECK;

#endif
