/* SPDX-License-Identifier: MIT */
#ifndef SCREENS_SHOW_H
#define SCREENS_SHOW_H

#include "desk/assignment.h"
#include "desk/deadline.h"
#include "desk/matter.h"
#include "desk/record.h"
#include "desk/shift.h"
#include "ui/view/screen.h"

/* What several screens say in the same words. */

/* Rows of clocks: how long, due, who, what, whose duty, case. A row's id is the
 * place of the clock in the array, from 1. */
void show_clocks(struct view *out, const char *heading, const char *empty,
	const struct clock_line *clocks, size_t count, int64_t now);
/* Of one's own, without whose duty, with the case, parted: 逾期 今天到期 三天内
 * 以后, each with its number. */
void show_clocks_by_day(struct view *out, const char *heading,
	const char *empty, const struct clock_line *clocks, size_t count,
	int64_t now);
/* Rows of records: day, name, party, number, signing; the id is the
 * record's. */
void show_records(struct view *out, const char *heading,
	const struct record *records, size_t count);
/* Rows of assignments, kind "assignment": state, who, the days of the steps,
 * lawyer, how long; `ids` NULL: the place in the array, from 1. */
void show_assignments(struct view *out, const char *heading, const char *empty,
	const struct assignment *lines, const int64_t *ids, size_t count,
	int64_t now);
/* What the shift before left word of, while nobody has taken over. */
void show_shift(struct view *out, const struct shift *shift);
/* 未签 已签 拒签 as a word. */
const char *show_signing(const struct record *record, enum word *word);

/* Is there something on it to be read out to a person? */
bool show_has_items(const struct form *form);

/* The arena text of a stream laid out as an A4 page. */
const char *show_page(struct arena *arena, const char *stream);

/* The values of a form as pairs, for what has no paper; what is not asked
 * for is not kept, and not shown. */
void show_values(
	struct view *out, const struct form *form, const struct values *values);

#endif
