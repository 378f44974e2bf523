/* SPDX-License-Identifier: MIT */
#ifndef DESK_SEARCH_OWN_H
#define DESK_SEARCH_OWN_H

#include "desk/search.h"

/* What the files of the search share; nobody else includes it. */

struct hunt {
	struct desk *desk;
	struct arena *arena;
	struct found *list; /* SEARCH_LIMIT */
	size_t count;
};

/* One more, empty; there must be room. */
struct found *search_add(struct hunt *hunt);
/* Past every text that starts so. */
const char *search_past(struct arena *arena, const char *start);

/* By the code on a sheet, by 文号. */
bool search_code(
	struct hunt *hunt, const char *words, struct err *err) MUST_CHECK;
bool search_number(
	struct hunt *hunt, const char *words, struct err *err) MUST_CHECK;

#endif
