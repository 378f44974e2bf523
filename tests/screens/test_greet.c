/* SPDX-License-Identifier: MIT */
/* The real program meets terminals of all kinds: asks, is told, or lets the
 * user choose; remembers it. */
#include "practice.h"

#include "base/attr.h"
#include "tests/support/vt/vt.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

Suite *suite_greet(void);

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

static struct vt *
spawn_with(enum vt_kind kind, const char *option, const char *value)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL",
		"BIANHU_USER", "BIANHU_LEVEL", "BIANHU_ENCODING", "SSH_CLIENT",
		NULL };
	char store[] = "--store=court.db";
	char user[] = "--user=clerk";
	char *name = arena_copy(&practice.arena, option == NULL ? "" : option);
	char *of = arena_copy(&practice.arena, value == NULL ? "" : value);
	struct vt *vt = vt_spawn(24, 80, "xterm", env,
		option == NULL
			? (char *[]){ program, store, user, NULL }
			: (char *[]){ program, store, user, name, of, NULL });

	vt_be(vt, kind);
	return vt;
}

static struct vt *
spawn(enum vt_kind kind)
{
	return spawn_with(kind, NULL, NULL);
}

#define ck_sees(vt, text)                                                      \
	ck_assert_msg(vt_wait_text(vt, text), "%s is not on:\n%s", text,       \
		vt_screen(vt))

static const char home[] = "今日 · 2026-11-23";

static void
leave(struct vt *vt)
{
	int status = vt_close(&vt, 0);

	ck_assert_msg(WIFEXITED(status), "status %d", status);
}

/* From a screen over 今日, by the keys. */
static void
go_out(struct vt *vt)
{
	vt_send(vt, "<F3>");
	ck_sees(vt, home);
	vt_send(vt, "<F3>");
	ck_sees(vt, "退出程序？");
	vt_send(vt, "1");
	ck_assert_int_ne(vt_wait_exit(vt), -1);
	vt_close(&vt, 0);
}

struct meeting {
	enum vt_kind kind;
	const char *encoding;
	const char *width;
};

/* GBK is safe on both double-byte terminals. */
static const struct meeting meetings[] = {
	{ VT_UTF8, "1  编码：UTF-8", "宽度：一列" },
	{ VT_UTF8_WIDE, "1  编码：UTF-8", "宽度：两列" },
	{ VT_GB18030, "1  编码：GBK", "宽度：两列" },
	{ VT_GBK, "1  编码：GBK", "宽度：两列" },
};

START_TEST(terminals_are_asked)
{
	const struct meeting *m = &meetings[_i];
	struct vt *vt = spawn(m->kind);

	ck_sees(vt, home);
	ck_assert_ptr_null(strstr(vt_screen(vt), "线路慢"));
	vt_send(vt, "<F9>320<Enter>");
	ck_sees(vt, m->encoding);
	ck_sees(vt, m->width);
	ck_sees(vt, "3  显示：彩色");
	leave(vt);
}
END_TEST

/* Where one can't read, one can choose: ASCII, and each line as it is. */
START_TEST(a_terminal_without_hanzi_is_told_what_to_do)
{
	struct vt *vt = spawn(VT_LATIN1);

	ck_sees(vt, "Type the number of the line");
	ck_sees(vt, "1 UTF-8:");
	ck_sees(vt, "PuTTY: Window > Translation");
	vt_send(vt, "1");
	vt_settle(vt, 100);
	leave(vt);
}
END_TEST

struct silent {
	enum vt_kind kind;
	const char *choice;
	const char *line;
	const char *encoding;
};

static const struct silent silents[] = {
	{ VT_UTF8, "1", "1 UTF-8:   你好", "1  编码：UTF-8" },
	{ VT_GBK, "2", "2 GBK:     你好", "1  编码：GBK" },
	{ VT_GB18030, "3", "3 GB18030: 你好", "1  编码：GB18030" },
};

