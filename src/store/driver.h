/* SPDX-License-Identifier: MIT */
#ifndef STORE_DRIVER_H
#define STORE_DRIVER_H

#include "store/store.h"

/*
 * What an engine does for the store. A driver is a const struct; its
 * connection and statements embed nothing of ours. One file an engine;
 * the tests have a fake one that fails its n-th call.
 */
struct driver_db;
struct driver_stmt;
struct embedded;

/* What a failure means for everybody, beside what it means for this call. */
enum driver_fault {
	FAULT_NONE,
	FAULT_FULL,   /* no space: rolled back, nothing is damaged */
	FAULT_SYNC,   /* the disk did not confirm: nobody may write on */
	FAULT_DAMAGED /* the file contradicts itself: nobody may write on */
};

struct driver {
	const char *name; /* "sqlite" */
	bool (*open)(const char *path, enum store_mode mode,
		struct driver_db **out, struct err *err);
	void (*close)(struct driver_db *db);
	bool (*prepare)(struct driver_db *db, const char *sql,
		struct driver_stmt **out, struct err *err);
	void (*finish)(struct driver_stmt *stmt);
	/* `$parameter` by its name: SQLite numbers $n by first appearance. */
	void (*bind_int)(
		struct driver_stmt *stmt, int parameter, int64_t value);
	void (*bind_text)(struct driver_stmt *stmt, int parameter,
		const char *bytes, size_t length);
	void (*bind_null)(struct driver_stmt *stmt, int parameter);
	enum stmt_step (*step)(struct driver_stmt *stmt, struct err *err);
	int64_t (*get_int)(struct driver_stmt *stmt, int column);
	const char *(*get_text)(
		struct driver_stmt *stmt, int column, size_t *length);
	bool (*is_null)(struct driver_stmt *stmt, int column);
	/* Ends a run, keeps what is bound. */
	void (*reset)(struct driver_stmt *stmt);
	void (*unbind)(struct driver_stmt *stmt);
	/* May running it change the store? */
	bool (*writes)(struct driver_stmt *stmt);
	int64_t (*changes)(struct driver_db *db);
	/* Several statements, for migrations. */
	bool (*script)(struct driver_db *db, const char *sql, struct err *err);
	bool (*begin_write)(struct driver_db *db, struct err *err);
	bool (*begin_read)(struct driver_db *db, struct err *err);
	bool (*commit)(struct driver_db *db, struct err *err);
	void (*rollback)(struct driver_db *db);
	/* Makes what was committed durable; after the gate was left. */
	bool (*sync)(struct driver_db *db, struct err *err);
	/* Changes when another connection committed. */
	int64_t (*version)(struct driver_db *db);
	bool (*verify)(struct driver_db *db, struct err *err);
	/* The worst fault since it was last asked; forgets it. */
	enum driver_fault (*take_fault)(struct driver_db *db);
	/* A suffix of its own migrations: "sqlite", "pgsql". */
	const char *dialect;
};

extern const struct driver driver_sqlite;

/* What store_open takes for granted, so that tests can take something else. */
struct store_setup {
	const struct driver *driver;
	const struct embedded *migrations;
	size_t migration_count;
	int gate_limit; /* milliseconds */
};
struct store_setup store_setup_usual(void);
bool store_open_with(const struct store_setup *setup, const char *path,
	enum store_mode mode, struct store **out, struct err *err) MUST_CHECK;

#endif
