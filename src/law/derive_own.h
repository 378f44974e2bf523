/* SPDX-License-Identifier: MIT */
#ifndef LAW_DERIVE_OWN_H
#define LAW_DERIVE_OWN_H

#include "law/derive.h"
#include "law/part.h"
#include "law/timeline.h"

/* What the files of derive share; nobody outside this folder includes it. */

struct derivation {
	const struct law *law;
	struct timeline timeline;
	struct derived *out;
	struct err *err;
};

/* derive_clock.c: fills the deadlines of `out`, chains included. */
bool derive_clocks(struct derivation *d) MUST_CHECK;

/* derive_hearing.c: the days a hearing had, as they were fixed and moved. */
struct hearing_day {
	struct date day; /* DATE_NONE: taken off the list */
	struct source said;
};
size_t hearing_days(struct derivation *d, const struct source *trigger,
	struct hearing_day **out);
/* The start of a period before a hearing: the day that stands, or the last
 * one that stood if the hearing was taken off; DATE_NONE if none was fixed. */
struct date hearing_start(struct derivation *d, const struct source *trigger);
/* What took the hearing off the list; NULL if it stands. */
const struct source *hearing_dropped(
	struct derivation *d, const struct source *trigger);
/* Had the day first counted to passed, undone, before the hearing was moved?
 * `end` is what met the clock, NULL if nothing did. */
bool hearing_was_missed(struct derivation *d, const struct deadline *deadline,
	const struct source *end);

/* derive_end.c: was it owed while his part in the proceeding ran? */
bool derive_is_owed(
	const struct derivation *d, const struct deadline *deadline);
/* Sets state, met, is_late and known_in_time. */
void derive_end(struct derivation *d, struct deadline *deadline);
/* Did the clock run out unmet? Then 届满.ID happens on its due day. */
bool derive_ran_out(const struct deadline *deadline);

/* violation.c: fills the violations of `out`. */
void derive_violations(struct derivation *d);

#endif
