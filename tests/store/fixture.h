/* SPDX-License-Identifier: MIT */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "store/driver.h"
#include "store/store.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the tests of this room share: a store with its row, notes in its
 * audit, children. Static inline, since only test_*.c are built here. */

#define ck_fine(result, err)                                                   \
	ck_assert_msg((result), "%d: %s", (int)(err).code, (err).text)

enum { NUMBER = 7, INCARNATION = 3 };

static inline bool
insert_store_row(struct store *store, void *arg, struct err *err)
{
	static const char sql[] =
		"INSERT INTO store (one, number, incarnation, next_id, "
		"practice, fixed_now, go_live) "
		"VALUES (1, $1, $2, 1, 1, NULL, '2026-01-01')";
	struct stmt *stmt = store_statement(store, sql, err);

	(void)arg;
	if (stmt == NULL)
		return false;
	stmt_int(stmt, 1, NUMBER);
	stmt_int(stmt, 2, INCARNATION);
	return stmt_run(stmt, err);
}

/* A note: an audit row with a number as its subject. */
struct note {
	int64_t subject;
	int64_t request; /* 0: none */
	int64_t id;	 /* comes back */
};

static inline bool
insert_note(struct store *store, void *arg, struct err *err)
{
	static const char sql[] =
		"INSERT INTO audit (id, at, desk_user, station, action, "
		"subject, request, note) VALUES ($1, 0, 0, 0, 'test', $2, $3, "
		"'')";
	struct note *note = arg;
	struct stmt *stmt = store_statement(store, sql, err);

	if (stmt == NULL)
		return false;
	note->id = store_new_id(store, err);
	if (note->id == 0)
		return false;
	stmt_int(stmt, 1, note->id);
	stmt_int(stmt, 2, note->subject);
	if (note->request == 0)
		stmt_null(stmt, 3);
	else
		stmt_int(stmt, 3, note->request);
	return stmt_run(stmt, err);
}

/* Two notes, so that half of a transaction can be seen. */
static inline bool
insert_pair(struct store *store, void *arg, struct err *err)
{
	struct note *note = arg;
	struct note second = { note->subject, 0, 0 };

	return insert_note(store, note, err) &&
	       insert_note(store, &second, err);
}

static inline bool
add_note(struct store *store, int64_t subject, struct err *err)
{
	struct note note = { subject, 0, 0 };

	return store_tx(store, insert_note, &note, 0, err);
}

static inline int64_t
count_notes(struct store *store)
{
	static const char sql[] = "SELECT COUNT(*) FROM audit";
	struct err err = { 0 };
	struct stmt *stmt = store_statement(store, sql, &err);
	int64_t count;

	ck_assert_msg(stmt != NULL, "%s", err.text);
	ck_assert_msg(stmt_next(stmt, &err) == STMT_ROW, "%s", err.text);
	count = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return count;
}

static inline struct store *
open_store(const char *path, enum store_mode mode)
{
	struct store *store = NULL;
	struct err err = { 0 };

	ck_fine(store_open(path, mode, &store, &err), err);
	return store;
}

static inline struct store *
make_store(const char *path)
{
	struct store *store = open_store(path, STORE_CREATE);
	struct err err = { 0 };

	ck_fine(store_tx(store, insert_store_row, NULL, 0, &err), err);
	return store;
}

/* Opens with a gate that is not waited for long. */
static inline struct store *
open_impatient(const char *path, int limit)
{
	struct store_setup setup = store_setup_usual();
	struct store *store = NULL;
	struct err err = { 0 };

	setup.gate_limit = limit;
	ck_fine(store_open_with(&setup, path, STORE_OPEN, &store, &err), err);
	return store;
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
