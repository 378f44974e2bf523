/* SPDX-License-Identifier: MIT */
/* The gate between processes: one at a time, nobody waits for ever. */
#include "store/gate.h"
#include "tests/store/one_store.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>

Suite *suite_gate(void);

enum { SHORT_WAIT = 100 };

/* A child that is inside the gate when this returns, and stays there. */
static pid_t
start_holder(void)
{
	int ready[2];
	char byte = 0;
	pid_t pid;

	ck_assert_int_eq(pipe(ready), 0);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		struct gate *gate = NULL;

		if (!gate_open(scratch("a.db"), &gate, NULL) ||
			!gate_enter(gate, SHORT_WAIT, NULL) ||
			write(ready[1], &byte, 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	close(ready[1]);
	return pid;
}

static void
end_holder(pid_t pid)
{
	kill(pid, SIGKILL);
	ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
}

START_TEST(who_waits_too_long_is_told_who_is_inside)
{
	pid_t holder = start_holder();
	struct store *desk = open_impatient(scratch("a.db"), SHORT_WAIT);
	char name[40];

	print_into(name, "进程 %ld", (long)holder);
	ck_assert(!add_note(desk, 1, &err));
	ck_assert_int_eq(err.code, ERR_BUSY);
	ck_assert_msg(strstr(err.text, name) != NULL, "%s", err.text);
	ck_assert_ptr_nonnull(strstr(err.text, "草稿"));
	ck_assert_int_eq(count_notes(desk), 0); /* reading needs no gate */
	end_holder(holder);
	ck_fine(add_note(desk, 1, &err), err);
	store_close(&desk);
}
END_TEST

START_TEST(a_stopped_holder_stops_nobody_for_ever)
{
	pid_t holder = start_holder();
	struct store *desk = open_impatient(scratch("a.db"), SHORT_WAIT);

	ck_assert_int_eq(kill(holder, SIGSTOP), 0);
	ck_assert(!add_note(desk, 1, &err));
	ck_assert_int_eq(err.code, ERR_BUSY);
	/* Killed while stopped, without a word. */
	end_holder(holder);
	ck_fine(add_note(desk, 1, &err), err);
	store_close(&desk);
}
END_TEST

/* What stands in the gate file was written by somebody else. */
/* clang-format off */
static const char *const signs[] = {
	"",
	"\n",
	"nonsense",
	"1 2",
	"99999999999999999999 0 0 x",
	"-1 -1 -1 \033[2J\xff\xfe",
	"1 0 9223372036854775807 pts/1",
	"%s%n %d %d %s",
};
/* clang-format on */

START_TEST(a_forged_sign_does_no_harm)
{
	pid_t holder = start_holder();
	struct store *desk = open_impatient(scratch("a.db"), SHORT_WAIT);
	int fd = open(scratch("a.db.gate"), O_WRONLY | O_TRUNC | O_CLOEXEC);

	ck_assert_int_eq(write(fd, signs[_i], strlen(signs[_i])),
		(ssize_t)strlen(signs[_i]));
	close(fd);
	ck_assert(!add_note(desk, 1, &err));
	ck_assert_int_eq(err.code, ERR_BUSY);
	ck_assert_ptr_null(strchr(err.text, '\033'));
	end_holder(holder);
	store_close(&desk);
}
END_TEST

static void
on_signal(int number)
{
	(void)number;
}

/* The program's own alarm clock and handler survive our use of them, also
 * when the signal is blocked. */
START_TEST(others_alarms_are_left_as_they_were)
{
	struct sigaction mine = { .sa_handler = on_signal };
	struct sigaction found;
	struct itimerval timer = { .it_value = { .tv_sec = 1000 } };
	struct itimerval left;
	sigset_t mask, found_mask;
	pid_t holder = start_holder();

	sigemptyset(&mine.sa_mask);
	ck_assert_int_eq(sigaction(SIGALRM, &mine, NULL), 0);
	ck_assert_int_eq(setitimer(ITIMER_REAL, &timer, NULL), 0);
	sigemptyset(&mask);
	sigaddset(&mask, SIGALRM);
	ck_assert_int_eq(sigprocmask(SIG_BLOCK, &mask, NULL), 0);
	store_close(&store);
	store = open_impatient(scratch("a.db"), SHORT_WAIT);
	ck_assert(!add_note(store, 1, &err));
	ck_assert_int_eq(err.code, ERR_BUSY);
	ck_assert_int_eq(sigaction(SIGALRM, NULL, &found), 0);
	ck_assert(found.sa_handler == on_signal);
	ck_assert_int_eq(getitimer(ITIMER_REAL, &left), 0);
	ck_assert_int_gt(left.it_value.tv_sec, 900);
	ck_assert_int_eq(sigprocmask(SIG_BLOCK, NULL, &found_mask), 0);
	ck_assert_int_eq(sigismember(&found_mask, SIGALRM), 1);
	end_holder(holder);
}
END_TEST

static bool
raise_next_id(struct store *db, void *arg, struct err *why)
{
	static const char read_sql[] = "SELECT next_id FROM store";
	static const char write_sql[] = "UPDATE store SET next_id = $1";
	struct stmt *stmt = store_statement(db, read_sql, why);
	int64_t value;

	(void)arg;
	if (stmt == NULL || stmt_next(stmt, why) != STMT_ROW)
		return false;
	value = stmt_get_int(stmt, 0);
	stmt = store_statement(db, write_sql, why);
	if (stmt == NULL)
		return false;
	stmt_int(stmt, 1, value + 1);
	return stmt_run(stmt, why);
}

enum { RACERS = 3, LAPS = 100 };

static int
race(void *arg)
{
	struct store *desk = NULL;
	struct err why = { 0 };

	(void)arg;
	if (!store_open(scratch("a.db"), STORE_OPEN, &desk, &why))
		return 1;
	for (int i = 0; i < LAPS; i++) {
		if (!store_tx(desk, raise_next_id, NULL, 0, &why)) {
			return 2;
		}
	}
	store_close(&desk);
	return 0;
}

static int64_t
read_next_id(void)
{
	static const char sql[] = "SELECT next_id FROM store";
	struct stmt *stmt = store_statement(store, sql, &err);
	int64_t value;

	ck_assert_ptr_nonnull(stmt);
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_ROW);
	value = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return value;
}

START_TEST(racing_desks_lose_no_update)
{
	pid_t racers[RACERS];
	int64_t before = read_next_id();

	for (int i = 0; i < RACERS; i++) {
		racers[i] = fork();
		if (racers[i] == 0)
			_exit(race(NULL));
		ck_assert_int_gt(racers[i], 0);
	}
	for (int i = 0; i < RACERS; i++) {
		int status;

		ck_assert_int_eq(waitpid(racers[i], &status, 0), racers[i]);
		ck_assert_int_eq(status, 0);
	}
	ck_assert_int_eq(read_next_id(), before + (int64_t)RACERS * LAPS);
	ck_fine(store_verify(store, &err), err);
}
END_TEST

START_TEST(a_program_started_meanwhile_does_not_keep_the_gate)
{
	struct gate *gate = NULL;
	int seen = 0;

	ck_fine(gate_open(scratch("a.db"), &gate, &err), err);
	ck_fine(gate_enter(gate, SHORT_WAIT, &err), err);
	for (int fd = 3; fd < 64; fd++) {
		char link[32];
		char name[512] = "";

		print_into(link, "/proc/self/fd/%d", fd);
		if (readlink(link, name, sizeof name - 1) < 0 ||
			strstr(name, "a.db") == NULL)
			continue;
		seen++;
		ck_assert_msg((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0,
			"%s stays open in a program", name);
	}
	ck_assert_int_ge(seen, 4); /* store, log, store's gate, gate */
	gate_leave(gate);
	gate_close(&gate);
	ck_assert_ptr_null(gate);
	gate_close(&gate);
}
END_TEST

Suite *
suite_gate(void)
{
	Suite *suite = suite_create("gate");
	TCase *tcase = tcase_create("gate");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, who_waits_too_long_is_told_who_is_inside);
	tcase_add_test(tcase, a_stopped_holder_stops_nobody_for_ever);
	tcase_add_loop_test(
		tcase, a_forged_sign_does_no_harm, 0, (int)ARRAY_LENGTH(signs));
	tcase_add_test(tcase, others_alarms_are_left_as_they_were);
	tcase_add_test(tcase, racing_desks_lose_no_update);
	tcase_add_test(
		tcase, a_program_started_meanwhile_does_not_keep_the_gate);
	suite_add_tcase(suite, tcase);
	return suite;
}
