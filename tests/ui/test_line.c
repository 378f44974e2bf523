/* SPDX-License-Identifier: MIT */
/* Level line on fake screens: what a typed line does, what is said to it. */
#include "app_fixture.h"

#include "ui/line/line.h"
#include "ui/line/line_key.h"
#include "ui/line/line_view.h"

Suite *suite_line(void);

static struct fixture fixture;
static struct line *line;

/* Once a new line was typed: what was said, then the prompt. */
static struct buf said;

static void
hear(void)
{
	buf_clear(&said);
	buf_add(&said, line_output(line));
	buf_add(&said, line_prompt(line));
	line_sent(line);
}

static void
begin(int rows, int width)
{
	start_with(&fixture, &screen_list, KEY_NAMES_F);
	app_wire(fixture.app)->level = LEVEL_LINE;
	line = line_new(fixture.app, rows, width);
	line_begin(line);
	hear();
}

static void
set_up(void)
{
	/* Of the fixture, and for who has a screen. */
	(void)start;
	(void)check_frame;
	(void)check_shows;
	(void)type;
	begin(0, 0);
}

static void
tear_down(void)
{
	line_free(&line);
	buf_free(&said);
	stop(&fixture);
}

static void
answer(const char *text)
{
	fixture.goes_on = line_typed(line, text);
	hear();
}

#define ck_says(text)                                                          \
	ck_assert_msg(strstr(buf_text(&said), text) != NULL,                   \
		"%s was not said:\n%s", text, buf_text(&said))
#define ck_silent(text)                                                        \
	ck_assert_msg(strstr(buf_text(&said), text) == NULL,                   \
		"%s was said:\n%s", text, buf_text(&said))
#define ck_log(text) ck_assert_str_eq(buf_text(&fixture.desk.log), text)

START_TEST(a_list_is_numbered_and_paged)
{
	ck_says("书记员 测试甲 · 测试区人民法院\n== 案件 210\n");
	ck_says("1) （2026）测刑初100号  已告知\n");
	ck_silent("\n25) ");
	ck_says("还有");
	ck_says("行号 打开；行号 键：1处理 4作废 5更换；.3改期 F6新建 ");
	answer("");
	ck_says("30) （2026）测刑初71号  已告知\n");
	ck_silent("还有");
	ck_says("210> ");
}
END_TEST

START_TEST(pages_are_as_long_as_the_terminal)
{
	line_free(&line);
	stop(&fixture);
	begin(10, 80);
	ck_says("\n2) ");
	ck_silent("\n3) ");
	answer("q");
	ck_silent("\n3) ");
	answer("");
	ck_says("\n2) ");
}
END_TEST

static const struct {
	const char *typed;
	const char *log; /* of key, row, text */
} row_cases[] = {
	{ "3 1", "198:;" },
	{ "3 处理", "198:;" },
	{ "３　１", "198:;" },
	{ "30 处", "171:;" },
	{ ".1", "1100:;" },
	{ "处理", "1100:;" },
	{ ".处理", "1100:;" },
	{ "31 1", "" },
	{ "0 1", "" },
	{ "3 2", "" },
	{ "3 9", "" },
	{ "3x1", "" },
	{ "-1 1", "" },
	{ "。处理", "1100:;" },
};

START_TEST(a_number_and_a_key_do_that_to_the_row)
{
	answer(row_cases[_i].typed);
	ck_log(row_cases[_i].log);
	ck_assert(line_is_mistaken(line) == false ||
		  row_cases[_i].log[0] == '\0');
}
END_TEST

START_TEST(a_number_alone_opens_the_row)
{
	answer("2");
	ck_says("== 登记 214\n");
	ck_says("案号：（2026）测刑初1号\n");
	ck_says("1 姓名*：");
	answer(".F12");
	ck_says("== 案件 210\n");
	ck_silent("1) ");
}
END_TEST

START_TEST(words_find_rows)
{
	answer("/初98号");
	ck_says("3) （2026）测刑初98号  已告知\n210> ");
	answer(".1");
	ck_log("198:;");
	answer("/初9");
	ck_says("共10行");
	answer("/没有的字");
	ck_assert(line_is_mistaken(line));
}
END_TEST

START_TEST(codes_and_words_find_screens)
{
	answer("214");
	ck_says("== 登记 214\n");
	answer(".=210");
	ck_says("== 案件 210\n");
	answer("不要律师");
	ck_says("== 登记 214\n");
	answer(".F12");
	answer("张三");
	ck_says("== 查找 · 张三 30\n");
	answer("=900");
	ck_silent("用户");
}
END_TEST

START_TEST(a_row_that_went_meanwhile_is_not_another)
{
	fixture.desk.gone = 98;
	fixture.desk.above = 1;
	ck_assert(!line_changed(line));
	ck_assert_str_eq(line_output(line), "");
	answer("3 1");
	ck_assert(line_is_mistaken(line));
	ck_log("");
	ck_says("新增1项");
	ck_says("1) （2026）测刑初101号");
	answer("4 1");
	ck_log("197:;");
}
END_TEST

