/* SPDX-License-Identifier: MIT */
#ifndef DESK_SOURCE_H
#define DESK_SOURCE_H

#include "desk/work.h"

/* Where fields get their first values (来自), and who may fill a form. */

/* Completes a subject from what is given: a record knows its matter and
 * party, a party its proceeding. Everything must be within reach. */
bool source_complete(
	struct desk *desk, struct subject *on, struct err *err) MUST_CHECK;

/* Likewise, of what the desk may seal the form on. */
bool source_allows(struct desk *desk, const struct form *form,
	struct subject *on, struct err *err) MUST_CHECK;

/* May this desk seal the form at its station? */
bool scope_allows_form(
	struct desk *desk, const struct form *form, struct err *err) MUST_CHECK;

#endif
