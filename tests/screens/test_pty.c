/* SPDX-License-Identifier: MIT */
/*
 * The real program in a real pseudo terminal, on the practice store: what a
 * clerk's hands do, what a bad line does, what another desk does meanwhile.
 */
#include "practice.h"

#include "desk/record.h"
#include "desk/values_file.h"
#include "tests/support/scratch.h"
#include "tests/support/vt/vt.h"

#include <check.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

Suite *suite_pty(void);

static struct practice practice;
static char program[PATH_MAX];

/* Of 今日 in the practice store; his advice is owed. */
static const char name[] = "黄丁十";
static const char form[] = "填写 · 告知笔录";

static void
set_up(void)
{
	const char *path = getenv("BIANHU");

	ck_assert_msg(path != NULL, "BIANHU is not set");
	ck_assert_ptr_nonnull(realpath(path, program));
	practice_open(&practice);
}

static void
tear_down(void)
{
	practice_close(&practice);
}

static struct vt *
spawn(int rows, int columns, const char *login)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL",
		"BIANHU_USER", "BIANHU_LEVEL", NULL };
	char store[] = "--store=court.db";
	char user[] = "--user";
	char *who = arena_copy(&practice.arena, login == NULL ? "" : login);

	return vt_spawn(rows, columns, "xterm-256color", env,
		login == NULL ? (char *[]){ program, store, NULL }
			      : (char *[]){ program, store, user, who, NULL });
}

#define ck_sees(vt, text)                                                      \
	ck_assert_msg(vt_wait_text(vt, text), "%s is not on:\n%s", text,       \
		vt_screen(vt))

static struct vt *
at_home(const char *login)
{
	struct vt *vt = spawn(24, 80, login);

	ck_sees(vt, "今日 · 2026-11-23");
	return vt;
}

/* 今日, then 办理 of his row. */
static struct vt *
in_form(void)
{
	struct vt *vt = at_home("clerk");

	ck_sees(vt, name);
	vt_send(vt, "/黄丁十<Enter>1");
	ck_sees(vt, form);
	return vt;
}

static void
leave(struct vt *vt)
{
	int status = vt_close(&vt, 0);

	ck_assert_msg(WIFEXITED(status), "status %d", status);
}

/* The screen's row that begins with '>', where the cursor is as well. */
static const char *
focus(struct vt *vt)
{
	int row, column;
	const char *text;

	vt_cursor(vt, &row, &column);
	text = arena_copy(&practice.arena, vt_row(vt, row));
	ck_assert_msg(text[0] == '>', "no focus: %s\n%s", text, vt_screen(vt));
	return text;
}

START_TEST(choose_user)
{
	struct vt *vt = spawn(24, 80, NULL);

	ck_sees(vt, "选用户");
	ck_assert_ptr_nonnull(strstr(focus(vt), "书记员甲"));
	vt_send(vt, "<Down>");
	while (strstr(focus(vt), "法官乙") == NULL)
		vt_settle(vt, 10);
	vt_send(vt, "<Enter>");
	ck_sees(vt, "今日 ·");
	ck_sees(vt, "法官 法官乙");
	vt_send(vt, "<F3>");
	ck_sees(vt, "选用户");
	vt_send(vt, "<F3>");
	ck_sees(vt, "草稿都保留");
	vt_send(vt, "1");
	ck_assert_int_eq(vt_wait_exit(vt), 0);
	leave(vt);
}
END_TEST

static const char place[] = "看守所第二讯问室";

static void
type_place(struct vt *vt)
{
	ck_assert_ptr_nonnull(strstr(focus(vt), "告知地点"));
	vt_send(vt, place);
	ck_sees(vt, place);
}

START_TEST(chinese_in_a_form)
{
	struct vt *vt = in_form();

	type_place(vt);
	vt_send(vt, "<Backspace>厅<Enter>");
	ck_sees(vt, "看守所第二讯问厅");
	ck_assert_ptr_nonnull(strstr(focus(vt), "告知人"));
	leave(vt);
}
END_TEST

/* A slow line brings a key in pieces: nothing is decided by a timer. */
static void
send_slowly(struct vt *vt, const char *bytes)
{
	for (; *bytes != '\0'; bytes++) {
		vt_send_bytes(vt, bytes, 1);
		vt_settle(vt, 5);
	}
}

