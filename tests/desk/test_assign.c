/* SPDX-License-Identifier: MIT */
/*
 * Who assigns second is told who was first; a lawyer whom the law forbids is
 * not sealed; papers know their agency, and what is over frees the lawyer.
 */
#include "outcome.h"

#include "fixture.h"
#include "probe.h"

#include "desk/assign.h"
#include "desk/choice.h"
#include "desk/values_file.h"

#include <check.h>
#include <string.h>

Suite *suite_assign(void);

/* The clerk's seat is lent to the agency. */
static const char lend_sql[] =
	"INSERT INTO reach (desk_user, noun, action, station) "
	"SELECT u.id, n.noun, n.action, u.station FROM desk_user u, "
	"(SELECT 'agency-paper' AS noun, 'seal' AS action "
	"UNION SELECT 'lawyer' AS noun, 'see' AS action "
	"UNION SELECT 'lawyer' AS noun, 'seal' AS action) AS n";

static void
set_up_agency(void)
{
	set_up();
	office_tamper(&office, lend_sql);
}

/* From here on the desk takes the forms that an agency takes. */
static void
sit_at_the_agency(void)
{
	static const char role[] = "法援中心";

	memcpy(office.clerk.role, role, sizeof role);
}

static int64_t
seal(const char *form, int64_t party, const char *const *fields)
{
	return office_seal(&office, &office.clerk, form,
		(struct subject){ .party = party }, fields);
}

/* What is said when it can't be sealed. */
static const char *
refused(const char *form, int64_t party, const char *const *fields)
{
	struct work work = office_draft(&office, &office.judge, form,
		(struct subject){ .party = party }, fields);
	int64_t record;

	work.override = "合议庭研究后仍这样办"; /* nobody may here */
	ck_assert(!office_try(&office, &office.judge, &work, &record));
	return office.err.text;
}

static const char *
prefilled(const char *form, int64_t party, const char *field)
{
	struct work work = office_draft(&office, &office.clerk, form,
		(struct subject){ .party = party }, FIELDS(NULL));

	return values_get(&work.values, field);
}

static const char *
fact(int64_t party, const char *name)
{
	return office_text(
		&office, arena_printf(&office.arena,
				 "SELECT value FROM fact WHERE owner = %lld "
				 "AND name = '%s'",
				 (long long)party, name));
}

static int64_t
noticed(void)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	seal("step-court", party, FIELDS("进展=法援机构收到通知"));
	return party;
}

#define BY_NOTICE                                                              \
	"事由=办案机关通知", "起算日期=1123", "同案=没有", "联系电话=000-1"
#define JIA                                                                    \
	"律师姓名=律师甲", "律师单位=测试律师事务所", "律师证号=测1",          \
		"律师电话=000-12345678"
#define YI                                                                     \
	"律师姓名=律师乙", "律师单位=测试律师事务所", "律师证号=测2",          \
		"律师电话=000-12345678"

