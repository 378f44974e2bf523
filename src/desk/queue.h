/* SPDX-License-Identifier: MIT */
#ifndef DESK_QUEUE_H
#define DESK_QUEUE_H

#include "base/arena.h"

#include <stdbool.h>

/* Is there an lp? */
bool queue_is_there(void);

/*
 * Hands a file to lp, where there is one: found in PATH, started without a
 * shell, its output thrown away, given ten seconds. Never inside a
 * transaction. False leaves in `note` (arena) why not and what to do; true
 * leaves "". `path` must not start with '-'.
 */
bool queue_file(struct arena *arena, const char *path, const char **note);

#endif
