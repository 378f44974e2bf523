/* SPDX-License-Identifier: MIT */
/* --encoding on the command line: words in, lines out, JSON as ever. */
#include "run.h"

#include "base/encoding.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_spoken(void);

/* UTF-8 as a terminal of that encoding types it. */
static const char *
typed(const char *text, enum encoding encoding)
{
	struct encoder *encoder;
	struct buf out = { 0 };
	const char *copy;

	ck_assert(encoder_open(encoding, &encoder, &runner.err));
	encoder_text(encoder, text, strlen(text), WIDTH_TERM_WIDE, &out);
	copy = arena_copy(&runner.arena, buf_text(&out));
	buf_free(&out);
	encoder_close(&encoder);
	return copy;
}

START_TEST(lines_as_the_terminal_reads_them)
{
	const char *wanted;

	run_make_court();
	run_make_case();
	wanted = RUN("due").out;
	ck_assert_ptr_nonnull(strstr(wanted, "张甲一"));
	ck_assert_str_eq(RUN("due", "--encoding", "GBK").out,
		typed(wanted, ENCODING_GBK));
	ck_assert_str_eq(RUN("due", "--encoding", "gb18030").out,
		typed(wanted, ENCODING_GB18030));
	ck_assert_str_eq(RUN("due", "--encoding", "utf8").out, wanted);
}
END_TEST

START_TEST(mistakes_as_well)
{
	struct ran ran = RUN("\xd5\xc5", "--encoding", "GBK");

	ck_ran(ran, 2);
	ck_assert_str_eq(ran.error,
		typed("bianhu: 没有“张”这个命令；bianhu help 可列出\n",
			ENCODING_GBK));
	ran = RUN("due", "--encoding", "big5");
	ck_ran(ran, 2);
	ck_assert_ptr_nonnull(strstr(ran.error, "GB18030"));
}
END_TEST

/* What comes in is kept as the character it is, in any encoding that has it. */
START_TEST(words_are_read_as_typed)
{
	const char *draft;
	struct ran ran;

	run_make_court();
	draft = run_id(RUN("record", "new", "case-intake",
		typed("案号=（2026）测0102刑初1号", ENCODING_GB18030),
		typed("收案日期=今", ENCODING_GB18030),
		typed("立案日期=今", ENCODING_GB18030),
		typed("审级=一审", ENCODING_GB18030),
		typed("程序=普通", ENCODING_GB18030),
		typed("起诉=公诉", ENCODING_GB18030),
		typed("承办人=法官乙", ENCODING_GB18030),
		typed("姓名=张𠮷", ENCODING_GB18030),
		typed("强制措施=取保候审", ENCODING_GB18030),
		typed("罪名=盗窃罪", ENCODING_GB18030),
		typed("辩护人=无", ENCODING_GB18030), "--encoding", "GB18030"));
	ck_ran(RUN("record", "seal", draft), 0);
	ck_assert_ptr_nonnull(strstr(RUN("due").out, "张𠮷"));
	/* A GBK terminal lacks it: two columns, and told what it is, once; the
	 * data is what it was. */
	ran = RUN("due", "--encoding", "GBK");
	ck_assert_ptr_nonnull(strstr(ran.out, "\xd5\xc5\xa1\xfe"));
	ck_assert_str_eq(ran.error,
		typed("bianhu: GBK 没有的字，显示为 〓 或 ?：U+20BB7\n",
			ENCODING_GBK));
	ck_assert_str_eq(RUN("due", "--encoding", "GB18030").error, "");
	ck_ran(RUN("due", "\xd5", "--encoding", "GBK"), 2);
}
END_TEST

/* RFC 8259: whoever reads it, it is UTF-8. */
START_TEST(json_is_utf8)
{
	const char *wanted;

	run_make_court();
	run_make_case();
	wanted = RUN("due", "--json").out;
	ck_assert_ptr_nonnull(strstr(wanted, "张甲一"));
	ck_assert_str_eq(RUN("due", "--json", "--encoding", "GBK").out, wanted);
}
END_TEST

/* The environment tells of the terminal; a file is for other programs. */
START_TEST(a_file_is_utf8_unless_it_is_said)
{
	const char *wanted;

	run_make_court();
	run_make_case();
	wanted = RUN("due").out;
	setenv("BIANHU_ENCODING", "GBK", 1);
	ck_assert_str_eq(RUN("due").out, wanted);
	ck_assert_str_eq(RUN("due", "--encoding", "GBK").out,
		typed(wanted, ENCODING_GBK));
	unsetenv("BIANHU_ENCODING");
}
END_TEST

START_TEST(a_full_disk_is_told)
{
	static const char *const lines[] = { "form", "list", "--encoding",
		"GBK", NULL };
	static const char *const json[] = { "due", "--json", NULL };

	run_make_court();
	ck_ran(run_to("/dev/full", lines), 7);
	ck_ran(run_to("/dev/full", json), 7);
}
END_TEST

Suite *
suite_spoken(void)
{
	Suite *suite = suite_create("spoken");
	TCase *tcase = tcase_create("encoding");

	tcase_add_checked_fixture(tcase, run_set_up, run_tear_down);
	tcase_add_test(tcase, lines_as_the_terminal_reads_them);
	tcase_add_test(tcase, mistakes_as_well);
	tcase_add_test(tcase, words_are_read_as_typed);
	tcase_add_test(tcase, json_is_utf8);
	tcase_add_test(tcase, a_file_is_utf8_unless_it_is_said);
	tcase_add_test(tcase, a_full_disk_is_told);
	suite_add_tcase(suite, tcase);
	return suite;
}
