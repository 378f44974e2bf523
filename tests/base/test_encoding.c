/* SPDX-License-Identifier: MIT */
/* Bytes of terminals, files and printers, both ways. The facts were looked up
 * in glibc 2.36 and in another program's tables of GB18030 and CP936; where
 * 2022 differs from them, in the documents that base/encoding.c names. */
#include "base/encoding.h"

#include "base/attr.h"
#include "base/utf8.h"
#include "random.h"

#include <check.h>
#include <string.h>

Suite *suite_encoding(void);

static struct encoder *
writer(enum encoding encoding)
{
	struct encoder *out = NULL;
	struct err err = { 0 };

	ck_assert_msg(encoder_open(encoding, &out, &err), "%s", err.text);
	ck_assert_int_eq(encoder_of(out), encoding);
	return out;
}

static struct decoder *
reader(enum encoding encoding)
{
	struct decoder *out = NULL;
	struct err err = { 0 };

	ck_assert_msg(decoder_open(encoding, &out, &err), "%s", err.text);
	ck_assert_int_eq(decoder_of(out), encoding);
	return out;
}

static const unsigned char *
bytes_of(const char *text)
{
	return (const unsigned char *)text;
}

/* clang-format off */
/* What a character is in each: NULL where it has nothing there. */
static const struct {
	uint32_t character;
	const char *gb18030;
	const char *gbk;
} facts[] = {
	{ 'a', "a", "a" },
	{ 0x1B, "\x1B", "\x1B" },
	{ 0x7F, "\x7F", "\x7F" },
	{ 0x80, "\x81\x30\x81\x30", NULL },
	{ 0xA4, "\xA1\xE8", "\xA1\xE8" },
	{ 0xB7, "\xA1\xA4", "\xA1\xA4" },
	{ 0xE9, "\xA8\xA6", "\xA8\xA6" },
	{ 0x1F9, "\xA8\xBF", NULL },
	{ 0x1E3F, "\xA8\xBC", NULL },
	{ 0x2014, "\xA1\xAA", "\xA1\xAA" },
	{ 0x2015, "\xA8\x44", "\xA8\x44" },
	{ 0x201C, "\xA1\xB0", "\xA1\xB0" },
	{ 0x2026, "\xA1\xAD", "\xA1\xAD" },
	{ 0x2022, "\x81\x36\xA6\x31", NULL },
	{ 0x20AC, "\xA2\xE3", "\x80" },
	{ 0x2190, "\xA1\xFB", "\xA1\xFB" },
	{ 0x2460, "\xA2\xD9", "\xA2\xD9" },
	{ 0x2500, "\xA9\xA4", "\xA9\xA4" },
	{ 0x25A1, "\xA1\xF5", "\xA1\xF5" },
	{ 0x3007, "\xA9\x96", "\xA9\x96" },
	{ 0x3013, "\xA1\xFE", "\xA1\xFE" },
	{ 0x30FB, "\x81\x39\xA7\x39", NULL },
	{ 0x3400, "\x81\x39\xEE\x39", NULL },
	{ 0x3447, "\xFE\x56", NULL },
	{ 0x4E00, "\xD2\xBB", "\xD2\xBB" },
	{ 0x5F20, "\xD5\xC5", "\xD5\xC5" },
	{ 0x8A65, "\xD4\x86", "\xD4\x86" },
	{ 0x9F98, "\xFD\x93", "\xFD\x93" },
	{ 0x9FA5, "\xFD\x9B", "\xFD\x9B" },
	{ 0x9FBC, "\x82\x35\x91\x35", NULL },
	{ 0x9FFF, "\x82\x35\x98\x32", NULL },
	{ 0xE000, "\xAA\xA1", NULL },
	{ 0xF92C, "\xFD\x9C", "\xFD\x9C" },
	{ 0xFA0E, "\xFE\x42", "\xFE\x42" },
	{ 0xFFE5, "\xA3\xA4", "\xA3\xA4" },
	{ 0xFFFD, "\x84\x31\xA4\x37", NULL },
	{ 0x10000, "\x90\x30\x81\x30", NULL },
	{ 0x20BB7, "\x95\x34\xB2\x35", NULL },
	{ 0x31350, "\x9A\x37\xF8\x36", NULL },
	{ 0x10FFFF, "\xE3\x32\x9A\x35", NULL },
	/* The 18 of 2022 and the six that went to Extension B. */
	{ 0xFE10, "\xA6\xD9", NULL }, { 0xFE12, "\xA6\xDA", NULL },
	{ 0xFE11, "\xA6\xDB", NULL }, { 0xFE13, "\xA6\xDC", NULL },
	{ 0xFE14, "\xA6\xDD", NULL }, { 0xFE15, "\xA6\xDE", NULL },
	{ 0xFE16, "\xA6\xDF", NULL }, { 0xFE17, "\xA6\xEC", NULL },
	{ 0xFE18, "\xA6\xED", NULL }, { 0xFE19, "\xA6\xF3", NULL },
	{ 0x9FB4, "\xFE\x59", NULL }, { 0x9FB5, "\xFE\x61", NULL },
	{ 0x9FB6, "\xFE\x66", NULL }, { 0x9FB7, "\xFE\x67", NULL },
	{ 0x9FB8, "\xFE\x6D", NULL }, { 0x9FB9, "\xFE\x7E", NULL },
	{ 0x9FBA, "\xFE\x90", NULL }, { 0x9FBB, "\xFE\xA0", NULL },
	{ 0x20087, "\x95\x32\x90\x31", NULL },
	{ 0x20089, "\x95\x32\x90\x33", NULL },
	{ 0x200CC, "\x95\x32\x97\x30", NULL },
	{ 0x215D7, "\x95\x36\xB9\x37", NULL },
	{ 0x2298F, "\x96\x30\xBA\x35", NULL },
	{ 0x241FE, "\x96\x35\xB6\x30", NULL },
};
/* clang-format on */

