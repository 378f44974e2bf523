/* SPDX-License-Identifier: MIT */
/*
 * Plays the .keys files beside this one on the real screens: one more file,
 * one more test. A line of such a file is
 *
 *     # a remark
 *     @ clerk          from here on as this user, at 今日; without it 选用户
 *     3张甲一<Enter>    keys, as ui/term/key.h reads them
 *     ? 已定稿          the frame holds this
 *     ! 未告知          the frame does not hold this
 *     = 今日            the frame is 今日.80x24.want
 *     = 今日 wide       and 今日.132x43.want as well
 */
#include "practice.h"

#include "base/file.h"
#include "tests/support/golden.h"

#include <check.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_desk_app(void);

enum { SCRIPT_MOST = 1 << 16, SCRIPTS_MOST = 64, NAME_LENGTH = 80 };

/* The folder is read once, before the tests run. */
static struct {
	char names[SCRIPTS_MOST][NAME_LENGTH];
	int count;
} scripts;

static struct practice practice;
static const char *place; /* FILE:LINE of the step under way */

static void
set_up(void)
{
	practice_open(&practice);
}

static void
tear_down(void)
{
	practice_close(&practice);
}

static const char *
top_path(const char *name)
{
	const char *top = getenv("TEST_TOP");

	return arena_printf(&practice.arena, "%s/tests/screens/%s",
		top == NULL ? "." : top, name);
}

static void
compare(const char *name, const char *size)
{
	golden_check(
		arena_printf(&practice.arena, "screens/%s.%s.want", name, size),
		practice_frame(&practice));
}

static void
step_golden(const char *rest)
{
	static const char wide[] = " wide";
	size_t length = strlen(rest);
	bool is_wide = length > strlen(wide) &&
		       strcmp(rest + length - strlen(wide), wide) == 0;
	const char *name = arena_copy_bytes(&practice.arena, rest,
		is_wide ? length - strlen(wide) : length);

	compare(name, "80x24");
	if (!is_wide)
		return;
	practice_resize(&practice, 43, 132);
	compare(name, "132x43");
	practice_resize(&practice, 24, 80);
}

static void
step_user(const char *rest)
{
	practice_start(&practice, rest);
}

static void
step_shows(const char *rest)
{
	const char *frame = practice_frame(&practice);

	ck_assert_msg(strstr(frame, rest) != NULL, "%s: %s is not on:\n%s",
		place, rest, frame);
}

static void
step_hides(const char *rest)
{
	const char *frame = practice_frame(&practice);

	ck_assert_msg(strstr(frame, rest) == NULL, "%s: %s is on:\n%s", place,
		rest, frame);
}

static void
step_remark(const char *rest)
{
	(void)rest;
}

static const struct {
	char mark;
	void (*run)(const char *rest);
} steps[] = {
	{ '#', step_remark },
	{ '@', step_user },
	{ '?', step_shows },
	{ '!', step_hides },
	{ '=', step_golden },
};

static void
run_step(const char *line)
{
	for (size_t i = 0; i < ARRAY_LENGTH(steps); i++) {
		if (line[0] != steps[i].mark)
			continue;
		steps[i].run(line + 1 + strspn(line + 1, " "));
		return;
	}
	practice_keys(&practice, line);
}

START_TEST(keys_file)
{
	const char *name = scripts.names[_i];
	struct buf text = { 0 };
	const char *at;
	int number = 1;

	ck_practice(&practice,
		file_read(top_path(name), SCRIPT_MOST, &text, &practice.err));
	practice_start(&practice, NULL);
	for (at = buf_text(&text); *at != '\0'; number++) {
		size_t length = strcspn(at, "\n");

		place = arena_printf(&practice.arena, "%s:%d", name, number);
		run_step(arena_copy_bytes(&practice.arena, at, length));
		at += length + (at[length] == '\n');
	}
	buf_free(&text);
}
END_TEST

/* Keys of a line; what is not ASCII are words. */
static int
count_keys(const char *line)
{
	int count = 0;

	for (;;) {
		int32_t key = key_read(&line);

		if (key == KEY_NONE)
			return count;
		count += key < 0x80 || key >= KEY_NAMED;
	}
}

/* From 今日 to 定稿, beside the words (issues 2 and 4). */
static const struct {
	const char *file;
	const char *from;
	const char *to;
	int most;
} flows[] = {
	{ "main-job.keys", "= home\n", "= advice-sealed\n", 40 },
	{ "refusal.keys", "@ clerk\n", "? 《拒绝辩护笔录》已定稿\n", 40 },
	{ "help.keys", "# capture\n", "# captured\n", 15 },
	{ "core-flows.keys", "# help\n", "# helped\n", 40 },
	{ "core-flows.keys", "# notice\n", "# noticed\n", 40 },
	{ "core-flows.keys", "# assign\n", "# assigned\n", 40 },
};

START_TEST(core_flow_is_short)
{
	struct buf text = { 0 };
	const char *from, *to;

	ck_practice(&practice, file_read(top_path(flows[_i].file), SCRIPT_MOST,
				       &text, &practice.err));
	from = strstr(buf_text(&text), flows[_i].from);
	to = strstr(buf_text(&text), flows[_i].to);
	ck_assert(from != NULL && to != NULL && from < to);
	for (int count = 0; from < to; from = strchr(from, '\n') + 1) {
		const char *line = arena_copy_bytes(
			&practice.arena, from, strcspn(from, "\n"));

		count += line[0] != '\0' && strchr("#@?!=", line[0]) != NULL
				 ? 0
				 : count_keys(line);
		ck_assert_int_le(count, flows[_i].most);
	}
	buf_free(&text);
}
END_TEST

static int
by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void
find_scripts(void)
{
	static const char end[] = ".keys";
	const char *top = getenv("TEST_TOP");
	struct buf path = { 0 };
	DIR *dir;
	const struct dirent *entry;

	buf_addf(&path, "%s/tests/screens", top == NULL ? "." : top);
	dir = opendir(buf_text(&path));
	buf_free(&path);
	scripts.count = 0;
	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		size_t length = strlen(entry->d_name);

		if (scripts.count == SCRIPTS_MOST || length <= strlen(end) ||
			length >= NAME_LENGTH ||
			strcmp(entry->d_name + length - strlen(end), end) != 0)
			continue;
		memcpy(scripts.names[scripts.count++], entry->d_name,
			length + 1);
	}
	if (dir != NULL)
		closedir(dir);
	qsort(scripts.names, (size_t)scripts.count, sizeof scripts.names[0],
		by_name);
}

Suite *
suite_desk_app(void)
{
	Suite *suite = suite_create("desk_app");
	TCase *tcase = tcase_create("keys");

	find_scripts();
	tcase_add_unchecked_fixture(tcase, practice_make, NULL);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, keys_file, 0, scripts.count);
	tcase_add_loop_test(tcase, core_flow_is_short, 0, ARRAY_LENGTH(flows));
	suite_add_tcase(suite, tcase);
	return suite;
}
