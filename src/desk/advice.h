/* SPDX-License-Identifier: MIT */
#ifndef DESK_ADVICE_H
#define DESK_ADVICE_H

#include "desk/deadline.h"
#include "desk/work.h"

/*
 * 告知: who is still to be advised, of all his rights or of what came since he
 * was (a class that became M), earliest due first. Within reach of matter.see.
 */
struct advice_line {
	struct clock_line clock;
	const char *class_;
	const char *where;    /* custody place, else the measure; "" */
	const char *language; /* to be interpreted; "" */
	bool is_more;	      /* advised once, one thing is owed besides */
};

/* At most `limit`, after the last row seen (NULL: from the start). */
bool advice_list(struct desk *desk, struct arena *arena,
	const struct clock_page *after, int limit, struct advice_line **out,
	size_t *count, struct err *err) MUST_CHECK;

/*
 * Co-accused one after another: what this user wrote today, of the same case
 * and on the same form, of somebody else is taken over into a draft just
 * started, and journaled. Not what is the person's own (本人), not what the
 * program fills, not a day or an hour, and of the items only that they were
 * told. `count` is of fields; `name` whose paper it was, "" if there is none.
 */
bool advice_take_over(struct desk *desk, struct work *work, size_t *count,
	const char **name, struct err *err) MUST_CHECK;

#endif
