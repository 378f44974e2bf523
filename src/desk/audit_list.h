/* SPDX-License-Identifier: MIT */
#ifndef DESK_AUDIT_LIST_H
#define DESK_AUDIT_LIST_H

#include "desk/desk.h"

/* Who looked at a case, and who did what to it: from the audit and from the
 * files of the days (desk/audit.h). Says nothing of what was read. */
struct audit_line {
	const char *at; /* YYYY-MM-DD HH:MM */
	const char *login;
	const char *name;
	const char *role;
	const char *station;
	const char *action; /* matter.read print … */
	const char *words;  /* 看案件 */
	int64_t subject;    /* the case, a person, a record of it */
	const char *note;
};
struct audit_report {
	struct audit_line *lines; /* in order of time */
	size_t count;
	const char **faults; /* days whose file is not what was put down */
	size_t fault_count;
};
/* The case by its number or id. Right audit.see; what is 封存 too: that is
 * what the audit is for. The look at the audit is audited. */
bool audit_of(struct desk *desk, struct arena *arena, const char *number,
	struct audit_report *out, struct err *err) MUST_CHECK;

#endif
