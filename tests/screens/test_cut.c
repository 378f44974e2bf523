/* SPDX-License-Identifier: MIT */
/*
 * The real program when its line drops, stands still, is shrunk to nothing,
 * when its disk is full, when its user sits down elsewhere: what was typed is
 * there, in the same field, under the same cursor.
 */
#include "practice.h"

#include "desk/record.h"
#include "desk/values_file.h"
#include "tests/support/killat.h"
#include "tests/support/scratch.h"
#include "tests/support/vt/vt.h"

#include <check.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_cut(void);

static struct practice practice;
static char program[PATH_MAX];

/* Of 今日 in the practice store; his advice is owed. */
static const char name[] = "黄丁十";
static const char form[] = "填写 · 告知笔录";
static const char into_form[] = "/黄丁十<Enter>1";
static const char cut_off[] = "正在填《告知笔录》黄丁十，回车接着填";
static const char both[] = "您在 /dev/pts/";

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

#define ck_sees(vt, text)                                                      \
	ck_assert_msg(vt_wait_text(vt, text), "%s is not on:\n%s", text,       \
		vt_screen(vt))

static struct vt *
spawn(int rows, int columns)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL",
		"BIANHU_USER", "BIANHU_LEVEL", NULL };
	char store[] = "--store=court.db";
	char user[] = "--user=clerk";

	return vt_spawn(rows, columns, "xterm-256color", env,
		(char *[]){ program, store, user, NULL });
}

static struct vt *
at_home(void)
{
	struct vt *vt = spawn(24, 80);

	ck_sees(vt, "今日 · 2026-11-23");
	return vt;
}

static struct vt *
in_form(void)
{
	struct vt *vt = at_home();

	ck_sees(vt, name);
	vt_send(vt, into_form);
	ck_sees(vt, form);
	return vt;
}

static const char *
cursor_row(struct vt *vt)
{
	int row, column;

	vt_cursor(vt, &row, &column);
	return arena_copy(&practice.arena, vt_row(vt, row));
}

static int
cursor_column(struct vt *vt)
{
	int row, column;

	vt_cursor(vt, &row, &column);
	return column;
}

static void
wait_focus(struct vt *vt, const char *text)
{
	for (int i = 0; strstr(cursor_row(vt), text) == NULL; i++) {
		ck_assert_msg(
			i < 1000, "%s has no cursor:\n%s", text, vt_screen(vt));
		vt_settle(vt, 10);
	}
}

static void
end_in_order(struct vt *vt)
{
	int status = vt_close(&vt, SIGTERM);

	ck_assert_msg(WIFEXITED(status), "status %d", status);
}

/* How a terminal ends: told to, killed, or the line is gone. */
static const struct ending {
	int signal;
	bool is_ours; /* it ends by itself, in order */
} endings[] = {
	{ SIGHUP, true },
	{ SIGTERM, true },
	{ 0, true },
	{ SIGKILL, false },
};

static void
cut(struct vt *vt, const struct ending *e)
{
	int status = vt_close(&vt, e->signal);

	ck_assert_int_eq(WIFEXITED(status), e->is_ours);
	ck_assert_int_eq(WIFSIGNALED(status), !e->is_ours);
}

/* Every kind of screen, and what lies over one. */
static const struct kind {
	const char *keys;
	const char *shows;
	bool in_form; /* the next login names the draft */
} kinds[] = {
	{ "", "今日 ·", false },
	{ "/黄丁", "找:", false },
	{ "<F9>21", "回车打开", false },
	{ "<F1>", "帮助", false },
	{ "<F4>", "去哪里", false },
	{ "<F3>", "退出程序？", false },
	{ "<F2>", "案件列表", false },
	{ "/黄丁十<Enter><Enter>", "案件 ·", false },
	{ "/黄丁十<Enter>2", "起算", false },
	{ "/黄丁十<Enter>1", "填写 · 告知笔录", true },
	{ "/黄丁十<Enter>1<F4>", "填写 · 告知笔录", true },
	{ "/黄丁十<Enter>1<F1>", "帮助", true },
	{ "/黄丁十<Enter>1<C-x>", "弃掉", true },
	{ "/黄丁十<Enter>1<C-g>", "第1项", true },
	{ "/黄丁十<Enter>1<F9>220<Enter>", "220", true },
	{ "<F9>110<Enter>", "今日 ·", false },
};

