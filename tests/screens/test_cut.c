/* SPDX-License-Identifier: MIT */
/*
 * The real program when its line drops, is killed, when its user sits down at
 * another terminal: what was typed is there, in the same field, under the same
 * cursor.
 */
#include "cut.h"

Suite *suite_cut(void);

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

enum { A_PAUSE = 6500 }; /* milliseconds; it keeps after five seconds */

/* Who stops to think has lost nothing, and nothing of it goes on the wire. */
START_TEST(killed_after_a_pause)
{
	struct vt *vt = in_form();
	int column;

	wait_focus(vt, "告知地点");
	vt_send(vt, "看守所第二<Left>");
	wait_focus(vt, "看守所第二");
	vt_settle(vt, 50);
	column = cursor_column(vt);
	vt_mark(vt);
	vt_settle(vt, A_PAUSE);
	ck_assert_uint_eq(vt_bytes(vt), 0);
	cut(vt, &endings[3]);
	vt = at_home();
	ck_sees(vt, cut_off);
	vt_send(vt, "<Enter>");
	ck_sees(vt, form);
	wait_focus(vt, "看守所第二");
	ck_assert_int_eq(cursor_column(vt), column);
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

/* The same for who is chosen from the list; it is the list he goes back to. */
START_TEST(taken_over_by_who_was_chosen)
{
	struct vt *old = in_form();
	struct vt *vt = spawn_for(24, 80, NULL);

	ck_sees(vt, "选用户");
	ck_sees(vt, "书记员甲");
	vt_send(vt, "<Enter>");
	ck_sees(vt, both);
	vt_send(vt, "1");
	ck_sees(vt, form);
	ck_assert_int_ge(vt_wait_exit(old), 0);
	vt_close(&old, 0);
	vt_send(vt, "<F3>");
	ck_sees(vt, "没写完的草稿");
	vt_send(vt, "<F3>");
	ck_sees(vt, "选用户");
	/* Nobody sits there now. */
	old = at_home();
	end_in_order(old);
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

Suite *
suite_cut(void)
{
	Suite *suite = suite_create("cut");
	TCase *line = tcase_create("line");

	tcase_add_unchecked_fixture(line, practice_make, NULL);
	tcase_add_checked_fixture(line, set_up, tear_down);
	tcase_set_timeout(line, 60);
	tcase_add_loop_test(
		line, at_any_screen, 0, 2 * (int)ARRAY_LENGTH(kinds));
	tcase_add_loop_test(line, in_the_middle_of_a_field, 0,
		3 * (int)ARRAY_LENGTH(hands));
	tcase_add_test(line, killed_in_a_long_field);
	tcase_add_test(line, killed_after_a_pause);
	tcase_add_loop_test(
		line, on_the_last_line, 0, (int)ARRAY_LENGTH(endings));
	tcase_add_test(line, taken_over_from_another_terminal);
	tcase_add_test(line, taken_over_by_who_was_chosen);
	tcase_add_test(line, open_at_both);
	tcase_add_test(line, taken_over_while_it_does_not_answer);
	suite_add_tcase(suite, line);
	return suite;
}
