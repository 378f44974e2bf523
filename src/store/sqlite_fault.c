/* SPDX-License-Identifier: MIT */
/* What SQLite's codes mean: one table. */
#include "store/sqlite_inside.h"

#include "base/fatal.h"

#include <errno.h>

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
	{ SQLITE_IOERR,                 ERR_IO,     FAULT_NONE, "磁盘读写出错，这次没有保存，草稿都在。请重试；再不行请通知管理员" },
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

/* The errno of the last call that failed on one of our files. The
 * connection's own sqlite3_system_errno is 0 after a failed step. */
static bool
has_last_errno(sqlite3 *handle, int which, const int *wanted, size_t count)
{
	sqlite3_file *file = NULL;
	int last = 0;

	if (sqlite3_file_control(handle, "main", which, &file) != SQLITE_OK ||
		file == NULL || file->pMethods == NULL ||
		file->pMethods->xFileControl(
			file, SQLITE_FCNTL_LAST_ERRNO, &last) != SQLITE_OK)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (last == wanted[i])
			return true;
	}
	return false;
}

/* A quota or a file size limit comes as an I/O error, a full disk does not;
 * for people they are the same. */
static bool
is_out_of_space(sqlite3 *handle, int native)
{
	static const int errors[] = { ENOSPC, EDQUOT, EFBIG };
	size_t count = ARRAY_LENGTH(errors);

	if (native != SQLITE_IOERR_WRITE && native != SQLITE_IOERR_SHMSIZE &&
		native != SQLITE_IOERR_TRUNCATE)
		return false;
	return has_last_errno(
		       handle, SQLITE_FCNTL_JOURNAL_POINTER, errors, count) ||
	       has_last_errno(handle, SQLITE_FCNTL_FILE_POINTER, errors, count);
}

bool
sqlite_failed(struct driver_db *db, int native, struct err *err)
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

enum driver_fault
sqlite_fault_of(int native)
{
	return meaning_of(native)->fault;
}
