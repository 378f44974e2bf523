/* SPDX-License-Identifier: MIT */
#ifndef DESK_HINT_H
#define DESK_HINT_H

#include "desk/work.h"

/* What a field may be filled with: names at F4, the value before at Dup. */

/*
 * Names for a field: persons of the matter for 当事人, the matter's defenders
 * for 律师, the people of this station and of the matter for 人名, stations
 * for 机关. Other types have none. In `arena`.
 */
bool hint_names(struct desk *desk, struct arena *arena,
	const struct subject *on, const struct form_field *field,
	const char ***out, size_t *count, struct err *err) MUST_CHECK;

/* The value of the field in the record of this form that this user sealed
 * last; false (err untouched) if there is none. */
bool hint_previous(struct desk *desk, struct arena *arena,
	const struct form *form, const char *field, const char **value,
	struct err *err) MUST_CHECK;

#endif
