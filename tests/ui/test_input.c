/* SPDX-License-Identifier: MIT */
/* What bytes are which keys, however the line cuts them. */
#include "ui/term/input.h"

#include "base/attr.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_input(void);

/* An event as text: characters are themselves, the rest is in brackets. */
static void
note(struct buf *out, const struct key_event *event)
{
	char bytes[UTF8_MAX_BYTES];

	if (event->key == KEY_PASTE)
		buf_addf(out, "{%s}", event->text);
	else if (event->key == KEY_BAD)
		buf_add(out, "[bad]");
	else if (event->key <= ' ' || event->key > KEY_NAMED)
		buf_addf(out, "[%s]", key_name(event->key, KEY_NAMES_F));
	else
		buf_add_bytes(
			out, bytes, utf8_put((uint32_t)event->key, bytes));
}

static void
feed(struct input *input, const char *bytes, size_t length, struct buf *out)
{
	struct key_event event;

	for (size_t i = 0; i < length; i++) {
		if (input_byte(input, (unsigned char)bytes[i], &event))
			note(out, &event);
		while (input_next(input, &event))
			note(out, &event);
	}
}

struct bytes_case {
	const char *bytes;
	const char *keys;
};

/* clang-format off */
static const struct bytes_case cases[] = {
	/* characters */
	{ "a1 ~", "a1[空格]~" },
	{ "张三", "张三" },
	{ "\xF0\xA0\xAE\xB7", "\xF0\xA0\xAE\xB7" },
	/* controls */
	{ "\001\003\032", "[Ctrl-A][Ctrl-C][Ctrl-Z]" },
	{ "\t\r\n\n", "[Tab][回车][回车]" },
	{ "\r\r\n", "[回车][回车]" },
	{ "\r\nx\n", "[回车]x[回车]" },
	{ "\x7F", "[退格]" },
	{ "\b", "[退格]" },
	{ "\x7F\b", "[退格]" },
	{ "\x7F\b\x7F\b", "[退格][退格]" },
	{ "\b\b", "[退格][退格]" },
	{ "\x7F\x7F", "[退格][退格]" },
	{ "\x7F" "a\b", "[退格]a[退格]" },
	{ "\034\035", "[bad][bad]" },
	/* function keys: xterm, VT, PuTTY and rxvt, Linux console */
	{ "\033OP\033OQ\033OR\033OS", "[F1][F2][F3][F4]" },
	{ "\033[11~\033[12~\033[13~\033[14~", "[F1][F2][F3][F4]" },
	{ "\033[[A\033[[B\033[[C\033[[D\033[[E", "[F1][F2][F3][F4][F5]" },
	{ "\033[15~\033[17~\033[18~\033[19~", "[F5][F6][F7][F8]" },
	{ "\033[20~\033[21~\033[23~\033[24~", "[F9][F10][F11][F12]" },
	{ "\033[1;2P\033[15;5~", "[F1][F5]" },
	{ "\033O2P", "[F1]" },
	/* Esc and a digit; Esc has no timer */
	{ "\0331\0332\0339\0330\033-", "[F1][F2][F9][F10][F11]" },
	{ "\033\033", "[F12]" },
	{ "\033\033\033" "1", "[F12][F1]" },
	{ "\033张", "张" },
	{ "\033\r", "[回车]" },
	{ "\033x", "x" },
	/* arrows and their neighbours */
	{ "\033[A\033[B\033[C\033[D", "[↑][↓][→][←]" },
	{ "\033OA\033OB\033OC\033OD", "[↑][↓][→][←]" },
	{ "\033[1;5C\033[a\033Od", "[→][↑][←]" },
	{ "\033[H\033[F\033OH\033OF", "[Home][End][Home][End]" },
	{ "\033[1~\033[4~\033[7~\033[8~", "[Home][End][Home][End]" },
	{ "\033[2~\033[3~\033[5~\033[6~", "[Ins][Del][PgUp][PgDn]" },
	{ "\033[3$\033[3^\033[3@x", "[Del][Del][Del]x" },
	{ "\033[Z", "[Shift-Tab]" },
	{ "\033\t", "[Shift-Tab]" },
	/* the keypad of a vt100 or PuTTY steers by digits */
	{ "\033Or\033Oq\033Ot", "214" },
	{ "\033Op\033Os\033Ou\033Ov\033Ow\033Ox\033Oy", "0356789" },
	{ "\033OM\033On\033Om\033Ok\033Oj\033Oo\033Ol\033OX",
		"[回车].-+*/,[F9]" },
	/* PuTTY VT100+, whose F9 is the = of a VT's keypad */
	{ "\033OP\033OQ\033OR\033OS\033OT\033OU",
		"[F1][F2][F3][F4][F5][F6]" },
	{ "\033OV\033OW\033OX\033OY\033OZ\033O[",
		"[F7][F8][F9][F10][F11][F12]" },
	/* PuTTY SCO: P to S are its own once M or another was seen */
	{ "\033[M\033[N\033[O\033[P\033[Q\033[R",
		"[F1][F2][F3][F4][F5][F6]" },
	{ "\033[S\033[T\033[U\033[V\033[W\033[X",
		"[F4][F8][F9][F10][F11][F12]" },
	{ "\033[X\033[S\033[I\033[G\033[L\033[H\033[F",
		"[F12][F7][PgUp][PgDn][Ins][Home][End]" },
	/* a window's focus, where nobody asked */
	{ "\033[Ia\033[Ob", "ab" },
	{ "\033[28~", "[F1]" },
	/* Alt and a key: Esc Esc, and no text */
	{ "\033\033[17~a", "[F12]a" },
	{ "\033\033[A\033\033OPa", "[F12][F12]a" },
	{ "\033\033[[Aa", "[F12]a" },
	{ "\033\033[x", "[F12][x" },
	{ "\033\033[1x", "[F12][1x" },
	{ "\033\033[张", "[F12][张" },
	{ "\033\033OK", "[F12]OK" },
	/* what no keyboard sends for a key */
	{ "\021a\023b\xFF", "ab" },
	{ "\033\021[\0231\xFF" "5~", "[F5]" },
	{ "\xE5\023\xBC\xFF\xA0", "张" },
	/* unknown sequences are one beep, never text */
	{ "\033[99~", "[bad]" },
	{ "\033[?1;2c\033[>0;276;0c", "" },
	{ "\033[24;80R", "" },
	{ "\033[5;9Rx", "x" },
	{ "\033Oz", "[bad]" },
	/* what breaks off a sequence is a key itself */
	{ "\033[1\r", "[bad][回车]" },
	{ "\033[张", "[bad]张" },
	{ "\033[1\033[A", "[bad][↑]" },
	{ "\033O\033OP", "[bad][F1]" },
	{ "\033[[x", "[bad]x" },
	/* bad bytes: GBK for 张三, then keys; none may be eaten */
	{ "\xD5\xC5\xC8\xFD" "abc", "[bad][bad][bad]abc" },
	{ "\xD5" "a", "[bad]a" },
	{ "\xD5\r", "[bad][回车]" },
	{ "\xE5\xBC\033OP", "[bad][F1]" },
	{ "\xE5\xE5\xBC\xA0", "[bad]张" },
	{ "\x80\xFE\xC0\xC1x", "[bad][bad][bad][bad]x" },
	{ "\xC0\x80", "[bad][bad]" },
	{ "\xED\xA0\x80", "[bad]" },
	{ "\xF4\x90\x80\x80z", "[bad]z" },
	/* characters that may not be data */
	{ "\xE2\x80\xAEx", "[bad]x" },
	{ "\xC2\x9Bx", "[bad]x" },
	/* paste */
	{ "\033[200~张三\033[201~x", "{张三}x" },
	{ "\033[200~\033[201~", "{}" },
	{ "\033[200~a\r\nb\rc\nd\te\033[201~", "{a\nb\nc\nd e}" },
	{ "\033[200~\033[31m红\033[0m\033OP\033[201~", "{[31m红[0mOP}" },
	{ "\033[200~\033\033[201~", "{}" },
	{ "\033[200~\033[20\033[201~", "{[20}" },
	{ "\033[200~\033[2010~\033[201~", "{[2010~}" },
	{ "\033[200~\xD5\xC5" "a\033[201~b", "{\uFFFD\uFFFDa}b" },
	{ "\033[200~\001\003\x7F\xE2\x80\xAE\033[201~", "{}" },
	{ "\033[201~", "[bad]" },
};
/* clang-format on */

