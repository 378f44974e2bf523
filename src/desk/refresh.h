/* SPDX-License-Identifier: MIT */
#ifndef DESK_REFRESH_H
#define DESK_REFRESH_H

#include "desk/work.h"

/* What a draft was filled with, in its journal; for work.c alone. The change
 * since is work_refresh. */

/* Can what the source names change by what is registered? */
bool refresh_changes(const struct form_field *field);
/* Does it say what had been so before the record was made? A correction keeps
 * it: the first of a round does not come after itself. */
bool refresh_is_former(const struct form_field *field);
/* Appends to what starts a draft. */
size_t refresh_entries(
	const struct work *work, struct draft_entry *entries, size_t count);
void refresh_take(struct work *work, const struct draft_entry *entry);

#endif
