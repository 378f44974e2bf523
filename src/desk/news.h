/* SPDX-License-Identifier: MIT */
#ifndef DESK_NEWS_H
#define DESK_NEWS_H

#include "desk/desk.h"

/*
 * 新到: what others sealed in the cases that this user sees since he last said
 * that he has seen it. Reading writes nothing (DESIGN §6): how far he saw is
 * kept when he presses the key that says so, and when he leaves, at most one
 * small row then; what he has not been shown never counts as seen.
 */
struct news_line {
	int64_t record;
	int64_t matter;
	const char *form_name;
	const char *party_name; /* the first it concerns, "" */
	const char *number;	/* 案号 */
	const char *by;
	const char *station_name; /* whose desk sealed it */
	int64_t entered;
};

struct news {
	int64_t since;	/* record up to which he had seen; 0: he never said */
	int64_t newest; /* record up to which this goes */
	struct news_line *lines; /* newest first */
	size_t count;
	bool is_cut; /* there may be more */
};

/* Of who never said, what came within a day. At most `limit` lines; looks no
 * further back than NEWS_DEPTH records of the store. */
enum { NEWS_DEPTH = 1000 };
bool news_read(struct desk *desk, struct arena *arena, int limit,
	struct news *out, struct err *err) MUST_CHECK;
/* He has seen what there was up to `newest`; nothing is written if that is no
 * more than what is kept. */
bool news_seen(struct desk *desk, int64_t newest, struct err *err) MUST_CHECK;

#endif
