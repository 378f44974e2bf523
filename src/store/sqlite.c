/* SPDX-License-Identifier: MIT */
/*
 * The SQLite engine; the only file that knows it. It opens, prepares, steps
 * and says what went wrong; who may write when is store.c and gate.c.
 */
#include "store/driver.h"

#include "base/buf.h"
#include "base/fatal.h"
#include "base/utf8.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	APPLICATION = 0x42694875, /* "BiHu", in the head of the file */
	PARAMETERS = 64,	  /* $1 to $64 */
	CHECKPOINT_PAGES = 1000,
	/* A safety net under the gate (a foreign tool, the last one closing),
	 * shorter than the gate's patience. */
	BUSY_MILLISECONDS = 4000,
	LONGEST_VALUE = 64 * 1024 * 1024,
	FAULTS_SHOWN = 10
};

struct driver_db {
	sqlite3 *handle;
	sqlite3_stmt *data_version;
	int64_t version; /* last that was read */
	enum driver_fault fault;
	int checkpoint_code; /* of a checkpoint that failed inside a commit */
	bool is_in_tx;
};

struct driver_stmt {
	struct driver_db *db;
	sqlite3_stmt *handle;
	int index[PARAMETERS + 1]; /* SQLite's number of $n; 0: not in it */
	int bad_parameter;	   /* the last $n that could not be bound */
};

/* One row for each native code; a primary code stands for the extended ones
 * that have no row. */
struct meaning {
	int native;
	enum err_code code;
	enum driver_fault fault;
	const char *text;
};
/* clang-format off */
static const struct meaning meanings[] = {
	{ SQLITE_CONSTRAINT_UNIQUE,     ERR_EXISTS, FAULT_NONE, "已经有同样的一条" },
	{ SQLITE_CONSTRAINT_PRIMARYKEY, ERR_EXISTS, FAULT_NONE, "已经有同样的一条" },
	{ SQLITE_CONSTRAINT_ROWID,      ERR_EXISTS, FAULT_NONE, "已经有同样的一条" },
	{ SQLITE_CONSTRAINT_TRIGGER,    ERR_STATE,  FAULT_NONE, "定稿的内容不能改，也不能删" },
	{ SQLITE_CONSTRAINT,            ERR_BUG,    FAULT_NONE, "内部错误：数据不合库的约束" },
	{ SQLITE_BUSY,                  ERR_BUSY,   FAULT_NONE, "库正被别的程序占用。您的内容已存草稿，回车重试" },
	{ SQLITE_LOCKED,                ERR_BUSY,   FAULT_NONE, "库正被别的程序占用。您的内容已存草稿，回车重试" },
	{ SQLITE_FULL,                  ERR_IO,     FAULT_FULL, "磁盘满了" },
	{ SQLITE_IOERR_FSYNC,           ERR_IO,     FAULT_SYNC, "磁盘没有确认写入" },
	{ SQLITE_IOERR_DIR_FSYNC,       ERR_IO,     FAULT_SYNC, "磁盘没有确认写入" },
	{ SQLITE_IOERR_CORRUPTFS,       ERR_DB,     FAULT_DAMAGED, "库文件所在的文件系统损坏了" },
	{ SQLITE_IOERR,                 ERR_IO,     FAULT_NONE, "磁盘读写出错" },
	{ SQLITE_CORRUPT,               ERR_DB,     FAULT_DAMAGED, "库文件损坏了" },
	{ SQLITE_NOTADB,                ERR_DB,     FAULT_DAMAGED, "库文件损坏了，或者不是库文件" },
	{ SQLITE_READONLY,              ERR_IO,     FAULT_NONE, "没有权限写这个库" },
	{ SQLITE_PERM,                  ERR_IO,     FAULT_NONE, "没有权限用这个库" },
	{ SQLITE_AUTH,                  ERR_IO,     FAULT_NONE, "没有权限用这个库" },
	{ SQLITE_CANTOPEN,              ERR_IO,     FAULT_NONE, "库文件或它旁边的文件打不开，请检查目录权限" },
	{ SQLITE_NOLFS,                 ERR_IO,     FAULT_NONE, "这个磁盘放不下这么大的文件" },
	{ SQLITE_TOOBIG,                ERR_INPUT,  FAULT_NONE, "内容太长，没有保存" },
	{ SQLITE_INTERRUPT,             ERR_BUSY,   FAULT_NONE, "被中断了，没有保存" },
};
/* clang-format on */

