/* SPDX-License-Identifier: MIT */
/*
 * What is in hand when a line drops. It is kept as it was typed, beside the
 * values of the form: what does not read is evidence as well (UI §2), and who
 * comes back goes on in the middle of his sentence.
 */
#include "ui/entry/entry_own.h"

#include <string.h>

static bool
is_known(const struct entry *entry, const struct buf *typed)
{
	return entry->is_held && entry->held_at == entry->edit.at &&
	       strcmp(buf_text(&entry->held), buf_text(typed)) == 0;
}

static bool
hold(struct entry *entry, const struct form_field *field, struct err *err)
{
	struct buf typed = { 0 };
	bool done = true;

	entry_typed(entry, &typed);
	if (!is_known(entry, &typed)) {
		done = entry->hooks.hold(entry->hooks.arg, field->name,
			buf_text(&typed), entry->edit.at, err);
		entry->is_held = entry->is_held || done;
	}
	if (done) {
		buf_clear(&entry->held);
		buf_add(&entry->held, buf_text(&typed));
		entry->held_at = entry->edit.at;
	}
	buf_free(&typed);
	return done;
}

bool
entry_hold(struct entry *entry, enum entry_hold what, struct err *err)
{
	const struct form_field *field = entry_focused(entry);

	if (field == NULL || entry->hooks.hold == NULL)
		return true;
	if (what == ENTRY_HOLD_TYPED && entry_is_as_stored(entry))
		return entry_let_go(entry, err);
	return hold(entry, field, err);
}

bool
entry_let_go(struct entry *entry, struct err *err)
{
	if (!entry->is_held || entry->hooks.hold == NULL)
		return true;
	if (!entry->hooks.hold(entry->hooks.arg, NULL, "", 0, err))
		return false;
	entry->is_held = false;
	return true;
}

void
entry_take_up(struct entry *entry, const char *text, size_t cursor)
{
	if (entry_focused(entry) == NULL)
		return;
	entry_put(entry, text);
	edit_go(&entry->edit, cursor);
	entry->is_fresh = false;
	entry->is_held = true;
	buf_clear(&entry->held);
	buf_add(&entry->held, text);
	entry->held_at = entry->edit.at;
}
