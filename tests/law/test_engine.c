/* SPDX-License-Identifier: MIT */
/*
 * How clocks start, move and end, shown with small laws of their own: what
 * the engine promises to any rule. The real rules are in the cases.
 */
#include "base/clock.h"
#include "tests/law/small.h"

Suite *suite_engine(void);

#define NOTIFY                                                                 \
	CLASSES RULE("通知", "资格.M", "通知.发出", "3 日",                    \
		"持续: 资格.类别 = M\n")

START_TEST(clock_starts_when_the_class_becomes_so)
{
	play(NOTIFY, EVENT("登记.受理", "2026-11-02")
			     FACT("2026-11-16", "当事人.理由: 未成年"));
	ck_assert_uint_eq(derived.deadline_count, 1);
	check_clock("通知", 0, "2026-11-19", DEADLINE_OPEN, "");
}
END_TEST

START_TEST(another_ground_does_not_start_it_again)
{
	play(NOTIFY, FACT("2026-11-16", "当事人.理由: 未成年") FACT(
			     "2026-11-18", "当事人.理由: 未成年 精神障碍"));
	ck_assert_uint_eq(derived.deadline_count, 1);
}
END_TEST

START_TEST(own_counsel_lapses_it_and_his_dismissal_starts_another)
{
	play(NOTIFY, FACT("2026-11-16", "当事人.理由: 未成年")
			     FACT("2026-11-17", "当事人.辩护人: 律师")
				     FACT("2026-11-24", "当事人.辩护人: 无"));
	ck_assert_uint_eq(derived.deadline_count, 2);
	check_clock("通知", 0, "2026-11-19", DEADLINE_LAPSED, "2026-11-17");
	check_clock("通知", 1, "2026-11-27", DEADLINE_OPEN, "");
}
END_TEST

START_TEST(what_was_done_before_does_not_count_by_itself)
{
	play(NOTIFY, EVENT("通知.发出", "2026-11-10")
			     FACT("2026-11-16", "当事人.理由: 未成年"));
	check_clock("通知", 0, "2026-11-19", DEADLINE_OPEN, "");
}
END_TEST

START_TEST(what_was_done_before_counts_where_the_rule_says_so)
{
	play(CLASSES RULE("通知", "资格.M", "通知.发出", "3 日", "提前: 是\n"),
		EVENT("通知.发出", "2026-11-10")
			FACT("2026-11-16", "当事人.理由: 未成年"));
	check_clock("通知", 0, "2026-11-19", DEADLINE_MET, "2026-11-10");
}
END_TEST

START_TEST(what_answered_an_earlier_trigger_is_used_up)
{
	const char *history = EVENT("甲.始", "2026-11-09")
		EVENT("甲.终", "2026-11-10") EVENT("甲.始", "2026-11-16");

	play(RULE("用", "甲.始", "甲.终", "3 日", "提前: 是\n"), history);
	check_clock("用", 0, "2026-11-12", DEADLINE_MET, "2026-11-10");
	check_clock("用", 1, "2026-11-19", DEADLINE_OPEN, "");
	play(RULE("用", "甲.始", "甲.终", "3 日", "提前: 一次即可\n"), history);
	check_clock("用", 1, "2026-11-19", DEADLINE_MET, "2026-11-10");
}
END_TEST

#define HOURS RULE("转交", "请求.提出", "请求.转交", "24 小时", "顺延: 否\n")

START_TEST(on_one_day_the_hour_decides_what_came_before)
{
	play(HOURS, "[事件 请求.转交]\n时刻: 2026-11-16 09:00\n"
		    "[事件 请求.提出]\n时刻: 2026-11-16 15:00\n");
	check_clock("转交", 0, "2026-11-17", DEADLINE_OPEN, "");
}
END_TEST

START_TEST(an_answer_ends_only_what_it_answers)
{
	play(HOURS,
		"[事件 请求.提出]\n时刻: 2026-11-16 09:00\n记录: 1\n"
		"[事件 请求.提出]\n时刻: 2026-11-16 10:00\n记录: 2\n"
		"[事件 请求.转交]\n时刻: 2026-11-16 11:00\n记录: 3\n答复: 2\n");
	check_clock("转交", 0, "2026-11-17", DEADLINE_OPEN, "");
	check_clock("转交", 1, "2026-11-17", DEADLINE_MET, "2026-11-16");
}
END_TEST

