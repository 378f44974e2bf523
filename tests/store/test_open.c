/* SPDX-License-Identifier: MIT */
/* Opening: what is refused, with what word, and that it is left alone. */
#include "base/buf.h"
#include "base/embed.h"
#include "base/file.h"
#include "store/disk.h"
#include "tests/store/fixture.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

Suite *suite_open(void);

enum { NOBODY = 65534 };

static struct err err;

static void
set_up(void)
{
	scratch_make();
	err = (struct err){ 0 };
}

static void
put(const char *name, const void *bytes, size_t length)
{
	ck_fine(file_write(scratch(name), bytes, length, &err), err);
}

static void
take(const char *name, struct buf *out)
{
	ck_fine(file_read(scratch(name), 1U << 26, out, &err), err);
}

static void
make_closed_store(void)
{
	struct store *store = make_store(scratch("a.db"));

	ck_fine(add_note(store, 1, &err), err);
	store_close(&store);
}

static void
make_garbage(const char *name)
{
	char bytes[8192];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i * 7 + 3);
	put(name, bytes, sizeof bytes);
}

static void
make_text(const char *name)
{
	put(name, "这是说明。\n", strlen("这是说明。\n"));
}

static void
make_nothing(const char *name)
{
	put(name, "", 0);
}

static void
make_fifo(const char *name)
{
	ck_assert_int_eq(mkfifo(scratch(name), 0600), 0);
}

static void
make_folder(const char *name)
{
	ck_assert_int_eq(mkdir(scratch(name), 0700), 0);
}

static void
make_link(const char *name)
{
	struct store *store = make_store(scratch("real.db"));

	store_close(&store);
	ck_assert_int_eq(symlink(scratch("real.db"), scratch(name)), 0);
}

static void
make_dangling_link(const char *name)
{
	ck_assert_int_eq(symlink(scratch("nowhere"), scratch(name)), 0);
}

static void
make_foreign(const char *name)
{
	sqlite3 *db = NULL;

	ck_assert_int_eq(sqlite3_open(scratch(name), &db), SQLITE_OK);
	ck_assert_int_eq(
		sqlite3_exec(db, "CREATE TABLE t (x)", 0, 0, 0), SQLITE_OK);
	sqlite3_close(db);
}

static void
make_truncated(const char *name)
{
	struct buf bytes = { 0 };

	make_closed_store();
	take("a.db", &bytes);
	put(name, bytes.data, bytes.length / 2 + 100);
	buf_free(&bytes);
}

static void
make_head_only(const char *name)
{
	struct buf bytes = { 0 };

	make_closed_store();
	take("a.db", &bytes);
	put(name, bytes.data, 50);
	buf_free(&bytes);
}

static void
make_bad_schema(const char *name)
{
	struct buf bytes = { 0 };

	make_closed_store();
	take("a.db", &bytes);
	memset(bytes.data + 100, 0xEE, 3900);
	put(name, bytes.data, bytes.length);
	buf_free(&bytes);
}

static void
make_none(const char *name)
{
	(void)name;
}

/* clang-format off */
static const struct refusal {
	void (*make)(const char *name);
	const char *name;
	enum err_code code;
	const char *word;
} refusals[] = {
	{ make_none,          "none.db",     ERR_NOTFOUND, "bianhu init" },
	{ make_none,          "no/none.db",  ERR_NOTFOUND, "目录" },
	{ make_none,          "",            ERR_INPUT,    "目录" },
	{ make_none,          ".",           ERR_INPUT,    "目录" },
	{ make_folder,        "folder",      ERR_INPUT,    "目录" },
	{ make_fifo,          "fifo",        ERR_INPUT,    "普通文件" },
	{ make_link,          "link",        ERR_INPUT,    "链接" },
	{ make_dangling_link, "link",        ERR_INPUT,    "链接" },
	{ make_nothing,       "x.db",        ERR_DB,       "空文件" },
	{ make_garbage,       "x.db",        ERR_DB,       "不是库" },
	{ make_text,          "x.db",        ERR_DB,       "不是库" },
	{ make_foreign,       "x.db",        ERR_DB,       "别的程序" },
	{ make_truncated,     "x.db",        ERR_DB,       "损坏" },
	{ make_head_only,     "x.db",        ERR_DB,       "损坏" },
	{ make_bad_schema,    "x.db",        ERR_DB,       "损坏" },
};
/* clang-format on */

START_TEST(what_is_no_store_is_refused_in_words)
{
	const struct refusal *refusal = &refusals[_i];
	static const enum store_mode modes[] = { STORE_OPEN, STORE_READ };
	struct store *store = NULL;

	refusal->make(refusal->name);
	for (size_t i = 0; i < ARRAY_LENGTH(modes); i++) {
		err = (struct err){ 0 };
		ck_assert(!store_open(
			scratch(refusal->name), modes[i], &store, &err));
		ck_assert_ptr_null(store);
		ck_assert_msg(err.code == refusal->code, "%d %s", (int)err.code,
			err.text);
		ck_assert_msg(strstr(err.text, refusal->word) != NULL, "%s",
			err.text);
		ck_assert_ptr_null(strstr(err.text, "SQL"));
	}
}
END_TEST

