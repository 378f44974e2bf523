/* SPDX-License-Identifier: MIT */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "store/driver.h"
#include "store/store.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the tests of this room share: a store with its row, notes in its
 * audit, children. Static inline, since only test_*.c are built here. */

#define ck_fine(result, err)                                                   \
	ck_assert_msg((result), "%d: %s", (int)(err).code, (err).text)

/* snprintf into an array, whole. */
#define print_into(array, ...)                                                 \
	ck_assert_int_lt(snprintf((array), sizeof(array), __VA_ARGS__),        \
		(int)sizeof(array))

enum { NUMBER = 7, INCARNATION = 3 };

static inline bool
insert_store_row(struct store *store, void *arg, struct err *why)
{
	static const char sql[] =
		"INSERT INTO store (one, number, incarnation, next_id, "
		"practice, fixed_now, go_live) "
		"VALUES (1, $1, $2, 1, 1, NULL, '2026-01-01')";
	struct stmt *stmt = store_statement(store, sql, why);

	(void)arg;
	if (stmt == NULL)
		return false;
	stmt_int(stmt, 1, NUMBER);
	stmt_int(stmt, 2, INCARNATION);
	return stmt_run(stmt, why);
}

/* A note: an audit row with a number as its subject. */
struct note {
	int64_t subject;
	int64_t request; /* 0: none */
	int64_t id;	 /* comes back */
};

static inline bool
insert_note(struct store *store, void *arg, struct err *why)
{
	static const char sql[] =
		"INSERT INTO audit (id, at, desk_user, station, action, "
		"subject, request, note) VALUES ($1, 0, 0, 0, 'test', $2, $3, "
		"'')";
	struct note *note = arg;
	struct stmt *stmt = store_statement(store, sql, why);

	if (stmt == NULL)
		return false;
	note->id = store_new_id(store, why);
	if (note->id == 0)
		return false;
	stmt_int(stmt, 1, note->id);
	stmt_int(stmt, 2, note->subject);
	if (note->request == 0)
		stmt_null(stmt, 3);
	else
		stmt_int(stmt, 3, note->request);
	return stmt_run(stmt, why);
}

/* Two notes, so that half of a transaction can be seen. */
static inline bool
insert_pair(struct store *store, void *arg, struct err *why)
{
	struct note *note = arg;
	struct note second = { note->subject, 0, 0 };

	return insert_note(store, note, why) &&
	       insert_note(store, &second, why);
}

static inline bool
add_note(struct store *store, int64_t subject, struct err *why)
{
	struct note note = { subject, 0, 0 };

	return store_tx(store, insert_note, &note, 0, why);
}

static inline int64_t
count_notes(struct store *desk)
{
	static const char sql[] = "SELECT COUNT(*) FROM audit";
	struct err why = { 0 };
	struct stmt *stmt = store_statement(desk, sql, &why);
	int64_t count;

	ck_assert_msg(stmt != NULL, "%s", why.text);
	ck_assert_msg(stmt_next(stmt, &why) == STMT_ROW, "%s", why.text);
	count = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return count;
}

static inline struct store *
open_store(const char *path, enum store_mode mode)
{
	struct store *desk = NULL;
	struct err why = { 0 };

	ck_fine(store_open(path, mode, &desk, &why), why);
	return desk;
}

static inline struct store *
make_store(const char *path)
{
	struct store *desk = open_store(path, STORE_CREATE);
	struct err why = { 0 };

	ck_fine(store_tx(desk, insert_store_row, NULL, 0, &why), why);
	return desk;
}

/* Opens with a gate that is not waited for long. */
static inline struct store *
open_impatient(const char *path, int limit)
{
	struct store_setup setup = store_setup_usual();
	struct store *desk = NULL;
	struct err why = { 0 };

	setup.gate_limit = limit;
	ck_fine(store_open_with(&setup, path, STORE_OPEN, &desk, &why), why);
	return desk;
}

/* Runs `work` in a child, which must end by itself with what it returns. */
static inline int
in_child(int (*work)(void *arg), void *arg)
{
	pid_t pid = fork();
	int status = 0;

	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		_exit(work(arg));
	while (waitpid(pid, &status, 0) < 0)
		ck_assert_int_eq(errno, EINTR);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

#endif
