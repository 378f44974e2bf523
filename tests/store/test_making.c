/* SPDX-License-Identifier: MIT */
/* The mark of a store that is being made: who may take the place, who may
 * open. */
#include "base/file.h"
#include "store/making.h"
#include "tests/store/fixture.h"

#include <string.h>

Suite *suite_making(void);

static struct err err;

static bool
is_there(const char *name)
{
	return access(scratch(name), F_OK) == 0;
}

static struct making *
start(bool expects_left)
{
	struct making *making = NULL;
	bool is_left = !expects_left;

	ck_fine(making_start(scratch("a.db"), &making, &is_left, &err), err);
	ck_assert_int_eq(is_left, expects_left);
	return making;
}

static void
must_refuse(enum err_code code, const char *says)
{
	struct making *making = NULL;
	bool is_left;

	err_clear(&err);
	ck_assert(!making_start(scratch("a.db"), &making, &is_left, &err));
	ck_assert_ptr_null(making);
	ck_assert_int_eq(err.code, code);
	ck_assert_msg(strstr(err.text, says) != NULL, "%s", err.text);
}

static void
must_not_open(enum store_mode mode, enum err_code code, const char *says)
{
	struct store *store = NULL;

	err_clear(&err);
	ck_assert(!store_open(scratch("a.db"), mode, &store, &err));
	ck_assert_int_eq(err.code, code);
	ck_assert_msg(strstr(err.text, says) != NULL, "%s", err.text);
}

START_TEST(what_was_made_opens)
{
	struct making *making = start(false);
	struct store *store;

	ck_assert(is_there("a.db.making"));
	store = make_store(scratch("a.db"));
	store_close(&store);
	ck_fine(making_done(&making, &err), err);
	ck_assert_ptr_null(making);
	making_drop(&making);
	ck_assert(!is_there("a.db.making"));
	store = open_store(scratch("a.db"), STORE_OPEN);
	store_close(&store);
}
END_TEST

START_TEST(what_was_given_up_leaves_nothing)
{
	struct making *making = start(false);

	ck_assert_str_eq(strrchr(making_path(making), '/'), "/a.db");
	making_drop(&making);
	ck_assert(!is_there("a.db.making"));
	making = start(false);
	making_drop(&making);
}
END_TEST

/* A maker at work: nobody else makes, nobody opens. */
START_TEST(one_makes_at_a_time)
{
	struct making *making = start(false);
	struct store *store = make_store(scratch("a.db"));

	must_refuse(ERR_BUSY, "正在建");
	must_not_open(STORE_OPEN, ERR_BUSY, "正在建");
	store_close(&store);
	/* What could not be removed goes on to be half-made. */
	making_drop(&making);
	must_not_open(STORE_READ, ERR_DB, "没有建完");
	unlink(scratch("a.db"));
	making = start(true);
	making_drop(&making);
	ck_assert(!is_there("a.db.making"));
}
END_TEST

static int
killed_half_way(void *arg)
{
	struct store *store;

	(void)arg;
	(void)start(false);
	store = make_store(scratch("a.db"));
	(void)store;
	return 0;
}

START_TEST(what_a_killed_maker_left_does_not_open)
{
	static const enum store_mode modes[] = { STORE_OPEN, STORE_READ };
	struct making *making;

	ck_assert_int_eq(in_child(killed_half_way, NULL), 0);
	ck_assert(is_there("a.db"));
	for (size_t i = 0; i < ARRAY_LENGTH(modes); i++)
		must_not_open(modes[i], ERR_DB, "再运行一次 bianhu init");
	making = start(true);
	ck_assert(is_there("a.db"));
	making_drop(&making);
}
END_TEST

/* An empty mark: its maker had not seen yet that the place was free. */
START_TEST(an_empty_mark_says_nothing)
{
	struct store *store = make_store(scratch("a.db"));

	store_close(&store);
	ck_fine(file_write(scratch("a.db.making"), "", 0, &err), err);
	store = open_store(scratch("a.db"), STORE_OPEN);
	store_close(&store);
	must_refuse(ERR_EXISTS, "已经有了");
	ck_assert(is_there("a.db"));
}
END_TEST

START_TEST(a_mark_of_others_is_left_alone)
{
	static const char theirs[] = "甲的文件";
	struct store *store = make_store(scratch("a.db"));
	struct buf after = { 0 };

	store_close(&store);
	ck_fine(file_write(scratch("a.db.making"), theirs, sizeof theirs - 1,
			&err),
		err);
	must_refuse(ERR_EXISTS, "不是本程序写的");
	ck_fine(file_read(scratch("a.db.making"), 100, &after, &err), err);
	ck_assert_str_eq(buf_text(&after), theirs);
	buf_free(&after);
	ck_assert(is_there("a.db"));
}
END_TEST

START_TEST(a_place_that_is_taken_is_not_marked)
{
	ck_fine(file_write(scratch("a.db"), "甲", 3, &err), err);
	must_refuse(ERR_EXISTS, "已经有了");
	ck_assert(!is_there("a.db.making"));
	unlink(scratch("a.db"));
	ck_fine(file_write(scratch("a.db-wal"), "甲", 3, &err), err);
	must_refuse(ERR_EXISTS, "a.db-wal");
	ck_assert(!is_there("a.db.making"));
}
END_TEST

Suite *
suite_making(void)
{
	Suite *suite = suite_create("making");
	TCase *tcase = tcase_create("mark");

	tcase_add_checked_fixture(tcase, scratch_make, scratch_remove);
	tcase_add_test(tcase, what_was_made_opens);
	tcase_add_test(tcase, what_was_given_up_leaves_nothing);
	tcase_add_test(tcase, one_makes_at_a_time);
	tcase_add_test(tcase, what_a_killed_maker_left_does_not_open);
	tcase_add_test(tcase, an_empty_mark_says_nothing);
	tcase_add_test(tcase, a_mark_of_others_is_left_alone);
	tcase_add_test(tcase, a_place_that_is_taken_is_not_marked);
	suite_add_tcase(suite, tcase);
	return suite;
}
