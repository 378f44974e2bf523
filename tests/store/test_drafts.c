/* SPDX-License-Identifier: MIT */
/* Drafts: nothing left is lost, whoever dies, whoever writes besides. */
#include "store/drafts.h"

#include "base/buf.h"
#include "base/file.h"
#include "tests/store/fixture.h"
#include "tests/support/killat.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>

Suite *suite_drafts(void);

enum { USER = 12 };
static const char journal[] = "a.db.drafts/12.journal";

static struct drafts *drafts;
static struct arena arena;
static struct err err;

static struct drafts *
open_drafts(void)
{
	struct drafts *opened = NULL;

	ck_fine(drafts_open(scratch("a.db"), USER, &opened, &err), err);
	return opened;
}

static void
set_up(void)
{
	scratch_make();
	err = (struct err){ 0 };
	arena = (struct arena){ 0 };
	drafts = open_drafts();
}

static void
tear_down(void)
{
	drafts_close(&drafts);
	arena_clear(&arena);
	scratch_remove();
}

static int64_t
start(int64_t now, const char *form)
{
	struct draft_entry entry = { "@form", form };
	int64_t id = 0;

	ck_fine(drafts_start(drafts, now, &entry, 1, &id, &err), err);
	ck_assert_int_gt(id, 0);
	return id;
}

static void
set(int64_t id, int64_t now, const char *name, const char *text)
{
	ck_fine(drafts_set(drafts, id, now, name, text, &err), err);
}

static const char *
text_of(const struct draft *draft, const char *name)
{
	for (size_t i = 0; i < draft->entry_count; i++) {
		if (strcmp(draft->entries[i].name, name) == 0)
			return draft->entries[i].text;
	}
	return NULL;
}

static struct draft
find(int64_t id)
{
	struct draft draft;

	ck_fine(drafts_find(drafts, &arena, id, &draft, &err), err);
	return draft;
}

static size_t
count_open(void)
{
	struct draft *list;
	size_t count;

	ck_fine(drafts_list(drafts, &arena, &list, &count, &err), err);
	return count;
}

static off_t
length_of(const char *name)
{
	struct stat status;

	return stat(scratch(name), &status) == 0 ? status.st_size : -1;
}

START_TEST(what_was_left_is_there_for_the_next_login)
{
	int64_t id = start(100, "refuse");
	struct draft draft;

	set(id, 110, "姓名", "张甲一");
	set(id, 120, "理由", "第一行\n第二行\t\\n\r完");
	set(id, 130, "姓名", "张甲二");
	set(id, 140, "空", "");
	drafts_close(&drafts);
	ck_assert_ptr_null(drafts);
	drafts_close(&drafts);
	drafts = open_drafts();
	draft = find(id);
	ck_assert_int_eq(draft.id, id);
	ck_assert_int_eq(draft.started, 100);
	ck_assert_int_eq(draft.touched, 140);
	ck_assert_str_eq(draft.at, "空");
	ck_assert_uint_eq(draft.entry_count, 4);
	ck_assert_str_eq(text_of(&draft, "@form"), "refuse");
	ck_assert_str_eq(text_of(&draft, "姓名"), "张甲二");
	ck_assert_str_eq(text_of(&draft, "理由"), "第一行\n第二行\t\\n\r完");
	ck_assert_str_eq(text_of(&draft, "空"), "");
	set(id, 150, "理由", NULL);
	draft = find(id);
	ck_assert_ptr_null(text_of(&draft, "理由"));
	ck_assert_uint_eq(draft.entry_count, 3);
}
END_TEST

START_TEST(the_latest_touched_comes_first)
{
	int64_t one = start(100, "a");
	int64_t two = start(200, "b");
	int64_t three = start(200, "c");
	struct draft *list;
	size_t count;

	set(one, 300, "x", "1");
	ck_fine(drafts_list(drafts, &arena, &list, &count, &err), err);
	ck_assert_uint_eq(count, 3);
	ck_assert_int_eq(list[0].id, one);
	ck_assert_int_eq(list[1].id, three);
	ck_assert_int_eq(list[2].id, two);
}
END_TEST

