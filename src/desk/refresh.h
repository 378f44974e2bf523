/* SPDX-License-Identifier: MIT */
#ifndef DESK_REFRESH_H
#define DESK_REFRESH_H

#include "desk/work.h"

/* What a draft was filled with, in its journal; for work.c alone. The change
 * since is work_refresh. */

/* Can what the source names change by what is registered? */
bool refresh_changes(const struct form_field *field);
/* Appends to what starts a draft. */
size_t refresh_entries(
	const struct work *work, struct draft_entry *entries, size_t count);
void refresh_take(struct work *work, const struct draft_entry *entry);

#endif
