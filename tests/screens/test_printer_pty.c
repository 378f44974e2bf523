/* SPDX-License-Identifier: MIT */
/*
 * The printer at the clerk's own terminal, in a real pseudo terminal: the
 * bytes between "print on" and "print off", what a slow line, a broken line
 * and tmux make of it, and that a copy is never lost sight of.
 */
#define _GNU_SOURCE /* memmem */
#include "practice.h"

#include "base/file.h"
#include "tests/support/vt/vt.h"

#include <check.h>
#include <glob.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

Suite *suite_printer_pty(void);

enum { PAGE_MOST = 1 << 20 };

static struct practice practice;
static struct wire wire;
static const char *code; /* of a paper in the practice store */
static char program[PATH_MAX];

/* The store is opened on the other side of the fork only. */
static void
set_up(void)
{
	struct stmt *q;

	ck_assert_ptr_nonnull(getenv("BIANHU"));
	ck_assert_ptr_nonnull(realpath(getenv("BIANHU"), program));
	practice_open(&practice);
	q = store_statement(practice.store,
		"SELECT r.code FROM record r WHERE r.form = 'advice-record' "
		"ORDER BY r.seq LIMIT 1",
		&practice.err);
	ck_practice(&practice, q != NULL);
	ck_practice(&practice, stmt_one(q, "no paper", &practice.err));
	code = arena_copy(&practice.arena, stmt_get_text(q, 0));
	stmt_reset(q);
	store_close(&practice.store);
	wire = (struct wire){ .printer = WIRE_PRINTER_ANSI, .round_trip = -1 };
}

static void
tear_down(void)
{
	practice_close(&practice);
}

/* The program, less its command line. */
static int
run(void *arg)
{
	struct practice *p = arg;

	if (!store_open("court.db", STORE_OPEN, &p->store, &p->err))
		return 1;
	p->desk.store = p->store;
	p->desk.library = p->library;
	return screens_run(&p->desk, "clerk", &wire, &p->err) ? 0 : 2;
}

#define ck_sees(vt, text)                                                      \
	ck_assert_msg(vt_wait_text(vt, text), "%s is not on:\n%s", text,       \
		vt_screen(vt))

static struct vt *
start(enum vt_kind kind, const char *tmux)
{
	const char *const env[] = { "LANG=C.UTF-8", "LC_ALL", "STY", tmux,
		NULL };
	struct vt *vt = vt_fork(24, 80, "xterm-256color", env, run, &practice);

	vt_be(vt, kind);
	ck_sees(vt, "今日 · 2026-11-23");
	return vt;
}

/* By the eight characters on the sheet. */
static void
open_paper(struct vt *vt)
{
	vt_send(vt, "<F9>");
	vt_send_bytes(vt, code, strlen(code));
	vt_send(vt, "<Enter>");
	ck_sees(vt, "怎样找到的");
	vt_send(vt, "<Enter>");
	ck_sees(vt, "6打印");
}

static int64_t
number(const char *sql)
{
	int64_t value;

	ck_practice(&practice, store_open("court.db", STORE_OPEN,
				       &practice.store, &practice.err));
	value = practice_number(&practice, sql);
	store_close(&practice.store);
	return value;
}

/* What the page file of that copy is on paper. */
static void
ck_printed(struct vt *vt, const char *copy)
{
	const char *pattern =
		arena_printf(&practice.arena, "court.db.print/*-%s.txt", copy);
	struct buf page = { 0 }, bytes = { 0 };
	struct escp_count count;
	glob_t found = { 0 };

	ck_assert_int_eq(glob(pattern, 0, NULL, &found), 0);
	ck_practice(&practice,
		file_read(found.gl_pathv[0], PAGE_MOST, &page, &practice.err));
	ck_practice(&practice, escp_write(ESCP_DOCUMENT, buf_text(&page),
				       &bytes, &count, &practice.err));
	ck_assert_uint_gt(bytes.length, 500);
	ck_assert_uint_eq(vt_printed(vt)->length, bytes.length);
	ck_assert_mem_eq(vt_printed(vt)->data, bytes.data, bytes.length);
	globfree(&found);
	buf_free(&page);
	buf_free(&bytes);
}

static size_t
times(const struct buf *wire_bytes, const char *bytes, size_t length)
{
	size_t found = 0;

	for (size_t i = 0; i + length <= wire_bytes->length; i++)
		found += memcmp(wire_bytes->data + i, bytes, length) == 0;
	return found;
}

