/* SPDX-License-Identifier: MIT */
/* 新到: what others sealed since one looked. */
#include "fixture.h"
#include "probe.h"

#include "desk/news.h"

#include <check.h>
#include <string.h>

Suite *suite_news(void);

bool
probe_news_read(const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct news news;
	bool found = false;

	if (!news_read(desk, arena, 100, &news, on->err))
		return false;
	for (size_t i = 0; i < news.count; i++)
		found = found || news.lines[i].matter == on->matter;
	return found;
}

static struct news
read(struct desk *desk)
{
	struct news news;

	ck_office(&office,
		news_read(desk, &office.arena, 100, &news, &office.err));
	return news;
}

#define REQUEST "SELECT COUNT(*) FROM last_look"

START_TEST(others_work_is_new_until_seen)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct news news;

	/* One's own is not new; to the judge it is. */
	ck_assert_uint_eq(read(&office.clerk).count, 0);
	news = read(&office.judge);
	ck_assert_uint_gt(news.count, 0);
	ck_assert_int_eq(news.lines[0].matter, party);
	ck_assert_str_eq(news.lines[0].by, "书记员");
	ck_assert_str_eq(news.lines[0].number, "（2026）测0101刑初1号");
	/* Looking writes nothing. */
	ck_assert_int_eq(office_number(&office, REQUEST), 0);
	ck_office(&office, news_seen(&office.judge, news.newest, &office.err));
	ck_assert_uint_eq(read(&office.judge).count, 0);
	ck_assert_int_eq(office_number(&office, REQUEST), 1);

	office_advise(&office, party);
	news = read(&office.judge);
	ck_assert_uint_eq(news.count, 1);
	ck_assert_str_eq(news.lines[0].party_name, "张甲一");
	/* What he was not shown stays new. */
	ck_office(&office,
		news_seen(&office.judge, news.newest - 1, &office.err));
	ck_assert_uint_eq(read(&office.judge).count, 1);
	ck_office(&office, news_seen(&office.judge, news.newest, &office.err));
	ck_assert_uint_eq(read(&office.judge).count, 0);
	ck_assert_int_eq(office_number(&office, REQUEST), 1);
}
END_TEST

/* Who never looked is shown one day, not the whole store. */
START_TEST(the_first_look_goes_back_a_day)
{
	office_case(&office, "（2026）测0101刑初1号");
	ck_assert_uint_gt(read(&office.judge).count, 0);
	office_set_time(&office, "2026-11-25 10:00");
	ck_assert_uint_eq(read(&office.judge).count, 0);
}
END_TEST

Suite *
suite_news(void)
{
	Suite *suite = suite_create("news");
	TCase *tests = tcase_create("news");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, others_work_is_new_until_seen);
	tcase_add_test(tests, the_first_look_goes_back_a_day);
	suite_add_tcase(suite, tests);
	return suite;
}
