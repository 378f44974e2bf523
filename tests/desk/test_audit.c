/* SPDX-License-Identifier: MIT */
/* What reads leave behind, and how a finished day is closed. */
#include "desk/audit.h"

#include "base/digest.h"
#include "base/file.h"
#include "desk/matter.h"
#include "deskfix.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *suite_audit(void);

static struct fix fix;

static void
set_up(void)
{
	fix_open(&fix);
}

static void
tear_down(void)
{
	fix_close(&fix);
}

static const char *
day_path(const char *day)
{
	return arena_printf(
		&fix.arena, "%s.reads/%s", store_path(fix.store), day);
}

static const char *
day_text(const char *day)
{
	struct buf text = { 0 };
	const char *copy;

	ck_ok(&fix, file_read(day_path(day), 1 << 20, &text, &fix.err));
	copy = arena_copy(&fix.arena, buf_text(&text));
	buf_free(&text);
	return copy;
}

static void
set_day(int day, int hour, int minute)
{
	fix.clerk.clock.now =
		clock_instant(date_make(2026, 11, day), hour, minute);
}

START_TEST(a_read_is_one_line_of_the_day)
{
	struct stat info;

	ck_ok(&fix, audit_read(&fix.clerk, "party.read", 201, "", &fix.err));
	ck_ok(&fix, audit_read(&fix.stranger, "search", 0, "张", &fix.err));
	ck_assert_str_eq(day_text("2026-11-23"),
		"2026-11-23 09:40\t11\tshuji\t1\tparty.read\t201\t\n"
		"2026-11-23 09:40\t12\tbieren\t2\tsearch\t0\t张\n");
	ck_assert_int_eq(stat(day_path("2026-11-23"), &info), 0);
	ck_assert_int_eq((int)(info.st_mode & 0777), 0600);
	ck_assert_int_eq(stat(day_path(""), &info), 0);
	ck_assert_int_eq((int)(info.st_mode & 0777), 0700);
}
END_TEST

START_TEST(nothing_in_a_note_makes_a_line_of_its_own)
{
	struct buf longest = { 0 };
	const char *text, *end;

	ck_ok(&fix, audit_read(&fix.clerk, "search", 0, "a\nb\tc\x1b\xff",
			    &fix.err));
	text = day_text("2026-11-23");
	end = strchr(text, '\n');
	ck_assert(end != NULL && end[1] == '\0');
	ck_assert_ptr_null(strchr(text, '\x1b'));
	while (longest.length < 5000)
		buf_add(&longest, "长");
	ck_ok(&fix, audit_read(&fix.clerk, "search", 0, buf_text(&longest),
			    &fix.err));
	ck_assert_int_lt((int)strlen(day_text("2026-11-23")), 700);
	buf_free(&longest);
}
END_TEST

START_TEST(reading_writes_nothing_to_the_store)
{
	struct matter m;

	fix_matter(&fix, &(struct fix_matter){ 100, FIX_COURT, "1", "1", "甲",
				 "2026-11-02", 0 });
	(void)store_changed(fix.store);
	ck_ok(&fix, matter_read(&fix.clerk, &fix.arena, 100, &m, &fix.err));
	ck_assert(!store_changed(fix.store));
	ck_assert_ptr_nonnull(
		strstr(day_text("2026-11-23"), "\tmatter.read\t100\t"));
}
END_TEST

START_TEST(what_cannot_be_put_down_is_not_shown)
{
	struct matter m;

	fix_matter(&fix, &(struct fix_matter){ 100, FIX_COURT, "1", "1", "甲",
				 "2026-11-02", 0 });
	/* The file of the day leads elsewhere: not followed. */
	ck_ok(&fix, file_make_folder(day_path(""), &fix.err));
	ck_assert_int_eq(
		symlink(scratch("elsewhere"), day_path("2026-11-23")), 0);
	ck_assert(!matter_read(&fix.clerk, &fix.arena, 100, &m, &fix.err));
	ck_assert_int_eq((int)fix.err.code, ERR_IO);
	ck_assert_int_ne(access(scratch("elsewhere"), F_OK), 0);
}
END_TEST

static bool
close_body(struct store *store, void *arg, struct err *err)
{
	(void)store;
	return audit_close_days(arg, err);
}

static void
close_days(void)
{
	ck_ok(&fix, store_tx(fix.store, close_body, &fix.clerk, 0, &fix.err));
}