/* Asked once: the next time at this line it is known, and nothing waits. */
START_TEST(a_silent_terminal_is_asked_once)
{
	const struct silent *s = &silents[_i];
	struct vt *vt = spawn(s->kind);

	vt_be_silent(vt);
	ck_sees(vt, "Type the number of the line");
	ck_sees(vt, s->line);
	/* Another key asks again. */
	vt_mark(vt);
	vt_send(vt, "xxx<F5><Esc>2");
	vt_settle(vt, 50);
	ck_assert(vt_has_sent(vt, "Type the number"));
	vt_send(vt, s->choice);
	ck_sees(vt, home);
	vt_send(vt, "<F9>320<Enter>");
	ck_sees(vt, s->encoding);
	ck_sees(vt, "终端答  没有回答");
	go_out(vt);

	vt = spawn(s->kind);
	vt_be_silent(vt);
	ck_sees(vt, home);
	ck_assert(!vt_has_sent(vt, "Type the number"));
	ck_assert(!vt_has_sent(vt, "\033[6n"));
	leave(vt);
}
END_TEST

/* What is typed before there is a screen is not lost, nor taken for an answer
 * or a choice. */
START_TEST(type_ahead_is_kept)
{
	struct vt *vt = spawn(VT_GBK);

	vt_line(vt, 9600, 150);
	vt_send(vt, "<F9>320<Enter>");
	ck_sees(vt, "1  编码：GBK");
	ck_sees(vt, "3  显示：简洁");
	leave(vt);
}
END_TEST

/* A slow line is plain, and says so; what the user chose is chosen. */
START_TEST(a_slow_line_is_plain)
{
	struct vt *vt = spawn(VT_UTF8);

	vt_line(vt, 57600, 100);
	ck_sees(vt, home);
	ck_sees(vt, "线路慢（");
	ck_sees(vt, "已用简洁显示；F9 320 可改");
	vt_send(vt, "<F9>320<Enter>31");
	ck_sees(vt, "3  显示：彩色");
	go_out(vt);

	vt = spawn(VT_UTF8);
	vt_line(vt, 57600, 100);
	ck_sees(vt, home);
	ck_assert_ptr_null(strstr(vt_screen(vt), "线路慢"));
	leave(vt);
}
END_TEST

/* It answers when the question to the user stands there already: its answers
 * are nobody's choice, and they are taken. */
START_TEST(an_answer_comes_late)
{
	struct vt *vt = spawn(VT_GBK);

	vt_line(vt, 57600, 1200);
	ck_sees(vt, home);
	ck_assert(vt_has_sent(vt, "Type the number"));
	ck_sees(vt, "已用简洁显示");
	vt_send(vt, "<F9>320<Enter>");
	ck_sees(vt, "1  编码：GBK");
	ck_sees(vt, "终端答  双字节");
	leave(vt);
}
END_TEST

/* His own choice counts as long as the terminal says what it said then. */
START_TEST(a_choice_is_remembered)
{
	struct vt *vt = spawn(VT_GB18030);

	ck_sees(vt, home);
	vt_send(vt, "<F9>320<Enter>12");
	ck_sees(vt, "现在这行字能读吗");
	vt_send(vt, "1");
	ck_sees(vt, "1  编码：GB18030");
	go_out(vt);

	vt = spawn(VT_GB18030);
	ck_sees(vt, home);
	vt_send(vt, "<F9>320<Enter>");
	ck_sees(vt, "1  编码：GB18030");
	leave(vt);
	/* The same line with another terminal program on it. */
	vt = spawn(VT_UTF8);
	ck_sees(vt, home);
	vt_send(vt, "<F9>320<Enter>");
	ck_sees(vt, "1  编码：UTF-8");
	leave(vt);
}
END_TEST

/* The line can't be read with it: any key goes back, and the key does nothing
 * else. */