START_TEST(a_number_means_the_row_that_was_said_with_it)
{
	fixture.desk.above = 1;
	ck_assert(!line_changed(line));
	answer("3 1");
	ck_log("198:;");
	ck_says("新增1项");
}
END_TEST

START_TEST(what_is_urgent_is_said_at_once)
{
	fixture.desk.call = "还有1小时到期";
	ck_assert(line_changed(line));
	ck_assert_str_eq(line_output(line), "还有1小时到期\n");
	line_sent(line);
	fixture.desk.call = NULL;
	answer("3 1");
	ck_silent("还有1小时到期");
}
END_TEST

START_TEST(only_one_confirms)
{
	static const char *const others[] = { "", "2", "11", "1 ", "y", "是",
		".1", "？", "１ " };

	for (size_t i = 0; i < ARRAY_LENGTH(others); i++) {
		bool is_one = strcmp(others[i], "1 ") == 0 ||
			      strcmp(others[i], "１ ") == 0;

		buf_clear(&fixture.desk.log);
		answer("1 4");
		ck_says("作废这一件？\n1 确认，别的都不办：");
		answer(others[i]);
		ck_assert_msg((fixture.desk.log.length > 0) == is_one, "%s: %s",
			others[i], buf_text(&fixture.desk.log));
	}
}
END_TEST

START_TEST(a_text_is_data_and_a_key_has_a_full_stop)
{
	answer("1 5");
	ck_says("为什么？\n写好按回车（.F12 不办）：");
	answer("");
	ck_says("！还没有写；.F12 不办");
	ck_assert(line_is_mistaken(line));
	answer(".F12");
	ck_says("没有办");
	answer("1 5");
	answer("F12");
	answer("1 5");
	answer("..5万元");
	ck_log("5100:F12;5100:.5万元;");
}
END_TEST

START_TEST(a_form_asks_field_by_field)
{
	answer("F6");
	ck_says("-- 回车留着 @清空");
	answer("张三");
	ck_says("2 日期（");
	answer("1123");
	ck_says("3 理由：");
	answer("第一行");
	ck_says("接着写，空行写完：");
	answer(".空");
	answer("..第三行");
	answer("");
	ck_says("4 确认，回车检查并完成：");
	ck_log("姓名=张三;日期=2026-11-23;理由=第一行\n\n.第三行;");
	answer(".看");
	ck_says("1 姓名*：张三\n2 日期：2026年11月23日\n3 理由：第一行 /  / "
		".第三行\n");
	answer("");
	ck_says("已定稿\n== 案件 210\n");
}
END_TEST

START_TEST(an_empty_line_keeps_and_an_at_sign_clears)
{
	answer("F6");
	answer("张三");
	answer(".上栏");
	ck_says("1 姓名 [张三]：");
	answer("");
	ck_log("姓名=张三;");
	answer(".1");
	answer("@");
	ck_log("姓名=张三;姓名=;");
	answer(".撤销");
	ck_says("已撤销：姓名");
	answer(".1");
	answer(".换 三/三丰");
	ck_says("1 姓名 [张三丰]：");
	answer(".加 （又名张四）");
	ck_log("姓名=张三;姓名=;姓名=张三;姓名=张三丰（又名张四）;");
	answer(".1");
	answer(".换 没有的字/别的");
	ck_assert(line_is_mistaken(line));
}
END_TEST

START_TEST(data_that_look_like_commands_are_data)
{
	static const char *const names[] = { "F10", "3", "/五", "=五", "q" };

	answer("F6");
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		answer(names[i]);
		ck_assert_str_eq(
			values_get(&fixture.desk.values, "姓名"), names[i]);
		answer(".上栏");
	}
}
END_TEST

START_TEST(a_mistake_says_why_and_asks_again)
{
	answer("F6");
	answer("张三");
	answer("99月");
	ck_says("！");
	ck_says("2 日期 [99月]：");
	ck_assert(line_is_mistaken(line));
	ck_assert(line_take_flush(line));
	answer("今");
	ck_log("姓名=张三;日期=2026-11-23;");
	answer(".没有");
	ck_says("没有这个命令");
}
END_TEST

START_TEST(what_is_missing_is_said_before_it_is_done)
{
	answer("F6");
	answer(".完成");
	ck_says("！姓名还没有填");
	answer("??");
	ck_says("依据：办法第六条\n");
	answer("?");
	ck_says("这一栏没有可列的值");
}
END_TEST

START_TEST(a_dropped_line_keeps_what_was_typed)
{
	answer("F6");
	answer("张三");
	answer("");
	answer("第一行");
	line_hangup(line, "第二");
	ck_assert(strstr(buf_text(&fixture.desk.log), "[理由=第一行\n第二 ") !=
		  NULL);
}
END_TEST