START_TEST(what_is_over_is_gone)
{
	int64_t id = start(100, "a");
	int64_t other = start(100, "b");
	struct draft draft;

	ck_fine(drafts_end(drafts, id, 110, &err), err);
	ck_assert(!drafts_find(drafts, &arena, id, &draft, &err));
	ck_assert_int_eq(err.code, ERR_NOTFOUND);
	ck_assert(!drafts_find(drafts, &arena, 4711, &draft, &err));
	ck_assert_int_eq(err.code, ERR_NOTFOUND);
	ck_assert(!drafts_set(drafts, id, 120, "x", "1", &err));
	ck_assert_int_eq(err.code, ERR_STATE);
	ck_assert_uint_eq(count_open(), 1);
	ck_fine(drafts_end(drafts, id, 130, &err), err); /* again: fine */
	ck_fine(drafts_end(drafts, other, 130, &err), err);
	/* Nothing open: nothing of what was given up lies about. */
	ck_assert_int_eq(length_of(journal), 0);
	ck_assert_int_gt(start(140, "c"), 0);
	ck_assert_uint_eq(count_open(), 1);
}
END_TEST

START_TEST(the_other_terminal_is_seen)
{
	struct drafts *other = open_drafts();
	int64_t id = start(100, "a");
	struct draft draft;

	ck_fine(drafts_find(other, &arena, id, &draft, &err), err);
	ck_fine(drafts_set(other, id, 110, "x", "那边", &err), err);
	set(id, 120, "y", "这边");
	draft = find(id);
	ck_assert_str_eq(text_of(&draft, "x"), "那边");
	ck_assert_str_eq(text_of(&draft, "y"), "这边");
	/* Sealed there, still on the screen here: told, not swallowed. */
	ck_fine(drafts_end(other, id, 130, &err), err);
	ck_assert(!drafts_set(drafts, id, 140, "y", "晚了", &err));
	ck_assert_int_eq(err.code, ERR_STATE);
	drafts_close(&other);
}
END_TEST

START_TEST(nobody_else_can_look)
{
	struct stat status;

	start(100, "a");
	ck_assert_int_eq(stat(scratch("a.db.drafts"), &status), 0);
	ck_assert_int_eq(status.st_mode & 0777, 0700);
	ck_assert_int_eq(stat(scratch(journal), &status), 0);
	ck_assert_int_eq(status.st_mode & 0777, 0600);
	/* Also where somebody had opened the folder up. */
	drafts_close(&drafts);
	ck_assert_int_eq(chmod(scratch("a.db.drafts"), 0755), 0);
	drafts = open_drafts();
	ck_assert_int_eq(stat(scratch("a.db.drafts"), &status), 0);
	ck_assert_int_eq(status.st_mode & 0777, 0700);
}
END_TEST

START_TEST(users_do_not_mix)
{
	struct drafts *other = NULL;
	struct draft *list;
	size_t count;

	start(100, "a");
	ck_fine(drafts_open(scratch("a.db"), USER + 1, &other, &err), err);
	ck_fine(drafts_list(other, &arena, &list, &count, &err), err);
	ck_assert_uint_eq(count, 0);
	drafts_close(&other);
}
END_TEST

/* However much of the last line came to the disk, what was before it is
 * there and what comes after it is, too. */
START_TEST(a_torn_last_line_counts_for_nothing)
{
	struct buf whole = { 0 };
	int64_t id = start(100, "a");
	off_t before;

	set(id, 110, "x", "好的");
	before = length_of(journal);
	set(id, 120, "x", "没写完的一项");
	ck_fine(file_read(scratch(journal), 1U << 20, &whole, &err), err);
	for (size_t cut = (size_t)before; cut < whole.length; cut++) {
		struct draft draft;

		drafts_close(&drafts);
		ck_fine(file_write(scratch(journal), whole.data, cut, &err),
			err);
		drafts = open_drafts();
		draft = find(id);
		ck_assert_str_eq(text_of(&draft, "x"), "好的");
		ck_assert_int_eq(length_of(journal), before);
		set(id, 130, "y", "接着写");
		draft = find(id);
		ck_assert_str_eq(text_of(&draft, "x"), "好的");
		ck_assert_str_eq(text_of(&draft, "y"), "接着写");
	}
	buf_free(&whole);
}
END_TEST

