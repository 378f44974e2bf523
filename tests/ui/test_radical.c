/* SPDX-License-Identifier: MIT */
/* Where a dictionary has the characters that a terminal lacks. */
#include "ui/term/radical.h"

#include <check.h>

Suite *suite_radical(void);

static const struct {
	uint32_t character;
	const char *name;
} cases[] = {
	{ 0x20BB7, "口部3画" }, /* 𠮷 */
	{ 0x3400, "一部4画" },	/* 㐀 */
	{ 0x29F7E, "鱼部6画" }, /* 𩽾 */
	{ 0x2CC56, "页部5画" },
	{ 0x9FA6, "火部11画" },
	{ 0x5F20, "" }, /* 张: in GBK */
	{ 0x2FF0, "" },
	{ 'a', "" },
	{ 0x10FFFF, "" },
	{ 0, "" },
};

START_TEST(a_character_is_found_by_its_radical)
{
	struct buf out = { 0 };

	radical_name(cases[_i].character, &out);
	ck_assert_str_eq(buf_text(&out), cases[_i].name);
	buf_free(&out);
}
END_TEST

Suite *
suite_radical(void)
{
	Suite *suite = suite_create("radical");
	TCase *tests = tcase_create("names");

	tcase_add_loop_test(tests, a_character_is_found_by_its_radical, 0,
		ARRAY_LENGTH(cases));
	suite_add_tcase(suite, tests);
	return suite;
}