START_TEST(bytes_are_keys)
{
	const struct bytes_case *c = &cases[_i];
	struct input input = { 0 };
	struct buf keys = { 0 };

	feed(&input, c->bytes, strlen(c->bytes), &keys);
	ck_assert_str_eq(buf_text(&keys), c->keys);
	ck_assert_uint_eq(input.pending_length, 0);
	buf_free(&keys);
	input_free(&input);
}
END_TEST

/* An Esc that waits for its next byte leaves nothing behind; every sequence
 * may stop at any byte, and after input_clear (a flush) keys are keys. */
START_TEST(cut_anywhere)
{
	const struct bytes_case *c = &cases[_i];

	for (size_t at = 0; at <= strlen(c->bytes); at++) {
		struct input input = { 0 };
		struct buf keys = { 0 };

		feed(&input, c->bytes, at, &keys);
		input_clear(&input);
		buf_clear(&keys);
		feed(&input, "好\r", strlen("好\r"), &keys);
		ck_assert_str_eq(buf_text(&keys), "好[回车]");
		buf_free(&keys);
		input_free(&input);
	}
}
END_TEST

struct encoded_case {
	enum encoding encoding;
	const char *bytes;
	const char *keys;
};

/* clang-format off */
static const struct encoded_case encoded[] = {
	{ ENCODING_GBK, "a\xD5\xC5\xC8\xFD" "1", "a张三1" },
	{ ENCODING_GB18030, "\xD5\xC5\xC8\xFD\r", "张三[回车]" },
	{ ENCODING_GB18030, "\x95\x34\xB2\x35x", "\U00020BB7x" },
	{ ENCODING_GB18030, "\033OP\xD5\xC5\033[21~", "[F1]张[F10]" },
	/* a second byte that is a letter or a bracket */
	{ ENCODING_GBK, "\xD5\x61\x81\x5Bx", "誥乕x" },
	/* a lead whose rest was lost eats no digit, Enter, Esc or F-key */
	{ ENCODING_GBK, "\xD5" "21\r", "[bad]21[回车]" },
	{ ENCODING_GBK, "\xD5\033[15~", "[bad][F5]" },
	{ ENCODING_GBK, "\xD5\033" "3", "[bad][F3]" },
	{ ENCODING_GBK, "\xD5 \x7F", "[bad][空格][退格]" },
	{ ENCODING_GB18030, "\xD5\r", "[bad][回车]" },
	{ ENCODING_GB18030, "\x95\x34\r", "[bad]4[回车]" },
	{ ENCODING_GB18030, "\x95\x34\033OP", "[bad]4[F1]" },
	{ ENCODING_GB18030, "\x95\x34\xB2" "a\r", "[bad]4瞐[回车]" },
	/* paste */
	{ ENCODING_GBK, "\033[200~\xD5\xC5\r\n\xC8\xFD\033[201~x", "{张\n三}x" },
	{ ENCODING_GB18030, "\033[200~\x95\x34\xB2\x35\xD5\033[201~", "{\U00020BB7\uFFFD}" },
	{ ENCODING_GBK, "\033[200~\023\xD5\xFF\xC5\021\033[201~", "{张}" },
};
/* clang-format on */

