/* SPDX-License-Identifier: MIT */
#ifndef LAW_CALENDAR_JSON_H
#define LAW_CALENDAR_JSON_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * A year's days off as they are published for programs (the shape of
 * NateScarlet/holiday-cn: {"year", "papers": [url], "days": [{"name", "date",
 * "isOffDay"}]}), turned into the text of a .cal file, appended to `out`. Keys
 * that begin with $ are passed over; any other that is not known is a mistake,
 * since nobody can tell what it would have meant. ERR_INPUT says which entry
 * is wrong and what is possible; then nothing is appended.
 */
bool calendar_from_json(const char *bytes, size_t length, struct arena *arena,
	struct buf *out, struct err *err) MUST_CHECK;

#endif
