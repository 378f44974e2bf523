/* SPDX-License-Identifier: MIT */
#ifndef LAW_DERIVE_H
#define LAW_DERIVE_H

#include "base/buf.h"
#include "law/history.h"
#include "law/law.h"

/*
 * derive(history, law) -> standing and clocks of one party. Pure: it never
 * asks what day it is. "Overdue" is a comparison made when shown.
 */

/* A person's part in one proceeding, to the day on which the next one of the
 * matter took him over, or it was over. */
struct part {
	int64_t proceeding;
	struct source opened; /* the first word of it */
	struct source began;  /* the last one of that day */
	struct date until;    /* the day it ended; DATE_NONE: it runs */
	struct source ended;
	bool is_elsewhere; /* he goes on in another case */
};
/* The events that end it, for all in the proceeding or for one: it is over, or
 * goes on in another case (分案, 并案). */
#define PART_ENDS   "程序段.终结"
#define PART_LEAVES "程序段.转出"

/* What the person is entitled to, from a day on, in one proceeding. A class
 * with conflicts keeps its row; batch output says ERR then. */
struct standing {
	int64_t proceeding;
	struct date from;
	struct date until; /* first day of the next interval; DATE_NONE: open */
	struct source source; /* what made it so */
	const struct class_row *row;
	const struct class_row **conflicts;
	size_t conflict_count;
};

enum deadline_state {
	DEADLINE_OPEN,
	DEADLINE_MET,	 /* by 发生; met.day after due means late */
	DEADLINE_CURED,	 /* by moving the hearing */
	DEADLINE_MISSED, /* undone after its day when it could no longer be
			    done (截止): the hearing was held, the judgment
			    pronounced */
	DEADLINE_LAPSED	 /* what called for it is gone */
};
/* As projections and lists keep it: open met cured lapsed. */
const char *deadline_state_word(enum deadline_state state);

/* Another rule of the same lead group that held at the trigger, too. */
struct competing {
	const struct deadline_rule *rule;
	struct due due; /* without trail */
};

/*
 * One clock for each lead group and trigger line: the earliest due leads; of
 * equal ones the statute before the pilot before the house target, then the
 * earlier in the files. Was what met it entered in time, too? (late entry shows
 * 补录) */
struct deadline {
	const struct deadline_rule *rule;
	struct source trigger;
	struct date since; /* from when on it was owed; what was done before
			      counts only where the rule says so */
	struct date start; /* 发生 of the trigger; before a hearing: its day */
	struct due due;	   /* without trail */
	enum deadline_state state;
	struct source met;  /* what met, cured or lapsed it */
	bool is_late;	    /* happened after due */
	bool known_in_time; /* entered by the end of the due day */
	const struct competing *others;
	size_t other_count;
};

/* One refusal (拒绝.提出) and what the law makes of it. Which time it is and
 * how many changes of counsel there were is counted in its proceeding. */
struct refusal {
	struct source source;
	bool is_in_court;
	int time;    /* 1: the first in that proceeding, of its occasion */
	int changes; /* of counsel, this one included if he wants another */
	const struct refusal_row *row;
};

/* Something owed and not done, or done too late (LAW §2). A clock that is
 * open and past its day is not here, because derive asks for no day: see
 * deadline_is_missing. */
struct violation {
	const char *code;
	const struct violation_rule *rule; /* what the code means; of a clock,
					      the stanza that names the code */
	const struct deadline_rule *clock; /* NULL: found by its cause */
	struct source cause;		   /* trigger of the clock, or cause */
	struct date due;    /* DATE_NONE: no day, before the cause */
	struct date actual; /* DATE_NONE: never done */
};

struct derived {
	struct part *parts; /* by proceeding */
	size_t part_count;
	struct standing *standings; /* by proceeding, then from */
	size_t standing_count;
	struct deadline *deadlines; /* by due, rule id, trigger line */
	size_t deadline_count;
	struct refusal *refusals; /* in order of 发生 */
	size_t refusal_count;
	struct violation *violations; /* by cause, then code */
	size_t violation_count;
};

/* Everything lives in `arena`. ERR_INPUT if a day lies outside 1997-2100. */
bool derive(const struct law *law, const struct history *history,
	struct arena *arena, struct derived *out, struct err *err) MUST_CHECK;

/* Of that proceeding; NULL if the person takes no part in it. */
const struct part *part_find(const struct derived *derived, int64_t proceeding);

/* Is the clock open after its day (its hour) has passed? */
bool deadline_is_missing(const struct deadline *deadline, int64_t now);

/*
 * The class for given facts, on a day. Total: some row always matches (the
 * loader's self-check and tests prove it). `value` gives the value of a fact,
 * NULL or "" where nothing is known.
 */
struct standing entitle(const struct law *law, struct date day,
	const char *(*value)(const struct fact *fact, const void *arg),
	const void *arg, struct arena *arena);

/* The first row of the refusal table that holds, for given facts; NULL if
 * there is no table. Total: the last row asks nothing. */
const struct refusal_row *refusal_decide(const struct law *law, struct date day,
	const char *(*value)(const struct fact *fact, const void *arg),
	const void *arg);

/*
 * The reasons in words, one line each, appended to `out`: start and event,
 * each day counted or skipped, the end, article, nature, in-force dates, and
 * the competing rules of the same lead group with their dates.
 */
bool explain_deadline(const struct law *law, const struct deadline *deadline,
	struct buf *out, struct err *err) MUST_CHECK;
void explain_standing(const struct standing *standing, struct buf *out);
void explain_refusal(const struct refusal_row *row, struct buf *out);
/* Of a count: a day with its weekday; the days of the trail, a line each; and
 * what was assumed, which is said with the result (LAW §4). */
void explain_day(struct date day, struct buf *out);
void explain_steps(const struct due *due, struct buf *out);
void explain_assumed(enum unit unit, const struct due *due, struct buf *out);

#endif
