/* SPDX-License-Identifier: MIT */
/* A new store: the practice month whatever the day, a court's own, and what
 * is refused. */
#include "office.h"

#include "base/clock.h"
#include "base/file.h"
#include "desk/begin.h"
#include "desk/deadline.h"
#include "desk/derive.h"
#include "tests/support/killat.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <dirent.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_begin(void);

static struct office office;

/* Opens the sample as its clerk does. */
static void
open_sample(int64_t now)
{
	struct problems problems = { .arena = &office.arena };

	memset(&office, 0, sizeof office);
	scratch_make();
	office.library = library_new(NULL, 0, &problems);
	ck_office(&office, begin_store(scratch("sample.db"), BEGIN_SAMPLE, now,
				   office.library, &office.err));
	ck_office(&office, store_open(scratch("sample.db"), STORE_OPEN,
				   &office.store, &office.err));
	ck_office(&office, desk_open(office.store, office.library, "clerk",
				   &office.clerk, &office.err));
	ck_office(&office, desk_open(office.store, office.library, "judge",
				   &office.judge, &office.err));
}

/* clang-format off */
static const struct {
	const char *sql;
	int64_t least;
	int64_t most;
} counts[] = {
	{ "SELECT COUNT(*) FROM matter", 76, 76 },
	{ "SELECT COUNT(*) FROM party", 97, 97 },
	{ "SELECT COUNT(*) FROM record", 480, 640 },
	{ "SELECT COUNT(*) FROM station", 3, 3 },
	{ "SELECT COUNT(*) FROM desk_user", 9, 9 },
	{ "SELECT COUNT(*) FROM record WHERE supersedes IS NOT NULL", 2, 2 },
	{ "SELECT COUNT(*) FROM record WHERE form = 'inquiry'", 10, 30 },
	{ "SELECT COUNT(*) FROM record WHERE form = 'notify-decision'", 10, 30 },
	{ "SELECT COUNT(*) FROM fact WHERE value = '拒绝签署'", 1, 5 },
	{ "SELECT COUNT(*) FROM proceeding", 77, 77 },
	{ "SELECT COUNT(*) FROM guard", 1, 1 },
	{ "SELECT COUNT(*) FROM hearing", 20, 40 },
	{ "SELECT COUNT(DISTINCT class) FROM party", 6, 9 },
	{ "SELECT COUNT(*) FROM standing WHERE conflicts <> ''", 1, 5 },
	{ "SELECT COUNT(*) FROM deadline WHERE late = 1", 5, 20 },
	{ "SELECT COUNT(*) FROM deadline WHERE state = 'met' AND late = 0", 200, 280 },
	{ "SELECT COUNT(*) FROM deadline WHERE state = 'met' AND in_time = 0 AND late = 0", 1, 5 },
	{ "SELECT COUNT(*) FROM record WHERE entered_at > (SELECT fixed_now FROM store)", 0, 0 },
};
/* clang-format on */

START_TEST(sample_has_everything)
{
	int64_t now;
	struct derive_report report;
	struct chain_report *chains;
	size_t count;

	ck_assert(clock_parse("2026-11-23 09:40", &now));
	open_sample(now);
	for (size_t i = 0; i < ARRAY_LENGTH(counts); i++) {
		int64_t n = office_number(&office, counts[i].sql);

		ck_assert_msg(n >= counts[i].least && n <= counts[i].most,
			"%s: %lld", counts[i].sql, (long long)n);
	}
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq(report.matters, 76);
	ck_assert_int_eq(report.differences, 0);
	ck_office(&office, chain_verify(&office.clerk, &office.arena, &chains,
				   &count, &office.err));
	ck_assert_uint_eq(count, 3);
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(chains[i].fault == NULL, "%s", chains[i].fault);
	office_close(&office);
}
END_TEST

/* Whatever the weekday somebody starts: something is late, something soon,
 * and on a work day something is due today. */
START_TEST(something_is_due_on_any_day)
{
	struct date monday = { 0 };
	struct day_counts day;

	ck_assert(date_parse("2026-11-23", &monday));
	open_sample(clock_instant(date_add(monday, _i), 9, 40));
	ck_office(&office, clock_counts(&office.clerk, &day, &office.err));
	ck_assert_int_ge(day.overdue, 3);
	ck_assert_int_ge(day.soon, 1);
	if (_i < 5)
		ck_assert_int_ge(day.due_today, 1);
	office_close(&office);
}
END_TEST

/* New Year, leap day, the long holidays, years without a calendar. */
static const char *const days[] = { "2027-01-01 08:00", "2028-02-29 23:30",
	"2025-10-06 09:00", "2026-02-20 00:10", "2031-06-15 12:00" };

START_TEST(sample_stands_on_odd_days)
{
	int64_t now;

	ck_assert(clock_parse(days[_i], &now));
	open_sample(now);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM matter"), 76);
	office_close(&office);
}
END_TEST

START_TEST(court_of_its_own)
{
	const struct begin_court court = { "测试县人民法院", "测0102", false };

	open_sample(clock_instant(date_make(2026, 11, 23), 9, 40));
	ck_office(&office, begin_court_store(scratch("court.db"), &court,
				   office.library, &office.err));
	desk_close(&office.clerk);
	desk_close(&office.judge);
	store_close(&office.store);
	ck_office(&office, store_open(scratch("court.db"), STORE_OPEN,
				   &office.store, &office.err));
	ck_office(&office, desk_open(office.store, office.library, "clerk",
				   &office.clerk, &office.err));
	ck_assert_str_eq(office.clerk.station_name, "测试县人民法院");
	ck_assert(!office.clerk.is_pilot);
	ck_assert(!office.clerk.is_practice);
	ck_assert(!office.clerk.clock.fixed);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM record"), 0);
	office_close(&office);
}
END_TEST

