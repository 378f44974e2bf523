/* SPDX-License-Identifier: MIT */
#ifndef STORE_DRAFTS_H
#define STORE_DRAFTS_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

/*
 * What is being typed, beside the store: an append-only journal per user,
 * synced as each field is left. No gate, wakes no one, and no more than the
 * field in hand is ever lost. A draft is an id and named texts; what the
 * names mean is for the desk ("@form", "@matter", field names).
 *
 * Two terminals of one user append to one file: each line is one write under
 * a short lock, with a check sum; a torn last line is ignored and cut off by
 * the next opener.
 */
struct drafts;

struct draft_entry {
	const char *name;
	const char *text;
};
struct draft {
	int64_t id;	 /* random; also the request id of its sealing */
	int64_t started; /* instants */
	int64_t touched;
	const char *at; /* the name set last: where the cursor was */
	struct draft_entry *entries; /* latest text of each name, "" included */
	size_t entry_count;
};

/* The journal of `user` (an id) beside the store at `store_path`, in
 * STORE.drafts/, mode 0700. */
bool drafts_open(const char *store_path, int64_t user, struct drafts **out,
	struct err *err) MUST_CHECK;
void drafts_close(struct drafts **drafts);

/* A new draft with its first entries, in one synced write. */
bool drafts_start(struct drafts *drafts, int64_t now,
	const struct draft_entry *entries, size_t count, int64_t *id,
	struct err *err) MUST_CHECK;
/* Sets one text; synced when this returns true. NULL removes. ERR_STATE if
 * another terminal ended the draft meanwhile. */
bool drafts_set(struct drafts *drafts, int64_t id, int64_t now,
	const char *name, const char *text, struct err *err) MUST_CHECK;
/* Several texts at once, in one synced write: all of them or none. */
bool drafts_set_all(struct drafts *drafts, int64_t id, int64_t now,
	const struct draft_entry *entries, size_t count,
	struct err *err) MUST_CHECK;
/* The draft is over: sealed or given up. */
bool drafts_end(struct drafts *drafts, int64_t id, int64_t now,
	struct err *err) MUST_CHECK;

/* The same, and its text leaves the journal at once. */
bool drafts_wipe(struct drafts *drafts, int64_t id, int64_t now,
	struct err *err) MUST_CHECK;

/* The drafts that are not over, latest touched first; reads the file anew,
 * so that other terminals' drafts show. */
bool drafts_list(struct drafts *drafts, struct arena *arena, struct draft **out,
	size_t *count, struct err *err) MUST_CHECK;
/* One of them; false with ERR_NOTFOUND if it is over or unknown. */
bool drafts_find(struct drafts *drafts, struct arena *arena, int64_t id,
	struct draft *out, struct err *err) MUST_CHECK;

#endif
