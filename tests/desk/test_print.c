/* SPDX-License-Identifier: MIT */
/* Copies are numbered before anything leaves, and answered for once. */
#include "desk/print_register.h"

#include "base/file.h"
#include "deskfix.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *suite_print(void);

static struct fix fix;

static void
set_up(void)
{
	fix_open(&fix);
	fix_matter(&fix,
		&(struct fix_matter){ 100, FIX_COURT, "（2026）测0101刑初1号",
			"1", "张甲一", "2026-11-02", 0 });
	fix_record(&fix, 301, FIX_COURT, 100, "", "ABCDEFGH", true);
	fix_record(&fix, 302, FIX_COURT, 100, "", "BBBBBBBB", false);
	fix_record(&fix, 303, FIX_OTHER, 0, "", "CCCCCCCC", true);
	fix_record(&fix, 305, FIX_OTHER, 100, "", "DDDDDDDD", true);
	fix_record(&fix, 304, FIX_COURT, 100, "", "../../x/", true);
	ck_assert_int_eq(setenv("PATH", scratch("bin"), 1), 0);
}

static void
tear_down(void)
{
	fix_close(&fix);
}

/* A program named lp, for the PATH of these tests. */
static void
put_lp(const char *script)
{
	const char *path = scratch("bin/lp");

	ck_ok(&fix, file_make_folder(scratch("bin"), &fix.err));
	ck_ok(&fix, file_write(path, script, strlen(script), &fix.err));
	ck_assert_int_eq(chmod(path, 0700), 0);
}

static const char *
text_of(const char *path)
{
	struct buf text = { 0 };
	const char *copy;

	ck_ok(&fix, file_read(path, 1 << 20, &text, &fix.err));
	copy = arena_copy(&fix.arena, buf_text(&text));
	buf_free(&text);
	return copy;
}

static struct print_result
print_by(enum print_channel channel, int64_t record)
{
	struct print_result result;

	ck_ok(&fix, print_record(&fix.clerk, &fix.arena, record, channel,
			    &result, &fix.err));
	return result;
}

static struct print_result
print(int64_t record)
{
	return print_by(PRINT_QUEUE, record);
}

START_TEST(without_a_queue_the_page_is_in_a_file)
{
	struct print_result first = print(301), second = print(301);
	struct stat info;

	ck_assert_int_eq(first.copy, 1);
	ck_assert_int_eq(second.copy, 2);
	ck_assert(!first.is_queued);
	ck_assert_ptr_nonnull(strstr(first.note, "没有打印队列"));
	ck_assert_ptr_nonnull(strstr(first.file, ".print/ABCDEFGH-1.txt"));
	ck_assert_ptr_nonnull(strstr(text_of(first.file), "第1份"));
	ck_assert_ptr_nonnull(strstr(text_of(second.file), "第2份"));
	ck_assert_int_eq(stat(first.file, &info), 0);
	ck_assert_int_eq((int)(info.st_mode & 0777), 0600);
	ck_assert_int_eq(
		fix_number(&fix, "SELECT COUNT(*) FROM audit WHERE action = "
				 "'print' AND subject = 301"),
		2);
}
END_TEST

START_TEST(lp_gets_the_file_and_nothing_of_ours)
{
	const char *seen = scratch("seen");
	struct print_result result;

	ck_assert_int_eq(setenv("SEEN", seen, 1), 0);
	put_lp("#!/bin/sh\n"
	       "/bin/ls -l /proc/self/fd >\"$SEEN.fds\"\n"
	       "echo \"args $#:$*\" >\"$SEEN\"\n"
	       "echo loud; echo louder >&2\n");
	result = print(301);
	ck_assert_str_eq(result.note, "");
	ck_assert(result.is_queued);
	ck_assert_ptr_nonnull(strstr(text_of(seen),
		arena_printf(&fix.arena, "args 2:-s %s\n", result.file)));
	ck_assert_ptr_null(strstr(text_of(scratch("seen.fds")), "store.db"));
}
END_TEST

START_TEST(a_queue_that_refuses_is_told)
{
	struct print_result result;

	put_lp("#!/bin/sh\nexit 1\n");
	result = print(301);
	ck_assert(!result.is_queued);
	ck_assert_ptr_nonnull(strstr(result.note, "没有收下"));
	ck_assert_ptr_nonnull(strstr(text_of(result.file), "第1份"));
	put_lp("no program at all");
	result = print(301);
	ck_assert(!result.is_queued);
	ck_assert_str_ne(result.note, "");
}
END_TEST

