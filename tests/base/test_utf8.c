/* SPDX-License-Identifier: MIT */
/* UTF-8: what is taken, what is refused, what is shown. */
#include "base/utf8.h"

#include "random.h"

#include <check.h>
#include <string.h>

Suite *suite_utf8(void);

static const struct {
	const char *bytes;
	size_t length;
	bool is_valid;
} valid_rows[] = {
	{ "", 0, true }, { "a", 1, true }, { "\xC2\x80", 2, true },
	{ "法", 3, true }, { "𠮷", 4, true }, { "\xF4\x8F\xBF\xBD", 4, true },
	{ "\0", 1, false },			    /* NUL */
	{ "a\0b", 3, false }, { "\x80", 1, false }, /* lone continuation */
	{ "\xC0\x80", 2, false },		    /* overlong NUL */
	{ "\xC1\xBF", 2, false },		    /* overlong */
	{ "\xE0\x9F\xBF", 3, false },		    /* overlong */
	{ "\xF0\x8F\xBF\xBF", 4, false },	    /* overlong */
	{ "\xED\xA0\x80", 3, false },		    /* surrogate */
	{ "\xED\xBF\xBF", 3, false },		    /* surrogate */
	{ "\xF4\x90\x80\x80", 4, false },	    /* past U+10FFFF */
	{ "\xF5\x80\x80\x80", 4, false }, { "\xFF", 1, false },
	{ "\xE6\xB3", 2, false },	  /* cut */
	{ "\xF0\xA0\xAE", 3, false },	  /* cut */
	{ "\xD5\xC5\xC8\xFD", 4, false }, /* GB18030 */
};

START_TEST(validity)
{
	ck_assert_int_eq(
		utf8_valid(valid_rows[_i].bytes, valid_rows[_i].length),
		valid_rows[_i].is_valid);
}
END_TEST

START_TEST(every_character_survives)
{
	for (uint32_t c = 1; c <= 0x10FFFF; c++) {
		char bytes[UTF8_MAX_BYTES + 1] = { 0 };
		const char *at = bytes;
		uint32_t expected = c >= 0xD800 && c <= 0xDFFF
					    ? (uint32_t)UTF8_REPLACEMENT
					    : c;
		size_t length = utf8_put(c, bytes);

		if (utf8_next(&at) != expected || at != bytes + length ||
			!utf8_valid(bytes, length) ||
			utf8_previous(bytes, bytes + length) != bytes)
			ck_abort_msg("U+%04X", c);
	}
}
END_TEST

START_TEST(a_bad_byte_is_one_step)
{
	const char *text = "\xE6\xB3"
			   "a";
	const char *at = text;

	ck_assert_uint_eq(utf8_next(&at), UTF8_REPLACEMENT);
	ck_assert_ptr_eq(at, text + 1);
	ck_assert_uint_eq(utf8_next(&at), UTF8_REPLACEMENT);
	ck_assert_uint_eq(utf8_next(&at), 'a');
	ck_assert_uint_eq(utf8_next(&at), 0);
	ck_assert_ptr_eq(at, text + 3);
	ck_assert_uint_eq(utf8_next(&at), 0);
}
END_TEST

START_TEST(fit_never_cuts)
{
	static const size_t fits[] = { 0, 1, 1, 1, 4, 4, 4, 4, 8, 9, 9 };

	for (size_t limit = 0; limit < sizeof fits / sizeof fits[0]; limit++)
		ck_assert_uint_eq(utf8_fit("a法𠮷b", limit), fits[limit]);
}
END_TEST

static const uint32_t refused[] = { 0, 7, 9, '\n', '\r', 0x1B, 0x7F, 0x80, 0x9B,
	0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200D, 0x200F, 0x2028, 0x2029,
	0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0x206F, 0xFEFF, 0xFE00, 0xFE0F,
	0xFFF9, 0xFFFB, 0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE,
	0x10FFFF, 0xE0001, 0xE0100, 0xE0FFF, 0x110000 };

START_TEST(what_would_harm_is_not_plain)
{
	ck_assert_msg(
		!utf8_is_plain(refused[_i]), "U+%04X", (unsigned)refused[_i]);
}
END_TEST

static const uint32_t plain[] = { ' ', 'a', '~', 0xA0, 0xB7, 0x2014, 0x201C,
	0x2026, 0x3000, 0x4E00, 0x9FFF, 0x3007, 0xE000, 0xFF01, 0xFFFD, 0x20BB7,
	0x3134A, 0x301, 0x1F600 };

START_TEST(what_names_need_is_plain)
{
	ck_assert_msg(utf8_is_plain(plain[_i]), "U+%04X", (unsigned)plain[_i]);
}
END_TEST