START_TEST(at_any_screen)
{
	const struct kind *k = &kinds[_i / 2];
	struct vt *vt = at_home();

	ck_sees(vt, name);
	vt_send(vt, k->keys);
	ck_sees(vt, k->shows);
	/* Two of the four each, in turns. */
	cut(vt, &endings[(_i / 2 + 2 * (_i % 2)) % (int)ARRAY_LENGTH(endings)]);
	vt = at_home();
	vt_settle(vt, 20);
	ck_assert_msg((strstr(vt_screen(vt), cut_off) != NULL) == k->in_form,
		"%s", vt_screen(vt));
	end_in_order(vt);
}
END_TEST

/* Where one stands in the middle of a field. */
static const struct hand {
	const char *keys;
	const char *focus; /* the label of the field */
	const char *text;  /* what is to be seen there */
	int left;	   /* cursor keys to the left */
} hands[] = {
	{ "看守所第二讯问室", "告知地点", "看守所第二讯问室", 3 },
	{ "看守所第二讯问室", "告知地点", "看守所第二讯问室", 0 },
	/* A time that does not read. */
	{ "<Up><C-u>2026-13-45", "告知时间", "2026-13-45", 4 },
	/* An item with half a reason. */
	{ "<Tab><Tab><Tab><Tab>2听不", "", "听不", 1 },
	/* As it was, but for the cursor. */
	{ "<Tab>", "告知人", "书记员甲", 2 },
};

START_TEST(in_the_middle_of_a_field)
{
	const struct hand *h = &hands[_i / 3];
	struct vt *vt = in_form();
	int column;

	wait_focus(vt, "告知地点");
	vt_send(vt, h->keys);
	ck_sees(vt, h->text);
	wait_focus(vt, h->text);
	for (int i = 0; i < h->left; i++)
		vt_send(vt, "<Left>");
	vt_settle(vt, 50);
	column = cursor_column(vt);
	cut(vt, &endings[_i % 3]);

	vt = at_home();
	ck_sees(vt, "上次断线时");
	ck_sees(vt, cut_off);
	vt_send(vt, "<Enter>");
	ck_sees(vt, form);
	ck_sees(vt, "刚才写到这里");
	wait_focus(vt, h->focus);
	wait_focus(vt, h->text);
	ck_assert_msg(cursor_column(vt) == column, "%d, was %d:\n%s",
		cursor_column(vt), column, vt_screen(vt));
	/* It was told once; and what is left deliberately is not told. */
	vt_send(vt, "<F5><F3>");
	ck_sees(vt, "没写完的草稿");
	vt_send(vt, "<F3>");
	ck_sees(vt, "草稿都保留");
	vt_send(vt, "1");
	ck_assert_int_eq(vt_wait_exit(vt), 0);
	vt_close(&vt, 0);
	vt = at_home();
	ck_sees(vt, "没写完的草稿，回车接着写");
	ck_assert_ptr_null(strstr(vt_screen(vt), cut_off));
	end_in_order(vt);
}
END_TEST

/* A kill takes no more than what was typed since it was kept last: at most
 * forty keys. */
START_TEST(killed_in_a_long_field)
{
	struct vt *vt = in_form();

	wait_focus(vt, "告知地点");
	for (int i = 0; i < 10; i++)
		vt_send(vt, "看守所第二");
	vt_settle(vt, 100);
	cut(vt, &endings[3]);
	vt = at_home();
	ck_sees(vt, "上次程序中断时");
	vt_send(vt, "<Enter>");
	ck_sees(vt, form);
	ck_sees(vt, "刚才写到这里");
	ck_assert_ptr_nonnull(strstr(cursor_row(vt), "看守所第二"));
	end_in_order(vt);
}
END_TEST

/* Stops on the 确认 line: there again. */
START_TEST(on_the_last_line)
{
	struct vt *vt = in_form();

	for (int i = 0; i < 8; i++)
		vt_send(vt, "<PgDn>");
	ck_sees(vt, "确认");
	wait_focus(vt, "确认");
	cut(vt, &endings[_i]);
	vt = at_home();
	ck_sees(vt, cut_off);
	vt_send(vt, "<Enter>");
	ck_sees(vt, form);
	wait_focus(vt, "确认");
	end_in_order(vt);
}
END_TEST

