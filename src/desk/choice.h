/* SPDX-License-Identifier: MIT */
#ifndef DESK_CHOICE_H
#define DESK_CHOICE_H

#include "desk/work.h"

/* Which form a desk takes: by its rights and by what it is opened on. */

/* Can the form be offered on this? On a record only what is about records. */
bool choice_fits(const struct form *form, const struct subject *on);
/* May this desk seal it? For bars and menus, as scope_allows. */
bool choice_allows(struct desk *desk, const struct form *form);

/*
 * What can be begun on `on` by this desk: what answers a clock that runs for
 * him first, the earliest due before the later; then papers, then registers.
 * An explanation is not among them: it is begun on an item of 追责.
 */
bool choice_list(struct desk *desk, struct arena *arena,
	const struct subject *on, const struct form ***out, size_t *count,
	struct err *err) MUST_CHECK;

/*
 * The form by which this desk makes an event to `on`: of those that fit and
 * that it may seal a paper before a register, then the one whose right is
 * most its role's own (scope.c), then the one made for that event: with the
 * fewest conditions. NULL if there is none.
 */
const struct form *choice_form_making(
	struct desk *desk, const char *event, const struct subject *on);

#endif