static int
files_in_folder(void)
{
	DIR *dir = opendir(scratch(""));
	int count = 0;

	ck_assert_ptr_nonnull(dir);
	while (readdir(dir) != NULL)
		count++;
	closedir(dir);
	return count - 2;
}

START_TEST(what_is_refused_leaves_nothing)
{
	const struct begin_court bad[] = {
		{ "", "测0102", false },
		{ "测试\x1b[31m法院", "测0102", false },
		{ "测试法院", "", false },
		{ "测试法院", "测0102测0102测0102", false },
	};
	struct problems problems = { .arena = &office.arena };
	struct library *library = library_new(NULL, 0, &problems);

	scratch_make();
	for (size_t i = 0; i < ARRAY_LENGTH(bad); i++)
		ck_assert(!begin_court_store(
			scratch("bad.db"), &bad[i], library, &office.err));
	/* The law refuses such days when the first record is sealed. */
	ck_assert(!begin_store(scratch("old.db"), BEGIN_SAMPLE,
		clock_instant(date_make(1980, 1, 7), 9, 40), library,
		&office.err));
	ck_assert_int_eq(files_in_folder(), 0);
	library_free(&library);
	arena_clear(&office.arena);
	scratch_remove();
}
END_TEST

START_TEST(a_store_that_is_there_stays)
{
	const struct begin_court court = { "测试县人民法院", "测0102", false };
	struct buf after = { 0 };

	open_sample(clock_instant(date_make(2026, 11, 23), 9, 40));
	ck_office(&office,
		file_write(scratch("other.txt"), "甲", 3, &office.err));
	ck_assert(!begin_court_store(
		scratch("sample.db"), &court, office.library, &office.err));
	ck_assert_int_eq(office.err.code, ERR_EXISTS);
	ck_assert(!begin_court_store(
		scratch("other.txt"), &court, office.library, &office.err));
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM matter"), 76);
	ck_office(&office,
		file_read(scratch("other.txt"), 100, &after, &office.err));
	ck_assert_str_eq(buf_text(&after), "甲");
	buf_free(&after);
	office_close(&office);
}
END_TEST

static void
begin_until_killed(enum begin_kind kind, long n, struct library *library)
{
	struct err err = { 0 };
	bool done;

	killat_die(n, KILLAT_BEFORE);
	done = begin_store(scratch("new.db"), kind,
		clock_instant(date_make(2026, 11, 23), 9, 40), library, &err);
	killat_die(0, KILLAT_BEFORE);
	_exit(done ? 0 : 3);
}

/* Whole, or refused in words; nothing between. */
static bool
opens_whole(enum begin_kind kind, int code)
{
	static const char users_sql[] = "SELECT COUNT(*) FROM desk_user";
	bool is_sample = kind == BEGIN_SAMPLE;

	err_clear(&office.err);
	if (!store_open(scratch("new.db"), STORE_OPEN, &office.store,
		    &office.err)) {
		ck_assert_int_ne(code, 0);
		ck_assert_msg(strstr(office.err.text, "init") != NULL, "%s",
			office.err.text);
		return false;
	}
	ck_assert_int_eq(office_number(&office, users_sql), is_sample ? 9 : 3);
	ck_assert_int_eq(office_number(&office, "SELECT COUNT(*) FROM matter"),
		is_sample ? 76 : 0);
	store_close(&office.store);
	return true;
}

static int
begin_in_child(enum begin_kind kind, long n)
{
	int status;
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		begin_until_killed(kind, n, office.library);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
begin_again(enum begin_kind kind, bool is_whole)
{
	bool done = begin_store(scratch("new.db"), kind,
		clock_instant(date_make(2026, 11, 23), 9, 40), office.library,
		&office.err);

	ck_assert_msg(done != is_whole, "%s", office.err.text);
	if (is_whole)
		ck_assert_int_eq(office.err.code, ERR_EXISTS);
	ck_assert(opens_whole(kind, 0));
}

/* Killed at each of the first calls that change a file, where the mark is made,
 * and at some of the others, which are thousands. */
START_TEST(a_kill_while_beginning_is_said_and_mended)
{
	static const struct {
		enum begin_kind kind;
		long each;
		long step;
	} tries[] = { { BEGIN_EMPTY, 8, 11 }, { BEGIN_SAMPLE, 0, 9973 } };
	struct problems problems = { .arena = &office.arena };
	int code = KILLAT_EXIT;

	office.library = library_new(NULL, 0, &problems);
	for (long n = 1; code == KILLAT_EXIT;
		n += n < tries[_i].each ? 1 : tries[_i].step) {
		scratch_make();
		code = begin_in_child(tries[_i].kind, n);
		begin_again(tries[_i].kind, opens_whole(tries[_i].kind, code));
		scratch_remove();
	}
	ck_assert_int_eq(code, 0);
	library_free(&office.library);
	arena_clear(&office.arena);
}
END_TEST

Suite *
suite_begin(void)
{
	Suite *suite = suite_create("begin");
	TCase *tcase = tcase_create("store");

	tcase_set_timeout(tcase, 240);
	tcase_add_test(tcase, sample_has_everything);
	tcase_add_loop_test(tcase, something_is_due_on_any_day, 0, 7);
	tcase_add_loop_test(
		tcase, sample_stands_on_odd_days, 0, (int)ARRAY_LENGTH(days));
	tcase_add_test(tcase, court_of_its_own);
	tcase_add_test(tcase, what_is_refused_leaves_nothing);
	tcase_add_test(tcase, a_store_that_is_there_stays);
	tcase_add_loop_test(
		tcase, a_kill_while_beginning_is_said_and_mended, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