/* In one piece: nothing of a frame between; afterwards a whole frame. */
static void
ck_one_piece(struct vt *vt)
{
	const struct buf *sent = vt_wire(vt);
	size_t printed = vt_printed(vt)->length;
	const char *on = memmem(sent->data, sent->length, "\033[5i", 4);
	const char *off;

	ck_assert_uint_eq(times(sent, "\033[5i", 4), 1);
	ck_assert_uint_eq(times(sent, "\033[4i", 4), 1);
	ck_assert_ptr_nonnull(on);
	off = on + 4 + printed;
	ck_assert_int_eq(memcmp(off, "\033[4i", 4), 0);
	ck_assert_ptr_nonnull(memmem(
		off, sent->length - (size_t)(off - sent->data), "\033[2J", 4));
}

static void
leave(struct vt *vt)
{
	int status = vt_close(&vt, 0);

	ck_assert_msg(WIFEXITED(status), "status %d", status);
}

static const struct {
	enum vt_kind kind;
	enum encoding encoding;
	enum width_of width;
} lines[] = {
	{ VT_UTF8, ENCODING_UTF8, WIDTH_TERM_NARROW },
	{ VT_GB18030, ENCODING_GB18030, WIDTH_TERM_WIDE },
	{ VT_GBK, ENCODING_GBK, WIDTH_TERM_WIDE },
};

/* The same bytes, whatever the terminal speaks. */
START_TEST(a_copy_on_paper)
{
	struct vt *vt;
	size_t bad;

	wire.encoding = lines[_i].encoding;
	wire.width = lines[_i].width;
	vt = start(lines[_i].kind, "TMUX");
	open_paper(vt);
	vt_mark(vt);
	bad = vt_bad_bytes(vt); /* of questions what the terminal speaks */
	vt_send(vt, "6");
	ck_sees(vt, "本机终端打印机打印好了吗");
	ck_sees(vt, "已送到本机终端打印机");
	ck_sees(vt, "第1份");
	ck_one_piece(vt);
	ck_printed(vt, "1");
	ck_assert_uint_eq(vt_bad_bytes(vt), bad);
	vt_send(vt, "1");
	ck_sees(vt, "已记下");
	ck_sees(vt, "第1份好（本机终端打印机）");
	leave(vt);
	ck_assert_int_eq(number("SELECT COUNT(*) FROM print_copy WHERE "
				"state = '好' AND channel = '本机终端'"),
		1);
}
END_TEST

/* The spoilt copy keeps its number, the next goes the same way. */
START_TEST(once_more)
{
	struct vt *vt = start(VT_UTF8, "TMUX");

	open_paper(vt);
	vt_send(vt, "6");
	ck_sees(vt, "已送到本机终端打印机");
	vt_send(vt, "2");
	ck_sees(vt, "第2份");
	vt_send(vt, "1");
	ck_sees(vt, "第1份废（本机终端打印机），第2份好（本机终端打印机）");
	leave(vt);
}
END_TEST

/* A line slower than we write: the kernel's buffer is full again and again. */
START_TEST(over_a_slow_line)
{
	struct vt *vt = start(VT_UTF8, "TMUX");

	open_paper(vt);
	vt_line(vt, 38400, 20);
	vt_mark(vt);
	vt_send(vt, "6");
	ck_sees(vt, "已送到本机终端打印机");
	ck_one_piece(vt);
	ck_printed(vt, "1");
	leave(vt);
}
END_TEST

static struct vt *
in_the_middle(void)
{
	struct vt *vt = start(VT_UTF8, "TMUX");

	open_paper(vt);
	vt_line(vt, 9600, 0);
	vt_send(vt, "6");
	while (vt_printed(vt)->length < 100)
		vt_settle(vt, 1);
	return vt;
}

/* The copy is numbered, and nobody says that it came out; the next time it is
 * found where it can be answered for. */
START_TEST(hung_up_in_the_middle)
{
	struct vt *vt = in_the_middle();

	vt_close(&vt, 0);
	ck_assert_int_eq(number("SELECT COUNT(*) FROM print_copy WHERE state = "
				"'未确认' AND channel = '本机终端'"),
		1);
	vt = start(VT_UTF8, "TMUX");
	vt_send(vt, "<F9>152<Enter>");
	ck_sees(vt, "您打的，还没有确认的");
	vt_send(vt, "1");
	ck_sees(vt, "本机终端打印机打印好了吗");
	vt_send(vt, "2");
	ck_sees(vt, "第2份");
	ck_sees(vt, "已送到本机终端打印机");
	ck_printed(vt, "2");
	leave(vt);
}
END_TEST

/* The end of printing, then the screen that the shell had. */
static bool
is_put_back(const struct vt *vt)
{
	static const char leaves[] = "\033[?1049l";
	const struct buf *sent = vt_wire(vt);
	const char *off = memmem(sent->data, sent->length, "\033[4i", 4);

	return off != NULL &&
	       memmem(off, sent->length - (size_t)(off - sent->data), leaves,
		       sizeof leaves - 1) != NULL;
}

