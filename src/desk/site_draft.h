/* SPDX-License-Identifier: MIT */
#ifndef DESK_SITE_DRAFT_H
#define DESK_SITE_DRAFT_H

#include "desk/site.h"

/* A text that is to become the site's; for use within this room. */
struct site_draft {
	const char *file; /* as the user calls it, for messages */
	const char *kind;
	const char *name; /* by what is in it, whatever the file is called */
	const char *text; /* without BOM, tabs and carriage returns */
};

/* What a file is: by its words, not by its name. */
bool site_draft_read(struct arena *arena, const char *file, const char *bytes,
	size_t length, struct site_draft *out,
	struct problems *problems) MUST_CHECK;
/* May a site add it, and does everything load with it beside what holds now
 * (but for the record it corrects, 0: none)? */
bool site_draft_check(struct desk *desk, struct arena *arena,
	const struct site_draft *draft, int64_t supersedes,
	struct problems *problems, struct err *err) MUST_CHECK;

/* Loads `texts` that hold. */
struct library_text *site_library_texts(struct arena *arena,
	const struct site_text *texts, size_t count, size_t *out);

#endif
