/* SPDX-License-Identifier: MIT */
#ifndef FORM_VALUE_H
#define FORM_VALUE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/stanza.h"

/*
 * The filled-in values of a form, by field name, in canonical form. Absent
 * and empty differ in the seal, not on screen. Lives in its arena; setting a
 * value again leaves the old text to the arena (undo keeps it).
 */
struct value {
	const char *name;
	const char *text;
};
struct values {
	struct arena *arena;
	struct value *items;
	size_t count;
};

/* "" if it is absent. */
const char *values_get(const struct values *values, const char *name);
bool values_has(const struct values *values, const char *name);
/* Copies; NULL removes. */
void values_set(struct values *values, const char *name, const char *text);

#endif
