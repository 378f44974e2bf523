/* SPDX-License-Identifier: MIT */
/*
 * derive(history, law): which proceedings there are; standing, since clocks
 * start from it; then refusals, clocks, and what was owed and not done. One
 * after another: part.c, standing.c, refusal.c, derive_clock.c, violation.c;
 * the reasons in words, explain.c.
 */
#include "law/derive.h"

#include "law/derive_own.h"
#include "law/part.h"
#include "law/refusal.h"
#include "law/standing.h"

bool
derive(const struct law *law, const struct history *history,
	struct arena *arena, struct derived *out, struct err *err)
{
	struct derivation d = { .law = law, .out = out, .err = err };

	*out = (struct derived){ 0 };
	if (!timeline_make(arena, history, &d.timeline, err))
		return false;
	part_derive(&d.timeline, out);
	standing_derive(law, &d.timeline, out);
	standing_tell(&d.timeline, out);
	refusal_derive(law, &d.timeline, out);
	if (!derive_clocks(&d))
		return false;
	derive_violations(&d);
	return true;
}
