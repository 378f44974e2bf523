/* SPDX-License-Identifier: MIT */
#ifndef DESK_DERIVE_H
#define DESK_DERIVE_H

#include "desk/desk.h"
#include "law/derive.h"

/*
 * From the records of a matter to its projections. One way for sealing, check
 * and repair: read all records, derive everything, compare with the rows that
 * stand, write the differences.
 */

struct party_derived {
	int64_t id;
	const char *name;
	struct history history;
	struct derived derived;
};
/* Everything that follows from the records of one matter. */
struct projection;

enum derive_mode { DERIVE_CHECK, DERIVE_REPAIR };

/* Compares a matter's rows with a derivation; DERIVE_REPAIR (inside a
 * store_tx body) also writes the differences. *differences counts rows. */
bool derive_matter(struct desk *desk, int64_t matter, enum derive_mode mode,
	int64_t *differences, struct err *err) MUST_CHECK;
/* The same repair, and every date that changes is put down as moved by the
 * site's text `cause` (desk/site_move.h): for a matter whose records did not
 * change. */
bool derive_moved(struct desk *desk, int64_t matter, int64_t cause,
	int64_t *differences, struct err *err) MUST_CHECK;
/* All matters, in slices of at most 200 rows with pauses outside the gate. */
struct derive_report {
	int64_t matters;
	int64_t differences;
	int64_t first; /* id of the first matter that differs, 0 */
};
bool derive_all(struct desk *desk, enum derive_mode mode,
	struct derive_report *out, struct err *err) MUST_CHECK;

/* Inside a store_tx body: all matters stand as this program's rules say, as in
 * a store just made. */
bool derive_is_done(struct store *store, struct err *err) MUST_CHECK;
/* `digest` is what the store says it was derived with: is that other than what
 * this program derives, by its rules or by the rows it makes? */
bool derive_is_stale(const char *digest);

/* The derivation of one party, as of the end of a day (DATE_NONE: all that
 * was entered), for 为什么 and as-of lists. */
bool derive_party(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t party, struct date as_of, struct party_derived *out,
	struct err *err) MUST_CHECK;

#endif
