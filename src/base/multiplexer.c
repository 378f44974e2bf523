/* SPDX-License-Identifier: MIT */
/* tmux sets one variable, screen the other; over ssh only TERM comes along. */
#include "base/multiplexer.h"

#include "base/attr.h"

#include <stdlib.h>
#include <string.h>

static bool
is_set(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && *value != '\0';
}

bool
multiplexer_is_there(void)
{
	static const char *const terms[] = { "tmux", "screen" };
	const char *term = getenv("TERM");

	for (size_t i = 0; term != NULL && i < ARRAY_LENGTH(terms); i++)
		if (strncmp(term, terms[i], strlen(terms[i])) == 0)
			return true;
	return is_set("TMUX") || is_set("STY");
}
