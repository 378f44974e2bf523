/* SPDX-License-Identifier: MIT */
/* Statements: parameters by name, values there and back, hostile bytes. */
#include "tests/store/one_store.h"

#include <stdio.h>
#include <string.h>

Suite *suite_stmt(void);

START_TEST(parameters_are_meant_by_their_number)
{
	/* SQLite numbers them by first appearance: 2, 1, 3 here. */
	static const char sql[] = "SELECT $2, $1, $3, $1";
	struct stmt *stmt = store_statement(store, sql, &err);

	ck_assert_ptr_nonnull(stmt);
	stmt_text(stmt, 1, "一");
	stmt_text(stmt, 2, "二");
	stmt_int(stmt, 3, -3);
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_ROW);
	ck_assert_str_eq(stmt_get_text(stmt, 0), "二");
	ck_assert_str_eq(stmt_get_text(stmt, 1), "一");
	ck_assert_int_eq(stmt_get_int(stmt, 2), -3);
	ck_assert_str_eq(stmt_get_text(stmt, 3), "一");
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_END);
}
END_TEST

START_TEST(a_literal_is_prepared_once_and_comes_back_unbound)
{
	static const char sql[] = "SELECT $1, $2";
	struct stmt *first = store_statement(store, sql, &err);
	struct stmt *second;

	stmt_text(first, 1, "留下的");
	stmt_int(first, 2, 5);
	ck_assert_int_eq(stmt_next(first, &err), STMT_ROW);
	second = store_statement(store, sql, &err);
	ck_assert_ptr_eq(first, second);
	ck_assert_int_eq(stmt_next(second, &err), STMT_ROW);
	ck_assert(stmt_is_null(second, 0));
	ck_assert(stmt_is_null(second, 1));
	ck_assert_str_eq(stmt_get_text(second, 0), "");
	ck_assert_int_eq(stmt_get_int(second, 1), 0);
}
END_TEST

/* More literals than the first table of them holds. */
START_TEST(many_literals_are_kept_apart)
{
	enum { LITERALS = 500, LENGTH = 24 };
	static char sql[LITERALS][LENGTH];
	struct stmt *kept[LITERALS];

	for (int i = 0; i < LITERALS; i++) {
		print_into(sql[i], "SELECT %d", i);
		kept[i] = store_statement(store, sql[i], &err);
		ck_assert_ptr_nonnull(kept[i]);
	}
	for (int i = 0; i < LITERALS; i++) {
		ck_assert_ptr_eq(store_statement(store, sql[i], &err), kept[i]);
		ck_assert_int_eq(stmt_next(kept[i], &err), STMT_ROW);
		ck_assert_int_eq(stmt_get_int(kept[i], 0), i);
	}
}
END_TEST

/* clang-format off */
static const char *const refused[] = {
	"SELECT nothing FROM nowhere",
	"SELECT ?1",
	"SELECT :name",
	"SELECT $name",
	"SELECT $0",
	"SELECT $65",
	"SELECT $1x",
	"SELEC 1",
};
/* clang-format on */

START_TEST(what_is_not_our_sql_does_not_prepare)
{
	ck_assert_ptr_null(store_statement(store, refused[_i], &err));
	ck_assert_int_eq(err.code, ERR_BUG);
	ck_assert_ptr_null(strstr(err.text, "SQLite"));
	ck_assert_ptr_null(strstr(err.text, "sqlite"));
}
END_TEST

START_TEST(a_parameter_that_is_not_there_is_told)
{
	static const char sql[] = "SELECT $1";
	static const int numbers[] = { 0, 2, -1, 64, 65, 1000000 };

	for (size_t i = 0; i < ARRAY_LENGTH(numbers); i++) {
		struct stmt *stmt = store_statement(store, sql, &err);

		stmt_int(stmt, numbers[i], 1);
		ck_assert_int_eq(stmt_next(stmt, &err), STMT_FAILED);
		ck_assert_int_eq(err.code, ERR_BUG);
	}
	ck_assert_int_eq(
		stmt_next(store_statement(store, sql, &err), &err), STMT_ROW);
}
END_TEST

START_TEST(texts_are_copied_when_bound)
{
	static const char sql[] = "SELECT $1";
	struct stmt *stmt = store_statement(store, sql, &err);
	char text[] = "张甲一";

	stmt_text(stmt, 1, text);
	memset(text, 'x', strlen(text));
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_ROW);
	ck_assert_str_eq(stmt_get_text(stmt, 0), "张甲一");
}
END_TEST

