/* SPDX-License-Identifier: MIT */
/*
 * Migrations: NNNN_name.sql, or NNNN_name.DIALECT.sql where engines differ,
 * built into the program. Each runs once, in a transaction of its own.
 */
#include "base/buf.h"
#include "base/clock.h"
#include "base/embed.h"
#include "store/inside.h"

#include <string.h>

enum { DIGITS = 4 };

static const char table_sql[] =
	"CREATE TABLE IF NOT EXISTS migration (no BIGINT PRIMARY KEY, "
	"name TEXT NOT NULL, hash TEXT NOT NULL, at BIGINT NOT NULL)";
static const char applied_sql[] =
	"SELECT no, name, hash FROM migration ORDER BY no";
static const char is_applied_sql[] = "SELECT 1 FROM migration WHERE no = $1";
static const char insert_sql[] =
	"INSERT INTO migration (no, name, hash, at) VALUES ($1, $2, $3, $4)";
static const char newest_sql[] = "SELECT MAX(no) FROM migration";

/* A migration of this program for this engine. */
struct step {
	int no;
	const char *name;
	const struct embedded *file;
	bool is_applied;
};

struct steps {
	struct arena arena;
	struct step *items;
	size_t count;
};

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* The number that leads a name, 0 if none does. */
static int
number_of(const char *name)
{
	int number = 0;

	for (int i = 0; i < DIGITS; i++) {
		if (name[i] < '0' || name[i] > '9')
			return 0;
		number = number * 10 + (name[i] - '0');
	}
	return name[DIGITS] == '_' ? number : 0;
}

/* "x.sql" is for all engines, "x.sqlite.sql" for one. */
static bool
is_for(const char *name, const char *dialect)
{
	const char *dot = strchr(name, '.');
	size_t length = strlen(dialect);

	if (dot == NULL)
		return false;
	if (strcmp(dot, ".sql") == 0)
		return true;
	return strncmp(dot + 1, dialect, length) == 0 &&
	       strcmp(dot + 1 + length, ".sql") == 0;
}

/* The build lists files in the order of their names, so of their numbers. */
static bool
collect(struct steps *steps, const struct embedded *files, size_t count,
	const char *dialect, struct err *err)
{
	int last = 0;

	for (size_t i = 0; i < count; i++) {
		const char *name = base_name(files[i].path);
		struct step step = { .file = &files[i] };

		if (!is_for(name, dialect))
			continue;
		step.no = number_of(name);
		if (step.no <= last)
			return err_set(err, ERR_BUG,
				"内部错误：升级文件 %s 的编号不对", name);
		last = step.no;
		step.name = arena_copy_bytes(&steps->arena, name,
			(size_t)(strchr(name, '.') - name));
		steps->items = arena_grow(
			&steps->arena, steps->items, steps->count, sizeof step);
		steps->items[steps->count++] = step;
	}
	return true;
}

static struct step *
find(const struct steps *steps, int64_t no)
{
	for (size_t i = 0; i < steps->count; i++) {
		if (steps->items[i].no == no)
			return &steps->items[i];
	}
	return NULL;
}

static bool
refuse_newer(int64_t theirs, int ours, struct err *err)
{
	return err_set(err, ERR_DB,
		"这个库已由新版程序升级（第 %lld 版，本程序到第 %d 版），"
		"没有改动。请退出后用新版程序登录；草稿都在",
		(long long)theirs, ours);
}

static bool
mark_applied(const struct store *store, const struct steps *steps,
	struct stmt *stmt, struct err *err)
{
	int64_t no = stmt_get_int(stmt, 0);
	struct step *step = find(steps, no);

	if (step == NULL && no > store->schema)
		return refuse_newer(no, store->schema, err);
	if (step == NULL ||
		strcmp(step->file->digest, stmt_get_text(stmt, 2)) != 0)
		return err_set(err, ERR_DB,
			"库的第 %lld 次升级（%s）和本程序的不是同一份，"
			"没有打开，没有改动。请用建库时的程序版本",
			(long long)no, stmt_get_text(stmt, 1));
	step->is_applied = true;
	return true;
}