static const struct meaning *
meaning_of(int native)
{
	static const struct meaning unknown = { 0, ERR_BUG, FAULT_NONE,
		"内部错误" };

	for (size_t i = 0; i < ARRAY_LENGTH(meanings); i++) {
		if (meanings[i].native == native)
			return &meanings[i];
	}
	for (size_t i = 0; i < ARRAY_LENGTH(meanings); i++) {
		if (meanings[i].native == (native & 0xFF))
			return &meanings[i];
	}
	return &unknown;
}

/* A write that failed for lack of space, a quota or a file size limit comes
 * as an I/O error as often as a full disk. */
static bool
is_out_of_space(sqlite3 *handle, int native)
{
	int error;

	if (native != SQLITE_IOERR_WRITE && native != SQLITE_IOERR_SHMSIZE &&
		native != SQLITE_IOERR_TRUNCATE)
		return false;
	error = sqlite3_system_errno(handle);
	return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

static bool
failed(struct driver_db *db, int native, struct err *err)
{
	const struct meaning *meaning;

	if ((native & 0xFF) == SQLITE_NOMEM)
		fatal("内存不足");
	if (is_out_of_space(db->handle, native))
		native = SQLITE_FULL;
	meaning = meaning_of(native);
	if (meaning->fault > db->fault)
		db->fault = meaning->fault;
	if (meaning->code == ERR_BUG)
		return err_set(err, ERR_BUG, "%s（%d：%s）。没有保存",
			meaning->text, native, sqlite3_errmsg(db->handle));
	return err_set(err, meaning->code, "%s", meaning->text);
}

static int
native_of(const struct driver_db *db)
{
	return sqlite3_extended_errcode(db->handle);
}

static bool
run(struct driver_db *db, const char *sql, struct err *err)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	return failed(db, native_of(db), err);
}

/* The number that a pragma answers. */
static bool
ask(struct driver_db *db, const char *sql, int64_t *out, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	bool is_fine;

	*out = 0;
	if (sqlite3_prepare_v2(db->handle, sql, -1, &stmt, NULL) != SQLITE_OK)
		return failed(db, native_of(db), err);
	is_fine = sqlite3_step(stmt) == SQLITE_ROW;
	if (is_fine)
		*out = sqlite3_column_int64(stmt, 0);
	else
		failed(db, native_of(db), err);
	sqlite3_finalize(stmt);
	return is_fine;
}

/*
 * The engine's own checkpoint forgets a failed sync; this one remembers, or
 * later commits would be called safe on a disk that lost pages (store
 * measurements §4).
 */
static int
after_wal(void *arg, sqlite3 *handle, const char *name, int pages)
{
	struct driver_db *db = arg;
	int code;

	if (pages < CHECKPOINT_PAGES)
		return SQLITE_OK;
	code = sqlite3_wal_checkpoint_v2(
		handle, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	if (code != SQLITE_OK)
		code = sqlite3_extended_errcode(handle);
	if (meaning_of(code)->fault > FAULT_FULL)
		db->checkpoint_code = code;
	return SQLITE_OK;
}

static void
close_sqlite(struct driver_db *db)
{
	if (db == NULL)
		return;
	sqlite3_finalize(db->data_version);
	sqlite3_close_v2(db->handle);
	free(db);
}

static bool
connect_to(struct driver_db *db, const char *name, int flags, struct err *err)
{
	int code = sqlite3_open_v2(name, &db->handle,
		flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE, NULL);

	if (code == SQLITE_OK)
		return true;
	failed(db, code, err);
	sqlite3_close_v2(db->handle);
	db->handle = NULL;
	return false;
}

/* Every connection; the file keeps only journal_mode and application_id. */
static bool
configure(struct driver_db *db, struct err *err)
{
	static const char pragmas[] = "PRAGMA trusted_schema = OFF;"
				      "PRAGMA cell_size_check = ON;"
				      "PRAGMA foreign_keys = ON;"
				      "PRAGMA synchronous = NORMAL;"
				      "PRAGMA cache_size = -2000;"
				      "PRAGMA mmap_size = 0;"
				      "PRAGMA temp_store = MEMORY;"
				      "PRAGMA journal_size_limit = 67108864;";

	sqlite3_busy_timeout(db->handle, BUSY_MILLISECONDS);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
	sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 0);
	return run(db, pragmas, err);
}

