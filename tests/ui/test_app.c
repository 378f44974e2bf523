/* SPDX-License-Identifier: MIT */
/* The loop, fed with keys: screens, rights, asks, type-ahead, drafts kept. */
#include "tests/ui/app_fixture.h"

#include "tests/support/structure.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_app(void);

/* What the keys do, told by what the desk noted and the screen shows. */
static const struct {
	const char *script;
	const char *log;
	const char *shown;
} cases[] = {
	{ "1", "1100:;", "已记下" },
	{ "<Down><Down>1", "198:;", "> （2026）测刑初98号" },
	{ "41", "4100:;", "已记下" },
	{ "42", "", "没有办，什么也没变" },
	{ "4<Enter>", "", "没有办，什么也没变" },
	{ "5病了<Enter>", "5100:病了;", "已记下" },
	{ "5<Enter>", "", "还没有写" },
	{ "3", "", "别人刚改过，请再看一遍" },
	{ "2", "", "这个键在这里没有用" },
	{ "9", "", "这个键在这里没有用" },
	{ "/77<Enter>1", "177:;", "> （2026）测刑初77号" },
	{ "/77<F12>1", "1100:;", "> （2026）测刑初100号" },
	{ "/初7<Down><Enter>1", "178:;", "> （2026）测刑初78号" },
	{ "/没有<Enter>", "", "> （2026）测刑初100号" },
	{ "<F9>214<Enter>", "", "姓名" },
	{ "=不要律师<Enter>", "", "姓名" },
	{ "<F9>处理<Enter>", "1100:;", "已记下" },
	{ "<F9>张甲一<Enter>", "", "查找 · 张甲一" },
	{ "<F9>900<Enter>", "", "查找 · 900" },
	{ "<F9>Q<Enter>", "", "退出程序？" },
	{ "<F9>0<Enter>", "", "这一屏的键" },
	{ "<F12>", "", "这里是第一屏" },
	{ "<F3>2", "", "没有办" },
	{ "<F1><F1>", "", "全部目录" },
	{ "<F1><F1><Down><Enter>", "", "姓名" },
	{ "<F1><F12>1", "1100:;", "已记下" },
	{ "<F6>张甲一<Enter><F12>", "姓名=张甲一;", "已离开，草稿已保留" },
	{ "<Enter>张甲一<F3>", "姓名=张甲一;", "已离开，草稿已保留" },
	{ "<F6><F12>", "", "> （2026）测刑初100号" },
	{ "<F6>张甲一<F10>", "姓名=张甲一;", "已定稿" },
	{ "<F6><F10>", "", "姓名还没有填" },
	{ "<F6>??", "", "办法第六条" },
	{ "<F6>张<F1><F12>甲<Enter>", "姓名=张甲;", "日期" },
	{ "<F6>张<F9>210<Enter>", "姓名=张;", "> （2026）测刑初100号" },
	{ "<F6><Tab>1399<F12>", "", "再按一次同一个键" },
	{ "<F6><Tab>1399<F12><F12>", "", "> （2026）测刑初100号" },
	{ "<F6>1=/<Enter>", "姓名=1=/;", "日期" },
	{ "<F7><F8><End>1", "171:;", "已记下" },
	{ "<F5>", "", "已刷新" },
	{ "<F11>", "", "您没有“追责”这一屏" },
};

START_TEST(keys_do_what_they_say)
{
	struct fixture f;

	start(&f);
	type(&f, cases[_i].script);
	ck_assert(f.goes_on);
	ck_assert_str_eq(buf_text(&f.desk.log), cases[_i].log);
	check_shows(&f, cases[_i].shown);
	stop(&f);
}
END_TEST

START_TEST(a_right_makes_a_key)
{
	struct fixture f;

	start(&f);
	ck_assert(!shows(&f, "定稿"));
	f.desk.may_seal = true;
	type(&f, "<Down>");
	check_shows(&f, "2定稿");
	type(&f, "2");
	ck_assert_str_eq(buf_text(&f.desk.log), "299:;");
	stop(&f);
}
END_TEST

START_TEST(rows_keys_need_rows)
{
	struct fixture f;

	start(&f);
	f.desk.rows = 0;
	type(&f, "<F5>");
	check_shows(&f, "没有案件");
	ck_assert(!shows(&f, "1处理"));
	type(&f, "1<Enter>4");
	ck_assert_uint_eq(f.desk.log.length, 0);
	stop(&f);
}
END_TEST

START_TEST(the_cursor_stays_on_its_row)
{
	struct fixture f;

	start(&f);
	type(&f, "<Down><Down>");
	f.desk.rows = 29;
	press(&f, KEY_CHANGED);
	check_shows(&f, "> （2026）测刑初98号");
	/* While something is asked nothing moves; then it is read anew. */
	type(&f, "5");
	f.desk.views = 0;
	press(&f, KEY_CHANGED);
	ck_assert_int_eq(f.desk.views, 0);
	type(&f, "<F12>");
	ck_assert_int_eq(f.desk.views, 1);
	stop(&f);
}
END_TEST

