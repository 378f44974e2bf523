/* SPDX-License-Identifier: MIT */
#include "base/edge.h"

#include <check.h>
#include <string.h>

Suite *suite_edge(void);

static struct buf out;
static struct encoder *encoder;
static struct err err;

static void
tear_down(void)
{
	buf_free(&out);
	encoder_close(&encoder);
}

static void
open_encoder(enum encoding encoding)
{
	ck_assert_msg(encoder_open(encoding, &encoder, &err), "%s", err.text);
}

START_TEST(lines_are_filtered_and_stay)
{
	ck_assert_uint_eq(edge_text(&out, NULL, WIDTH_TERM_NARROW, UTF8_LINES,
				  "张\x1b[5i甲\n一\xc2\x9b"
				  "2J\n"),
		0);
	ck_assert_str_eq(buf_text(&out), "张\xef\xbf\xbd[5i甲\n一\xef\xbf\xbd"
					 "2J\n");
}
END_TEST

START_TEST(one_line_stays_one_line)
{
	edge_text(&out, NULL, WIDTH_TERM_NARROW, UTF8_ONE_LINE, "甲\n乙\t丙");
	ck_assert_str_eq(buf_text(&out), "甲\xef\xbf\xbd乙\xef\xbf\xbd丙");
}
END_TEST

/* Filtered before it is encoded: no control comes of a broken byte. */
START_TEST(other_encodings)
{
	open_encoder(ENCODING_GBK);
	ck_assert_uint_eq(edge_text(&out, encoder, WIDTH_TERM_WIDE, UTF8_LINES,
				  "张\x1b𠮷\n"),
		2);
	ck_assert_str_eq(buf_text(&out), "\xd5\xc5\xa1\xfe\xa1\xfe\n");
}
END_TEST

START_TEST(json_keeps_what_is_strange)
{
	edge_json(&out,
		"{\n \"名\": \"张\xe2\x80\xae\x7f\xc2\x9b\xf3\xa0\x84\x80"
		"甲\"\n}\n");
	ck_assert_str_eq(buf_text(&out),
		"{\n \"名\": \"张\\u202E\\u007F\\u009B\\uDB40\\uDD00甲\"\n}\n");
}
END_TEST

Suite *
suite_edge(void)
{
	Suite *suite = suite_create("edge");
	TCase *tcase = tcase_create("lines");

	tcase_add_checked_fixture(tcase, NULL, tear_down);
	tcase_add_test(tcase, lines_are_filtered_and_stay);
	tcase_add_test(tcase, one_line_stays_one_line);
	tcase_add_test(tcase, other_encodings);
	tcase_add_test(tcase, json_keeps_what_is_strange);
	suite_add_tcase(suite, tcase);
	return suite;
}
