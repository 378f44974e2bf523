/* SPDX-License-Identifier: MIT */
/*
 * The store: opening, the one way to write, snapshots to read, ids. What an
 * engine does is behind driver.h; statements are stmt.c.
 */
#include "store/store.h"

#include "base/buf.h"
#include "base/embed.h"
#include "base/fatal.h"
#include "store/disk.h"
#include "store/inside.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GATE_MILLISECONDS = 5000, ID_BLOCK = 16 };
/* An id: number of the store, incarnation, counter (DESIGN §7). */
enum { NUMBER_SHIFT = 48, INCARNATION_SHIFT = 40 };
enum { HIGHEST_NUMBER = 0x7FFF, HIGHEST_INCARNATION = 0xFF };
static const int64_t counter_end = INT64_C(1) << INCARNATION_SHIFT;

static const char request_sql[] = "SELECT 1 FROM audit WHERE request = $1";
static const char reserve_sql[] =
	"UPDATE store SET next_id = next_id + $1 WHERE one = 1 "
	"RETURNING number, incarnation, next_id";

struct store_setup
store_setup_usual(void)
{
	return (struct store_setup){
		.driver = &driver_sqlite,
		.migrations = embedded_migrations,
		.migration_count = embedded_migrations_count,
		.gate_limit = GATE_MILLISECONDS,
	};
}

/* A file size limit shall be an error that we can tell, not our end. */
static void
ignore_size_signal(void)
{
	struct sigaction action;

	if (sigaction(SIGXFSZ, NULL, &action) != 0 ||
		action.sa_handler != SIG_DFL)
		return;
	action.sa_handler = SIG_IGN;
	sigaction(SIGXFSZ, &action, NULL);
}

/* The file that this call made and could not fill. */
static void
remove_unfinished(const char *path)
{
	static const char *const suffixes[] = { "-wal", "-shm", "-journal",
		".gate", ".ballast", "" };
	struct buf name = { 0 };

	for (size_t i = 0; i < ARRAY_LENGTH(suffixes); i++) {
		buf_clear(&name);
		buf_addf(&name, "%s%s", path, suffixes[i]);
		unlink(buf_text(&name));
	}
	buf_free(&name);
}

static bool
open_parts(
	struct store *store, const struct store_setup *setup, struct err *err)
{
	if (!store->driver->open(store->path, store->mode, &store->db, err))
		return false;
	if (store->mode != STORE_READ &&
		!gate_open(store->path, &store->gate, err))
		return false;
	if (!migrate_run(store, setup->migrations, setup->migration_count, err))
		return false;
	if (store->mode != STORE_READ)
		disk_keep_ballast(store->path);
	store->version = store->driver->version(store->db);
	return true;
}

bool
store_open_with(const struct store_setup *setup, const char *path,
	enum store_mode mode, struct store **out, struct err *err)
{
	struct store *store = calloc(1, sizeof *store);
	bool is_ours;

	if (store == NULL)
		fatal("内存不足");
	*out = NULL;
	store->driver = setup->driver;
	store->mode = mode;
	store->gate_limit = setup->gate_limit;
	ignore_size_signal();
	is_ours = disk_locate(path, mode, &store->path, err);
	if (is_ours && open_parts(store, setup, err)) {
		*out = store;
		return true;
	}
	if (is_ours && mode == STORE_CREATE)
		remove_unfinished(store->path);
	store_close(&store);
	return false;
}

bool
store_open(const char *path, enum store_mode mode, struct store **out,
	struct err *err)
{
	struct store_setup setup = store_setup_usual();

	return store_open_with(&setup, path, mode, out, err);
}

void
store_close(struct store **store)
{
	struct store *old = *store;

	if (old == NULL)
		return;
	stmt_free_all(old);
	old->driver->close(old->db);
	gate_close(&old->gate);
	free(old->path);
	free(old);
	*store = NULL;
}

const char *
store_path(const struct store *store)
{
	return store->path;
}

int64_t
store_changes(const struct store *store)
{
	return store->driver->changes(store->db);
}

static void
halt(struct store *store, const char *reason)
{
	store->is_halted = true;
	if (store->mode != STORE_READ)
		disk_halt(store->path, reason);
}

