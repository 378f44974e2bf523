/* SPDX-License-Identifier: MIT */
/*
 * The stories of tests/stage, each at two or three real terminals on one
 * practice store: one more file, one more test. support/vt/stage.h says what
 * a line of them is.
 */
#include "practice.h"

#include "tests/support/tree.h"
#include "tests/support/vt/stage.h"

#include <check.h>
#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_stage(void);

enum { STORIES_MOST = 32, STORY_SECONDS = 120 };

/* The folder is read once, before the tests run; STAGE_ONLY=name plays one. */
static struct {
	char paths[STORIES_MOST][PATH_MAX];
	int count;
} stories;

static struct practice practice;
static char program[PATH_MAX];

static void
set_up(void)
{
	const char *path = getenv("BIANHU");

	ck_assert_msg(path != NULL, "BIANHU is not set");
	ck_assert_ptr_nonnull(realpath(path, program));
	practice_open(&practice);
}

static void
tear_down(void)
{
	stage_close();
	practice_close(&practice);
}

static bool
clock_body(struct store *store, void *arg, struct err *err)
{
	static const char sql[] = "UPDATE store SET fixed_now = $1";
	const int64_t *now = arg;
	struct stmt *q = store_statement(store, sql, err);

	if (q == NULL)
		return false;
	stmt_int(q, 1, *now);
	return stmt_run(q, err);
}

static bool
set_clock(void *arg, int64_t now)
{
	struct practice *p = arg;

	return store_tx(p->store, clock_body, &now, 0, &p->err);
}

START_TEST(story)
{
	const struct stage_place place = { program, "court.db", set_clock,
		&practice };
	const char *path = stories.paths[_i];

	stage_play(&place, strrchr(path, '/') + 1,
		tree_text(&practice.arena, path));
}
END_TEST

static void
find_stories(void)
{
	const char *only = getenv("STAGE_ONLY");
	struct arena arena = { 0 };
	glob_t found;

	stories.count = 0;

	if (glob(tree_path(&arena, arena_printf(&arena, "tests/stage/%s.stage",
					   only == NULL ? "*" : only)),
		    0, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			if (stories.count < STORIES_MOST &&
				realpath(found.gl_pathv[i],
					stories.paths[stories.count]) != NULL)
				stories.count++;
		globfree(&found);
	}
	arena_clear(&arena);
}

Suite *
suite_stage(void)
{
	Suite *suite = suite_create("stage");
	TCase *tcase = tcase_create("stories");

	find_stories();
	tcase_add_unchecked_fixture(tcase, practice_make, NULL);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, STORY_SECONDS);
	tcase_add_loop_test(tcase, story, 0, stories.count);
	suite_add_tcase(suite, tcase);
	return suite;
}
