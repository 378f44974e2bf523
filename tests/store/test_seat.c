/* SPDX-License-Identifier: MIT */
/*
 * Who sits where: what others see of a living seat, of one that was left
 * without a word, and of a file that somebody else wrote there.
 */
#include "store/drafts.h"
#include "store/seat.h"

#include "tests/support/scratch.h"

#include <check.h>
#include <dirent.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_seat(void);

enum { USER = 7, OTHER = 77, NOTE = 128, SHORT = 10 };

static char store[PATH_MAX];
static const char folder[] = "court.db.drafts";
static struct arena arena;
static struct err err;

static void
set_up(void)
{
	err = (struct err){ 0 };
	scratch_make();
	(void)snprintf(store, sizeof store, "%s", scratch("court.db"));
	ck_assert_int_eq(mkdir(scratch(folder), 0700), 0);
}

static void
tear_down(void)
{
	arena_clear(&arena);
	scratch_remove();
}

static struct seat *
take(int64_t user, int64_t now)
{
	struct seat *seat;

	ck_assert_msg(seat_take(store, user, now, &seat, &err), "%s", err.text);
	return seat;
}

static size_t
others(const struct seat *own, struct seat_other **out)
{
	size_t count;

	ck_assert_msg(seat_list(store, USER, own, &arena, out, &count, &err),
		"%s", err.text);
	return count;
}

static size_t
files(void)
{
	DIR *directory = opendir(scratch(folder));
	size_t count = 0;
	const struct dirent *entry;

	ck_assert_ptr_nonnull(directory);
	while ((entry = readdir(directory)) != NULL)
		count += entry->d_name[0] != '.' ? 1 : 0;
	closedir(directory);
	return count;
}

START_TEST(others_are_seen)
{
	struct seat *one = take(USER, 100);
	struct seat *two = take(USER, 200);
	struct seat *stranger = take(OTHER, 50);
	struct seat_other *list;

	seat_hold(two, 4711);
	ck_assert_uint_eq(others(one, &list), 1);
	ck_assert_int_eq(list[0].note.since, 200);
	ck_assert_int_eq(list[0].note.draft, 4711);
	ck_assert_uint_eq(others(NULL, &list), 2);
	ck_assert_int_eq(list[0].note.since, 100);
	seat_leave(&two);
	ck_assert_ptr_null(two);
	ck_assert_uint_eq(others(one, &list), 0);
	seat_leave(&one);
	seat_leave(&stranger);
	ck_assert_uint_eq(files(), 0);
}
END_TEST

/* A process that is killed while it sits there. */
static void
kill_one(int64_t draft)
{
	int ready[2];
	char byte = 0;
	pid_t pid;

	ck_assert_int_eq(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct seat *seat;

		if (!seat_take(store, USER, 300, &seat, &err))
			_exit(1);
		seat_hold(seat, draft);
		if (write(ready[1], "x", 1) == 1)
			pause();
		_exit(1);
	}
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	close(ready[0]);
	close(ready[1]);
}

START_TEST(what_was_killed_is_told_once)
{
	struct seat_other *list;
	struct seat_note note;

	kill_one(0);
	kill_one(4711);
	ck_assert_uint_eq(others(NULL, &list), 0);
	ck_assert(seat_left(store, USER, &note));
	ck_assert_int_eq(note.draft, 4711);
	ck_assert_int_eq(note.since, 300);
	ck_assert(!note.was_told);
	ck_assert(!seat_left(store, USER, &note));
	ck_assert_uint_eq(files(), 0);
}
END_TEST

START_TEST(a_dropped_line_is_told)
{
	struct seat *seat = take(USER, 100);
	struct seat *living = take(USER, 100);
	struct seat_note note;

	seat_hold(living, 1);
	seat_hold(seat, 4711);
	seat_drop(&seat);
	ck_assert_ptr_null(seat);
	ck_assert(seat_left(store, USER, &note));
	ck_assert_int_eq(note.draft, 4711);
	ck_assert(note.was_told);
	/* The living one stays. */
	ck_assert_uint_eq(files(), 1);
	seat_leave(&living);
}
END_TEST