/* A return of service is about the judgment, not about its pronouncing. */
START_TEST(what_is_about_another_record_answers_all_the_same)
{
	play(RULE("送达", "裁判.宣告", "裁判.送达", "5 日", ""),
		"[事件 裁判.宣告]\n日期: 2026-11-16\n记录: 1\n"
		"[事件 文书.制作]\n日期: 2026-11-17\n记录: 2\n"
		"[事件 裁判.送达]\n日期: 2026-11-18\n记录: 3\n答复: 2\n");
	check_clock("送达", 0, "2026-11-23", DEADLINE_MET, "2026-11-18");
}
END_TEST

#define CHAIN                                                                  \
	RULE("另委", "拒绝.准许", "委托.告知", "5 日", "")                     \
	RULE("再通知", "届满.另委", "通知.发出", "3 日",                       \
		"条件: 当事人.辩护人 != 律师\n持续: 当事人.辩护人 != 律师\n")

START_TEST(a_clock_that_runs_out_starts_the_next)
{
	/* LAW §4, example 26. */
	play(CHAIN, EVENT("拒绝.准许", "2026-04-30"));
	check_clock("另委", 0, "2026-05-06", DEADLINE_OPEN, "");
	check_clock("再通知", 0, "2026-05-09", DEADLINE_OPEN, "");
}
END_TEST

START_TEST(a_clock_met_in_time_starts_nothing)
{
	play(CHAIN, EVENT("拒绝.准许", "2026-11-16")
			    EVENT("委托.告知", "2026-11-18"));
	ck_assert_uint_eq(derived.deadline_count, 1);
}
END_TEST

START_TEST(what_is_done_early_in_the_chain_counts_for_it)
{
	play(CHAIN, EVENT("通知.发出", "2026-11-02") EVENT("拒绝.准许",
			    "2026-11-16") EVENT("通知.发出", "2026-11-18"));
	check_clock("再通知", 0, "2026-11-26", DEADLINE_MET, "2026-11-18");
}
END_TEST

START_TEST(counsel_after_the_five_days_lapses_the_next_step)
{
	play(CHAIN,
		EVENT("拒绝.准许",
			"2026-11-16") "[事件 委托.告知]\n日期: 2026-11-25\n记录: 2\n"
				      "[事实]\n日期: 2026-11-25\n记录: 2\n"
				      "当事人.辩护人: 律师\n");
	check_clock("另委", 0, "2026-11-23", DEADLINE_MET, "2026-11-25");
	ck_assert_uint_eq(derived.violation_count, 1);
	check_clock("再通知", 0, "2026-11-26", DEADLINE_LAPSED, "2026-11-25");
}
END_TEST

#define HEARING(day, to, record)                                               \
	"[事件 庭审.确定]\n日期: " day "\n庭审: 7\n记录: " record "\n"         \
	"[事实]\n日期: " day "\n庭审: 7\n记录: " record "\n庭审.时间: " to     \
	"\n"
#define MOVED(day, to) "[事实]\n日期: " day "\n庭审: 7\n庭审.时间: " to "\n"
#define BEFORE                                                                 \
	RULE("材料", "庭审.确定", "材料.送达", "15 日前", "提前: 一次即可\n")

START_TEST(a_moved_hearing_takes_its_clock_along)
{
	play(BEFORE, HEARING("2026-10-08", "2026-11-10 09:30", "1")
			     MOVED("2026-10-15", "2026-12-10 09:30"));
	ck_assert_uint_eq(derived.deadline_count, 1);
	check_clock("材料", 0, "2026-11-25", DEADLINE_OPEN, "");
}
END_TEST

START_TEST(a_missed_day_is_cured_by_moving_the_hearing)
{
	const char *history = HEARING("2026-10-12", "2026-11-10 09:30", "1")
		MOVED("2026-10-30", "2026-12-10 09:30")
			EVENT("材料.送达", "2026-11-20");

	play(BEFORE, history);
	check_clock("材料", 0, "2026-11-25", DEADLINE_CURED, "2026-11-20");
	ck_assert_uint_eq(derived.violation_count, 0);
}
END_TEST