START_TEST(what_is_typed_ahead_is_void_only_after_a_stop)
{
	static const struct {
		const char *script;
		bool flushes;
	} scripts[] = {
		{ "1", false },
		{ "<Down><F6>张甲一<Enter>", false },
		{ "5", false },
		{ "9", false },
		{ "4", true },
		{ "<F6><Tab>1399<Enter>", true },
		{ "<F6><F10>", true },
		{ "<F3>", true },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(scripts); i++) {
		struct fixture f;

		start(&f);
		type(&f, scripts[i].script);
		ck_assert_msg(app_take_flush(f.app) == scripts[i].flushes, "%s",
			scripts[i].script);
		ck_assert(!app_take_flush(f.app));
		stop(&f);
	}
}
END_TEST

START_TEST(a_flush_is_said)
{
	struct fixture f;

	start(&f);
	type(&f, "<F6><Tab>1399<Enter>");
	app_flushed(f.app);
	check_shows(&f, "已丢弃预输入");
	stop(&f);
}
END_TEST

START_TEST(a_lost_line_keeps_the_field)
{
	struct fixture f;

	start(&f);
	type(&f, "<F6>张甲一");
	press(&f, KEY_HANGUP);
	ck_assert(!f.goes_on);
	ck_assert_str_eq(buf_text(&f.desk.log), "[姓名=张甲一 9]cut;");
	press(&f, '1');
	ck_assert(!f.goes_on);
	stop(&f);
	start(&f);
	type(&f, "<F3>1");
	ck_assert(!f.goes_on);
	stop(&f);
}
END_TEST

START_TEST(a_failure_to_read_is_shown_and_mended)
{
	struct fixture f;

	start(&f);
	f.desk.fails = true;
	type(&f, "<F5>");
	check_shows(&f, "现在看不到");
	check_shows(&f, "别人正在保存，请再试");
	f.desk.fails = false;
	type(&f, "<F5>");
	check_shows(&f, "（2026）测刑初100号");
	stop(&f);
}
END_TEST

START_TEST(the_bar_goes_round)
{
	struct fixture f;

	start(&f);
	check_shows(&f, "F1帮助  F3离开");
	type(&f, "<C-o>");
	ck_assert_int_eq(app_wire(f.app)->bar, BAR_SHORT);
	check_shows(&f, "回车打开  1处理  F1帮助  F3离开");
	type(&f, "<C-o>");
	ck_assert(!shows(&f, "F3离开"));
	type(&f, "<C-o>");
	check_shows(&f, "F3离开");
	ck_assert(!app_take_repaint(f.app));
	type(&f, "<C-l>");
	ck_assert(app_take_repaint(f.app));
	stop(&f);
}
END_TEST

/* Where a full page takes seconds: what is below WIRE_SHORT_ROWS of it stays
 * empty, and all of it is reached. */
START_TEST(a_short_page_is_short)
{
	struct fixture f;
	const struct cells *frame;

	start(&f);
	app_wire(f.app)->level = LEVEL_SHORT;
	type(&f, "<C-l>");
	frame = app_frame(f.app);
	for (int i = WIRE_SHORT_ROWS + 1; i < frame->rows - 2; i++)
		for (int k = 0; k < frame->columns; k++)
			ck_assert_str_eq(
				frame->grid[i * frame->columns + k].text, " ");
	for (int i = 0; i < 40; i++) {
		type(&f, "<Down>");
		frame = app_frame(f.app);
		ck_assert_int_le(frame->cursor_row, WIRE_SHORT_ROWS);
	}
	check_shows(&f, "F3离开");
	stop(&f);
}
END_TEST

START_TEST(many_screens_are_refused_not_fatal)
{
	struct fixture f;

	start(&f);
	for (int i = 0; i < 60; i++)
		type(&f, "<F9>210<Enter>");
	check_shows(&f, "打开的屏太多了");
	for (int i = 0; i < 60; i++)
		type(&f, "<F12>");
	check_shows(&f, "这里是第一屏");
	stop(&f);
}
END_TEST

struct frame {
	const char *script;
	int rows;
	int columns;
	const char *name;
};

/* From line `n` (from 1) on. */
static const char *
nth_line(const char *text, int n)
{
	while (--n > 0 && strchr(text, '\n') != NULL)
		text = strchr(text, '\n') + 1;
	return text;
}

