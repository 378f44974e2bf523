/* SPDX-License-Identifier: MIT */
/* Transactions, requests, ids, snapshots, and noticing others. */
#include "tests/store/one_store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

Suite *suite_store(void);

START_TEST(what_was_written_is_there_after_opening_again)
{
	ck_fine(add_note(store, 1, &err), err);
	store_close(&store);
	ck_assert_ptr_null(store);
	store_close(&store); /* NULL inside is fine */
	store = open_store(scratch("a.db"), STORE_OPEN);
	ck_assert_int_eq(count_notes(store), 1);
	ck_fine(store_verify(store, &err), err);
	ck_assert_ptr_nonnull(strstr(store_path(store), "/a.db"));
}
END_TEST

static bool
note_then_refuse(struct store *db, void *arg, struct err *why)
{
	struct note note = { 1, 0, 0 };

	(void)arg;
	return insert_note(db, &note, why) &&
	       err_set(why, ERR_CONFLICT, "改过了");
}

START_TEST(a_body_that_refuses_leaves_nothing)
{
	ck_assert(!store_tx(store, note_then_refuse, NULL, 0, &err));
	ck_assert_int_eq(err.code, ERR_CONFLICT);
	ck_assert_str_eq(err.text, "改过了");
	ck_assert_int_eq(count_notes(store), 0);
	ck_fine(add_note(store, 2, &err), err);
	ck_assert_int_eq(count_notes(store), 1);
}
END_TEST

static bool
go_on_after_failure(struct store *db, void *arg, struct err *why)
{
	struct note note = { 1, 5, 0 };
	struct note again = { 2, 5, 0 };

	(void)arg;
	if (!insert_note(db, &note, why))
		return false;
	ck_assert(!insert_note(db, &again, why));
	ck_assert_int_eq(why->code, ERR_EXISTS);
	return true; /* PostgreSQL would not commit this either */
}

START_TEST(a_failed_statement_decides_its_transaction)
{
	ck_assert(!store_tx(store, go_on_after_failure, NULL, 0, &err));
	ck_assert_int_eq(err.code, ERR_EXISTS);
	ck_assert_int_eq(count_notes(store), 0);
}
END_TEST

START_TEST(a_repeated_request_happens_once)
{
	struct note note = { 1, 77, 0 };

	ck_fine(store_tx(store, insert_note, &note, 77, &err), err);
	ck_assert(!store_was_done(store));
	note.id = 0;
	ck_fine(store_tx(store, insert_note, &note, 77, &err), err);
	ck_assert(store_was_done(store));
	ck_assert_int_eq(note.id, 0); /* the body was not run */
	note.request = 78;
	ck_fine(store_tx(store, insert_note, &note, 78, &err), err);
	ck_assert(!store_was_done(store));
	ck_assert_int_eq(count_notes(store), 2);
	/* From another terminal, after this one closed. */
	store_close(&store);
	store = open_store(scratch("a.db"), STORE_OPEN);
	ck_fine(store_tx(store, insert_note, &note, 78, &err), err);
	ck_assert(store_was_done(store));
	ck_assert_int_eq(count_notes(store), 2);
}
END_TEST

static bool
write_inside(struct store *db, void *arg, struct err *why)
{
	(void)arg;
	return add_note(db, 1, why);
}

static const char delete_store_sql[] = "DELETE FROM store";

static bool
delete_store_row(struct store *db, void *arg, struct err *why)
{
	struct stmt *stmt = store_statement(db, delete_store_sql, why);

	(void)arg;
	return stmt != NULL && stmt_run(stmt, why);
}

START_TEST(there_is_only_one_way_to_write)
{
	struct stmt *stmt = store_statement(store, delete_store_sql, &err);

	ck_assert_ptr_nonnull(stmt);
	ck_assert(!stmt_run(stmt, &err));
	ck_assert_int_eq(err.code, ERR_BUG);
	ck_assert(!store_read(store, delete_store_row, NULL, &err));
	ck_assert_int_eq(err.code, ERR_BUG);
	ck_assert(!store_tx(store, write_inside, NULL, 0, &err));
	ck_assert_int_eq(err.code, ERR_BUG);
	ck_assert(!store_read(store, write_inside, NULL, &err));
	ck_assert_int_eq(err.code, ERR_BUG);
	ck_assert_int_eq(store_new_id(store, &err), 0);
	ck_assert_int_eq(err.code, ERR_BUG);
	ck_fine(add_note(store, 1, &err), err);
}
END_TEST

