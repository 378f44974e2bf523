/* SPDX-License-Identifier: MIT */
#ifndef DESK_PATH_H
#define DESK_PATH_H

#include "desk/desk.h"

/* The way a case took: its proceedings one after another, and who left it. */
struct path_step {
	const char *number;
	const char *place;   /* 侦查, 一审 … */
	struct date from;    /* 立案, else 收案 */
	const char *outcome; /* 结案方式, "" */
	struct date closed;
	const char *other; /* 案号 of the case it was joined to, "" */
};
struct path_left {
	int64_t party;
	const char *other; /* 案号 of the case he was split off to */
};
struct path {
	struct path_step *steps;
	size_t step_count;
	struct path_left *left;
	size_t left_count;
};

bool path_read(struct desk *desk, struct arena *arena, int64_t matter,
	struct path *out, struct err *err) MUST_CHECK;
/* Where the party went; NULL if he is here. */
const char *path_left_for(const struct path *path, int64_t party);

#endif