START_TEST(taken_over_from_another_terminal)
{
	struct vt *old = in_form();
	struct vt *vt;
	int column;

	wait_focus(old, "告知地点");
	vt_send(old, "看守所第二讯问室<Left><Left>");
	ck_sees(old, "第二讯问室");
	vt_settle(old, 50);
	column = cursor_column(old);
	vt = spawn(24, 80);
	ck_sees(vt, both);
	ck_sees(vt, "正在填《告知笔录》黄丁十");
	vt_send(vt, "1");
	ck_sees(vt, form);
	wait_focus(vt, "告知地点");
	wait_focus(vt, "看守所第二讯问室");
	ck_assert_int_eq(cursor_column(vt), column);
	ck_assert_int_ge(vt_wait_exit(old), 0);
	ck_sees(old, "已在另一终端接着办，这边已存好");
	vt_close(&old, 0);
	/* On with it, and nobody is asked again. */
	vt_send(vt, "一<Tab>");
	ck_sees(vt, "看守所第二讯一问室");
	end_in_order(vt);
}
END_TEST

START_TEST(open_at_both)
{
	struct vt *old = in_form();
	struct vt *vt = spawn(24, 80);

	ck_sees(vt, both);
	vt_send(vt, "2");
	ck_sees(vt, "今日 ·");
	vt_send(old, "看守所");
	ck_sees(old, "看守所");
	vt_send(vt, "<F2>");
	ck_sees(vt, "案件列表");
	end_in_order(vt);
	vt_settle(old, 20);
	ck_sees(old, form);
	end_in_order(old);
}
END_TEST

START_TEST(taken_over_while_it_does_not_answer)
{
	struct vt *old = in_form();
	struct vt *vt;
	pid_t pid = vt_pid(old);

	vt_send(old, "看守所<Tab>");
	wait_focus(old, "告知人");
	kill(pid, SIGSTOP);
	vt = spawn(24, 80);
	ck_sees(vt, both);
	vt_send(vt, "1");
	ck_sees(vt, form);
	wait_focus(vt, "告知人");
	ck_assert_ptr_nonnull(strstr(vt_screen(vt), "看守所"));
	kill(pid, SIGCONT);
	ck_assert_int_ge(vt_wait_exit(old), 0);
	vt_close(&old, 0);
	end_in_order(vt);
}
END_TEST

/* As another desk would: nothing of a stuck terminal is in the way. */
static void
seal_elsewhere(void)
{
	struct desk desk = { 0 };
	struct work work;
	struct fault *faults;
	size_t count;
	int64_t record;
	const struct subject on = { .party = practice_number(&practice,
					    "SELECT id FROM party "
					    "WHERE name = '孙己三'") };

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

/* The terminal reads nothing any more, until the program can send nothing. */
static void
block(struct vt *vt)
{
	int waiting = 0, before = -1, same = 0;

	while (same < 20) {
		vt_send(vt, "<C-l>");
		poll(NULL, 0, 10);
		ioctl(vt_descriptor(vt), FIONREAD, &waiting);
		same = waiting == before ? same + 1 : 0;
		before = waiting;
	}
	ck_assert_int_gt(waiting, 2000);
}

static const int blocked_signals[] = { SIGTERM, SIGHUP };

START_TEST(told_to_end_while_nobody_reads)
{
	struct vt *vt = in_form();

	wait_focus(vt, "告知地点");
	vt_send(vt, "看守所第二");
	ck_sees(vt, "看守所第二");
	block(vt);
	seal_elsewhere();
	kill(vt_pid(vt), blocked_signals[_i]);
	/* Nothing is read here either before it has ended. */
	for (int i = 0; kill(vt_pid(vt), 0) == 0 && i < 1000; i++) {
		siginfo_t info = { 0 };

		if (waitid(P_PID, (id_t)vt_pid(vt), &info,
			    WEXITED | WNOHANG | WNOWAIT) == 0 &&
			info.si_pid != 0)
			break;
		ck_assert_int_lt(i, 999);
		poll(NULL, 0, 10);
	}
	vt_close(&vt, 0);
	vt = at_home();
	ck_sees(vt, cut_off);
	vt_send(vt, "<Enter>");
	wait_focus(vt, "看守所第二");
	end_in_order(vt);
}
END_TEST

START_TEST(goes_on_when_the_line_does)
{
	struct vt *vt = in_form();

	wait_focus(vt, "告知地点");
	vt_send(vt, "看守所第二");
	ck_sees(vt, "看守所第二");
	block(vt);
	vt_send(vt, "讯问室<Tab>");
	seal_elsewhere();
	ck_sees(vt, "看守所第二讯问室");
	wait_focus(vt, "告知人");
	end_in_order(vt);
}
END_TEST

START_TEST(taken_over_while_nobody_reads)
{
	struct vt *old = in_form();
	struct vt *vt;

	wait_focus(old, "告知地点");
	vt_send(old, "看守所第二");
	ck_sees(old, "看守所第二");
	block(old);
	vt = spawn(24, 80);
	ck_sees(vt, both);
	vt_send(vt, "1");
	ck_sees(vt, form);
	wait_focus(vt, "看守所第二");
	end_in_order(vt);
	vt_close(&old, 0);
}
END_TEST

static const struct size {
	int rows, columns;
	bool has_room;
} sizes[] = {
	{ 1, 1, false },
	{ 5, 20, false },
	{ 2, 500, false },
	{ 19, 2, false },
	{ 200, 500, true },
	{ 500, 200, true },
	{ 20, 60, true },
	{ 0, 0, true },
};

/* The emulator does not live through a screen of one cell: the program is told
 * of a size, the glass stays as it is. */
static void
tell_size(int descriptor, int rows, int columns)
{
	const struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)columns };

	ck_assert_int_eq(ioctl(descriptor, TIOCSWINSZ, &size), 0);
}

