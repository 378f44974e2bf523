/* SPDX-License-Identifier: MIT */
#ifndef DESK_BEGIN_H
#define DESK_BEGIN_H

#include "desk/desk.h"

/* A new store: its row, stations, users. */
enum begin_kind {
	BEGIN_EMPTY, /* one court, one administrator-clerk; go-live today */
	BEGIN_SAMPLE /* 练习: court, detention centre, agency, four users and a
			month of invented work sealed through the real forms */
};
/* `now` fixed_now for tests of a 练习 store: 0 for the real clock. On failure
 * the half-made store is removed; one whose maker was killed does not open, and
 * is removed by the next who begins. */
bool begin_store(const char *path, enum begin_kind kind, int64_t fixed_now,
	struct library *library, struct err *err) MUST_CHECK;

/* The court of a store for real work; users clerk and judge. */
struct begin_court {
	const char *name; /* as on paper */
	const char *code; /* 代字, part of 文号 */
	bool is_pilot;
};
bool begin_court_store(const char *path, const struct begin_court *court,
	struct library *library, struct err *err) MUST_CHECK;

#endif