/* The judge's seat is a second agency desk that opened its draft before. */
START_TEST(the_second_is_told_of_the_first)
{
	int64_t party = noticed();
	struct work late = office_draft(&office, &office.judge, "assignment",
		(struct subject){ .party = party }, FIELDS(BY_NOTICE, YI));
	struct work_line *drafts;
	int64_t record;
	size_t count;

	seal("assignment", party, FIELDS(BY_NOTICE, JIA));
	ck_assert(!office_try(&office, &office.judge, &late, &record));
	ck_assert_int_eq(office.err.code, ERR_CONFLICT);
	ck_assert_str_eq(office.err.text,
		"这一件书记员已在 2026-11-23 09:40 确定了：律师甲，没有定稿，草稿已保留；请返回看");
	ck_office(&office, work_list(&office.judge, &office.arena, &drafts,
				   &count, &office.err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(fact(party, "当事人.指派律师"), "律师甲");
}
END_TEST

/* Another form that makes the same event is the second as well. */
START_TEST(a_letter_is_no_way_around)
{
	int64_t party = noticed();
	struct work late = office_draft(&office, &office.judge, "aid-letter",
		(struct subject){ .party = party },
		FIELDS("事由=收到通知", "起算日期=1123", YI, "联系电话=000-1"));
	int64_t record;

	seal("assignment", party, FIELDS(BY_NOTICE, JIA));
	ck_assert(!office_try(&office, &office.judge, &late, &record));
	ck_assert_int_eq(office.err.code, ERR_CONFLICT);
	/* Begun anew it knows who was assigned. */
	seal("aid-letter", party,
		FIELDS("事由=收到通知", "起算日期=1123", "联系电话=000-1"));
	ck_assert_str_eq(fact(party, "当事人.指派律师"), "律师甲");
}
END_TEST

#define ENDED                                                                  \
	"情形=有正当理由要求终止", "事实=本人书面要求终止",                    \
		"司法行政部门=测试区司法局", "联系电话=000-1"

START_TEST(an_end_opens_it_again)
{
	int64_t party = noticed();
	int64_t first = seal("assignment", party, FIELDS(BY_NOTICE, JIA));

	seal("aid-termination", party, FIELDS(ENDED));
	seal("assignment", party, FIELDS(BY_NOTICE, YI));
	ck_assert_ptr_nonnull(
		strstr(refused("assignment", party, FIELDS(BY_NOTICE, JIA)),
			"律师乙"));
	/* What was first in its time may still be corrected. */
	office_seal(&office, &office.clerk, "assignment",
		(struct subject){ .party = party, .supersedes = first },
		FIELDS("律师电话=000-2"));
}
END_TEST

START_TEST(a_change_is_no_second)
{
	int64_t party = noticed();

	seal("assignment", party, FIELDS(BY_NOTICE, JIA));
	seal("counsel-change", party,
		FIELDS("提出=受援人要求更换", "结果=更换", "收到日期=1123",
			"理由=没有来见我", "审查意见=理由正当", YI,
			"联系电话=000-1"));
	ck_assert_str_eq(fact(party, "当事人.指派律师"), "律师乙");
	ck_assert_ptr_nonnull(
		strstr(refused("assignment", party, FIELDS(BY_NOTICE, JIA)),
			"律师乙"));
}
END_TEST

static void
add_lawyer(const char *name, const char *licence, const char *years)
{
	struct arena *a = &office.arena;

	office_seal(&office, &office.clerk, "lawyer", (struct subject){ 0 },
		FIELDS(arena_printf(a, "姓名=%s", name),
			arena_printf(a, "证号=%s", licence),
			"单位=测试律师事务所", "电话=12345678",
			arena_printf(a, "刑事年数=%s", years), "未成年人=否"));
}

/* His licence number gives him his seat at the case. */
START_TEST(one_of_the_pool_has_his_number)
{
	int64_t party = noticed();

	add_lawyer("律师甲", "测1", "5");
	add_lawyer("律师乙", "测2", "5");
	ck_assert_ptr_nonnull(strstr(
		refused("assignment", party,
			FIELDS(BY_NOTICE, "律师姓名=律师甲",
				"律师单位=测试律师事务所", "律师电话=000-1")),
		"执业证号还空着"));
	ck_assert_int_eq(office.err.code, ERR_INPUT);
	ck_assert_ptr_nonnull(
		strstr(refused("assignment", party,
			       FIELDS(BY_NOTICE, "律师姓名=律师甲",
				       "律师单位=测试律师事务所",
				       "律师证号=测2", "律师电话=000-1")),
			"是律师乙的"));
	seal("assignment", party, FIELDS(BY_NOTICE, JIA));
	ck_assert_str_eq(fact(party, "当事人.指派律师证号"), "测1");
}
END_TEST

static int64_t
co_accused(int64_t matter)
{
	return office_seal(&office, &office.clerk, "party-add",
		(struct subject){ .matter = matter },
		FIELDS("受理日期=1123", "姓名=李乙二", "罪名=盗窃罪",
			"强制措施=取保候审", "辩护人=无"));
}

/* Int 43(2). */
START_TEST(a_co_accuseds_counsel_is_not_sealed)
{
	int64_t party = noticed();
	int64_t other = co_accused(party);

	seal("assignment", party, FIELDS(BY_NOTICE, JIA));
	ck_assert_ptr_nonnull(
		strstr(refused("assignment", other, FIELDS(BY_NOTICE, JIA)),
			"第四十三条第二款"));
	ck_assert_msg(office.err.code == ERR_STATE, "%s", office.err.text);
	/* Another of that name is not he; his firm alone is no bar. Where only
	 * names can be compared, and the firms differ, the officer says so. */
	seal("assignment", other,
		FIELDS(BY_NOTICE, "律师姓名=律师甲", "律师单位=测试律师事务所",
			"律师证号=测9", "律师电话=000-1"));
}
END_TEST

static const char *
reasons(int64_t party, const char *const *fields)
{
	struct work work = office_draft(&office, &office.clerk, "assignment",
		(struct subject){ .party = party }, fields);
	const char *text;

	ck_office(&office, lawyer_reasons(&office.clerk, &office.arena, &work,
				   &text, &office.err));
	return text;
}

START_TEST(what_is_against_him_is_said_before)
{
	int64_t party = noticed();
	int64_t other = co_accused(party);

	add_lawyer("律师甲", "测1", "2");
	seal("ground", other, FIELDS("理由=可能无期死刑", "材料=起诉书"));
	seal("assignment", party, FIELDS(BY_NOTICE, JIA));
	seal("aid-termination", party, FIELDS(ENDED));
	ck_assert_str_eq(reasons(other, FIELDS(BY_NOTICE, JIA)),
		"律师甲：曾为同案张甲一辩护 不足三年（援助法第26条） 本地 刑事2年 在办0件");
	ck_assert_str_eq(reasons(party, FIELDS(BY_NOTICE, JIA)),
		"律师甲：曾为本人承办，已换 本地 刑事2年 在办0件");
	ck_assert_str_eq(
		reasons(other, FIELDS(BY_NOTICE, YI)), "律师乙：不在名册。");
}
END_TEST

static int64_t
load_of(const char *licence)
{
	struct lawyer lawyer;

	ck_office(&office, lawyer_find(&office.clerk, &office.arena, licence,
				   &lawyer, &office.err));
	return lawyer.load;
}

static const char *
state_word(int64_t party)
{
	struct assignment line;

	ck_office(&office, assignment_latest(&office.clerk, &office.arena,
				   party, party, &line, &office.err));
	return round_state_word(line.state);
}

#define RETAINED                                                               \
	"变动=委托", "变动日期=1123", "辩护人=律师", "辩护人姓名=律师丙",      \
		"辩护人单位=测试律师事务所", "谁委托=本人"

/* 149号: told at once; the agency ends it, nothing of it stays open, and the
 * lawyer is free. */
START_TEST(own_counsel_frees_the_assigned_one)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct derived derived;

	add_lawyer("律师甲", "测1", "5");
	seal("step-court", party, FIELDS("进展=通知指派律师"));
	seal("step-court", party, FIELDS("进展=法援机构收到通知"));
	seal("assignment", party, FIELDS(BY_NOTICE, JIA));
	ck_assert_int_eq(load_of("测1"), 1);
	derived = derived_of(&office, party);
	ck_assert_int_eq(state_of(&derived, "函告-法援法36"), DEADLINE_OPEN);
	seal("counsel", party, FIELDS(RETAINED));
	/* The letter is ready to be sealed but for what it is about. */
	ck_assert_str_eq(
		prefilled("counsel-feedback", party, "指派律师"), "律师甲");
	ck_assert_str_eq(
		prefilled("counsel-feedback", party, "辩护人姓名"), "律师丙");
	ck_assert_str_eq(
		prefilled("counsel-feedback", party, "谁委托"), "本人");
	office_set_time(&office, "2026-11-24 10:00");
	seal("counsel-feedback", party,
		FIELDS("事由=另行委托了辩护人", "受送达人=测试区法律援助中心",
			"审判人员=法官丙"));
	derived = derived_of(&office, party);
	ck_assert_int_eq(state_of(&derived, "函告-法援法36"), DEADLINE_LAPSED);
	ck_assert_int_eq(state_of(&derived, "目标-终止"), DEADLINE_OPEN);
	ck_assert_str_eq(state_word(party), "待终止");
	seal("aid-termination", party,
		FIELDS("情形=自行委托律师或者其他代理人",
			"事实=法院来函告知已委托", "司法行政部门=测试区司法局",
			"联系电话=000-1"));
	ck_assert_str_eq(state_word(party), "已终止");
	ck_assert_int_eq(load_of("测1"), 0);
	ck_assert_str_eq(fact(party, "当事人.指派律师证号"), "");
	ck_assert_str_eq(fact(party, "当事人.法援机构"), "测试区法律援助中心");
}
END_TEST

/* Asked for again after own counsel: another round. */
START_TEST(noticed_again_is_another_round)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct assignment *lines;
	size_t count;

	seal("step-court", party, FIELDS("进展=通知指派律师"));
	seal("step-court", party, FIELDS("进展=反馈法援机构"));
	office_set_time(&office, "2026-11-24 10:00");
	seal("step-court", party, FIELDS("进展=通知另行指派"));
	ck_office(&office, assignment_of_matter(&office.clerk, &office.arena,
				   party, &lines, &count, &office.err));
	ck_assert_uint_eq(count, 2);
	ck_assert_int_eq(lines[0].state, ROUND_IS_TERMINATED);
	ck_assert_int_eq(lines[1].state, ROUND_TO_RECEIVE);
}
END_TEST

