/* SPDX-License-Identifier: MIT */
#ifndef TEST_DESK_OUTCOME_H
#define TEST_DESK_OUTCOME_H

#include "office.h"

#include "desk/derive.h"

#include <check.h>
#include <string.h>

/* What is derived of an office's person: his clocks and what was not done. */
static inline struct derived
derived_of(struct office *office, int64_t party)
{
	struct party_derived out;

	ck_office(office, derive_party(&office->clerk, &office->arena, party,
				  party, DATE_NONE, &out, &office->err));
	return out.derived;
}

static inline const struct deadline *
clock_of(const struct derived *derived, const char *rule)
{
	for (size_t i = 0; i < derived->deadline_count; i++)
		if (strcmp(derived->deadlines[i].rule->id, rule) == 0)
			return &derived->deadlines[i];
	return NULL;
}

static inline int
count_found(const struct derived *derived, const char *code, bool is_cured)
{
	int count = 0;

	for (size_t i = 0; i < derived->violation_count; i++)
		if (strcmp(derived->violations[i].code, code) == 0 &&
			date_is_set(derived->violations[i].actual) == is_cured)
			count++;
	return count;
}

/* -1: there is no such clock. */
static inline int
state_of(const struct derived *derived, const char *rule)
{
	const struct deadline *clock = clock_of(derived, rule);

	return clock == NULL ? -1 : (int)clock->state;
}

#endif