static const struct frame frames[] = {
	{ "<Down>", 24, 80, "ui/app-list-80.want" },
	{ "<Down>", 43, 132, "ui/app-list-132.want" },
	{ "4", 24, 80, "ui/app-yes-80.want" },
	{ "<F9>2", 24, 80, "ui/app-command-80.want" },
	{ "<F1>", 24, 80, "ui/app-help-80.want" },
	{ "<F1><F1>", 24, 80, "ui/app-contents-80.want" },
	{ "<F6>张甲一<Tab><Tab>他说要等家里人", 24, 80, "ui/app-form-80.want" },
	{ "<F6>张甲一", 43, 132, "ui/app-form-132.want" },
	{ "<F6><F1>", 24, 80, "ui/app-field-80.want" },
};

START_TEST(frames_as_a_clerk_sees_them)
{
	const struct frame *frame = &frames[_i];
	struct fixture f;

	start(&f);
	app_resize(f.app, frame->rows, frame->columns);
	type(&f, frame->script);
	check_frame(&f, frame->name);
	stop(&f);
}
END_TEST

/* Where the function keys do not arrive, nothing on the screen says F. */
START_TEST(one_name_for_a_key)
{
	static const char *const scripts[] = { "4", "<F9>2", "<F1>", "/7",
		"<F6>" };

	for (size_t i = 0; i < ARRAY_LENGTH(scripts); i++) {
		struct fixture f;
		struct buf frame = { 0 };
		const char *message;

		start_with(&f, &screen_list, KEY_NAMES_ESC);
		type(&f, scripts[i]);
		cells_dump(app_frame(f.app), &frame);
		message = nth_line(buf_text(&frame), 23);
		ck_assert_msg(strstr(message, "F1") == NULL, "%s", message);
		buf_free(&frame);
		stop(&f);
	}
}
END_TEST

START_TEST(the_tables_keep_the_rules)
{
	for (size_t i = 0; screens[i] != NULL; i++)
		structure_check(screens[i], app_owns_key);
}
END_TEST

/* No keys crash the loop, at any size; the cursor stays on the screen. */
START_TEST(random_keys_crash_nothing)
{
	static const int32_t often[] = { KEY_ENTER, KEY_F6, KEY_F9, KEY_DOWN,
		'1', '4', '5', '/', KEY_F1, KEY_TAB, KEY_F12, '2' };
	struct fixture f;
	uint32_t seed = 815;

	start(&f);
	for (int i = 0; i < 20000; i++) {
		const struct cells *cells;
		uint32_t r;

		seed = seed * 1664525U + 1013904223U;
		r = seed >> 8;
		if (r % 3 == 0)
			press(&f, often[(r / 3) % ARRAY_LENGTH(often)]);
		else if (r % 3 == 1)
			press(&f, 1 + (int32_t)((r / 3) % 0x300));
		else if (KEY_F1 + (int32_t)((r / 3) % 31) != KEY_HANGUP)
			press(&f, KEY_F1 + (int32_t)((r / 3) % 31));
		if (r % 89 == 0)
			app_resize(
				f.app, 5 + (int)(r % 50), 20 + (int)(r % 150));
		if (!f.goes_on) {
			stop(&f);
			start(&f);
			press(&f, KEY_NONE);
		}
		cells = app_frame(f.app);
		ck_assert(cells->cursor_row >= 0 &&
			  cells->cursor_row < cells->rows);
		ck_assert(cells->cursor_column >= 0 &&
			  cells->cursor_column < cells->columns);
	}
	stop(&f);
}
END_TEST

Suite *
suite_app(void)
{
	Suite *suite = suite_create("app");
	TCase *tcase = tcase_create("app");
	TCase *any = tcase_create("random");

	tcase_add_loop_test(
		tcase, keys_do_what_they_say, 0, (int)ARRAY_LENGTH(cases));
	tcase_add_test(tcase, a_right_makes_a_key);
	tcase_add_test(tcase, rows_keys_need_rows);
	tcase_add_test(tcase, the_cursor_stays_on_its_row);
	tcase_add_test(tcase, what_is_typed_ahead_is_void_only_after_a_stop);
	tcase_add_test(tcase, a_flush_is_said);
	tcase_add_test(tcase, a_lost_line_keeps_the_field);
	tcase_add_test(tcase, a_failure_to_read_is_shown_and_mended);
	tcase_add_test(tcase, the_bar_goes_round);
	tcase_add_test(tcase, a_short_page_is_short);
	tcase_add_test(tcase, many_screens_are_refused_not_fatal);
	tcase_add_loop_test(tcase, frames_as_a_clerk_sees_them, 0,
		(int)ARRAY_LENGTH(frames));
	tcase_add_test(tcase, one_name_for_a_key);
	tcase_add_test(tcase, the_tables_keep_the_rules);
	suite_add_tcase(suite, tcase);
	/* Sanitizers take their time. */
	tcase_set_timeout(any, 120);
	tcase_add_test(any, random_keys_crash_nothing);
	suite_add_tcase(suite, any);
	return suite;
}
