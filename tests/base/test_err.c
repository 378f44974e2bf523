/* SPDX-License-Identifier: MIT */
/* Failures: texts are kept whole characters, exit codes are as documented. */
#include "base/err.h"

#include "base/utf8.h"

#include <check.h>
#include <string.h>

Suite *suite_err(void);

START_TEST(set_tells_and_fails)
{
	struct err err = { 0 };

	ck_assert(!err_set(&err, ERR_CONFLICT, "%s 改了 %d 处", "甲", 2));
	ck_assert_int_eq(err.code, ERR_CONFLICT);
	ck_assert_str_eq(err.text, "甲 改了 2 处");
	ck_assert(!err_within(&err, "案件"));
	ck_assert_str_eq(err.text, "案件: 甲 改了 2 处");
	ck_assert_int_eq(err.code, ERR_CONFLICT);
	err_clear(&err);
	ck_assert_int_eq(err.code, ERR_NONE);
	ck_assert_str_eq(err.text, "");
}
END_TEST

START_TEST(own_text_may_be_an_argument)
{
	struct err err = { 0 };

	err_set(&err, ERR_IO, "磁盘满了");
	err_set(&err, ERR_IO, "没有存：%s", err.text);
	ck_assert_str_eq(err.text, "没有存：磁盘满了");
}
END_TEST

START_TEST(nobody_may_ask)
{
	ck_assert(!err_set(NULL, ERR_IO, "x"));
	ck_assert(!err_within(NULL, "x"));
	err_clear(NULL);
}
END_TEST

/* Every phase of a three-byte character against the end of the text. */
START_TEST(long_text_is_cut_at_a_character)
{
	struct err err = { 0 };
	char text[ERR_TEXT * 2];
	size_t length = (size_t)_i;

	memset(text, 'a', length);
	while (length + 3 < sizeof text) {
		memcpy(text + length, "法", 3);
		length += 3;
	}
	text[length] = '\0';
	err_set(&err, ERR_INPUT, "%s", text);
	ck_assert(utf8_valid(err.text, strlen(err.text)));
	ck_assert_uint_ge(strlen(err.text), ERR_TEXT - 3);
	err_within(&err, "文件");
	ck_assert(utf8_valid(err.text, strlen(err.text)));
	ck_assert_int_eq(strncmp(err.text, "文件: ", strlen("文件: ")), 0);
}
END_TEST

START_TEST(exit_codes_are_the_documented_ones)
{
	static const struct {
		enum err_code code;
		int exit;
	} rows[] = {
		{ ERR_NONE, 0 },
		{ ERR_INPUT, 1 },
		{ ERR_STATE, 1 },
		{ ERR_RIGHT, 3 },
		{ ERR_NOTFOUND, 4 },
		{ ERR_CONFLICT, 5 },
		{ ERR_EXISTS, 5 },
		{ ERR_BUSY, 6 },
		{ ERR_IO, 7 },
		{ ERR_DB, 8 },
		{ ERR_BUG, 9 },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
		ck_assert_int_eq(err_exit(rows[i].code), rows[i].exit);
}
END_TEST

Suite *
suite_err(void)
{
	Suite *suite = suite_create("err");
	TCase *tests = tcase_create("err");

	tcase_add_test(tests, set_tells_and_fails);
	tcase_add_test(tests, own_text_may_be_an_argument);
	tcase_add_test(tests, nobody_may_ask);
	tcase_add_loop_test(tests, long_text_is_cut_at_a_character, 0, 3);
	tcase_add_test(tests, exit_codes_are_the_documented_ones);
	suite_add_tcase(suite, tests);
	return suite;
}
