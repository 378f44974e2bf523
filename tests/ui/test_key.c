/* SPDX-License-Identifier: MIT */
/* Names of keys on the bar, and scripts of keys. */
#include "ui/key.h"

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

Suite *
suite_key(void)
{
	Suite *suite = suite_create("key");
	TCase *tests = tcase_create("names");

	tcase_add_loop_test(tests, bar_names, 0, ARRAY_LENGTH(names));
	tcase_add_loop_test(tests, scripts_are_read, 0, ARRAY_LENGTH(scripts));
	suite_add_tcase(suite, tests);
	return suite;
}
