/* SPDX-License-Identifier: MIT */
/*
 * 法律帮助: who asked is listed until somebody has helped; only one takes it,
 * and who comes second is told who was first, and loses no word.
 */
#include "office.h"

#include "desk/derive.h"
#include "desk/help.h"

#include <check.h>
#include <string.h>

Suite *suite_help(void);

static struct office office;
static struct help_line *lines;
static size_t count;

static void
set_up(void)
{
	office_open(&office);
}

static void
tear_down(void)
{
	office_close(&office);
}

static void
list(enum help_which which)
{
	ck_office(&office, help_list(&office.clerk, &office.arena, which, 100,
				   &lines, &count, &office.err));
}

static int64_t
ask(int64_t party)
{
	return office_seal(&office, &office.clerk, "step-court",
		(struct subject){ .party = party },
		FIELDS("进展=收到法律帮助请求"));
}

static struct work
answer(struct desk *desk, int64_t party, int64_t about, const char *step)
{
	return office_draft(&office, desk, "step-lawyer",
		(struct subject){ .party = party, .about = about },
		FIELDS("律师姓名=赵丙六",
			arena_printf(&office.arena, "进展=%s", step)));
}

static int64_t
seal_answer(int64_t party, int64_t about, const char *step)
{
	struct work work = answer(&office.clerk, party, about, step);
	int64_t record = 0;

	ck_office(&office, office_try(&office, &office.clerk, &work, &record));
	return record;
}

static void
pass_on(int64_t party, int64_t about)
{
	office_seal(&office, &office.clerk, "step-court",
		(struct subject){ .party = party, .about = about },
		FIELDS("进展=转给值班律师"));
}

static const char *
state_of(int64_t line)
{
	return office_text(&office,
		arena_printf(&office.arena,
			"SELECT state FROM help_request WHERE line = %lld",
			(long long)line));
}

START_TEST(from_asked_to_done)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t line = ask(party);
	struct help_counts counts;

	list(HELP_OPEN);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(state_of(line), "待接");
	ck_assert_str_eq(lines[0].party_name, "张甲一");
	ck_assert_uint_eq(strlen(lines[0].code), 8);
	ck_assert_int_eq((int)(lines[0].due_at - lines[0].asked_at), 86400);
	office_set_time(&office, "2026-11-23 11:00");
	ck_assert_str_eq(help_waiting_words(&lines[0], desk_now(&office.clerk),
				 &office.arena),
		"1小时20分");
	pass_on(party, line);
	ck_assert_str_eq(state_of(line), "已转交");
	seal_answer(party, line, "值班律师接到通知");
	list(HELP_OPEN);
	ck_assert_str_eq(state_of(line), "已接受");
	ck_assert_str_eq(lines[0].taken_by, "赵丙六");
	ck_office(&office, help_counts(&office.clerk, &counts, &office.err));
	ck_assert_int_eq((int)counts.waiting, 0);
	ck_assert_int_eq((int)counts.taken, 1);
	seal_answer(party, line, "值班律师提供了法律帮助");
	ck_assert_str_eq(state_of(line), "已办");
	list(HELP_OPEN);
	ck_assert_uint_eq(count, 0);
	list(HELP_DONE);
	ck_assert_uint_eq(count, 1);
}
END_TEST

START_TEST(second_one_is_told_who_was_first)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t line = ask(party);
	struct work first =
		answer(&office.clerk, party, line, "值班律师接到通知");
	struct work second =
		answer(&office.judge, party, line, "值班律师接到通知");
	int64_t record;

	ck_office(&office, work_keep(&office.judge, &second, "律师姓名",
				   "赵丙六", &office.err));
	office_set_time(&office, "2026-11-23 10:02");
	ck_office(&office, office_try(&office, &office.clerk, &first, &record));
	ck_assert(!office_try(&office, &office.judge, &second, &record));
	ck_assert_int_eq(office.err.code, ERR_CONFLICT);
	ck_assert(strstr(office.err.text, office.clerk.name) != NULL);
	ck_assert(strstr(office.err.text, "2026-11-23 10:02") != NULL);
	ck_assert(strstr(office.err.text, "草稿已保留") != NULL);
	/* Nothing typed is lost. */
	ck_office(&office, work_resume(&office.judge, &office.arena, second.id,
				   &second, &office.err));
	ck_assert_str_eq(values_get(&second.values, "律师姓名"), "赵丙六");
	/* What he may do is another thing, and goes. */
	values_set(&second.values, "进展", "值班律师提供了法律帮助");
	ck_office(
		&office, office_try(&office, &office.judge, &second, &record));
}
END_TEST

