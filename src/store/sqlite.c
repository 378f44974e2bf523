/* SPDX-License-Identifier: MIT */
/*
 * The SQLite engine: prepares, binds, steps, begins and ends. Who may write
 * when is store.c and gate.c.
 */
#include "store/sqlite_inside.h"

#include "base/buf.h"
#include "base/fatal.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { PARAMETERS = 64 }; /* $1 to $64 */

struct driver_stmt {
	struct driver_db *db;
	sqlite3_stmt *handle;
	int index[PARAMETERS + 1]; /* SQLite's number of $n; 0: not in it */
	int bad_parameter;	   /* the last $n that could not be bound */
	bool is_badly_bound;
};

bool
sqlite_run(struct driver_db *db, const char *sql, struct err *err)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	return sqlite_failed(db, sqlite3_extended_errcode(db->handle), err);
}

/* Fills the numbers of $1 ...; false if there is any other parameter. */
static bool
number_parameters(struct driver_stmt *stmt)
{
	int count = sqlite3_bind_parameter_count(stmt->handle);

	for (int i = 1; i <= count; i++) {
		const char *name = sqlite3_bind_parameter_name(stmt->handle, i);
		char *end;
		long number;

		if (name == NULL || name[0] != '$')
			return false;
		number = strtol(name + 1, &end, 10);
		if (*end != '\0' || number < 1 || number > PARAMETERS)
			return false;
		stmt->index[number] = i;
	}
	return true;
}

static void
finish(struct driver_stmt *stmt)
{
	if (stmt == NULL)
		return;
	sqlite3_finalize(stmt->handle);
	free(stmt);
}

static bool
prepare(struct driver_db *db, const char *sql, struct driver_stmt **out,
	struct err *err)
{
	struct driver_stmt *stmt = calloc(1, sizeof *stmt);
	bool is_fine;

	if (stmt == NULL)
		fatal("内存不足");
	stmt->db = db;
	is_fine = sqlite3_prepare_v3(db->handle, sql, -1,
			  SQLITE_PREPARE_PERSISTENT, &stmt->handle,
			  NULL) == SQLITE_OK;
	if (!is_fine)
		sqlite_failed(db, sqlite3_extended_errcode(db->handle), err);
	else if (!number_parameters(stmt))
		is_fine = err_set(err, ERR_BUG,
			"内部错误：语句的参数只能是 $1 到 $%d", PARAMETERS);
	if (!is_fine) {
		finish(stmt);
		stmt = NULL;
	}
	*out = stmt;
	return is_fine;
}

/* Said by the next step: binding has no way to say it. */
static void
note_bad(struct driver_stmt *stmt, int parameter)
{
	stmt->bad_parameter = parameter;
	stmt->is_badly_bound = true;
}

/* SQLite's number of a parameter; 0, which binds nothing, if it has none. */
static int
index_of(struct driver_stmt *stmt, int parameter)
{
	if (parameter >= 1 && parameter <= PARAMETERS &&
		stmt->index[parameter] != 0)
		return stmt->index[parameter];
	note_bad(stmt, parameter);
	return 0;
}

static void
bind_int(struct driver_stmt *stmt, int parameter, int64_t value)
{
	if (sqlite3_bind_int64(stmt->handle, index_of(stmt, parameter),
		    value) != SQLITE_OK)
		note_bad(stmt, parameter);
}

static void
bind_text(struct driver_stmt *stmt, int parameter, const char *bytes,
	size_t length)
{
	if (sqlite3_bind_text64(stmt->handle, index_of(stmt, parameter), bytes,
		    length, SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK)
		note_bad(stmt, parameter);
}

static void
bind_null(struct driver_stmt *stmt, int parameter)
{
	if (sqlite3_bind_null(stmt->handle, index_of(stmt, parameter)) !=
		SQLITE_OK)
		note_bad(stmt, parameter);
}

static void
reset(struct driver_stmt *stmt)
{
	sqlite3_reset(stmt->handle);
}

static void
unbind(struct driver_stmt *stmt)
{
	sqlite3_clear_bindings(stmt->handle);
	stmt->is_badly_bound = false;
}

static bool
writes(struct driver_stmt *stmt)
{
	return sqlite3_stmt_readonly(stmt->handle) == 0;
}

/* A full disk rolls back by itself; what comes after must not be written
 * outside of a transaction. */
static bool
is_tx_lost(const struct driver_db *db)
{
	return db->is_in_tx && sqlite3_get_autocommit(db->handle) != 0;
}

static enum stmt_step
step(struct driver_stmt *stmt, struct err *err)
{
	struct driver_db *db = stmt->db;
	int code;

	if (stmt->is_badly_bound) {
		err_set(err, ERR_BUG, "内部错误：参数 $%d 不在语句里，或者太长",
			stmt->bad_parameter);
		return STMT_FAILED;
	}
	if (is_tx_lost(db)) {
		err_set(err, ERR_IO, "这次保存已经撤销");
		return STMT_FAILED;
	}
	code = sqlite3_step(stmt->handle);
	if (code == SQLITE_ROW)
		return STMT_ROW;
	if (code == SQLITE_DONE) {
		sqlite3_reset(stmt->handle);
		return STMT_END;
	}
	sqlite_failed(db, code, err);
	sqlite3_reset(stmt->handle);
	return STMT_FAILED;
}

static int64_t
get_int(struct driver_stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt->handle, column);
}