START_TEST(one_is_asked_to_end)
{
	struct seat *seat = take(USER, 100);
	struct seat_other *list;
	struct seat_note note;

	ck_assert(!seat_is_wanted(seat));
	ck_assert_uint_eq(others(NULL, &list), 1);
	/* It does not look: nobody waits for ever. */
	ck_assert(!seat_ask(store, USER, &list[0], 100));
	ck_assert(seat_is_wanted(seat));
	seat_hold(seat, 4711);
	seat_drop(&seat);
	ck_assert(seat_ask(store, USER, &list[0], 100));
	ck_assert_int_eq(list[0].note.draft, 4711);
	ck_assert(seat_left(store, USER, &note));
	ck_assert_uint_eq(files(), 0);
}
END_TEST

START_TEST(one_that_ends_is_waited_for)
{
	struct seat_other *list;
	int ready[2];
	char byte;
	int status;
	pid_t pid;

	ck_assert_int_eq(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct seat *seat;

		if (!seat_take(store, USER, 300, &seat, &err) ||
			write(ready[1], "x", 1) != 1)
			_exit(1);
		while (!seat_is_wanted(seat))
			usleep(1000);
		seat_hold(seat, 99);
		seat_drop(&seat);
		_exit(0);
	}
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	ck_assert_uint_eq(others(NULL, &list), 1);
	ck_assert(seat_ask(store, USER, &list[0], 10000));
	ck_assert_int_eq(list[0].note.draft, 99);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	close(ready[0]);
	close(ready[1]);
}
END_TEST

static const struct {
	const char *name;
	const char *text;
} hostile[] = {
	{ "7.aaaa.seat", "" },
	{ "7.aaaa.seat", "x" },
	{ "7.aaaa.seat", "1 2 3" },
	{ "7.aaaa.seat", "99999999999999999999999999 1 0 /dev/pts/1 " },
	{ "7.aaaa.seat", "-1 -1 0 /dev/pts/1 " },
	{ "7.aaaa.seat", "1 5 0 \033]0;owned\007\xff\xfe" },
	{ "7..seat", "1 5 0 /dev/pts/1 " },
	{ "7.a/../../x.seat", "" },
	{ ".seat", "1 5 0 " },
	{ "7.seat", "1 5 0 " },
	{ "7.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.seat",
		"1 5 0 /dev/pts/1 " },
};

static void
write_hostile(const char *name, const char *text)
{
	char path[256];
	char bytes[NOTE];
	FILE *file;

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(scratch(path), "w");
	if (file == NULL)
		return;
	if (strlen(text) < SHORT) {
		(void)fputs(text, file);
	} else {
		(void)snprintf(bytes, sizeof bytes, "%-*s", NOTE - 1, text);
		(void)fprintf(file, "%s\n", bytes);
	}
	(void)fclose(file);
}

START_TEST(hostile_files_harm_nobody)
{
	struct seat_other *list;
	struct seat_note note;
	struct seat *seat;

	write_hostile(hostile[_i].name, hostile[_i].text);
	ck_assert_uint_eq(others(NULL, &list), 0);
	(void)seat_left(store, USER, &note);
	for (const char *at = note.line; *at != '\0'; at++)
		ck_assert(*at > ' ' && *at < 127);
	ck_assert_int_ge(note.draft, 0);
	seat = take(USER, 100);
	ck_assert_uint_eq(others(NULL, &list), 1);
	seat_leave(&seat);
}
END_TEST

/* A link, a pipe, a folder in place of a seat. */
START_TEST(strange_files_harm_nobody)
{
	struct seat_other *list;
	struct seat_other name = { .name = "../../etc/passwd" };
	struct seat_note note;

	ck_assert_int_eq(
		symlink("/etc/passwd", scratch("court.db.drafts/7.l.seat")), 0);
	ck_assert_int_eq(mkfifo(scratch("court.db.drafts/7.p.seat"), 0600), 0);
	ck_assert_int_eq(mkdir(scratch("court.db.drafts/7.d.seat"), 0700), 0);
	ck_assert_uint_eq(others(NULL, &list), 0);
	ck_assert(!seat_left(store, USER, &note));
	ck_assert(!seat_ask(store, USER, &name, 0));
}
END_TEST

