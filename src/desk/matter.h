/* SPDX-License-Identifier: MIT */
#ifndef DESK_MATTER_H
#define DESK_MATTER_H

#include "desk/desk.h"

/* Cases and the people in them, from the projections, within reach. */

struct matter {
	int64_t id;
	int64_t station;
	const char *number; /* 案号, "" if none yet */
	const char *title;  /* 张甲一等3人 */
	const char *charge;
	const char *procedure;
	const char *handler;
	struct date accepted;
	bool is_pending; /* 待核 */
	int parties;
	struct date next_due; /* DATE_NONE: nothing open */
};

/* Lists go page by page: from after the last row seen. No page, or DATE_NONE
 * with id 0: from the start (a matter may have no day yet; it comes last). */
struct matter_page {
	struct date accepted; /* of the last row */
	int64_t id;
};
enum matter_which { MATTERS_ALL, MATTERS_PENDING };
/* Newest accepted first, at most `limit`. */
bool matter_list(struct desk *desk, struct arena *arena,
	enum matter_which which, const struct matter_page *after, int limit,
	struct matter **out, size_t *count, struct err *err) MUST_CHECK;
/* One, audited as a read. */
bool matter_read(struct desk *desk, struct arena *arena, int64_t id,
	struct matter *out, struct err *err) MUST_CHECK;

struct party {
	int64_t id;
	int64_t matter;
	int64_t proceeding;
	const char *name;
	const char *class_;	 /* of the standing now */
	const char *class_title; /* "应当指派（通知辩护）" */
	const char *charge;
	const char *defender; /* 当事人.辩护人, "" */
	const char *place;    /* 羁押场所 */
	struct date advised;  /* DATE_NONE: not yet */
	struct date next_due;
};
bool party_list(struct desk *desk, struct arena *arena, int64_t matter,
	struct party **out, size_t *count, struct err *err) MUST_CHECK;
bool party_read(struct desk *desk, struct arena *arena, int64_t id,
	struct party *out, struct err *err) MUST_CHECK;

/* Facts of a thing as they are now, in the vocabulary's order. */
struct fact_line {
	const char *name; /* "当事人.罪名" */
	const char *value;
	struct date since;
	int64_t record;
};
bool fact_list(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t owner, struct fact_line **out, size_t *count,
	struct err *err) MUST_CHECK;

struct hearing {
	int64_t id;
	const char *at;
	const char *place;
};
bool hearing_list(struct desk *desk, struct arena *arena, int64_t matter,
	struct hearing **out, size_t *count, struct err *err) MUST_CHECK;

#endif