START_TEST(a_copy_is_numbered_before_anything_leaves)
{
	struct print_result result;
	struct print_copy *copies;
	size_t count;

	/* The folder of pages cannot be made: its name is taken. */
	ck_ok(&fix, file_write(scratch("store.db.print"), "x", 1, &fix.err));
	ck_assert(!print_record(
		&fix.clerk, &fix.arena, 301, PRINT_QUEUE, &result, &fix.err));
	ck_assert_ptr_nonnull(strstr(fix.err.text, "第1份已登记"));
	ck_ok(&fix, print_copies(&fix.clerk, &fix.arena, 301, &copies, &count,
			    &fix.err));
	ck_assert_int_eq((int)count, 1);
	ck_assert_str_eq(copies[0].state, "未确认");
	ck_assert_str_eq(copies[0].by, "测试书记员");
}
END_TEST

START_TEST(a_code_never_leads_out_of_the_folder)
{
	struct print_result result = print(304);

	ck_assert_ptr_nonnull(strstr(result.file, ".print/304-1.txt"));
}
END_TEST

static void
refused(struct desk *desk, int64_t record, enum err_code code)
{
	struct print_result result;

	ck_assert(!print_record(
		desk, &fix.arena, record, PRINT_QUEUE, &result, &fix.err));
	ck_assert_int_eq((int)fix.err.code, (int)code);
}

START_TEST(who_may_not_print_leaves_no_copy)
{
	struct print_copy *copies;
	size_t count;

	refused(&fix.stranger, 301, ERR_NOTFOUND);
	refused(&fix.nobody, 301, ERR_NOTFOUND);
	refused(&fix.clerk, 303, ERR_NOTFOUND);
	refused(&fix.clerk, 999, ERR_NOTFOUND);
	/* Of his case, and another station's to print. */
	refused(&fix.clerk, 305, ERR_RIGHT);
	refused(&fix.guard, 301, ERR_RIGHT);
	refused(&fix.clerk, 302, ERR_STATE);
	ck_assert_int_eq(
		fix_number(&fix, "SELECT COUNT(*) FROM print_copy"), 0);
	ck_assert_int_eq(fix_number(&fix, "SELECT COUNT(*) FROM audit"), 0);
	print(301);
	ck_ok(&fix, print_copies(&fix.stranger, &fix.arena, 301, &copies,
			    &count, &fix.err));
	ck_assert_int_eq((int)count, 0);
}
END_TEST

START_TEST(an_answer_stands)
{
	struct print_result good = print(301), bad = print(301);
	struct print_copy *copies;
	size_t count;

	ck_assert(!print_confirm(
		&fix.stranger, good.copy_id, PRINT_GOOD, &fix.err));
	ck_assert_int_eq((int)fix.err.code, ERR_NOTFOUND);
	ck_assert(
		!print_confirm(&fix.guard, good.copy_id, PRINT_GOOD, &fix.err));
	ck_assert_int_eq((int)fix.err.code, ERR_RIGHT);
	ck_ok(&fix,
		print_confirm(&fix.clerk, good.copy_id, PRINT_GOOD, &fix.err));
	ck_ok(&fix,
		print_confirm(&fix.clerk, good.copy_id, PRINT_GOOD, &fix.err));
	ck_assert(!print_confirm(
		&fix.clerk, good.copy_id, PRINT_SPOILT, &fix.err));
	ck_assert_int_eq((int)fix.err.code, ERR_CONFLICT);
	ck_assert_ptr_nonnull(strstr(fix.err.text, "“好”"));
	ck_ok(&fix,
		print_confirm(&fix.clerk, bad.copy_id, PRINT_SPOILT, &fix.err));
	ck_ok(&fix, print_copies(&fix.clerk, &fix.arena, 301, &copies, &count,
			    &fix.err));
	ck_assert_int_eq((int)count, 2);
	ck_assert_str_eq(copies[0].state, "好");
	ck_assert_str_eq(copies[1].state, "废");
	ck_assert_int_eq(
		fix_number(&fix, "SELECT COUNT(*) FROM audit WHERE action = "
				 "'print.confirm'"),
		2);
}
END_TEST

