/* SPDX-License-Identifier: MIT */
#ifndef DESK_SAMPLE_H
#define DESK_SAMPLE_H

#include "desk/desk.h"

/*
 * 练习: the work of a month, from contrib/sample, sealed through the real
 * forms, each record at its own time before `now`.
 */
bool sample_seal(struct store *store, struct library *library, int64_t now,
	struct err *err) MUST_CHECK;

#endif