static void
speak(struct input *input, enum encoding encoding)
{
	struct err err = { 0 };

	*input = (struct input){ 0 };
	ck_assert_msg(
		input_set_encoding(input, encoding, &err), "%s", err.text);
}

START_TEST(encodings_are_read)
{
	const struct encoded_case *c = &encoded[_i];
	struct buf keys = { 0 };
	struct input input;

	speak(&input, c->encoding);
	feed(&input, c->bytes, strlen(c->bytes), &keys);
	ck_assert_str_eq(buf_text(&keys), c->keys);
	ck_assert_uint_eq(input.pending_length, 0);
	buf_free(&keys);
	input_free(&input);
}
END_TEST

START_TEST(encodings_cut_anywhere)
{
	const struct encoded_case *c = &encoded[_i];

	for (size_t at = 0; at <= strlen(c->bytes); at++) {
		struct buf keys = { 0 };
		struct input input;

		speak(&input, c->encoding);
		feed(&input, c->bytes, at, &keys);
		input_clear(&input);
		buf_clear(&keys);
		feed(&input, "\xBA\xC3\r", 3, &keys);
		ck_assert_str_eq(buf_text(&keys), "好[回车]");
		buf_free(&keys);
		input_free(&input);
	}
}
END_TEST

/* Half a character and then seconds of nothing: the next key is a key. */
START_TEST(silence_ends_half_a_character)
{
	struct key_event event = { 0 };
	struct buf keys = { 0 };
	struct input input;

	speak(&input, ENCODING_GBK);
	feed(&input, "\xD5", 1, &keys);
	ck_assert(input_is_open(&input));
	ck_assert(input_silent(&input, &event));
	ck_assert_int_eq(event.key, KEY_BAD);
	ck_assert(!input_is_open(&input));
	feed(&input, "a", 1, &keys);
	ck_assert_str_eq(buf_text(&keys), "a");
	/* but an Esc waits for ever */
	feed(&input, "\033", 1, &keys);
	ck_assert(!input_is_open(&input));
	ck_assert(!input_silent(&input, &event));
	buf_free(&keys);
	input_free(&input);
}
END_TEST