static int
run_in_window(void *arg)
{
	const struct size *s = arg;
	char store[] = "--store=court.db";
	char user[] = "--user=clerk";

	tell_size(STDIN_FILENO, s->rows, s->columns);
	execv(program, (char *[]){ program, store, user, NULL });
	return 127;
}

START_TEST(starts_in_any_window)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL",
		"BIANHU_USER", "BIANHU_LEVEL", NULL };
	struct size size = sizes[_i];
	struct vt *vt =
		vt_fork(24, 80, "xterm-256color", env, run_in_window, &size);
	const char *said = size.rows == 0 || size.rows > 19 ? "今日" : "窗";

	while (size.columns > 1 && !vt_has_sent(vt, said))
		vt_settle(vt, 10);
	vt_settle(vt, 50);
	if (!size.has_room)
		vt_send(vt, "1一<F3>1<Enter>");
	vt_settle(vt, 50);
	tell_size(vt_descriptor(vt), 24, 80);
	ck_sees(vt, "今日 ·");
	ck_sees(vt, name);
	vt_send(vt, into_form);
	ck_sees(vt, form);
	end_in_order(vt);
}
END_TEST

/* Where a window may be shrunk. */
static const struct storm {
	const char *keys;
	const char *shows;
} storms[] = {
	{ "", "今日 ·" },
	{ "/黄丁十<Enter>1看守所第二讯问室", "看守所第二讯问室" },
	{ "/黄丁十<Enter>1<F1>", "帮助" },
	{ "<F4>", "去哪里" },
	{ "<F9>21", "回车打开" },
	{ "/黄丁", "找:" },
};

START_TEST(a_storm_of_sizes)
{
	static const int shapes[][2] = { { 1, 1 }, { 43, 132 }, { 20, 60 },
		{ 5, 20 }, { 200, 500 }, { 19, 59 }, { 24, 80 } };
	const struct storm *s = &storms[_i];
	struct vt *vt = at_home();
	const char *before;

	ck_sees(vt, name);
	vt_send(vt, s->keys);
	ck_sees(vt, s->shows);
	vt_settle(vt, 50);
	before = arena_copy(&practice.arena, vt_screen(vt));
	for (int i = 0; i < 100; i++) {
		const int *shape = shapes[i % (int)ARRAY_LENGTH(shapes)];

		tell_size(vt_descriptor(vt), shape[0], shape[1]);
		if (i % 10 == 0)
			vt_settle(vt, 1);
	}
	tell_size(vt_descriptor(vt), 24, 80);
	vt_settle(vt, 200);
	ck_sees(vt, s->shows);
	vt_send(vt, "<C-l>");
	vt_settle(vt, 100);
	ck_assert_str_eq(vt_screen(vt), before);
	end_in_order(vt);
}
END_TEST

/* Ends or fails writes of its own: so it is this program, not the real one. */
static int
run_on_full_disk(void *arg)
{
	struct wire wire = { .level = LEVEL_RICH, .round_trip = -1 };
	struct desk desk = { .store = practice.store,
		.library = practice.library };
	struct err err = { 0 };

	killat_full(arg, ".drafts/");
	return screens_run(&desk, "clerk", &wire, &err) ? 0 : 1;
}

static void
make_file(const char *path)
{
	FILE *file = fopen(path, "w");

	ck_assert_ptr_nonnull(file);
	(void)fclose(file);
}