START_TEST(a_store_that_is_read_is_not_written)
{
	store_close(&store);
	store = open_store(scratch("a.db"), STORE_READ);
	ck_assert_int_eq(count_notes(store), 0);
	ck_assert(!add_note(store, 1, &err));
	ck_assert_int_eq(err.code, ERR_STATE);
	ck_fine(store_verify(store, &err), err);
}
END_TEST

enum { IDS = 100 };

static bool
take_ids(struct store *db, void *arg, struct err *why)
{
	int64_t *ids = arg;

	for (int i = 0; i < IDS; i++) {
		ids[i] = store_new_id(db, why);
		if (ids[i] == 0)
			return false;
	}
	return true;
}

START_TEST(ids_name_their_store_and_grow)
{
	struct store *other = open_store(scratch("a.db"), STORE_OPEN);
	int64_t ids[IDS];
	int64_t last = 0;

	for (int round = 0; round < 4; round++) {
		struct store *db = round % 2 == 0 ? store : other;

		ck_fine(store_tx(db, take_ids, ids, 0, &err), err);
		for (int i = 0; i < IDS; i++) {
			ck_assert_int_gt(ids[i], last);
			last = ids[i];
			ck_assert_int_eq(last >> 48, NUMBER);
			ck_assert_int_eq(last >> 40 & 0xFF, INCARNATION);
		}
	}
	store_close(&other);
}
END_TEST

START_TEST(no_ids_without_the_row_of_the_store)
{
	int64_t ids[IDS];

	ck_fine(store_tx(store, delete_store_row, NULL, 0, &err), err);
	ck_assert(!store_tx(store, take_ids, ids, 0, &err));
	ck_assert_int_eq(err.code, ERR_DB);
}
END_TEST

/* Numbers that would give ids of another store, or negative ones. */
static const char *const bad_rows[] = {
	"UPDATE store SET number = 0",
	"UPDATE store SET number = 32768",
	"UPDATE store SET incarnation = 0",
	"UPDATE store SET incarnation = 256",
	"UPDATE store SET next_id = 1099511627776",
	"UPDATE store SET next_id = -100",
	"UPDATE store SET next_id = 9223372036854775807",
};

static bool
run_literal(struct store *db, void *arg, struct err *why)
{
	struct stmt *stmt = store_statement(db, arg, why);

	return stmt != NULL && stmt_run(stmt, why);
}

START_TEST(impossible_ids_are_refused)
{
	char sql[80];
	int64_t ids[IDS];

	print_into(sql, "%s", bad_rows[_i]);
	ck_fine(store_tx(store, run_literal, sql, 0, &err), err);
	ck_assert(!store_tx(store, take_ids, ids, 0, &err));
	ck_assert_int_ne(err.code, ERR_NONE);
	store_close(&store); /* before the literal goes */
}
END_TEST

struct look {
	struct store *other;
	int64_t before;
	int64_t after;
};

static bool
look_twice(struct store *db, void *arg, struct err *why)
{
	struct look *look = arg;

	look->before = count_notes(db);
	ck_assert(add_note(look->other, 1, why));
	look->after = count_notes(db);
	return true;
}

START_TEST(reads_of_one_body_see_one_snapshot)
{
	struct look look = { .other = open_store(scratch("a.db"), STORE_OPEN) };

	ck_fine(store_read(store, look_twice, &look, &err), err);
	ck_assert_int_eq(look.before, 0);
	ck_assert_int_eq(look.after, 0);
	ck_assert_int_eq(count_notes(store), 1);
	store_close(&look.other);
}
END_TEST

START_TEST(changes_of_all_are_noticed_once)
{
	struct store *other = open_store(scratch("a.db"), STORE_OPEN);

	(void)store_changed(store);
	ck_assert(!store_changed(store));
	ck_fine(add_note(other, 1, &err), err);
	ck_assert(store_changed(store));
	ck_assert(!store_changed(store));
	ck_fine(add_note(store, 2, &err), err);
	ck_assert(store_changed(store));
	ck_assert(!store_changed(store));
	ck_assert(!store_tx(store, note_then_refuse, NULL, 0, &err));
	ck_assert(!store_changed(store));
	store_close(&other);
}
END_TEST

static const char all_sql[] = "SELECT id FROM audit ORDER BY id";