void
store_note_fault(struct store *store, struct err *err)
{
	switch (store->driver->take_fault(store->db)) {
	case FAULT_NONE:
		return;
	case FAULT_FULL:
		err_set(err, ERR_IO,
			"磁盘满了，这次没有保存。您的内容已存草稿。%s",
			store->mode != STORE_READ &&
					disk_drop_ballast(store->path)
				? "已腾出备用空间，回车重试；请马上通知管理员清理磁盘"
				: "请通知管理员清理磁盘，再回车重试");
		return;
	case FAULT_SYNC:
		halt(store, "磁盘没有确认写入");
		err_set(err, ERR_IO,
			"磁盘没有确认写入，不能肯定这次是否已保存。为免再丢，"
			"所有人都已停止保存；草稿都在。请马上通知管理员");
		return;
	case FAULT_DAMAGED:
		halt(store, "库文件损坏");
		err_set(err, ERR_DB,
			"库文件损坏了，这次没有保存。所有人都已停止保存；"
			"草稿都在。请马上通知管理员从备份恢复");
		return;
	}
}

static bool
may_begin(struct store *store, struct err *err)
{
	if (store->mode == STORE_READ)
		return err_set(err, ERR_STATE, "库是只读打开的，没有保存");
	if (store->phase != PHASE_IDLE)
		return err_set(
			err, ERR_BUG, "内部错误：保存之中又要保存。没有保存");
	if (store->is_halted)
		return err_set(err, ERR_DB,
			"这个库已停止写入。草稿都在。请通知管理员");
	return true;
}

static bool
begin(struct store *store, struct err *err)
{
	if (!may_begin(store, err))
		return false;
	stmt_cut_all(store);
	if (!gate_enter(store->gate, store->gate_limit, err))
		return false;
	if (!disk_may_write(store->path, err) ||
		!store->driver->begin_write(store->db, err)) {
		store_note_fault(store, err);
		gate_leave(store->gate);
		return false;
	}
	store->phase = PHASE_WRITING;
	store->first_failure = (struct err){ 0 };
	store->next_id = 0;
	store->end_id = 0;
	return true;
}

/* Did a statement fail although the body said that all is well? */
static bool
check_statements(struct store *store, struct err *err)
{
	if (store->first_failure.code == ERR_NONE)
		return true;
	if (err != NULL)
		*err = store->first_failure;
	return false;
}

static bool
end(struct store *store, bool is_wanted, struct err *err)
{
	struct err why = { 0 };
	bool is_kept = is_wanted && check_statements(store, err);

	stmt_cut_all(store);
	store->phase = PHASE_IDLE;
	if (!is_kept) {
		store->driver->rollback(store->db);
		store_note_fault(store, err);
	} else if (!store->driver->commit(store->db, &why)) {
		store_note_fault(store, &why);
		is_kept = false;
		if (err != NULL)
			*err = why;
	}
	gate_leave(store->gate);
	if (is_kept)
		store->has_committed = true;
	return is_kept;
}

/* Success is said only after this. */
static bool
make_durable(struct store *store, struct err *err)
{
	struct err why = { 0 };

	if (store->driver->sync(store->db, &why))
		return true;
	store_note_fault(store, &why);
	if (err != NULL)
		*err = why;
	return false;
}

bool
store_write(struct store *store, store_body *body, void *arg, struct err *err)
{
	if (!begin(store, err))
		return false;
	return end(store, body(store, arg, err), err) &&
	       make_durable(store, err);
}

struct request {
	store_body *body;
	void *arg;
	int64_t id;
};

static enum stmt_step
look_up(struct store *store, int64_t request, struct err *err)
{
	struct stmt *stmt;
	enum stmt_step step;

	if (request == 0)
		return STMT_END;
	stmt = store_statement(store, request_sql, err);
	if (stmt == NULL)
		return STMT_FAILED;
	stmt_int(stmt, 1, request);
	step = stmt_next(stmt, err);
	stmt_reset(stmt);
	return step;
}

/*
 * A repetition commits nothing but is still synced: the first time may have
 * been cut off between its commit and its sync.
 */
