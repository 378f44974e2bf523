/* SPDX-License-Identifier: MIT */
/*
 * Cases move: converted, appealed, sent back, from investigation to trial,
 * split, joined, withdrawn and closed. Each step is sealed through its form;
 * what is owed follows it.
 */
#include "office.h"
#include "probe.h"

#include "desk/assignment.h"
#include "desk/derive.h"
#include "desk/path.h"

#include <check.h>
#include <string.h>

Suite *suite_moves(void);

static struct office office;

bool
probe_path_read(const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct path path;

	return path_read(desk, arena, on->matter, &path, on->err) &&
	       path.step_count > 0;
}

static void
set_up(void)
{
	office_open(&office);
}

static void
tear_down(void)
{
	office_check_whole(&office, "after the test");
	office_close(&office);
}

#define ON(noun, id)                                                           \
	(struct subject)                                                       \
	{                                                                      \
		.noun = (id)                                                   \
	}
#define SEAL(form, on, ...)                                                    \
	office_seal(&office, &office.clerk, form, on, FIELDS(__VA_ARGS__))

/* "待办 告知-刑诉法34 2026-11-26 open" of a rule and party, latest due. */
static const char *
clock_of(int64_t party, const char *rule)
{
	struct party_derived out;
	const struct deadline *last = NULL;
	char due[DATE_TEXT];

	ck_office(&office,
		derive_party(&office.clerk, &office.arena,
			office_number(&office, "SELECT MAX(id) FROM matter"),
			party, DATE_NONE, &out, &office.err));
	for (size_t i = 0; i < out.derived.deadline_count; i++)
		if (strcmp(out.derived.deadlines[i].rule->id, rule) == 0)
			last = &out.derived.deadlines[i];
	if (last == NULL)
		return "";
	return arena_printf(&office.arena, "%s %s",
		date_format(last->due.day, due),
		deadline_state_word(last->state));
}

/* Rows of the store, as "class proceeding-is-latest". */
static int64_t
proceeding_of(int64_t party)
{
	return office_number(
		&office, arena_printf(&office.arena,
				 "SELECT proceeding FROM party WHERE id = %lld",
				 (long long)party));
}

static const char *
class_of(int64_t party)
{
	return office_text(
		&office, arena_printf(&office.arena,
				 "SELECT class FROM party WHERE id = %lld",
				 (long long)party));
}

static int64_t
add_party(int64_t matter, const char *name)
{
	return SEAL("party-add", ON(matter, matter), "受理日期=2026-11-23",
		arena_printf(&office.arena, "姓名=%s", name),
		"强制措施=取保候审", "罪名=盗窃罪", "辩护人=无");
}

static int64_t
appeal_opened(int64_t matter)
{
	return SEAL("next-proceeding", ON(matter, matter), "来由=上诉",
		"阶段=审判", "审级=二审", "案号=（2026）测01刑终1号",
		"收案日期=2026-12-21", "立案日期=2026-12-22", "起诉=公诉",
		"承办人=钱戊五");
}

START_TEST(an_expedited_case_becomes_ordinary)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");

	SEAL("procedure", ON(matter, matter), "确定日期=2026-11-23",
		"程序=速裁");
	ck_assert_str_eq(class_of(matter), "D");
	ck_assert_str_eq(clock_of(matter, "审限-刑诉法225"), "2026-12-03 open");
	office_set_time(&office, "2026-11-27 09:00");
	SEAL("procedure", ON(matter, matter), "确定日期=2026-11-27",
		"程序=普通", "原因=被告人不再认罪");
	ck_assert_str_eq(
		clock_of(matter, "审限-刑诉法225"), "2026-12-03 lapsed");
	ck_assert_str_eq(clock_of(matter, "审限-刑诉法208"), "2027-01-27 open");
	ck_assert_str_ne(class_of(matter), "D");
}
END_TEST

START_TEST(what_is_owed_before_a_hearing_goes_with_it)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	int64_t hearing;

	SEAL("ground", ON(party, matter), "发现日期=2026-11-23", "理由=未成年",
		"材料=户籍证明");
	hearing = SEAL("hearing", ON(matter, matter), "确定日期=2026-11-23",
		"开庭时间=2026-12-22 09:30", "开庭地点=第一法庭");
	ck_assert_str_eq(clock_of(matter, "材料-解释49"), "2026-12-07 open");
	office_set_time(&office, "2026-12-08 09:00");
	SEAL("hearing-step", ON(hearing, hearing), "进展=改期",
		"日期=2026-12-08", "新的开庭时间=2027-01-12 09:30",
		"原因=材料没有送齐，法律援助机构商请变更");
	ck_assert_str_eq(clock_of(matter, "材料-解释49"), "2026-12-28 open");
	SEAL("hearing-step", ON(hearing, hearing), "进展=取消",
		"日期=2026-12-08", "原因=另行确定");
	ck_assert_str_eq(clock_of(matter, "材料-解释49"), "2026-12-28 lapsed");
}
END_TEST

