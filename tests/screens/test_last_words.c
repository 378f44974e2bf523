/* SPDX-License-Identifier: MIT */
/* A program that aborts says so in what the terminal speaks, puts the terminal
 * back, and does not hang on a line that stands still. */
#include "practice.h"

#include "base/attr.h"
#include "tests/support/vt/vt.h"

#include <check.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

Suite *suite_last_words(void);

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
	practice_close(&practice);
}

static const struct {
	enum vt_kind kind;
	const char *encoding;
} lines[] = {
	{ VT_UTF8, "--encoding=utf-8" },
	{ VT_GB18030, "--encoding=gb18030" },
	{ VT_GBK, "--encoding=gbk" },
};

START_TEST(said_in_what_the_terminal_speaks)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL",
		"BIANHU_USER", "BIANHU_LEVEL", "BIANHU_ENCODING", "SSH_CLIENT",
		NULL };
	char store[] = "--store=court.db";
	char user[] = "--user=clerk";
	char *encoding = arena_copy(&practice.arena, lines[_i].encoding);
	struct vt *vt = vt_spawn(24, 80, "xterm", env,
		(char *[]){ program, store, user, encoding, NULL });
	int status;

	vt_be(vt, lines[_i].kind);
	ck_assert(vt_wait_text(vt, "今日"));
	ck_assert_int_eq(kill(vt_pid(vt), SIGABRT), 0);
	status = vt_wait_exit(vt);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	ck_assert(vt_wait_text(vt, "意外中止"));
	ck_assert_uint_eq(vt_bad_bytes(vt), 0);
	vt_close(&vt, 0);
}
END_TEST

Suite *
suite_last_words(void)
{
	Suite *suite = suite_create("last_words");
	TCase *tests = tcase_create("lines");

	tcase_set_timeout(tests, 60);
	tcase_add_unchecked_fixture(tests, practice_make, NULL);
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests, said_in_what_the_terminal_speaks, 0,
		(int)ARRAY_LENGTH(lines));
	suite_add_tcase(suite, tests);
	return suite;
}
