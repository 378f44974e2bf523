/* SPDX-License-Identifier: MIT */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include "base/arena.h"
#include "store/driver.h"
#include "store/gate.h"

/* What the files of this room share; nobody else includes it. */

enum store_phase { PHASE_IDLE, PHASE_READING, PHASE_WRITING };

struct store {
	const struct driver *driver;
	struct driver_db *db;
	struct gate *gate; /* NULL when opened to read */
	int gate_limit;
	char *path;
	enum store_mode mode;
	enum store_phase phase;
	int schema;	/* newest migration this program knows */
	bool is_halted; /* a fault was seen; no more writing */
	bool was_done;
	struct err first_failure; /* of a statement in this transaction */

	struct stmt **slots; /* statements by the address of their SQL */
	size_t slot_count;   /* a power of two, or 0 */
	size_t stmt_count;

	int64_t next_id; /* ids reserved in this transaction */
	int64_t end_id;

	int64_t version; /* the driver's, when store_changed was last asked */
	bool has_committed;
};

struct stmt {
	struct store *store;
	const char *sql;
	struct driver_stmt *handle;
	bool is_active; /* between its first row and its end */
	bool is_cut;	/* a transaction began or ended while it was active */
	struct arena texts; /* filtered copies of this row */
};

/* Ends every read under way; its next stmt_next fails. */
void stmt_cut_all(struct store *store);
void stmt_free_all(struct store *store);

/* A write without the checks of a desk's write: gate, begin, body, commit,
 * leave, sync. */
bool store_write(struct store *store, store_body *body, void *arg,
	struct err *err) MUST_CHECK;
/* Takes to heart what the driver's failure means for everybody. */
void store_note_fault(struct store *store, struct err *err);

/* Brings the store up to `files`, or checks that it is (STORE_READ). Sets
 * store->schema. */
bool migrate_run(struct store *store, const struct embedded *files,
	size_t count, struct err *err) MUST_CHECK;
/* Inside a transaction: is the store still what this program knows? */
bool migrate_check(struct store *store, struct err *err) MUST_CHECK;

#endif