START_TEST(keys_in_pieces)
{
	struct vt *vt = in_form();

	send_slowly(vt, place);
	ck_sees(vt, place);
	send_slowly(vt, "\033[B");
	while (strstr(focus(vt), "告知人") == NULL)
		vt_settle(vt, 10);
	send_slowly(vt, "\033OA");
	while (strstr(focus(vt), "告知地点") == NULL)
		vt_settle(vt, 10);
	/* Esc 3 is F3. */
	send_slowly(vt, "\0333");
	ck_sees(vt, "草稿已保留");
	ck_sees(vt, "没写完的草稿");
	leave(vt);
}
END_TEST

/* The keypad in application mode sends ESC O p..y for its digits. */
START_TEST(keypad_digits)
{
	struct vt *vt = at_home("clerk");

	ck_sees(vt, name);
	vt_send(vt, "/黄丁十<Enter>");
	vt_send_bytes(vt, "\033Or", 3);
	ck_sees(vt, "起算");
	vt_send(vt, "<F12>");
	ck_sees(vt, "今日 ·");
	vt_send_bytes(vt, "\033Oq", 3);
	ck_sees(vt, form);
	vt_send_bytes(vt, "\033Or\033Op\033Oy", 9);
	ck_sees(vt, "209");
	ck_assert_ptr_nonnull(strstr(focus(vt), "209"));
	leave(vt);
}
END_TEST

START_TEST(resized_in_a_form)
{
	static const int sizes[][2] = {
		{ 43, 132 },
		{ 20, 60 },
		{ 50, 200 },
		{ 24, 80 },
	};
	struct vt *vt = in_form();

	type_place(vt);
	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
		vt_resize(vt, sizes[i][0], sizes[i][1]);
		vt_mark(vt);
		while (!vt_has_sent(vt, "第二讯问室"))
			vt_settle(vt, 20);
		ck_sees(vt, form);
		ck_assert_ptr_nonnull(strstr(focus(vt), place));
	}
	vt_send(vt, "一<Tab>");
	ck_sees(vt, "第二讯问室一");
	leave(vt);
}
END_TEST

static const struct ending {
	int signal;
	bool is_ours; /* it ends by itself, in order */
} endings[] = {
	{ SIGKILL, false }, { SIGHUP, true }, { SIGTERM, true },
	{ 0, true }, /* the line is gone */
};

/* Fields left are kept; the next login goes on in the same field. */
START_TEST(cut_off_in_a_form)
{
	const struct ending *e = &endings[_i];
	struct vt *vt = in_form();
	int status;

	type_place(vt);
	vt_send(vt, "<Tab><Tab>");
	while (strstr(focus(vt), "记录人") == NULL)
		vt_settle(vt, 10);
	vt_send(vt, "<C-u>李乙二<Tab>");
	while (strstr(focus(vt), "翻译人员") == NULL)
		vt_settle(vt, 10);
	vt_send(vt, "王丙三");
	ck_sees(vt, "王丙三");
	status = vt_close(&vt, e->signal);
	ck_assert_int_eq(WIFEXITED(status), e->is_ours);
	ck_assert_int_eq(WIFSIGNALED(status), !e->is_ours);

	vt = at_home("clerk");
	ck_sees(vt, "告知笔录");
	vt_send(vt, "<Home><Enter>");
	ck_sees(vt, form);
	ck_assert_ptr_nonnull(strstr(vt_screen(vt), place));
	ck_assert_ptr_nonnull(strstr(vt_screen(vt), "李乙二"));
	ck_assert_ptr_nonnull(strstr(focus(vt), "翻译人员"));
	/* Told to end it had the time to keep even the field in hand. */
	if (e->is_ours)
		ck_assert_ptr_nonnull(strstr(focus(vt), "王丙三"));
	leave(vt);
}
END_TEST

/* As another desk would: advises the first open clock of 今日. */
static void
advise_elsewhere(void)
{
	struct desk desk = { 0 };
	struct work work;
	struct fault *faults;
	size_t count;
	int64_t record;
	const struct subject on = { .party = practice_number(&practice,
					    "SELECT id FROM party "
					    "WHERE name = '黄丁十'") };

	ck_practice(&practice, desk_open(practice.store, practice.library,
				       "clerk", &desk, &practice.err));
	ck_practice(&practice, work_start(&desk, &practice.arena, "advice-slip",
				       &on, &work, &practice.err));
	ck_practice(&practice,
		work_fill(&desk, &work, "告知时间", "现在", &practice.err));
	work_tick_items(&work);
	ck_practice(
		&practice, record_seal(&desk, &practice.arena, &work, &faults,
				   &count, &record, &practice.err));
	desk_close(&desk);
}

