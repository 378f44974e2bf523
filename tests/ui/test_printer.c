/* SPDX-License-Identifier: MIT */
/* What a terminal wants around a page for its printer, and when it can't. */
#include "ui/term/printer.h"

#include "base/attr.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_printer(void);

static struct err err;

static void
set_up(void)
{
	err_clear(&err);
	unsetenv("TMUX");
	unsetenv("STY");
	setenv("TERM", "vt220", 1);
}

static void
ck_bytes(enum wire_printer printer, const char *on, const char *off)
{
	const struct printer_job job = { "张三\n", ESCP_DOCUMENT };
	struct printer_count count;
	struct escp_count paper;
	struct buf want = { 0 }, got = { 0 };

	buf_add(&want, on);
	ck_assert(escp_write(job.layout, job.text, &want, &paper, &err));
	buf_add(&want, off);
	ck_assert_msg(printer_bytes(printer, &job, &got, &count, &err), "%s",
		err.text);
	ck_assert_uint_eq(got.length, want.length);
	ck_assert_mem_eq(got.data, want.data, want.length);
	ck_assert_uint_eq(count.stop, strlen(off));
	ck_assert_uint_eq(count.paper.pages, 1);
	buf_free(&want);
	buf_free(&got);
}

START_TEST(sequences_of_ansi_and_of_terminfo)
{
	ck_bytes(WIRE_PRINTER_ANSI, "\033[5i", "\033[4i");
	ck_bytes(WIRE_PRINTER_TERMINFO, "\033[5i", "\033[4i");
}
END_TEST

/* PuTTY prints and its description says nothing of it. */
START_TEST(what_the_description_lacks)
{
	setenv("TERM", "linux", 1);
	ck_assert(!printer_check(WIRE_PRINTER_TERMINFO, &err));
	ck_assert_int_eq(err.code, ERR_STATE);
	ck_assert_ptr_nonnull(strstr(err.text, "TERM=linux"));
	ck_assert_ptr_nonnull(strstr(err.text, "320"));
	err_clear(&err);
	ck_bytes(WIRE_PRINTER_ANSI, "\033[5i", "\033[4i");
}
END_TEST

static const struct {
	const char *name;
	const char *value;
} between[] = {
	{ "TMUX", "/tmp/tmux-1000/default,1,0" },
	{ "STY", "1234.pts-0" },
	{ "TERM", "screen" },
	{ "TERM", "screen-256color" },
	{ "TERM", "tmux-256color" },
};

START_TEST(not_through_a_multiplexer)
{
	const struct printer_job job = { "x", ESCP_LIST };
	struct printer_count count;
	struct buf out = { 0 };

	setenv(between[_i].name, between[_i].value, 1);
	ck_assert(!printer_check(WIRE_PRINTER_ANSI, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "tmux、screen"));
	ck_assert_ptr_nonnull(strstr(err.text, "退出"));
	ck_assert(!printer_bytes(WIRE_PRINTER_ANSI, &job, &out, &count, &err));
	ck_assert_uint_eq(out.length, 0);
}
END_TEST

START_TEST(none_is_set)
{
	ck_assert(!printer_check(WIRE_PRINTER_NONE, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "320"));
}
END_TEST

Suite *
suite_printer(void)
{
	Suite *suite = suite_create("printer");
	TCase *tests = tcase_create("terminal");

	tcase_add_checked_fixture(tests, set_up, NULL);
	tcase_add_test(tests, sequences_of_ansi_and_of_terminfo);
	tcase_add_test(tests, what_the_description_lacks);
	tcase_add_loop_test(tests, not_through_a_multiplexer, 0,
		(int)ARRAY_LENGTH(between));
	tcase_add_test(tests, none_is_set);
	suite_add_tcase(suite, tests);
	return suite;
}