static void
check_fact(enum encoding encoding, uint32_t character, const char *bytes)
{
	struct encoder *to = writer(encoding);
	struct decoder *from = reader(encoding);
	struct buf out = { 0 };
	uint32_t back = 0;

	ck_assert_int_eq(encoder_has(to, character), bytes != NULL);
	ck_assert_int_eq(encoder_put(to, character, WIDTH_TERM_WIDE, &out),
		bytes != NULL);
	if (bytes != NULL) {
		ck_assert_uint_eq(out.length, strlen(bytes));
		ck_assert_mem_eq(out.data, bytes, out.length);
		ck_assert_int_eq(
			decoder_read(from, bytes_of(bytes), out.length, &back),
			(int)out.length);
		ck_assert_uint_eq(back, character);
	}
	buf_free(&out);
	encoder_close(&to);
	decoder_close(&from);
}

START_TEST(characters_have_the_bytes_of_the_standard)
{
	check_fact(ENCODING_GB18030, facts[_i].character, facts[_i].gb18030);
	check_fact(ENCODING_GBK, facts[_i].character, facts[_i].gbk);
}
END_TEST

/* clang-format off */
/* What only is read: old files, and what is written otherwise since. */
static const struct {
	enum encoding encoding;
	const char *bytes;
	int took;
	uint32_t character;
} readings[] = {
	/* Private code points of old UTF-8 files, and four bytes by which
	 * others wrote the 18 before 2022. */
	{ ENCODING_UTF8, "\xEE\x9E\x8D", 3, 0xFE10 },
	{ ENCODING_UTF8, "\xEE\xA0\x96", 3, 0x20087 },
	{ ENCODING_UTF8, "\xEE\xA1\xA4", 3, 0x9FBB },
	{ ENCODING_UTF8, "\xEE\x80\x80", 3, 0xE000 },
	{ ENCODING_GB18030, "\x84\x31\x82\x36", 4, 0xFE10 },
	{ ENCODING_GB18030, "\x84\x31\x83\x35", 4, 0xFE19 },
	{ ENCODING_GB18030, "\x82\x35\x90\x37", 4, 0x9FB4 },
	{ ENCODING_GB18030, "\x82\x35\x91\x34", 4, 0x9FBB },
	{ ENCODING_GB18030, "\xFE\x51", 2, 0x20087 },
	{ ENCODING_GB18030, "\xFE\x52", 2, 0x20089 },
	{ ENCODING_GB18030, "\xFE\x53", 2, 0x200CC },
	{ ENCODING_GB18030, "\xFE\x6C", 2, 0x215D7 },
	{ ENCODING_GB18030, "\xFE\x76", 2, 0x2298F },
	{ ENCODING_GB18030, "\xFE\x91", 2, 0x241FE },
	/* GBK is read as what it became. */
	{ ENCODING_GBK, "\xA2\xE3", 2, 0x20AC },
	{ ENCODING_GBK, "\xFE\x56", 2, 0x3447 },
	{ ENCODING_GBK, "\xFE\x59", 2, 0x9FB4 },
	{ ENCODING_GB18030, "\x80", 1, 0x20AC },
	/* Half of what may come. */
	{ ENCODING_UTF8, "", 0, 0 },
	{ ENCODING_UTF8, "\xE5", 0, 0 },
	{ ENCODING_UTF8, "\xF0\xA0\xAE", 0, 0 },
	{ ENCODING_GB18030, "\xD5", 0, 0 },
	{ ENCODING_GB18030, "\x95\x34", 0, 0 },
	{ ENCODING_GB18030, "\x95\x34\xB2", 0, 0 },
	{ ENCODING_GBK, "\xD5", 0, 0 },
	/* What is no character; ASCII behind it stays. */
	{ ENCODING_UTF8, "\x80", -1, 0 },
	{ ENCODING_UTF8, "\xC0\xAF", -1, 0 },
	{ ENCODING_UTF8, "\xE5\xBCx", -2, 0 },
	{ ENCODING_UTF8, "\xED\xA0\x80", -1, 0 },
	{ ENCODING_UTF8, "\xF4\x90\x80\x80", -1, 0 },
	{ ENCODING_GB18030, "\xFF", -1, 0 },
	{ ENCODING_GB18030, "\xD5\r", -1, 0 },
	{ ENCODING_GB18030, "\xD5\x1B", -1, 0 },
	{ ENCODING_GB18030, "\xD5\x7F", -1, 0 },
	{ ENCODING_GB18030, "\xD5\x31\r", -1, 0 },
	{ ENCODING_GB18030, "\x95\x34\xB2\r", -1, 0 },
	{ ENCODING_GB18030, "\xE3\x32\x9A\x36", -1, 0 }, /* past U+10FFFF */
	{ ENCODING_GB18030, "\x85\x30\x81\x30", -1, 0 },
	{ ENCODING_GB18030, "\xFE\x39\xFE\x39", -1, 0 },
	{ ENCODING_GBK, "\xD5\x31", -1, 0 },
	{ ENCODING_GBK, "\x95\x34\xB2\x35", -1, 0 },
	/* Can't be told from a character. */
	{ ENCODING_GBK, "\xD5" "a", 2, 0x8AA5 },
};
/* clang-format on */