START_TEST(an_appeal_takes_everybody_to_the_second_instance)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	int64_t other = add_party(matter, "王丙三");
	int64_t second;
	struct work work;

	office_advise(&office, matter);
	office_set_time(&office, "2027-01-04 09:00");
	SEAL("counsel", ON(party, matter), "变动=委托", "变动日期=2026-11-24",
		"知悉日期=2026-11-24", "辩护人=律师", "辩护人姓名=律师甲",
		"辩护人单位=测试律师事务所");
	ck_assert_str_eq(class_of(matter), "N");
	SEAL("step-case", ON(matter, matter), "进展=当庭宣告判决",
		"日期=2026-12-07");
	SEAL("step-trial", ON(party, matter), "进展=送达判决书",
		"日期=2026-12-09");
	ck_assert_str_eq(
		clock_of(matter, "上诉-判决-刑诉法230"), "2026-12-21 open");
	SEAL("appeal", ON(party, matter), "办理=提出", "提出人=被告人",
		"日期=2026-12-15", "方式=书状", "对象=判决");
	ck_assert_str_eq(
		clock_of(matter, "上诉-判决-刑诉法230"), "2026-12-21 met");
	second = appeal_opened(matter);
	ck_assert_int_eq(proceeding_of(matter), second);
	ck_assert_int_eq(proceeding_of(other), second);
	/* Advice is owed again; the counsel of the first instance is not
	 * that of the second; what was not done is on the record. */
	ck_assert_str_eq(clock_of(matter, "告知-刑诉法34"), "2026-12-25 open");
	ck_assert_str_eq(clock_of(other, "告知-刑诉法34"), "2026-12-25 open");
	ck_assert_str_ne(class_of(matter), "N");
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM violation WHERE "
				       "code = 'ADVICE_MISSING'"),
		1);
	ck_assert_str_eq(office_text(&office, "SELECT number FROM matter"),
		"（2026）测01刑终1号");
	/* Its first number is still its own. */
	work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ 0 },
		FIELDS("案号=（2026）测0101刑初1号", "收案日期=今",
			"立案日期=今", "审级=一审", "程序=普通", "起诉=公诉",
			"承办人=法官乙", "姓名=赵丁四", "强制措施=取保候审",
			"罪名=盗窃罪", "辩护人=无"));
	ck_assert(!office_try(&office, &office.clerk, &work, &second));
	ck_assert_int_eq(office.err.code, ERR_EXISTS);
}
END_TEST

START_TEST(what_is_told_late_counts_where_it_happened)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");

	office_set_time(&office, "2026-12-23 09:00");
	SEAL("step-case", ON(matter, matter), "进展=当庭宣告判决",
		"日期=2026-12-07");
	appeal_opened(matter);
	office_set_time(&office, "2026-12-24 09:00");
	SEAL("step-trial", ON(party, matter), "进展=送达判决书",
		"日期=2026-12-09");
	ck_assert_str_eq(
		clock_of(matter, "判决送达-刑诉法202"), "2026-12-14 met");
	ck_assert_str_eq(
		clock_of(matter, "上诉-判决-刑诉法230"), "2026-12-21 open");
	/* And what is told of the new one, there. */
	office_advise(&office, matter);
	ck_assert_str_eq(clock_of(matter, "告知-刑诉法34"), "2026-12-25 met");
}
END_TEST

START_TEST(sent_back_it_begins_again)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	int64_t again;

	office_set_time(&office, "2027-02-09 09:00");
	appeal_opened(matter);
	SEAL("case-end", ON(matter, matter), "结案方式=发回重审",
		"结案日期=2027-02-01", "去向=测试区人民法院");
	ck_assert_str_eq(class_of(matter), "");
	ck_assert_str_eq(
		clock_of(matter, "审限-刑诉法243"), "2027-02-22 lapsed");
	again = SEAL("next-proceeding", ON(matter, matter), "来由=发回重审",
		"阶段=审判", "审级=一审", "案号=（2027）测0101刑初9号",
		"收案日期=2027-02-08", "立案日期=2027-02-08", "程序=普通",
		"起诉=公诉", "承办人=李乙二");
	ck_assert_int_eq(proceeding_of(matter), again);
	ck_assert_str_ne(class_of(matter), "");
	ck_assert_str_eq(clock_of(matter, "告知-刑诉法34"), "2027-02-11 open");
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM proceeding"), 3);
}
END_TEST

