/* SPDX-License-Identifier: MIT */
/* 法律帮助 calls out: nobody writes, but a request has waited its hours. */
#include "practice.h"

#include "desk/help.h"

#include <check.h>
#include <string.h>

Suite *suite_call(void);

static struct practice p;

static void
set_up(void)
{
	practice_open(&p);
}

static void
tear_down(void)
{
	practice_close(&p);
}

static void
changed(void)
{
	const struct key_event event = { .key = KEY_CHANGED };

	ck_assert(app_key(p.app, &event));
}

START_TEST(one_bell_when_one_becomes_overdue)
{
	struct help_counts counts;

	practice_start(&p, "clerk");
	practice_keys(&p, "<F9>220<Enter>");
	ck_practice(&p, help_counts(&p.desk, &counts, &p.err));
	ck_assert_int_gt((int)counts.waiting, 0);
	ck_assert_int_gt(counts.next_due, desk_now(&p.desk));
	ck_assert(!app_is_woken(p.app));
	changed();
	ck_assert(!app_frame(p.app)->beep);
	p.desk.clock.now = counts.next_due + 1;
	ck_assert(app_is_woken(p.app));
	changed();
	ck_assert(app_frame(p.app)->beep);
	ck_shows(&p, "1人等了二十四小时还没有转交");
	/* Once. */
	ck_assert(!app_is_woken(p.app));
	changed();
	ck_assert(!app_frame(p.app)->beep);
	/* Who opens the screen sees it, and is not rung at. */
	practice_keys(&p, "<F12><F9>220<Enter>");
	ck_assert(!app_frame(p.app)->beep);
	ck_shows(&p, "逾期1");
}
END_TEST

Suite *
suite_call(void)
{
	Suite *suite = suite_create("call");
	TCase *tests = tcase_create("call");

	tcase_add_unchecked_fixture(tests, practice_make, NULL);
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, one_bell_when_one_becomes_overdue);
	suite_add_tcase(suite, tests);
	return suite;
}
