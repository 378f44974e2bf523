/* SPDX-License-Identifier: MIT */
/* Of what is due on one day, which comes first. */
#include "desk/clock_order.h"

#include <string.h>

/* What another's act would meet as well is the step before it: a lawyer is
 * assigned before the letter names him. */
static bool
comes_before(const struct desk *desk, const struct clock_line *a,
	const struct clock_line *b)
{
	const struct law *law = library_law(desk->library);
	const struct deadline_rule *first = law_deadline(law, a->rule);
	const struct deadline_rule *then = law_deadline(law, b->rule);

	if (first == NULL || then == NULL ||
		first->ends.count <= then->ends.count)
		return false;
	for (size_t i = 0; i < then->ends.count; i++)
		if (!any_of_has(&first->ends, then->ends.names[i]))
			return false;
	return true;
}

static bool
is_same_day(const struct clock_line *a, const struct clock_line *b)
{
	return a->party == b->party && date_compare(a->due, b->due) == 0 &&
	       strcmp(a->state, b->state) == 0;
}

void
clock_order(const struct desk *desk, struct clock_line *lines, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct clock_line line = lines[i];
		size_t to = i;

		for (size_t j = i; j > 0 && is_same_day(&lines[j - 1], &line);
			j--)
			if (comes_before(desk, &line, &lines[j - 1]))
				to = j - 1;
		memmove(&lines[to + 1], &lines[to],
			(i - to) * sizeof(lines[0]));
		lines[to] = line;
	}
}
