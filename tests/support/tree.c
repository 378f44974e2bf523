/* SPDX-License-Identifier: MIT */
#include "tests/support/tree.h"

#include "base/buf.h"
#include "base/file.h"

#include <check.h>
#include <stdlib.h>

enum { TREE_MOST = 1 << 20 };

const char *
tree_path(struct arena *arena, const char *path)
{
	const char *top = getenv("TEST_TOP");

	return arena_printf(arena, "%s/%s", top == NULL ? "." : top, path);
}

const char *
tree_text(struct arena *arena, const char *path)
{
	struct buf text = { 0 };
	struct err err = { 0 };
	const char *copy;

	ck_assert_msg(file_read(path, TREE_MOST, &text, &err), "%s", err.text);
	copy = arena_copy_bytes(arena, buf_text(&text), text.length);
	buf_free(&text);
	return copy;
}