START_TEST(a_refused_file_is_not_changed)
{
	struct buf before = { 0 };
	struct buf after = { 0 };
	struct store *store = NULL;

	make_foreign("x.db");
	take("x.db", &before);
	ck_assert(!store_open(scratch("x.db"), STORE_OPEN, &store, &err));
	ck_assert(!store_open(scratch("x.db"), STORE_CREATE, &store, &err));
	ck_assert_int_eq(err.code, ERR_EXISTS);
	take("x.db", &after);
	ck_assert_uint_eq(before.length, after.length);
	ck_assert_mem_eq(before.data, after.data, before.length);
	ck_assert_int_ne(access(scratch("x.db.ballast"), F_OK), 0);
	buf_free(&before);
	buf_free(&after);
}
END_TEST

/* clang-format off */
static const char *const in_the_way[] = { "", "-wal", "-journal", ".halt" };
/* clang-format on */

START_TEST(nothing_is_made_over_what_is_there)
{
	struct store *store = NULL;
	char name[20];

	print_into(name, "n.db%s", in_the_way[_i]);
	make_text(name);
	ck_assert(!store_open(scratch("n.db"), STORE_CREATE, &store, &err));
	ck_assert_int_eq(err.code, ERR_EXISTS);
	ck_assert_int_eq(access(scratch(name), F_OK), 0);
}
END_TEST

START_TEST(a_store_belongs_to_its_owner)
{
	struct stat status;

	make_closed_store();
	ck_assert_int_eq(stat(scratch("a.db"), &status), 0);
	ck_assert_int_eq(status.st_mode & 0777, 0600);
	ck_assert_int_eq(stat(scratch("a.db.gate"), &status), 0);
	ck_assert_int_eq(status.st_mode & 0777, 0600);
}
END_TEST

/* The path may come through links and dots; the store is the same. */
START_TEST(every_way_to_a_store_is_the_same_store)
{
	struct store *one, *two;

	make_closed_store();
	ck_assert_int_eq(symlink(scratch(""), scratch("way")), 0);
	one = open_store(scratch("a.db"), STORE_OPEN);
	two = open_store(scratch("./way/./a.db"), STORE_OPEN);
	ck_assert_str_eq(store_path(one), store_path(two));
	store_close(&one);
	store_close(&two);
}
END_TEST

START_TEST(names_with_odd_characters_are_names)
{
	static const char *const names[] = { "a?mode=memory.db", "a#b.db",
		"a%20b.db", "库.db", "a b.db", "file:x.db", ":memory:" };

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		struct store *store = make_store(scratch(names[i]));

		ck_fine(add_note(store, 1, &err), err);
		store_close(&store);
		ck_assert_int_eq(access(scratch(names[i]), F_OK), 0);
		store = open_store(scratch(names[i]), STORE_READ);
		ck_assert_int_eq(count_notes(store), 1);
		store_close(&store);
	}
}
END_TEST

START_TEST(file_systems_of_others_are_refused)
{
	static const long bad[] = { 0x6969, 0xFF534D42, 0xFE534D42, 0x65735546,
		(long)(int)0xFF534D42, 0x01021997 };
	static const long good[] = { 0xEF53, 0x01021994, 0x58465342,
		0x9123683E };

	for (size_t i = 0; i < ARRAY_LENGTH(bad); i++)
		ck_assert_ptr_nonnull(disk_refused(bad[i]));
	for (size_t i = 0; i < ARRAY_LENGTH(good); i++)
		ck_assert_ptr_null(disk_refused(good[i]));
}
END_TEST

/* Rights are for those who are not root. */
static int
become_nobody(void)
{
	return getuid() != 0 || setuid(NOBODY) == 0 ? 0 : 1;
}

static int
read_as_nobody(void *arg)
{
	struct store *store = NULL;
	struct err why = { 0 };
	int64_t count;

	(void)arg;
	if (become_nobody() != 0)
		return 1;
	if (!store_open(scratch("a.db"), STORE_READ, &store, &why)) {
		return 2;
	}
	count = count_notes(store);
	if (!store_verify(store, &why))
		return 3;
	store_close(&store);
	return count == 1 ? 0 : 4;
}

static int
write_as_nobody(void *arg)
{
	struct store *store = NULL;
	struct err why = { 0 };

	(void)arg;
	if (become_nobody() != 0)
		return 1;
	if (store_open(scratch("a.db"), STORE_OPEN, &store, &why))
		return 2;
	return why.code == ERR_IO && strstr(why.text, "权限") != NULL ? 0 : 3;
}

