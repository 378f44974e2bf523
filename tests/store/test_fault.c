/* SPDX-License-Identifier: MIT */
/* When things fail: all of a write or nothing, and people are told. */
#define _GNU_SOURCE /* unshare */
#include "store/disk.h"
#include "tests/store/one_store.h"
#include "tests/support/killat.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

Suite *suite_fault(void);

/* An engine whose n-th call fails; the rest is the real one. */
static struct {
	long calls;
	long fail_at;
} flaky;

static bool
fails(struct err *why)
{
	if (++flaky.calls != flaky.fail_at)
		return false;
	err_set(why, ERR_IO, "第 %ld 次", flaky.calls);
	return true;
}

static bool
flaky_prepare(struct driver_db *db, const char *sql, struct driver_stmt **out,
	struct err *why)
{
	return !fails(why) && driver_sqlite.prepare(db, sql, out, why);
}

static enum stmt_step
flaky_step(struct driver_stmt *stmt, struct err *why)
{
	return fails(why) ? STMT_FAILED : driver_sqlite.step(stmt, why);
}

static bool
flaky_script(struct driver_db *db, const char *sql, struct err *why)
{
	return !fails(why) && driver_sqlite.script(db, sql, why);
}

static bool
flaky_begin_write(struct driver_db *db, struct err *why)
{
	return !fails(why) && driver_sqlite.begin_write(db, why);
}

static bool
flaky_begin_read(struct driver_db *db, struct err *why)
{
	return !fails(why) && driver_sqlite.begin_read(db, why);
}

static bool
flaky_commit(struct driver_db *db, struct err *why)
{
	if (!fails(why))
		return driver_sqlite.commit(db, why);
	driver_sqlite.rollback(db);
	return false;
}

static struct store *
open_flaky(struct driver *driver)
{
	struct store_setup setup = store_setup_usual();
	struct store *opened = NULL;

	*driver = driver_sqlite;
	driver->prepare = flaky_prepare;
	driver->step = flaky_step;
	driver->script = flaky_script;
	driver->begin_write = flaky_begin_write;
	driver->begin_read = flaky_begin_read;
	driver->commit = flaky_commit;
	setup.driver = driver;
	flaky.fail_at = 0;
	ck_fine(store_open_with(
			&setup, scratch("a.db"), STORE_OPEN, &opened, &err),
		err);
	return opened;
}

START_TEST(a_failing_call_rolls_all_back)
{
	struct driver driver;
	int64_t before = 0;
	long n;

	for (n = 1;; n++) {
		struct store *desk = open_flaky(&driver);
		struct note note = { n, n, 0 };
		bool is_done;

		flaky.calls = 0;
		flaky.fail_at = n;
		is_done = store_tx(desk, insert_pair, &note, n, &err);
		flaky.fail_at = 0;
		if (is_done) {
			store_close(&desk);
			break;
		}
		ck_assert_int_eq(err.code, ERR_IO);
		ck_assert_int_eq(count_notes(desk), before);
		/* The gate is free, and the same desk goes on. */
		ck_fine(add_note(store, 0, &err), err);
		ck_fine(store_tx(desk, insert_pair, &note, n, &err), err);
		ck_assert(!store_was_done(desk));
		before += 3;
		ck_assert_int_eq(count_notes(store), before);
		store_close(&desk);
	}
	ck_assert_int_gt(n, 8);
}
END_TEST

static bool
read_something(struct store *db, void *arg, struct err *why)
{
	static const char sql[] = "SELECT COUNT(*) FROM audit";
	struct stmt *stmt = store_statement(db, sql, why);

	(void)arg;
	return stmt != NULL && stmt_run(stmt, why);
}

START_TEST(a_failing_read_is_told)
{
	struct driver driver;
	long n;

	for (n = 1;; n++) {
		struct store *desk = open_flaky(&driver);
		bool is_done;

		flaky.calls = 0;
		flaky.fail_at = n;
		is_done = store_read(desk, read_something, NULL, &err);
		flaky.fail_at = 0;
		if (!is_done) {
			ck_assert_int_eq(err.code, ERR_IO);
			ck_fine(add_note(desk, 1, &err), err);
		}
		store_close(&desk);
		if (is_done)
			break;
	}
	ck_assert_int_gt(n, 2);
}
END_TEST

