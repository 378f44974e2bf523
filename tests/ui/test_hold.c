/* SPDX-License-Identifier: MIT */
/*
 * What is in hand when nobody finishes it: the line drops, one pauses, one
 * steps back, the window is too small to see what one types.
 */
#include "app_fixture.h"

#include <stdlib.h>

Suite *suite_hold(void);

static const struct {
	const char *keys;
	const char *log;
} cut_rows[] = {
	{ "<F6>张甲一", "[姓名=张甲一 9]cut;" },
	{ "<F6>张甲一<Left><Left>", "[姓名=张甲一 3]cut;" },
	/* What does not read is kept as well. */
	{ "<F6><Tab>1399", "[日期=1399 4]cut;" },
	/* The cursor alone. */
	{ "<F6><Tab>", "[日期= 0]cut;" },
	{ "<F6>张<Tab><Tab>一<Enter>二<Left>", "姓名=张;[理由=一\n二 4]cut;" },
	/* Help lies over the form; the field is kept all the same. */
	{ "<F6>张甲一<F1>", "[姓名=张甲一 9]cut;" },
	{ "<F6>张甲一<F9>21", "[姓名=张甲一 9]cut;" },
	/* Nothing is in hand. */
	{ "", "cut;" },
	{ "/刑初", "cut;" },
};

START_TEST(a_lost_line_keeps_what_is_in_hand)
{
	struct fixture f;

	start(&f);
	type(&f, cut_rows[_i].keys);
	press(&f, KEY_HANGUP);
	ck_assert(!f.goes_on);
	ck_assert_str_eq(buf_text(&f.desk.log), cut_rows[_i].log);
	stop(&f);
}
END_TEST

START_TEST(a_pause_keeps_it_once)
{
	struct fixture f;

	start(&f);
	type(&f, "<F6>张甲一");
	app_rest(f.app, 4000);
	ck_assert_str_eq(buf_text(&f.desk.log), "");
	app_rest(f.app, 2000);
	ck_assert_str_eq(buf_text(&f.desk.log), "[姓名=张甲一 9]");
	app_rest(f.app, 60000);
	ck_assert_str_eq(buf_text(&f.desk.log), "[姓名=张甲一 9]");
	/* A key begins the pause anew. */
	type(&f, "二");
	app_rest(f.app, 4000);
	type(&f, "三");
	app_rest(f.app, 4000);
	ck_assert_str_eq(buf_text(&f.desk.log), "[姓名=张甲一 9]");
	app_rest(f.app, 2000);
	ck_assert_str_eq(
		buf_text(&f.desk.log), "[姓名=张甲一 9][姓名=张甲一二三 15]");
	/* As it was before: what was kept is let go. */
	buf_clear(&f.desk.log);
	type(&f, "<F5>");
	app_rest(f.app, 6000);
	ck_assert_str_eq(buf_text(&f.desk.log), "[= 0]");
	stop(&f);
}
END_TEST

START_TEST(a_pause_where_nothing_was_typed_keeps_nothing)
{
	struct fixture f;

	start(&f);
	type(&f, "<F6><Tab>");
	app_rest(f.app, 60000);
	ck_assert_str_eq(buf_text(&f.desk.log), "");
	stop(&f);
}
END_TEST

START_TEST(long_texts_are_kept_as_they_grow)
{
	struct fixture f;
	int kept = 0;

	start(&f);
	type(&f, "<F6><Tab><Tab>");
	for (int i = 0; i < 400; i++)
		type(&f, "字");
	for (const char *at = buf_text(&f.desk.log);
		(at = strstr(at, "[理由=")) != NULL; at++)
		kept++;
	ck_assert_int_eq(kept, 10);
	buf_clear(&f.desk.log);
	press(&f, KEY_PASTE);
	ck_assert_ptr_nonnull(strstr(buf_text(&f.desk.log), "贴\n文 "));
	stop(&f);
}
END_TEST

START_TEST(a_full_disk_stops_nobody)
{
	struct fixture f;

	start(&f);
	type(&f, "<F6>张甲一");
	f.desk.fails = true;
	app_rest(f.app, 60000);
	check_shows(&f, "张甲一");
	f.desk.fails = false;
	type(&f, "二");
	app_rest(f.app, 60000);
	ck_assert_str_eq(buf_text(&f.desk.log), "[姓名=张甲一二 12]");
	stop(&f);
}
END_TEST

START_TEST(what_was_written_at_an_ask_is_there_the_next_time)
{
	struct fixture f;

	start(&f);
	type(&f, "5他们吵架<Left><F12>");
	check_shows(&f, "写下的留着");
	ck_assert_str_eq(buf_text(&f.desk.scribble), "他们吵架");
	/* Another row is another question. */
	type(&f, "<Down>5");
	ck_assert(!shows(&f, "他们吵架"));
	type(&f, "<F12>");
	check_shows(&f, "没有办，什么也没变");
	type(&f, "<Up>5");
	check_shows(&f, "他们吵架");
	type(&f, "了<Enter>");
	ck_assert_str_eq(buf_text(&f.desk.log), "5100:他们吵了架;");
	ck_assert_str_eq(buf_text(&f.desk.scribble), "");
	stop(&f);
}
END_TEST

START_TEST(a_lost_line_keeps_what_is_written_at_an_ask)
{
	struct fixture f;

	start(&f);
	type(&f, "5他们");
	press(&f, KEY_HANGUP);
	ck_assert_str_eq(buf_text(&f.desk.scribble), "他们");
	ck_assert_uint_eq(f.desk.scribble_at, 6);
	stop(&f);
}
END_TEST

START_TEST(nothing_is_pressed_unseen)
{
	static const int sizes[][2] = { { 1, 1 }, { 5, 20 }, { 19, 80 },
		{ 24, 59 }, { 200, 4 } };
	struct fixture f;

	start(&f);
	type(&f, "<F6>张甲一");
	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
		app_resize(f.app, sizes[i][0], sizes[i][1]);
		if (sizes[i][0] == 5)
			check_frame(&f, "ui/app-small-20.want");
		(void)app_frame(f.app);
		type(&f, "乙<Enter><F10>1<C-x><F3>1<Backspace>");
		ck_assert(f.goes_on);
	}
	app_resize(f.app, 24, 80);
	check_shows(&f, "张甲一");
	ck_assert(!shows(&f, "乙"));
	ck_assert_str_eq(buf_text(&f.desk.log), "");
	/* A lost line is one at any size. */
	app_resize(f.app, 1, 1);
	press(&f, KEY_HANGUP);
	ck_assert_str_eq(buf_text(&f.desk.log), "[姓名=张甲一 9]cut;");
	stop(&f);
}
END_TEST

Suite *
suite_hold(void)
{
	Suite *suite = suite_create("hold");
	TCase *in_hand = tcase_create("in hand");

	tcase_add_loop_test(in_hand, a_lost_line_keeps_what_is_in_hand, 0,
		(int)ARRAY_LENGTH(cut_rows));
	tcase_add_test(in_hand, a_pause_keeps_it_once);
	tcase_add_test(in_hand, a_pause_where_nothing_was_typed_keeps_nothing);
	tcase_add_test(in_hand, long_texts_are_kept_as_they_grow);
	tcase_add_test(in_hand, a_full_disk_stops_nobody);
	tcase_add_test(
		in_hand, what_was_written_at_an_ask_is_there_the_next_time);
	tcase_add_test(in_hand, a_lost_line_keeps_what_is_written_at_an_ask);
	tcase_add_test(in_hand, nothing_is_pressed_unseen);
	suite_add_tcase(suite, in_hand);
	return suite;
}
