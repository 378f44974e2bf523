/* SPDX-License-Identifier: MIT */
#ifndef DESK_VIOLATION_OWN_H
#define DESK_VIOLATION_OWN_H

#include "desk/violation.h"

/* What the files of 追责 share; nobody else includes it. */

struct violation_lines {
	struct arena *arena;
	struct violation_line *items;
	size_t count;
};

void violation_add(
	struct violation_lines *lines, const struct violation_line *line);
/* Open ones first, then as violation_list says. */
void violation_sort(struct violation_lines *lines);

/* May this desk see what is the duty of `duty`, of a station in its reach? A
 * court and who oversees see all; another organ, what its kind bears. */
bool violation_is_shown(struct desk *desk, const char *duty);

/* What the rules say of it; the rest of the line stands already. */
void violation_take_open(const struct deadline_rule *rule,
	const struct law *law, struct arena *arena, struct violation_line *out);
void violation_take_found(const struct violation_rule *rule,
	const struct deadline_rule *clock, struct violation_line *out);
void violation_take_person(const char *handler, struct violation_line *out);
/* Text and author of the note whose record is known. */
bool violation_take_note(struct desk *desk, struct arena *arena,
	struct violation_line *line, struct err *err) MUST_CHECK;

#endif
