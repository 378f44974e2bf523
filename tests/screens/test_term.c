/* SPDX-License-Identifier: MIT */
/* The terminal in a pseudo terminal: frames, and how it comes and goes. */
#include "show.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

Suite *suite_term(void);

static const char *const terms[] = { "xterm", "xterm-256color", "vt100",
	"vt220", "linux", "putty", "screen", "tmux", "rxvt" };
static const char *const environments[][3] = {
	{ "LC_ALL=C", "LANG=C" },
	{ "LC_ALL=C.UTF-8" },
	{ "LC_ALL", "LANG" },
	{ "LC_ALL=zh_CN.GB18030", "LANG=zh_CN.GB18030" },
	{
		"LC_ALL=nonsense",
		"LINES=5",
	},
};

static const char first_row[] = "你好 张三 “引” e\u0301 \U00020BB7\U00031350|";

START_TEST(chinese_on_every_terminal)
{
	struct show show = { .wire.level = LEVEL_PLAIN };
	struct vt *vt = begin(&show, terms[_i], NULL);

	ck_assert_str_eq(vt_row(vt, 0), first_row);
	ck_assert(vt_has_sent(vt, "张三"));
	ck_assert_str_eq(vt_row(vt, 22), "  一行 22");
	finish(vt);
}
END_TEST

START_TEST(chinese_in_every_locale)
{
	const char *env[4] = { environments[_i][0], environments[_i][1],
		environments[_i][2], NULL };
	struct show show = { .wire.level = LEVEL_RICH };
	struct vt *vt = begin(&show, "xterm", env);

	ck_assert_str_eq(vt_row(vt, 0), first_row);
	ck_assert_str_eq(vt_row(vt, 1), "SIZE 24 x 80");
	finish(vt);
}
END_TEST

/* UI §6: one write a key; only the marker moves. */
START_TEST(cursor_down_is_cheap)
{
	struct show show = { .wire.level = LEVEL_PLAIN };
	struct vt *vt = begin(&show, terms[_i], NULL);

	for (int row = 3; row < 8; row++) {
		int at;
		int column;
		struct buf marked = { 0 };

		vt_mark(vt);
		vt_send(vt, "<Down>");
		buf_addf(&marked, "> 一行 %d", row);
		while (strcmp(vt_row(vt, row), buf_text(&marked)) != 0)
			vt_settle(vt, 20);
		buf_free(&marked);
		vt_cursor(vt, &at, &column);
		ck_assert_int_eq(at, row);
		ck_assert_int_eq(column, 0);
		ck_assert_msg(vt_bytes(vt) <= 12, "%s", buf_text(vt_wire(vt)));
		ck_assert_int_eq(vt_reads(vt), 1);
	}
	finish(vt);
}
END_TEST

START_TEST(nothing_new_costs_nothing)
{
	struct show show = { .wire.level = LEVEL_RICH };
	struct vt *vt = begin(&show, "xterm", NULL);

	vt_send(vt, "zz");
	ck_assert(vt_wait_text(vt, "KEY z."));
	vt_mark(vt);
	vt_send(vt, "z");
	vt_settle(vt, 50);
	ck_assert_uint_eq(vt_bytes(vt), 0);
	vt_send(vt, "<C-l>");
	while (vt_bytes(vt) == 0)
		vt_settle(vt, 20);
	ck_assert_uint_gt(vt_bytes(vt), 200);
	ck_assert_str_eq(vt_row(vt, 0), first_row);
	finish(vt);
}
END_TEST

struct look_case {
	const char *term;
	const char *env;
	enum level level;
	bool has_look;
	bool is_red;
};

static const struct look_case look_cases[] = {
	{ "xterm", NULL, LEVEL_PLAIN, false, false },
	{ "xterm", NULL, LEVEL_RICH, true, true },
	{ "xterm", "NO_COLOR=1", LEVEL_RICH, true, false },
	{ "xterm", "NO_COLOR=", LEVEL_RICH, true, true },
	{ "vt100", NULL, LEVEL_RICH, true, false },
	{ "vt100", NULL, LEVEL_PLAIN, false, false },
};

START_TEST(looks)
{
	const struct look_case *c = &look_cases[_i];
	const char *env[3] = { "NO_COLOR", c->env, NULL };
	struct show show = { .wire.level = c->level };
	struct vt *vt = begin(&show, c->term, env);

	ck_assert_int_eq(vt_has_look(vt, 0, 0), c->has_look);
	ck_assert_int_eq(vt_has_look(vt, 1, 0), c->has_look);
	ck_assert(!vt_has_look(vt, 3, 2));
	ck_assert_int_eq(vt_has_sent(vt, "31m"), c->is_red);
	finish(vt);
}
END_TEST