/* What stands in a field of a draft begun for an event. */
static const char *
answer_of(int64_t party, const char *event, const char *field)
{
	const struct subject on = { .party = party };
	const struct form *form = choice_form_making(&office.clerk, event, &on);
	struct work work;

	ck_assert_ptr_nonnull(form);
	work = office_draft(&office, &office.clerk, form->id, on, FIELDS(NULL));
	ck_office(
		&office, work_answer(&office.clerk, event, &work, &office.err));
	return values_get(&work.values, field);
}

#define NOTICE "事由=指派律师", "受送达人=测试区法律援助中心", "附起诉书=否"

/* 办法第四条: what the notice lacks is in the draft of the letter that asks. */
START_TEST(what_the_notice_lacks_is_asked_for)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct assignment line;

	seal("defence-notice", party,
		FIELDS(NOTICE, "联系电话=", "审判人员=法官丙"));
	ck_assert_str_eq(fact(party, "当事人.法援机构"), "测试区法律援助中心");
	ck_assert_str_eq(prefilled("counsel-feedback", party, "受送达人"),
		"测试区法律援助中心");
	ck_assert_ptr_nonnull(strstr(
		prefilled("supplement", party, "不齐之处"), "没有附起诉书"));
	ck_assert_ptr_nonnull(
		strstr(prefilled("supplement", party, "来文"), "通1号"));
	seal("supplement", party, FIELDS("收到日期=1123", "联系电话=000-1"));
	ck_assert_str_eq(state_word(party), "待补充");
	ck_assert_str_eq(answer_of(party, "补充.答复", "事由"), "补送材料");
	office_seal(&office, &office.clerk, "hearing",
		(struct subject){ .matter = party },
		FIELDS("开庭时间=1224 0930", "开庭地点=第三法庭"));
	ck_office(&office, assignment_latest(&office.clerk, &office.arena,
				   party, party, &line, &office.err));
	ck_assert_int_eq(
		date_compare(line.material, date_make(2026, 12, 9)), 0);
	ck_assert_str_eq(
		prefilled("supplement", party, "送齐日期"), "2026-12-09");
}
END_TEST

