/* SPDX-License-Identifier: MIT */
#ifndef DESK_ONCE_H
#define DESK_ONCE_H

#include "desk/work.h"

/*
 * 只一次: an event that may happen once for the record it is about; with 直到,
 * once for the person in his proceeding, till one of those events opens it
 * again. Inside a store_tx body: ERR_CONFLICT, with who, when and whom, if
 * another record that stands made it happen already. `line` is the one being
 * sealed: a correction of what was first is not second.
 */
bool once_check(struct desk *desk, const struct work *work, int64_t line,
	struct err *err) MUST_CHECK;

#endif