START_TEST(first_one_may_correct_himself)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t line = ask(party);
	int64_t taken = seal_answer(party, line, "值班律师接到通知");
	struct work again = office_draft(&office, &office.clerk, "step-lawyer",
		(struct subject){ .supersedes = taken },
		FIELDS("律师姓名=钱丁七"));
	int64_t record;

	again.reason = "律师姓名写错了";
	ck_office(&office, office_try(&office, &office.clerk, &again, &record));
	list(HELP_OPEN);
	ck_assert_str_eq(lines[0].taken_by, "钱丁七");
	/* And one he took back is free again. */
	again = office_draft(&office, &office.clerk, "step-lawyer",
		(struct subject){ .supersedes = record },
		FIELDS("进展=会见了本人"));
	again.reason = "没有接";
	ck_office(&office, office_try(&office, &office.clerk, &again, &record));
	ck_assert_str_eq(state_of(line), "待接");
	seal_answer(party, line, "值班律师接到通知");
	ck_assert_str_eq(state_of(line), "已接受");
}
END_TEST

START_TEST(an_answer_belongs_to_its_request)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t first = ask(party);
	int64_t second;

	office_set_time(&office, "2026-11-23 10:00");
	second = ask(party);
	seal_answer(party, second, "值班律师接到通知");
	ck_assert_str_eq(state_of(first), "待接");
	ck_assert_str_eq(state_of(second), "已接受");
	/* What nobody has taken stands before what somebody has. */
	list(HELP_OPEN);
	ck_assert_int_eq(lines[0].line, first);
	office_set_time(&office, "2026-11-23 10:30");
	seal_answer(party, 0, "值班律师提供了法律帮助");
	ck_assert_str_eq(state_of(first), "已办");
	ck_assert_str_eq(state_of(second), "已办");
}
END_TEST

START_TEST(what_was_done_before_is_no_answer)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t line;

	seal_answer(party, 0, "值班律师提供了法律帮助");
	office_set_time(&office, "2026-11-23 15:00");
	line = ask(party);
	ck_assert_str_eq(state_of(line), "待接");
}
END_TEST

START_TEST(overdue_after_a_day)
{
	struct help_counts counts;

	ask(office_case(&office, "（2026）测0101刑初1号"));
	office_set_time(&office, "2026-11-24 09:30");
	ck_office(&office, help_counts(&office.clerk, &counts, &office.err));
	ck_assert_int_eq((int)counts.overdue, 0);
	office_set_time(&office, "2026-11-24 09:41");
	ck_office(&office, help_counts(&office.clerk, &counts, &office.err));
	ck_assert_int_eq((int)counts.overdue, 1);
	list(HELP_OPEN);
	ck_assert(help_is_overdue(&lines[0], desk_now(&office.clerk)));
}
END_TEST

START_TEST(repaired)
{
	static const char *const harm[] = { "DELETE FROM help_request",
		"UPDATE help_request SET step = 3",
		"UPDATE help_request SET taken_by = '别人'" };
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t line = ask(party);
	struct derive_report report;

	seal_answer(party, line, "值班律师接到通知");
	office_tamper(&office, harm[_i]);
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq((int)report.differences, 1);
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_REPAIR, &report, &office.err));
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq((int)report.differences, 0);
	ck_assert_str_eq(state_of(line), "已接受");
}
END_TEST

static int64_t
seal_on(const char *form, int64_t party, int64_t about,
	const char *const *fields)
{
	return office_seal(&office, &office.clerk, form,
		(struct subject){ .party = party, .about = about }, fields);
}

