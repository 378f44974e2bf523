/* SPDX-License-Identifier: MIT */
/* Which of the three kinds of line this is, and its reasons in words. */
#include "law/batch.h"

#include "base/attr.h"

#include <string.h>

/* Words that only a line of `law refuse` has. */
static const char *const refusal_keys[] = { "class", "when", "time", "wish",
	"reason", "minor", "adult-now", "changes", "assigned",
	"court-permits" };

static bool
is_refusal_key(const char *word, size_t length)
{
	for (size_t i = 0; i < ARRAY_LENGTH(refusal_keys); i++)
		if (strlen(refusal_keys[i]) == length &&
			strncmp(refusal_keys[i], word, length) == 0)
			return true;
	return false;
}

/* By its first word: what is mixed up is refused by the reader of the kind
 * that it begins as. */
bool
batch_why(const struct law *law, struct date today, const char *line,
	struct arena *arena, struct buf *out)
{
	const char *start = line + strspn(line, " \t");
	size_t length = strcspn(start, "= \t");

	if (start[length] != '=')
		return batch_why_count(law, today, line, arena, out);
	if (is_refusal_key(start, length))
		return batch_why_refuse(law, today, line, arena, out);
	return batch_why_entitle(law, today, line, arena, out);
}
