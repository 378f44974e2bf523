/* SPDX-License-Identifier: MIT */
#ifndef SCREENS_VIOLATION_ACT_H
#define SCREENS_VIOLATION_ACT_H

#include "desk/violation.h"
#include "ui/view/screen.h"

/* What the screens of 追责 share. */

/* Rows of them: whose, what, who, due, done, explained or not. A row's id is
 * its place in the array, from 1. */
void violation_rows(struct view *out, const char *heading, const char *empty,
	const struct violation_line *lines, size_t count);
/* "法院 法官乙" */
const char *violation_whose(
	const struct violation_line *line, struct arena *arena);

/* Starts the form that explains it, or goes on with its draft; who has said
 * something already corrects that. */
enum next violation_explain(struct screen *self,
	const struct violation_line *line, struct err *err);
/* The screen that says why it is listed. */
enum next violation_open(
	struct screen *self, const struct violation_line *line);

#endif
