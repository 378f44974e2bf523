/* SPDX-License-Identifier: MIT */
/*
 * The real program when its terminal reads nothing, is shrunk to nothing, when
 * its disk is full: nobody else waits, nothing is lost, and it goes on.
 */
#include "cut.h"

#include "desk/record.h"
#include "desk/values_file.h"
#include "tests/support/killat.h"

#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

Suite *suite_stuck(void);

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
	for (int i = 0; !has_ended(vt); i++) {
		ck_assert_int_lt(i, 1000);
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
	struct winsize now = { 0 };
	const char *said = size.has_room ? "今日" : "窗";

	/* It is told of its size by itself, so wait until it was. */
	while (now.ws_row != size.rows || now.ws_col != size.columns) {
		vt_settle(vt, 1);
		ioctl(vt_descriptor(vt), TIOCGWINSZ, &now);
	}
	/* One column has no room for a word. */
	while (size.columns > 1 && !vt_has_sent(vt, said))
		vt_settle(vt, 10);
	vt_settle(vt, 50);
	if (!size.has_room && size.columns > 1)
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
	ck_sees(vt, "草稿写不了：磁盘满了");
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

Suite *
suite_stuck(void)
{
	Suite *suite = suite_create("stuck");
	TCase *rest = tcase_create("terminal and disk");

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
	return suite;
}