static const char *
fact_of(int64_t party, const char *name)
{
	return office_text(
		&office, arena_printf(&office.arena,
				 "SELECT value FROM fact WHERE owner = %lld "
				 "AND name = '%s'",
				 (long long)party, name));
}

/* He was called twice: it shows in the line of the request, and is no handing
 * on. */
START_TEST(attempts_show)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t line = ask(party), other = ask(party);

	office_set_time(&office, "2026-11-23 10:00");
	seal_on("help-attempt", party, line,
		FIELDS("律师=赵丙六", "方式=电话", "结果=没有人接"));
	office_set_time(&office, "2026-11-23 10:20");
	seal_on("help-attempt", party, line,
		FIELDS("律师=赵丙六", "方式=电话", "结果=稍后回电"));
	list(HELP_OPEN);
	ck_assert_int_eq(lines[0].line, line);
	ck_assert_int_eq((int)lines[0].attempts, 2);
	ck_assert_str_eq(lines[0].tried, "稍后回电");
	ck_assert_str_eq(help_state_words(&lines[0], desk_now(&office.clerk),
				 &office.arena),
		"待接 联系2次稍后回电");
	ck_assert_int_eq(lines[1].line, other);
	ck_assert_int_eq((int)lines[1].attempts, 0);
	office_check_whole(&office, "attempts");
}
END_TEST

/* Taken by one who cannot come, handed on, taken by the next: the first does
 * not stand in his way. */
START_TEST(handed_on_again)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t line = ask(party), again;

	office_set_time(&office, "2026-11-23 10:00");
	seal_on("help-taking", party, line,
		FIELDS("律师姓名=赵丙六", "律师证号=测执0001"));
	ck_assert_str_eq(state_of(line), "已接受");
	ck_assert_str_eq(fact_of(party, "当事人.值班律师证号"), "测执0001");
	office_set_time(&office, "2026-11-23 11:00");
	again = seal_on("help-request", party, line,
		FIELDS("办理=转交", "申请时刻=现在", "申请人=本人",
			"转交给=钱丁七", "转交方式=电话"));
	ck_assert_str_eq(state_of(line), "已转交");
	/* Whose number is not known sees nothing by the first one's. */
	ck_assert_str_eq(fact_of(party, "当事人.值班律师"), "钱丁七");
	ck_assert_str_eq(fact_of(party, "当事人.值班律师证号"), "");
	list(HELP_OPEN);
	ck_assert_int_eq(lines[0].record, line);
	ck_assert_int_eq(lines[0].answers, again);
	office_set_time(&office, "2026-11-23 11:30");
	seal_on("help-taking", party, again, FIELDS("律师姓名=钱丁七"));
	ck_assert_str_eq(state_of(line), "已接受");
	list(HELP_OPEN);
	ck_assert_str_eq(lines[0].taken_by, "钱丁七");
	seal_on("step-lawyer", party, again,
		FIELDS("律师姓名=钱丁七", "进展=值班律师提供了法律帮助"));
	ck_assert_str_eq(state_of(line), "已办");
	office_check_whole(&office, "handed on again");
}
END_TEST

/* An agency that a request was handed to sees the case. */
START_TEST(handed_to_an_agency)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	seal_on("help-request", party, 0,
		FIELDS("办理=申请并转交", "收到单位=人民法院", "申请时刻=现在",
			"申请人=本人", "方式=口头", "请求=想见值班律师",
			"转交机构=测试区法律援助中心", "转交方式=电话"));
	ck_assert_str_eq(
		fact_of(party, "当事人.法援机构"), "测试区法律援助中心");
	ck_assert_str_eq(fact_of(party, "当事人.值班律师"), "");
}
END_TEST

