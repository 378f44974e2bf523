/* SPDX-License-Identifier: MIT */
#ifndef TESTS_STORE_ONE_STORE_H
#define TESTS_STORE_ONE_STORE_H

#include "tests/store/fixture.h"

/* The fixture of a file whose tests all begin with an open store, a.db. */
static struct store *store;
static struct err err;

static void
set_up(void)
{
	scratch_make();
	err = (struct err){ 0 };
	store = make_store(scratch("a.db"));
}

static void
tear_down(void)
{
	store_close(&store);
	scratch_remove();
}

#endif
