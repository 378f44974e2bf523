/* SPDX-License-Identifier: MIT */
#ifndef DESK_SITE_MOVE_H
#define DESK_SITE_MOVE_H

#include "desk/desk.h"
#include "desk/rows.h"

/*
 * 变动: dates that a text of the site moved. Each is put down in the
 * transaction that writes the moved row, so that one that is cut short and done
 * again neither loses a line nor writes it twice.
 */

/* Inside a store_tx body; both sorted (rows_sort). */
bool site_move_note(struct desk *desk, int64_t cause, const struct rows *want,
	const struct rows *have, struct err *err) MUST_CHECK;

/* The oldest text for which not all matters were looked through. */
struct site_pending {
	int64_t record; /* 0: none */
	int64_t after;	/* the last matter that was looked at */
	int year;	/* of a calendar; 0: it touches all matters */
};
bool site_pending(struct store *store, struct site_pending *out,
	struct err *err) MUST_CHECK;
/* All matters were, for texts up to `mark`. */
bool site_settled(
	struct store *store, int64_t mark, struct err *err) MUST_CHECK;

struct move_line {
	int64_t id;
	int64_t matter;
	int64_t party;
	int64_t trigger_line;
	const char *number; /* 案号 */
	const char *party_name;
	const char *rule;
	const char *title;
	const char *was; /* "2026-12-30", with the minute for hours; "" */
	const char *now;
	const char *file; /* of the site: 2027.cal */
};

/* Within reach, newest first; at most `limit`, after the line `before` (0:
 * from the start), moved by the file of that name ("": any). */
bool move_list(struct desk *desk, struct arena *arena, int64_t before,
	const char *file, int limit, struct move_line **out, size_t *count,
	struct err *err) MUST_CHECK;

#endif
