/* SPDX-License-Identifier: MIT */
#ifndef DESK_ROTA_H
#define DESK_ROTA_H

#include "desk/derive.h"

/*
 * 值班表: who is on duty where, a record a half day, of no matter. Which form
 * it is its event says (值班.排定).
 */
extern const char rota_event[];

struct rota_line {
	int64_t record;
	const char *place; /* name of the station */
	struct date day;
	const char *half; /* 上午 下午 夜间 */
	const char *lawyer;
	const char *phone;
	const char *licence; /* "" */
	bool is_now;
};

/* Of today, and until six in the morning the night before; where this desk
 * is, at an agency everywhere. */
bool rota_today(struct desk *desk, struct arena *arena, struct rota_line **out,
	size_t *count, struct err *err) MUST_CHECK;

/* Who is on duty here now: the first named; all "" if nobody is. */
bool rota_now(struct desk *desk, struct arena *arena, struct rota_line *out,
	struct err *err) MUST_CHECK;

bool rota_is(const struct form *form);
/* Inside a sealing's transaction: what was sealed, in place of what the line
 * said before. */
bool rota_sealed(struct desk *desk, int64_t record, int64_t line,
	const struct values *values, struct err *err) MUST_CHECK;
/* All of it against the records, which are of no matter; DERIVE_REPAIR (inside
 * a store_tx body) writes the differences. */
bool rota_derive(struct desk *desk, enum derive_mode mode, int64_t *differences,
	struct err *err) MUST_CHECK;

#endif
