/* SPDX-License-Identifier: MIT */
#ifndef DESK_SITE_H
#define DESK_SITE_H

#include "desk/desk.h"

/*
 * 本站文本: what a site adds to the law by itself, next year's holidays and
 * its own targets. Each is a sealed record of the form site-text, of no
 * matter; the newest of a name holds, for all desks of the store, in place of
 * a shipped file of that name.
 */
struct site_text {
	int64_t record;
	const char *kind; /* 放假安排 内部目标 */
	const char *name; /* 2027.cal house.rule */
	const char *text;
	const char *by;
	int64_t entered;
	bool holds;   /* the newest of its name */
	bool is_done; /* all matters were looked through for it */
};

/* All that were sealed and not corrected, oldest first. What was tampered
 * with is ERR_DB: nothing else is loaded than what was sealed. */
bool site_texts(struct store *store, struct arena *arena,
	struct site_text **out, size_t *count, struct err *err) MUST_CHECK;

/*
 * The law of this session as the store has it now: one small query unless
 * something new was sealed. Asked for when a session begins, when another desk
 * wrote, and inside every transaction that derives. ERR_DB if a text no longer
 * loads; the law stays as it was.
 */
bool site_refresh(struct desk *desk, struct err *err) MUST_CHECK;

/*
 * Takes a file in: a .cal or the published JSON of a year, or house.rule. It
 * must load with everything else; mistakes go to `problems` with the file's
 * name and line, and nothing changes. Then it is sealed, and every matter that
 * it can touch is derived again (desk/site_walk.h). The text that holds
 * already is not sealed again; a walk that was cut short is finished.
 */
struct site_report {
	int64_t record;
	const char *name;
	bool is_same;	 /* it held already */
	int64_t matters; /* looked through now */
	int64_t moved;	 /* dates that it moved, in all */
};
bool site_add(struct desk *desk, struct arena *arena, const char *file,
	const char *bytes, size_t length, struct site_report *out,
	struct problems *problems, struct err *err) MUST_CHECK;

/* For sealing, inside its transaction: is it such a text, and if so, does the
 * law hold with it? What is sealed unseen by site_add comes by here too. */
bool site_is_text(const struct form *form);
bool site_check(struct desk *desk, struct arena *arena,
	const struct values *values, int64_t supersedes,
	struct err *err) MUST_CHECK;

/* The shipped and the site's calendars, newest year first. */
struct site_year {
	int year;
	const char *name;	      /* of the file */
	const char *paper;	      /* what it cites */
	const struct site_text *site; /* NULL: shipped */
};
bool site_years(struct store *store, struct arena *arena,
	struct site_year **out, size_t *count, struct err *err) MUST_CHECK;

#endif
