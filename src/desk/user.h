/* SPDX-License-Identifier: MIT */
#ifndef DESK_USER_H
#define DESK_USER_H

#include "desk/desk.h"

/*
 * The register of users: who sits at which station in which role. Edited by
 * 管理 and audited, no record (DESIGN §1); a changed row is the next right of
 * whoever is at work already, because every write asks reach.
 */
struct user_entry {
	const char *login;   /* letters, digits, - . _; never changes */
	const char *name;    /* as on paper */
	const char *role;    /* of scope.h */
	const char *licence; /* 执业证号 of a lawyer, "" of others */
	int64_t station;
	bool is_active;
};
struct user {
	int64_t id;
	struct user_entry entry;
	const char *station_name;
	const char *station_kind;
	int64_t rev;
};

/* All, the active first, by station. Right admin.make, as all below. */
bool user_list(struct desk *desk, struct arena *arena, struct user **out,
	size_t *count, struct err *err) MUST_CHECK;
/* By login; ERR_NOTFOUND. */
const struct user *user_find(const struct user *list, size_t count,
	const char *login, struct err *err) MUST_CHECK;

/* One more, active. A role needs its kind of station, a lawyer his licence. */
bool user_add(struct desk *desk, const struct user_entry *entry, int64_t *id,
	struct err *err) MUST_CHECK;
/*
 * The row as it is to be, read with `rev`; ERR_CONFLICT says who changed it
 * since. Nobody takes his own seat away or changes his own role, and the last
 * active 管理 stays (ERR_STATE). Nothing changes if it is the same.
 */
bool user_change(
	struct desk *desk, const struct user *user, struct err *err) MUST_CHECK;

/* Does the role act under a licence? */
bool user_is_lawyer(const char *role);

/* Inside a store_tx body: a row that is fine, and its reach. */
bool user_insert(struct store *store, const struct user_entry *entry,
	int64_t *id, struct err *err) MUST_CHECK;

#endif
