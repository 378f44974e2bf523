/* SPDX-License-Identifier: MIT */
/*
 * A calendar taken in while the machine goes down: killed at every call that
 * changes a file. Afterwards the same file once more (or a repair) leaves what
 * one whole import leaves: each moved date listed once, none lost.
 */
#include "office.h"

#include "base/buf.h"
#include "base/file.h"
#include "desk/derive.h"
#include "desk/site.h"
#include "tests/support/killat.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_site_kill(void);

/* More than one slice (desk/site_walk.c). */
enum { CASES = 10, STORE_MOST = 1 << 24 };

static const char year_2027[] =
	"[年]\n年: 2027\n文件: 测试用\n网址: https://example.invalid/\n"
	"放假: 2026-12-31 至 2027-01-03 元旦\n";

static struct office office;
static struct desk admin;
static struct buf before;

static void
open_admin(void)
{
	ck_office(&office, desk_open(office.store, office.library, "admin",
				   &admin, &office.err));
	admin.clock = (struct clock){ true,
		clock_instant(date_make(2026, 12, 28), 11, 0) };
}

static void
load_library(void)
{
	struct problems problems = { .arena = &office.arena };

	office.library = library_new(NULL, 0, &problems);
	ck_office(&office, problem_none(&problems, &office.err));
}

static void
leave(void)
{
	desk_close(&admin);
	office_leave(&office);
	library_free(&office.library);
}

/* As desks that start again after the machine came back. */
static void
come_back(void)
{
	load_library();
	office_return(&office);
	open_admin();
}

static void
set_up(void)
{
	office_open(&office);
	office_set_time(&office, "2026-12-28 10:00");
	for (int i = 0; i < CASES; i++)
		office_case(&office, arena_printf(&office.arena,
					     "（2026）测0101刑初%d号", i + 1));
	open_admin();
	leave();
	ck_office(&office, file_read(scratch("court.db"), STORE_MOST, &before,
				   &office.err));
	come_back();
}

static void
tear_down(void)
{
	buf_free(&before);
	desk_close(&admin);
	office_close(&office);
}

static void
put_back(void)
{
	leave();
	ck_office(&office, file_write(scratch("court.db"), before.data,
				   before.length, &office.err));
	come_back();
}

static bool
add(struct site_report *report)
{
	struct problems problems = { .arena = &office.arena };

	return site_add(&admin, &office.arena, "2027.cal", year_2027,
		strlen(year_2027), report, &problems, &office.err);
}

static int64_t
moved(void)
{
	return office_number(&office, "SELECT COUNT(*) FROM deadline_move "
				      "WHERE rule = '告知-刑诉法34'");
}

/* At any moment: a date that moved has its line, one that did not has none. */
static void
ck_in_step(long n)
{
	ck_assert_msg(
		moved() ==
			office_number(&office,
				"SELECT COUNT(*) FROM deadline "
				"WHERE rule = '告知-刑诉法34' AND due = '2027-01-04'"),
		"call %ld: %lld lines", n, (long long)moved());
}

static void
ck_done(long n)
{
	ck_in_step(n);
	ck_assert_int_eq(moved(), CASES);
	ck_assert_int_eq(office_number(&office, "SELECT COUNT(*) FROM record "
						"WHERE form = 'site-text'"),
		1);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM site_text "
				       "WHERE done = 0"),
		0);
	office_check_whole(&office, arena_printf(&office.arena, "call %ld", n));
}

_Noreturn static void
add_until_killed(long n)
{
	struct site_report report;

	come_back();
	killat_die(n, KILLAT_BEFORE);
	if (!add(&report))
		_exit(3);
	killat_die(0, KILLAT_BEFORE);
	_exit(0);
}

static int
run_admin(long n)
{
	int status;
	pid_t pid;

	leave();
	pid = fork();
	if (pid == 0)
		add_until_killed(n);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFEXITED(status), "call %ld: status %d", n, status);
	come_back();
	return WEXITSTATUS(status);
}

/* Odd ones by the same file, even ones by a repair where it was sealed. */
static void
finish(long n)
{
	struct derive_report derived;
	struct site_report report;
	bool is_sealed = office_number(&office, "SELECT COUNT(*) "
						"FROM site_text") > 0;

	if (n % 2 == 0 && is_sealed) {
		ck_office(&office, derive_all(&admin, DERIVE_REPAIR, &derived,
					   &office.err));
		return;
	}
	ck_office(&office, add(&report));
	ck_assert_int_ge(report.moved, CASES);
	ck_assert(report.is_same == is_sealed);
}

START_TEST(killed_at_every_call)
{
	int code = KILLAT_EXIT;
	long unsealed = 0, begun = 0;

	for (long n = 1; code == KILLAT_EXIT; n++) {
		code = run_admin(n);
		ck_in_step(n);
		unsealed += office_number(&office,
				    "SELECT COUNT(*) FROM site_text") == 0;
		begun += moved() > 0 && moved() < CASES;
		finish(n);
		ck_done(n);
		put_back();
	}
	ck_assert_int_eq(code, 0);
	/* Before the seal, and between two slices. */
	ck_assert_int_gt(unsealed, 3);
	ck_assert_int_gt(begun, 1);
}
END_TEST

Suite *
suite_site_kill(void)
{
	Suite *suite = suite_create("site_kill");
	TCase *tcase = tcase_create("walk");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, killed_at_every_call);
	suite_add_tcase(suite, tcase);
	return suite;
}