/* Told to end while the printer takes its time: the terminal is left as a
 * terminal, not as a printer of what the shell says. */
START_TEST(ended_in_the_middle)
{
	struct vt *vt = in_the_middle();

	ck_assert_int_eq(kill(vt_pid(vt), SIGTERM), 0);
	for (int i = 0; i < VT_LIMIT && !is_put_back(vt); i++)
		vt_settle(vt, 1);
	ck_assert(is_put_back(vt));
	ck_assert(WIFEXITED(vt_wait_exit(vt)));
	vt_close(&vt, 0);
}
END_TEST

START_TEST(not_inside_tmux)
{
	struct vt *vt = start(VT_UTF8, "TMUX=/tmp/tmux-1000/default,1,0");

	open_paper(vt);
	vt_send(vt, "6");
	ck_sees(vt, "打在哪里");
	vt_send(vt, "1");
	ck_sees(vt, "tmux、screen 里打不了");
	ck_assert_uint_eq(vt_printed(vt)->length, 0);
	/* Another way is open. */
	vt_send(vt, "6");
	ck_sees(vt, "打在哪里");
	vt_send(vt, "2");
	ck_sees(vt, "版面已存成文件，没有送打印机");
	leave(vt);
	ck_assert_int_eq(number("SELECT COUNT(*) FROM print_copy"), 1);
	ck_assert_int_eq(number("SELECT COUNT(*) FROM print_copy WHERE "
				"channel = '文件'"),
		1);
}
END_TEST

/* A list has no copies; it goes the same way. */
START_TEST(a_list_on_paper)
{
	struct vt *vt = start(VT_UTF8, "TMUX");

	vt_send(vt, "5");
	ck_sees(vt, "交班单");
	vt_mark(vt);
	vt_send(vt, "6");
	ck_sees(vt, "已送到本机终端打印机");
	ck_one_piece(vt);
	/* 交班单 */
	ck_assert_ptr_nonnull(memmem(vt_printed(vt)->data,
		vt_printed(vt)->length, "\xbd\xbb\xb0\xe0\xb5\xa5", 6));
	leave(vt);
}
END_TEST

/* Level line has no frame, and the same printer. */
START_TEST(at_level_line)
{
	struct vt *vt;

	wire.level = LEVEL_LINE;
	vt = start(VT_UTF8, "TMUX");
	vt_send(vt, "交班单<Enter>");
	ck_sees(vt, "回车接着看");
	vt_mark(vt);
	vt_send(vt, "打印<Enter>");
	ck_sees(vt, "已送到本机终端打印机");
	ck_assert_uint_eq(times(vt_wire(vt), "\033[5i", 4), 1);
	ck_assert_uint_eq(times(vt_wire(vt), "\033[4i", 4), 1);
	ck_assert_ptr_nonnull(memmem(vt_printed(vt)->data,
		vt_printed(vt)->length, "\xbd\xbb\xb0\xe0\xb5\xa5", 6));
	leave(vt);
}
END_TEST

/* The same from a command line; what it says stays on the glass. */
START_TEST(from_the_command_line)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL", "TMUX",
		"STY", "BIANHU_USER=clerk", NULL };
	char store[] = "--store=court.db", print[] = "print",
	     terminal[] = "--terminal";
	char *paper = arena_copy(&practice.arena, code);
	struct vt *vt = vt_spawn(24, 80, "vt220", env,
		(char *[]){ program, store, print, paper, terminal, NULL });

	ck_sees(vt, "已送到终端的打印机");
	ck_sees(vt, "第1份");
	ck_assert_int_eq(vt_wait_exit(vt), 0);
	ck_printed(vt, "1");
	vt_close(&vt, 0);
	ck_assert_int_eq(number("SELECT COUNT(*) FROM print_copy WHERE "
				"channel = '本机终端'"),
		1);
}
END_TEST

Suite *
suite_printer_pty(void)
{
	Suite *suite = suite_create("printer_pty");
	TCase *tests = tcase_create("paper");

	tcase_add_unchecked_fixture(tests, practice_make, NULL);
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_set_timeout(tests, 120);
	tcase_add_loop_test(tests, a_copy_on_paper, 0,
		(int)(sizeof lines / sizeof lines[0]));
	tcase_add_test(tests, once_more);
	tcase_add_test(tests, over_a_slow_line);
	tcase_add_test(tests, hung_up_in_the_middle);
	tcase_add_test(tests, ended_in_the_middle);
	tcase_add_test(tests, not_inside_tmux);
	tcase_add_test(tests, a_list_on_paper);
	tcase_add_test(tests, at_level_line);
	tcase_add_test(tests, from_the_command_line);
	suite_add_tcase(suite, tests);
	return suite;
}
