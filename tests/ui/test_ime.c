/* SPDX-License-Identifier: MIT */
/* Keys to Chinese: what is typed, what is shown, what goes through. */
#include "ui/ime/ime.h"

#include "base/utf8.h"
#include "base/width.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *suite_ime(void);

/* What a field got: text, and the keys that went through by their names. */
static struct ime ime;
static struct buf got;
static int beeps;

static void
set_up(void)
{
	ime = (struct ime){ .columns = 80 };
	got = (struct buf){ 0 };
	beeps = 0;
}

static void
tear_down(void)
{
	ime_free(&ime);
	buf_free(&got);
}

static void
add_key(int32_t key)
{
	char bytes[UTF8_MAX_BYTES];

	if (key >= KEY_SPACE && key < KEY_NAMED)
		buf_add_bytes(&got, bytes, utf8_put((uint32_t)key, bytes));
	else
		buf_addf(&got, "<%s>", key_name(key, KEY_NAMES_F));
}

static void
keys(const char *script, enum ime_place place)
{
	struct ime_answer answer;
	int32_t key;

	while ((key = key_read(&script)) != KEY_NONE) {
		ime_key(&ime, &(struct key_event){ .key = key }, place,
			&answer);
		buf_add(&got, answer.text);
		if (answer.passes)
			add_key(key);
		beeps += answer.beep;
		/* The same on a machine with the library and without. */
		if (ime.pinyin != NULL)
			pinyin_drop_library(ime.pinyin);
	}
}

/* With it on. */
static const struct {
	const char *script;
	const char *got;
	int beeps;
} cases[] = {
	/* words */
	{ "feifajingying ", "非法经营", 0 },
	{ "ffjy1", "非法经营", 0 },
	{ "beigaorendaoqie 1", "被告人盗窃", 0 },
	{ "zhonghua", "", 0 },
	{ "zhong1hua1", "中话", 0 },
	/* what goes through */
	{ "AB12", "AB12", 0 },
	{ "<Enter><Tab><F10><Up>", "<回车><Tab><F10><↑>", 0 },
	{ "中", "中", 0 },
	{ "<Backspace>", "<退格>", 0 },
	{ "<Space>", " ", 0 },
	/* letters as they are */
	{ "abc<Enter>", "abc", 0 },
	{ "abc<Enter><Enter>", "abc<回车>", 0 },
	{ "fax<Backspace>1", "发", 0 },
	{ "f<Backspace><Backspace>", "<退格>", 0 },
	/* dropped */
	{ "feifa<F12>", "", 0 },
	{ "feifa<Esc><Esc>A", "A", 0 },
	{ "feifa<C-c>A", "A", 0 },
	/* not chosen, not lost: refused */
	{ "feifa<Tab>", "", 1 },
	{ "feifa<F10> ", "非法", 1 },
	{ "feifa0 ", "非法", 1 },
	{ "o9", "", 1 },
	/* marks */
	{ ",.:;?!()<lt>>/", "，。：；？！（）《》、", 0 },
	{ "[2026]`_^", "〔2026〕·——……", 0 },
	{ "\"a1\"", "“啊”", 0 },
	{ "'a1'", "‘啊’", 0 },
	{ "3.5", "3.5", 0 },
	{ "14:30", "14:30", 0 },
	{ "3feifa .", "3非法。", 0 },
	{ "-+=*&%#@", "-+=*&%#@", 0 },
	{ "<C-v>,.<C-v>,", ",.，", 0 },
	/* a mark or a capital behind a word takes the first candidate */
	{ "feifa;", "非法；", 0 },
	{ "feifaA", "非法A", 0 },
	/* codes */
	{ "u5f20 ", "张", 0 },
	{ "u20bb7<Enter>", "𠮷", 0 },
	{ "u20BB7 ", "𠮷", 0 },
	{ "id5c5 ", "张", 0 },
	{ "i9534b235 ", "𠮷", 0 },
	{ "u200b ", "", 1 },
	{ "u202e ", "", 1 },
	{ "ud800 ", "", 1 },
	{ "u00 ", "", 1 },
	{ "u110000 ", "", 1 },
	{ "u5f20z ", "张", 1 },
	{ "i81 ", "", 1 },
	{ "iff ", "", 1 },
	{ "i8130 ", "", 1 },
	{ "u5f2<Backspace>2<Backspace>20<F12>A", "A", 0 },
	/* descriptions */
	{ "v1sandianshui mou ", "［⿰氵某］", 0 },
	{ "v2u96e8 1mu mu ", "［⿱雨⿰目目］", 0 },
	{ "v3mu mu mu ", "［⿲目目目］", 0 },
	{ "v1u6c35 u20bb7 ", "［⿰氵𠮷］", 0 },
	{ "v1<Backspace><Backspace>A", "A", 0 },
	{ "v1sds <Backspace><Backspace>2mu mu ", "［⿱目目］", 0 },
	{ "v1mu<F12><F12>A", "A", 0 },
	{ "v1sds mu<F12>kou ", "［⿰氵口］", 0 },
	{ "vmu", "", 2 },
	{ "v<Enter>", "", 1 },
	{ "v1111111111111111", "", 9 },
};