/* Torn by another terminal that was killed while this one is open. */
START_TEST(a_line_torn_meanwhile_is_not_glued_to_ours)
{
	int64_t id = start(100, "a");
	int fd = open(scratch(journal), O_WRONLY | O_APPEND | O_CLOEXEC);
	struct draft draft;

	ck_assert_int_eq(write(fd, "0123456789abcdef\tset\t1", 22), 22);
	close(fd);
	set(id, 110, "x", "好的");
	draft = find(id);
	ck_assert_str_eq(text_of(&draft, "x"), "好的");
}
END_TEST

/* clang-format off */
static const char *const forged[] = {
	"\n",
	"x\n",
	"0123456789abcdef\n",
	"0123456789abcdef\t\n",
	"0123456789abcdef\tset\t1\t1\tx\ty\n",
	"0123456789abcdef\tend\t1\t1\n",
	"\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\n",
	"\xff\xfe\xfd\n",
};
/* clang-format on */

START_TEST(lines_that_are_not_ours_count_for_nothing)
{
	int64_t id = start(100, "a");
	int fd = open(scratch(journal), O_WRONLY | O_APPEND | O_CLOEXEC);
	struct draft draft;

	ck_assert_int_eq(write(fd, forged[_i], strlen(forged[_i])),
		(ssize_t)strlen(forged[_i]));
	close(fd);
	set(id, 110, "x", "好的");
	draft = find(id);
	ck_assert_str_eq(text_of(&draft, "x"), "好的");
	ck_assert_uint_eq(count_open(), 1);
}
END_TEST

/* A turned bit loses the line it is in and no other. */
START_TEST(a_turned_bit_loses_one_line)
{
	struct buf whole = { 0 };
	int64_t id = start(100, "a");
	off_t from = length_of(journal);
	off_t to;

	set(id, 110, "x", "一");
	to = length_of(journal);
	set(id, 120, "y", "二");
	ck_fine(file_read(scratch(journal), 1U << 20, &whole, &err), err);
	drafts_close(&drafts);
	for (off_t i = from; i < to - 1; i++) {
		struct draft draft;

		whole.data[i] ^= 0x20;
		ck_fine(file_write(scratch(journal), whole.data, whole.length,
				&err),
			err);
		whole.data[i] ^= 0x20;
		drafts = open_drafts();
		draft = find(id);
		ck_assert_ptr_null(text_of(&draft, "x"));
		ck_assert_str_eq(text_of(&draft, "y"), "二");
		drafts_close(&drafts);
	}
	buf_free(&whole);
}
END_TEST

START_TEST(bad_text_is_refused)
{
	int64_t id = start(100, "a");
	struct draft_entry nameless = { "", "x" };
	char *huge = malloc(5U << 20);
	struct draft draft;
	int64_t other;

	ck_assert_ptr_nonnull(huge);
	memset(huge, 'x', (5U << 20) - 1);
	huge[(5U << 20) - 1] = '\0';
	ck_assert(!drafts_set(drafts, id, 110, "x", "\xff", &err));
	ck_assert_int_eq(err.code, ERR_INPUT);
	ck_assert(!drafts_set(drafts, id, 110, "x", huge, &err));
	ck_assert_int_eq(err.code, ERR_INPUT);
	ck_assert(!drafts_set(drafts, id, 110, "", "x", &err));
	ck_assert(!drafts_start(drafts, 110, &nameless, 1, &other, &err));
	draft = find(id);
	ck_assert_uint_eq(draft.entry_count, 1);
	free(huge);
}
END_TEST

enum { WRITERS = 3, LINES = 60 };

static int
write_many(int64_t id, int writer)
{
	struct drafts *own = NULL;
	struct err why = { 0 };
	char name[16];

	if (!drafts_open(scratch("a.db"), USER, &own, &why))
		return 1;
	for (int i = 0; i < LINES; i++) {
		print_into(name, "%d-%d", writer, i);
		if (!drafts_set(own, id, 100 + i, name, "值", &why)) {
			return 2;
		}
	}
	drafts_close(&own);
	return 0;
}

