/* SPDX-License-Identifier: MIT */
#ifndef STORE_SQLITE_INSIDE_H
#define STORE_SQLITE_INSIDE_H

#include "store/driver.h"

#include <sqlite3.h>

/*
 * The SQLite engine's own header; the only place that knows of sqlite3.h.
 * sqlite.c steps, sqlite_open.c opens, sqlite_fault.c says what went wrong.
 */
struct driver_db {
	sqlite3 *handle;
	sqlite3_stmt *data_version;
	int64_t version; /* last that was read */
	enum driver_fault fault;
	int checkpoint_code; /* of a checkpoint that failed inside a commit */
	bool is_in_tx;
};

bool sqlite_open(const char *path, enum store_mode mode, struct driver_db **out,
	struct err *err);
void sqlite_close(struct driver_db *db);
/* Several statements without answers. */
bool sqlite_run(struct driver_db *db, const char *sql, struct err *err);

/* Says in our words what a native code means, and keeps the fault; false. */
bool sqlite_failed(struct driver_db *db, int native, struct err *err);
/* What a native code means for everybody. */
enum driver_fault sqlite_fault_of(int native);

#endif
