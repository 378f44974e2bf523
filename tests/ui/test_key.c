/* SPDX-License-Identifier: MIT */
/* Names of keys on the bar, and scripts of keys. */
#include "ui/term/key.h"

#include "base/attr.h"

#include <check.h>

Suite *suite_key(void);

struct name_case {
	int32_t key;
	const char *name;
	const char *escape;
};

/* clang-format off */
static const struct name_case names[] = {
	{ KEY_F1,         "F1",     "Esc1" },
	{ KEY_F10,        "F10",    "Esc0" },
	{ KEY_F11,        "F11",    "Esc-" },
	{ KEY_F12,        "F12",    "EscEsc" },
	{ KEY_ENTER,      "回车",   "回车" },
	{ KEY_SPACE,      "空格",   "空格" },
	{ KEY_CTRL('z'),  "Ctrl-Z", "Ctrl-Z" },
	{ KEY_CTRL('a'),  "Ctrl-A", "Ctrl-A" },
	{ '!',            "!",      "!" },
	{ '1',            "1",      "1" },
	{ '~',            "~",      "~" },
	{ 'M',            "M",      "M" },
	{ 0x5F20,         "",       "" },
	{ KEY_NONE,       "",       "" },
};
/* clang-format on */

START_TEST(bar_names)
{
	const struct name_case *c = &names[_i];

	ck_assert_str_eq(key_name(c->key, KEY_NAMES_F), c->name);
	ck_assert_str_eq(key_name(c->key, KEY_NAMES_ESC), c->escape);
}
END_TEST

enum { MOST_KEYS = 6 };

struct script_case {
	const char *script;
	int32_t keys[MOST_KEYS]; /* ended by KEY_NONE */
};

/* clang-format off */
static const struct script_case scripts[] = {
	{ "", { KEY_NONE } },
	{ "<F3>张<Enter>", { KEY_F3, 0x5F20, KEY_ENTER } },
	{ "<C-z><C-Z>z", { 26, 26, 'z' } },
	{ "<lt><Space>>", { '<', ' ', '>' } },
	{ "<Esc>1<Esc>0<Esc>-<Esc><Esc>x", { KEY_F1, KEY_F10, KEY_F11,
		KEY_F12, 'x' } },
	{ "<Esc>张", { 0x5F20 } },
	{ "1\n2\r\n", { '1', '2' } },
	{ "<Nothing>a", { KEY_BAD, 'a' } },
	{ "<F1", { KEY_BAD, 'F', '1' } },
	{ "<BackTab><PgUp><Del>", { KEY_BACK_TAB, KEY_PAGE_UP, KEY_DELETE } },
	{ "<Esc>", { KEY_NONE } },
};
/* clang-format on */

START_TEST(scripts_are_read)
{
	const struct script_case *c = &scripts[_i];
	const char *at = c->script;

	for (size_t i = 0; i < MOST_KEYS; i++) {
		ck_assert_int_eq(key_read(&at), c->keys[i]);
		if (c->keys[i] == KEY_NONE)
			break;
	}
	ck_assert_str_eq(at, "");
}
END_TEST

START_TEST(a_text_names_keys_as_the_bar_does)
{
	static const struct {
		const char *text;
		const char *escape;
		const char *line;
	} cases[] = {
		{ "F5 再试，F12 退回", "Esc5 再试，EscEsc 退回",
			".F5 再试，.F12 退回" },
		{ "按F6选；F10", "按Esc6选；Esc0", "按.F6选；.F10" },
		{ "F0 F13 F123 XF1 1F2 F", "F0 F13 F123 XF1 1F2 F",
			"F0 F13 F123 XF1 1F2 F" },
		{ "编号 F2K7M3XA", "编号 F2K7M3XA", "编号 F2K7M3XA" },
		{ ".F10", ".Esc0", ".F10" },
		{ "", "", "" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct buf f = { 0 }, escape = { 0 }, line = { 0 };

		key_words(cases[i].text, KEY_NAMES_F, &f);
		ck_assert_str_eq(buf_text(&f), cases[i].text);
		key_words(cases[i].text, KEY_NAMES_ESC, &escape);
		ck_assert_str_eq(buf_text(&escape), cases[i].escape);
		key_words(cases[i].text, KEY_NAMES_LINE, &line);
		ck_assert_str_eq(buf_text(&line), cases[i].line);
		buf_free(&f);
		buf_free(&escape);
		buf_free(&line);
	}
}
END_TEST

Suite *
suite_key(void)
{
	Suite *suite = suite_create("key");
	TCase *tests = tcase_create("names");

	tcase_add_loop_test(tests, bar_names, 0, ARRAY_LENGTH(names));
	tcase_add_loop_test(tests, scripts_are_read, 0, ARRAY_LENGTH(scripts));
	tcase_add_test(tests, a_text_names_keys_as_the_bar_does);
	suite_add_tcase(suite, tests);
	return suite;
}