static bool
set_up_wal(struct driver_db *db, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	bool is_wal = false;
	int persist = 1;

	if (sqlite3_prepare_v2(db->handle, "PRAGMA journal_mode = WAL", -1,
		    &stmt, NULL) != SQLITE_OK)
		return failed(db, native_of(db), err);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		is_wal = sqlite3_stricmp(
				 (const char *)sqlite3_column_text(stmt, 0),
				 "wal") == 0;
	else
		failed(db, native_of(db), err);
	sqlite3_finalize(stmt);
	if (!is_wal)
		return err_set(err, ERR_IO,
			"这个磁盘不能让几个人同时用库，没有打开。"
			"请把库放在这台主机自己的磁盘上");
	/* The log stays when the last one closes: no window in which the
	 * next one finds it gone, and readers need not make it. */
	sqlite3_file_control(
		db->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
	sqlite3_wal_hook(db->handle, after_wal, db);
	return true;
}

static bool
set_up_writer(struct driver_db *db, enum store_mode mode, struct err *err)
{
	char mark[64];

	if (sqlite3_db_readonly(db->handle, "main") != 0)
		return err_set(err, ERR_IO,
			"没有权限写这个库，没有打开。请管理员检查文件和目录的权限");
	if (mode == STORE_CREATE) {
		snprintf(mark, sizeof mark, "PRAGMA application_id = %d",
			APPLICATION);
		if (!run(db, mark, err))
			return false;
	}
	return set_up_wal(db, err);
}

static bool
check_ours(struct driver_db *db, struct err *err)
{
	int64_t application;

	if (!ask(db, "PRAGMA application_id", &application, err))
		return false;
	/* Reads the schema, so that damage there shows now. */
	if (!run(db, "SELECT 1 FROM sqlite_master LIMIT 1", err))
		return false;
	if (application != APPLICATION)
		return err_set(err, ERR_DB,
			"这是别的程序的数据文件，不是本程序的库；没有改动");
	return true;
}

static bool
set_up(struct driver_db *db, enum store_mode mode, struct err *err)
{
	if (!configure(db, err))
		return false;
	if (mode != STORE_CREATE && !check_ours(db, err))
		return false;
	if (mode != STORE_READ && !set_up_writer(db, mode, err))
		return false;
	if (sqlite3_prepare_v3(db->handle, "PRAGMA data_version", -1,
		    SQLITE_PREPARE_PERSISTENT, &db->data_version,
		    NULL) != SQLITE_OK)
		return failed(db, native_of(db), err);
	return true;
}

/* A file: URI that says that nobody writes, so that a folder where nothing
 * can be made will do. */
static void
immutable_name(const char *path, struct buf *out)
{
	buf_add(out, "file://");
	for (const char *c = path; *c != '\0'; c++) {
		if (strchr("?#%", *c) != NULL)
			buf_addf(out, "%%%02X", (unsigned)*c);
		else
			buf_add_char(out, *c);
	}
	buf_add(out, "?immutable=1");
}

/* Nothing that was committed stands only in the log beside it. */
static bool
is_log_empty(const char *path)
{
	struct buf name = { 0 };
	char byte;
	bool is_empty;
	FILE *log;

	buf_addf(&name, "%s-wal", path);
	log = fopen(buf_text(&name), "re");
	is_empty = log == NULL ? errno == ENOENT : fread(&byte, 1, 1, log) == 0;
	if (log != NULL)
		fclose(log);
	buf_free(&name);
	return is_empty;
}

static bool
open_in_still_folder(struct driver_db *db, const char *path, struct err *err)
{
	struct buf name = { 0 };
	bool is_fine;

	if (!is_log_empty(path))
		return err_set(err, ERR_IO,
			"库旁边还有没并入的日志（%s-wal），在只读的目录里读不全。"
			"请把库和它一起复制到能写的目录再看",
			path);
	immutable_name(path, &name);
	is_fine = connect_to(db, buf_text(&name),
			  SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err) &&
		  set_up(db, STORE_READ, err);
	buf_free(&name);
	return is_fine;
}

static bool
open_to_read(struct driver_db *db, const char *path, struct err *err)
{
	if (connect_to(db, path, SQLITE_OPEN_READONLY, err) &&
		set_up(db, STORE_READ, err))
		return true;
	if (err->code != ERR_IO || access(path, R_OK) != 0)
		return false;
	sqlite3_close_v2(db->handle);
	db->handle = NULL;
	return open_in_still_folder(db, path, err);
}

static bool
open_sqlite(const char *path, enum store_mode mode, struct driver_db **out,
	struct err *err)
{
	struct driver_db *db = calloc(1, sizeof *db);
	struct err why = { 0 };
	bool is_fine;

	if (db == NULL)
		fatal("内存不足");
	if (mode == STORE_READ)
		is_fine = open_to_read(db, path, &why);
	else
		is_fine = connect_to(db, path, SQLITE_OPEN_READWRITE, &why) &&
			  set_up(db, mode, &why);
	if (!is_fine) {
		err_set(err, why.code, "%s 打不开：%s", path, why.text);
		close_sqlite(db);
		db = NULL;
	}
	*out = db;
	return is_fine;
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
		failed(db, native_of(db), err);
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

/* SQLite's number of a parameter; 0, which binds nothing, if it has none. */
static int
index_of(struct driver_stmt *stmt, int parameter)
{
	if (parameter >= 1 && parameter <= PARAMETERS &&
		stmt->index[parameter] != 0)
		return stmt->index[parameter];
	stmt->bad_parameter = parameter;
	return 0;
}

static void
bind_int(struct driver_stmt *stmt, int parameter, int64_t value)
{
	if (sqlite3_bind_int64(stmt->handle, index_of(stmt, parameter),
		    value) != SQLITE_OK)
		stmt->bad_parameter = parameter;
}

static void
bind_text(struct driver_stmt *stmt, int parameter, const char *bytes,
	size_t length)
{
	if (sqlite3_bind_text64(stmt->handle, index_of(stmt, parameter), bytes,
		    length, SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK)
		stmt->bad_parameter = parameter;
}

static void
bind_null(struct driver_stmt *stmt, int parameter)
{
	if (sqlite3_bind_null(stmt->handle, index_of(stmt, parameter)) !=
		SQLITE_OK)
		stmt->bad_parameter = parameter;
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
	stmt->bad_parameter = 0;
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

	if (stmt->bad_parameter != 0) {
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
	failed(db, code, err);
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
	db->is_in_tx = run(db, "BEGIN IMMEDIATE", err);
	return db->is_in_tx;
}

static bool
begin_read(struct driver_db *db, struct err *err)
{
	db->is_in_tx = run(db, "BEGIN", err);
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
		is_fine = run(db, "COMMIT", err);
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
	return code == SQLITE_OK || failed(db, code, err);
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
		return failed(db, native_of(db), err);
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		const char *said = (const char *)sqlite3_column_text(stmt, 0);

		if (said == NULL || strcmp(said, "ok") == 0)
			continue;
		buf_add(found, found->length == 0 ? "" : "；");
		utf8_filter(found, said, UTF8_ONE_LINE);
	}
	if (code != SQLITE_DONE)
		failed(db, code, err);
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE;
}

static bool
verify(struct driver_db *db, struct err *err)
{
	struct buf found = { 0 };
	char sql[64];
	bool is_fine;

	snprintf(sql, sizeof sql, "PRAGMA integrity_check(%d)", FAULTS_SHOWN);
	is_fine = collect(db, sql, &found, err) &&
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
	.open = open_sqlite,
	.close = close_sqlite,
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
	.script = run,
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
