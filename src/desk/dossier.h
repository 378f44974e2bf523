/* SPDX-License-Identifier: MIT */
#ifndef DESK_DOSSIER_H
#define DESK_DOSSIER_H

#include "desk/desk.h"
#include "form/seal.h"

/*
 * 案卷: the sealed records of one matter, read back from their payloads, in
 * order of 发生, 录入 and id. What every derivation starts from.
 */
struct sealed {
	int64_t id;
	int64_t line;
	int64_t station;
	const struct form *form; /* as it was sealed */
	int64_t proceeding;	 /* the one it made, or the one it is of */
	int64_t former;		 /* the one that the one it made comes after */
	int64_t hearing;	 /* likewise */
	int64_t about;
	const int64_t *parties; /* whom it concerns, the one it made included */
	size_t party_count;
	struct date day;
	int64_t at; /* 0: only the day is known */
	int64_t entered;
	int64_t first;	      /* when the first of its line was entered */
	const char *by;	      /* who entered it; "" if the payload is gone */
	struct values values; /* empty if the payload was taken away */
};

struct dossier {
	int64_t matter;
	int64_t station;	/* of the record that made the matter */
	struct sealed *records; /* heads of their lines only */
	size_t count;
};

/*
 * Reads what had been entered by the instant `until` (INT64_MAX: all). A
 * correction that was entered later does not count yet. Checks no rights:
 * derivation is not a reader.
 */
bool dossier_read(struct desk *desk, struct arena *arena, int64_t matter,
	int64_t until, struct dossier *out, struct err *err) MUST_CHECK;

/*
 * When a form with these values says it happened: the field of its first
 * event whose condition holds, else its first date or instant, else `today`.
 */
void dossier_occurred(const struct form *form, const struct values *values,
	struct date today, struct date *day, int64_t *at);

/* Of a record that makes a proceeding or a hearing: it is of the one it makes.
 * What it was opened on is the former proceeding. */
void dossier_makes(struct sealed *record);

#endif