START_TEST(bytes_are_read_or_refused)
{
	struct decoder *from = reader(readings[_i].encoding);
	uint32_t character = 0;

	ck_assert_int_eq(decoder_read(from, bytes_of(readings[_i].bytes),
				 strlen(readings[_i].bytes), &character),
		readings[_i].took);
	if (readings[_i].took > 0)
		ck_assert_uint_eq(character, readings[_i].character);
	decoder_close(&from);
}
END_TEST

START_TEST(utf8_needs_no_decoder)
{
	uint32_t character = 0;

	ck_assert_int_eq(decoder_read(NULL, bytes_of("张"), 3, &character), 3);
	ck_assert_uint_eq(character, 0x5F20);
	ck_assert_int_eq(decoder_of(NULL), ENCODING_UTF8);
}
END_TEST

/* From its bytes, and from no fewer. */
static bool
is_read_back(struct decoder *from, uint32_t character, const struct buf *bytes)
{
	uint32_t back = 0;

	for (size_t i = 0; i < bytes->length; i++)
		if (decoder_read(from, bytes_of(bytes->data), i, &back) != 0)
			return false;
	return decoder_read(from, bytes_of(bytes->data), bytes->length,
		       &back) == (int)bytes->length &&
	       back == encoding_of_private(character);
}