/* Can the log be emptied, that is: does nobody read? */
static bool
is_nobody_reading(void)
{
	sqlite3 *db = NULL;
	int code;

	ck_assert_int_eq(sqlite3_open(scratch("a.db"), &db), SQLITE_OK);
	/* A connection that never read has no log to empty. */
	ck_assert_int_eq(
		sqlite3_exec(db, "SELECT 1 FROM store", NULL, NULL, NULL),
		SQLITE_OK);
	code = sqlite3_wal_checkpoint_v2(
		db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_close(db);
	return code == SQLITE_OK;
}

START_TEST(readers_hold_nothing_once_they_are_done)
{
	struct stmt *stmt;

	ck_fine(add_note(store, 1, &err), err);
	ck_fine(add_note(store, 2, &err), err);
	stmt = store_statement(store, all_sql, &err);
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_ROW);
	ck_assert(!is_nobody_reading());
	stmt_reset(stmt);
	ck_assert(is_nobody_reading());
	/* One that was forgotten ends when the desk waits for a key. */
	ck_fine(add_note(store, 3, &err), err);
	stmt = store_statement(store, all_sql, &err);
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_ROW);
	(void)store_changed(store);
	ck_assert(is_nobody_reading());
	/* To the last row: nothing to reset. */
	ck_fine(add_note(store, 4, &err), err);
	stmt = store_statement(store, all_sql, &err);
	ck_assert(stmt_run(stmt, &err));
	ck_assert(is_nobody_reading());
}
END_TEST

START_TEST(a_write_cuts_a_read_that_was_left_open)
{
	struct store *other = open_store(scratch("a.db"), STORE_OPEN);
	struct stmt *stmt;

	ck_fine(add_note(store, 1, &err), err);
	ck_fine(add_note(store, 2, &err), err);
	stmt = store_statement(store, all_sql, &err);
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_ROW);
	ck_fine(add_note(other, 3, &err), err); /* our snapshot is old now */
	ck_fine(add_note(store, 4, &err), err);
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_FAILED);
	ck_assert_int_eq(err.code, ERR_BUG);
	ck_assert_int_eq(count_notes(store), 4);
	store_close(&other);
}
END_TEST

static bool
change_sealed(struct store *db, void *arg, struct err *why)
{
	struct note note = { 1, 0, 0 };

	return insert_note(db, &note, why) && run_literal(db, arg, why);
}

START_TEST(sealed_rows_are_not_changed)
{
	static char update_sql[] = "UPDATE audit SET note = 'x'";
	static char delete_sql[] = "DELETE FROM audit";

	ck_assert(!store_tx(store, change_sealed, update_sql, 0, &err));
	ck_assert_int_eq(err.code, ERR_STATE);
	ck_assert(!store_tx(store, change_sealed, delete_sql, 0, &err));
	ck_assert_int_eq(err.code, ERR_STATE);
}
END_TEST

START_TEST(foreign_keys_are_kept)
{
	static char sql[] =
		"INSERT INTO chain_head (station, seq, link) VALUES (99, 0, '')";

	ck_assert(!store_tx(store, run_literal, sql, 0, &err));
	ck_assert_int_eq(err.code, ERR_BUG);
}
END_TEST

START_TEST(a_missing_err_is_fine)
{
	ck_assert(!store_tx(store, note_then_refuse, NULL, 0, NULL));
	ck_assert(!store_tx(store, write_inside, NULL, 0, NULL));
	ck_assert(!store_tx(store, go_on_after_failure, NULL, 0, &err));
}
END_TEST

Suite *
suite_store(void)
{
	Suite *suite = suite_create("store");
	TCase *tcase = tcase_create("store");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, what_was_written_is_there_after_opening_again);
	tcase_add_test(tcase, a_body_that_refuses_leaves_nothing);
	tcase_add_test(tcase, a_failed_statement_decides_its_transaction);
	tcase_add_test(tcase, a_repeated_request_happens_once);
	tcase_add_test(tcase, there_is_only_one_way_to_write);
	tcase_add_test(tcase, a_store_that_is_read_is_not_written);
	tcase_add_test(tcase, ids_name_their_store_and_grow);
	tcase_add_test(tcase, no_ids_without_the_row_of_the_store);
	tcase_add_loop_test(tcase, impossible_ids_are_refused, 0,
		(int)ARRAY_LENGTH(bad_rows));
	tcase_add_test(tcase, reads_of_one_body_see_one_snapshot);
	tcase_add_test(tcase, changes_of_all_are_noticed_once);
	tcase_add_test(tcase, readers_hold_nothing_once_they_are_done);
	tcase_add_test(tcase, a_write_cuts_a_read_that_was_left_open);
	tcase_add_test(tcase, sealed_rows_are_not_changed);
	tcase_add_test(tcase, foreign_keys_are_kept);
	tcase_add_test(tcase, a_missing_err_is_fine);
	suite_add_tcase(suite, tcase);
	return suite;
}
