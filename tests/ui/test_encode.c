/* SPDX-License-Identifier: MIT */
/* The last filter before the wire, its encoding, a line that stands still,
 * and the width that ncurses is told. */
#include "ui/term/encode.h"

#include "base/utf8.h"
#include "tests/support/tree.h"
#include "ui/term/sig.h"
#include "ui/term/wcwidth.h"

#include <check.h>
#include <fcntl.h>
#include <glob.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

Suite *suite_encode(void);

struct filter_case {
	const char *bytes;
	const char *wire;
};

/* clang-format off */
static const struct filter_case filters[] = {
	{ "", "" },
	{ "\033[3;1H张三\a\b\t\r\n\016q\017", "\033[3;1H张三\a\b\t\r\n\016q\017" },
	{ "e\u0301\U00020BB7\uFFFD", "e\u0301\U00020BB7\uFFFD" },
	{ "a\005b\021c\x7F", "a?b?c?" },
	{ "\xC2\x9B" "31m", "?31m" },
	{ "\u202ea\u200b", "?a?" },
	{ "\xD5\xC5!", "?" "?!" },
	{ "\xE5\xBC", "??" },
};
/* clang-format on */

START_TEST(filter)
{
	struct buf frame = { 0 };
	struct buf out = { 0 };

	buf_add(&frame, filters[_i].bytes);
	encode_filter(&out, NULL, WIDTH_TERM_NARROW, &frame);
	ck_assert_str_eq(buf_text(&out), filters[_i].wire);
	buf_free(&frame);
	buf_free(&out);
}
END_TEST

/* Padding of old terminals is NUL and stays. */
START_TEST(padding)
{
	struct buf frame = { 0 };
	struct buf out = { 0 };

	buf_add_bytes(&frame, "a\0\0b", 4);
	encode_filter(&out, NULL, WIDTH_TERM_NARROW, &frame);
	ck_assert_uint_eq(out.length, 4);
	ck_assert_mem_eq(out.data, "a\0\0b", 4);
	buf_free(&frame);
	buf_free(&out);
}
END_TEST

/* clang-format off */
static const struct {
	enum encoding encoding;
	enum width_of width;
	const char *frame;
	const char *wire;
} spoken[] = {
	{ ENCODING_UTF8, WIDTH_TERM_WIDE, "\033[3;1H张\U00020BB7“", "\033[3;1H张\U00020BB7“" },
	{ ENCODING_GB18030, WIDTH_TERM_WIDE, "\033[3;1H张\U00020BB7“\033(0q",
		"\033[3;1H\xD5\xC5\x95\x34\xB2\x35\xA1\xB0\033(0q" },
	{ ENCODING_GBK, WIDTH_TERM_WIDE, "张\U00020BB7\033[K", "\xD5\xC5\xA1\xFE\033[K" },
	{ ENCODING_GBK, WIDTH_TERM_WIDE, "•x", "\xA1\xFEx" },
	{ ENCODING_GBK, WIDTH_TERM_NARROW, "•x", "?x" },
	/* The filter is the same, whatever is spoken. */
	{ ENCODING_GBK, WIDTH_TERM_WIDE, "a\005\xC2\x9B" "31m\u202e\xD5\xC5!", "a?" "?31m?" "?" "?!" },
};
/* clang-format on */

START_TEST(text_is_encoded_sequences_are_not)
{
	struct encoder *encoder;
	struct buf frame = { 0 };
	struct buf out = { 0 };
	struct err err = { 0 };

	ck_assert_msg(encoder_open(spoken[_i].encoding, &encoder, &err), "%s",
		err.text);
	buf_add(&frame, spoken[_i].frame);
	encode_filter(&out, encoder, spoken[_i].width, &frame);
	ck_assert_str_eq(buf_text(&out), spoken[_i].wire);
	buf_free(&frame);
	buf_free(&out);
	encoder_close(&encoder);
}
END_TEST

/* A terminal of GBK can show all our own words, and draws no box for us: ─ is
 * one column on some terminals and two on others. The built-in
 * Chinese input knows by itself what a terminal has. */