START_TEST(a_failing_upgrade_leaves_what_was)
{
	struct store_setup setup = store_setup_usual();
	struct driver driver;
	struct store *desk = open_flaky(&driver);
	long n;

	store_close(&desk);
	setup.driver = &driver;
	/* The first call only looks whether the store is new. */
	for (n = 2; n < 1000; n++) {
		bool is_done;

		flaky.calls = 0;
		flaky.fail_at = n;
		is_done = store_open_with(
			&setup, scratch("new.db"), STORE_CREATE, &desk, &err);
		flaky.fail_at = 0;
		if (is_done)
			break;
		/* What could not be made is not left lying about. */
		ck_assert_int_ne(access(scratch("new.db"), F_OK), 0);
		ck_assert_int_ne(access(scratch("new.db-wal"), F_OK), 0);
	}
	ck_assert_int_gt(n, 10);
	ck_assert_int_lt(n, 1000);
	store_close(&desk);
}
END_TEST

static void
write_until_killed(long n, enum killat_moment moment)
{
	struct store *desk = NULL;
	struct note note = { n, n, 0 };

	if (!store_open(scratch("a.db"), STORE_OPEN, &desk, NULL))
		_exit(2);
	killat_die(n, moment);
	if (!store_tx(desk, insert_pair, &note, n, NULL))
		_exit(3);
	killat_die(0, KILLAT_BEFORE);
	_exit(0);
}

/* Killed at any call: opens again, whole, and all or nothing is there; a
 * repetition of the same request makes it once. */
START_TEST(a_kill_at_any_moment_leaves_all_or_nothing)
{
	int64_t before = 0;
	int code = KILLAT_EXIT;
	long n;

	store_close(&store);
	for (n = 1; code == KILLAT_EXIT; n++) {
		struct note note = { n, n, 0 };
		int64_t after;
		int status;
		pid_t pid = fork();

		if (pid == 0)
			write_until_killed(n, (enum killat_moment)_i);
		ck_assert_int_eq(waitpid(pid, &status, 0), pid);
		ck_assert(WIFEXITED(status));
		code = WEXITSTATUS(status);
		store = open_store(scratch("a.db"), STORE_OPEN);
		ck_fine(store_verify(store, &err), err);
		after = count_notes(store);
		ck_assert(after == before || after == before + 2);
		ck_fine(store_tx(store, insert_pair, &note, n, &err), err);
		ck_assert_int_eq(store_was_done(store), after != before);
		before += 2;
		ck_assert_int_eq(count_notes(store), before);
		store_close(&store);
	}
	ck_assert_int_eq(code, 0);
	ck_assert_int_ge(n, 6);
}
END_TEST

static void
create_until_killed(long n, enum killat_moment moment)
{
	struct store *desk = NULL;

	killat_die(n, moment);
	if (!store_open(scratch("new.db"), STORE_CREATE, &desk, NULL) ||
		!store_tx(desk, insert_store_row, NULL, 0, NULL))
		_exit(3);
	killat_die(0, KILLAT_BEFORE);
	_exit(0);
}

static void
remove_new(void)
{
	static const char *const parts[] = { "new.db", "new.db-wal",
		"new.db-shm", "new.db-journal", "new.db.gate",
		"new.db.ballast" };

	for (size_t i = 0; i < ARRAY_LENGTH(parts); i++)
		unlink(scratch(parts[i]));
}

static long
calls_of_making(void)
{
	struct store *desk = NULL;
	long calls;

	killat_die(0, KILLAT_BEFORE);
	ck_fine(store_open(scratch("new.db"), STORE_CREATE, &desk, &err), err);
	ck_fine(store_tx(desk, insert_store_row, NULL, 0, &err), err);
	calls = killat_calls();
	store_close(&desk);
	remove_new();
	return calls;
}

/* The next moment to try: each of the first and the last, where files are
 * made and the store gets its number; between them pages are written, of
 * which some do. make soak tries each. */
static long
next_moment(long n, long calls)
{
	enum { ENDS = 16, BETWEEN = 24 };
	long step = (calls - 2L * ENDS) / BETWEEN;

	if (getenv("SOAK") != NULL || step <= 1 || n < ENDS ||
		n >= calls - ENDS)
		return n + 1;
	return n + step < calls - ENDS ? n + step : calls - ENDS;
}

/* A store that was being made is finished by the next who opens it, or
 * refused with what to do. */
START_TEST(a_kill_while_making_a_store_is_not_a_trap)
{
	long calls = calls_of_making();
	int code = KILLAT_EXIT;

	ck_assert_int_gt(calls, 20);
	for (long n = 1; code == KILLAT_EXIT; n = next_moment(n, calls)) {
		struct store *desk = NULL;
		int status;
		pid_t pid = fork();

		if (pid == 0)
			create_until_killed(n, KILLAT_BEFORE);
		ck_assert_int_eq(waitpid(pid, &status, 0), pid);
		ck_assert(WIFEXITED(status));
		code = WEXITSTATUS(status);
		if (store_open(scratch("new.db"), STORE_OPEN, &desk, &err))
			ck_fine(store_verify(desk, &err), err);
		else
			ck_assert_msg(err.code == ERR_DB, "%s", err.text);
		store_close(&desk);
		remove_new();
	}
	ck_assert_int_eq(code, 0);
}
END_TEST

