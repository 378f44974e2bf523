/* SPDX-License-Identifier: MIT */
/* The growing buffer. */
#include "base/buf.h"

#include <check.h>
#include <string.h>

Suite *suite_buf(void);

START_TEST(an_empty_buffer_is_empty_text)
{
	struct buf buf = { 0 };

	ck_assert_str_eq(buf_text(&buf), "");
	buf_cut(&buf, 0);
	buf_clear(&buf);
	buf_add_bytes(&buf, NULL, 0);
	ck_assert_str_eq(buf_text(&buf), "");
	buf_free(&buf);
	buf_free(&buf);
}
END_TEST

START_TEST(everything_added_is_there)
{
	struct buf buf = { 0 };

	buf_add(&buf, "甲");
	buf_add_char(&buf, '|');
	buf_addf(&buf, "%d/%s", 12, "乙");
	buf_add_bytes(&buf, "\0z", 2);
	ck_assert_uint_eq(buf.length, strlen("甲|12/乙") + 2);
	ck_assert_mem_eq(buf.data, "甲|12/乙\0z", buf.length + 1);
	buf_cut(&buf, 100);
	ck_assert_uint_eq(buf.length, strlen("甲|12/乙") + 2);
	buf_cut(&buf, 3);
	ck_assert_str_eq(buf_text(&buf), "甲");
	buf_clear(&buf);
	ck_assert_uint_eq(buf.length, 0);
	ck_assert_str_eq(buf_text(&buf), "");
	buf_free(&buf);
}
END_TEST

START_TEST(it_is_always_ended)
{
	struct buf buf = { 0 };

	for (size_t i = 1; i <= 3000; i++) {
		if (i % 2 == 0)
			buf_addf(&buf, "%c", 'x');
		else
			buf_add_char(&buf, 'x');
		ck_assert_uint_eq(strlen(buf_text(&buf)), i);
	}
	buf_free(&buf);
}
END_TEST

Suite *
suite_buf(void)
{
	Suite *suite = suite_create("buf");
	TCase *tests = tcase_create("buf");

	tcase_add_test(tests, an_empty_buffer_is_empty_text);
	tcase_add_test(tests, everything_added_is_there);
	tcase_add_test(tests, it_is_always_ended);
	suite_add_tcase(suite, tests);
	return suite;
}