START_TEST(without_a_folder_nothing_is_known)
{
	struct seat *seat;
	struct seat_other *list;
	struct seat_note note;
	size_t count;

	ck_assert_int_eq(rmdir(scratch(folder)), 0);
	ck_assert(!seat_take(store, USER, 1, &seat, &err));
	ck_assert_ptr_null(seat);
	ck_assert(!seat_list(store, USER, NULL, &arena, &list, &count, &err));
	ck_assert(!seat_left(store, USER, &note));
	/* All of them do without. */
	seat_hold(seat, 1);
	ck_assert(!seat_is_wanted(seat));
	seat_drop(&seat);
	seat_leave(&seat);
	ck_assert_int_eq(mkdir(scratch(folder), 0700), 0);
}
END_TEST

/* In a child that is nobody, for root may do anything; what it says is its
 * exit code. */
static int
as_nobody(bool (*run)(void))
{
	enum { NOBODY = 65534 };
	pid_t child = fork();
	int status = -1;

	ck_assert_int_ge(child, 0);
	if (child == 0) {
		bool is_root = geteuid() == 0;

		if (is_root &&
			(chown(scratch(NULL), NOBODY, NOBODY) != 0 ||
				setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
			_exit(2);
		_exit(run() ? 0 : 1);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* No seat, and that is all: who sits elsewhere can be read, drafts go on. */
static bool
works_without_a_seat(void)
{
	const struct draft_entry entry = { "@form", "x" };
	struct drafts *drafts;
	struct seat *seat;
	struct seat_other *list;
	struct seat_note left;
	size_t count;
	int64_t id;

	if (seat_take(store, USER, 1000, &seat, &err) || seat != NULL ||
		strstr(err.text, "记不下您在哪个终端：没有权限") == NULL)
		return false;
	return seat_list(store, USER, NULL, &arena, &list, &count, &err) &&
	       count == 0 && !seat_left(store, USER, &left) &&
	       drafts_open(store, USER, &drafts, &err) &&
	       drafts_start(drafts, 1000, &entry, 1, &id, &err);
}

static void
give(const char *name)
{
	enum { NOBODY = 65534 };

	if (geteuid() == 0)
		ck_assert_int_eq(chown(scratch(name), NOBODY, NOBODY), 0);
}

START_TEST(a_folder_that_takes_no_new_file)
{
	static const char journal[] = "court.db.drafts/7.journal";
	FILE *file = fopen(scratch(journal), "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(fclose(file), 0);
	give(journal);
	give(folder);
	ck_assert_int_eq(chmod(scratch(folder), 0500), 0);
	ck_assert_int_eq(as_nobody(works_without_a_seat), 0);
	ck_assert_int_eq(chmod(scratch(folder), 0700), 0);
}
END_TEST

static bool
says_whose_it_is(void)
{
	struct drafts *drafts;

	return !drafts_open(store, USER, &drafts, &err) &&
	       strstr(err.text, "没有权限") != NULL &&
	       strstr(err.text, "请用平时的系统账号进入") != NULL;
}

/* Another account of the machine: what people write is not for it. */
START_TEST(a_folder_of_another_account)
{
	if (geteuid() == 0)
		ck_assert_int_eq(as_nobody(says_whose_it_is), 0);
	ck_assert_int_eq(chmod(scratch(folder), 0000), 0);
	give(folder);
	ck_assert_int_eq(as_nobody(says_whose_it_is), 0);
	ck_assert_int_eq(chmod(scratch(folder), 0700), 0);
}
END_TEST

Suite *
suite_seat(void)
{
	Suite *suite = suite_create("seat");
	TCase *seats = tcase_create("seats");

	tcase_add_checked_fixture(seats, set_up, tear_down);
	tcase_add_test(seats, others_are_seen);
	tcase_add_test(seats, what_was_killed_is_told_once);
	tcase_add_test(seats, a_dropped_line_is_told);
	tcase_add_test(seats, one_is_asked_to_end);
	tcase_add_test(seats, one_that_ends_is_waited_for);
	tcase_add_loop_test(seats, hostile_files_harm_nobody, 0,
		(int)(sizeof hostile / sizeof hostile[0]));
	tcase_add_test(seats, strange_files_harm_nobody);
	tcase_add_test(seats, without_a_folder_nothing_is_known);
	tcase_add_test(seats, a_folder_that_takes_no_new_file);
	tcase_add_test(seats, a_folder_of_another_account);
	suite_add_tcase(suite, seats);
	return suite;
}
