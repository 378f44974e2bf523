/* SPDX-License-Identifier: MIT */
#ifndef DESK_NUMBERING_H
#define DESK_NUMBERING_H

#include "desk/desk.h"

/* The next 文号 of the form at the desk's station, "" if it has none; inside a
 * store_tx body, so that none is lost. In `arena`. */
bool number_take(struct desk *desk, struct arena *arena,
	const struct form *form, int64_t entered, const char **out,
	struct err *err) MUST_CHECK;

#endif
