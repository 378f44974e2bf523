/* SPDX-License-Identifier: MIT */
#ifndef DESK_PROJECT_H
#define DESK_PROJECT_H

#include "desk/dossier.h"
#include "law/derive.h"

/*
 * From a dossier to everything that follows from it. Pure but for the memory:
 * same records, same law, same result, whatever the day.
 */

/* A fact as it is now, with what said so. */
struct held_fact {
	int64_t owner; /* matter, proceeding, party, hearing or record */
	const struct fact *fact;
	const char *value;
	struct date day;
	int64_t record;
};

/* A proceeding, with what it came after. */
struct projected_proceeding {
	int64_t id;
	int64_t former;	      /* 0: the first */
	struct date day;      /* on which it began */
	struct date received; /* the organ had the case from then on */
	const struct sealed *made_by;
};

struct projected_party {
	int64_t id;
	int64_t proceeding;	    /* the latest it takes part in */
	const int64_t *proceedings; /* all of them, in order */
	size_t place; /* of the record that made it, in order of 发生 */
	size_t proceeding_count;
	struct history history;
	struct derived derived;
};

/* What somebody said about what was found not done (forms: 说明对象). */
struct projected_note {
	int64_t line;
	int64_t record;
	int64_t party;
	const char *rule;
	int64_t cause; /* line */
	const char *text;
};

struct projection {
	int64_t matter;
	int64_t station;
	struct projected_proceeding *proceedings; /* in order of 发生 */
	size_t proceeding_count;
	struct projected_party *parties; /* in order of making */
	size_t party_count;
	struct projected_hearing {
		int64_t id;
		int64_t proceeding;
	} * hearings;
	size_t hearing_count;
	struct held_fact *facts; /* one per owner and fact */
	size_t fact_count;
	struct projected_note *notes;
	size_t note_count;
	const struct sealed *records; /* what it was made from */
	size_t record_count;
};

bool project(const struct law *law, const struct dossier *dossier,
	struct arena *arena, struct projection *out,
	struct err *err) MUST_CHECK;

/* The value held, "" if none. */
const char *projection_fact(
	const struct projection *projection, int64_t owner, const char *fact);

/* The day on which a proceeding was over for everybody in it; DATE_NONE while
 * it runs for anybody. */
struct date projection_over(
	const struct projection *projection, int64_t proceeding);
/* Did the person leave the matter for another case (分案)? */
bool projection_has_left(const struct projection *projection,
	const struct projected_party *party);

#endif