/* After a failed sync nobody goes on: the kernel may have dropped pages. */
START_TEST(an_unconfirmed_write_stops_all_desks)
{
	struct store *other = open_store(scratch("a.db"), STORE_OPEN);
	struct store *later = NULL;

	killat_fail(KILLAT_SYNCS, 1, EIO);
	ck_assert(!add_note(store, 1, &err));
	killat_fail(KILLAT_SYNCS, 0, 0);
	ck_assert_int_eq(err.code, ERR_IO);
	ck_assert_ptr_nonnull(strstr(err.text, "不能肯定"));
	ck_assert(!add_note(store, 2, &err));
	ck_assert_int_eq(err.code, ERR_DB);
	ck_assert(!add_note(other, 2, &err));
	ck_assert_int_eq(err.code, ERR_DB);
	ck_assert_msg(strstr(err.text, ".halt") != NULL, "%s", err.text);
	ck_assert_ptr_nonnull(strstr(err.text, "没有确认"));
	/* Reading and logging in go on. */
	ck_assert_int_le(count_notes(other), 1);
	later = open_store(scratch("a.db"), STORE_OPEN);
	ck_assert(!add_note(later, 2, &err));
	/* The one who looked into it says go. */
	ck_assert_int_eq(unlink(scratch("a.db.halt")), 0);
	ck_fine(add_note(later, 2, &err), err);
	store_close(&other);
	store_close(&later);
}
END_TEST

START_TEST(a_halt_without_a_reason_still_halts)
{
	killat_fail(KILLAT_WRITES, 1, ENOSPC);
	disk_halt(scratch("a.db"), "磁盘没有确认写入");
	killat_fail(KILLAT_WRITES, 0, 0);
	ck_assert(!add_note(store, 1, &err));
	ck_assert_int_eq(err.code, ERR_DB);
	ck_assert_ptr_nonnull(strstr(err.text, "原因没有记下"));
}
END_TEST

/* Errors of a write for lack of space: EFBIG is a file size limit. */
static const int no_space[] = { ENOSPC, EDQUOT, EFBIG };

START_TEST(a_full_disk_gives_up_the_ballast_and_lets_people_finish)
{
	ck_fine(add_note(store, 1, &err), err);
	ck_assert_int_eq(access(scratch("a.db.ballast"), F_OK), 0);
	/* The second write: the first is the gate's sign. */
	killat_fail(KILLAT_WRITES, 2, no_space[_i]);
	ck_assert(!add_note(store, 2, &err));
	killat_fail(KILLAT_WRITES, 0, 0);
	ck_assert_int_eq(err.code, ERR_IO);
	ck_assert_msg(strstr(err.text, "磁盘满了") != NULL, "%s", err.text);
	ck_assert_ptr_nonnull(strstr(err.text, "备用空间"));
	ck_assert_int_ne(access(scratch("a.db.ballast"), F_OK), 0);
	ck_assert_int_eq(count_notes(store), 1);
	ck_fine(add_note(store, 2, &err), err);
	ck_assert_int_eq(count_notes(store), 2);
	ck_fine(store_verify(store, &err), err);
	/* The next login keeps space back again. */
	store_close(&store);
	store = open_store(scratch("a.db"), STORE_OPEN);
	ck_assert_int_eq(access(scratch("a.db.ballast"), F_OK), 0);
}
END_TEST

START_TEST(a_broken_write_is_not_called_a_full_disk)
{
	killat_fail(KILLAT_WRITES, 2, EIO);
	ck_assert(!add_note(store, 1, &err));
	killat_fail(KILLAT_WRITES, 0, 0);
	ck_assert_int_eq(err.code, ERR_IO);
	ck_assert_ptr_null(strstr(err.text, "满"));
	ck_assert_int_eq(access(scratch("a.db.ballast"), F_OK), 0);
	ck_assert_int_eq(count_notes(store), 0);
}
END_TEST

static bool
insert_much(struct store *db, void *arg, struct err *why)
{
	for (int i = 0; i < 2000; i++) {
		if (!insert_pair(db, arg, why))
			return false;
	}
	return true;
}

START_TEST(a_file_size_limit_is_an_error_not_an_end)
{
	struct note note = { 1, 0, 0 };
	struct rlimit limit;
	struct stat status;

	ck_assert_int_eq(stat(scratch("a.db"), &status), 0);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = (rlim_t)status.st_size + 100000;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	ck_assert(!store_tx(store, insert_much, &note, 0, &err));
	ck_assert_int_eq(err.code, ERR_IO);
	ck_assert_int_eq(count_notes(store), 0);
	limit.rlim_cur = limit.rlim_max;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	ck_fine(store_tx(store, insert_much, &note, 0, &err), err);
	ck_assert_int_eq(count_notes(store), 4000);
	ck_fine(store_verify(store, &err), err);
}
END_TEST