static const char *
get_text(struct driver_stmt *stmt, int column, size_t *length)
{
	const void *bytes = sqlite3_column_text(stmt->handle, column);

	*length = (size_t)sqlite3_column_bytes(stmt->handle, column);
	if (bytes != NULL)
		return bytes;
	*length = 0;
	return "";
}

static bool
is_null(struct driver_stmt *stmt, int column)
{
	return sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}

static int64_t
changes(struct driver_db *db)
{
	return sqlite3_changes(db->handle);
}

static bool
begin_write(struct driver_db *db, struct err *err)
{
	db->is_in_tx = sqlite_run(db, "BEGIN IMMEDIATE", err);
	return db->is_in_tx;
}

static bool
begin_read(struct driver_db *db, struct err *err)
{
	db->is_in_tx = sqlite_run(db, "BEGIN", err);
	return db->is_in_tx;
}

static void
rollback(struct driver_db *db)
{
	db->is_in_tx = false;
	if (sqlite3_get_autocommit(db->handle) == 0)
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

static bool
commit(struct driver_db *db, struct err *err)
{
	bool is_fine;

	if (is_tx_lost(db))
		is_fine = err_set(err, ERR_IO, "这次保存已经撤销");
	else
		is_fine = sqlite_run(db, "COMMIT", err);
	if (!is_fine)
		rollback(db);
	db->is_in_tx = false;
	return is_fine;
}

/*
 * COMMIT wrote to the log without waiting for the disk; this waits, outside
 * of the gate, so that one flush serves all who committed meanwhile (store
 * measurements §1b: also why that is safe).
 */
static bool
sync_log(struct driver_db *db, struct err *err)
{
	sqlite3_file *log = NULL;
	int code = db->checkpoint_code;

	if (code == SQLITE_OK)
		code = sqlite3_file_control(
			db->handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
	if (code == SQLITE_OK && log != NULL && log->pMethods != NULL)
		code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
	db->checkpoint_code = SQLITE_OK;
	return code == SQLITE_OK || sqlite_failed(db, code, err);
}

static int64_t
version(struct driver_db *db)
{
	if (sqlite3_step(db->data_version) == SQLITE_ROW)
		db->version = sqlite3_column_int64(db->data_version, 0);
	sqlite3_reset(db->data_version);
	return db->version;
}

/* Collects what a check says; "ok" says nothing. */
static bool
collect(struct driver_db *db, const char *sql, struct buf *found,
	struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	int code;

	if (sqlite3_prepare_v2(db->handle, sql, -1, &stmt, NULL) != SQLITE_OK)
		return sqlite_failed(
			db, sqlite3_extended_errcode(db->handle), err);
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		const char *said = (const char *)sqlite3_column_text(stmt, 0);

		if (said == NULL || strcmp(said, "ok") == 0)
			continue;
		buf_add(found, found->length == 0 ? "" : "；");
		utf8_filter(found, said, UTF8_ONE_LINE);
	}
	if (code != SQLITE_DONE)
		sqlite_failed(db, code, err);
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE;
}

static bool
verify(struct driver_db *db, struct err *err)
{
	struct buf found = { 0 };
	bool is_fine;

	is_fine = collect(db, "PRAGMA integrity_check(10)", &found, err) &&
		  collect(db, "PRAGMA foreign_key_check", &found, err);
	if (is_fine && found.length > 0)
		is_fine = err_set(err, ERR_DB,
			"库文件损坏了：%s。请先停用并备份现在的文件，"
			"再从最近的备份恢复",
			buf_text(&found));
	buf_free(&found);
	return is_fine;
}

static enum driver_fault
take_fault(struct driver_db *db)
{
	enum driver_fault fault = db->fault;

	db->fault = FAULT_NONE;
	return fault;
}

const struct driver driver_sqlite = {
	.name = "sqlite",
	.open = sqlite_open,
	.close = sqlite_close,
	.prepare = prepare,
	.finish = finish,
	.bind_int = bind_int,
	.bind_text = bind_text,
	.bind_null = bind_null,
	.step = step,
	.get_int = get_int,
	.get_text = get_text,
	.is_null = is_null,
	.reset = reset,
	.unbind = unbind,
	.writes = writes,
	.changes = changes,
	.script = sqlite_run,
	.begin_write = begin_write,
	.begin_read = begin_read,
	.commit = commit,
	.rollback = rollback,
	.sync = sync_log,
	.version = version,
	.verify = verify,
	.take_fault = take_fault,
	.dialect = "sqlite",
};
