/* SPDX-License-Identifier: MIT */
/* The terminal for tests itself: what the other tests take for granted. */
#include "tests/support/vt/vt.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

Suite *suite_vt(void);

/* Raw, says so by "$", then says `arg`, and what it reads in hexadecimal. */
static int
say(void *arg)
{
	static const char digits[] = "0123456789abcdef";
	struct termios raw;
	unsigned char byte;

	tcgetattr(STDIN_FILENO, &raw);
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	if (write(STDOUT_FILENO, arg, strlen(arg)) < 0)
		return 1;
	while (read(STDIN_FILENO, &byte, 1) == 1) {
		char hex[2] = { digits[byte >> 4], digits[byte & 15] };

		if (write(STDOUT_FILENO, hex, sizeof hex) < 0)
			return 1;
	}
	return 0;
}

static struct vt *
hear(enum vt_kind kind, const char *bytes)
{
	char *copy = strdup(bytes);
	struct vt *vt = vt_fork(5, 40, "xterm", NULL, say, copy);

	vt_be(vt, kind);
	free(copy);
	return vt;
}

struct spoken {
	enum vt_kind kind;
	int column; /* of the cursor after it */
	const char *bytes;
	const char *row;
	size_t bad;
};

/* clang-format off */
static const struct spoken spoken[] = {
	{ VT_UTF8, 11, "\u201c引号\u201d—…·①$", "\u201c引号\u201d—…·①$", 0 },
	{ VT_UTF8_WIDE, 17, "\u201c引号\u201d—…·①$", "\u201c引号\u201d—…·①$", 0 },
	{ VT_GBK, 17, "\xA1\xB0\xD2\xFD\xBA\xC5\xA1\xB1\xA1\xAA\xA1\xAD\xA1\xA4\xA2\xD9$",
	  "\u201c引号\u201d—…·①$", 0 },
	{ VT_GB18030, 17, "\xA1\xB0\xD2\xFD\xBA\xC5\xA1\xB1\xA1\xAA\xA1\xAD\xA1\xA4\xA2\xD9$",
	  "\u201c引号\u201d—…·①$", 0 },
	/* Two bytes, two columns, whatever Unicode says of it. */
	{ VT_GB18030, 3, "\xA8\xBF$", "ǹ$", 0 },
	{ VT_UTF8_WIDE, 2, "ǹ$", "ǹ$", 0 },
	{ VT_GB18030, 3, "\x95\x34\xB2\x35$", "\U00020BB7$", 0 },
	{ VT_GBK, 5, "\x95\x34\xB2\x35$", "\uFFFD4\uFFFD5$", 2 },
	/* What a program asks of a terminal that it does not know: 你好. */
	{ VT_UTF8, 5, "你好$", "你好$", 0 },
	{ VT_GBK, 7, "你好$", "浣犲ソ$", 0 },
	{ VT_GB18030, 7, "你好$", "浣犲ソ$", 0 },
	{ VT_GBK, 3, "\xAA\xA1$", "\uFFFD$", 2 },
	{ VT_UTF8, 3, "\xC4\xE3$", "\uFFFD\uFFFD$", 2 },
	{ VT_GBK, 6, "\033[3C\xC4\xE3$", "   你$", 0 },
};
/* clang-format on */

START_TEST(glass)
{
	const struct spoken *s = &spoken[_i];
	struct vt *vt = hear(s->kind, s->bytes);
	int row, column;

	ck_assert_msg(vt_wait_text(vt, "$"), "%s", vt_screen(vt));
	ck_assert_str_eq(vt_row(vt, 0), s->row);
	vt_cursor(vt, &row, &column);
	ck_assert_int_eq(column, s->column);
	ck_assert_uint_eq(vt_bad_bytes(vt), s->bad);
	vt_close(&vt, 0);
}
END_TEST

START_TEST(keyboard)
{
	struct vt *vt = hear(VT_GBK, "$");

	ck_assert(vt_wait_text(vt, "$"));
	vt_send(vt, "你<Enter>");
	ck_assert(vt_wait_text(vt, "$c4e30d"));
	vt_close(&vt, 0);
}
END_TEST

