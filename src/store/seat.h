/* SPDX-License-Identifier: MIT */
#ifndef STORE_SEAT_H
#define STORE_SEAT_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

/*
 * Who sits where: beside the journals one small file for each process at
 * which a user works, locked while the process lives. What the kernel unlocks
 * was left without a word: a line that dropped, a kill. Another terminal of
 * the same user asks a process to end by a second file, which that one looks
 * for; no signal, so that it works from another uid and can hit nobody else.
 *
 * The files are of use, not of need: where they can't be written nothing but
 * this is missing. What they say is checked, for anybody may have written it.
 */
struct seat;

enum { SEAT_NAME = 64, SEAT_LINE = 48 };

struct seat_note {
	int64_t since;	      /* instants */
	int64_t draft;	      /* the one in hand, 0: none */
	bool was_told;	      /* it ended in order, the field in hand is kept */
	char line[SEAT_LINE]; /* "/dev/pts/3", "" */
};
struct seat_other {
	char name[SEAT_NAME]; /* of its file */
	struct seat_note note;
};

/* Takes a seat. False where it can't be written. */
bool seat_take(const char *store_path, int64_t user, int64_t now,
	struct seat **out, struct err *err) MUST_CHECK;
/* The user went out in order: nothing is left of it. */
void seat_leave(struct seat **seat);
/* The line is gone, or another terminal took over: the file stays, for the
 * next login, and is unlocked. */
void seat_drop(struct seat **seat);
/* The draft in hand, 0: none. Not synced: it outlives the process. */
void seat_hold(struct seat *seat, int64_t draft);
/* Does another terminal ask this one to end? One look at a folder. */
bool seat_is_wanted(const struct seat *seat);

/* The other living ones of this user, oldest first. */
bool seat_list(const char *store_path, int64_t user, const struct seat *own,
	struct arena *arena, struct seat_other **out, size_t *count,
	struct err *err) MUST_CHECK;
/* Asks one of them to end and waits at most `limit` milliseconds. True when
 * it did; `other` says then what it had in hand at last. */
bool seat_ask(const char *store_path, int64_t user, struct seat_other *other,
	int limit);
/* What the one left without a word that had a draft in hand last; false if
 * there was none. Takes the files of all of them away. */
bool seat_left(const char *store_path, int64_t user, struct seat_note *out);

#endif