/* 送达回证 of the notice is its arrival at the agency: three days. */
START_TEST(service_of_the_notice_starts_the_clock)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t notice = seal("defence-notice", party,
		FIELDS("事由=指派律师", "受送达人=测试区法律援助中心",
			"附起诉书=是", "审判人员=法官丙"));
	int64_t again;
	struct derived derived = derived_of(&office, party);

	ck_assert_int_eq(state_of(&derived, "指派-法援法36"), -1);
	office_seal(&office, &office.clerk, "service-return",
		(struct subject){ .about = notice },
		FIELDS("送达地点=中心窗口", "方式=本人", "送达日期=1123"));
	derived = derived_of(&office, party);
	ck_assert_int_eq(state_of(&derived, "指派-法援法36"), DEADLINE_OPEN);
	ck_assert_str_eq(
		prefilled("assignment", party, "起算日期"), "2026-11-23");
	ck_assert_str_eq(
		prefilled("assignment", party, "事由"), "办案机关通知");
	/* What is sent after it begins nothing anew. */
	again = seal("defence-notice", party,
		FIELDS("事由=补送材料", "受送达人=测试区法律援助中心",
			"附起诉书=是"));
	office_seal(&office, &office.clerk, "service-return",
		(struct subject){ .about = again },
		FIELDS("送达地点=中心窗口", "方式=本人", "送达日期=1123"));
	ck_assert_int_eq(office_number(&office, "SELECT COUNT(*) FROM deadline "
						"WHERE rule = '指派-法援法36'"),
		1);
}
END_TEST

/* Int 50(2): the day on which the five days end is computed. */
START_TEST(the_fifth_day_is_on_the_paper)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	seal("ground", party, FIELDS("理由=可能无期死刑", "材料=起诉书"));
	ck_assert_str_eq(prefilled("retain-anew", party, "期满日期"), "");
	office_seal(&office, &office.judge, "refusal",
		(struct subject){ .party = party },
		FIELDS("拒绝时间=1123 0900", "场合=庭外", "提出人=本人",
			"已指派=是", "意愿=另请律师", "理由=合不来",
			"是否正当=正当", "认定=理由成立", "书面记录=笔录第3页",
			"签署=签名捺印", "法院决定=准许", "决定日期=1123",
			"决定人=法官乙"));
	ck_assert_str_eq(
		prefilled("retain-anew", party, "期满日期"), "2026-11-30");
}
END_TEST

