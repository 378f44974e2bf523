/* SPDX-License-Identifier: MIT */
/* Widths on the two terminals and on paper. */
#include "base/width.h"

#include "base/attr.h"
#include "base/utf8.h"

#include <check.h>
#include <string.h>

Suite *suite_width(void);

static const struct {
	const char *text;
	int narrow;
	int wide;
	int paper;
} rows[] = {
	{ "", 0, 0, 0 },
	{ "abc ~", 5, 5, 5 },
	{ "刑事", 4, 4, 4 },
	{ "，。（）：", 10, 10, 10 },
	{ "ＡＢ１", 6, 6, 6 },
	{ "\u3000", 2, 2, 2 },
	{ "〔2021〕1号", 11, 11, 11 },
	{ "“引号”", 6, 8, 8 }, /* ambiguous, terminal.md §2a */
	{ "—…·×÷°§①", 8, 16, 16 },
	{ "□○●★→─│", 7, 14, 14 },
	{ "αЖ", 2, 4, 4 },
	{ "é", 1, 2, 2 },	   /* A8A6 */
	{ "e\xCC\x81", 1, 1, 1 },  /* a mark has no width */
	{ "𠮷", 2, 2, 2 },	   /* Extension B */
	{ "\U00031350", 2, 2, 2 }, /* Extension H: glibc 2.36 says -1 */
	{ "한글", 4, 4, 4 },
	{ "かな", 4, 4, 4 },
	{ "😀", 2, 2, 2 },
	{ "\x1B\x07", 0, 0, 0 },
	{ "\xE2\x80\x8B", 0, 0, 0 },
	{ "\u00A0", 1, 1, 2 },
	{ "\uE78D\uE81E\uE816", 6, 6, 6 }, /* drawn as ︐ 龴 𠂇 */
	{ "\uE000", 1, 2, 2 },
};

START_TEST(texts)
{
	ck_assert_int_eq(
		width_text(rows[_i].text, WIDTH_TERM_NARROW), rows[_i].narrow);
	ck_assert_int_eq(
		width_text(rows[_i].text, WIDTH_TERM_WIDE), rows[_i].wide);
	ck_assert_int_eq(
		width_text(rows[_i].text, WIDTH_PAPER), rows[_i].paper);
}
END_TEST

START_TEST(every_character_has_a_sane_width)
{
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		int narrow = width_char(c, WIDTH_TERM_NARROW);
		int wide = width_char(c, WIDTH_TERM_WIDE);
		int paper = width_char(c, WIDTH_PAPER);
		bool is_shown = utf8_is_plain(c) && !utf8_is_mark(c);

		if (narrow < 0 || wide < narrow || wide > 2 || paper < wide ||
			paper > 2 || (narrow > 0) != is_shown ||
			(paper > 0) != is_shown)
			ck_abort_msg("U+%04X: %d %d %d", (unsigned)c, narrow,
				wide, paper);
	}
}
END_TEST

START_TEST(hanzi_are_wide_everywhere)
{
	static const uint32_t blocks[][2] = { { 0x3400, 0x4DBF },
		{ 0x4E00, 0x9FFF }, { 0xF900, 0xFAD9 }, { 0x20000, 0x3FFFD },
		{ 0xAC00, 0xD7A3 }, { 0xFF01, 0xFF60 } };

	for (size_t i = 0; i < ARRAY_LENGTH(blocks); i++)
		for (uint32_t c = blocks[i][0]; c <= blocks[i][1]; c++)
			if (utf8_is_plain(c) &&
				width_char(c, WIDTH_TERM_NARROW) != 2)
				ck_abort_msg("U+%04X", (unsigned)c);
}
END_TEST

START_TEST(fit_keeps_marks_and_characters_whole)
{
	static const size_t fits[] = { 0, 3, 3, 6, 7, 7 };

	for (int i = 0; i < (int)ARRAY_LENGTH(fits); i++)
		ck_assert_uint_eq(
			width_fit("e\xCC\x81法b", i, WIDTH_TERM_NARROW),
			fits[i]);
	ck_assert_uint_eq(width_fit("“a", 1, WIDTH_TERM_NARROW), 3);
	ck_assert_uint_eq(width_fit("“a", 1, WIDTH_TERM_WIDE), 0);
	ck_assert_uint_eq(width_fit("a", -1, WIDTH_PAPER), 0);
}
END_TEST

Suite *
suite_width(void)
{
	Suite *suite = suite_create("width");
	TCase *tests = tcase_create("width");

	tcase_add_loop_test(tests, texts, 0, (int)ARRAY_LENGTH(rows));
	tcase_add_test(tests, every_character_has_a_sane_width);
	tcase_add_test(tests, hanzi_are_wide_everywhere);
	tcase_add_test(tests, fit_keeps_marks_and_characters_whole);
	suite_add_tcase(suite, tests);
	return suite;
}
