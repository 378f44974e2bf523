/* SPDX-License-Identifier: MIT */
/* Another desk writes while one looks at a list. */
#include "app_fixture.h"

Suite *suite_news(void);

/* Line of the frame that holds the text; -1. */
static int
line_of(struct fixture *f, const char *text)
{
	struct buf out = { 0 };
	const char *at;
	int line = 0;

	cells_dump(app_frame(f->app), &out);
	at = strstr(buf_text(&out), text);
	for (const char *c = buf_text(&out); at != NULL && c < at; c++)
		line += *c == '\n';
	buf_free(&out);
	return at == NULL ? -1 : line;
}

/* A list longer than the screen: the row stays on its line. */
START_TEST(the_row_stays_where_it_stands)
{
	struct fixture f;
	int line;

	start(&f);
	type(&f, "<Down><Down><Down>");
	line = line_of(&f, "> （2026）测刑初97号");
	ck_assert_int_gt(line, 0);
	f.desk.above = 2;
	press(&f, KEY_CHANGED);
	ck_assert_int_eq(line_of(&f, "> （2026）测刑初97号"), line);
	check_shows(&f, "新增2项：（2026）测刑初102号 已告知");
	check_frame(&f, "ui/app-news-80.want");
	/* They stand above it, and can be gone to. */
	type(&f, "<Home>");
	check_shows(&f, "> （2026）测刑初102号");
	ck_assert(!shows(&f, "新增"));
	stop(&f);
}
END_TEST

/* On a short one all is shown: the cursor goes with its row. */
START_TEST(a_short_list_shows_what_came)
{
	struct fixture f;

	start(&f);
	f.desk.rows = 3;
	type(&f, "<F5><Down>");
	check_shows(&f, "> （2026）测刑初99号");
	f.desk.above = 1;
	press(&f, KEY_CHANGED);
	check_shows(&f, "> （2026）测刑初99号");
	check_shows(&f, "  （2026）测刑初101号");
	f.desk.above = 3;
	press(&f, KEY_CHANGED);
	check_shows(&f, "新增3项");
	type(&f, "1");
	ck_assert_str_eq(buf_text(&f.desk.log), "199:;");
	stop(&f);
}
END_TEST

/* What was said is not overwritten. */
START_TEST(what_was_said_stays)
{
	struct fixture f;

	start(&f);
	type(&f, "1");
	check_shows(&f, "已记下");
	f.desk.above = 1;
	press(&f, KEY_CHANGED);
	check_shows(&f, "已记下；新增1项");
	stop(&f);
}
END_TEST

/* A key meant for a row that another desk took away does not hit the next. */
START_TEST(a_key_does_not_hit_another_row)
{
	struct fixture f;

	start(&f);
	type(&f, "<Down>");
	f.desk.gone = 99;
	press(&f, KEY_CHANGED);
	check_shows(&f, "> （2026）测刑初98号");
	check_shows(&f, "光标原来那一行，别处刚办了");
	type(&f, "1");
	ck_assert_uint_eq(f.desk.log.length, 0);
	check_shows(&f, "再按一次");
	ck_assert(app_take_flush(f.app));
	type(&f, "1");
	ck_assert_str_eq(buf_text(&f.desk.log), "198:;");
	/* Who moves has seen where he is. */
	f.desk.gone = 98;
	press(&f, KEY_CHANGED);
	type(&f, "<Down>1");
	ck_assert_str_eq(buf_text(&f.desk.log), "198:;196:;");
	stop(&f);
}
END_TEST

/* While something is asked the rows wait; then what came is told. */
START_TEST(news_wait_for_an_answer)
{
	struct fixture f;

	start(&f);
	type(&f, "5");
	f.desk.above = 1;
	press(&f, KEY_CHANGED);
	ck_assert(!shows(&f, "新增"));
	type(&f, "<F12>");
	check_shows(&f, "新增1项");
	check_shows(&f, "> （2026）测刑初100号");
	stop(&f);
}
END_TEST

/* Nobody writes, but something becomes due: one bell, words till the next
 * key; not again for the same. */
START_TEST(what_becomes_due_rings_once)
{
	struct fixture f;

	start(&f);
	f.desk.now = 100;
	ck_assert(!app_is_woken(f.app));
	f.desk.wake = 100;
	type(&f, "<F5>");
	ck_assert(!app_is_woken(f.app));
	f.desk.now = 101;
	ck_assert(app_is_woken(f.app));
	f.desk.call = "1人等了二十四小时";
	f.desk.wake = 0;
	press(&f, KEY_CHANGED);
	ck_assert(app_frame(f.app)->beep);
	check_shows(&f, "1人等了二十四小时");
	ck_assert(!app_is_woken(f.app));
	f.desk.call = NULL;
	press(&f, KEY_CHANGED);
	ck_assert(!app_frame(f.app)->beep);
	check_shows(&f, "1人等了二十四小时");
	type(&f, "<Down>");
	ck_assert(!shows(&f, "二十四小时"));
	stop(&f);
}
END_TEST

Suite *
suite_news(void)
{
	Suite *suite = suite_create("news");
	TCase *tests = tcase_create("news");

	tcase_add_test(tests, the_row_stays_where_it_stands);
	tcase_add_test(tests, a_short_list_shows_what_came);
	tcase_add_test(tests, what_was_said_stays);
	tcase_add_test(tests, a_key_does_not_hit_another_row);
	tcase_add_test(tests, news_wait_for_an_answer);
	tcase_add_test(tests, what_becomes_due_rings_once);
	suite_add_tcase(suite, tests);
	return suite;
}
