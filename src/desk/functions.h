/* SPDX-License-Identifier: MIT */
#ifndef DESK_FUNCTIONS_H
#define DESK_FUNCTIONS_H

#include <stddef.h>

/*
 * Every function of this floor that takes a desk, and the right it needs. A
 * generated test walks each of them with each role (DESIGN §6), and fails
 * where a header has one that is not here.
 */
struct desk_function {
	const char *name;
	const char *noun;   /* NULL: needs no right of its own */
	const char *action; /* where `noun` is NULL: why not */
};
const struct desk_function *desk_functions(size_t *count);

#endif