START_TEST(moved_before_the_day_it_is_simply_met)
{
	play(BEFORE, HEARING("2026-10-12", "2026-11-10 09:30", "1")
			     MOVED("2026-10-20", "2026-12-10 09:30")
				     EVENT("材料.送达", "2026-11-20"));
	check_clock("材料", 0, "2026-11-25", DEADLINE_MET, "2026-11-20");
}
END_TEST

START_TEST(done_after_the_moved_day_too_is_late)
{
	play(BEFORE, HEARING("2026-10-12", "2026-11-10 09:30", "1")
			     MOVED("2026-10-30", "2026-12-10 09:30")
				     EVENT("材料.送达", "2026-12-01"));
	check_clock("材料", 0, "2026-11-25", DEADLINE_MET, "2026-12-01");
	ck_assert_uint_eq(derived.violation_count, 1);
	ck_assert_str_eq(derived.violations[0].code, "T_LATE");
}
END_TEST

START_TEST(a_hearing_taken_off_lapses_what_was_owed_before_it)
{
	play(BEFORE, HEARING("2026-10-12", "2026-11-10 09:30", "1")
			     MOVED("2026-10-20", ""));
	check_clock("材料", 0, "2026-10-26", DEADLINE_LAPSED, "2026-10-20");
}
END_TEST

START_TEST(materials_sent_before_the_hearing_was_fixed_count)
{
	play(BEFORE, EVENT("材料.送达", "2026-10-09")
			     HEARING("2026-10-12", "2026-11-10 09:30", "1"));
	check_clock("材料", 0, "2026-10-26", DEADLINE_MET, "2026-10-09");
}
END_TEST

START_TEST(a_class_found_before_the_day_calls_for_materials_too)
{
	const char *rules = CLASSES RULE("材料", "庭审.确定", "材料.送达",
		"15 日前", "条件: 资格.类别 = M\n持续: 资格.类别 = M\n");

	play(rules, HEARING("2026-10-12", "2026-11-10 09:30", "1")
			    FACT("2026-10-20", "当事人.理由: 未成年"));
	check_clock("材料", 0, "2026-10-26", DEADLINE_OPEN, "");
	play(rules, HEARING("2026-10-12", "2026-11-10 09:30", "1")
			    FACT("2026-10-27", "当事人.理由: 未成年"));
	ck_assert_uint_eq(derived.deadline_count, 0);
}
END_TEST

#define HELD(day) "[事件 开庭.举行]\n日期: " day "\n庭审: 7\n"
#define STOPPED                                                                \
	RULE("材料", "庭审.确定", "材料.送达", "15 日前",                      \
		"截止: 开庭.举行\n未办: T_NEVER\n")

START_TEST(undone_when_the_hearing_is_held_is_missed)
{
	play(STOPPED, HEARING("2026-10-12", "2026-11-10 09:30", "1") HELD(
			      "2026-11-10") EVENT("材料.送达", "2026-11-12"));
	check_clock("材料", 0, "2026-10-26", DEADLINE_MISSED, "2026-11-10");
	ck_assert_uint_eq(derived.violation_count, 1);
	ck_assert_str_eq(derived.violations[0].code, "T_NEVER");
	ck_assert_str_eq(day_text(derived.violations[0].actual), "");
	play(STOPPED, HEARING("2026-10-12", "2026-11-10 09:30", "1") EVENT(
			      "材料.送达", "2026-11-02") HELD("2026-11-10"));
	check_clock("材料", 0, "2026-10-26", DEADLINE_MET, "2026-11-02");
}
END_TEST

START_TEST(over_before_its_day_it_is_needed_no_more)
{
	play(RULE("转达", "甲.始", "甲.终", "3 日", "截止: 裁判.宣告\n"),
		EVENT("甲.始", "2026-11-09") EVENT("裁判.宣告", "2026-11-11"));
	check_clock("转达", 0, "2026-11-12", DEADLINE_LAPSED, "2026-11-11");
	ck_assert_uint_eq(derived.violation_count, 0);
}
END_TEST