/* Every code point that has bytes. An assertion that holds is a write to the
 * framework's log, so a million of them are not made. */
START_TEST(what_is_written_reads_back)
{
	enum encoding encoding = (enum encoding)_i;
	struct encoder *to = writer(encoding);
	struct decoder *from = reader(encoding);
	struct buf out = { 0 };
	size_t lacking = 0;

	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		if (c >= 0xD800 && c < 0xE000)
			continue;
		buf_clear(&out);
		if (!encoder_put(to, c, WIDTH_TERM_WIDE, &out))
			lacking++;
		else if (!is_read_back(from, c, &out))
			ck_abort_msg("U+%04X", c);
	}
	ck_assert_int_eq(lacking > 0, encoding == ENCODING_GBK);
	buf_free(&out);
	encoder_close(&to);
	decoder_close(&from);
}
END_TEST

/* Writes what was read. The same bytes, but for what is written otherwise
 * since 2022. */
static bool
is_written_alike(struct encoder *to, uint32_t character, const void *bytes,
	size_t length)
{
	struct buf out = { 0 };
	bool is_alike;

	is_alike = encoder_put(to, character, WIDTH_TERM_WIDE, &out) &&
		   out.length == length && memcmp(out.data, bytes, length) == 0;
	buf_free(&out);
	return is_alike;
}

START_TEST(all_two_bytes_are_read)
{
	struct encoder *to = writer(ENCODING_GB18030);
	struct decoder *gb18030 = reader(ENCODING_GB18030);
	struct decoder *gbk = reader(ENCODING_GBK);
	int read = 0;
	int otherwise = 0;

	for (unsigned i = 0x8100; i < 0xFF00; i++) {
		unsigned char b[2] = { (unsigned char)(i >> 8),
			(unsigned char)i };
		uint32_t c = 0;
		uint32_t of_gbk = 0;
		int took = decoder_read(gb18030, b, 2, &c);

		ck_assert(took == 2 || b[1] < 0x40 || b[1] == 0x7F ||
			  b[1] == 0xFF);
		if (took != 2)
			continue;
		ck_assert_int_eq(decoder_read(gbk, b, 2, &of_gbk), 2);
		ck_assert_uint_eq(c, of_gbk);
		read++;
		otherwise += !is_written_alike(to, c, b, 2);
	}
	ck_assert_int_eq(read, 23940); /* 126 leads, 190 trails */
	ck_assert_int_eq(otherwise, 6);
	encoder_close(&to);
	decoder_close(&gb18030);
	decoder_close(&gbk);
}
END_TEST

START_TEST(four_bytes_are_read_or_leave_the_ascii)
{
	struct encoder *to = writer(ENCODING_GB18030);
	struct decoder *from = reader(ENCODING_GB18030);
	uint64_t state = 18030;

	for (int round = 0; round < 300000; round++) {
		uint32_t r = random_next(&state);
		unsigned char b[4] = { (unsigned char)(0x81 + r % 126),
			(unsigned char)(0x30 + r / 126 % 10),
			(unsigned char)(0x81 + r / 1260 % 126),
			(unsigned char)(0x30 + r / 158760 % 10) };
		uint32_t c = 0;
		int took = decoder_read(from, b, 4, &c);

		if (took == -1)
			continue;
		/* The 18 have two bytes since 2022. */
		if (took != 4 || !(is_written_alike(to, c, b, 4) ||
					 (c >= 0xFE10 && c <= 0xFE19) ||
					 (c >= 0x9FB4 && c <= 0x9FBB)))
			ck_abort_msg("%d of U+%04X", took, c);
	}
	encoder_close(&to);
	decoder_close(&from);
}
END_TEST

