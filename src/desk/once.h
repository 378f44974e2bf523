/* SPDX-License-Identifier: MIT */
#ifndef DESK_ONCE_H
#define DESK_ONCE_H

#include "desk/work.h"

/*
 * 只一次: an event that may happen once for the record it is about. Inside a
 * store_tx body: ERR_CONFLICT, with who and when, if another record that
 * stands made it happen already for the same person. `line` is the one being
 * sealed: a correction of what was first is not second.
 */
bool once_check(struct desk *desk, const struct work *work, int64_t line,
	struct err *err) MUST_CHECK;

#endif
