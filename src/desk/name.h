/* SPDX-License-Identifier: MIT */
#ifndef DESK_NAME_H
#define DESK_NAME_H

#include "base/arena.h"

/*
 * What a name is found by: every end of it as folded (search_fold), so that
 * any part is the start of one, and the initials of each of these ends (张甲一:
 * 张甲一 zjy 甲一 jy 一 y). They stand in one index: who types letters may mean
 * a name in letters or initials. No two are alike.
 */
struct name_texts {
	const char **items; /* in the arena */
	size_t count;
};
void name_texts(struct arena *arena, const char *name, struct name_texts *out);

#endif
