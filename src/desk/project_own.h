/* SPDX-License-Identifier: MIT */
#ifndef DESK_PROJECT_OWN_H
#define DESK_PROJECT_OWN_H

#include "desk/project.h"

/* What the files of project share; nobody else includes it. */

/* The proceedings of the matter and who takes part in which. */
void project_proceedings(const struct dossier *dossier, struct arena *arena,
	struct projection *out);
/* Does the person take part in the proceeding? */
bool project_takes_part(
	const struct projected_party *party, int64_t proceeding);
/* Where something of a day happened that a record of this proceeding tells of
 * the person: told late, of a day before the proceeding was opened, in the one
 * before. */
int64_t project_happened_in(const struct projection *projection,
	const struct projected_party *party, const struct sealed *record,
	struct date day);

#endif