/* The keys of pieces of input, a twin with = behind it. */
static const char *
twins(struct input *input, const char *const *pieces, struct buf *out)
{
	buf_clear(out);
	for (; *pieces != NULL; pieces++) {
		unsigned char bytes[64];
		size_t length = strlen(*pieces);
		struct key_event event;

		memcpy(bytes, *pieces, length);
		length = input_piece(input, bytes, length);
		for (size_t i = 0; i < length; i++) {
			if (!input_byte(input, bytes[i], &event))
				continue;
			note(out, &event);
			buf_add(out, event.is_twin ? "=" : "");
		}
	}
	return buf_text(out);
}

START_TEST(twins_come_in_one_piece)
{
	static const char *const together[] = { "\033[D\033[D", "\x7F\x7Fxx",
		NULL };
	static const char *const apart[] = { "\033[D", "\033[D", NULL };
	static const char *const cut[] = { "\033[", "D\033[D", NULL };
	struct input input = { 0 };
	struct buf keys = { 0 };

	ck_assert_str_eq(
		twins(&input, together, &keys), "[←][←][退格][退格]xx");
	input.has_twins = true;
	ck_assert_str_eq(
		twins(&input, together, &keys), "[←][←]=[退格][退格]=xx=");
	ck_assert_str_eq(twins(&input, apart, &keys), "[←][←]");
	ck_assert_str_eq(twins(&input, cut, &keys), "[←][←]=");
	buf_free(&keys);
}
END_TEST

START_TEST(padding_is_no_key)
{
	unsigned char bytes[] = "\0\0\0a\0b\0\0";
	struct input input = { 0 };
	size_t length = input_piece(&input, bytes, sizeof bytes - 1);

	ck_assert_uint_eq(length, 3);
	ck_assert_mem_eq(bytes, "a\0b", 3);
}
END_TEST