START_TEST(from_investigation_to_trial)
{
	int64_t matter = SEAL("step-stage", ON(matter, 0), "阶段=侦查",
		"机关=测试区公安分局", "日期=2026-11-02", "姓名=李乙二",
		"罪名=盗窃罪", "强制措施=羁押", "羁押场所=测试区看守所",
		"辩护人=无");

	ck_assert_str_eq(class_of(matter), "DI");
	SEAL("next-proceeding", ON(matter, matter), "来由=移送审查起诉",
		"阶段=审查起诉", "案号=测检刑〔2026〕1号",
		"机关=测试区人民检察院", "收案日期=2026-11-16",
		"承办人=赵丁四");
	ck_assert_str_eq(
		clock_of(matter, "告知-刑诉法34-检察"), "2026-11-19 open");
	SEAL("next-proceeding", ON(matter, matter), "来由=提起公诉",
		"阶段=审判", "审级=一审", "案号=（2026）测0101刑初1号",
		"收案日期=2026-11-20", "立案日期=2026-11-23", "程序=普通",
		"起诉=公诉", "承办人=李乙二");
	ck_assert_str_eq(
		clock_of(matter, "告知-刑诉法34-检察"), "2026-11-19 missed");
	ck_assert_str_eq(clock_of(matter, "告知-刑诉法34"), "2026-11-26 open");
	ck_assert_str_ne(class_of(matter), "DI");
	/* Before acceptance, when the court had the case: there. */
	SEAL("advice-elsewhere", ON(party, matter), "告知日期=2026-11-20",
		"来源=送达起诉书时一并告知，有回执");
	ck_assert_str_eq(clock_of(matter, "告知-刑诉法34"), "2026-11-26 met");
}
END_TEST

START_TEST(who_is_split_off_leaves_and_the_others_stay)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	int64_t other = add_party(matter, "王丙三");
	int64_t split, second;

	office_set_time(&office, "2026-11-30 09:00");
	split = SEAL("split", ON(party, matter), "分出=是",
		"分案日期=2026-11-30", "另案案号=（2026）测0101刑初2号",
		"原因=另案审理更有利于查明事实");
	ck_assert_str_eq(
		clock_of(matter, "告知-刑诉法34"), "2026-11-26 missed");
	ck_assert_str_eq(clock_of(other, "告知-刑诉法34"), "2026-11-26 open");
	ck_assert_str_eq(class_of(matter), "");
	ck_assert_str_eq(
		office_text(&office, "SELECT title FROM matter"), "王丙三");
	ck_assert_int_eq(
		office_number(&office, "SELECT parties FROM matter"), 1);
	office_set_time(&office, "2026-12-23 09:00");
	/* To the second instance goes who is still there. */
	second = appeal_opened(matter);
	ck_assert_int_eq(proceeding_of(other), second);
	ck_assert_int_eq(proceeding_of(matter), matter);
	/* It was a mistake. */
	office.clerk.clock.now += 60;
	ck_assert_int_ne(office_seal(&office, &office.clerk, "split",
				 (struct subject){ .supersedes = split },
				 FIELDS("分出=否")),
		0);
	ck_assert_int_ne(proceeding_of(matter), matter);
	ck_assert_int_eq(
		office_number(&office, "SELECT parties FROM matter"), 2);
}
END_TEST

START_TEST(the_way_it_took_is_told)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	int64_t other = add_party(matter, "王丙三");
	struct path path;

	office_set_time(&office, "2026-12-23 09:00");
	SEAL("split", ON(party, other), "分出=是", "分案日期=2026-11-30",
		"另案案号=（2026）测0101刑初2号",
		"原因=另案审理更有利于查明事实");
	SEAL("case-end", ON(matter, matter), "结案方式=判决",
		"结案日期=2026-12-08");
	appeal_opened(matter);
	ck_office(&office, path_read(&office.clerk, &office.arena, matter,
				   &path, &office.err));
	ck_assert_uint_eq(path.step_count, 2);
	ck_assert_str_eq(path.steps[0].place, "一审");
	ck_assert_str_eq(path.steps[0].outcome, "判决");
	ck_assert_str_eq(path.steps[1].number, "（2026）测01刑终1号");
	ck_assert(!date_is_set(path.steps[1].closed));
	ck_assert_str_eq(path_left_for(&path, other), "（2026）测0101刑初2号");
	ck_assert_ptr_null(path_left_for(&path, matter));
}
END_TEST

START_TEST(some_go_on_and_the_others_stay)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	int64_t other = add_party(matter, "王丙三");
	int64_t review;

	office_set_time(&office, "2026-12-23 09:00");
	review = SEAL("next-proceeding-some", ON(party, matter),
		"来由=报请复核", "审级=死刑复核高院", "案号=（2026）测刑核1号",
		"收案日期=2026-12-21", "立案日期=2026-12-21", "起诉=公诉",
		"承办人=钱戊五");
	ck_assert_int_eq(proceeding_of(matter), review);
	ck_assert_str_eq(class_of(matter), "M");
	ck_assert_int_eq(proceeding_of(other), matter);
	ck_assert_str_ne(class_of(other), "M");
	ck_assert_str_eq(clock_of(other, "告知-刑诉法34"), "2026-11-26 open");
}
END_TEST