static bool
read_applied(struct store *store, const struct steps *steps, struct err *err)
{
	struct stmt *stmt = store_statement(store, applied_sql, err);
	enum stmt_step row = STMT_FAILED;

	if (stmt == NULL)
		return false;
	while ((row = stmt_next(stmt, err)) == STMT_ROW) {
		if (mark_applied(store, steps, stmt, err))
			continue;
		stmt_reset(stmt);
		return false;
	}
	return row == STMT_END;
}

static bool
make_table(struct store *store, void *arg, struct err *err)
{
	(void)arg;
	return store->driver->script(store->db, table_sql, err);
}

static bool
note(struct store *store, const struct step *step, struct err *err)
{
	const struct clock clock = { 0 };
	struct stmt *stmt = store_statement(store, insert_sql, err);

	if (stmt == NULL)
		return false;
	stmt_int(stmt, 1, step->no);
	stmt_text(stmt, 2, step->name);
	stmt_text(stmt, 3, step->file->digest);
	stmt_int(stmt, 4, clock_now(&clock));
	return stmt_run(stmt, err);
}

/* Another process may have done it while we waited at the gate. */
static bool
apply(struct store *store, void *arg, struct err *err)
{
	const struct step *step = arg;
	struct stmt *stmt = store_statement(store, is_applied_sql, err);
	enum stmt_step found;

	if (stmt == NULL)
		return false;
	stmt_int(stmt, 1, step->no);
	found = stmt_next(stmt, err);
	stmt_reset(stmt);
	if (found != STMT_END)
		return found == STMT_ROW;
	return store->driver->script(
		       store->db, (const char *)step->file->bytes, err) &&
	       note(store, step, err);
}

static bool
apply_missing(struct store *store, const struct steps *steps, struct err *err)
{
	for (size_t i = 0; i < steps->count; i++) {
		struct step *step = &steps->items[i];

		if (step->is_applied)
			continue;
		if (store->mode == STORE_READ)
			return err_set(err, ERR_DB,
				"这个库还是旧版，只读打开时不升级，没有改动。"
				"请先正常打开一次");
		if (!store_write(store, apply, step, err)) {
			err_within(err, "升级库没有做完，库还是原样");
			return false;
		}
	}
	return true;
}

static bool
is_new(struct store *store)
{
	struct driver_stmt *probe = NULL;
	bool has_table =
		store->driver->prepare(store->db, applied_sql, &probe, NULL);

	if (has_table)
		store->driver->finish(probe);
	return !has_table;
}

static bool
run_steps(struct store *store, const struct steps *steps, struct err *err)
{
	store->schema =
		steps->count == 0 ? 0 : steps->items[steps->count - 1].no;
	if (store->mode != STORE_READ && is_new(store) &&
		!store_write(store, make_table, NULL, err))
		return false;
	return read_applied(store, steps, err) &&
	       apply_missing(store, steps, err);
}

bool
migrate_run(struct store *store, const struct embedded *files, size_t count,
	struct err *err)
{
	struct steps steps = { 0 };
	bool is_fine =
		collect(&steps, files, count, store->driver->dialect, err) &&
		run_steps(store, &steps, err);

	arena_clear(&steps.arena);
	return is_fine;
}

bool
migrate_check(struct store *store, struct err *err)
{
	struct stmt *stmt = store_statement(store, newest_sql, err);
	int64_t newest;

	if (stmt == NULL)
		return false;
	if (stmt_next(stmt, err) != STMT_ROW)
		return false;
	newest = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	if (newest > store->schema)
		return refuse_newer(newest, store->schema, err);
	if (newest < store->schema)
		return err_set(err, ERR_DB,
			"这个库换成了旧的一份，没有保存；草稿都在。请重新登录");
	return true;
}