static bool
do_once(struct store *store, void *arg, struct err *err)
{
	const struct request *request = arg;

	if (!migrate_check(store, err))
		return false;
	switch (look_up(store, request->id, err)) {
	case STMT_ROW:
		store->was_done = true;
		return true;
	case STMT_END:
		return request->body(store, request->arg, err);
	case STMT_FAILED:
		break;
	}
	return false;
}

bool
store_tx(struct store *store, store_body *body, void *arg, int64_t request,
	struct err *err)
{
	struct request once = { body, arg, request };

	store->was_done = false;
	return store_write(store, do_once, &once, err);
}

bool
store_was_done(const struct store *store)
{
	return store->was_done;
}

bool
store_read(struct store *store, store_body *body, void *arg, struct err *err)
{
	bool is_fine;

	if (store->phase != PHASE_IDLE)
		return body(store, arg, err); /* sees one snapshot already */
	stmt_cut_all(store);
	if (!store->driver->begin_read(store->db, err)) {
		store_note_fault(store, err);
		return false;
	}
	store->phase = PHASE_READING;
	is_fine = body(store, arg, err);
	stmt_cut_all(store);
	store->phase = PHASE_IDLE;
	store->driver->rollback(store->db); /* nothing was written */
	return is_fine;
}

/* Reads what reserve_sql returned into the store's block. */
static bool
take_block(struct store *store, struct stmt *stmt, struct err *err)
{
	int64_t number = stmt_get_int(stmt, 0);
	int64_t incarnation = stmt_get_int(stmt, 1);
	int64_t next = stmt_get_int(stmt, 2);
	int64_t base;

	if (number < 1 || number > HIGHEST_NUMBER || incarnation < 1 ||
		incarnation > HIGHEST_INCARNATION || next < ID_BLOCK ||
		next > counter_end)
		return err_set(err, ERR_DB,
			"库的编号用完或不对，没有保存。请通知管理员");
	base = number << NUMBER_SHIFT | incarnation << INCARNATION_SHIFT;
	store->next_id = base + next - ID_BLOCK;
	store->end_id = base + next;
	/* The counter may start at 0, an id may not end in it: 0 is "none"
	 * in every column. Number and incarnation are above 0. */
	return true;
}

static bool
reserve(struct store *store, struct err *err)
{
	struct stmt *stmt = store_statement(store, reserve_sql, err);
	enum stmt_step step;
	bool is_fine;

	if (stmt == NULL)
		return false;
	stmt_int(stmt, 1, ID_BLOCK);
	step = stmt_next(stmt, err);
	if (step == STMT_FAILED)
		return false;
	if (step == STMT_END)
		return err_set(err, ERR_DB,
			"建库没有做完：没有库的编号，没有保存。"
			"请移走这个库，重新运行 bianhu init");
	is_fine = take_block(store, stmt, err);
	return stmt_run(stmt, is_fine ? err : NULL) && is_fine;
}

int64_t
store_new_id(struct store *store, struct err *err)
{
	if (store->phase != PHASE_WRITING) {
		err_set(err, ERR_BUG,
			"内部错误：不在保存过程里要编号。没有保存");
		return 0;
	}
	if (store->next_id == store->end_id && !reserve(store, err))
		return 0;
	return store->next_id++;
}

bool
store_changed(struct store *store)
{
	int64_t version;
	bool has_changed;

	/* Nobody reads while waiting for a key; a read left open would hide
	 * the change and hold back the checkpoint. */
	if (store->phase == PHASE_IDLE)
		stmt_cut_all(store);
	version = store->driver->version(store->db);
	has_changed = version != store->version || store->has_committed;
	store->version = version;
	store->has_committed = false;
	return has_changed;
}

bool
store_is_low(const struct store *store)
{
	return disk_is_low(store->path);
}

bool
store_verify(struct store *store, struct err *err)
{
	stmt_cut_all(store);
	if (store->driver->verify(store->db, err))
		return true;
	/* Said already, and what to do; verifying marks nothing. */
	if (store->driver->take_fault(store->db) == FAULT_SYNC)
		store->is_halted = true;
	return false;
}