START_TEST(values_come_back_as_they_went)
{
	static const char sql[] = "SELECT $1, $2, $3, $4";
	struct stmt *stmt = store_statement(store, sql, &err);
	const char *bytes;
	size_t length;

	stmt_int(stmt, 1, INT64_MAX);
	stmt_int(stmt, 2, INT64_MIN);
	stmt_bytes(stmt, 3, "一二三四", strlen("一二"));
	stmt_text(stmt, 4, NULL);
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_ROW);
	ck_assert(stmt_get_int(stmt, 0) == INT64_MAX);
	ck_assert(stmt_get_int(stmt, 1) == INT64_MIN);
	bytes = stmt_get_bytes(stmt, 2, &length);
	ck_assert_uint_eq(length, strlen("一二"));
	ck_assert_str_eq(bytes, "一二");
	ck_assert(stmt_is_null(stmt, 3));
	ck_assert(!stmt_is_null(stmt, 2));
	bytes = stmt_get_bytes(stmt, 3, &length);
	ck_assert_uint_eq(length, 0);
	ck_assert_str_eq(bytes, "");
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_END);
	/* After the end there is nothing to read. */
	ck_assert_int_eq(stmt_get_int(stmt, 0), 0);
	ck_assert_str_eq(stmt_get_text(stmt, 2), "");
	ck_assert(stmt_is_null(stmt, 2));
}
END_TEST

START_TEST(broken_text_is_read_filtered)
{
	static const char sql[] = "SELECT $1, $2";
	struct stmt *stmt = store_statement(store, sql, &err);
	const char *one, *two;

	stmt_bytes(stmt, 1, "张\xff三", strlen("张\xff三"));
	stmt_bytes(stmt, 2, "\xc3", 1);
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_ROW);
	one = stmt_get_text(stmt, 0);
	two = stmt_get_text(stmt, 1);
	ck_assert_str_eq(one, "张\uFFFD三");
	ck_assert_str_eq(two, "\uFFFD");
}
END_TEST

START_TEST(a_changed_table_is_noticed_by_kept_statements)
{
	static const char sql[] = "SELECT COUNT(*) FROM audit WHERE note = $1";
	struct stmt *stmt = store_statement(store, sql, &err);

	stmt_text(stmt, 1, "");
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_ROW);
	stmt_reset(stmt);
	ck_fine(add_note(store, 1, &err), err);
	ck_assert_int_eq(stmt_next(stmt, &err), STMT_ROW); /* still bound */
	ck_assert_int_eq(stmt_get_int(stmt, 0), 1);
}
END_TEST

static bool
count_changes(struct store *db, void *arg, struct err *why)
{
	static const char none_sql[] =
		"UPDATE store SET practice = 0 WHERE one = 2";
	static const char one_sql[] =
		"UPDATE store SET practice = 0 WHERE one = 1";
	struct stmt *stmt = store_statement(db, one_sql, why);

	(void)arg;
	ck_assert(stmt_run(stmt, why));
	ck_assert_int_eq(store_changes(db), 1);
	stmt = store_statement(db, none_sql, why);
	ck_assert(stmt_run(stmt, why));
	ck_assert_int_eq(store_changes(db), 0);
	return true;
}

START_TEST(changed_rows_are_counted)
{
	ck_fine(store_tx(store, count_changes, NULL, 0, &err), err);
}
END_TEST

Suite *
suite_stmt(void)
{
	Suite *suite = suite_create("stmt");
	TCase *tcase = tcase_create("stmt");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, parameters_are_meant_by_their_number);
	tcase_add_test(
		tcase, a_literal_is_prepared_once_and_comes_back_unbound);
	tcase_add_test(tcase, many_literals_are_kept_apart);
	tcase_add_loop_test(tcase, what_is_not_our_sql_does_not_prepare, 0,
		(int)ARRAY_LENGTH(refused));
	tcase_add_test(tcase, a_parameter_that_is_not_there_is_told);
	tcase_add_test(tcase, texts_are_copied_when_bound);
	tcase_add_test(tcase, values_come_back_as_they_went);
	tcase_add_test(tcase, broken_text_is_read_filtered);
	tcase_add_test(tcase, a_changed_table_is_noticed_by_kept_statements);
	tcase_add_test(tcase, changed_rows_are_counted);
	suite_add_tcase(suite, tcase);
	return suite;
}
