/* SPDX-License-Identifier: MIT */
/*
 * The real program when its line drops where there is no form of a case: in a
 * register, at a question of level line.
 */
#include "cut.h"

Suite *suite_kept(void);

static struct vt *
admin(void)
{
	struct vt *vt = spawn_for(24, 80, "admin");

	vt_wait_text(vt, "管理戊");
	return vt;
}

/* In the middle of the second field of what `keys` open, `typed` there. */
static const struct filled {
	const char *keys;
	const char *first;
	const char *typed;
	const char *title;
} filled[] = {
	{ "<F6>", "guard-8", "王丁五某", "《用户登记》" },
	{ "7", "1", "某看守所甲", "《机关登记》" },
};

static struct vt *
in_register(const struct filled *f)
{
	struct vt *vt = admin();

	ck_sees(vt, "今日 ·");
	vt_send(vt, "<F9>310<Enter>");
	ck_sees(vt, "用户与机关");
	vt_send(vt, f->keys);
	ck_sees(vt, "登记   ");
	vt_send(vt, f->first);
	vt_send(vt, "<Enter>");
	vt_send(vt, f->typed);
	vt_send(vt, "<Left>");
	wait_focus(vt, f->typed);
	vt_settle(vt, 50);
	return vt;
}

START_TEST(in_a_register)
{
	const struct filled *f = &filled[_i / 3];
	struct vt *vt = in_register(f);
	int column = cursor_column(vt);

	cut(vt, &endings[_i % 3]);
	vt = admin();
	ck_sees(vt, "上次断线时正在填");
	ck_sees(vt, f->title);
	ck_sees(vt, "填过的都在：F9 打 310 再打开");
	vt_send(vt, "<F9>310<Enter>");
	ck_sees(vt, "用户与机关");
	vt_send(vt, f->keys);
	ck_sees(vt, "上次没登记完，填过的都在");
	wait_focus(vt, f->typed);
	ck_assert_int_eq(cursor_column(vt), column);
	vt_send(vt, "<C-x>");
	ck_sees(vt, "从登记的内容重新开始");
	vt_send(vt, "1");
	ck_sees(vt, "填过的弃掉了");
	ck_assert_ptr_null(strstr(vt_screen(vt), f->typed));
	end_in_order(vt);
}
END_TEST

/* A kill takes the field in hand, and no field before it. */
START_TEST(killed_in_a_register)
{
	struct vt *vt = in_register(&filled[0]);

	cut(vt, &endings[3]);
	vt = admin();
	ck_sees(vt, "上次程序中断时正在填《用户登记》");
	vt_send(vt, "<F9>310<Enter><F6>");
	ck_sees(vt, "上次没登记完，填过的都在");
	ck_sees(vt, filled[0].first);
	end_in_order(vt);
}
END_TEST

START_TEST(a_register_is_taken_over)
{
	struct vt *old = in_register(&filled[_i]), *vt = admin();
	int column = cursor_column(old);

	ck_sees(vt, both);
	ck_sees(vt, filled[_i].title);
	vt_send(vt, "1");
	wait_focus(vt, filled[_i].typed);
	ck_assert_int_eq(cursor_column(vt), column);
	ck_assert_int_ge(vt_wait_exit(old), 0);
	vt_close(&old, 0);
	end_in_order(vt);
}
END_TEST

static struct vt *
at_lines(void)
{
	static const char *const env[] = { "LANG=C.UTF-8", "LC_ALL",
		"BIANHU_USER", "BIANHU_LEVEL", NULL };
	char store[] = "--store=court.db", user[] = "--user=clerk";
	struct vt *vt = vt_spawn(
		24, 80, "dumb", env, (char *[]){ program, store, user, NULL });

	ck_sees(vt, "110>");
	return vt;
}

/* Half an answer is there again, to be gone on with. */
START_TEST(in_half_a_line)
{
	struct vt *vt = at_lines();

	vt_send(vt, "/告知委托辩护人<Enter>.1<Enter>");
	ck_sees(vt, "2 告知地点*：");
	vt_send(vt, "第三法");
	ck_sees(vt, "告知地点*：第三法");
	cut(vt, &endings[_i]);
	vt = at_home();
	ck_sees(vt, cut_off + strlen("正在填"));
	vt_send(vt, "<Enter>");
	ck_sees(vt, form);
	wait_focus(vt, "第三法");
	end_in_order(vt);
	vt = at_lines();
	ck_sees(vt, "回车接着填");
	vt_send(vt, "/告知笔录<Enter>.回车<Enter>");
	ck_sees(vt, "告知地点");
	ck_sees(vt, "第三法");
	end_in_order(vt);
}
END_TEST

START_TEST(half_a_line_is_taken_over)
{
	struct vt *old = at_lines(), *vt;

	vt_send(old, "/告知委托辩护人<Enter>.1<Enter>");
	ck_sees(old, "2 告知地点*：");
	vt_send(old, "第三法");
	ck_sees(old, "告知地点*：第三法");
	vt = spawn(24, 80);
	ck_sees(vt, both);
	vt_send(vt, "1");
	ck_sees(vt, form);
	wait_focus(vt, "第三法");
	ck_assert_int_ge(vt_wait_exit(old), 0);
	vt_close(&old, 0);
	end_in_order(vt);
}
END_TEST

/* Level line is only known of once one has said who one is; what was typed
 * meanwhile goes on to it. */
START_TEST(typed_ahead_of_level_line)
{
	struct vt *vt = at_home();

	vt_send(vt, "<F9>320<Enter>34");
	ck_sees(vt, "320>");
	end_in_order(vt);
	vt = spawn_for(24, 80, NULL);
	vt_line(vt, 9600, 150);
	vt_send(vt, "<Enter>/告知委托辩护人<Enter>.1<Enter>第三法庭<Enter>");
	ck_sees(vt, "2 告知地点*：第三法庭");
	end_in_order(vt);
}
END_TEST

Suite *
suite_kept(void)
{
	Suite *suite = suite_create("kept");
	TCase *kept = tcase_create("kept");

	tcase_add_unchecked_fixture(kept, practice_make, NULL);
	tcase_add_checked_fixture(kept, set_up, tear_down);
	tcase_set_timeout(kept, 60);
	tcase_add_loop_test(
		kept, in_a_register, 0, 3 * (int)ARRAY_LENGTH(filled));
	tcase_add_test(kept, killed_in_a_register);
	tcase_add_loop_test(
		kept, a_register_is_taken_over, 0, (int)ARRAY_LENGTH(filled));
	tcase_add_loop_test(kept, in_half_a_line, 0, 3);
	tcase_add_test(kept, half_a_line_is_taken_over);
	tcase_add_test(kept, typed_ahead_of_level_line);
	suite_add_tcase(suite, kept);
	return suite;
}
