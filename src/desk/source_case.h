/* SPDX-License-Identifier: MIT */
#ifndef DESK_SOURCE_CASE_H
#define DESK_SOURCE_CASE_H

#include "desk/work.h"

/*
 * 来自 that looks further than a fact: the organ that a paper is addressed to,
 * the assignment that runs, the last paper of a kind, the day a clock ends.
 * *is_known false: the source is none of these. Of a subject that
 * source_complete let through.
 */
bool source_case(struct desk *desk, struct arena *arena,
	const struct subject *on, const char *source, const char **value,
	bool *is_known, struct err *err) MUST_CHECK;

#endif
