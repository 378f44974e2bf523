/* SPDX-License-Identifier: MIT */
#ifndef TESTS_LAW_FIXTURE_H
#define TESTS_LAW_FIXTURE_H

/*
 * What most tests of this folder stand on, anew for each: an arena, and the
 * shipped law or only its calendars. Of the file that includes it alone.
 */
#include "tests/law/load.h"

static struct arena arena;
static struct law *law;

static inline void
setup_law(void)
{
	law = load_law(&arena);
}

static inline void
setup_calendars(void)
{
	law = load_calendars(&arena);
}

static inline void
teardown_law(void)
{
	arena_clear(&arena);
}

#endif