static const char *const wording[] = { "src/ui/*.c", "src/ui/app/*.c",
	"src/ui/entry/*.c", "src/ui/line/*.c", "src/ui/view/*.c",
	"src/ui/term/[!i]*.c", "src/cli/*.c", "src/desk/*.c", "screens/*.c",
	"forms/*.form", "forms/rules/*.rule" };

static void
check_wording(struct encoder *encoder, const char *path)
{
	struct arena arena = { 0 };
	const char *at = tree_text(&arena, path);
	uint32_t character;

	while ((character = utf8_next(&at)) != 0) {
		if (character < 0x80)
			continue;
		ck_assert_msg(encoder_has(encoder, character), "%s: U+%04X",
			path, character);
		ck_assert_msg(character < 0x2500 || character > 0x257F,
			"%s: U+%04X", path, character);
	}
	arena_clear(&arena);
}

START_TEST(our_words_are_in_every_encoding)
{
	struct arena arena = { 0 };
	struct encoder *encoder;
	struct err err = { 0 };
	glob_t found;

	ck_assert_msg(
		encoder_open(ENCODING_GBK, &encoder, &err), "%s", err.text);
	ck_assert_int_eq(
		glob(tree_path(&arena, wording[_i]), 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++)
		check_wording(encoder, found.gl_pathv[i]);
	globfree(&found);
	encoder_close(&encoder);
	arena_clear(&arena);
}
END_TEST

/* A pseudo terminal on descriptor 1, and our end of it. */
struct line {
	int glass;
	int before;
	struct encode encode;
	size_t got;
	int told;
	int stop; /* told this often it is enough */
};

static void
open_line(struct line *line, enum encoding encoding)
{
	struct termios modes;
	struct err err = { 0 };
	int slave;

	*line = (struct line){ .before = dup(STDOUT_FILENO) };
	line->glass = posix_openpt(O_RDWR | O_NOCTTY);
	ck_assert(line->glass >= 0 && grantpt(line->glass) == 0 &&
		  unlockpt(line->glass) == 0);
	slave = open(ptsname(line->glass), O_RDWR | O_NOCTTY);
	ck_assert(slave >= 0 && tcgetattr(slave, &modes) == 0);
	cfmakeraw(&modes);
	tcsetattr(slave, TCSANOW, &modes);
	dup2(slave, STDOUT_FILENO);
	close(slave);
	ck_assert_msg(
		encode_open(&line->encode, encoding, &err), "%s", err.text);
}

static void
close_line(struct line *line)
{
	encode_close(&line->encode);
	dup2(line->before, STDOUT_FILENO);
	close(line->before);
	if (line->glass >= 0)
		close(line->glass);
}

static void
check_sent(struct line *line, const char *text, const char *bytes)
{
	char got[64] = { 0 };

	ck_assert_int_ge(fputs(text, line->encode.sink), 0);
	ck_assert_int_eq(fflush(line->encode.sink), 0);
	ck_assert(encode_send(&line->encode));
	ck_assert_int_eq(
		read(line->glass, got, sizeof got - 1), (ssize_t)strlen(bytes));
	ck_assert_str_eq(got, bytes);
}

START_TEST(what_is_spoken_can_change)
{
	struct line line;
	struct buf paper = { 0 };
	struct err err = { 0 };
	char got[16] = { 0 };

	open_line(&line, ENCODING_GBK);
	check_sent(&line, "张•", "\xD5\xC5?");
	line.encode.width = WIDTH_TERM_WIDE;
	check_sent(&line, "\033[H张•", "\033[H\xD5\xC5\xA1\xFE");
	ck_assert(encode_speak(&line.encode, ENCODING_GB18030, &err));
	check_sent(&line, "\U00020BB7", "\x95\x34\xB2\x35");
	ck_assert(encode_speak(&line.encode, ENCODING_UTF8, &err));
	check_sent(&line, "\U00020BB7•", "\U00020BB7•");
	/* Bytes for a printer are in no encoding of ours. */
	buf_add_bytes(&paper, "\033[5i\xD5\xC5\0\033[4i", 11);
	ck_assert(encode_pass(&line.encode, &paper));
	ck_assert_int_eq(read(line.glass, got, sizeof got), 11);
	ck_assert_mem_eq(got, "\033[5i\xD5\xC5\0\033[4i", 11);
	/* What is counted is what was sent. */
	ck_assert_uint_eq(line.encode.bytes, 3 + 7 + 4 + 7 + 11);
	buf_free(&paper);
	close_line(&line);
}
END_TEST

/* The terminal reads again after a while. */
static bool
read_on(void *arg, int milliseconds)
{
	struct line *line = arg;
	char piece[65536];

	ck_assert_int_ge(milliseconds, ENCODE_TICK);
	line->told++;
	if (line->told < line->stop) {
		ssize_t got = read(line->glass, piece, sizeof piece);

		ck_assert_int_gt(got, 0);
		line->got += (size_t)got;
	}
	return line->told < line->stop;
}

static void
say_much(struct line *line)
{
	for (int i = 0; i < 2000; i++)
		encode_say(&line->encode,
			"0123456789012345678901234567890123456789"
			"012345678901234567890123");
}

/* Waits without using the processor, and gives up when told so. */
START_TEST(a_line_that_stands_still_costs_nothing)
{
	struct line line;
	clock_t before;

	open_line(&line, ENCODING_UTF8);
	line.stop = 2;
	encode_on_blocked(&line.encode, read_on, &line);
	say_much(&line);
	before = clock();
	ck_assert(!encode_send(&line.encode));
	ck_assert_int_lt(clock() - before, CLOCKS_PER_SEC / 10);
	ck_assert_int_eq(line.told, 2);
	ck_assert_uint_gt(line.got, 0);
	close_line(&line);
}
END_TEST

START_TEST(we_end_on_a_line_that_stands_still)
{
	struct line line;
	struct timespec before, after;

	open_line(&line, ENCODING_UTF8);
	sig_open();
	say_much(&line);
	clock_gettime(CLOCK_MONOTONIC, &before);
	ck_assert_int_eq(raise(SIGTERM), 0);
	ck_assert(!encode_send(&line.encode));
	say_much(&line);
	ck_assert(!encode_send(&line.encode)); /* the way out */
	clock_gettime(CLOCK_MONOTONIC, &after);
	ck_assert_int_le(after.tv_sec - before.tv_sec, 1);
	sig_close();
	close_line(&line);
}
END_TEST

START_TEST(a_terminal_that_goes_is_lost)
{
	struct line line;

	ck_assert(signal(SIGHUP, SIG_IGN) != SIG_ERR);
	open_line(&line, ENCODING_UTF8);
	close(line.glass);
	line.glass = -1;
	encode_say(&line.encode, "a");
	ck_assert(!encode_send(&line.encode));
	close_line(&line);
}
END_TEST

START_TEST(ncurses_asks_us)
{
	wcwidth_set(WIDTH_TERM_WIDE);
	ck_assert_int_eq(wcwidth(0x201C), 2);
	ck_assert_int_eq(wcwidth(0x2026), 2);
	wcwidth_set(WIDTH_TERM_NARROW);
	ck_assert_int_eq(wcwidth(0x201C), 1);
	ck_assert_int_eq(wcwidth(0x5F20), 2);
	ck_assert_int_eq(wcwidth(0x31350), 2); /* newer than libc */
	ck_assert_int_eq(wcwidth(0x301), 0);
	ck_assert_int_eq(wcwidth(0), 0);
	ck_assert_int_eq(wcwidth(0x1B), -1);
	ck_assert_int_eq(wcwidth(0x202E), -1);
}
END_TEST

Suite *
suite_encode(void)
{
	Suite *suite = suite_create("encode");
	TCase *tests = tcase_create("wire");

	tcase_add_loop_test(tests, filter, 0, ARRAY_LENGTH(filters));
	tcase_add_test(tests, padding);
	tcase_add_loop_test(tests, text_is_encoded_sequences_are_not, 0,
		(int)ARRAY_LENGTH(spoken));
	tcase_add_loop_test(tests, our_words_are_in_every_encoding, 0,
		(int)ARRAY_LENGTH(wording));
	tcase_add_test(tests, what_is_spoken_can_change);
	tcase_add_test(tests, a_line_that_stands_still_costs_nothing);
	tcase_add_test(tests, we_end_on_a_line_that_stands_still);
	tcase_add_test(tests, a_terminal_that_goes_is_lost);
	tcase_add_test(tests, ncurses_asks_us);
	suite_add_tcase(suite, tests);
	return suite;
}