START_TEST(terminals_writing_at_once_lose_nothing)
{
	int64_t id = start(100, "a");
	pid_t writers[WRITERS];
	struct draft draft;

	for (int i = 0; i < WRITERS; i++) {
		writers[i] = fork();
		if (writers[i] == 0)
			_exit(write_many(id, i));
		ck_assert_int_gt(writers[i], 0);
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;

		ck_assert_int_eq(waitpid(writers[i], &status, 0), writers[i]);
		ck_assert_int_eq(status, 0);
	}
	draft = find(id);
	ck_assert_uint_eq(draft.entry_count, 1 + WRITERS * LINES);
}
END_TEST

/* Enough that the journal is rewritten, several times, while another
 * terminal has it open. */
START_TEST(a_long_journal_is_rewritten_under_an_open_terminal)
{
	enum { ROUNDS = 1500, LONG = 1000 };
	struct drafts *other = open_drafts();
	int64_t kept = start(100, "kept");
	char text[LONG + 1];
	struct draft draft;

	memset(text, 'y', LONG);
	text[LONG] = '\0';
	ck_fine(drafts_set(other, kept, 101, "那边", "1", &err), err);
	for (int i = 0; i < ROUNDS; i++)
		set(kept, 200 + i, "理由", text);
	ck_assert_int_lt(length_of(journal), 700L * 1024);
	ck_fine(drafts_set(other, kept, 5000, "那边", "2", &err), err);
	ck_fine(drafts_set(other, kept, 5001, "末", "3", &err), err);
	draft = find(kept);
	ck_assert_int_eq(draft.started, 100);
	ck_assert_int_eq(draft.touched, 5001);
	ck_assert_str_eq(draft.at, "末");
	ck_assert_str_eq(text_of(&draft, "@form"), "kept");
	ck_assert_str_eq(text_of(&draft, "那边"), "2");
	ck_assert_str_eq(text_of(&draft, "理由"), text);
	ck_assert_uint_eq(draft.entry_count, 4);
	drafts_close(&other);
}
END_TEST

START_TEST(thousands_of_drafts_are_fine)
{
	enum { MANY = 3000 };
	struct draft *list;
	size_t count;

	for (int i = 0; i < MANY; i++)
		start(100 + i, "a");
	ck_fine(drafts_list(drafts, &arena, &list, &count, &err), err);
	ck_assert_uint_eq(count, MANY);
	ck_assert_int_eq(list[0].started, 100 + MANY - 1);
	ck_assert_int_eq(list[MANY - 1].started, 100);
}
END_TEST

static void
work_until_killed(long n, enum killat_moment moment)
{
	struct draft_entry entries[] = { { "@form", "b" }, { "@matter", "9" } };
	struct drafts *own = NULL;
	int64_t id;

	if (!drafts_open(scratch("a.db"), USER, &own, &err))
		_exit(2);
	killat_die(n, moment);
	if (!drafts_start(own, 200, entries, 2, &id, &err) ||
		!drafts_set(own, id, 210, "x", "一", &err) ||
		!drafts_set(own, id, 220, "x", "二", &err) ||
		!drafts_end(own, id, 230, &err))
		_exit(3);
	_exit(0);
}

/* Killed at any call: what was there stays, a draft began whole or not. */
START_TEST(a_kill_at_any_moment_loses_nothing_that_was_left)
{
	int64_t id = start(100, "a");
	int code = KILLAT_EXIT;
	long n;

	set(id, 110, "x", "好的");
	for (n = 1; code == KILLAT_EXIT; n++) {
		struct draft *list;
		struct draft draft;
		size_t count;
		int status;
		pid_t pid = fork();

		if (pid == 0)
			work_until_killed(n, (enum killat_moment)_i);
		ck_assert_int_eq(waitpid(pid, &status, 0), pid);
		ck_assert(WIFEXITED(status));
		code = WEXITSTATUS(status);
		draft = find(id);
		ck_assert_str_eq(text_of(&draft, "x"), "好的");
		ck_fine(drafts_list(drafts, &arena, &list, &count, &err), err);
		for (size_t i = 0; i < count; i++) {
			if (list[i].id == id)
				continue;
			ck_assert_ptr_nonnull(text_of(&list[i], "@form"));
			ck_assert_ptr_nonnull(text_of(&list[i], "@matter"));
			ck_fine(drafts_end(drafts, list[i].id, 300, &err), err);
		}
	}
	ck_assert_int_eq(code, 0);
	ck_assert_int_ge(n, 8);
}
END_TEST

