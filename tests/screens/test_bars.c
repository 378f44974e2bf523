/* SPDX-License-Identifier: MIT */
/*
 * What a key may send at level plain: nothing without need. `make bench-wire`
 * counts a longer flow on more terminals.
 */
#include "practice.h"

#include "tests/support/vt/vt.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_bars(void);

enum { LOOK_MS = 5, LOOKS = 400, QUIET_MS = 40 };
/* Above so many bytes a share more than the fewest possible, below a few. */
enum { MANY = 200, MORE_PERCENT = 15, MORE = 8 };

static struct practice practice;
static char program[PATH_MAX];
static struct vt *vt;

struct terminal {
	const char *term;
	const char *encoding;
	enum vt_kind kind;
	size_t hanzi;
};

/* clang-format off */
static const struct terminal terminals[] = {
	{ "xterm-256color", "BIANHU_ENCODING=UTF-8", VT_UTF8, 3 },
	{ "xterm-256color", "BIANHU_ENCODING=GB18030", VT_GB18030, 2 },
	{ "vt100", "BIANHU_ENCODING=GBK", VT_GBK, 2 },
	{ "putty", "BIANHU_ENCODING=GBK", VT_GBK, 2 },
};

/* One key each, from 今日 into a form and out, to another list and down. */
static const char *const keys[] = { "<Down>", "<Down>", "<Up>", "<F6>",
	"<Down>", "<Down>", "<Down>", "<Down>", "<Down>", "<Down>", "<Down>",
	"<Up>", "<F3>", "<F2>", "<Down>", "<F8>", "<Down>", "<F7>", "<F12>" };
/* clang-format on */

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
	if (vt != NULL)
		vt_close(&vt, 0);
	practice_close(&practice);
}

static void
start(const struct terminal *t)
{
	const char *env[] = { "LANG=C.UTF-8", "LC_ALL", "BIANHU_USER",
		"BIANHU_LEVEL=plain", t->encoding, NULL };
	char store[] = "--store=court.db", user[] = "--user=clerk";

	vt = vt_spawn(
		24, 80, t->term, env, (char *[]){ program, store, user, NULL });
	vt_be(vt, t->kind);
	ck_assert_msg(vt_wait_text(vt, "F3离开"), "%s", vt_screen(vt));
	vt_settle(vt, QUIET_MS);
}

static void
press(const char *key)
{
	vt_mark(vt);
	vt_send(vt, key);
	for (int i = 0; i < LOOKS && vt_bytes(vt) == 0; i++)
		vt_settle(vt, LOOK_MS);
	vt_settle(vt, QUIET_MS);
}

START_TEST(few_bytes)
{
	start(&terminals[_i]);
	for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
		size_t bytes, bound;

		press(keys[i]);
		bytes = vt_bytes(vt);
		bound = vt_lower_bound(vt);
		ck_assert_msg(
			bytes > MANY
				? bytes * 100 <= bound * (100 + MORE_PERCENT)
				: bytes <= bound + MORE,
			"%s %zu: %zu bytes, the fewest are %zu\n%s", keys[i], i,
			bytes, bound, vt_screen(vt));
	}
	ck_assert_uint_eq(vt_bad_bytes(vt), 0);
}
END_TEST

/* A hanzi appended is its own bytes and none besides. */
START_TEST(a_hanzi)
{
	static const char *const place[] = { "看", "守", "所", "第", "二", "讯",
		"问", "室" };

	start(&terminals[_i]);
	press("/黄丁十<Enter>");
	press("1");
	ck_assert(vt_wait_text(vt, "填写 · 告知笔录"));
	press("看");
	for (size_t i = 0; i < ARRAY_LENGTH(place); i++) {
		press(place[i]);
		ck_assert_uint_eq(vt_bytes(vt), terminals[_i].hanzi);
	}
}
END_TEST

Suite *
suite_bars(void)
{
	Suite *suite = suite_create("bars");
	TCase *tcase = tcase_create("wire");
	int count = (int)ARRAY_LENGTH(terminals);

	tcase_set_timeout(tcase, 60);
	tcase_add_unchecked_fixture(tcase, practice_make, NULL);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, few_bytes, 0, count);
	tcase_add_loop_test(tcase, a_hanzi, 0, count);
	suite_add_tcase(suite, tcase);
	return suite;
}
