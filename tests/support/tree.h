/* SPDX-License-Identifier: MIT */
#ifndef SUPPORT_TREE_H
#define SUPPORT_TREE_H

#include "base/arena.h"

/* Files of the project, under TEST_TOP (default: where the test runs). */

/* A path from the top, in `arena`. */
const char *tree_path(struct arena *arena, const char *path);
/* The text at a whole path, as tree_path or glob gives it, in `arena`; one
 * that can't be read fails the test. */
const char *tree_text(struct arena *arena, const char *path);

#endif