/* None is out of reach behind the first page. */
START_TEST(every_request_is_reached)
{
	struct help_page after;
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t seen[3];

	for (int i = 0; i < 3; i++) {
		seen[i] = ask(party);
		office_set_time(&office,
			arena_printf(&office.arena, "2026-11-23 1%d:00", i));
	}
	seal_answer(party, seen[1], "值班律师接到通知");
	for (int i = 0; i < 3; i++) {
		ck_office(&office, help_list_after(&office.clerk, &office.arena,
					   HELP_OPEN, i == 0 ? NULL : &after, 1,
					   &lines, &count, &office.err));
		ck_assert_uint_eq(count, 1);
		/* The one that is taken comes last. */
		ck_assert_int_eq(lines[0].line, seen[i == 0 ? 0 : 3 - i]);
		after = help_page_after(&lines[0]);
	}
	ck_office(&office,
		help_list_after(&office.clerk, &office.arena, HELP_OPEN, &after,
			1, &lines, &count, &office.err));
	ck_assert_uint_eq(count, 0);
}
END_TEST

/* Two in the morning, a person of no case: his clock runs all the same. */
START_TEST(asked_by_who_has_no_case)
{
	int64_t matter = office_seal(&office, &office.clerk, "help-intake",
		(struct subject){ 0 }, FIELDS("姓名=周庚九", "阶段=侦查"));
	struct help_counts counts;
	int64_t line;

	office_set_time(&office, "2026-11-24 02:00");
	line = seal_on("help-request", matter, 0,
		FIELDS("办理=申请", "收到单位=看守所", "申请时刻=现在",
			"申请人=本人", "方式=口头", "请求=要见律师"));
	list(HELP_OPEN);
	ck_assert_uint_eq(count, 1);
	ck_assert_int_eq(lines[0].line, line);
	ck_assert_str_eq(lines[0].party_name, "周庚九");
	ck_assert_uint_eq(strlen(lines[0].code), 8);
	ck_assert_int_eq((int)(lines[0].due_at - lines[0].asked_at), 86400);
	ck_office(&office, help_counts(&office.clerk, &counts, &office.err));
	ck_assert_int_eq(counts.next_due, lines[0].due_at);
	ck_assert_str_eq(office_text(&office, "SELECT class FROM party"), "DI");
	/* No court took him in: nobody is late with advising him. */
	ck_assert_int_eq(
		(int)office_number(&office, "SELECT COUNT(*) FROM deadline "
					    "WHERE rule LIKE '告知-%'"),
		0);
}
END_TEST

/* A detention centre hears those it keeps; its draft is not lost over it. */
START_TEST(only_those_kept_here)
{
	int64_t free_man = office_case(&office, "（2026）测0101刑初1号");
	int64_t kept = office_seal(&office, &office.clerk, "help-intake",
		(struct subject){ 0 }, FIELDS("姓名=周庚九"));
	struct work work;
	int64_t record;

	strcpy(office.clerk.station_kind, "看守所");
	ck_office(&office, help_may_ask(&office.clerk, kept, &office.err));
	ck_assert(!help_may_ask(&office.clerk, free_man, &office.err));
	ck_assert_int_eq(office.err.code, ERR_STATE);
	ck_assert(strstr(office.err.text, "张甲一") != NULL);
	work = office_draft(&office, &office.clerk, "help-request",
		(struct subject){ .party = free_man },
		FIELDS("办理=申请", "收到单位=看守所", "申请时刻=现在",
			"申请人=本人", "方式=口头", "请求=要见律师"));
	ck_office(&office, work_keep(&office.clerk, &work, "请求", "要见律师",
				   &office.err));
	ck_assert(!office_try(&office, &office.clerk, &work, &record));
	ck_assert_int_eq(office.err.code, ERR_STATE);
	list(HELP_OPEN);
	ck_assert_uint_eq(count, 0);
	ck_office(&office, work_resume(&office.clerk, &office.arena, work.id,
				   &work, &office.err));
	ck_assert_str_eq(values_get(&work.values, "请求"), "要见律师");
}
END_TEST

/* The court has him now: what was taken in here is over, the request waits on;
 * and a court's own case is not ended by it. */
