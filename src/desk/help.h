/* SPDX-License-Identifier: MIT */
#ifndef DESK_HELP_H
#define DESK_HELP_H

#include "desk/help_make.h"
#include "desk/work.h"

/*
 * 法律帮助: who asked for a lawyer, how long he has been waiting, who took it.
 * From the projections, within reach of matter.see.
 */
struct help_line {
	int64_t line; /* with party: its key */
	int64_t party;
	int64_t matter;
	int64_t record; /* of the request, as it stands: what an answer is
			   about */
	const char *party_name;
	const char *number; /* 案号 */
	const char *place;  /* 羁押场所, "" */
	const char *code;   /* 查询码 */
	struct date asked;
	int64_t asked_at; /* 0: only the day is known */
	struct date due;  /* DATE_NONE: no clock */
	int64_t due_at;
	enum help_step step;
	const char *taken_by; /* "" */
	int64_t taken_at;
	struct date done;
	int64_t attempts;  /* how often a lawyer was called */
	const char *tried; /* what came of the last; "" */
	int64_t answers;   /* the record that who takes it answers */
};

/* Open: what nobody has acknowledged first, the longest waiting first. Done:
 * of the last thirty days, newest first. At most `limit`. */
enum help_which { HELP_OPEN, HELP_DONE };
bool help_list(struct desk *desk, struct arena *arena, enum help_which which,
	int limit, struct help_line **out, size_t *count,
	struct err *err) MUST_CHECK;
/* After the last row seen (NULL: from the start). */
struct help_page {
	bool is_taken;
	struct date asked;
	int64_t asked_at;
	struct date done;
	int64_t line;
	int64_t party;
};
struct help_page help_page_after(const struct help_line *last);
bool help_list_after(struct desk *desk, struct arena *arena,
	enum help_which which, const struct help_page *after, int limit,
	struct help_line **out, size_t *count, struct err *err) MUST_CHECK;
/* One of them, audited as a read. ERR_NOTFOUND if it is not there (any
 * more). */
bool help_read(struct desk *desk, struct arena *arena, int64_t line,
	int64_t party, struct help_line *out, struct err *err) MUST_CHECK;

struct help_counts {
	int64_t waiting; /* nobody has taken it */
	int64_t overdue; /* of these */
	int64_t taken;
	int64_t next_due; /* instant at which the next one will be overdue; 0:
			     none */
};
bool help_counts(
	struct desk *desk, struct help_counts *out, struct err *err) MUST_CHECK;

/* "3小时20分" "2天": since he asked. */
const char *help_waiting_words(
	const struct help_line *line, int64_t now, struct arena *arena);
/* "待接 逾期 联系2次没有人接": how far it came. */
const char *help_state_words(
	const struct help_line *line, int64_t now, struct arena *arena);
/* Past its hour and not handed on? */
bool help_is_overdue(const struct help_line *line, int64_t now);

/* The event by which a request comes in at this desk: to a court, or to who
 * keeps the person. */
const char *help_event(const struct desk *desk);
/* Who keeps people hears those it keeps: ERR_STATE for one who is kept
 * elsewhere, or is free. Other desks hear everybody in reach. */
bool help_may_ask(struct desk *desk, int64_t party, struct err *err) MUST_CHECK;
/* The same of a draft, inside its sealing; fine where it does not ask. */
bool help_check(
	struct desk *desk, const struct work *work, struct err *err) MUST_CHECK;
/* Does a form with these values ask for help? */
bool help_is_request(const struct form *form, const struct values *values);

#endif