/* Reads as bytes come in pieces: what waits is asked again with more. */
static void
read_pieces(struct decoder *from, const unsigned char *bytes, size_t length,
	uint64_t *state, struct buf *out)
{
	size_t at = 0;
	size_t seen = 0;

	while (at < length) {
		char text[UTF8_MAX_BYTES];
		uint32_t character = '?';
		int took = 0;

		if (seen > at)
			took = decoder_read(
				from, bytes + at, seen - at, &character);
		if (took == 0 && seen == length)
			took = -1; /* the line was cut here */
		if (took == 0) {
			size_t more = 1 + random_next(state) % 3;

			seen = more > length - seen ? length : seen + more;
			continue;
		}
		if (took < 0)
			character = '?';
		buf_add_bytes(out, text, utf8_put(character, text));
		at += (size_t)(took < 0 ? -took : took);
	}
}

/* Any bytes, split anywhere, make the same text; and every byte of ASCII that
 * no lead can have taken comes out. */
START_TEST(pieces_make_no_difference)
{
	static const char *const alphabet[] = { "a", "\r", "\033", "1",
		"\xD5\xC5", "\x95\x34\xB2\x35", "\x84\x31\x82\x36", "张",
		"\xD5", NULL };
	struct decoder *from = reader((enum encoding)_i);
	uint64_t state = 7;

	for (int round = 0; round < 3000; round++) {
		char bytes[60];
		size_t length =
			random_text(&state, alphabet, bytes, sizeof bytes);
		struct buf one = { 0 };
		struct buf other = { 0 };
		size_t returns = 0;
		size_t got = 0;

		read_pieces(from, bytes_of(bytes), length, &state, &one);
		read_pieces(from, bytes_of(bytes), length, &state, &other);
		ck_assert_str_eq(buf_text(&one), buf_text(&other));
		ck_assert(utf8_valid(buf_text(&one), one.length) ||
			  memchr(bytes, 0, length) != NULL);
		for (size_t i = 0; i < length; i++)
			returns += bytes[i] == '\r';
		for (size_t i = 0; i < one.length; i++)
			got += one.data[i] == '\r';
		ck_assert_uint_eq(got, returns);
		buf_free(&one);
		buf_free(&other);
	}
	decoder_close(&from);
}
END_TEST

/* clang-format off */
static const struct {
	enum encoding encoding;
	enum width_of width;
	const char *text;
	const char *bytes;
	size_t replaced;
} texts[] = {
	{ ENCODING_UTF8, WIDTH_TERM_NARROW, "张\033[m\U00020BB7•", "张\033[m\U00020BB7•", 0 },
	{ ENCODING_UTF8, WIDTH_TERM_NARROW, "\uE78D", "\uFE10", 0 },
	{ ENCODING_GB18030, WIDTH_TERM_WIDE, "张\033[m\U00020BB7", "\xD5\xC5\033[m\x95\x34\xB2\x35", 0 },
	{ ENCODING_GB18030, WIDTH_TERM_WIDE, "\uE81E", "\xFE\x59", 0 },
	{ ENCODING_GBK, WIDTH_TERM_WIDE, "a\U00020BB7b", "a\xA1\xFE" "b", 1 },
	{ ENCODING_GBK, WIDTH_TERM_WIDE, "•\u2022x", "\xA1\xFE\xA1\xFE" "x", 2 },
	{ ENCODING_GBK, WIDTH_TERM_NARROW, "•x", "?x", 1 },
	{ ENCODING_GBK, WIDTH_TERM_WIDE, "e\u0301x", "ex", 1 },
	{ ENCODING_GBK, WIDTH_TERM_WIDE, "\U000E0041x", "x", 1 },
	{ ENCODING_GBK, WIDTH_TERM_WIDE, "€", "\x80", 0 },
	{ ENCODING_GBK, WIDTH_TERM_WIDE, "\uFFFD", "\xA1\xFE", 1 },
	{ ENCODING_GBK, WIDTH_TERM_WIDE, "\xD5", "\xA1\xFE", 1 },
	{ ENCODING_GBK, WIDTH_PAPER, "\u2022", "\xA1\xFE", 1 },
};
/* clang-format on */

