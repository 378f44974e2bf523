/* SPDX-License-Identifier: MIT */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

/*
 * One shared store, one way to write (DESIGN §7). Knows SQL engines,
 * transactions, ids and migrations; knows nothing of forms or law. Engine
 * errors come back as ours; a text never names the engine.
 */
struct store;
struct stmt;

enum store_mode {
	STORE_OPEN,   /* must be there; migrates if it is older */
	STORE_CREATE, /* must not be there */
	STORE_READ    /* never writes, never migrates: verify, derive --check */
};

/*
 * Opens the store at `path`. Refused with a message that says what to do:
 * not there, a network file system (WAL needs shared memory), not a store,
 * damaged, made by a newer version, no right to write. Everything O_CLOEXEC.
 */
bool store_open(const char *path, enum store_mode mode, struct store **out,
	struct err *err) MUST_CHECK;
/* Takes a pointer to the pointer and empties it; NULL inside is fine. */
void store_close(struct store **store);
const char *store_path(const struct store *store);

/*
 * A statement in the `$1` dialect that both engines take (STYLE §3.2). `sql`
 * must be a string literal: its address is the key under which the prepared
 * statement is kept for the life of the store. Returns it reset and unbound;
 * NULL with err set if it does not prepare. It stays the store's. One use at
 * a time: a second store_statement of the same literal resets the first.
 */
struct stmt *store_statement(
	struct store *store, const char *sql, struct err *err) MUST_CHECK;
void stmt_int(struct stmt *stmt, int parameter, int64_t value);
/* Copies; NULL binds NULL. */
void stmt_text(struct stmt *stmt, int parameter, const char *text);
void stmt_bytes(
	struct stmt *stmt, int parameter, const char *bytes, size_t length);
void stmt_null(struct stmt *stmt, int parameter);

enum stmt_step { STMT_ROW, STMT_END, STMT_FAILED };
/* The next row. At STMT_END and STMT_FAILED the statement was reset. */
enum stmt_step stmt_next(struct stmt *stmt, struct err *err) MUST_CHECK;
/* The one row that must be there: ERR_NOTFOUND in the caller's words if it is
 * not. Reset it when it was read. */
bool stmt_one(
	struct stmt *stmt, const char *missing, struct err *err) MUST_CHECK;
/* For what returns no rows. What writes runs inside a store_tx body only
 * (ERR_BUG). A read left open when a store_tx begins is cut: its next
 * stmt_next fails (ERR_BUG). */
bool stmt_run(struct stmt *stmt, struct err *err) MUST_CHECK;
/* Columns count from 0. Text is valid until the next step; NULL reads as 0
 * and "". Text that is not valid UTF-8 reads as a filtered copy. */
int64_t stmt_get_int(struct stmt *stmt, int column);
const char *stmt_get_text(struct stmt *stmt, int column);
const char *stmt_get_bytes(struct stmt *stmt, int column, size_t *length);
bool stmt_is_null(struct stmt *stmt, int column);
/* Ends a read before its last row, so that no read transaction stays open
 * across a key press (a reader that stays holds back the checkpoint:
 * measured 5,313 -> 965 transactions/s). */
void stmt_reset(struct stmt *stmt);
/* Rows changed by the last stmt_run. */
int64_t store_changes(const struct store *store);

/*
 * The body of a write: repeatable, no keys, no files, no fork. False rolls
 * back. A statement that failed in it rolls back as well, even if the body
 * goes on and returns true: PostgreSQL would, so both do.
 */
typedef bool store_body(struct store *store, void *arg, struct err *err);

/*
 * The only way to write. Takes the gate (flock with a time limit; ERR_BUSY
 * names who holds it), begins, checks the schema version (an older program
 * refuses to write to a newer store), runs the body, commits, leaves the
 * gate, syncs the WAL (group commit: store measurements §1b) and only then
 * returns true.
 *
 * `request` is the draft's id (0: none). If an audit row carries it already,
 * the body is not run, *store_was_done is true and the result is true: a
 * write repeated after a lost line happens once.
 *
 * ERR_IO on a full disk: rolled back, the ballast file was given up so that
 * people can finish reading; drafts are kept. A failed sync or corruption
 * marks the store (a file beside it): all desks stop writing.
 */
bool store_tx(struct store *store, store_body *body, void *arg, int64_t request,
	struct err *err) MUST_CHECK;
/* Was the last store_tx a repetition? */
bool store_was_done(const struct store *store);

/* Reads in `body` see one snapshot; nothing is written. */
bool store_read(struct store *store, store_body *body, void *arg,
	struct err *err) MUST_CHECK;

/* A new id: store number, incarnation, counter. Only inside a store_tx body;
 * 0 with err set on failure. Ids grow within a store. */
int64_t store_new_id(struct store *store, struct err *err) MUST_CHECK;

/* Has anybody (this process included) committed since the last call? About
 * two microseconds (PRAGMA data_version and our own commits). Ends reads that
 * were left open: it is called while waiting for a key. */
bool store_changed(struct store *store);

/* Bytes free on the store's disk are below 5 %. */
bool store_is_low(const struct store *store);

/* The engine's own check of the file; ERR_DB with what it found. */
bool store_verify(struct store *store, struct err *err) MUST_CHECK;

#endif