START_TEST(another_hearing_is_not_this_one)
{
	play(RULE("通知庭", "庭审.确定", "开庭通知.送达", "3 日前", ""),
		HEARING("2026-10-12", "2026-11-10 09:30",
			"1") "[事件 庭审.确定]\n日期: 2026-10-12\n庭审: 8\n记录: 2\n"
			     "[事实]\n日期: 2026-10-12\n庭审: 8\n记录: 2\n庭审.时间: 2026-11-20 09:30\n"
			     "[事件 开庭通知.送达]\n日期: 2026-10-30\n庭审: 7\n");
	check_clock("通知庭", 0, "2026-11-06", DEADLINE_MET, "2026-10-30");
	check_clock("通知庭", 1, "2026-11-17", DEADLINE_OPEN, "");
}
END_TEST

#define WITHOUT                                                                            \
	CLASSES                                                                            \
	"[违反 NO_COUNSEL]\n名称: 试\n责任: 法院\n起因: 开庭.举行\n"        \
	"此前没有: 指派.确定\n条件: 资格.类别 = M\n依据: 试\n等级: V\n" \
	"施行: 2013-01-01\n"

/* What is found out after the appeal was lodged is owed by the court that has
 * the case now, not by the one that had it. */
START_TEST(what_is_found_later_is_owed_in_the_running_proceeding)
{
	play(NOTIFY,
		"[事件 登记.受理]\n日期: 2026-09-01\n程序段: 1\n"
		"[事件 登记.受理]\n日期: 2026-11-02\n程序段: 2\n"
		"[事实]\n日期: 2026-11-16\n程序段: 2\n当事人.理由: 未成年\n");
	ck_assert_uint_eq(derived.deadline_count, 1);
	ck_assert_int_eq(derived.deadlines[0].trigger.proceeding, 2);
	ck_assert_str_eq(day_text(derived.standings[0].until), "2026-11-02");
}
END_TEST

/* A record may say that something held up to a day: 旧案 until it was taken
 * over. What it says of later does not count before. */
/* The same ground calls for notice in each proceeding; the clocks are told
 * apart by what began them, or the store could not keep both. */
START_TEST(each_proceeding_has_a_clock_of_its_own)
{
	play(NOTIFY,
		"[事件 登记.受理]\n日期: 2026-09-01\n程序段: 1\n记录: 1\n"
		"[事实]\n日期: 2026-09-07\n程序段: 1\n记录: 2\n"
		"当事人.理由: 未成年\n"
		"[事件 登记.受理]\n日期: 2026-11-02\n程序段: 5\n记录: 5\n");
	ck_assert_uint_eq(derived.deadline_count, 2);
	ck_assert_int_eq(derived.deadlines[0].trigger.line, 2);
	ck_assert_int_eq(derived.deadlines[1].trigger.line, 5);
	play(NOTIFY, "[事件 登记.受理]\n日期: 2026-09-01\n程序段: 1\n记录: 1\n"
		     "[事件 登记.受理]\n日期: 2026-09-01\n程序段: 5\n记录: 5\n"
		     "[事实]\n日期: 2026-09-07\n程序段: 5\n记录: 6\n"
		     "当事人.理由: 未成年\n");
	ck_assert_uint_eq(derived.deadline_count, 1);
	ck_assert_int_eq(derived.deadlines[0].trigger.proceeding, 5);
}
END_TEST

START_TEST(a_record_may_say_two_things_of_two_days)
{
	const char *rules = RULE(
		"甲", "甲.始", "甲.终", "3 日", "条件: 程序段.旧案 != 是\n");

	play(rules, "[事实]\n日期: 2026-03-02\n记录: 1\n程序段.旧案: 是\n"
		    "[事实]\n日期: 2026-11-02\n记录: 1\n程序段.旧案: 否\n"
		    "[事件 甲.始]\n日期: 2026-03-02\n记录: 1\n"
		    "[事件 甲.始]\n日期: 2026-11-16\n记录: 2\n");
	ck_assert_uint_eq(derived.deadline_count, 1);
	check_clock("甲", 0, "2026-11-19", DEADLINE_OPEN, "");
}
END_TEST