/* As on a disc, or in a backup that nobody may change. */
static void
close_folder(void)
{
	ck_assert_int_eq(chmod(scratch("a.db"), 0444), 0);
	ck_assert_int_eq(chmod(scratch(""), 0555), 0);
}

START_TEST(a_still_folder_can_be_read)
{
	make_closed_store();
	unlink(scratch("a.db-wal"));
	unlink(scratch("a.db-shm"));
	close_folder();
	ck_assert_int_eq(in_child(read_as_nobody, NULL), 0);
	ck_assert_int_eq(in_child(write_as_nobody, NULL), 0);
}
END_TEST

START_TEST(a_still_folder_with_its_empty_log_can_be_read)
{
	make_closed_store();
	chmod(scratch("a.db-wal"), 0444);
	chmod(scratch("a.db-shm"), 0444);
	close_folder();
	ck_assert_int_eq(in_child(read_as_nobody, NULL), 0);
}
END_TEST

static int
refused_as_nobody(void *arg)
{
	struct store *store = NULL;
	struct err why = { 0 };

	(void)arg;
	if (become_nobody() != 0)
		return 1;
	if (store_open(scratch("b.db"), STORE_READ, &store, &why))
		return count_notes(store) == 1 ? 0 : 2; /* it read the log */
	return strstr(why.text, "复制") != NULL ? 0 : 3;
}

/* What was committed may stand in the log alone: never show less. */
START_TEST(a_still_folder_with_a_full_log_shows_all_or_says_why)
{
	struct store *store = make_store(scratch("a.db"));
	struct buf bytes = { 0 };

	ck_fine(add_note(store, 1, &err), err);
	take("a.db", &bytes);
	put("b.db", bytes.data, bytes.length);
	buf_clear(&bytes);
	take("a.db-wal", &bytes);
	put("b.db-wal", bytes.data, bytes.length);
	buf_free(&bytes);
	store_close(&store);
	chmod(scratch("b.db"), 0444);
	chmod(scratch("b.db-wal"), 0444);
	ck_assert_int_eq(chmod(scratch(""), 0555), 0);
	ck_assert_int_eq(in_child(refused_as_nobody, NULL), 0);
}
END_TEST

/* Damage anywhere in the file is refused, told or harmless; never a crash
 * and never another answer than before. */
START_TEST(damage_is_never_a_crash)
{
	struct buf bytes = { 0 };
	char *copy;

	make_closed_store();
	take("a.db", &bytes);
	copy = malloc(bytes.length);
	ck_assert_ptr_nonnull(copy);
	for (size_t at = (size_t)_i * 512; at < bytes.length; at += 4096) {
		struct store *store = NULL;

		memcpy(copy, bytes.data, bytes.length);
		for (size_t i = at; i < at + 64 && i < bytes.length; i++)
			copy[i] = (char)(copy[i] ^ (int)(0x55 + i % 7));
		put("b.db", copy, bytes.length);
		unlink(scratch("b.db-wal"));
		unlink(scratch("b.db.halt"));
		if (store_open(scratch("b.db"), STORE_OPEN, &store, &err)) {
			if (!add_note(store, 2, &err))
				ck_assert_int_ne(err.code, ERR_NONE);
			if (!store_verify(store, &err))
				ck_assert_int_ne(err.code, ERR_NONE);
		}
		store_close(&store);
	}
	free(copy);
	buf_free(&bytes);
}
END_TEST

Suite *
suite_open(void)
{
	Suite *suite = suite_create("open");
	TCase *tcase = tcase_create("open");

	tcase_add_checked_fixture(tcase, set_up, scratch_remove);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, what_is_no_store_is_refused_in_words, 0,
		(int)ARRAY_LENGTH(refusals));
	tcase_add_test(tcase, a_refused_file_is_not_changed);
	tcase_add_loop_test(tcase, nothing_is_made_over_what_is_there, 0,
		(int)ARRAY_LENGTH(in_the_way));
	tcase_add_test(tcase, a_store_belongs_to_its_owner);
	tcase_add_test(tcase, every_way_to_a_store_is_the_same_store);
	tcase_add_test(tcase, names_with_odd_characters_are_names);
	tcase_add_test(tcase, file_systems_of_others_are_refused);
	tcase_add_test(tcase, a_still_folder_can_be_read);
	tcase_add_test(tcase, a_still_folder_with_its_empty_log_can_be_read);
	tcase_add_test(
		tcase, a_still_folder_with_a_full_log_shows_all_or_says_why);
	tcase_add_loop_test(tcase, damage_is_never_a_crash, 0, 8);
	suite_add_tcase(suite, tcase);
	return suite;
}
