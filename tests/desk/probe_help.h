/* SPDX-License-Identifier: MIT */
#ifndef TEST_DESK_PROBE_HELP_H
#define TEST_DESK_PROBE_HELP_H

#include "probe.h"

#include "desk/advice.h"
#include "desk/help.h"

/* Of test_probe.c: requests for help, and who is to be advised. */

static bool
probe_advice_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct advice_line *list;
	size_t count = 0;

	return advice_list(desk, arena, NULL, 10, &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_help_list(const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct help_line *list;
	size_t count = 0;

	return help_list(desk, arena, HELP_OPEN, 10, &list, &count, on->err) &&
	       count > 0;
}

static bool
probe_help_list_after(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct help_line *list;
	size_t count = 0;

	return help_list_after(desk, arena, HELP_OPEN, NULL, 10, &list, &count,
		       on->err) &&
	       count > 0;
}

static bool
probe_help_read(const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct help_line out;

	return help_read(desk, arena, on->request, on->matter, &out, on->err);
}

static bool
probe_help_counts(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct help_counts out;

	(void)arena;
	return help_counts(desk, &out, on->err) && out.waiting > 0;
}

#endif
