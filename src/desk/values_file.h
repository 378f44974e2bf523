/* SPDX-License-Identifier: MIT */
#ifndef DESK_VALUES_FILE_H
#define DESK_VALUES_FILE_H

#include "base/stanza.h"
#include "desk/work.h"

/* Filling a draft from text instead of from keys. */

/*
 * Reads what was typed for one field into work->values, as the screens would
 * (the type decides). ERR_INPUT names the field and what is possible; fields
 * that the program fills cannot be set. Journals nothing.
 */
bool work_fill(struct desk *desk, struct work *work, const char *field,
	const char *typed, struct err *err) MUST_CHECK;

/*
 * Reads a file of one [值] stanza, `field: value` a line, into work->values.
 * All mistakes go to `problems`; false if there are any.
 */
bool work_fill_file(struct desk *desk, struct work *work, const char *file,
	const char *bytes, size_t length, struct problems *problems) MUST_CHECK;

/* Ticks every checklist item that is asked for. */
void work_tick_items(struct work *work);

#endif