/* Three wait; the two of the pool get them in turn, one paper each. */
START_TEST(those_who_wait_are_assigned_in_turn)
{
	int64_t party = noticed();
	int64_t others[2] = { co_accused(party),
		office_case(&office, "（2026）测0101刑初2号") };
	struct assign_row *rows;
	size_t count;

	add_lawyer("律师甲", "测1", "5");
	add_lawyer("律师乙", "测2", "5");
	sit_at_the_agency();
	seal("step-court", others[0], FIELDS("进展=法援机构收到通知"));
	seal("step-court", others[1], FIELDS("进展=法援机构收到通知"));
	ck_office(&office, assign_plan(&office.clerk, &office.arena, 10, &rows,
				   &count, &office.err));
	ck_assert_uint_eq(count, 3);
	ck_assert_str_ne(rows[0].choices[rows[0].at].lawyer.licence,
		rows[1].choices[rows[1].at].lawyer.licence);
	for (size_t i = 0; i < count; i++) {
		struct fault *faults;
		size_t fault_count;
		struct work work;
		int64_t record;

		ck_office(&office,
			assign_draft(&office.clerk, &office.arena,
				rows[i].line.party,
				&rows[i].choices[rows[i].at].lawyer, &work,
				&office.err) &&
				assign_declare(
					&office.clerk, &work, &office.err) &&
				work_fill(&office.clerk, &work, "联系电话",
					"000-1", &office.err) &&
				record_seal(&office.clerk, &office.arena, &work,
					&faults, &fault_count, &record,
					&office.err));
	}
	ck_assert_int_eq(load_of("测1") + load_of("测2"), 3);
	ck_assert_str_ne(fact(party, "当事人.指派律师证号"),
		fact(others[0], "当事人.指派律师证号"));
}
END_TEST

/* The second time the agency's telephone number is known (来自: 上次). */
START_TEST(assigned_in_one_go)
{
	int64_t party = noticed();
	int64_t other = office_case(&office, "（2026）测0101刑初2号");
	struct lawyer he;
	int64_t record;

	add_lawyer("律师甲", "测1", "5");
	ck_office(&office, lawyer_find(&office.clerk, &office.arena, "律师甲",
				   &he, &office.err));
	seal("assignment", party, FIELDS(BY_NOTICE, JIA));
	seal("step-court", other, FIELDS("进展=法援机构收到通知"));
	sit_at_the_agency();
	ck_office(&office, assign_seal(&office.clerk, &office.arena, other, &he,
				   &record, &office.err));
	ck_assert_str_eq(fact(other, "当事人.指派律师证号"), "测1");
	ck_assert(!assign_seal(&office.clerk, &office.arena, other, &he,
		&record, &office.err));
	ck_assert_int_eq(office.err.code, ERR_CONFLICT);
}
END_TEST

bool
probe_assign_plan(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct assign_row *rows;
	size_t count;

	return assign_plan(desk, arena, 10, &rows, &count, on->err) &&
	       count > 0;
}

Suite *
suite_assign(void)
{
	Suite *suite = suite_create("assign");
	TCase *tcase = tcase_create("assign");

	tcase_add_checked_fixture(tcase, set_up_agency, tear_down);
	tcase_add_test(tcase, the_second_is_told_of_the_first);
	tcase_add_test(tcase, a_letter_is_no_way_around);
	tcase_add_test(tcase, an_end_opens_it_again);
	tcase_add_test(tcase, a_change_is_no_second);
	tcase_add_test(tcase, one_of_the_pool_has_his_number);
	tcase_add_test(tcase, a_co_accuseds_counsel_is_not_sealed);
	tcase_add_test(tcase, what_is_against_him_is_said_before);
	tcase_add_test(tcase, own_counsel_frees_the_assigned_one);
	tcase_add_test(tcase, noticed_again_is_another_round);
	tcase_add_test(tcase, what_the_notice_lacks_is_asked_for);
	tcase_add_test(tcase, service_of_the_notice_starts_the_clock);
	tcase_add_test(tcase, the_fifth_day_is_on_the_paper);
	tcase_add_test(tcase, those_who_wait_are_assigned_in_turn);
	tcase_add_test(tcase, assigned_in_one_go);
	suite_add_tcase(suite, tcase);
	return suite;
}
