/* SPDX-License-Identifier: MIT */
/* Whole files: there whole or not at all, and failures are told. */
#include "base/file.h"

#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *suite_file(void);

static struct buf folder;

static void
make_folder(void)
{
	const char *top = getenv("TMPDIR");

	folder = (struct buf){ 0 };
	buf_addf(&folder, "%s/bianhu-file-XXXXXX", top == NULL ? "/tmp" : top);
	ck_assert_ptr_nonnull(mkdtemp(folder.data));
}

/* Entries of the folder, `.` and `..` not counted. */
static int
entries(const char *path)
{
	DIR *open_folder = opendir(path);
	int count = -2;

	ck_assert_ptr_nonnull(open_folder);
	while (readdir(open_folder) != NULL)
		count++;
	closedir(open_folder);
	return count;
}

static void
remove_folder(void)
{
	static const char *const left[] = { "/f", "/a/b/c", "/a/b", "/a", "" };

	for (size_t i = 0; i < ARRAY_LENGTH(left); i++) {
		struct buf path = { 0 };

		buf_addf(&path, "%s%s", buf_text(&folder), left[i]);
		(void)remove(buf_text(&path));
		buf_free(&path);
	}
	buf_free(&folder);
}

static const char *
in_folder(struct buf *path, const char *name)
{
	buf_clear(path);
	buf_addf(path, "%s/%s", buf_text(&folder), name);
	return buf_text(path);
}

START_TEST(what_is_written_is_read)
{
	struct buf path = { 0 };
	struct buf out = { 0 };
	struct err err = { 0 };
	struct stat status;
	const char *name = in_folder(&path, "f");

	ck_assert_msg(file_write(name, "old old", 7, &err), "%s", err.text);
	ck_assert_msg(file_write(name, "a\0b", 3, &err), "%s", err.text);
	ck_assert_int_eq(entries(buf_text(&folder)), 1);
	ck_assert_int_eq(stat(name, &status), 0);
	ck_assert_uint_eq(status.st_mode & 0777U, 0600);
	buf_add(&out, "<");
	ck_assert_msg(file_read(name, 3, &out, &err), "%s", err.text);
	ck_assert_uint_eq(out.length, 4);
	ck_assert_mem_eq(out.data, "<a\0b", 4);
	/* One byte too large: nothing of it stays. */
	ck_assert(!file_read(name, 2, &out, &err));
	ck_assert_int_eq(err.code, ERR_INPUT);
	ck_assert_uint_eq(out.length, 4);
	ck_assert(file_write(name, "", 0, &err));
	ck_assert(file_read(name, 0, &out, &err));
	ck_assert_uint_eq(out.length, 4);
	buf_free(&path);
	buf_free(&out);
}
END_TEST

START_TEST(failures_are_told_and_leave_nothing)
{
	struct buf path = { 0 };
	struct buf out = { 0 };
	struct err err = { 0 };

	ck_assert(!file_read(in_folder(&path, "none"), 10, &out, &err));
	ck_assert_int_eq(err.code, ERR_NOTFOUND);
	ck_assert_ptr_nonnull(strstr(err.text, "none"));
	ck_assert_ptr_nonnull(strstr(err.text, "没有这个文件"));
	ck_assert(!file_read(buf_text(&folder), 10, &out, &err));
	ck_assert_int_eq(err.code, ERR_IO);
	ck_assert(!file_write(in_folder(&path, "no/where"), "x", 1, &err));
	ck_assert_int_eq(err.code, ERR_NOTFOUND);
	/* The target is a folder: the new name is taken away again. */
	ck_assert(file_make_folder(in_folder(&path, "a/b"), &err));
	ck_assert(!file_write(in_folder(&path, "a/b"), "x", 1, &err));
	ck_assert_int_eq(err.code, ERR_IO);
	ck_assert_int_eq(entries(in_folder(&path, "a")), 1);
	buf_free(&path);
	buf_free(&out);
}
END_TEST

START_TEST(folders_are_made_with_their_parents)
{
	struct buf path = { 0 };
	struct err err = { 0 };
	struct stat status;
	const char *name = in_folder(&path, "a/b/c");

	ck_assert_msg(file_make_folder(name, &err), "%s", err.text);
	ck_assert_int_eq(stat(name, &status), 0);
	ck_assert_uint_eq(status.st_mode & 0777U, 0700);
	ck_assert(file_make_folder(name, &err));
	ck_assert(file_make_folder(in_folder(&path, "a//b/c/"), &err));
	ck_assert(file_make_folder("/", &err));
	ck_assert(!file_make_folder("", &err));
	ck_assert(file_write(in_folder(&path, "f"), "x", 1, &err));
	ck_assert(!file_make_folder(in_folder(&path, "f"), &err));
	ck_assert_int_eq(err.code, ERR_IO);
	ck_assert(!file_make_folder(in_folder(&path, "f/g"), &err));
	buf_free(&path);
}
END_TEST

START_TEST(reasons_are_words)
{
	ck_assert_str_eq(file_reason(ENOSPC), "磁盘满了");
	ck_assert_str_eq(file_reason(EROFS), "磁盘是只读的");
	ck_assert_uint_gt(strlen(file_reason(123456)), 0);
}
END_TEST

Suite *
suite_file(void)
{
	Suite *suite = suite_create("file");
	TCase *tests = tcase_create("file");

	tcase_add_checked_fixture(tests, make_folder, remove_folder);
	tcase_add_test(tests, what_is_written_is_read);
	tcase_add_test(tests, failures_are_told_and_leave_nothing);
	tcase_add_test(tests, folders_are_made_with_their_parents);
	tcase_add_test(tests, reasons_are_words);
	suite_add_tcase(suite, tests);
	return suite;
}