static int64_t
closed(void)
{
	return fix_number(&fix,
		"SELECT COUNT(*) FROM audit WHERE action = 'reads.close'");
}

static const char *
closing_note(const char *sql)
{
	struct stmt *q = store_statement(fix.store, sql, &fix.err);
	const char *note;

	ck_ok(&fix, q != NULL);
	ck_assert(stmt_next(q, &fix.err) == STMT_ROW);
	note = arena_copy(&fix.arena, stmt_get_text(q, 0));
	stmt_reset(q);
	return note;
}

START_TEST(a_finished_day_is_closed_once_with_its_digest)
{
	char digest[DIGEST_TEXT];
	const char *text;

	close_days();
	ck_assert_int_eq(closed(), 0);
	ck_ok(&fix, audit_read(&fix.clerk, "search", 0, "张", &fix.err));
	close_days();
	ck_assert_int_eq(closed(), 0);
	set_day(24, 0, 4);
	close_days();
	ck_assert_int_eq(closed(), 0);
	set_day(24, 0, 5);
	close_days();
	close_days();
	ck_assert_int_eq(closed(), 1);
	text = day_text("2026-11-23");
	digest_text(DIGEST_SHA256, text, strlen(text), digest);
	ck_assert_str_eq(closing_note("SELECT note FROM audit WHERE action = "
				      "'reads.close'"),
		arena_printf(&fix.arena, "2026-11-23 %s", digest));
}
END_TEST

START_TEST(days_without_reads_are_passed_over)
{
	ck_ok(&fix, audit_read(&fix.clerk, "search", 0, "张", &fix.err));
	set_day(24, 9, 0);
	ck_ok(&fix, audit_read(&fix.clerk, "search", 0, "王", &fix.err));
	set_day(27, 9, 0);
	ck_ok(&fix, audit_read(&fix.clerk, "search", 0, "李", &fix.err));
	set_day(30, 9, 0);
	close_days();
	ck_assert_int_eq(closed(), 3);
	close_days();
	ck_assert_int_eq(closed(), 3);
}
END_TEST

START_TEST(a_day_that_cannot_be_read_does_not_stop_sealing)
{
	ck_ok(&fix, file_make_folder(day_path("2026-11-20"), &fix.err));
	ck_ok(&fix, file_write(day_path("notes"), "x", 1, &fix.err));
	close_days();
	ck_assert_int_eq(closed(), 1);
	ck_assert_int_gt((int)strlen(closing_note(
				 "SELECT note FROM audit WHERE action = "
				 "'reads.close' AND subject > 0")),
		12);
}
END_TEST

static bool
add_body(struct store *store, void *arg, struct err *err)
{
	const int64_t *request = arg;

	(void)store;
	return audit_add(&fix.clerk, "print", 5, *request, "第1份\n\x1b", err);
}

START_TEST(a_write_leaves_a_row_and_a_request_only_one)
{
	int64_t none = 0, request = 77;

	ck_ok(&fix, store_tx(fix.store, add_body, &none, 0, &fix.err));
	ck_ok(&fix, store_tx(fix.store, add_body, &none, 0, &fix.err));
	ck_ok(&fix, store_tx(fix.store, add_body, &request, 77, &fix.err));
	ck_ok(&fix, store_tx(fix.store, add_body, &request, 77, &fix.err));
	ck_assert_int_eq(
		fix_number(&fix, "SELECT COUNT(*) FROM audit WHERE "
				 "desk_user = 11 AND station = 1 AND subject = "
				 "5"),
		3);
	ck_assert_ptr_null(strchr(
		closing_note("SELECT note FROM audit WHERE subject = 5 LIMIT "
			     "1"),
		'\x1b'));
}
END_TEST

Suite *
suite_audit(void)
{
	Suite *suite = suite_create("audit");
	TCase *tcase = tcase_create("traces");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, a_read_is_one_line_of_the_day);
	tcase_add_test(tcase, nothing_in_a_note_makes_a_line_of_its_own);
	tcase_add_test(tcase, reading_writes_nothing_to_the_store);
	tcase_add_test(tcase, what_cannot_be_put_down_is_not_shown);
	tcase_add_test(tcase, a_finished_day_is_closed_once_with_its_digest);
	tcase_add_test(tcase, days_without_reads_are_passed_over);
	tcase_add_test(tcase, a_day_that_cannot_be_read_does_not_stop_sealing);
	tcase_add_test(tcase, a_write_leaves_a_row_and_a_request_only_one);
	suite_add_tcase(suite, tcase);
	return suite;
}
