/* SPDX-License-Identifier: MIT */
/* Migrations: once each, whole or not at all, never silently another. */
#include "base/digest.h"
#include "base/embed.h"
#include "tests/store/fixture.h"

#include <stdio.h>
#include <string.h>

Suite *suite_migrate(void);

enum { MOST = 64 };

struct list {
	struct embedded items[MOST];
	size_t count;
};

static struct err err;

static void
set_up(void)
{
	scratch_make();
	err = (struct err){ 0 };
}

/* What this program ships, with room for more. */
static struct list
shipped(void)
{
	struct list list = { .count = embedded_migrations_count };

	ck_assert_uint_lt(list.count, MOST);
	memcpy(list.items, embedded_migrations,
		list.count * sizeof list.items[0]);
	return list;
}

static struct embedded
file(const char *path, const char *sql)
{
	return (struct embedded){ .path = path,
		.bytes = (const unsigned char *)sql,
		.length = strlen(sql) };
}

/* The digests are taken here: of what was built in they must come out as the
 * build has them. */
static bool
open_with(const struct list *list, enum store_mode mode, struct store **out)
{
	struct store_setup setup = store_setup_usual();
	struct list whole = *list;
	char digests[MOST][DIGEST_TEXT];

	for (size_t i = 0; i < whole.count; i++) {
		digest_text(DIGEST_SHA256, whole.items[i].bytes,
			whole.items[i].length, digests[i]);
		whole.items[i].digest = digests[i];
	}
	setup.migrations = whole.items;
	setup.migration_count = list->count;
	return store_open_with(&setup, scratch("a.db"), mode, out, &err);
}

static void
make_closed(void)
{
	struct store *store = make_store(scratch("a.db"));

	store_close(&store);
}

static int64_t
count_applied(struct store *store)
{
	static const char sql[] = "SELECT COUNT(*) FROM migration";
	struct stmt *stmt = store_statement(store, sql, &err);
	int64_t count;

	ck_assert_ptr_nonnull(stmt);
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_ROW);
	count = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return count;
}

START_TEST(an_older_store_is_brought_up)
{
	struct list newer = shipped();
	struct store *store = NULL;
	int64_t before;

	make_closed();
	store = open_store(scratch("a.db"), STORE_OPEN);
	before = count_applied(store);
	store_close(&store);
	newer.items[newer.count++] = file("x/9000_new.sql",
		"CREATE TABLE added (id BIGINT PRIMARY KEY);"
		"INSERT INTO added (id) VALUES (1);");
	newer.items[newer.count++] =
		file("x/9001_other.pgsql.sql", "THIS IS FOR ANOTHER ENGINE;");
	newer.items[newer.count++] = file("x/9001_other.sqlite.sql",
		"INSERT INTO added (id) VALUES (2);");
	ck_fine(open_with(&newer, STORE_OPEN, &store), err);
	ck_assert_int_eq(count_applied(store), before + 2);
	ck_assert_ptr_nonnull(
		store_statement(store, "SELECT id FROM added", &err));
	store_close(&store);
	/* Once: a second INSERT of the same id would fail. */
	ck_fine(open_with(&newer, STORE_OPEN, &store), err);
	ck_assert_int_eq(count_applied(store), before + 2);
	store_close(&store);
}
END_TEST

START_TEST(a_newer_store_is_refused_by_an_older_program)
{
	struct list newer = shipped();
	struct store *old = NULL;
	struct store *store = NULL;

	make_closed();
	old = open_store(scratch("a.db"), STORE_OPEN);
	ck_fine(add_note(old, 1, &err), err);
	newer.items[newer.count++] = file("x/9000_new.sql",
		"CREATE TABLE added (id BIGINT PRIMARY KEY);");
	ck_fine(open_with(&newer, STORE_OPEN, &store), err);
	/* Thirty desks are still logged in with the old program. */
	ck_assert(!add_note(old, 2, &err));
	ck_assert_int_eq(err.code, ERR_DB);
	ck_assert_ptr_nonnull(strstr(err.text, "新版"));
	ck_assert_ptr_nonnull(strstr(err.text, "草稿"));
	ck_assert_int_eq(count_notes(old), 1);
	store_close(&old);
	ck_assert(!store_open(scratch("a.db"), STORE_OPEN, &old, &err));
	ck_assert_int_eq(err.code, ERR_DB);
	ck_assert(!store_open(scratch("a.db"), STORE_READ, &old, &err));
	ck_assert_int_eq(err.code, ERR_DB);
	store_close(&store);
}
END_TEST

