/* SPDX-License-Identifier: MIT */
/* The last filter before the wire, and the width that ncurses is told. */
#include "ui/encode.h"

#include "ui/wcwidth.h"

#include <check.h>
#include <string.h>
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
	struct buf out = { 0 };

	encode_filter(&out, filters[_i].bytes, strlen(filters[_i].bytes));
	ck_assert_str_eq(buf_text(&out), filters[_i].wire);
	buf_free(&out);
}
END_TEST

/* Padding of old terminals is NUL and stays. */
START_TEST(padding)
{
	struct buf out = { 0 };

	encode_filter(&out, "a\0\0b", 4);
	ck_assert_uint_eq(out.length, 4);
	ck_assert_mem_eq(out.data, "a\0\0b", 4);
	buf_free(&out);
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
	tcase_add_test(tests, ncurses_asks_us);
	suite_add_tcase(suite, tests);
	return suite;
}