static struct vt *
on_full_disk(const char *flag)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL", NULL };
	char *file = arena_copy(&practice.arena, flag);
	struct vt *vt;

	store_close(&practice.store);
	practice.store = NULL;
	ck_practice(&practice, store_open("court.db", STORE_OPEN,
				       &practice.store, &practice.err));
	(void)unlink(flag);
	vt = vt_fork(24, 80, "xterm-256color", env, run_on_full_disk, file);
	ck_sees(vt, "今日 · 2026-11-23");
	ck_sees(vt, name);
	vt_send(vt, into_form);
	ck_sees(vt, form);
	wait_focus(vt, "告知地点");
	return vt;
}

START_TEST(a_full_disk_keeps_the_text_in_its_field)
{
	struct vt *vt = on_full_disk("full");

	make_file("full");
	vt_send(vt, "看守所第二讯问室<Tab>");
	ck_sees(vt, "这一项没有存进草稿，还在屏幕上");
	wait_focus(vt, "看守所第二讯问室");
	vt_send(vt, "一<Tab>");
	wait_focus(vt, "看守所第二讯问室一");
	ck_assert_int_eq(unlink("full"), 0);
	vt_send(vt, "<Tab>");
	wait_focus(vt, "告知人");
	ck_assert_ptr_nonnull(strstr(vt_screen(vt), "看守所第二讯问室一"));
	vt_close(&vt, SIGKILL);
	vt = at_home();
	ck_sees(vt, cut_off);
	vt_send(vt, "<Enter>");
	wait_focus(vt, "告知人");
	ck_assert_ptr_nonnull(strstr(vt_screen(vt), "看守所第二讯问室一"));
	end_in_order(vt);
}
END_TEST

/* The space that was kept for this day. */
START_TEST(a_full_disk_gives_up_its_ballast_for_the_field_in_hand)
{
	static const char ballast[] = "court.db.ballast";
	struct vt *vt = on_full_disk(ballast);

	make_file(ballast);
	vt_send(vt, "看守所第二");
	ck_sees(vt, "看守所第二");
	cut(vt, &endings[0]);
	ck_assert_int_ne(access(ballast, F_OK), 0);
	vt = at_home();
	ck_sees(vt, cut_off);
	vt_send(vt, "<Enter>");
	wait_focus(vt, "看守所第二");
	end_in_order(vt);
}
END_TEST

static void
add_line(Suite *suite)
{
	TCase *line = tcase_create("line");

	tcase_add_unchecked_fixture(line, practice_make, NULL);
	tcase_add_checked_fixture(line, set_up, tear_down);
	tcase_set_timeout(line, 60);
	tcase_add_loop_test(
		line, at_any_screen, 0, 2 * (int)ARRAY_LENGTH(kinds));
	tcase_add_loop_test(line, in_the_middle_of_a_field, 0,
		3 * (int)ARRAY_LENGTH(hands));
	tcase_add_test(line, killed_in_a_long_field);
	tcase_add_loop_test(
		line, on_the_last_line, 0, (int)ARRAY_LENGTH(endings));
	tcase_add_test(line, taken_over_from_another_terminal);
	tcase_add_test(line, open_at_both);
	tcase_add_test(line, taken_over_while_it_does_not_answer);
	suite_add_tcase(suite, line);
}

static void
add_rest(Suite *suite)
{
	TCase *rest = tcase_create("blocked, small, full");

	tcase_add_unchecked_fixture(rest, practice_make, NULL);
	tcase_add_checked_fixture(rest, set_up, tear_down);
	tcase_set_timeout(rest, 60);
	tcase_add_loop_test(rest, told_to_end_while_nobody_reads, 0,
		(int)ARRAY_LENGTH(blocked_signals));
	tcase_add_test(rest, goes_on_when_the_line_does);
	tcase_add_test(rest, taken_over_while_nobody_reads);
	tcase_add_loop_test(
		rest, starts_in_any_window, 0, (int)ARRAY_LENGTH(sizes));
	tcase_add_loop_test(
		rest, a_storm_of_sizes, 0, (int)ARRAY_LENGTH(storms));
	tcase_add_test(rest, a_full_disk_keeps_the_text_in_its_field);
	tcase_add_test(
		rest, a_full_disk_gives_up_its_ballast_for_the_field_in_hand);
	suite_add_tcase(suite, rest);
}

Suite *
suite_cut(void)
{
	Suite *suite = suite_create("cut");

	add_line(suite);
	add_rest(suite);
	return suite;
}