START_TEST(a_released_migration_is_never_another)
{
	struct list changed = shipped();
	struct store *store = NULL;

	make_closed();
	changed.items[0] = file(changed.items[0].path, "SELECT 1;");
	ck_assert(!open_with(&changed, STORE_OPEN, &store));
	ck_assert_int_eq(err.code, ERR_DB);
	ck_assert_ptr_nonnull(strstr(err.text, "不是同一份"));
	ck_assert(!open_with(&changed, STORE_READ, &store));
	ck_assert_int_eq(err.code, ERR_DB);
	store = open_store(scratch("a.db"), STORE_OPEN);
	store_close(&store);
}
END_TEST

START_TEST(a_migration_that_fails_leaves_the_store_as_it_was)
{
	struct list bad = shipped();
	struct store *store = NULL;

	make_closed();
	bad.items[bad.count++] = file("x/9000_bad.sql",
		"CREATE TABLE half (id BIGINT PRIMARY KEY); NONSENSE;");
	ck_assert(!open_with(&bad, STORE_OPEN, &store));
	ck_assert_ptr_nonnull(strstr(err.text, "原样"));
	store = open_store(scratch("a.db"), STORE_OPEN);
	ck_assert_ptr_null(store_statement(store, "SELECT id FROM half", &err));
	ck_fine(add_note(store, 1, &err), err);
	store_close(&store);
}
END_TEST

START_TEST(an_older_store_is_not_brought_up_by_reading)
{
	struct list newer = shipped();
	struct store *store = NULL;

	make_closed();
	newer.items[newer.count++] = file("x/9000_new.sql",
		"CREATE TABLE added (id BIGINT PRIMARY KEY);");
	ck_assert(!open_with(&newer, STORE_READ, &store));
	ck_assert_int_eq(err.code, ERR_DB);
	store = open_store(scratch("a.db"), STORE_OPEN);
	store_close(&store);
}
END_TEST

static const char *const bad_names[] = { "x/no_number.sql", "x/0000_zero.sql",
	"x/0001_again.sql", "x/12_short.sql", "x/.sql" };

START_TEST(names_without_a_fresh_number_are_refused)
{
	struct list bad = shipped();
	struct store *store = NULL;

	bad.items[bad.count++] = file(bad_names[_i], "SELECT 1;");
	ck_assert(!open_with(&bad, STORE_CREATE, &store));
	ck_assert_int_eq(err.code, ERR_BUG);
	ck_assert_int_ne(access(scratch("a.db"), F_OK), 0);
}
END_TEST

enum { DESKS = 4 };

/* Everybody logs in at once after an upgrade. */
START_TEST(desks_that_upgrade_at_once_upgrade_once)
{
	struct list newer = shipped();
	pid_t desks[DESKS];
	struct store *store = NULL;

	make_closed();
	newer.items[newer.count++] = file("x/9000_new.sql",
		"CREATE TABLE added (id BIGINT PRIMARY KEY);"
		"INSERT INTO added (id) VALUES (1);");
	for (int i = 0; i < DESKS; i++) {
		desks[i] = fork();
		if (desks[i] == 0) {
			if (!open_with(&newer, STORE_OPEN, &store)) {
				_exit(1);
			}
			store_close(&store);
			_exit(0);
		}
		ck_assert_int_gt(desks[i], 0);
	}
	for (int i = 0; i < DESKS; i++) {
		int status;

		ck_assert_int_eq(waitpid(desks[i], &status, 0), desks[i]);
		ck_assert_int_eq(status, 0);
	}
	ck_fine(open_with(&newer, STORE_OPEN, &store), err);
	store_close(&store);
}
END_TEST

Suite *
suite_migrate(void)
{
	Suite *suite = suite_create("migrate");
	TCase *tcase = tcase_create("migrate");

	tcase_add_checked_fixture(tcase, set_up, scratch_remove);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, an_older_store_is_brought_up);
	tcase_add_test(tcase, a_newer_store_is_refused_by_an_older_program);
	tcase_add_test(tcase, a_released_migration_is_never_another);
	tcase_add_test(
		tcase, a_migration_that_fails_leaves_the_store_as_it_was);
	tcase_add_test(tcase, an_older_store_is_not_brought_up_by_reading);
	tcase_add_loop_test(tcase, names_without_a_fresh_number_are_refused, 0,
		(int)ARRAY_LENGTH(bad_names));
	tcase_add_test(tcase, desks_that_upgrade_at_once_upgrade_once);
	suite_add_tcase(suite, tcase);
	return suite;
}