/* A disk that does not take it: said, and what was there stays. */
START_TEST(a_field_that_did_not_reach_the_disk_is_told)
{
	static const struct {
		enum killat_kind kind;
		int error;
	} faults[] = { { KILLAT_WRITES, ENOSPC }, { KILLAT_SYNCS, EIO } };
	int64_t id = start(100, "a");
	struct draft draft;

	set(id, 110, "x", "好的");
	killat_fail(faults[_i].kind, 1, faults[_i].error);
	ck_assert(!drafts_set(drafts, id, 120, "y", "丢了", &err));
	killat_fail(faults[_i].kind, 0, 0);
	ck_assert_int_eq(err.code, ERR_IO);
	ck_assert_ptr_nonnull(strstr(err.text, "屏幕"));
	ck_assert_ptr_nonnull(strstr(err.text, file_reason(faults[_i].error)));
	set(id, 130, "z", "又好了");
	draft = find(id);
	ck_assert_str_eq(text_of(&draft, "x"), "好的");
	ck_assert_str_eq(text_of(&draft, "z"), "又好了");
}
END_TEST

START_TEST(half_a_line_on_a_full_disk_is_taken_back)
{
	struct rlimit limit;
	int64_t id = start(100, "a");
	struct draft draft;
	off_t before;

	ck_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
	set(id, 110, "x", "好的");
	before = length_of(journal);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = (rlim_t)before + 20;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	ck_assert(!drafts_set(drafts, id, 120, "y", "放不下", &err));
	ck_assert_int_eq(err.code, ERR_IO);
	ck_assert_int_eq(length_of(journal), before);
	limit.rlim_cur = limit.rlim_max;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	set(id, 130, "y", "放得下");
	draft = find(id);
	ck_assert_str_eq(text_of(&draft, "y"), "放得下");
}
END_TEST

START_TEST(what_is_no_journal_is_refused)
{
	drafts_close(&drafts);
	unlink(scratch(journal));
	if (_i == 0)
		ck_assert_int_eq(mkfifo(scratch(journal), 0600), 0);
	else if (_i == 1)
		ck_assert_int_eq(symlink("/dev/null", scratch(journal)), 0);
	else
		ck_assert_int_eq(mkdir(scratch(journal), 0700), 0);
	ck_assert(!drafts_open(scratch("a.db"), USER, &drafts, &err));
	ck_assert_ptr_null(drafts);
	ck_assert_int_eq(err.code, ERR_IO);
}
END_TEST

Suite *
suite_drafts(void)
{
	Suite *suite = suite_create("drafts");
	TCase *tcase = tcase_create("drafts");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, what_was_left_is_there_for_the_next_login);
	tcase_add_test(tcase, the_latest_touched_comes_first);
	tcase_add_test(tcase, what_is_over_is_gone);
	tcase_add_test(tcase, the_other_terminal_is_seen);
	tcase_add_test(tcase, nobody_else_can_look);
	tcase_add_test(tcase, users_do_not_mix);
	tcase_add_test(tcase, a_torn_last_line_counts_for_nothing);
	tcase_add_test(tcase, a_line_torn_meanwhile_is_not_glued_to_ours);
	tcase_add_loop_test(tcase, lines_that_are_not_ours_count_for_nothing, 0,
		(int)ARRAY_LENGTH(forged));
	tcase_add_test(tcase, a_turned_bit_loses_one_line);
	tcase_add_test(tcase, bad_text_is_refused);
	tcase_add_test(tcase, terminals_writing_at_once_lose_nothing);
	tcase_add_test(
		tcase, a_long_journal_is_rewritten_under_an_open_terminal);
	tcase_add_test(tcase, thousands_of_drafts_are_fine);
	tcase_add_loop_test(tcase,
		a_kill_at_any_moment_loses_nothing_that_was_left, KILLAT_BEFORE,
		KILLAT_TORN + 1);
	tcase_add_loop_test(
		tcase, a_field_that_did_not_reach_the_disk_is_told, 0, 2);
	tcase_add_test(tcase, half_a_line_on_a_full_disk_is_taken_back);
	tcase_add_loop_test(tcase, what_is_no_journal_is_refused, 0, 3);
	suite_add_tcase(suite, tcase);
	return suite;
}
