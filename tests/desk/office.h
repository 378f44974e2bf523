/* SPDX-License-Identifier: MIT */
#ifndef TEST_DESK_OFFICE_H
#define TEST_DESK_OFFICE_H

#include "desk/record.h"

/*
 * A court with a clerk and a judge, for the tests of what writes: everything
 * goes through work_start and record_seal. The clock stands at Monday
 * 2026-11-23 09:40. In the folder of support/scratch.h.
 */
struct office {
	struct arena arena;
	struct err err;
	struct library *library;
	struct store *store;
	struct desk clerk;
	struct desk judge;
};

void office_open(struct office *office);
/* With more texts than are shipped. */
void office_open_with(
	struct office *office, const struct library_text *more, size_t count);
/* The store again with other texts. */
void office_reload(
	struct office *office, const struct library_text *more, size_t count);
void office_close(struct office *office);
/* Desks and store closed; and open again, as after the machine came back. */
void office_leave(struct office *office);
void office_return(struct office *office);
/* Both clocks. */
void office_set_time(struct office *office, const char *instant);

/* A draft with `field=value` lines, NULL-ended; fails the test. */
struct work office_draft(struct office *office, struct desk *desk,
	const char *form, struct subject on, const char *const *fields);
bool office_try(struct office *office, struct desk *desk, struct work *work,
	int64_t *record);
int64_t office_seal(struct office *office, struct desk *desk, const char *form,
	struct subject on, const char *const *fields);
/* An ordinary case accepted on the clock's day; matter, proceeding and party
 * have the id that it returns. */
int64_t office_case(struct office *office, const char *number);
/* Advises the party by a slip, now. */
int64_t office_advise(struct office *office, int64_t party);

/* The store's files, the chains and the projections are whole; `where` says
 * when they are not. */
void office_check_whole(struct office *office, const char *where);

/* One number a query gives, -1 without a row; one text, "" without. */
int64_t office_number(struct office *office, const char *sql);
const char *office_text(struct office *office, const char *sql);
/* Runs a statement as somebody with a tool would. */
void office_tamper(struct office *office, const char *sql);
/* "告知-刑诉法34 2026-11-26 open;" … of all clocks, by due. */
const char *office_clocks(struct office *office);

#define ck_office(office, call)                                                \
	ck_assert_msg((call), "%s: %s", #call, (office)->err.text)
#define FIELDS(...)                                                            \
	(const char *const[])                                                  \
	{                                                                      \
		__VA_ARGS__, NULL                                              \
	}

#endif
