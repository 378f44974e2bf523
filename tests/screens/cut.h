/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SCREENS_CUT_H
#define TESTS_SCREENS_CUT_H

/*
 * The clerk of the practice store at the real program, for what cuts it off:
 * used by test_cut.c, test_stuck.c, test_rounds.c. Included once each.
 */
#include "practice.h"

#include "tests/support/vt/vt.h"

#include <check.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static struct practice practice;
static char program[PATH_MAX];

/* Of 今日 in the practice store; his advice is owed. */
static const char name[] = "黄丁十";
static const char form[] = "填写 · 告知笔录";
static const char into_form[] = "/黄丁十<Enter>1";
static const char cut_off[] = "正在填《告知笔录》黄丁十，回车接着填";
static const char both[] = "您在 /dev/pts/";

static inline void
set_up(void)
{
	const char *path = getenv("BIANHU");

	ck_assert_msg(path != NULL, "BIANHU is not set");
	ck_assert_ptr_nonnull(realpath(path, program));
	practice_open(&practice);
}

static inline void
tear_down(void)
{
	practice_close(&practice);
}

#define ck_sees(vt, text)                                                      \
	ck_assert_msg(vt_wait_text(vt, text), "%s is not on:\n%s", text,       \
		vt_screen(vt))

/* NULL: nobody yet, 选用户. */
static inline struct vt *
spawn_for(int rows, int columns, const char *login)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL",
		"BIANHU_USER", "BIANHU_LEVEL", NULL };
	char store[] = "--store=court.db";
	char user[] = "--user";
	char *who = arena_copy(&practice.arena, login == NULL ? "" : login);

	return vt_spawn(rows, columns, "xterm-256color", env,
		login == NULL ? (char *[]){ program, store, NULL }
			      : (char *[]){ program, store, user, who, NULL });
}

static inline struct vt *
spawn(int rows, int columns)
{
	return spawn_for(rows, columns, "clerk");
}

static inline struct vt *
at_home(void)
{
	struct vt *vt = spawn(24, 80);

	ck_sees(vt, "今日 · 2026-11-23");
	return vt;
}

static inline struct vt *
in_form(void)
{
	struct vt *vt = at_home();

	ck_sees(vt, name);
	vt_send(vt, into_form);
	ck_sees(vt, form);
	return vt;
}

static inline const char *
cursor_row(struct vt *vt)
{
	int row, column;

	vt_cursor(vt, &row, &column);
	return arena_copy(&practice.arena, vt_row(vt, row));
}

static inline int
cursor_column(struct vt *vt)
{
	int row, column;

	vt_cursor(vt, &row, &column);
	return column;
}

static inline bool
has_ended(const struct vt *vt)
{
	siginfo_t info = { 0 };

	return waitid(P_PID, (id_t)vt_pid(vt), &info,
		       WEXITED | WNOHANG | WNOWAIT) == 0 &&
	       info.si_pid != 0;
}

static inline void
wait_focus(struct vt *vt, const char *text)
{
	for (int i = 0; strstr(cursor_row(vt), text) == NULL; i++) {
		ck_assert_msg(
			i < 1000, "%s has no cursor:\n%s", text, vt_screen(vt));
		vt_settle(vt, 10);
	}
}

static inline void
end_in_order(struct vt *vt)
{
	int status = vt_close(&vt, SIGTERM);

	ck_assert_msg(WIFEXITED(status), "status %d", status);
}

/* How a terminal ends: told to, killed, or the line is gone. */
static const struct ending {
	int signal;
	bool is_ours; /* it ends by itself, in order */
} endings[] = {
	{ SIGHUP, true },
	{ SIGTERM, true },
	{ 0, true },
	{ SIGKILL, false },
};

static inline void
cut(struct vt *vt, const struct ending *e)
{
	int status = vt_close(&vt, e->signal);

	ck_assert_int_eq(WIFEXITED(status), e->is_ours);
	ck_assert_int_eq(WIFSIGNALED(status), !e->is_ours);
}

#endif