START_TEST(a_cause_without_what_should_come_before_is_a_violation)
{
	play(WITHOUT, FACT("2026-11-02", "当事人.理由: 未成年")
			      EVENT("开庭.举行", "2026-11-16"));
	ck_assert_uint_eq(derived.violation_count, 1);
	ck_assert_str_eq(derived.violations[0].code, "NO_COUNSEL");
	ck_assert_str_eq(
		day_text(derived.violations[0].cause.day), "2026-11-16");
	play(WITHOUT, FACT("2026-11-02", "当事人.理由: 未成年")
			      EVENT("指派.确定", "2026-11-05")
				      EVENT("开庭.举行", "2026-11-16"));
	ck_assert_uint_eq(derived.violation_count, 0);
	play(WITHOUT, EVENT("开庭.举行", "2026-11-16"));
	ck_assert_uint_eq(derived.violation_count, 0);
}
END_TEST

START_TEST(a_period_of_his_own_is_nobody_s_violation)
{
	play("[期限 上诉]\n名称: 试\n起算: 甲.始\n完成: 甲.终\n期限: 10 日\n"
	     "责任: 被告人\n性质: 法定\n依据: 试\n等级: V\n施行: 2013-01-01\n",
		EVENT("甲.始", "2026-11-02") EVENT("甲.终", "2026-11-24"));
	check_clock("上诉", 0, "2026-11-12", DEADLINE_MET, "2026-11-24");
	ck_assert_uint_eq(derived.violation_count, 0);
}
END_TEST

START_TEST(open_past_its_day_is_missing_only_then)
{
	const struct deadline *open;

	play(NOTIFY, FACT("2026-11-16", "当事人.理由: 未成年"));
	open = nth_clock("通知", 0);
	ck_assert(!deadline_is_missing(
		open, clock_instant(date_make(2026, 11, 19), 23, 59)));
	ck_assert(deadline_is_missing(
		open, clock_instant(date_make(2026, 11, 20), 0, 0)));
}
END_TEST

Suite *
suite_engine(void)
{
	Suite *suite = suite_create("engine");
	TCase *tests = tcase_create("engine");

	tcase_add_checked_fixture(tests, setup_small, teardown_small);
	tcase_add_test(tests, clock_starts_when_the_class_becomes_so);
	tcase_add_test(tests, another_ground_does_not_start_it_again);
	tcase_add_test(
		tests, own_counsel_lapses_it_and_his_dismissal_starts_another);
	tcase_add_test(tests, what_was_done_before_does_not_count_by_itself);
	tcase_add_test(
		tests, what_was_done_before_counts_where_the_rule_says_so);
	tcase_add_test(tests, what_answered_an_earlier_trigger_is_used_up);
	tcase_add_test(tests, on_one_day_the_hour_decides_what_came_before);
	tcase_add_test(tests, an_answer_ends_only_what_it_answers);
	tcase_add_test(
		tests, what_is_about_another_record_answers_all_the_same);
	tcase_add_test(tests, a_clock_that_runs_out_starts_the_next);
	tcase_add_test(tests, a_clock_met_in_time_starts_nothing);
	tcase_add_test(tests, what_is_done_early_in_the_chain_counts_for_it);
	tcase_add_test(tests, counsel_after_the_five_days_lapses_the_next_step);
	tcase_add_test(tests, a_moved_hearing_takes_its_clock_along);
	tcase_add_test(tests, a_missed_day_is_cured_by_moving_the_hearing);
	tcase_add_test(tests, moved_before_the_day_it_is_simply_met);
	tcase_add_test(tests, done_after_the_moved_day_too_is_late);
	tcase_add_test(
		tests, a_hearing_taken_off_lapses_what_was_owed_before_it);
	tcase_add_test(
		tests, materials_sent_before_the_hearing_was_fixed_count);
	tcase_add_test(
		tests, a_class_found_before_the_day_calls_for_materials_too);
	tcase_add_test(tests, undone_when_the_hearing_is_held_is_missed);
	tcase_add_test(tests, over_before_its_day_it_is_needed_no_more);
	tcase_add_test(tests, another_hearing_is_not_this_one);
	tcase_add_test(tests, each_proceeding_has_a_clock_of_its_own);
	tcase_add_test(tests, a_record_may_say_two_things_of_two_days);
	tcase_add_test(
		tests, what_is_found_later_is_owed_in_the_running_proceeding);
	tcase_add_test(
		tests, a_cause_without_what_should_come_before_is_a_violation);
	tcase_add_test(tests, a_period_of_his_own_is_nobody_s_violation);
	tcase_add_test(tests, open_past_its_day_is_missing_only_then);
	suite_add_tcase(suite, tests);
	return suite;
}