START_TEST(resize)
{
	struct show show = { .wire.level = LEVEL_RICH };
	struct vt *vt = begin(&show, "xterm", NULL);

	vt_resize(vt, 43, 132);
	ck_assert(vt_wait_text(vt, "SIZE 43 x 132"));
	ck_assert_str_eq(vt_row(vt, 0), first_row);
	ck_assert_str_eq(vt_row(vt, 41), "  一行 41");
	ck_assert_str_eq(vt_row(vt, 42), "ready");
	vt_resize(vt, 10, 41);
	ck_assert(vt_wait_text(vt, "SIZE 10 x 41"));
	ck_assert_str_eq(vt_row(vt, 9), "ready");
	/* Smaller than we open on: no crash, and it grows again. */
	vt_resize(vt, 2, 5);
	vt_settle(vt, 50);
	vt_resize(vt, 24, 80);
	ck_assert(vt_wait_text(vt, "SIZE 24 x 80"));
	ck_assert_str_eq(vt_row(vt, 23), "ready");
	finish(vt);
}
END_TEST

static const int ends[] = { SIGHUP, SIGTERM, SIGINT };

START_TEST(signals_end_it)
{
	struct show show = { .wire.level = LEVEL_RICH };
	struct vt *vt = begin(&show, "xterm", NULL);

	kill(vt_pid(vt), ends[_i]);
	ck_assert_int_eq(WEXITSTATUS(vt_wait_exit(vt)), EXIT_HANGUP);
	ck_assert(vt_has_sent(vt, "after"));
	vt_close(&vt, 0);
}
END_TEST

START_TEST(lost_line_ends_it)
{
	struct show show = { .wire.level = LEVEL_RICH };
	struct vt *vt = begin(&show, "xterm", NULL);

	ck_assert_int_eq(WEXITSTATUS(vt_close(&vt, 0)), EXIT_HANGUP);
}
END_TEST

struct leave_case {
	const char *key;
	bool is_signal;
	const char *said;
};

static const struct leave_case leaves[] = {
	{ "q", false, "after" },
	{ "a", true, "已存为草稿" },
	{ "x", false, "before" },
};

/* However it ends: main screen, cursor, modes as before. */
START_TEST(put_back)
{
	const struct leave_case *c = &leaves[_i];
	struct show show = { .wire.level = LEVEL_RICH };
	struct termios during;
	struct termios behind;
	struct vt *vt = begin(&show, "xterm", NULL);

	ck_assert_int_eq(tcgetattr(vt_descriptor(vt), &during), 0);
	ck_assert_uint_eq(during.c_lflag & (ICANON | ECHO | ISIG), 0);
	ck_assert_uint_eq(during.c_iflag & (ICRNL | IXON), 0);
	vt_mark(vt);
	vt_send(vt, c->key);
	ck_assert_int_eq(WIFSIGNALED(vt_wait_exit(vt)) != 0, c->is_signal);
	ck_assert_int_eq(tcgetattr(vt_descriptor(vt), &behind), 0);
	ck_assert_uint_eq(
		behind.c_lflag & (ICANON | ECHO | ISIG), ICANON | ECHO | ISIG);
	ck_assert_uint_ne(behind.c_iflag & ICRNL, 0);
	ck_assert_uint_ne(behind.c_oflag & OPOST, 0);
	ck_assert(vt_has_sent(vt, "\033[?2004l"));
	ck_assert(vt_has_sent(vt, "\033[?1049l"));
	ck_assert_ptr_nonnull(strstr(vt_screen(vt), "before"));
	ck_assert_ptr_nonnull(strstr(vt_screen(vt), c->said));
	ck_assert_ptr_null(strstr(vt_screen(vt), "张三"));
	vt_close(&vt, 0);
}
END_TEST

/* Stopped from outside and continued: the shell's modes are not kept. */
START_TEST(continued)
{
	struct show show = { .wire.level = LEVEL_RICH };
	struct termios modes;
	struct vt *vt = begin(&show, "xterm", NULL);

	kill(vt_pid(vt), SIGSTOP);
	ck_assert_int_eq(tcgetattr(vt_descriptor(vt), &modes), 0);
	modes.c_lflag |= ECHO | ICANON;
	tcsetattr(vt_descriptor(vt), TCSANOW, &modes);
	vt_mark(vt);
	kill(vt_pid(vt), SIGCONT);
	while (!vt_has_sent(vt, "张三"))
		vt_settle(vt, 20);
	ck_assert_int_eq(tcgetattr(vt_descriptor(vt), &modes), 0);
	ck_assert_uint_eq(modes.c_lflag & (ICANON | ECHO), 0);
	finish(vt);
}
END_TEST

struct refuse_case {
	int rows;
	int columns;
	const char *term;
	const char *said;
};

static const struct refuse_case refusals[] = {
	{ 24, 80, "no-such-terminal", "不认识终端类型 no-such-terminal" },
	{ 24, 80, "unknown", "不认识终端类型 unknown" },
	{ 24, 80, "", "没有说明终端类型" },
	{ 24, 80, "dumb", "不能移动光标" },
};

