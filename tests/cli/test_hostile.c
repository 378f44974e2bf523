/* SPDX-License-Identifier: MIT */
/* The real program and bad input, bad stores, bad places. */
#include "run.h"

#include "base/file.h"
#include "base/utf8.h"
#include "tests/support/scratch.h"
#include "tests/support/tree.h"

#include <check.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *suite_hostile(void);

enum { STORE_BYTES = 8 << 20, PROGRAM_BYTES = 256 << 20 };

static bool
is_clean(const char *text)
{
	return utf8_check(text, strlen(text), UTF8_LINES) == UTF8_FINE;
}

/* clang-format off */
static const char *const hostile[] = {
	"姓名=\x1b[2J张",
	"姓名=张\x07",
	"姓名=张\xc2\x9b" "31m",
	"姓名=张\xe2\x80\xae" "甲",
	"\x1b[31m=甲",
	"程序=\x1b]0;x\x07",
	"立案日期=\x1b",
};
/* clang-format on */

START_TEST(hostile_values_go_nowhere)
{
	run_make_court();
	for (size_t i = 0; i < ARRAY_LENGTH(hostile); i++) {
		struct ran ran =
			RUN("record", "new", "case-intake", hostile[i]);

		ck_assert_msg(ran.code == 1, "row %zu: %d", i, ran.code);
		ck_assert_msg(is_clean(ran.error), "row %zu: %s", i, ran.error);
	}
	ck_assert_str_eq(RUN("record", "drafts").out, "");
}
END_TEST

START_TEST(hostile_files_and_names)
{
	static const char form[] = "[表单]\n编号: \x1b[31m\n\xff\n";
	static const char values[] = "[值]\n姓名: \x1b[2J\n\xfe: 1\n";
	const char *path = arena_copy(&runner.arena, scratch("\x1b[31m.form"));
	struct ran ran;

	run_make_court();
	ck_assert(file_write(path, form, strlen(form), &runner.err));
	ran = RUN("form", "check", path);
	ck_ran(ran, 1);
	ck_assert(is_clean(ran.error));
	ck_assert(file_write(
		scratch("x.values"), values, strlen(values), &runner.err));
	ran = RUN("record", "new", "case-intake", "--values",
		scratch("x.values"));
	ck_ran(ran, 1);
	ck_assert(is_clean(ran.error));
	ran = RUN("case", "list", "--store", "/\x1b[31m/x");
	ck_assert_int_ne(ran.code, 0);
	ck_assert(is_clean(ran.error));
	ran = RUN("\x1b[31m");
	ck_ran(ran, 2);
	ck_assert(is_clean(ran.error));
}
END_TEST

static void
tamper(const char *sql)
{
	sqlite3 *db;
	char *why = NULL;

	ck_assert_int_eq(sqlite3_open(scratch("a.db"), &db), SQLITE_OK);
	ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, &why) == SQLITE_OK,
		"%s", why);
	sqlite3_close(db);
}

/* However it came into the store, it does not reach the terminal. */
START_TEST(hostile_bytes_from_the_store)
{
	struct ran ran;

	run_make_court();
	run_make_case();
	tamper("UPDATE party SET name = char(27) || '[2J' || x'ff'");
	ran = RUN("due");
	ck_assert_int_eq(ran.code, 0);
	ck_assert_msg(is_clean(ran.out), "%s", ran.out);
	ran = RUN("derive", "--check");
	ck_ran(ran, 1);
	ck_ran(RUN("derive", "--repair"), 0);
	ck_assert_ptr_nonnull(strstr(RUN("due").out, "张甲一"));
}
END_TEST

START_TEST(the_locale_does_not_matter)
{
	static const char *const locales[] = { "C", "POSIX", "zh_CN.GB18030",
		"nowhere" };
	const char *wanted;

	run_make_court();
	run_make_case();
	wanted = RUN("due").out;
	for (size_t i = 0; i < ARRAY_LENGTH(locales); i++) {
		setenv("LC_ALL", locales[i], 1);
		ck_assert_str_eq(RUN("due").out, wanted);
	}
}
END_TEST

START_TEST(damaged_and_foreign_stores)
{
	static const char other[] = "不是库\n";
	const char *path = arena_copy(&runner.arena, scratch("other.db"));
	struct ran ran;

	run_make_court();
	run_make_case();
	ck_assert(file_write(path, other, strlen(other), &runner.err));
	ran = RUN("due", "--store", path);
	ck_ran(ran, 8);
	ck_assert_str_eq(run_text(path), other);
	ran = RUN("due", "--store", scratch("none.db"));
	ck_ran(ran, 4);
	ck_assert_int_ne(access(scratch("none.db"), F_OK), 0);
	tamper("INSERT INTO migration (no, name, hash, at) "
	       "VALUES (9999, 'later', 'x', 0)");
	ran = RUN("due");
	ck_ran(ran, 8);
	ck_ran(RUN("record", "new", "case-intake", "姓名=李乙二"), 8);
	tamper("DELETE FROM migration WHERE no = 9999");
	ck_ran(RUN("due"), 0);
}
END_TEST