START_TEST(marks_are_marks)
{
	static const uint32_t yes[] = { 0x300, 0x36F, 0x483, 0x20D0, 0x302A,
		0x3099, 0xFE20, 0x1160, 0xA66F, 0x1E94A };
	static const uint32_t no[] = { 'a', 0x2FF, 0x370, 0x4E00, 0x20BB7, 0xB7,
		0x3000, 0xE000, 0x10FFFD };

	for (size_t i = 0; i < ARRAY_LENGTH(yes); i++)
		ck_assert_msg(utf8_is_mark(yes[i]), "U+%04X", (unsigned)yes[i]);
	for (size_t i = 0; i < ARRAY_LENGTH(no); i++)
		ck_assert_msg(!utf8_is_mark(no[i]), "U+%04X", (unsigned)no[i]);
}
END_TEST

#define MARK "\xCC\x81"

static const struct {
	const char *text;
	enum utf8_fault one_line;
	enum utf8_fault lines;
	const char *shown;	 /* UTF8_ONE_LINE */
	const char *shown_lines; /* UTF8_LINES */
} edge_rows[] = {
	{ "张甲一", UTF8_FINE, UTF8_FINE, "张甲一", "张甲一" },
	{ "甲\n乙", UTF8_CONTROL, UTF8_FINE, "甲\uFFFD乙", "甲\n乙" },
	{ "甲\t乙", UTF8_CONTROL, UTF8_CONTROL, "甲\uFFFD乙", "甲\uFFFD乙" },
	{ "\x1B]0;x\x07", UTF8_CONTROL, UTF8_CONTROL, "\uFFFD]0;x\uFFFD",
		"\uFFFD]0;x\uFFFD" },
	{ "\xC2\x9B"
	  "31m",
		UTF8_CONTROL, UTF8_CONTROL, "\uFFFD31m", "\uFFFD31m" },
	{ "甲\xE2\x80\xAE乙", UTF8_CONTROL, UTF8_CONTROL, "甲\uFFFD乙",
		"甲\uFFFD乙" },
	{ "\xD5\xC5", UTF8_BROKEN, UTF8_BROKEN, "\uFFFD\uFFFD",
		"\uFFFD\uFFFD" },
	{ "e" MARK MARK MARK MARK, UTF8_FINE, UTF8_FINE,
		"e" MARK MARK MARK MARK, "e" MARK MARK MARK MARK },
	{ "e" MARK MARK MARK MARK MARK MARK "x", UTF8_MARKS, UTF8_MARKS,
		"e" MARK MARK MARK MARK "x", "e" MARK MARK MARK MARK "x" },
};

START_TEST(edges)
{
	const char *text = edge_rows[_i].text;
	struct buf out = { 0 };

	ck_assert_int_eq(utf8_check(text, strlen(text), UTF8_ONE_LINE),
		edge_rows[_i].one_line);
	ck_assert_int_eq(utf8_check(text, strlen(text), UTF8_LINES),
		edge_rows[_i].lines);
	utf8_filter(&out, text, UTF8_ONE_LINE);
	ck_assert_str_eq(buf_text(&out), edge_rows[_i].shown);
	buf_clear(&out);
	utf8_filter(&out, text, UTF8_LINES);
	ck_assert_str_eq(buf_text(&out), edge_rows[_i].shown_lines);
	buf_free(&out);
}
END_TEST

START_TEST(any_bytes_come_out_harmless)
{
	static const char *const alphabet[] = { "a", "法", "𠮷", MARK, "\x1B[",
		"\xE2\x80\xAE", "\xC2\x9B", "\n", "\r", NULL };
	uint64_t state = 1;

	for (int round = 0; round < 5000; round++) {
		char text[200];
		struct buf out = { 0 };
		const char *at = text;
		size_t steps = 0;

		random_text(&state, alphabet, text, sizeof text);
		utf8_filter(&out, text, UTF8_ONE_LINE);
		ck_assert_int_eq(
			utf8_check(buf_text(&out), out.length, UTF8_ONE_LINE),
			UTF8_FINE);
		while (utf8_next(&at) != 0)
			steps++;
		ck_assert_uint_eq(steps, utf8_count(text));
		/* Backwards meets as many characters, whatever is broken. */
		while (at > text) {
			const char *before = utf8_previous(text, at);

			ck_assert(before < at);
			at = before;
			steps--;
		}
		ck_assert_uint_eq(steps, 0);
		buf_free(&out);
	}
}
END_TEST

Suite *
suite_utf8(void)
{
	Suite *suite = suite_create("utf8");
	TCase *tests = tcase_create("utf8");

	tcase_add_loop_test(tests, validity, 0, (int)ARRAY_LENGTH(valid_rows));
	tcase_add_test(tests, every_character_survives);
	tcase_add_test(tests, a_bad_byte_is_one_step);
	tcase_add_test(tests, fit_never_cuts);
	tcase_add_loop_test(tests, what_would_harm_is_not_plain, 0,
		(int)ARRAY_LENGTH(refused));
	tcase_add_loop_test(
		tests, what_names_need_is_plain, 0, (int)ARRAY_LENGTH(plain));
	tcase_add_test(tests, marks_are_marks);
	tcase_add_loop_test(tests, edges, 0, (int)ARRAY_LENGTH(edge_rows));
	tcase_add_test(tests, any_bytes_come_out_harmless);
	suite_add_tcase(suite, tests);
	return suite;
}