START_TEST(refused)
{
	const struct refuse_case *c = &refusals[_i];
	const char *env[2] = { c->term[0] == '\0' ? "TERM" : NULL, NULL };
	struct show show = { .wire.level = LEVEL_RICH };
	struct termios modes;
	struct vt *vt = vt_fork(c->rows, c->columns, c->term, env, run, &show);

	ck_assert_int_eq(WEXITSTATUS(vt_wait_exit(vt)), EXIT_REFUSED);
	ck_assert_msg(vt_has_sent(vt, c->said), "%s", vt_screen(vt));
	ck_assert(!vt_has_sent(vt, "\033"));
	ck_assert_int_eq(tcgetattr(vt_descriptor(vt), &modes), 0);
	ck_assert_uint_ne(modes.c_lflag & ICANON, 0);
	vt_close(&vt, 0);
}
END_TEST

static int
run_without_input(void *arg)
{
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);

	dup2(null, STDIN_FILENO);
	return run(arg);
}

START_TEST(no_terminal)
{
	struct show show = { .wire.level = LEVEL_RICH };
	struct vt *vt =
		vt_fork(24, 80, "xterm", NULL, run_without_input, &show);

	ck_assert_int_eq(WEXITSTATUS(vt_wait_exit(vt)), EXIT_REFUSED);
	ck_assert(vt_has_sent(vt, "这里没有终端"));
	vt_close(&vt, 0);
}
END_TEST

START_TEST(hostile_text)
{
	struct show show = { .wire.level = LEVEL_PLAIN };
	struct vt *vt = begin(&show, "xterm", NULL);

	vt_mark(vt);
	vt_send(vt, "h");
	ck_assert(vt_wait_text(vt, "a〓[31mX〓〓Y〓Z"));
	ck_assert(!vt_has_sent(vt, "\033[31m"));
	ck_assert(!vt_has_sent(vt, "\xC2\x9B"));
	ck_assert(!vt_has_sent(vt, "\u202e"));
	finish(vt);
}
END_TEST

START_TEST(paste_only_where_known)
{
	struct show show = { .wire.level = LEVEL_PLAIN };
	struct vt *vt = begin(&show, terms[_i], NULL);
	bool is_old = strncmp(terms[_i], "vt", 2) == 0 ||
		      strcmp(terms[_i], "linux") == 0;

	if (is_old || strncmp(terms[_i], "xterm", 5) == 0)
		ck_assert_int_eq(vt_has_sent(vt, "\033[?2004h"), !is_old);
	finish(vt);
}
END_TEST

/* 200 x 500, each character with another look: about two megabytes, more
 * than a pipe would hold. */
START_TEST(huge_frame)
{
	struct show show = { .wire.level = LEVEL_RICH };
	struct vt *vt = vt_fork(200, 500, "xterm-256color", NULL, run, &show);

	ck_assert(vt_wait_text(vt, "ready"));
	vt_mark(vt);
	vt_send(vt, "F");
	ck_assert(vt_wait_text(vt, "full"));
	ck_assert_uint_gt(vt_bytes(vt), 500000);
	finish(vt);
}
END_TEST

/* The width of ambiguous characters can change under way. */
START_TEST(wide_terminal)
{
	struct show show = { .wire.level = LEVEL_PLAIN };
	struct vt *vt = begin(&show, "xterm", NULL);

	vt_send(vt, "w");
	ck_assert(vt_wait_text(vt, "wide"));
	ck_assert_ptr_nonnull(strstr(vt_row(vt, 0), "“引”"));
	finish(vt);
}
END_TEST

Suite *
suite_term(void)
{
	Suite *suite = suite_create("term");
	TCase *out = tcase_create("frames");
	TCase *life = tcase_create("coming and going");
	int all = (int)ARRAY_LENGTH(terms);

	tcase_add_loop_test(out, chinese_on_every_terminal, 0, all);
	tcase_add_loop_test(
		out, chinese_in_every_locale, 0, ARRAY_LENGTH(environments));
	tcase_add_loop_test(out, cursor_down_is_cheap, 0, all);
	tcase_add_test(out, nothing_new_costs_nothing);
	tcase_add_loop_test(out, looks, 0, ARRAY_LENGTH(look_cases));
	tcase_add_test(out, resize);
	tcase_add_test(out, hostile_text);
	tcase_add_loop_test(out, paste_only_where_known, 0, all);
	tcase_add_test(out, huge_frame);
	tcase_add_test(out, wide_terminal);
	suite_add_tcase(suite, out);
	tcase_add_loop_test(life, signals_end_it, 0, ARRAY_LENGTH(ends));
	tcase_add_test(life, lost_line_ends_it);
	tcase_add_loop_test(life, put_back, 0, ARRAY_LENGTH(leaves));
	tcase_add_test(life, continued);
	tcase_add_loop_test(life, refused, 0, ARRAY_LENGTH(refusals));
	tcase_add_test(life, no_terminal);
	suite_add_tcase(suite, life);
	return suite;
}
