/* SPDX-License-Identifier: MIT */
#ifndef TESTS_LAW_SCENARIO_H
#define TESTS_LAW_SCENARIO_H

/* The examples of a .case file: from [例 …] to the next, derived by the
 * shipped law. */
#include "base/clock.h"
#include "law/derive.h"
#include "tests/law/fixture.h"

#include <string.h>

struct scenario {
	const char *where;
	struct stanza_file body; /* its stanzas as a file of their own */
	struct history history;
	struct derived derived;
	int64_t now; /* the end of [截至]; INT64_MIN where it says none */
};

/* Where the example that begins at a stanza ends. */
static inline size_t
scenario_end(const struct stanza_file *file, size_t at)
{
	size_t end = at + 1;

	while (end < file->count && strcmp(file->stanzas[end].kind, "例") != 0)
		end++;
	return end;
}

static inline int64_t
scenario_now(const struct stanza_file *body)
{
	int64_t now = INT64_MIN;
	struct date day;

	for (size_t i = 0; i < body->count; i++) {
		const struct stanza *stanza = &body->stanzas[i];

		if (strcmp(stanza->kind, "截至") != 0)
			continue;
		ck_assert(
			date_parse(stanza_value(stanza, "日期", "day"), &day));
		now = clock_instant(date_add(day, 1), 0, 0) - 1;
	}
	return now;
}

static inline struct scenario
scenario_read(const struct stanza_file *file, size_t at)
{
	struct scenario out = {
		.where = load_where(&arena, file, &file->stanzas[at]),
		.body = { file->file, &file->stanzas[at + 1],
			scenario_end(file, at) - at - 1 },
	};
	struct problems problems = { .arena = &arena };
	struct err err = { 0 };

	history_read(&arena, &out.body, &out.history, &problems);
	load_no_problems(&problems);
	ck_assert_msg(derive(law, &out.history, &arena, &out.derived, &err),
		"%s: %s", out.where, err.text);
	out.now = scenario_now(&out.body);
	return out;
}

#endif
