/* SPDX-License-Identifier: MIT */
#ifndef SCREENS_REGISTER_H
#define SCREENS_REGISTER_H

#include "desk/sheet.h"
#include "desk/station.h"
#include "form/check.h"
#include "ui/entry/entry.h"

/*
 * Entries of a register: filled in like a form and kept while they are, but
 * registered, not sealed. The state of such a screen begins with this.
 */
struct register_entry {
	const struct form *form;
	struct values values;
	struct entry *entry;
	struct station *stations; /* for F4 */
	size_t station_count;
	struct values stored; /* as the row has it */
	struct sheet sheet;
	const char *clashes; /* what another changed of what is filled in here,
				"" */
};

/* Loads the text of a form that is the screen's own, and opens the entry on
 * `values`: the row as it is now, and over it what was filled in the last
 * time. */
bool register_open(struct screen *self, const char *text,
	bool (*choices)(void *arg, const struct form_field *field,
		struct ask_options *options, struct err *err),
	struct err *err) MUST_CHECK;
void register_close(struct screen *self);
bool register_view(struct screen *self, struct view *out, struct err *err);
/* Nothing stands against it; what does is shown. */
bool register_check(struct screen *self, struct err *err) MUST_CHECK;
/* Registered: nothing is kept of it any more. */
void register_done(struct screen *self);
/* Asked before, and done for, who begins anew; the screen then reads the row
 * and opens the entry again. */
extern const struct ask register_drop_ask;
bool register_drop(struct screen *self, struct err *err) MUST_CHECK;
bool register_is_kept(const struct screen *self);
#define REGISTER_DROP                                                          \
	.key = KEY_CTRL('X'), .label = "弃填",                                 \
	.help = "弃掉这里填过的，从登记的内容重新开始",                        \
	.asks = &register_drop_ask, .offered = register_is_kept
const char *register_value(const struct screen *self, const char *field);

#endif
