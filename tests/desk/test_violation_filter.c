/* SPDX-License-Identifier: MIT */
/* 追责 by court, bearer, code and time; its numbers; its page. */
#include "fixture.h"

#include "desk/violation_filter.h"

#include <check.h>
#include <string.h>

Suite *suite_violation_filter(void);

static struct violation_report report;

/* Three weeks later nobody has advised either of the two. */
static void
neglect(void)
{
	office_case(&office, "（2026）测0101刑初1号");
	office_case(&office, "（2026）测0101刑初2号");
	office_set_time(&office, "2026-12-14 09:00");
}

static void
read(const struct violation_filter *filter)
{
	ck_office(&office, violation_report(&office.clerk, &office.arena,
				   filter, &report, &office.err));
}

START_TEST(what_is_asked_for_is_given)
{
	struct violation_filter filter = violation_filter_none();
	int64_t all, advice = 0;

	neglect();
	ck_assert(!violation_filter_is_set(&filter));
	read(&filter);
	all = (int64_t)report.count;
	ck_assert_int_ge(all, 2);
	ck_assert_int_eq(report.silent, all);
	ck_assert_uint_eq(report.station_count, 1);
	for (size_t i = 0; i < report.code_count; i++)
		if (strcmp(report.by_code[i].value, "ADVICE_MISSING") == 0)
			advice = report.by_code[i].count;
	ck_assert_int_eq(advice, 2);

	filter.code = "ADVICE_MISSING";
	read(&filter);
	ck_assert_int_eq((int64_t)report.count, advice);
	filter.duty = "法援机构";
	read(&filter);
	ck_assert_uint_eq(report.count, 0);
	filter.duty = "";
	filter.station = "别的法院";
	read(&filter);
	ck_assert_uint_eq(report.count, 0);
	filter.station = "";
	filter.from = date_make(2026, 11, 27);
	read(&filter);
	ck_assert_uint_eq(report.count, 0);
	filter.from = date_make(2026, 11, 26);
	filter.until = date_make(2026, 11, 26);
	read(&filter);
	ck_assert_uint_eq(report.count, 2);
	ck_assert_str_eq(violation_filter_words(&filter, &office.arena),
		"ADVICE_MISSING 2026-11-26起 2026-11-26止");
}
END_TEST

START_TEST(the_page_says_article_and_explanation)
{
	struct violation_filter filter = violation_filter_none();
	struct buf text = { 0 };

	neglect();
	filter.code = "ADVICE_MISSING";
	read(&filter);
	violation_report_text(
		&office.clerk, &office.arena, &filter, &report, &text);
	ck_assert_ptr_nonnull(strstr(buf_text(&text), "共2项，没有说明2项"));
	ck_assert_ptr_nonnull(strstr(buf_text(&text), "按责任：法院 2"));
	ck_assert_ptr_nonnull(strstr(buf_text(&text), "刑事诉讼法第三十四条"));
	ck_assert_ptr_nonnull(strstr(buf_text(&text), "说明 没有人写"));
	buf_free(&text);
}
END_TEST

Suite *
suite_violation_filter(void)
{
	Suite *suite = suite_create("violation_filter");
	TCase *tests = tcase_create("violation_filter");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, what_is_asked_for_is_given);
	tcase_add_test(tests, the_page_says_article_and_explanation);
	suite_add_tcase(suite, tests);
	return suite;
}
