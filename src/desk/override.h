/* SPDX-License-Identifier: MIT */
#ifndef DESK_OVERRIDE_H
#define DESK_OVERRIDE_H

#include "desk/preview.h"

/*
 * 例外: a draft that is not as the law has it (preview.h: warned) is sealed
 * only with a reason. The reason is a record of its own, sealed in the same
 * transaction and about the first; its event puts it before the supervisor.
 */
enum { OVERRIDE_LEAST = 4 }; /* characters of a reason */

/* Holds the draft against the law: ERR_INPUT with the warnings in words where
 * a reason is missing or too short, or with faults where it can't be sealed
 * at all. `warned` gets what the reason is for. */
bool override_check(struct desk *desk, struct arena *arena,
	const struct work *work, struct preview *warned, struct fault **faults,
	size_t *count, struct err *err) MUST_CHECK;
/* The record that says why, to be sealed beside `record`, which is the first
 * of `line` or corrects it. */
bool override_make(struct desk *desk, struct arena *arena,
	const struct work *work, const struct preview *warned, int64_t record,
	int64_t line, struct work *out, struct err *err) MUST_CHECK;

/* What was sealed beside a record; NULL reason: nothing. */
struct override {
	int64_t record;
	const char *what;
	const char *reason;
	const char *by;
};
bool override_of(struct desk *desk, struct arena *arena, int64_t record,
	struct override *out, struct err *err) MUST_CHECK;

#endif
