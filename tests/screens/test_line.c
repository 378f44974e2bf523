/* SPDX-License-Identifier: MIT */
/*
 * Plays the .line files beside this one at level line on the real screens,
 * each the twin of what .keys files do on cells. A line of such a file is
 *
 *     # a remark
 *     @ clerk          from here on as this user, at 今日; without it 选用户
 *     3 为什么          typed as it stands, an empty one, too
 *     ? 已定稿          what was said since holds this, or the prompt does
 *     ! 未告知          it does not
 *     = NAME           all since the last = is NAME.line.want
 *
 * "@", "?" and "=230" without a blank behind the mark are typed.
 */
#include "practice.h"

#include "base/file.h"
#include "tests/support/golden.h"
#include "ui/line/line.h"
#include "ui/line/line_key.h"

#include <check.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_line(void);

enum { SCRIPT_MOST = 1 << 16, SCRIPTS_MOST = 64, NAME_LENGTH = 80 };

/* The folder is read once, before the tests run. */
static struct {
	char names[SCRIPTS_MOST][NAME_LENGTH];
	int count;
} scripts;

static struct practice practice;
static struct line *line;
static const char *place;     /* FILE:LINE of the step under way */
static struct buf transcript; /* since the last = */
static const char *said;      /* to the last line typed */
static bool has_left;

static void
set_up(void)
{
	practice_open(&practice);
}

static void
tear_down(void)
{
	line_free(&line);
	buf_free(&transcript);
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
hear(void)
{
	said = arena_printf(
		&practice.arena, "%s%s", line_output(line), line_prompt(line));
	line_sent(line);
	buf_add(&transcript, said);
}

static void
start(const char *login)
{
	line_free(&line);
	practice_start(&practice, login);
	app_wire(practice.app)->level = LEVEL_LINE;
	line = line_new(practice.app, 0, 0);
	has_left = false;
	line_begin(line);
	buf_clear(&transcript);
	hear();
}

static void
type(const char *text)
{
	ck_assert_msg(!has_left, "%s: a line after the end", place);
	buf_addf(&transcript, "%s\n", text);
	has_left = !line_typed(line, text);
	(void)line_take_flush(line);
	hear();
}

static void
step_golden(const char *rest)
{
	buf_add(&transcript, "\n");
	golden_check(
		arena_printf(&practice.arena, "screens/%s.line.want", rest),
		practice_masked(&practice, buf_text(&transcript)));
	buf_clear(&transcript);
}

/* What was said before a failure; no message takes a whole day's work. */
static const char *
tail(void)
{
	enum { MOST = 3000 };
	const char *text = buf_text(&transcript);

	if (transcript.length <= MOST)
		return text;
	text += transcript.length - MOST;
	return text + strcspn(text, "\n");
}

static void
step_shows(const char *rest)
{
	ck_assert_msg(strstr(said, rest) != NULL, "%s: %s was not said:\n%s",
		place, rest, tail());
}

static void
step_hides(const char *rest)
{
	ck_assert_msg(strstr(said, rest) == NULL, "%s: %s was said:\n%s", place,
		rest, said);
}

static void
step_remark(const char *rest)
{
	(void)rest;
}

static const struct {
	const char *mark;
	void (*run)(const char *rest);
} steps[] = {
	{ "# ", step_remark },
	{ "@ ", start },
	{ "? ", step_shows },
	{ "! ", step_hides },
	{ "= ", step_golden },
};

static void
run_step(const char *text)
{
	for (size_t i = 0; i < ARRAY_LENGTH(steps); i++) {
		size_t length = strlen(steps[i].mark);

		if (strncmp(text, steps[i].mark, length) != 0)
			continue;
		steps[i].run(text + length);
		return;
	}
	type(text);
}

START_TEST(line_file)
{
	const char *name = scripts.names[_i];
	struct buf text = { 0 };
	const char *at;
	int number = 1;

	ck_practice(&practice,
		file_read(top_path(name), SCRIPT_MOST, &text, &practice.err));
	start(NULL);
	for (at = buf_text(&text); *at != '\0'; number++) {
		size_t length = strcspn(at, "\n");

		place = arena_printf(&practice.arena, "%s:%d", name, number);
		run_step(arena_copy_bytes(&practice.arena, at, length));
		at += length + (at[length] == '\n');
	}
	buf_free(&text);
}
END_TEST

/* How a key of a screen is typed behind a full stop. */
static const char *
typed_name(int32_t key)
{
	if (key >= KEY_CTRL('A') && key <= KEY_CTRL('Z'))
		return arena_printf(&practice.arena, "^%c", key + 'a' - 1);
	return key_name(key, KEY_NAMES_F);
}

START_TEST(every_action_can_be_typed)
{
	const struct screen_def *const *all = screens_all();

	for (; *all != NULL; all++)
		for (size_t i = 0; i < (*all)->action_count; i++) {
			const struct action *a = &(*all)->actions[i];

			ck_assert_msg(line_key(typed_name(a->key)) == a->key,
				"%s %s", (*all)->title, a->label);
			ck_assert_msg(
				line_number(a->label) < 0 &&
					strchr("./?=@", a->label[0]) == NULL,
				"%s: %s is no word", (*all)->title, a->label);
		}
}
END_TEST

static const char *const logins[] = { "clerk", "judge", "custody", "agency",
	"oversight", "admin", "lawyer", "duty", "audit" };

/* Each screen that this desk may open by its code, each of its keys named. */
START_TEST(every_screen_is_said)
{
	const struct screen_def *const *all = screens_all();
	int seen = 0;

	for (; *all != NULL; all++) {
		const struct screen_def *def = *all;

		if (def->code == NULL || def->is_inner)
			continue;
		place = arena_printf(
			&practice.arena, "%s %s", logins[_i], def->code);
		start(logins[_i]);
		type(arena_printf(&practice.arena, "=%s", def->code));
		if (strstr(said, "您没有") != NULL ||
			strstr(said, "== 查找") != NULL)
			continue;
		seen++;
		if (def->opens_with != 0)
			type(".F12");
		ck_assert_msg(strstr(said, def->title) != NULL, "%s: %s", place,
			said);
		type("?");
		for (size_t i = 0; i < def->action_count; i++)
			if (def->actions[i].offered == NULL &&
				def->actions[i].needs == NULL &&
				!def->actions[i].on_row)
				step_shows(def->actions[i].help);
	}
	ck_assert_int_ge(seen, 3);
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
	static const char end[] = ".line";
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
suite_line(void)
{
	Suite *suite = suite_create("line");
	TCase *tcase = tcase_create("line");

	find_scripts();
	tcase_add_unchecked_fixture(tcase, practice_make, NULL);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, line_file, 0, scripts.count);
	tcase_add_test(tcase, every_action_can_be_typed);
	tcase_add_loop_test(
		tcase, every_screen_is_said, 0, ARRAY_LENGTH(logins));
	suite_add_tcase(suite, tcase);
	return suite;
}