START_TEST(a_wrong_encoding_goes_back)
{
	struct vt *vt = spawn(VT_UTF8);

	ck_sees(vt, home);
	vt_send(vt, "<F9>320<Enter>13");
	ck_sees(vt, "1 = OK");
	ck_assert_ptr_null(strstr(vt_screen(vt), "你好"));
	vt_send(vt, "<F3>");
	ck_sees(vt, "已改回 UTF-8");
	ck_sees(vt, "1  编码：UTF-8");
	leave(vt);
}
END_TEST

/* Level line is met without a question: a teletype knows no sequences. */
START_TEST(level_line_is_remembered)
{
	struct vt *vt = spawn(VT_GBK);

	ck_sees(vt, home);
	vt_send(vt, "<F9>320<Enter>34");
	ck_sees(vt, "320>");
	vt_close(&vt, 0);

	vt = spawn(VT_GBK);
	ck_sees(vt, "书记员甲");
	ck_sees(vt, "110>");
	ck_assert(!vt_has_sent(vt, "\033"));
	ck_assert_uint_eq(vt_bad_bytes(vt), 0);
	vt_send(vt, ".320<Enter>");
	ck_sees(vt, "1 编码：GBK");
	leave(vt);
}
END_TEST

START_TEST(an_option_is_not_asked)
{
	struct vt *vt = spawn_with(VT_GB18030, "--encoding", "gb18030");

	vt_be_silent(vt);
	ck_sees(vt, home);
	ck_assert(!vt_has_sent(vt, "\033[6n"));
	ck_assert_uint_eq(vt_bad_bytes(vt), 0);
	vt_send(vt, "<F9>320<Enter>");
	ck_sees(vt, "1  编码：GB18030");
	leave(vt);
}
END_TEST

START_TEST(the_line_drops_at_the_question)
{
	struct vt *vt = spawn(VT_UTF8);
	int status;

	vt_be_silent(vt);
	ck_sees(vt, "Type the number of the line");
	status = vt_close(&vt, 0);
	ck_assert_msg(WIFEXITED(status), "status %d", status);
}
END_TEST

/* The meter: nothing moves while nobody types. */
START_TEST(the_meter_counts)
{
	struct vt *vt = spawn(VT_UTF8);

	ck_sees(vt, home);
	vt_send(vt, "<C-w>");
	ck_sees(vt, "线路 UTF-8 往返");
	vt_send(vt, "<Down>");
	ck_sees(vt, "字节");
	vt_settle(vt, 700);
	vt_mark(vt);
	vt_settle(vt, 700);
	ck_assert_uint_eq(vt_bytes(vt), 0);
	vt_send(vt, "<C-w>");
	ck_assert(vt_wait_gone(vt, "线路 UTF-8"));
	leave(vt);
}
END_TEST

Suite *
suite_greet(void)
{
	Suite *suite = suite_create("greet");
	TCase *tests = tcase_create("terminals");

	tcase_set_timeout(tests, 60);
	tcase_add_unchecked_fixture(tests, practice_make, NULL);
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(
		tests, terminals_are_asked, 0, ARRAY_LENGTH(meetings));
	tcase_add_test(tests, a_terminal_without_hanzi_is_told_what_to_do);
	tcase_add_loop_test(tests, a_silent_terminal_is_asked_once, 0,
		ARRAY_LENGTH(silents));
	tcase_add_test(tests, type_ahead_is_kept);
	tcase_add_test(tests, a_slow_line_is_plain);
	tcase_add_test(tests, an_answer_comes_late);
	tcase_add_test(tests, a_choice_is_remembered);
	tcase_add_test(tests, a_wrong_encoding_goes_back);
	tcase_add_test(tests, level_line_is_remembered);
	tcase_add_test(tests, an_option_is_not_asked);
	tcase_add_test(tests, the_line_drops_at_the_question);
	tcase_add_test(tests, the_meter_counts);
	suite_add_tcase(suite, tests);
	return suite;
}