/* 0: fine; 77: no right to mount here; else the line of what failed. */
static int
fill_small_disk(void *arg)
{
	struct note note = { 1, 0, 0 };
	struct store *desk = NULL;
	struct err why = { 0 };
	int64_t kept;
	int filled = 0;

	(void)arg;
	if (mkdir(scratch("small"), 0700) != 0)
		return 1;
	if (unshare(CLONE_NEWNS) != 0 ||
		mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
		mount("none", scratch("small"), "tmpfs", 0, "size=20m") != 0)
		return 77;
	desk = make_store(scratch("small/a.db"));
	while (store_tx(desk, insert_much, &note, 0, &why))
		filled++;
	if (why.code != ERR_IO || strstr(why.text, "备用空间") == NULL)
		return 2;
	kept = count_notes(desk);
	if (kept % 4000 != 0)
		return 3;
	if (!store_tx(desk, insert_much, &note, 0, &why))
		return 4;
	while (store_tx(desk, insert_much, &note, 0, &why))
		filled++;
	if (why.code != ERR_IO || strstr(why.text, "清理") == NULL)
		return 5;
	if (!store_is_low(desk) || !store_verify(desk, &why))
		return 6;
	store_close(&desk);
	/* Opening and reading still go on a disk that is full. */
	if (!store_open(scratch("small/a.db"), STORE_OPEN, &desk, &why))
		return 7;
	if (count_notes(desk) % 4000 != 0 || count_notes(desk) <= kept)
		return 8;
	store_close(&desk);
	return filled > 1 ? 0 : 9;
}

START_TEST(a_disk_that_is_really_full)
{
	int result = in_child(fill_small_disk, NULL);

	/* 77: no right to mount here. */
	ck_assert(result == 0 || result == 77);
}
END_TEST

/* Damage that shows while writing. */
START_TEST(damage_stops_all_desks)
{
	struct store *other = NULL;
	off_t end;
	int fd;

	for (int i = 0; i < 50; i++)
		ck_fine(add_note(store, i, &err), err);
	store_close(&store);
	fd = open(scratch("a.db"), O_WRONLY | O_CLOEXEC);
	ck_assert_int_ge(fd, 0);
	/* All but the first pages, which hold the schema. */
	end = lseek(fd, 0, SEEK_END);
	for (off_t at = 16L * 4096; at < end; at += 4096)
		ck_assert_int_eq(pwrite(fd, "not a page", 10, at), 10);
	close(fd);
	if (!store_open(scratch("a.db"), STORE_OPEN, &store, &err)) {
		ck_assert_int_eq(err.code, ERR_DB);
		return;
	}
	ck_assert(!add_note(store, 1, &err));
	ck_assert_int_eq(err.code, ERR_DB);
	ck_assert_int_eq(access(scratch("a.db.halt"), F_OK), 0);
	if (store_open(scratch("a.db"), STORE_OPEN, &other, &err))
		ck_assert(!add_note(other, 1, &err));
	ck_assert_int_eq(err.code, ERR_DB);
	ck_assert(!store_verify(store, &err));
	ck_assert_int_eq(err.code, ERR_DB);
	store_close(&other);
}
END_TEST

Suite *
suite_fault(void)
{
	Suite *suite = suite_create("fault");
	TCase *tcase = tcase_create("fault");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, getenv("SOAK") != NULL ? 900 : 60);
	tcase_add_test(tcase, a_failing_call_rolls_all_back);
	tcase_add_test(tcase, a_failing_read_is_told);
	tcase_add_test(tcase, a_failing_upgrade_leaves_what_was);
	tcase_add_loop_test(tcase, a_kill_at_any_moment_leaves_all_or_nothing,
		KILLAT_BEFORE, KILLAT_TORN + 1);
	tcase_add_test(tcase, a_kill_while_making_a_store_is_not_a_trap);
	tcase_add_test(tcase, an_unconfirmed_write_stops_all_desks);
	tcase_add_test(tcase, a_halt_without_a_reason_still_halts);
	tcase_add_loop_test(tcase,
		a_full_disk_gives_up_the_ballast_and_lets_people_finish, 0,
		(int)ARRAY_LENGTH(no_space));
	tcase_add_test(tcase, a_broken_write_is_not_called_a_full_disk);
	tcase_add_test(tcase, a_file_size_limit_is_an_error_not_an_end);
	tcase_add_test(tcase, a_disk_that_is_really_full);
	tcase_add_test(tcase, damage_stops_all_desks);
	suite_add_tcase(suite, tcase);
	return suite;
}
