/* SPDX-License-Identifier: MIT */
#ifndef DESK_IMPORT_CASE_H
#define DESK_IMPORT_CASE_H

#include "base/digest.h"
#include "desk/import.h"
#include "desk/work.h"

/* What import_*.c share; for use within this room. */

/* What a column can say. Those from COLUMN_NAME on are of one defendant. */
enum column {
	COLUMN_NUMBER,
	COLUMN_RECEIVED,
	COLUMN_ACCEPTED,
	COLUMN_INSTANCE,
	COLUMN_PROCEDURE,
	COLUMN_PROSECUTION,
	COLUMN_JUDGE,
	COLUMN_CLERK,
	COLUMN_PHONE,
	COLUMN_HEARING,
	COLUMN_HEARING_PLACE,
	COLUMN_NAME,
	COLUMN_SEX,
	COLUMN_BIRTH,
	COLUMN_DOCUMENT,
	COLUMN_ADDRESS,
	COLUMN_MEASURE,
	COLUMN_CUSTODY,
	COLUMN_CHARGE,
	COLUMN_RETAINED,
	COLUMN_DEFENDER,
	COLUMN_FIRM,
	COLUMN_DEFENDER_PHONE,
	COLUMN_ADVISED,
	COLUMN_REASON, /* of a rejects file: ours, not read */
	COLUMNS
};

/* How a cell that several defendants share is understood. */
enum sharing {
	SHARED_NEVER, /* one for each, or nobody knows whose */
	SHARED_ALL    /* one alone is everybody's */
};

struct column_row {
	const char *names; /* of headings, blank-parted; ours first */
	bool is_needed;
	enum sharing sharing;
	const char *form; /* whose field reads it */
	const char *field;
	const char *fact;   /* what it says of case or party */
	const char *change; /* form that registers a change, NULL: by hand */
};
extern const struct column_row import_columns[COLUMNS];

/* The first of a column's names. */
const char *import_column_name(struct arena *arena, enum column column);

/* Canonical values; NULL: the file says nothing. */
struct import_person {
	const char *value[COLUMNS];
};
struct import_values {
	const char *value[COLUMNS];
	struct import_person *persons;
	size_t count;
	char digest[DIGEST_TEXT];
};

/* Makes cases of the rows: values read by the fields' own types, defendants
 * parted, rows of one number joined. What cannot be is refused with column
 * and reason. */
void import_read_cases(struct desk *desk, struct import *import);

/* Refuses a case; returns false. */
bool import_refuse(struct import *import, struct import_case *c,
	enum column column, const char *why);
void import_notice(struct import *import, struct import_case *c,
	const char *format, ...) PRINTF(3, 4);

/* What is to be sealed, in order. */
struct step_field {
	const char *name;
	const char *value;
};
struct step {
	const char *form;
	struct subject on; /* all 0: on what the first step makes */
	size_t person;	   /* whose step it is, or whom it makes */
	bool is_on_party;  /* of a person made by a step before */
	const char *reason;
	struct step_field *fields;
	size_t field_count;
};
struct plan {
	struct arena *arena; /* of the slice */
	struct desk *desk;
	struct import *import;
	struct import_case *of;
	int64_t matter;	  /* 0: new */
	bool is_seen;	  /* the same was read before: nothing to do or keep */
	int64_t *parties; /* of each person of the file, 0: new */
	struct step *steps;
	size_t count;
	struct buf said; /* what changes, in words */
};

/* Compares a case with the store, sets fate, text and notice, and plans. What
 * was read before and not changed since has no steps. */
bool import_plan(struct plan *plan, struct err *err) MUST_CHECK;
/* Would the steps' drafts be sealed? Refuses the case if one would not. */
bool import_check(struct plan *plan, struct err *err) MUST_CHECK;
/* A step on what a step before it makes: there is no subject yet. */
bool import_is_on_new(const struct step *step);
/* Puts the step's values and reason into its draft. */
void import_fill(const struct step *step, struct work *work);

/* For the two halves of planning, import_plan.c and import_diff.c. */
struct step *plan_step(struct plan *plan, const char *form, struct subject on);
void plan_set(struct plan *plan, struct step *step, const char *field,
	const char *value);
/* 立案, else 收案: the day from which the clock runs. */
const char *plan_start(const struct import_values *values);
/* The day of the desk, in the plan's arena. */
const char *plan_today(const struct plan *plan);
void plan_person(struct plan *plan, int64_t proceeding, size_t at);
void plan_hearing(struct plan *plan, int64_t proceeding);
void plan_advice(struct plan *plan, size_t at);
/* Of a case that is there. */
bool import_diff(struct plan *plan, struct err *err) MUST_CHECK;

#endif
