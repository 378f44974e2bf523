/* SPDX-License-Identifier: MIT */
/* Golden files; knows nothing of what is compared. */
#include "tests/support/golden.h"

#include "base/file.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GOLDEN_MOST = 1 << 20 };

static void
path_of(const char *name, struct buf *out)
{
	const char *top = getenv("TEST_TOP");

	buf_addf(out, "%s/tests/%s", top == NULL ? "." : top, name);
}

static void
fail_at_difference(const char *name, const char *want, const char *got)
{
	int line = 1;

	for (;;) {
		size_t wanted = strcspn(want, "\n");
		size_t found = strcspn(got, "\n");

		if (wanted != found || memcmp(want, got, wanted) != 0)
			ck_abort_msg("%s:%d: want \"%.*s\", got \"%.*s\"", name,
				line, (int)wanted, want, (int)found, got);
		if (want[wanted] == '\0' && got[found] == '\0')
			return;
		want += wanted + (want[wanted] == '\n');
		got += found + (got[found] == '\n');
		line++;
	}
}

/* An update would write mode 0600; golden files are for everyone to read. */
static void
write_golden(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	ck_assert_msg(file != NULL, "%s: cannot be written", path);
	ck_assert(fputs(text, file) >= 0);
	ck_assert(fclose(file) == 0);
}

void
golden_check(const char *name, const char *text)
{
	const char *update = getenv("UPDATE_GOLDEN");
	struct buf path = { 0 };
	struct buf want = { 0 };
	struct err err = { 0 };

	path_of(name, &path);
	if (update != NULL && *update == '1') {
		write_golden(buf_text(&path), text);
	} else {
		ck_assert_msg(
			file_read(buf_text(&path), GOLDEN_MOST, &want, &err),
			"%s", err.text);
		fail_at_difference(name, buf_text(&want), text);
	}
	buf_free(&path);
	buf_free(&want);
}
