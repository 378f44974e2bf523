/* SPDX-License-Identifier: MIT */
#ifndef DESK_IMPORT_CELL_H
#define DESK_IMPORT_CELL_H

#include "desk/import_case.h"

/* Cells as spreadsheets and case systems write them; for import_cases.c. */

/* The text without what spreadsheets put around it; "" where it only says
 * that there is nothing. */
const char *cell_clean(struct arena *arena, const char *cell);

/* The parts of a cell that names several: parted at 、 ， , ； ; / and line
 * breaks outside brackets; with `is_loose` only at ； ; and line breaks. */
const char **cell_parts(
	struct arena *arena, const char *cell, bool is_loose, size_t *count);

/* What the field of a column makes of a text, in `arena`; NULL in *value if
 * it says nothing. ERR_INPUT as the field says it. */
bool cell_value(struct desk *desk, struct arena *arena, enum column column,
	const char *text, const char **value, struct err *err) MUST_CHECK;

/* A hearing's day without a time of day: nothing to register. */
bool cell_has_time(const char *text);

#endif