START_TEST(help_says_the_keys_by_their_names_here)
{
	answer("?");
	ck_says("== 帮助 · 这一屏的键\n");
	ck_says(".F6  新建  登记新收的案件\n");
	answer("??");
	ck_says("214  登记  拒绝 不要律师\n");
	answer("214");
	ck_says("== 登记 214\n");
}
END_TEST

START_TEST(leaving_asks_once)
{
	answer("F3");
	ck_says("退出程序？");
	answer("1");
	ck_assert(!fixture.goes_on);
	ck_assert_str_eq(line_prompt(line), "");
}
END_TEST

START_TEST(a_gap_is_filled_by_titles)
{
	static const struct column three[] = { { .title = "选" },
		{ .title = "通知" }, { .title = "收到" },
		{ .title = "指派", .from = 100 } };
	struct arena arena = { 0 };
	struct view view = { .arena = &arena };
	struct line_sheet sheet;

	view_list(&view, NULL, "一栏\033[2J", three, ARRAY_LENGTH(three));
	view_row(&view, 1);
	view_text(&view, "");
	view_text(&view, "11-02");
	view_text(&view, "");
	view_text(&view, "11-09");
	view_row(&view, 2);
	view_text(&view, "");
	view_text(&view, "11-02");
	view_text(&view, "11-03\033[31m");
	view_text(&view, "");
	line_sheet_make(&sheet, &view, 0);
	ck_assert_str_eq(line_sheet_row(&sheet, 0), "1) 11-02  指派 11-09");
	ck_assert_str_eq(line_sheet_row(&sheet, 1), "2) 11-02  11-03〓[31m");
	ck_assert_str_eq(sheet.items[0].text, "【一栏〓[2J】");
	line_sheet_clear(&sheet);
	line_sheet_make(&sheet, &view, 80);
	ck_assert_str_eq(line_sheet_row(&sheet, 0), "1) 11-02");
	line_sheet_clear(&sheet);
	arena_clear(&arena);
}
END_TEST

static const struct {
	const char *name;
	int32_t key;
} key_cases[] = {
	{ "F6", KEY_F6 },
	{ "f12", KEY_F12 },
	{ "Esc6", KEY_F6 },
	{ "esc0", KEY_F10 },
	{ "EscEsc", KEY_F12 },
	{ "^x", KEY_CTRL('x') },
	{ "C-X", KEY_CTRL('x') },
	{ "Ctrl-Z", KEY_CTRL('z') },
	{ "回车", KEY_ENTER },
	{ "空格", KEY_SPACE },
	{ "7", '7' },
	{ "-", '-' },
	{ "F13", KEY_NONE },
	{ "F0", KEY_NONE },
	{ "230", KEY_NONE },
	{ "", KEY_NONE },
	{ "是的", KEY_NONE },
};

START_TEST(keys_have_names)
{
	ck_assert_int_eq(line_key(key_cases[_i].name), key_cases[_i].key);
}
END_TEST

Suite *
suite_line(void)
{
	Suite *suite = suite_create("line");
	TCase *tcase = tcase_create("line");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_list_is_numbered_and_paged);
	tcase_add_test(tcase, pages_are_as_long_as_the_terminal);
	tcase_add_loop_test(tcase, a_number_and_a_key_do_that_to_the_row, 0,
		ARRAY_LENGTH(row_cases));
	tcase_add_test(tcase, a_number_alone_opens_the_row);
	tcase_add_test(tcase, words_find_rows);
	tcase_add_test(tcase, codes_and_words_find_screens);
	tcase_add_test(tcase, a_row_that_went_meanwhile_is_not_another);
	tcase_add_test(tcase, a_number_means_the_row_that_was_said_with_it);
	tcase_add_test(tcase, what_is_urgent_is_said_at_once);
	tcase_add_test(tcase, only_one_confirms);
	tcase_add_test(tcase, a_text_is_data_and_a_key_has_a_full_stop);
	tcase_add_test(tcase, a_form_asks_field_by_field);
	tcase_add_test(tcase, an_empty_line_keeps_and_an_at_sign_clears);
	tcase_add_test(tcase, data_that_look_like_commands_are_data);
	tcase_add_test(tcase, a_mistake_says_why_and_asks_again);
	tcase_add_test(tcase, what_is_missing_is_said_before_it_is_done);
	tcase_add_test(tcase, a_dropped_line_keeps_what_was_typed);
	tcase_add_test(tcase, help_says_the_keys_by_their_names_here);
	tcase_add_test(tcase, leaving_asks_once);
	tcase_add_test(tcase, a_gap_is_filled_by_titles);
	tcase_add_loop_test(tcase, keys_have_names, 0, ARRAY_LENGTH(key_cases));
	suite_add_tcase(suite, tcase);
	return suite;
}