START_TEST(text_keeps_its_columns)
{
	struct encoder *to = writer(texts[_i].encoding);
	struct buf out = { 0 };

	ck_assert_uint_eq(
		encoder_text(to, texts[_i].text, strlen(texts[_i].text),
			texts[_i].width, &out),
		texts[_i].replaced);
	ck_assert_str_eq(buf_text(&out), texts[_i].bytes);
	buf_free(&out);
	encoder_close(&to);
}
END_TEST

START_TEST(what_is_lacking_is_told_once)
{
	struct encoder *to = writer(ENCODING_GBK);
	struct lacks lacks = { .count = 0 };

	encoder_lacks(to, "张\U00020BB7a\u3447\U00020BB7", &lacks);
	encoder_lacks(to, "\u3447\uE81E“”", &lacks);
	ck_assert_uint_eq(lacks.count, 3);
	ck_assert_uint_eq(lacks.characters[0], 0x20BB7);
	ck_assert_uint_eq(lacks.characters[1], 0x3447);
	ck_assert_uint_eq(lacks.characters[2], 0x9FB4);
	for (int i = 0; i < 9; i++)
		encoder_lacks(
			to, "\u3400\u3401\u3402\u3403\u3404\u3405", &lacks);
	ck_assert_uint_eq(lacks.count, LACKS_MOST + 1);
	encoder_close(&to);
}
END_TEST

static const struct {
	const char *name;
	bool is_known;
	enum encoding encoding;
} asked[] = {
	{ "UTF-8", true, ENCODING_UTF8 },
	{ "utf8", true, ENCODING_UTF8 },
	{ "gb18030", true, ENCODING_GB18030 },
	{ "GB-18030", true, ENCODING_GB18030 },
	{ "gbk", true, ENCODING_GBK },
	{ "cp936", true, ENCODING_GBK },
	{ "GB2312", true, ENCODING_GBK },
	{ "EUC-CN", true, ENCODING_GBK },
	{ "", false, ENCODING_UTF8 },
	{ "BIG5", false, ENCODING_UTF8 },
};

START_TEST(encodings_have_names)
{
	enum encoding found = ENCODING_UTF8;

	ck_assert_int_eq(
		encoding_named(asked[_i].name, &found), asked[_i].is_known);
	ck_assert_int_eq(found, asked[_i].encoding);
	for (int i = 0; i < ENCODINGS; i++) {
		ck_assert(encoding_named(
			encoding_name((enum encoding)i), &found));
		ck_assert_int_eq((int)found, i);
	}
}
END_TEST

Suite *
suite_encoding(void)
{
	Suite *suite = suite_create("encoding");
	TCase *tests = tcase_create("encoding");

	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(tests, characters_have_the_bytes_of_the_standard, 0,
		(int)ARRAY_LENGTH(facts));
	tcase_add_loop_test(tests, bytes_are_read_or_refused, 0,
		(int)ARRAY_LENGTH(readings));
	tcase_add_test(tests, utf8_needs_no_decoder);
	tcase_add_loop_test(tests, what_is_written_reads_back, 0, ENCODINGS);
	tcase_add_test(tests, all_two_bytes_are_read);
	tcase_add_test(tests, four_bytes_are_read_or_leave_the_ascii);
	tcase_add_loop_test(tests, pieces_make_no_difference, 0, ENCODINGS);
	tcase_add_loop_test(
		tests, text_keeps_its_columns, 0, (int)ARRAY_LENGTH(texts));
	tcase_add_test(tests, what_is_lacking_is_told_once);
	tcase_add_loop_test(
		tests, encodings_have_names, 0, (int)ARRAY_LENGTH(asked));
	suite_add_tcase(suite, tests);
	return suite;
}
