/* SPDX-License-Identifier: MIT */
#ifndef DESK_GUARD_H
#define DESK_GUARD_H

#include "desk/work.h"

/*
 * Cases that a court's own people don't all see: those not tried in public,
 * by a list, and those whose records are 封存 (CPL 286), which nobody sees
 * but by an authorised look (desk/look.h). Both follow from facts of the case
 * (desk/rows_access.h); what is not to be seen is not there for whoever asks.
 */
struct guard_state {
	const char *level;   /* "" 不公开 封存 */
	const char *readers; /* names on the list, parted by 、 */
};
/* Of a case that this desk sees; empty of others. */
bool guard_read(struct desk *desk, struct arena *arena, int64_t matter,
	struct guard_state *out, struct err *err) MUST_CHECK;
/* ERR_NOTFOUND if the case is not there for this desk. */
bool guard_sees(struct desk *desk, int64_t matter, struct err *err) MUST_CHECK;

/* On a case that is 封存 nothing is made but what ends that; what stands may
 * be corrected. ERR_STATE. */
bool guard_admits(struct desk *desk, const struct form *form,
	const struct subject *on, struct err *err) MUST_CHECK;
/* The same, and a list names people who work here and the one who makes it:
 * nobody shuts himself out. ERR_INPUT. */
bool guard_check(
	struct desk *desk, const struct work *work, struct err *err) MUST_CHECK;
/* Does its sealing take the case out of sight? */
bool guard_hides(const struct work *work);
/* Then what lies beside the store goes as well: everybody's drafts on the case
 * and the files of its printed pages. What can't be removed stays; sealing is
 * done. */
void guard_forget(struct desk *desk, int64_t matter);

/* Who can be put on a list: the people of this station who see cases. */
struct guard_reader {
	const char *login;
	const char *name;
	const char *role;
};
bool guard_readers(struct desk *desk, struct arena *arena,
	struct guard_reader **out, size_t *count, struct err *err) MUST_CHECK;

#endif
