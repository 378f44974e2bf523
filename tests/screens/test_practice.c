/* SPDX-License-Identifier: MIT */
/* The practice office that the tests of the screens share; each screen keeps
 * the rules of all screens. */
#include "practice.h"

#include "base/file.h"
#include "desk/begin.h"
#include "tests/support/scratch.h"
#include "tests/support/structure.h"

#include <check.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Suite *suite_practice(void);

static struct practice practice;

static char top[PATH_MAX];

/* Golden files are named from the top of the tree. */
static void
stand_in_scratch(void)
{
	const char *named = getenv("TEST_TOP");

	ck_assert_ptr_nonnull(realpath(named == NULL ? "." : named, top));
	setenv("TEST_TOP", top, 1);
	/* The same candidates on any machine. */
	setenv("BIANHU_PINYIN", "builtin", 1);
	ck_assert_int_eq(chdir(scratch(NULL)), 0);
}

static struct library *
load(struct practice *p)
{
	struct problems problems = { .arena = &p->arena };
	struct library *library = library_new(NULL, 0, &problems);

	ck_assert_ptr_nonnull(library);
	return library;
}

/* The folder's name is shown where a page was printed to. */
static void
make_folder(void)
{
	setenv("TMPDIR", "/tmp", 1);
	scratch_make();
}

/* Sealing a month's work takes a second of syncs, a copy none. */
static struct buf made;

void
practice_make(void)
{
	enum { STORE_MOST = 64 << 20 };
	struct practice p = { 0 };
	int64_t now;

	if (made.length > 0)
		return;
	make_folder();
	ck_assert(clock_parse("2026-11-23 09:40", &now));
	p.library = load(&p);
	ck_practice(&p, begin_store(scratch("court.db"), BEGIN_SAMPLE, now,
				p.library, &p.err));
	ck_practice(
		&p, file_read(scratch("court.db"), STORE_MOST, &made, &p.err));
	library_free(&p.library);
	arena_clear(&p.arena);
	scratch_remove();
}

void
practice_open(struct practice *p)
{
	memset(p, 0, sizeof *p);
	practice_make();
	make_folder();
	stand_in_scratch();
	ck_practice(p, file_write("court.db", made.data, made.length, &p->err));
	p->library = load(p);
	ck_practice(p, store_open("court.db", STORE_OPEN, &p->store, &p->err));
	/* 线路与终端 says where one comes from. */
	setenv("TERM", "xterm", 1);
	unsetenv("SSH_CLIENT");
	/* A printer of this machine must not print tests; and who tests
	 * inside tmux is to see the same. */
	setenv("PATH", scratch("no programs"), 1);
	unsetenv("TMUX");
	unsetenv("STY");
}

void
practice_close(struct practice *p)
{
	app_free(&p->app);
	desk_close(&p->desk);
	store_close(&p->store);
	library_free(&p->library);
	arena_clear(&p->arena);
	ck_assert_int_eq(chdir(top), 0);
	scratch_remove();
}

void
practice_start(struct practice *p, const char *login)
{
	struct app_hooks hooks = screens_hooks(&p->desk);
	const struct screen_def *first =
		login == NULL ? &screen_user : &screen_home;

	app_free(&p->app);
	desk_close(&p->desk);
	p->desk.store = p->store;
	p->desk.library = p->library;
	p->has_left = false;
	if (login != NULL)
		ck_practice(p, desk_open(p->store, p->library, login, &p->desk,
				       &p->err));
	ck_practice(p, app_new(&hooks, first, (struct screen_args){ 0 }, 24, 80,
			       &p->app, &p->err));
}

static void
press(struct practice *p, int32_t key)
{
	const struct key_event event = { .key = key };

	ck_assert_msg(!p->has_left, "a key after the end");
	p->has_left = !app_key(p->app, &event);
	app_take_flush(p->app);
}

