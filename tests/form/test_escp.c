/* SPDX-License-Identifier: MIT */
/* Every byte that goes to a Chinese printer, and what never does. */
#include "form/escp.h"

#include "base/attr.h"
#include "base/utf8.h"
#include "form/page.h"

#include <check.h>
#include <string.h>

Suite *suite_escp(void);

static struct buf out;
static struct escp_count count;

static void
tear_down(void)
{
	buf_free(&out);
}

static void
make(enum escp_layout layout, const char *text)
{
	struct err err = { 0 };

	buf_clear(&out);
	ck_assert_msg(
		escp_write(layout, text, &out, &count, &err), "%s", err.text);
}

static size_t
occurs(const char *bytes, size_t length)
{
	size_t times = 0;

	for (size_t i = 0; i + length <= out.length; i++)
		times += memcmp(out.data + i, bytes, length) == 0 ? 1 : 0;
	return times;
}

#define OCCURS(literal) occurs(literal, sizeof(literal) - 1)

/* What a terminal heeds while it passes bytes by, and what it drops. */
static void
ck_passes(void)
{
	ck_assert_uint_eq(OCCURS("\x1b["), 0);
	ck_assert_uint_eq(OCCURS("\x9b"
				 "4"),
		0);
	ck_assert_uint_eq(OCCURS("\x9b"
				 "5"),
		0);
	ck_assert_uint_eq(OCCURS("\0"), 0);
	ck_assert_uint_eq(OCCURS("\x11"), 0);
	ck_assert_uint_eq(OCCURS("\x13"), 0);
}

/* A whole document: reset, A4, 10 a column inch, Chinese, 36 dots a hanzi and
 * 18 a letter; 22 lines of 72/180 inch, then 30/180; form feed; reset. */
START_TEST(every_byte_of_a_page)
{
	static const unsigned char want[] = { 0x1b, '@', 0x1c, '.', 0x1b, '2',
		0x1b, 'C', 70, 0x1b, 'P', 0x1b, 'l', 11, 0x1c, '&', 0x1c, 'S',
		6, 6, 0x1c, 'T', 3, 3, 0x1b, 'J', 202, 0x1b, '3', 72, 0xd5,
		0xc5, 'A', '\r', '\n', '\r', '\f', 0x1b, '@' };

	make(ESCP_DOCUMENT, "张A\n");
	ck_assert_uint_eq(out.length, sizeof want);
	ck_assert_mem_eq(out.data, want, sizeof want);
	ck_assert_uint_eq(count.pages, 1);
	ck_assert_uint_eq(count.missing, 0);
}
END_TEST

START_TEST(pages_and_their_feet)
{
	struct buf text = { 0 };
	const char *third;

	for (int page = 0; page < 3; page++) {
		if (page > 0)
			buf_add_char(&text, '\f');
		for (int line = 0; line < 22; line++)
			buf_addf(&text, "%d\n", line);
		buf_add(&text, "\nfoot\n");
	}
	make(ESCP_DOCUMENT, buf_text(&text));
	ck_assert_uint_eq(count.pages, 3);
	ck_assert_uint_eq(OCCURS("\r\f"), 3);
	ck_assert_uint_eq(OCCURS("21\r\n\x1b\x33\x1e\r\nfoot\r\n\r\f"), 3);
	ck_assert_uint_eq(OCCURS("\x1bJ\xca\x1b\x33H0\r\n1\r\n"), 3);
	third = strrchr(out.data, '\f');
	ck_assert_str_eq(third, "\f\x1b@");
	ck_passes();
	buf_free(&text);
}
END_TEST

START_TEST(a_list_is_dealt_to_pages)
{
	struct buf text = { 0 };

	for (int line = 0; line < 61; line++)
		buf_addf(&text, "第%d行\n", line);
	make(ESCP_LIST, buf_text(&text));
	ck_assert_uint_eq(count.pages, 2);
	ck_assert_uint_eq(OCCURS("59\xd0\xd0\r\n\r\f\x1b\x33\x1e\xb5\xda"
				 "60\xd0\xd0\r\n\r\f"),
		1);
	buf_clear(&text);
	for (int line = 0; line < 60; line++)
		buf_add(&text, "x\n");
	make(ESCP_LIST, buf_text(&text));
	ck_assert_uint_eq(count.pages, 1);
	ck_passes();
	buf_free(&text);
}
END_TEST

struct byte_case {
	const char *text;
	const char *bytes;
	size_t missing;
};

/* clang-format off */
static const struct byte_case cases[] = {
	{ "甲乙", "\xbc\xd7\xd2\xd2", 0 },
	{ "“—…·①√□㎡", "\xa1\xb0\xa1\xaa\xa1\xad\xa1\xa4\xa2\xd9\xa1\xcc\xa1\xf5\xa9\x4f", 0 },
	/* only GBK has them */
	{ "堃昇喆", "\x88\xd2\x95\x4e\x86\xb4", 0 },
	/* commands, C1, bidi, tab */
	{ "a\033[4ib\033@c", "a?[4ib?@c", 0 },
	{ "a\001\020\x7f" "b", "a???b", 0 },
	{ "a\xc2\x9b" "4ib\u202ec", "a?4ib?c", 0 },
	{ "a\tb", "a b", 0 },
	/* a hanzi that ends with CSI, before what would end the printing */
	{ "皼4i终", "\xb0\x9b\x1c&4i\xd6\xd5", 0 },
	{ "皼5i", "\xb0\x9b\x1c&5i", 0 },
	{ "皼6", "\xb0\x9b" "6", 0 },
	{ "皼皼4", "\xb0\x9b\xb0\x9b\x1c&4", 0 },
	/* four bytes, not Chinese, broken */
	{ "𠮷", "\xa1\xfe", 1 },
	{ "㐂é", "\xa1\xfe\xa8\xa6", 1 },
	{ "ᠠ", "\xa1\xfe", 1 },
	{ "e\u0301", "e", 1 },
	{ "\xd5\xc5", "\xa1\xfe\xa1\xfe", 2 },
};
/* clang-format on */

