/* SPDX-License-Identifier: MIT */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "base/clock.h"
#include "base/err.h"
#include "desk/library.h"
#include "store/drafts.h"
#include "store/seat.h"
#include "store/store.h"

/*
 * A session: one person at a terminal of a station. Every function of this
 * floor takes it first; what it may not see is not there.
 */
struct desk {
	struct store *store;
	struct library *library;
	struct drafts *drafts; /* of this user */
	struct seat *seat;     /* at this terminal (session.h); NULL: none */
	bool was_taken;	       /* by another terminal of this user */
	struct clock clock;    /* fixed only in a 练习 store */
	int64_t user;
	char login[64];
	char name[64];
	char role[32];
	char title[288]; /* name, role and station, for the title line */
	int64_t station;
	char station_name[128];
	char station_code[32];
	char station_kind[32];
	/* What cases must be addressed to for this desk to see them, as in
	 * access: 看守所 法援机构 by name, 律师 by licence; "": it sees all
	 * that its reach has. */
	char within_kind[16];
	char within[128];
	char licence[64]; /* of a lawyer, "" */
	int64_t court; /* whose matters lists show: the own station of a court,
			  else the first court in reach; 0: none */
	bool is_pilot;
	int64_t sealed;	      /* record that this session sealed last, 0 */
	int64_t read_subject; /* the last read that was put on record: one */
	struct date
		read_day; /* look is one line, however often it is redrawn */
	char read_action[24];
	struct date look_day; /* of a look at what is 封存; DATE_NONE: none */
	bool is_practice;
	bool is_stale; /* the projections were made with other rules than this
			  program ships: derive --repair is due */
	struct date go_live;
};

/*
 * Opens a session of `login` on an open store. The library stays the
 * caller's. ERR_NOTFOUND if there is no such active user.
 */
bool desk_open(struct store *store, struct library *library, const char *login,
	struct desk *out, struct err *err) MUST_CHECK;
void desk_close(struct desk *desk);

/* Users who can be chosen at start, by station then name. */
struct desk_user {
	int64_t id;
	const char *login;
	const char *name;
	const char *role;
	const char *station_name;
};
bool desk_users(struct store *store, struct arena *arena,
	struct desk_user **out, size_t *count, struct err *err) MUST_CHECK;

struct date desk_today(const struct desk *desk);
int64_t desk_now(const struct desk *desk);
struct field_context desk_field_context(const struct desk *desk);

#endif