START_TEST(the_court_has_taken_him_in)
{
	int64_t taken = office_seal(&office, &office.clerk, "help-intake",
		(struct subject){ 0 }, FIELDS("姓名=周庚九"));
	int64_t other = office_case(&office, "（2026）测0101刑初1号");
	int64_t line = seal_on("help-request", taken, 0,
		FIELDS("办理=申请", "收到单位=看守所", "申请时刻=现在",
			"申请人=本人", "方式=口头", "请求=要见律师"));

	office_seal(&office, &office.clerk, "help-filed",
		(struct subject){ .matter = taken },
		FIELDS("法院案号=（2026）测0101刑初1号",
			"受理法院=测试区人民法院"));
	ck_assert_str_eq(
		fact_of(taken, "程序段.另案"), "（2026）测0101刑初1号");
	ck_assert_str_eq(state_of(line), "待接");
	list(HELP_OPEN);
	ck_assert_uint_eq(count, 1);
	office_seal(&office, &office.clerk, "help-filed",
		(struct subject){ .matter = other }, FIELDS("说明=没有用"));
	ck_assert_str_eq(fact_of(other, "程序段.另案"), "");
	office_check_whole(&office, "taken in by the court");
}
END_TEST

/* The mechanism knows no form: an invented one, and two forms that make one
 * event. */
START_TEST(once_is_data)
{
	static const char text[] =
		"[表单]\n编号: take-it\n名称: 接办\n英文: Take\n种类: 登记\n"
		"版本: 1\n对象: 文书\n权限: 案件 定稿\n"
		"事件: 接办.确定 于 日期 对 当事人 当 结果=接\n"
		"事件: 接办.退回 于 日期 对 当事人 当 结果=退\n"
		"只一次: 接办.确定\n"
		"[栏目 结果]\n名称: 结果\n英文: Result\n类型: 选择\n"
		"选项: 接 退\n必填: 是\n"
		"[栏目 日期]\n名称: 日期\n英文: On\n类型: 日期\n来自: 今天\n";
	const struct library_text more = { "take-it.form", text,
		sizeof text - 1 };
	struct subject on = { 0 };
	struct work work;
	int64_t record;

	office_reload(&office, &more, 1);
	on.about = ask(office_case(&office, "（2026）测0101刑初1号"));
	office_seal(&office, &office.clerk, "take-it", on, FIELDS("结果=退"));
	office_seal(&office, &office.clerk, "take-it", on, FIELDS("结果=接"));
	office_seal(&office, &office.clerk, "take-it", on, FIELDS("结果=退"));
	work = office_draft(
		&office, &office.judge, "take-it", on, FIELDS("结果=接"));
	ck_assert(!office_try(&office, &office.judge, &work, &record));
	ck_assert_int_eq(office.err.code, ERR_CONFLICT);
	/* Of another record it may happen. */
	on.about = ask(office_case(&office, "（2026）测0101刑初2号"));
	office_seal(&office, &office.judge, "take-it", on, FIELDS("结果=接"));
}
END_TEST

Suite *
suite_help(void)
{
	Suite *suite = suite_create("help");
	TCase *tcase = tcase_create("requests");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, from_asked_to_done);
	tcase_add_test(tcase, second_one_is_told_who_was_first);
	tcase_add_test(tcase, first_one_may_correct_himself);
	tcase_add_test(tcase, an_answer_belongs_to_its_request);
	tcase_add_test(tcase, what_was_done_before_is_no_answer);
	tcase_add_test(tcase, overdue_after_a_day);
	tcase_add_loop_test(tcase, repaired, 0, 3);
	tcase_add_test(tcase, attempts_show);
	tcase_add_test(tcase, handed_on_again);
	tcase_add_test(tcase, handed_to_an_agency);
	tcase_add_test(tcase, every_request_is_reached);
	tcase_add_test(tcase, asked_by_who_has_no_case);
	tcase_add_test(tcase, only_those_kept_here);
	tcase_add_test(tcase, the_court_has_taken_him_in);
	tcase_add_test(tcase, once_is_data);
	suite_add_tcase(suite, tcase);
	return suite;
}
