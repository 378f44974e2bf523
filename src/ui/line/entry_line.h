/* SPDX-License-Identifier: MIT */
#ifndef UI_ENTRY_LINE_H
#define UI_ENTRY_LINE_H

#include "ui/entry/entry.h"
#include "ui/entry/pick.h"

/* A form as questions, one a line (level line). Answers go into the same
 * field in hand; keys move on, as on a screen. */

/* What was known before the first question; "" where nothing was. */
void entry_say_head(const struct entry *entry, struct buf *out);
/* The question of the field in hand, or the 确认 line with what is still to be
 * mended. The last line goes without its end: the answer stands there. */
void entry_say_question(struct entry *entry, struct buf *out);
/* All of the form, each field behind its number. */
void entry_say_all(const struct entry *entry, struct buf *out);

/* Fields are numbered as they are asked; 确认 comes last. */
int entry_number(const struct entry *entry);
/* The number of the field whose label is or begins with `label`; 0. */
int entry_find(const struct entry *entry, const char *label);
/* Fields that can be asked, with 确认. */
int entry_numbers(const struct entry *entry);

/* Puts an answer into the field in hand, as typed. False: 否 wants its reason,
 * which is asked next. True: a key may take it on. */
bool entry_answer(struct entry *entry, const char *text);
/* What stands in the field in hand. */
void entry_in_hand(const struct entry *entry, struct buf *out);
/* May the answer have several lines? */
bool entry_is_long(const struct entry *entry);
/* Is the reason of a 否 asked? */
bool entry_wants_reason(const struct entry *entry);

/* The F4 list while it is open; NULL. */
const struct pick *entry_pick(const struct entry *entry);

#endif