START_TEST(lone_bytes_eat_nothing)
{
	for (int byte = 0x80; byte < 0xFF; byte++) {
		char bytes[] = { (char)byte, '2', '1', '\r' };
		struct input input = { 0 };
		struct buf keys = { 0 };

		feed(&input, bytes, sizeof bytes, &keys);
		ck_assert_str_eq(buf_text(&keys), "[bad]21[回车]");
		buf_free(&keys);
		input_free(&input);
	}
}
END_TEST

START_TEST(nul_is_control_space)
{
	struct input input = { 0 };
	struct buf keys = { 0 };

	feed(&input, "\0a", 2, &keys);
	ck_assert_str_eq(buf_text(&keys), "[Ctrl-T]a");
	buf_free(&keys);
}
END_TEST

START_TEST(endless_sequence_ends)
{
	struct input input = { 0 };
	struct buf keys = { 0 };

	feed(&input, "\033[", 2, &keys);
	for (int i = 0; i < 4 * INPUT_SEQUENCE; i++)
		feed(&input, "1", 1, &keys);
	ck_assert_uint_le(input.pending_length, INPUT_SEQUENCE);
	buf_clear(&keys);
	feed(&input, "\r", 1, &keys);
	ck_assert_str_eq(buf_text(&keys), "[回车]");
	buf_free(&keys);
}
END_TEST

START_TEST(endless_paste_is_bounded)
{
	struct input input = { 0 };
	struct key_event event = { 0 };
	struct buf keys = { 0 };

	feed(&input, "\033[200~", 6, &keys);
	for (int i = 0; i < INPUT_PASTE + 1; i++)
		feed(&input, "a", 1, &keys);
	ck_assert_uint_eq(keys.length, 0);
	ck_assert(input_silent(&input, &event));
	ck_assert_int_eq(event.key, KEY_PASTE);
	ck_assert_uint_eq(strlen(event.text), INPUT_PASTE);
	ck_assert(event.is_cut);
	ck_assert(!input_silent(&input, &event));
	feed(&input, "x", 1, &keys);
	ck_assert_str_eq(buf_text(&keys), "x");
	buf_free(&keys);
	input_free(&input);
}
END_TEST

/* Any bytes at all: no crash, and a key afterwards is a key. */
START_TEST(noise)
{
	struct input input = { 0 };
	struct buf keys = { 0 };
	uint32_t state = 12345;

	for (int i = 0; i < 200000; i++) {
		char byte;

		state = state * 1103515245U + 12345U;
		byte = (char)(state >> 16 & 0xFFU);
		feed(&input, &byte, 1, &keys);
		if (keys.length > 4096)
			buf_clear(&keys);
	}
	input_clear(&input);
	buf_clear(&keys);
	feed(&input, "1", 1, &keys);
	ck_assert_str_eq(buf_text(&keys), "1");
	buf_free(&keys);
	input_free(&input);
}
END_TEST

Suite *
suite_input(void)
{
	Suite *suite = suite_create("input");
	TCase *tests = tcase_create("bytes");

	tcase_add_loop_test(tests, bytes_are_keys, 0, ARRAY_LENGTH(cases));
	tcase_add_loop_test(tests, cut_anywhere, 0, ARRAY_LENGTH(cases));
	tcase_add_loop_test(
		tests, encodings_are_read, 0, ARRAY_LENGTH(encoded));
	tcase_add_loop_test(
		tests, encodings_cut_anywhere, 0, ARRAY_LENGTH(encoded));
	tcase_add_test(tests, silence_ends_half_a_character);
	tcase_add_test(tests, twins_come_in_one_piece);
	tcase_add_test(tests, padding_is_no_key);
	tcase_add_test(tests, lone_bytes_eat_nothing);
	tcase_add_test(tests, nul_is_control_space);
	tcase_add_test(tests, endless_sequence_ends);
	tcase_add_test(tests, endless_paste_is_bounded);
	tcase_add_test(tests, noise);
	suite_add_tcase(suite, tests);
	return suite;
}
