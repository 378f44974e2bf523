/* SPDX-License-Identifier: MIT */
/* Files as courts send them: UTF-8 with and without BOM, GB18030, neither. */
#include "base/charset.h"

#include "base/utf8.h"
#include "random.h"

#include <check.h>
#include <string.h>

Suite *suite_charset(void);

static const struct {
	const char *bytes;
	enum charset found;
	const char *text;
} good[] = {
	{ "", CHARSET_UTF8, "" },
	{ "abc\n", CHARSET_UTF8, "abc\n" },
	{ "案号,被告人\n", CHARSET_UTF8, "案号,被告人\n" },
	{ "\xEF\xBB\xBF案号", CHARSET_UTF8_BOM, "案号" },
	{ "\xEF\xBB\xBF", CHARSET_UTF8_BOM, "" },
	{ "\xB0\xB8\xBA\xC5,\xD5\xC5\xBC\xD7\xD2\xBB\n", CHARSET_GB18030,
		"案号,张甲一\n" },
	{ "\xA1\xB0\xA1\xB1\xA1\xAA", CHARSET_GB18030, "“”—" },
	{ "\x95\x34\xB2\x35", CHARSET_GB18030, "𠮷" }, /* four bytes */
	{ "\xA2\xE3", CHARSET_GB18030, "€" },
	{ "a\xB0\xB8", CHARSET_GB18030, "a案" },
	{ "\x84\x31\x95\x33\xB0\xB8", CHARSET_GB18030, "案" }, /* its BOM */
	{ "\xB0\xB8\x80", CHARSET_GBK, "案€" },
	/* Old files: what was private in 2005, by its bytes and as UTF-8. */
	{ "\xA6\xD9\xFE\x59\xFE\x51\x84\x31\x82\x36", CHARSET_GB18030,
		"︐龴𠂇︐" },
};

START_TEST(encodings_are_found)
{
	struct buf out = { 0 };
	struct err err = { 0 };
	struct charset_found found;

	buf_add(&out, "<");
	ck_assert_msg(charset_to_utf8(good[_i].bytes, strlen(good[_i].bytes),
			      &out, &found, &err),
		"%s", err.text);
	ck_assert_int_eq(found.charset, good[_i].found);
	ck_assert_str_eq(buf_text(&out) + 1, good[_i].text);
	buf_free(&out);
}
END_TEST

/* UTF-8 that was made of old files has private code points. */
START_TEST(old_private_code_points_are_moved)
{
	static const char text[] =
		"\xEF\xBB\xBF\uE78D案\uE816\uE000\uEFFF\uE864";
	struct buf out = { 0 };
	struct err err = { 0 };
	struct charset_found found;

	ck_assert(charset_to_utf8(text, sizeof text - 1, &out, &found, &err));
	ck_assert_int_eq(found.charset, CHARSET_UTF8_BOM);
	ck_assert_uint_eq(found.moved, 3);
	ck_assert_str_eq(buf_text(&out), "︐案𠂇\uE000\uEFFF龻");
	buf_free(&out);
}
END_TEST

static const struct {
	enum charset charset;
	const char *text;
	const char *bytes;
	size_t replaced;
} written[] = {
	{ CHARSET_UTF8, "案\n", "案\n", 0 },
	{ CHARSET_UTF8_BOM, "案\n", "\xEF\xBB\xBF案\n", 0 },
	{ CHARSET_UTF8_BOM, "", "\xEF\xBB\xBF", 0 },
	{ CHARSET_GB18030, "案𠮷€\r\n", "\xB0\xB8\x95\x34\xB2\x35\xA2\xE3\r\n",
		0 },
	{ CHARSET_GBK, "案𠮷€㐀\n", "\xB0\xB8\xA1\xFE\x80\xA1\xFE\n", 2 },
};

START_TEST(files_are_written_as_they_are_called)
{
	struct buf text = { 0 };
	struct buf out = { 0 };
	struct err err = { 0 };
	size_t replaced = 99;

	buf_add(&text, written[_i].text);
	ck_assert(charset_from_utf8(
		&text, written[_i].charset, &out, &replaced, &err));
	ck_assert_str_eq(buf_text(&out), written[_i].bytes);
	ck_assert_uint_eq(replaced, written[_i].replaced);
	buf_free(&text);
	buf_free(&out);
}
END_TEST

