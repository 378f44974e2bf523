/* SPDX-License-Identifier: MIT */
#ifndef SCREENS_REGISTER_H
#define SCREENS_REGISTER_H

#include "desk/station.h"
#include "form/check.h"
#include "ui/entry.h"

/*
 * Entries of a register: filled in like a form, but neither drafted nor
 * sealed. The state of such a screen begins with this.
 */
struct register_entry {
	const struct form *form;
	struct values values;
	struct entry *entry;
	struct station *stations; /* for F4 */
	size_t station_count;
};

/* Loads the text of a form that is the screen's own, and opens the entry on
 * `values` as they are. */
bool register_open(struct screen *self, const char *text,
	bool (*choices)(void *arg, const struct form_field *field,
		struct ask_options *options, struct err *err),
	struct err *err) MUST_CHECK;
void register_close(struct screen *self);
bool register_view(struct screen *self, struct view *out, struct err *err);
/* Nothing stands against it; what does is shown. */
bool register_check(struct screen *self, struct err *err) MUST_CHECK;
const char *register_value(const struct screen *self, const char *field);

#endif