/* Bytes in the middle of the file are not what they were. */
START_TEST(corrupt_store)
{
	struct buf bytes = { 0 };
	struct ran ran;

	run_make_court();
	run_make_case();
	tamper("PRAGMA wal_checkpoint(TRUNCATE)");
	ck_assert(file_read(scratch("a.db"), STORE_BYTES, &bytes, &runner.err));
	for (size_t i = 4096; i < bytes.length; i++)
		bytes.data[i] = (char)(bytes.data[i] ^ 0x55);
	ck_assert(file_write(
		scratch("a.db"), buf_text(&bytes), bytes.length, &runner.err));
	buf_free(&bytes);
	ran = RUN("verify");
	ck_ran(ran, 8);
	ran = RUN("due");
	ck_assert_int_ne(ran.code, 0);
	ck_assert_str_ne(ran.error, "");
}
END_TEST

START_TEST(tampered_chain_is_told)
{
	struct ran ran;

	run_make_court();
	run_make_case();
	tamper("DROP TRIGGER record_payload_no_update;"
	       "UPDATE record_payload SET bytes = "
	       "replace(bytes, '盗窃罪', '抢劫罪')");
	ran = RUN("verify");
	ck_ran(ran, 8);
	ck_assert_ptr_nonnull(strstr(ran.out, "不完整"));
}
END_TEST

/* As a user without rights: root could write anywhere. */
static void
copy_program(void)
{
	struct buf bytes = { 0 };

	ck_assert_msg(
		file_read(runner.program, PROGRAM_BYTES, &bytes, &runner.err),
		"%s", runner.err.text);
	ck_assert(file_write(scratch("bianhu"), buf_text(&bytes), bytes.length,
		&runner.err));
	buf_free(&bytes);
	ck_assert_int_eq(chmod(scratch("bianhu"), 0755), 0);
	runner.program = arena_copy(&runner.arena, scratch("bianhu"));
}

START_TEST(a_folder_that_may_not_be_written)
{
	struct ran ran;

	run_make_court();
	run_make_case();
	copy_program();
	tamper("PRAGMA wal_checkpoint(TRUNCATE)");
	ck_assert_int_eq(chmod(scratch("a.db"), 0444), 0);
	ck_assert_int_eq(chmod(scratch(""), 0555), 0);
	runner.as_nobody = true;
	ran = RUN("init", "--sample", "--store", scratch("b.db"));
	ck_ran(ran, 7);
	ran = RUN("record", "new", "case-intake", "姓名=李乙二");
	ck_assert_int_ne(ran.code, 0);
	ck_assert_str_ne(ran.error, "");
	runner.as_nobody = false;
	ck_assert_int_eq(chmod(scratch(""), 0700), 0);
	ck_assert_int_eq(chmod(scratch("a.db"), 0600), 0);
	ck_ran(RUN("verify"), 0);
}
END_TEST

START_TEST(a_full_disk_under_the_output)
{
	static const char *const words[] = { "form", "list", NULL };
	struct ran ran = run_to("/dev/full", words);

	ck_ran(ran, 7);
	ck_assert_str_ne(ran.error, "");
}
END_TEST

/* Without a name the store lies where the user's data lies, and is his. */
START_TEST(the_default_place)
{
	struct stat info;

	unsetenv("BIANHU_STORE");
	ck_ran(RUN("due", "--user", "clerk"), 4);
	ck_ran(RUN("init", "--court", "测试县人民法院", "--code", "测0102"), 0);
	ck_assert_int_eq(stat(scratch("data/bianhu/bianhu.db"), &info), 0);
	ck_assert_int_eq(info.st_mode & 077, 0);
	ck_ran(RUN("due", "--user", "clerk"), 0);
}
END_TEST

START_TEST(form_check_of_the_tree)
{
	const char *forms = tree_path(&runner.arena, "forms");
	static const char bad[] =
		"[表单]\n编号: x\n名称: 甲\n种类: 登记\n"
		"版本: 1\n对象: 当事人\n事件: 甲.乙 于 丙 对 丁\n";
	struct ran ran = RUN("form", "check", forms);

	ck_ran(ran, 0);
	ck_assert(file_write(scratch("x.form"), bad, strlen(bad), &runner.err));
	ran = RUN("form", "check", scratch("x.form"));
	ck_ran(ran, 1);
	ck_assert_ptr_nonnull(strstr(ran.error, "x.form:7"));
}
END_TEST

Suite *
suite_hostile(void)
{
	Suite *suite = suite_create("hostile");
	TCase *tcase = tcase_create("bad");

	tcase_add_checked_fixture(tcase, run_set_up, run_tear_down);
	tcase_add_test(tcase, hostile_values_go_nowhere);
	tcase_add_test(tcase, hostile_files_and_names);
	tcase_add_test(tcase, hostile_bytes_from_the_store);
	tcase_add_test(tcase, the_locale_does_not_matter);
	tcase_add_test(tcase, damaged_and_foreign_stores);
	tcase_add_test(tcase, corrupt_store);
	tcase_add_test(tcase, tampered_chain_is_told);
	tcase_add_test(tcase, a_folder_that_may_not_be_written);
	tcase_add_test(tcase, a_full_disk_under_the_output);
	tcase_add_test(tcase, the_default_place);
	tcase_add_test(tcase, form_check_of_the_tree);
	suite_add_tcase(suite, tcase);
	return suite;
}