static const struct {
	const char *bytes;
	size_t length;
	const char *told;
} bad[] = {
	{ "a\n\xFF\n", 4, "第 2 行" },
	{ "\xB0\xB8\n\n\xBA", 5, "第 3 行" }, /* half a character */
	{ "\xB0\xB8\nx\xBA\n", 6, "第 2 行" }, { "a\0b", 3, "空字节" },
	{ "\xFF\xFE\x48\x68", 4, "UTF-16" },
	{ "\xEF\xBB\xBF\xB0\xB8", 5, "UTF-8" }, /* a BOM that lies */
};

START_TEST(what_is_neither_is_refused_with_its_line)
{
	struct buf out = { 0 };
	struct err err = { 0 };
	struct charset_found found;

	ck_assert(!charset_to_utf8(
		bad[_i].bytes, bad[_i].length, &out, &found, &err));
	ck_assert_int_eq(err.code, ERR_INPUT);
	ck_assert_msg(strstr(err.text, bad[_i].told) != NULL, "%s", err.text);
	ck_assert_uint_eq(out.length, 0);
	buf_free(&out);
}
END_TEST

/* One bad byte must not turn a whole list of names into nonsense. */
START_TEST(damaged_utf8_is_not_taken_for_gb18030)
{
	static const char text[] = "案号,被告人,罪名\n"
				   "张甲一,盗窃罪\n李乙\xE4二,诈骗罪\n";
	struct buf out = { 0 };
	struct err err = { 0 };
	struct charset_found found;

	ck_assert(!charset_to_utf8(text, sizeof text - 1, &out, &found, &err));
	ck_assert_msg(strstr(err.text, "第 3 行") != NULL, "%s", err.text);
	buf_free(&out);
}
END_TEST

START_TEST(long_files_are_whole)
{
	struct buf gb = { 0 };
	struct buf expected = { 0 };
	struct buf out = { 0 };
	struct err err = { 0 };
	struct charset_found found;

	for (int i = 0; i < _i; i++) {
		buf_add(&gb, "x");
		buf_add(&expected, "x");
	}
	for (int i = 0; i < 30000; i++) {
		buf_add(&gb, "\xB0\xB8\x95\x34\xB2\x35");
		buf_add(&expected, "案𠮷");
	}
	ck_assert_msg(charset_to_utf8(gb.data, gb.length, &out, &found, &err),
		"%s", err.text);
	ck_assert_int_eq(found.charset, CHARSET_GB18030);
	ck_assert_uint_eq(out.length, expected.length);
	ck_assert_mem_eq(out.data, expected.data, out.length);
	buf_free(&gb);
	buf_free(&expected);
	buf_free(&out);
}
END_TEST

START_TEST(any_bytes_are_text_or_refused)
{
	static const char *const alphabet[] = { "a", ",", "\n", "\xB0\xB8",
		"\x95\x34\xB2\x35", "案", NULL };
	uint64_t state = 5;

	for (int round = 0; round < 5000; round++) {
		char bytes[40];
		size_t length =
			random_text(&state, alphabet, bytes, sizeof bytes);
		struct buf out = { 0 };
		struct err err = { 0 };
		struct charset_found found;

		if (charset_to_utf8(bytes, length, &out, &found, &err))
			ck_assert(utf8_valid(buf_text(&out), out.length));
		else
			ck_assert_int_eq(err.code, ERR_INPUT);
		buf_free(&out);
	}
}
END_TEST

Suite *
suite_charset(void)
{
	Suite *suite = suite_create("charset");
	TCase *tests = tcase_create("charset");

	tcase_add_loop_test(
		tests, encodings_are_found, 0, (int)ARRAY_LENGTH(good));
	tcase_add_test(tests, old_private_code_points_are_moved);
	tcase_add_loop_test(tests, files_are_written_as_they_are_called, 0,
		(int)ARRAY_LENGTH(written));
	tcase_add_loop_test(tests, what_is_neither_is_refused_with_its_line, 0,
		(int)ARRAY_LENGTH(bad));
	tcase_add_test(tests, damaged_utf8_is_not_taken_for_gb18030);
	tcase_add_loop_test(tests, long_files_are_whole, 0, 6);
	tcase_add_test(tests, any_bytes_are_text_or_refused);
	suite_add_tcase(suite, tests);
	return suite;
}
