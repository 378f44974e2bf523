/* SPDX-License-Identifier: MIT */
#ifndef FORM_CHECK_H
#define FORM_CHECK_H

#include "form/form.h"

/* What stands between a draft and its seal. */
struct fault {
	int field; /* index, or -1 for the whole form */
	const char *text;
};

/*
 * Everything that is missing or contradicts itself: required fields that are
 * shown and empty, items neither ticked nor given a reason, values that do
 * not read, 不早于, 不少于. In field order, in `arena`. Returns how many; 0:
 * the form may be sealed as far as it can tell.
 */
size_t check_form(const struct form *form, const struct values *values,
	const struct field_context *context, struct arena *arena,
	struct fault **out);

/* Takes away what is not asked for (its condition does not hold), so that
 * nothing unseen is sealed. */
void check_prune(const struct form *form, struct values *values);

#endif