START_TEST(each_class_of_bytes)
{
	const struct byte_case *one = &cases[_i];
	struct buf want = { 0 };

	buf_add(&want, "\x1b\x33\x1e");
	buf_add(&want, one->bytes);
	buf_add(&want, "\r\n");
	make(ESCP_LIST, one->text);
	ck_assert_msg(occurs(want.data, want.length) == 1, "%s", one->text);
	ck_assert_uint_eq(count.missing, one->missing);
	ck_passes();
	buf_free(&want);
}
END_TEST

/* "〓是打印机没有的字，请手写补正，依次：" in GB18030. */
static const char lacks[] =
	"\xa1\xfe\xca\xc7\xb4\xf2\xd3\xa1\xbb\xfa\xc3\xbb\xd3\xd0\xb5\xc4\xd7"
	"\xd6\xa3\xac\xc7\xeb\xca\xd6\xd0\xb4\xb2\xb9\xd5\xfd\xa3\xac\xd2\xc0"
	"\xb4\xce\xa3\xba";

/* Each page names its own, in order, so that the paper says what was meant. */
START_TEST(what_is_lacking_is_named_at_the_foot)
{
	struct buf want = { 0 };

	make(ESCP_LIST, "张𠮷𠮷\n㐂\f王𪚥\n");
	ck_assert_uint_eq(count.missing, 4);
	buf_addf(&want, "%sU+20BB7 U+20BB7 \r\nU+3402 \r\n\r\f", lacks);
	ck_assert_uint_eq(occurs(want.data, want.length), 1);
	buf_clear(&want);
	buf_addf(&want, "%sU+2A6A5 \r\n\r\f", lacks);
	ck_assert_uint_eq(occurs(want.data, want.length), 1);
	buf_free(&want);
}
END_TEST

START_TEST(very_many_lacking)
{
	struct buf text = { 0 };

	for (int i = 0; i < 1000; i++)
		buf_add(&text, i % 28 == 27 ? "𠮷\n" : "𠮷");
	make(ESCP_LIST, buf_text(&text));
	ck_assert_uint_eq(count.missing, 1000);
	ck_assert_uint_eq(OCCURS("U+20BB7"), 40);
	buf_free(&text);
}
END_TEST

/* Latin letters are half a hanzi, so what is 56 columns in form/page.h is 56
 * on paper: two bytes are two columns, one is one. */
START_TEST(columns_are_bytes)
{
	static const struct page_style a4 = { 56, 22 };
	struct buf page = { 0 };
	const char *at;

	page_write(
		"title\t测试文书\np\t甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸"
		"甲乙丙丁abc戊己庚辛壬癸，甲乙丙丁戊己庚辛壬癸\n"
		"sign\t被告人（签名）：\n",
		&a4, &page);
	make(ESCP_DOCUMENT, buf_text(&page));
	at = strstr(out.data, "\x1b\x33H") + 3;
	while (*at != '\f') {
		size_t length = strcspn(at, "\r");

		if (*at == '\x1b') {
			at += 3;
			continue;
		}
		ck_assert_uint_le(length, 56);
		at += length + (at[length + 1] == '\n' ? 2 : 1);
	}
	buf_free(&page);
}
END_TEST

/* Whatever a name holds. */
START_TEST(noise_never_ends_the_printing)
{
	unsigned seed = 1;
	struct buf text = { 0 };

	for (int round = 0; round < 2000; round++) {
		buf_clear(&text);
		for (int i = 0; i < 40; i++) {
			static const char *const parts[] = { "皼", "4i", "5i",
				"\033[4i", "\302\2334i", "4", "i", "[", "\033",
				"𠮷", "\xc2", "\x9b", "矝", "\n", "\f", "甲" };

			seed = seed * 1103515245u + 12345u;
			buf_add(&text,
				parts[(seed >> 16) % ARRAY_LENGTH(parts)]);
		}
		make(round % 2 == 0 ? ESCP_LIST : ESCP_DOCUMENT,
			buf_text(&text));
		ck_passes();
	}
	buf_free(&text);
}
END_TEST

START_TEST(the_test_page_is_one_page)
{
	struct arena arena = { 0 };

	make(ESCP_DOCUMENT, escp_test_page(&arena));
	ck_assert_uint_eq(count.pages, 1);
	ck_assert_uint_eq(count.missing, 1);
	ck_passes();
	arena_clear(&arena);
}
END_TEST

Suite *
suite_escp(void)
{
	Suite *suite = suite_create("escp");
	TCase *tests = tcase_create("bytes");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, every_byte_of_a_page);
	tcase_add_test(tests, pages_and_their_feet);
	tcase_add_test(tests, a_list_is_dealt_to_pages);
	tcase_add_loop_test(
		tests, each_class_of_bytes, 0, (int)ARRAY_LENGTH(cases));
	tcase_add_test(tests, what_is_lacking_is_named_at_the_foot);
	tcase_add_test(tests, very_many_lacking);
	tcase_add_test(tests, columns_are_bytes);
	tcase_add_test(tests, noise_never_ends_the_printing);
	tcase_add_test(tests, the_test_page_is_one_page);
	suite_add_tcase(suite, tests);
	return suite;
}