START_TEST(another_desk_seals)
{
	struct vt *vt = at_home("judge");

	ck_sees(vt, name);
	advise_elsewhere();
	ck_assert_msg(vt_wait_gone(vt, name), "%s", vt_screen(vt));
	leave(vt);
}
END_TEST

enum { TWO_LOOKS = 1100 }; /* milliseconds; it looks twice a second */

START_TEST(silent_when_idle)
{
	struct vt *vt = at_home("clerk");

	ck_sees(vt, name);
	vt_mark(vt);
	vt_settle(vt, TWO_LOOKS);
	ck_assert_uint_eq(vt_bytes(vt), 0);
	leave(vt);
}
END_TEST

/* What another desk wrote shows nothing new here: nothing is sent. */
START_TEST(silent_when_nothing_here_changed)
{
	struct vt *vt = spawn(24, 80, "clerk");

	ck_sees(vt, name);
	vt_send(vt, "2");
	ck_sees(vt, "起算");
	vt_mark(vt);
	advise_elsewhere();
	vt_settle(vt, TWO_LOOKS);
	ck_assert_uint_eq(vt_bytes(vt), 0);
	leave(vt);
}
END_TEST

/* Not by any form; as somebody with a tool would. */
static bool
spoil_body(struct store *store, void *arg, struct err *err)
{
	static const char hostile[] = "张\033]0;owned\007\033[8m\xC2\x9B"
				      "8m\xE2\x80\xAE\033[2J\x0e\xff";
	static const char *const sqls[] = {
		"UPDATE party SET name = $1",
		"UPDATE matter SET title = $1, charge = $1, handler = $1",
		"UPDATE desk_user SET name = $1",
		"UPDATE station SET name = $1",
	};

	(void)arg;
	for (size_t i = 0; i < ARRAY_LENGTH(sqls); i++) {
		struct stmt *q = store_statement(store, sqls[i], err);

		if (q == NULL)
			return false;
		stmt_text(q, 1, hostile);
		if (!stmt_run(q, err))
			return false;
	}
	return true;
}

static void
ck_clean(const struct vt *vt)
{
	static const char *const never[] = { "owned\007", "\033]0;", "\033[8m",
		"\xC2\x9B", "\xE2\x80\xAE", "\x0e", "\xff" };

	for (size_t i = 0; i < ARRAY_LENGTH(never); i++)
		ck_assert_msg(!vt_has_sent(vt, never[i]), "row %zu", i);
}

START_TEST(hostile_names)
{
	struct vt *vt;

	ck_practice(&practice,
		store_tx(practice.store, spoil_body, NULL, 0, &practice.err));
	vt = spawn(24, 80, NULL);
	ck_sees(vt, "选用户");
	vt_send(vt, "<Enter>");
	ck_sees(vt, "今日 ·");
	ck_sees(vt, "张〓");
	vt_send(vt, "2");
	ck_sees(vt, "起算");
	vt_send(vt, "<F12><Enter>");
	ck_sees(vt, "案件 ·");
	ck_sees(vt, "张〓");
	vt_send(vt, "<Enter>");
	vt_settle(vt, 50);
	vt_send(vt, "<F12><F12><F2>");
	ck_sees(vt, "案件列表");
	ck_clean(vt);
	leave(vt);
}
END_TEST

Suite *
suite_pty(void)
{
	Suite *suite = suite_create("pty");
	TCase *hands = tcase_create("hands");
	TCase *line = tcase_create("line");

	tcase_add_unchecked_fixture(hands, practice_make, NULL);
	tcase_add_checked_fixture(hands, set_up, tear_down);
	tcase_add_test(hands, choose_user);
	tcase_add_test(hands, chinese_in_a_form);
	tcase_add_test(hands, keys_in_pieces);
	tcase_add_test(hands, keypad_digits);
	tcase_add_test(hands, resized_in_a_form);
	suite_add_tcase(suite, hands);
	tcase_add_unchecked_fixture(line, practice_make, NULL);
	tcase_add_checked_fixture(line, set_up, tear_down);
	tcase_set_timeout(line, 30);
	tcase_add_loop_test(
		line, cut_off_in_a_form, 0, (int)ARRAY_LENGTH(endings));
	tcase_add_test(line, another_desk_seals);
	tcase_add_test(line, silent_when_idle);
	tcase_add_test(line, silent_when_nothing_here_changed);
	tcase_add_test(line, hostile_names);
	suite_add_tcase(suite, line);
	return suite;
}
