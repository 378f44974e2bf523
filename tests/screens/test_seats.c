/* SPDX-License-Identifier: MIT */
/* 您还在别处开着: what one reads who is still open elsewhere. */
#include "practice.h"

#include "desk/session.h"
#include "desk/work.h"
#include "tests/support/golden.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

Suite *suite_seats(void);

static struct practice practice;

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

/* The file of the seat that was taken last: the others say older times. */
static int
open_seat(void)
{
	struct session_other *others;
	size_t count;

	ck_practice(&practice, session_others(&practice.desk, &practice.arena,
				       &others, &count, &practice.err));
	ck_assert_uint_gt(count, 0);
	return open(arena_printf(&practice.arena, "court.db.drafts/%s",
			    others[count - 1].seat.name),
		O_WRONLY);
}

/* One more desk of the clerk's in this process, as if at this terminal. */
static void
sit_at(struct desk *desk, const char *since, int64_t draft, const char *line)
{
	enum { NOTE_BYTES = 128 };
	char note[NOTE_BYTES + 1];
	int64_t at;
	int fd, length;

	ck_practice(&practice, desk_open(practice.store, practice.library,
				       "clerk", desk, &practice.err));
	session_begin(desk);
	ck_assert(clock_parse(since, &at));
	fd = open_seat();
	ck_assert_int_ge(fd, 0);
	length = snprintf(note, sizeof note, "%lld %lld 0 %s", (long long)at,
		(long long)draft, line);
	memset(note + length, ' ', (size_t)(NOTE_BYTES - 1 - length));
	note[NOTE_BYTES - 1] = '\n';
	ck_assert_int_eq(pwrite(fd, note, NOTE_BYTES, 0), NOTE_BYTES);
	close(fd);
}

static int64_t
draft_of(const char *name)
{
	struct work_line *lines;
	size_t count;

	practice_start(&practice, "clerk");
	practice_keys(&practice,
		arena_printf(&practice.arena,
			"/%s<Enter>1看守所第二讯问室<Tab><F12>", name));
	ck_practice(&practice, work_list(&practice.desk, &practice.arena,
				       &lines, &count, &practice.err));
	ck_assert_uint_eq(count, 1);
	return lines[0].id;
}

START_TEST(where_else_one_is_open)
{
	int64_t draft = draft_of("黄丁十");
	struct desk one, two;
	struct app_hooks hooks;

	sit_at(&one, "2026-11-22 17:05", 0, "/dev/pts/2");
	sit_at(&two, "2026-11-23 08:31", draft, "/dev/pts/7");
	practice_start(&practice, "clerk");
	app_free(&practice.app);
	hooks = screens_hooks(&practice.desk);
	ck_practice(&practice,
		app_new(&hooks, &screen_session, (struct screen_args){ 0 }, 24,
			80, &practice.app, &practice.err));
	golden_check("screens/session.80x24.want", practice_frame(&practice));
	practice_resize(&practice, 43, 132);
	golden_check("screens/session.132x43.want", practice_frame(&practice));
	practice_keys(&practice, "2");
	ck_shows(&practice, "今日 · 2026-11-23");
	desk_close(&one);
	desk_close(&two);
}
END_TEST

Suite *
suite_seats(void)
{
	Suite *suite = suite_create("seats");
	TCase *tcase = tcase_create("seats");

	tcase_add_unchecked_fixture(tcase, practice_make, NULL);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, where_else_one_is_open);
	suite_add_tcase(suite, tcase);
	return suite;
}