void
practice_keys(struct practice *p, const char *script)
{
	for (;;) {
		const char *at = script;
		int32_t key = key_read(&script);

		if (key == KEY_NONE)
			return;
		ck_assert_msg(key != KEY_BAD, "no such key: %s", at);
		press(p, key);
	}
}

void
practice_resize(struct practice *p, int rows, int columns)
{
	const struct key_event event = { .key = KEY_RESIZE };

	app_resize(p->app, rows, columns);
	p->has_left = !app_key(p->app, &event);
}

/* Overwrites with X what follows each `lead`. */
static void
mask_after(char *at, const char *lead, size_t length)
{
	while ((at = strstr(at, lead)) != NULL) {
		at += strlen(lead);
		for (size_t i = 0; i < length && at[i] > ' '; i++)
			at[i] = 'X';
	}
}

/* What is random: codes and digests (salted), the folder's name. All ASCII,
 * so that the columns stay. */
static void
mask_random(struct practice *p, char *frame)
{
	static const char sql[] = "SELECT code FROM record";
	enum { CODE = 8, DIGEST = 16, FOLDER = 6 };
	struct stmt *q = store_statement(p->store, sql, &p->err);

	mask_after(frame, "摘要 ", DIGEST);
	mask_after(frame, "bianhu-test-", FOLDER);
	ck_practice(p, q != NULL);
	while (stmt_next(q, &p->err) == STMT_ROW) {
		const char *code = stmt_get_text(q, 0);
		char *at = frame;

		while (strlen(code) == CODE && (at = strstr(at, code)) != NULL)
			memset(at, 'X', CODE);
	}
}

const char *
practice_masked(struct practice *p, const char *text)
{
	char *masked = arena_copy(&p->arena, text);

	mask_random(p, masked);
	return masked;
}

const char *
practice_frame(struct practice *p)
{
	struct buf frame = { 0 };
	const char *text;

	cells_dump(app_frame(p->app), &frame);
	text = practice_masked(p, buf_text(&frame));
	buf_free(&frame);
	return text;
}

int64_t
practice_number(struct practice *p, const char *sql)
{
	struct stmt *q = store_statement(p->store, sql, &p->err);
	int64_t number = -1;

	ck_practice(p, q != NULL);
	if (stmt_next(q, &p->err) == STMT_ROW)
		number = stmt_get_int(q, 0);
	stmt_reset(q);
	return number;
}

START_TEST(screens_keep_the_rules)
{
	const struct screen_def *const *all = screens_all();

	for (size_t i = 0; all[i] != NULL; i++) {
		structure_check(all[i], app_owns_key);
		for (size_t k = 0; k < i; k++)
			ck_assert_str_ne(all[i]->code, all[k]->code);
	}
}
END_TEST

static const char *const logins[] = { "clerk", "judge", "custody", "agency",
	"admin", "oversight", "lawyer", "duty", "audit" };

/* Every code at F9, as every user: a screen or a refusal, in whole rows. */
START_TEST(every_code_for_everyone)
{
	const struct screen_def *const *all = screens_all();

	practice_open(&practice);
	for (size_t i = 0; all[i] != NULL; i++) {
		practice_start(&practice, logins[_i]);
		practice_keys(&practice, "<F9>");
		practice_keys(&practice, all[i]->code);
		practice_keys(&practice, "<Enter>");
		ck_assert_int_gt((int)strlen(practice_frame(&practice)), 100);
	}
	practice_close(&practice);
}
END_TEST

Suite *
suite_practice(void)
{
	Suite *suite = suite_create("practice");
	TCase *tcase = tcase_create("screens");

	tcase_add_unchecked_fixture(tcase, practice_make, NULL);
	tcase_add_test(tcase, screens_keep_the_rules);
	tcase_add_loop_test(
		tcase, every_code_for_everyone, 0, (int)ARRAY_LENGTH(logins));
	suite_add_tcase(suite, tcase);
	return suite;
}
