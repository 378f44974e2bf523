/* SPDX-License-Identifier: MIT */
/* Opening a SQLite file so that many may use it at once, and refusing what
 * is none of ours. */
#include "store/sqlite_inside.h"

#include "base/buf.h"
#include "base/fatal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	APPLICATION = 0x42694875, /* "BiHu", in the head of the file */
	CHECKPOINT_PAGES = 1000,
	/* A safety net under the gate (a foreign tool, the last one closing),
	 * shorter than the gate's patience. */
	BUSY_MILLISECONDS = 4000,
	LONGEST_VALUE = 64 * 1024 * 1024
};

/* The number that a pragma answers. */
static bool
ask(struct driver_db *db, const char *sql, int64_t *out, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	bool is_fine;

	*out = 0;
	if (sqlite3_prepare_v2(db->handle, sql, -1, &stmt, NULL) != SQLITE_OK)
		return sqlite_failed(
			db, sqlite3_extended_errcode(db->handle), err);
	is_fine = sqlite3_step(stmt) == SQLITE_ROW;
	if (is_fine)
		*out = sqlite3_column_int64(stmt, 0);
	else
		sqlite_failed(db, sqlite3_extended_errcode(db->handle), err);
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
	if (sqlite_fault_of(code) > FAULT_FULL)
		db->checkpoint_code = code;
	return SQLITE_OK;
}

void
sqlite_close(struct driver_db *db)
{
	if (db == NULL)
		return;
	sqlite3_finalize(db->data_version);
	sqlite3_close_v2(db->handle);
	free(db);
}

/* We are one thread, and nobody asks how much memory the engine has: without
 * this it locks at each allocation. What was set already is refused, which is
 * as good. */
static void
set_up_engine(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static bool
connect_to(struct driver_db *db, const char *name, int flags, struct err *err)
{
	int code;

	set_up_engine();
	code = sqlite3_open_v2(name, &db->handle,
		flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE, NULL);
	if (code == SQLITE_OK)
		return true;
	sqlite_failed(db, code, err);
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
	return sqlite_run(db, pragmas, err);
}

static bool
set_up_wal(struct driver_db *db, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	bool is_wal = false;
	int persist = 1;

	if (sqlite3_prepare_v2(db->handle, "PRAGMA journal_mode = WAL", -1,
		    &stmt, NULL) != SQLITE_OK)
		return sqlite_failed(
			db, sqlite3_extended_errcode(db->handle), err);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		is_wal = sqlite3_stricmp(
				 (const char *)sqlite3_column_text(stmt, 0),
				 "wal") == 0;
	else
		sqlite_failed(db, sqlite3_extended_errcode(db->handle), err);
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

/* APPLICATION in the head of a new file. */
static const char mark_sql[] = "PRAGMA application_id = 1114196085";

static bool
set_up_writer(struct driver_db *db, enum store_mode mode, struct err *err)
{
	if (sqlite3_db_readonly(db->handle, "main") != 0)
		return err_set(err, ERR_IO,
			"没有权限写这个库，没有打开。请管理员检查文件和目录的权限");
	if (mode == STORE_CREATE && !sqlite_run(db, mark_sql, err))
		return false;
	return set_up_wal(db, err);
}

static bool
check_ours(struct driver_db *db, struct err *err)
{
	int64_t application;

	if (!ask(db, "PRAGMA application_id", &application, err))
		return false;
	/* Reads the schema, so that damage there shows now. */
	if (!sqlite_run(db, "SELECT 1 FROM sqlite_master LIMIT 1", err))
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
		return sqlite_failed(
			db, sqlite3_extended_errcode(db->handle), err);
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
	int fd;

	buf_addf(&name, "%s-wal", path);
	fd = open(buf_text(&name), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	is_empty = fd < 0 ? errno == ENOENT : read(fd, &byte, 1) == 0;
	if (fd >= 0)
		close(fd);
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

bool
sqlite_open(const char *path, enum store_mode mode, struct driver_db **out,
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
		err_set(err, why.code, "%s 打不开：%s%s", path, why.text,
			db->fault == FAULT_DAMAGED
				? "。没有改动它。请管理员先把它复制一份留底，"
				  "再从最近的备份恢复"
				: "");
		sqlite_close(db);
		db = NULL;
	}
	*out = db;
	return is_fine;
}
