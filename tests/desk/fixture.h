/* SPDX-License-Identifier: MIT */
#ifndef TESTS_DESK_FIXTURE_H
#define TESTS_DESK_FIXTURE_H

/* An office anew for each test, of the file that includes it alone. */
#include "office.h"

static struct office office;

static inline void
set_up(void)
{
	office_open(&office);
}

static inline void
tear_down(void)
{
	office_close(&office);
}

#endif