START_TEST(keys_become_text)
{
	keys("<C-t>", IME_WORDS);
	buf_clear(&got);
	keys(cases[_i].script, IME_WORDS);
	ck_assert_str_eq(buf_text(&got), cases[_i].got);
	ck_assert_int_eq(beeps, cases[_i].beeps);
}
END_TEST

START_TEST(off_it_touches_nothing)
{
	keys("feifa,u5f20 v1\"<Enter>", IME_WORDS);
	ck_assert_str_eq(buf_text(&got), "feifa,u5f20 v1\"<回车>");
	ck_assert_ptr_null(ime_line(&ime));
	ck_assert_ptr_null(ime_state(&ime));
	ck_assert_ptr_null(ime.pinyin);
}
END_TEST

START_TEST(where_keys_are_commands_they_stay)
{
	keys("<C-t>", IME_NOWHERE);
	keys("1feifa,v", IME_NOWHERE);
	ck_assert_str_eq(buf_text(&got), "1feifa,v");
	/* What was begun elsewhere is gone. */
	keys("fei", IME_WORDS);
	keys("x", IME_NOWHERE);
	ck_assert_ptr_null(ime_line(&ime));
}
END_TEST

START_TEST(a_code_line_keeps_its_marks)
{
	keys("<C-t>", IME_FIND);
	keys("214,.+3/fei v", IME_FIND);
	ck_assert_str_eq(buf_text(&got), "214,.+3/飞v");
	/* Initials are looked for at once. */
	buf_clear(&got);
	keys("zjy<Enter>", IME_FIND);
	ck_assert_str_eq(buf_text(&got), "zjy<回车>");
}
END_TEST

START_TEST(turned_off_in_the_middle_letters_stay)
{
	keys("<C-t>feifa<C-t>feifa", IME_WORDS);
	ck_assert_str_eq(buf_text(&got), "feifafeifa");
	ck_assert_ptr_null(ime_state(&ime));
}
END_TEST

START_TEST(the_line_shows_what_a_digit_takes)
{
	keys("<C-t>", IME_WORDS);
	ck_assert_ptr_null(ime_line(&ime));
	ck_assert_str_eq(ime_state(&ime), "中 ");
	keys("feifa", IME_WORDS);
	ck_assert_str_eq(
		ime_line(&ime), "fei'fa 1非法 2飞 3非法拘禁罪 4非法经营 =下");
	keys("=", IME_WORDS);
	ck_assert_ptr_nonnull(strstr(ime_line(&ime), "-上"));
	keys("-", IME_WORDS);
	ck_assert_ptr_nonnull(strstr(ime_line(&ime), " 1非法 "));
	keys("<F12>qqqqqqq", IME_WORDS);
	keys("<F12>u20bb7", IME_WORDS);
	ck_assert_str_eq(ime_line(&ime), "U+20bb7 1𠮷");
	keys("<F12>id5c5", IME_WORDS);
	ck_assert_str_eq(ime_line(&ime), "国标码 d5c5 1张 U+5F20");
	keys("<F12>v1sds", IME_WORDS);
	ck_assert_ptr_nonnull(strstr(ime_line(&ime), "［⿰ s'd's 1氵"));
	keys("<F12><C-v>", IME_WORDS);
	ck_assert_str_eq(ime_state(&ime), "中.");
}
END_TEST

/* Every candidate is reached by pages, and each page is one line. */
START_TEST(pages_hold_all_and_fit)
{
	keys("<C-t>yi", IME_WORDS);
	for (size_t seen = 0; seen + 1 < ime.found.count;) {
		size_t first = ime.first;

		ck_assert_int_le(
			width_text(ime_line(&ime), WIDTH_TERM_WIDE), 79);
		keys("=", IME_WORDS);
		seen = ime.first;
		if (seen == first)
			break;
		ck_assert_uint_le(seen - first, IME_PAGE);
	}
	ck_assert_uint_gt(ime.first + IME_PAGE, ime.found.count - 1);
	ck_assert_int_eq(beeps, 1);
	while (ime.first > 0)
		keys("<PgUp>", IME_WORDS);
	ck_assert_ptr_nonnull(strstr(ime_line(&ime), " =下"));
}
END_TEST

