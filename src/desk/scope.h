/* SPDX-License-Identifier: MIT */
#ifndef DESK_SCOPE_H
#define DESK_SCOPE_H

#include "desk/desk.h"

/*
 * Who may do what where (DESIGN §6): one table of roles, poured into the
 * small table reach, which every statement joins and every write checks
 * inside its transaction.
 */
struct role_right {
	const char *role;
	const char *noun;
	const char *action;
	const char *scope; /* "own" station; "region": all stations;
			      "addressed": all stations, what was addressed to
			      the organ or the lawyer */
};
/* The kinds of access that go by licence, not by the name of an organ. A duty
 * lawyer's is a kind of its own: a request that nobody has taken calls on
 * whoever is on duty. */
#define SCOPE_LAWYER	  "律师"
#define SCOPE_DUTY_LAWYER "值班律师"
bool scope_goes_by_licence(const char *kind);
const struct role_right *role_rights(size_t *count);
const char *const *role_names(size_t *count);

/* What cases must be addressed to for the role to see them, as in access
 * (看守所 法援机构 律师 值班律师); "" if it sees all of its stations. */
const char *scope_within_kind(const char *role);

/* The noun of rights that a form's 权限 names (案件 告知 征询 决定 签署; 文书
 * 清单 登记 where it names none), or its English name itself; NULL if there
 * is no such noun. */
const char *scope_noun(const char *word);

/* Fills reach for one user from his role, the name of his station and his
 * licence, whose rows stand; inside a store_tx body. */
bool scope_fill(struct store *store, int64_t user, const char *role,
	int64_t station, struct err *err) MUST_CHECK;

/* For all users, after a station or the table of rights changed; likewise. */
bool scope_refill_all(struct store *store, struct err *err) MUST_CHECK;
/* Reach is as the table of rights says: put down; likewise. */
bool scope_is_poured(struct store *store, struct err *err) MUST_CHECK;
/* A store that was filled from another table of rights is filled anew. Where
 * a store was opened for writing, before the first desk. */
bool scope_ready(struct store *store, struct err *err) MUST_CHECK;

/* May this desk do it at its own station at all ("advice.seal")? For bars
 * and menus; what counts is the check in the transaction. */
bool scope_allows(struct desk *desk, const char *needs);
/* The check: ERR_RIGHT in words if reach has no such row. */
bool scope_check(struct desk *desk, const char *noun, const char *action,
	int64_t station, struct err *err) MUST_CHECK;
/* Likewise of a case that the desk may see. */
bool scope_check_matter(struct desk *desk, const char *noun, const char *action,
	int64_t matter, struct err *err) MUST_CHECK;
/* A list of a station, $1: read by its index for a desk that sees all of it;
 * for another from the view addressed, which has nothing that it does not
 * see, and needs no more than one station of its reach. Both give the same
 * columns and take the same values. */
struct scope_list {
	const char *whole;
	const char *addressed;
};
struct stmt *scope_statement(
	struct desk *desk, const struct scope_list *list, struct err *err);
/* The stations that a list of what this desk may see of `noun` is to be read
 * for, by id: all in reach, or the one that stands for them. */
bool scope_stations(struct desk *desk, struct arena *arena, const char *noun,
	int64_t **out, size_t *count, struct err *err) MUST_CHECK;

#endif