START_TEST(a_copy_says_which_way_it_went)
{
	struct print_result by_line, by_file;
	struct print_copy *copies, one;
	size_t count;

	/* Were lp asked, it would be seen. */
	put_lp("#!/bin/sh\nexit 1\n");
	by_line = print_by(PRINT_TERMINAL, 301);
	by_file = print_by(PRINT_FILE, 301);
	ck_assert(!by_line.is_queued && !by_file.is_queued);
	ck_assert_str_eq(by_line.page, text_of(by_line.file));
	ck_assert_ptr_nonnull(strstr(by_line.page, "第1份"));
	ck_assert_str_eq(by_line.note, "");
	ck_assert_ptr_nonnull(strstr(by_file.note, "存成文件"));
	print(301);
	ck_ok(&fix, print_copies(&fix.clerk, &fix.arena, 301, &copies, &count,
			    &fix.err));
	ck_assert_uint_eq(count, 3);
	ck_assert_int_eq(copies[0].channel, PRINT_TERMINAL);
	ck_assert_int_eq(copies[1].channel, PRINT_FILE);
	ck_assert_int_eq(copies[2].channel, PRINT_QUEUE);
	ck_ok(&fix, print_find(&fix.clerk, &fix.arena, by_line.copy_id, &one,
			    &fix.err));
	ck_assert_int_eq(one.channel, PRINT_TERMINAL);
	ck_assert_int_eq(one.copy, 1);
	ck_assert(!print_find(
		&fix.stranger, &fix.arena, by_line.copy_id, &one, &fix.err));
	ck_assert_int_eq(
		fix_number(&fix, "SELECT COUNT(*) FROM audit WHERE action = "
				 "'print' AND note = '第1份 本机终端打印机'"),
		1);
}
END_TEST

static size_t
listed(struct desk *desk, enum print_which which, struct print_entry **list)
{
	size_t count;

	ck_ok(&fix, print_register(
			    desk, &fix.arena, which, list, &count, &fix.err));
	return count;
}

/* The line broke off before the question: the copy is found again. */
START_TEST(what_nobody_answered_for_is_found_again)
{
	struct print_result first = print_by(PRINT_TERMINAL, 301);
	struct print_result second = print(304);
	struct print_entry *list;
	int64_t open;

	ck_assert_uint_eq(listed(&fix.clerk, PRINT_OWN_OPEN, &list), 2);
	ck_assert_uint_eq(listed(&fix.guard, PRINT_OWN_OPEN, &list), 0);
	ck_ok(&fix, print_confirm(
			    &fix.clerk, second.copy_id, PRINT_GOOD, &fix.err));
	ck_ok(&fix, print_open(&fix.clerk, &open, &fix.err));
	ck_assert_int_eq(open, 1);
	ck_assert_uint_eq(listed(&fix.clerk, PRINT_OWN_OPEN, &list), 1);
	ck_assert_int_eq(list[0].copy.id, first.copy_id);
	ck_assert_str_eq(list[0].copy.state, "未确认");
	ck_assert_str_eq(list[0].copy.by, "测试书记员");
	ck_assert_str_eq(list[0].case_no, "（2026）测0101刑初1号");
	ck_assert_uint_eq(listed(&fix.clerk, PRINT_STATION, &list), 2);
	/* After a week it is in the register alone. */
	fix_put(&fix, "UPDATE print_copy SET at = at - 604801 WHERE id = $1",
		"n", first.copy_id);
	ck_ok(&fix, print_open(&fix.clerk, &open, &fix.err));
	ck_assert_int_eq(open, 0);
	ck_assert_uint_eq(listed(&fix.clerk, PRINT_OWN_OPEN, &list), 1);
	ck_assert_uint_eq(listed(&fix.stranger, PRINT_STATION, &list), 0);
	ck_assert_uint_eq(listed(&fix.nobody, PRINT_STATION, &list), 0);
}
END_TEST

Suite *
suite_print(void)
{
	Suite *suite = suite_create("print");
	TCase *tcase = tcase_create("paper");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, without_a_queue_the_page_is_in_a_file);
	tcase_add_test(tcase, lp_gets_the_file_and_nothing_of_ours);
	tcase_add_test(tcase, a_queue_that_refuses_is_told);
	tcase_add_test(tcase, a_copy_is_numbered_before_anything_leaves);
	tcase_add_test(tcase, a_code_never_leads_out_of_the_folder);
	tcase_add_test(tcase, who_may_not_print_leaves_no_copy);
	tcase_add_test(tcase, an_answer_stands);
	tcase_add_test(tcase, a_copy_says_which_way_it_went);
	tcase_add_test(tcase, what_nobody_answered_for_is_found_again);
	suite_add_tcase(suite, tcase);
	return suite;
}