START_TEST(a_case_joined_to_another_is_over_here)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");

	office_set_time(&office, "2026-11-25 09:00");
	SEAL("join", ON(matter, matter), "并出=是", "并案日期=2026-11-24",
		"另案案号=（2026）测0101刑初2号", "原因=同一被告人另有一案");
	ck_assert_str_eq(
		clock_of(matter, "告知-刑诉法34"), "2026-11-26 lapsed");
	ck_assert_str_eq(
		office_text(&office, "SELECT next_due FROM matter"), "");
	ck_assert_str_eq(
		office_text(&office, "SELECT value FROM fact WHERE name = "
				     "'程序段.另案'"),
		"（2026）测0101刑初2号");
}
END_TEST

static const char help_waits[] =
	"SELECT COUNT(*) FROM help_request WHERE step < 3";

START_TEST(a_withdrawn_case_owes_nothing_more)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	struct assignment *lines;
	size_t count;
	int64_t end;

	office_set_time(&office, "2026-11-25 09:00");
	SEAL("hearing", ON(matter, matter), "确定日期=2026-11-23",
		"开庭时间=2026-12-22 09:30", "开庭地点=第一法庭");
	SEAL("step-court", ON(party, matter), "进展=通知指派律师",
		"日期=2026-11-24");
	ck_office(&office, assignment_of_matter(&office.clerk, &office.arena,
				   matter, &lines, &count, &office.err));
	ck_assert_uint_eq(count, 1);
	ck_assert(lines[0].is_open);
	SEAL("step-court", ON(party, matter), "进展=收到法律帮助请求",
		"时刻=2026-11-24 10:00");
	ck_assert_int_eq(office_number(&office, help_waits), 1);
	end = SEAL("case-end", ON(matter, matter), "结案方式=准许撤回起诉",
		"结案日期=2026-11-25");
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM deadline WHERE "
				       "state = 'open'"),
		0);
	ck_assert_str_eq(office_text(&office, "SELECT at FROM hearing"), "");
	ck_assert_int_eq(office_number(&office, help_waits), 0);
	ck_office(&office, assignment_of_matter(&office.clerk, &office.arena,
				   matter, &lines, &count, &office.err));
	ck_assert(!lines[0].is_open);
	/* Closed by mistake: as it was. */
	office.clerk.clock.now += 60;
	office_seal(&office, &office.clerk, "case-end",
		(struct subject){ .supersedes = end },
		FIELDS("结案方式=没有结案"));
	ck_assert_str_eq(clock_of(matter, "告知-刑诉法34"), "2026-11-26 open");
	ck_assert_str_eq(office_text(&office, "SELECT at FROM hearing"),
		"2026-12-22 09:30");
}
END_TEST

START_TEST(after_judgment_service_is_still_owed)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");

	office_set_time(&office, "2026-12-11 09:00");
	SEAL("step-case", ON(matter, matter), "进展=当庭宣告判决",
		"日期=2026-12-07");
	SEAL("case-end", ON(matter, matter), "结案方式=判决",
		"结案日期=2026-12-08");
	ck_assert_str_eq(
		clock_of(matter, "判决送达-刑诉法202"), "2026-12-14 open");
	ck_assert_str_eq(clock_of(matter, "审限-刑诉法208"), "2027-01-25 met");
	SEAL("step-trial", ON(party, matter), "进展=送达判决书",
		"日期=2026-12-10");
	ck_assert_str_eq(
		clock_of(matter, "上诉-判决-刑诉法230"), "2026-12-21 open");
}
END_TEST

Suite *
suite_moves(void)
{
	Suite *suite = suite_create("moves");
	TCase *tcase = tcase_create("moves");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, an_expedited_case_becomes_ordinary);
	tcase_add_test(tcase, what_is_owed_before_a_hearing_goes_with_it);
	tcase_add_test(tcase, an_appeal_takes_everybody_to_the_second_instance);
	tcase_add_test(tcase, what_is_told_late_counts_where_it_happened);
	tcase_add_test(tcase, sent_back_it_begins_again);
	tcase_add_test(tcase, from_investigation_to_trial);
	tcase_add_test(tcase, who_is_split_off_leaves_and_the_others_stay);
	tcase_add_test(tcase, the_way_it_took_is_told);
	tcase_add_test(tcase, some_go_on_and_the_others_stay);
	tcase_add_test(tcase, a_case_joined_to_another_is_over_here);
	tcase_add_test(tcase, a_withdrawn_case_owes_nothing_more);
	tcase_add_test(tcase, after_judgment_service_is_still_owed);
	suite_add_tcase(suite, tcase);
	return suite;
}
