/* SPDX-License-Identifier: MIT */
#ifndef TEST_DESK_DESKFIX_H
#define TEST_DESK_DESKFIX_H

#include "desk/desk.h"

/*
 * A store for the tests of what reads: two courts and a detention centre,
 * their users, projection rows put in as they are (only tests may), a fixed
 * clock at 2026-11-23 09:40, a Monday. In the folder of support/scratch.h.
 */
enum {
	FIX_COURT = 1,	   /* 测0101 */
	FIX_OTHER = 2,	   /* another court */
	FIX_CUSTODY = 3,   /* everybody is held there */
	FIX_CLERK = 11,	   /* of FIX_COURT: login "shuji" */
	FIX_STRANGER = 12, /* clerk of FIX_OTHER: "bieren" */
	FIX_GUARD = 13,	   /* of FIX_CUSTODY: "kanshou" */
	FIX_NOBODY = 14	   /* of FIX_COURT, without any right: "wuquan" */
};

struct fix {
	struct arena arena;
	struct err err;
	struct library *library;
	struct store *store;
	struct desk clerk;
	struct desk stranger;
	struct desk guard;
	struct desk nobody;
};

void fix_open(struct fix *fix);
void fix_close(struct fix *fix);

/* Runs SQL through a statement of the store, in a transaction; the values
 * are bound as their kinds say: n int64_t, t text. */
void fix_put(struct fix *fix, const char *sql, const char *kinds, ...);
/* One number a query gives; -1 if it gives no row. */
int64_t fix_number(struct fix *fix, const char *sql);

struct fix_matter {
	int64_t id;
	int64_t station;
	const char *number;
	const char *tail;
	const char *title;
	const char *accepted;
	int pending;
};
void fix_matter(struct fix *fix, const struct fix_matter *matter);
/* With its rows in the name index. */
void fix_party(struct fix *fix, int64_t id, int64_t matter, int64_t station,
	const char *name);

struct fix_clock {
	int64_t party;
	const char *rule;
	int64_t line;
	int64_t matter;
	int64_t station;
	const char *due;
	const char *state;
	int leads;
};
void fix_clock(struct fix *fix, const struct fix_clock *clock);
/* A sealed record of the first shipped paper; its bytes may be missing. */
void fix_record(struct fix *fix, int64_t id, int64_t station, int64_t matter,
	const char *number, const char *code, bool has_bytes);

/* How the engine would run a statement of a source file, by the name of its
 * literal: a line a step. */
const char *fix_plan(struct fix *fix, const char *file, const char *name);
/* The plan walks only what `index` orders: it names it, and neither scans a
 * table nor sorts. */
void fix_walks(
	struct fix *fix, const char *file, const char *name, const char *index);

#define ck_ok(fix, call) ck_assert_msg((call), "%s: %s", #call, (fix)->err.text)

#endif
