/* SPDX-License-Identifier: MIT */
/*
 * A person's part in a proceeding ends: with it goes what was owed in it, but
 * for what a rule says is owed all the same.
 */
#include "tests/law/small.h"

Suite *suite_part(void);

#define TRIAL                                                                  \
	RULE("告知", "登记.受理", "告知.完成", "3 日", "未办: T_MISSING\n")
#define SERVE	   RULE("送达", "裁判.宣告", "裁判.送达", "5 日", "终结后: 继续\n")
#define HELP	   RULE("转交", "帮助.请求", "帮助.转交", "3 日", "终结后: 随本人\n")
#define IN(number) "程序段: " number "\n"
#define OVER(day)  EVENT("程序段.终结", day)

START_TEST(over_before_its_day_it_is_needed_no_more)
{
	play(TRIAL, EVENT("登记.受理", "2026-11-02") OVER("2026-11-04"));
	check_clock("告知", 0, "2026-11-05", DEADLINE_LAPSED, "2026-11-04");
	ck_assert_uint_eq(derived.violation_count, 0);
}
END_TEST

START_TEST(over_past_its_day_it_is_missed)
{
	play(TRIAL, EVENT("登记.受理", "2026-11-02") OVER("2026-11-06"));
	check_clock("告知", 0, "2026-11-05", DEADLINE_MISSED, "2026-11-06");
	ck_assert_uint_eq(derived.violation_count, 1);
	ck_assert_str_eq(derived.violations[0].code, "T_MISSING");
}
END_TEST

/* As on the day of a hearing or a judgment: no hour is known. */
START_TEST(done_on_the_last_day_it_is_met)
{
	play(TRIAL, EVENT("登记.受理", "2026-11-02") OVER("2026-11-04")
			    EVENT("告知.完成", "2026-11-04"));
	check_clock("告知", 0, "2026-11-05", DEADLINE_MET, "2026-11-04");
}
END_TEST

START_TEST(nothing_begins_after_it)
{
	play(TRIAL SERVE, OVER("2026-11-04") EVENT("登记.受理", "2026-11-05")
				  EVENT("裁判.宣告", "2026-11-05"));
	ck_assert_uint_eq(derived.deadline_count, 1);
	check_clock("送达", 0, "2026-11-10", DEADLINE_OPEN, "");
}
END_TEST

START_TEST(the_next_proceeding_ends_the_former)
{
	play(TRIAL SERVE,
		EVENT("登记.受理", "2026-11-02") IN("1") EVENT("裁判.宣告",
			"2026-11-03") IN("1") EVENT("登记.受理", "2026-11-04")
			IN("2") EVENT("告知.完成", "2026-11-05") IN("2"));
	check_clock("告知", 0, "2026-11-05", DEADLINE_LAPSED, "2026-11-04");
	check_clock("告知", 1, "2026-11-09", DEADLINE_MET, "2026-11-05");
	check_clock("送达", 0, "2026-11-09", DEADLINE_OPEN, "");
}
END_TEST

START_TEST(what_stays_may_be_done_in_the_next)
{
	play(SERVE, EVENT("裁判.宣告", "2026-11-02") IN("1")
			    EVENT("上诉.受理", "2026-11-04") IN("2")
				    EVENT("裁判.送达", "2026-11-05") IN("2"));
	check_clock("送达", 0, "2026-11-09", DEADLINE_MET, "2026-11-05");
}
END_TEST

/* The judgment on appeal is served, not that of the first instance. */
START_TEST(what_the_next_calls_for_itself_answers_nothing_before_it)
{
	play(SERVE, EVENT("裁判.宣告", "2026-11-02") IN("1")
			    EVENT("裁判.宣告", "2026-11-10") IN("2")
				    EVENT("裁判.送达", "2026-11-11") IN("2"));
	check_clock("送达", 0, "2026-11-09", DEADLINE_OPEN, "");
	check_clock("送达", 1, "2026-11-16", DEADLINE_MET, "2026-11-11");
}
END_TEST

START_TEST(what_follows_the_person_lapses_with_his_last_proceeding)
{
	play(HELP, EVENT("帮助.请求", "2026-11-02") IN("1")
			   EVENT("登记.受理", "2026-11-03") IN("2"));
	check_clock("转交", 0, "2026-11-05", DEADLINE_OPEN, "");
	play(HELP, EVENT("帮助.请求", "2026-11-02") IN("1") EVENT("登记.受理",
			   "2026-11-03") IN("2") OVER("2026-11-04") IN("2"));
	check_clock("转交", 0, "2026-11-05", DEADLINE_LAPSED, "2026-11-04");
}
END_TEST

/* In another case he still waits for it. */
START_TEST(what_follows_the_person_waits_on_where_he_went)
{
	play(HELP TRIAL, EVENT("登记.受理", "2026-11-02")
				 EVENT("帮助.请求", "2026-11-02")
					 EVENT("程序段.转出", "2026-11-03"));
	check_clock("转交", 0, "2026-11-05", DEADLINE_OPEN, "");
	check_clock("告知", 0, "2026-11-05", DEADLINE_LAPSED, "2026-11-03");
}
END_TEST

START_TEST(standing_ends_with_it)
{
	play(CLASSES,
		FACT("2026-11-02", "当事人.理由: 未成年") OVER("2026-11-04")
			FACT("2026-11-05", "当事人.辩护人: 律师"));
	ck_assert_uint_eq(derived.standing_count, 1);
	ck_assert_str_eq(day_text(derived.standings[0].until), "2026-11-04");
}
END_TEST

/* Of the whole matter, all that ran. */
START_TEST(the_matter_s_end_is_that_of_its_proceedings)
{
	play(TRIAL, EVENT("登记.受理", "2026-11-02") IN("1") OVER("2026-11-04")
			    EVENT("登记.受理", "2026-11-09") IN("2"));
	check_clock("告知", 0, "2026-11-05", DEADLINE_LAPSED, "2026-11-04");
	check_clock("告知", 1, "2026-11-12", DEADLINE_OPEN, "");
}
END_TEST

Suite *
suite_part(void)
{
	Suite *suite = suite_create("part");
	TCase *tests = tcase_create("part");

	tcase_add_checked_fixture(tests, setup_small, teardown_small);
	tcase_add_test(tests, over_before_its_day_it_is_needed_no_more);
	tcase_add_test(tests, over_past_its_day_it_is_missed);
	tcase_add_test(tests, done_on_the_last_day_it_is_met);
	tcase_add_test(tests, nothing_begins_after_it);
	tcase_add_test(tests, the_next_proceeding_ends_the_former);
	tcase_add_test(tests, what_stays_may_be_done_in_the_next);
	tcase_add_test(tests,
		what_the_next_calls_for_itself_answers_nothing_before_it);
	tcase_add_test(
		tests, what_follows_the_person_lapses_with_his_last_proceeding);
	tcase_add_test(tests, what_follows_the_person_waits_on_where_he_went);
	tcase_add_test(tests, standing_ends_with_it);
	tcase_add_test(tests, the_matter_s_end_is_that_of_its_proceedings);
	suite_add_tcase(suite, tests);
	return suite;
}
