/* SPDX-License-Identifier: MIT */
#ifndef LAW_CONDITION_H
#define LAW_CONDITION_H

#include "base/problem.h"
#include "law/law.h"

/* Conditions of rules: three shapes and no expressions (DESIGN §4). */

/* Where a condition stands, for messages. */
struct condition_place {
	struct arena *arena;
	const char *file;
	int line;
	struct problems *problems;
};

/* Reads "事实 = 词 词", "事实 != 词" or "事实"; false with a problem. */
bool condition_read(const struct condition_place *place, const char *text,
	struct condition *out);

/* The value of a fact; NULL or "" where nothing is known. */
typedef const char *(*fact_value)(const struct fact *fact, const void *arg);

/* Do all of them hold? What is not known equals nothing and differs from
 * everything. */
bool conditions_hold(const struct condition *conditions, size_t count,
	fact_value value, const void *arg);

#endif