START_TEST(what_the_terminal_lacks_has_its_code)
{
	ime.encoding = ENCODING_GBK;
	keys("<C-t>u20bb7", IME_WORDS);
	ck_assert_str_eq(ime_line(&ime), "U+20bb7 1𠮷口部3画");
	keys("<F12>an", IME_WORDS);
	for (int i = 0; i < 9 && strstr(ime_line(&ime), "𩽾") == NULL; i++)
		keys("=", IME_WORDS);
	ck_assert_ptr_nonnull(strstr(ime_line(&ime), "𩽾U+29F7E"));
}
END_TEST

/* A description is text that is kept, measured and sent like any other. */
START_TEST(a_description_is_plain_text)
{
	static const enum width_of widths[] = { WIDTH_TERM_NARROW,
		WIDTH_TERM_WIDE, WIDTH_PAPER };
	struct encoder *encoder = NULL;
	struct err err = { 0 };

	keys("<C-t>v9sds mu ", IME_WORDS);
	ck_assert_str_eq(buf_text(&got), "［⿸氵目］");
	ck_assert_uint_eq(utf8_check(buf_text(&got), got.length, UTF8_ONE_LINE),
		UTF8_FINE);
	for (size_t i = 0; i < ARRAY_LENGTH(widths); i++)
		ck_assert_int_eq(width_text(buf_text(&got), widths[i]), 10);
	ck_assert(encoder_open(ENCODING_GB18030, &encoder, &err));
	for (uint32_t c = 0x2FF0; c <= 0x2FFB; c++)
		ck_assert(encoder_has(encoder, c));
	encoder_close(&encoder);
}
END_TEST

/* A client that helps with double-byte characters sends it twice. */
START_TEST(a_twin_takes_no_second_letter)
{
	struct key_event twin = { .key = KEY_BACKSPACE, .is_twin = true };
	struct ime_answer answer;

	keys("<C-t>feif<Backspace>", IME_WORDS);
	ime_key(&ime, &twin, IME_WORDS, &answer);
	ck_assert(!answer.passes);
	ck_assert_str_eq(ime.letters, "fei");
	keys("<F12>f<Backspace>", IME_WORDS);
	ime_key(&ime, &twin, IME_WORDS, &answer);
	ck_assert(!answer.passes);
	keys("1", IME_WORDS);
	ime_key(&ime, &twin, IME_WORDS, &answer);
	ck_assert(answer.passes);
}
END_TEST

/* Any keys at all: it never holds more than it has room for. */
START_TEST(any_keys_are_taken)
{
	static const char some[] =
		"abcdefghijklmnopqrstuvwxyz''--==,.1234567890uiv AZ;\"";
	char script[2] = "";
	unsigned random = 1;

	keys("<C-t>", IME_WORDS);
	for (int i = 0; i < 20000; i++) {
		random = random * 1103515245U + 12345U;
		script[0] = some[(random >> 16) % (sizeof some - 1)];
		keys(random % 37 == 0 ? "<Backspace>" : script, IME_WORDS);
		if (ime_line(&ime) != NULL)
			ck_assert_int_le(
				width_text(ime_line(&ime), WIDTH_TERM_WIDE),
				80);
		ck_assert(utf8_valid(buf_text(&got), got.length));
		buf_clear(&got);
	}
}
END_TEST

Suite *
suite_ime(void)
{
	Suite *suite = suite_create("ime");
	TCase *tests = tcase_create("keys");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests, keys_become_text, 0, ARRAY_LENGTH(cases));
	tcase_add_test(tests, off_it_touches_nothing);
	tcase_add_test(tests, where_keys_are_commands_they_stay);
	tcase_add_test(tests, a_code_line_keeps_its_marks);
	tcase_add_test(tests, turned_off_in_the_middle_letters_stay);
	tcase_add_test(tests, the_line_shows_what_a_digit_takes);
	tcase_add_test(tests, pages_hold_all_and_fit);
	tcase_add_test(tests, what_the_terminal_lacks_has_its_code);
	tcase_add_test(tests, a_description_is_plain_text);
	tcase_add_test(tests, a_twin_takes_no_second_letter);
	tcase_add_test(tests, any_keys_are_taken);
	suite_add_tcase(suite, tests);
	return suite;
}
