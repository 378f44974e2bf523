/* SPDX-License-Identifier: MIT */
#ifndef UI_HELP_H
#define UI_HELP_H

#include "form/form.h"
#include "ui/view/screen.h"

/*
 * Help is a view like any other, made from what is known anyway: the field's
 * own words, the actions table, the list of screens (UI §4). F1 turns the
 * page.
 */
enum help_page { HELP_FIELD, HELP_KEYS, HELP_CONTENTS };

struct help_key {
	int32_t key;
	const char *label;
	const char *help;
};

/* What the paper and the law say about the field in hand. */
void help_field(struct view *view, const struct form_field *field);
/* Adds a list of keys. */
void help_keys(struct view *view, const char *heading,
	const struct help_key *keys, size_t count, enum key_names names);
/* Starts the list of screens, and adds one; the row's id is its place. */
void help_contents(struct view *view);
void help_screen(
	struct view *view, int64_t id, const struct screen_def *screen);

#endif
