/* SPDX-License-Identifier: MIT */
/* The last twenty values that were left. What undoing does is journaled like
 * any other change, so that a draft taken up later stands as it was seen. */
#include "ui/entry/entry_own.h"

#include <string.h>

void
entry_remember(struct entry *entry, int field, bool is_follow)
{
	const char *name = entry->form->fields[field].name;
	struct change *change;

	if (entry->undo_count == UNDO_MOST) {
		memmove(entry->undo, entry->undo + 1,
			(UNDO_MOST - 1) * sizeof(entry->undo[0]));
		entry->undo_count--;
	}
	change = &entry->undo[entry->undo_count++];
	*change = (struct change){
		.field = field,
		.old = values_has(entry->values, name)
			       ? values_get(entry->values, name)
			       : NULL,
		.is_follow = is_follow,
	};
}

int
entry_undo(struct entry *entry, struct err *err)
{
	struct change change;
	int field = -1;

	do {
		if (entry->undo_count == 0)
			return field;
		change = entry->undo[--entry->undo_count];
		if (!entry_set(entry, change.field, change.old, false, err)) {
			entry->undo_count++;
			return -2;
		}
		entry->undo_count--; /* that entry_set itself remembered */
		field = change.field;
	} while (change.is_follow);
	return field;
}