START_TEST(answers)
{
	struct vt *vt = hear(VT_GBK, "你好\033[6n$");

	/* ESC [ 1 ; 7 R */
	ck_assert(vt_wait_text(vt, "1b5b313b3752"));
	vt_close(&vt, 0);
	vt = hear(VT_GBK, "\033[6n\033[c$");
	vt_be_silent(vt);
	ck_assert(vt_wait_text(vt, "$"));
	vt_send(vt, "a");
	ck_assert(vt_wait_text(vt, "$61"));
	vt_close(&vt, 0);
}
END_TEST

static int64_t
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* 97 bytes at 9600 bps are 101 ms, and 30 on the way; an answer takes two
 * ways. It comes in pieces that part characters. */
START_TEST(slow_line)
{
	struct buf text = { 0 };
	struct vt *vt;
	int64_t start;

	for (int i = 0; i < 48; i++)
		buf_add(&text, "\xC4\xE3");
	buf_add(&text, "$");
	start = milliseconds();
	vt = hear(VT_GBK, buf_text(&text));
	vt_line(vt, 9600, 30);
	ck_assert(vt_wait_text(vt, "你$"));
	ck_assert_int_ge(milliseconds() - start, 131);
	ck_assert_int_gt(vt_reads(vt), 10);
	ck_assert_uint_eq(vt_bad_bytes(vt), 0);
	start = milliseconds();
	vt_send(vt, "a");
	vt_settle(vt, 20);
	ck_assert(strstr(vt_screen(vt), "$61") != NULL);
	ck_assert_int_ge(milliseconds() - start, 60);
	vt_close(&vt, 0);
	buf_free(&text);
}
END_TEST

START_TEST(printer)
{
	struct vt *vt = hear(VT_UTF8, "a\033[5i\033K\xC4\xE3\033[4ib$");

	ck_assert(vt_wait_text(vt, "ab$"));
	ck_assert_str_eq(buf_text(vt_printed(vt)), "\033K\xC4\xE3");
	ck_assert_uint_eq(vt_bad_bytes(vt), 0);
	vt_close(&vt, 0);
}
END_TEST

/* Bytes to a glass that was blank, cursor at the origin. */
struct bounded {
	enum vt_kind kind;
	const char *bytes;
	size_t bound;
};

/* clang-format off */
static const struct bounded bounded[] = {
	{ VT_UTF8, "ab$", 3 },
	{ VT_UTF8, "你$", 4 },
	{ VT_GBK, "\xC4\xE3$", 3 },
	{ VT_GB18030, "\x95\x34\xB2\x35$", 5 },
	/* Twice the same, or sent in another order: what is on the glass counts. */
	{ VT_UTF8, "ab\rab$", 3 },
	/* ESC [ 20 C is dearer than nothing, cheaper than 20 blanks. */
	{ VT_UTF8, "a                    $", 7 },
	{ VT_UTF8, "a  $", 4 },
	{ VT_UTF8, "\r\n\r\n$", 3 },
	{ VT_UTF8, "\033[7m$", 5 },
};
/* clang-format on */

START_TEST(lower_bound)
{
	const struct bounded *b = &bounded[_i];
	struct vt *vt = hear(b->kind, b->bytes);

	ck_assert(vt_wait_text(vt, "$"));
	ck_assert_uint_eq(vt_lower_bound(vt), b->bound);
	vt_mark(vt);
	ck_assert_uint_eq(vt_lower_bound(vt), 0);
	vt_close(&vt, 0);
}
END_TEST

Suite *
suite_vt(void)
{
	Suite *suite = suite_create("vt");
	TCase *tcase = tcase_create("terminal for tests");

	tcase_add_loop_test(
		tcase, glass, 0, (int)(sizeof spoken / sizeof *spoken));
	tcase_add_test(tcase, keyboard);
	tcase_add_test(tcase, answers);
	tcase_add_test(tcase, slow_line);
	tcase_add_test(tcase, printer);
	tcase_add_loop_test(
		tcase, lower_bound, 0, (int)(sizeof bounded / sizeof *bounded));
	suite_add_tcase(suite, tcase);
	return suite;
}
