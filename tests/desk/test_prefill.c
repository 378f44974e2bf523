/* SPDX-License-Identifier: MIT */
/*
 * What is begun after something happened is filled in with what happened, in
 * the order in which it can be done; what is over is neither offered nor
 * known any more.
 */
#include "fixture.h"

#include "desk/assignment.h"
#include "desk/carry.h"
#include "desk/deadline.h"
#include "desk/follow.h"
#include "desk/handover.h"
#include "desk/waiting.h"

#include <check.h>
#include <string.h>

Suite *suite_prefill(void);

static const char lend_sql[] =
	"INSERT INTO reach (desk_user, noun, action, station) "
	"SELECT u.id, n.noun, 'seal', u.station FROM desk_user u, "
	"(SELECT 'agency-paper' AS noun UNION SELECT 'lawyer-paper' AS noun) "
	"AS n";

static void
lend(void)
{
	set_up();
	office_tamper(&office, lend_sql);
}

#define ON_PARTY(id) ((struct subject){ .party = (id) })

static int64_t
seal(const char *form, int64_t party, const char *const *fields)
{
	return office_seal(
		&office, &office.clerk, form, ON_PARTY(party), fields);
}

/* What a draft for the event has in a field. */
static const char *
answered(const char *form, int64_t party, const char *event, const char *field)
{
	struct work work = office_draft(
		&office, &office.clerk, form, ON_PARTY(party), FIELDS(NULL));

	ck_office(&office, event == NULL || work_answer(&office.clerk, event,
						    &work, &office.err));
	return values_get(&work.values, field);
}

static int64_t
noticed(void)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	seal("ground", party, FIELDS("理由=未成年", "材料=户籍证明"));
	seal("step-court", party, FIELDS("进展=法援机构收到通知"));
	return party;
}

static void
assign(int64_t party)
{
	seal("assignment", party,
		FIELDS("事由=办案机关通知", "起算日期=1123", "律师姓名=律师甲",
			"律师单位=测试律师事务所", "律师证号=测执0001",
			"律师电话=000-12345678", "同案=没有", "熟悉未成年人=是",
			"联系电话=000-1"));
}

static int64_t
refuse(int64_t party, const char *decision)
{
	return seal("refusal", party,
		FIELDS("拒绝时间=1123 0930", "场合=庭外", "提出人=本人",
			"已指派=是", "意愿=未表示", "理由=会见时谈不拢",
			"是否正当=正当", "认定=确有争执", decision,
			"决定日期=1123", "决定人=法官乙", "书面记录=笔录第3页",
			"签署=签名捺印"));
}

START_TEST(a_second_notice_asks_for_another_lawyer)
{
	int64_t party = noticed();

	ck_assert_str_eq(answered("defence-notice", party, "通知.发出", "事由"),
		"指派律师");
	assign(party);
	ck_assert_str_eq(answered("defence-notice", party, "通知.发出", "事由"),
		"指派律师");
	ck_assert_str_eq(answered("defence-notice", party, "补充.答复", "事由"),
		"补送材料");
	if (_i == 0)
		refuse(party, "法院决定=准许");
	else
		seal("step-agency", party, FIELDS("进展=决定终止法律援助"));
	ck_assert_str_eq(answered("defence-notice", party, "通知.发出", "事由"),
		"另行指派律师");
	ck_assert_str_eq(answered("defence-notice", party, "补充.答复", "事由"),
		"补送材料");
}
END_TEST

START_TEST(a_lawyer_is_assigned_before_he_is_named)
{
	int64_t party = noticed();
	struct clock_line *list;
	size_t count, assigned = SIZE_MAX, named = SIZE_MAX;
	struct work work;
	int64_t record;

	ck_office(&office, clock_of_matter(&office.clerk, &office.arena, party,
				   party, &list, &count, &office.err));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(list[i].rule, "指派-法援法36") == 0)
			assigned = i;
		if (strcmp(list[i].rule, "函告-法援法36") == 0)
			named = i;
	}
	ck_assert_uint_lt(assigned, named);
	ck_assert_uint_lt(named, count);
	work = office_draft(&office, &office.clerk, "aid-letter",
		ON_PARTY(party), FIELDS("事由=收到通知", "联系电话=000-1"));
	ck_assert(!office_try(&office, &office.clerk, &work, &record));
	ck_assert_msg(strstr(office.err.text,
			      "还没有指派律师，先填指派通知书") != NULL,
		"%s", office.err.text);
}
END_TEST

START_TEST(who_took_the_request_answers_it)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t request = seal("help-request", party,
		FIELDS("办理=申请", "收到单位=人民法院", "申请人=本人",
			"方式=口头", "请求=要见律师"));

	office_seal(&office, &office.clerk, "help-taking",
		(struct subject){ .about = request },
		FIELDS("律师姓名=赵丙六", "律师证号=测执0002"));
	ck_assert_str_eq(
		answered("help-record", party, "帮助.提供", "律师姓名"),
		"赵丙六");
	ck_assert_str_eq(
		answered("help-record", party, "帮助.提供", "律师证号"),
		"测执0002");
}
END_TEST

/* It is in sight of the lawyers, and the court's to decide. */
START_TEST(a_refusal_is_no_work_of_the_lawyers)
{
	int64_t party = noticed();
	struct desk desk = office.clerk;
	struct handover handover;

	seal("refusal", party,
		FIELDS("拒绝时间=1123 0930", "场合=当庭", "提出人=本人",
			"已指派=是", "意愿=另请律师", "理由=会见时谈不拢",
			"书面记录=庭审笔录第3页", "签署=签名捺印"));
	ck_office(&office,
		handover_read(&desk, &office.arena, 0, &handover, &office.err));
	ck_assert_uint_eq(handover.refusal_count, 1);
	memcpy(desk.role, "值班律师", sizeof "值班律师");
	memcpy(desk.station_kind, "法援机构", sizeof "法援机构");
	ck_office(&office,
		handover_read(&desk, &office.arena, 0, &handover, &office.err));
	ck_assert_uint_eq(handover.refusal_count, 0);
}
END_TEST

static bool
is_offered(int64_t record, const char *form, struct follow *out)
{
	struct follow *list;
	size_t count;

	ck_office(&office, follow_list(&office.clerk, &office.arena, record,
				   &list, &count, &office.err));
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].form->id, form) == 0) {
			*out = list[i];
			return true;
		}
	return false;
}

START_TEST(what_is_signed_is_not_signed_again)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t record = office_advise(&office, party);
	struct follow follow;

	ck_assert(is_offered(record, "signing", &follow));
	office_seal(&office, &office.clerk, "signing",
		(struct subject){ .about = record }, FIELDS("签署=签名捺印"));
	ck_assert(!is_offered(record, "signing", &follow));
	ck_assert(is_offered(record, "inquiry", &follow));
}
END_TEST

static const char *
fact_of(int64_t party, const char *name)
{
	const char *value;

	ck_office(&office, work_source(&office.clerk, &office.arena,
				   &(const struct subject){ .party = party },
				   name, &value, &office.err));
	return value;
}

static struct assignment
round_of(int64_t party)
{
	struct assignment *list;
	size_t count;

	ck_office(&office, assignment_of_matter(&office.clerk, &office.arena,
				   party, &list, &count, &office.err));
	ck_assert_uint_eq(count, 1);
	return list[0];
}

/* He loses the case; that it was his stays known. */
START_TEST(permission_ends_the_lawyers_part)
{
	static const char *const facts[] = { "当事人.指派律师",
		"当事人.指派律师单位", "当事人.指派律师证号",
		"当事人.指派律师电话" };
	static const char access_sql[] =
		"SELECT COUNT(*) FROM access WHERE who = '测执0001'";
	int64_t party = noticed();
	struct follow follow;
	int64_t refusal;

	assign(party);
	ck_assert_int_gt(office_number(&office, access_sql), 0);
	refusal = refuse(party, _i == 0 ? "法院决定=准许" : "法院决定=不准许");
	ck_assert(is_offered(refusal, "retain-anew", &follow));
	for (size_t i = 0; i < ARRAY_LENGTH(facts); i++)
		ck_assert_int_eq(fact_of(party, facts[i])[0] == '\0', _i == 0);
	ck_assert_int_eq(office_number(&office, access_sql) == 0, _i == 0);
	ck_assert_str_eq(round_of(party).lawyer, "律师甲");
	ck_assert_str_eq(round_of(party).licence, "测执0001");
	ck_assert_str_eq(round_state_word(round_of(party).state),
		_i == 0 ? "待终止" : "待函告");
	office_check_whole(&office, "after the refusal");
}
END_TEST

START_TEST(a_case_of_his_own_begins_with_what_is_known)
{
	int64_t party = office_seal(&office, &office.clerk, "case-intake",
		(struct subject){ 0 },
		FIELDS("案号=（2026）测0101刑初1号", "收案日期=昨",
			"立案日期=今", "审级=一审", "程序=普通", "起诉=公诉",
			"承办人=法官乙", "姓名=张甲一", "性别=女",
			"出生日期=2009-01-02", "住址=某路1号", "强制措施=羁押",
			"羁押场所=测试看守所", "罪名=盗窃罪", "理由=未成年",
			"辩护人=律师", "辩护人姓名=杨律三", "辩护人单位=测试所",
			"辩护人电话=000-3"));
	int64_t split = seal("split", party,
		FIELDS("分出=是", "另案案号=（2026）测0101刑初2号",
			"原因=另案审理"));
	static const char *const want[][2] = {
		{ "案号", "（2026）测0101刑初2号" }, { "姓名", "张甲一" },
		{ "性别", "女" }, { "出生日期", "2009-01-02" },
		{ "住址", "某路1号" }, { "强制措施", "羁押" },
		{ "羁押场所", "测试看守所" }, { "罪名", "盗窃罪" },
		{ "理由", "未成年" }, { "辩护人", "律师" },
		{ "辩护人姓名", "杨律三" }, { "辩护人单位", "测试所" },
		{ "辩护人电话", "000-3" }
	};
	struct follow follow;
	struct work work;

	ck_assert(is_offered(split, "case-intake", &follow));
	ck_assert_int_eq(follow.from, party);
	ck_office(&office,
		work_start(&office.clerk, &office.arena, follow.form->id,
			&follow.on, &work, &office.err) &&
			carry_person(&office.clerk, &work, follow.from,
				&office.err));
	for (size_t i = 0; i < ARRAY_LENGTH(want); i++)
		ck_assert_str_eq(
			values_get(&work.values, want[i][0]), want[i][1]);
	ck_assert_str_eq(
		values_get(&work.values, "机关"), office.clerk.station_name);
	/* What is in the journal is the same. */
	ck_office(&office, work_resume(&office.clerk, &office.arena, work.id,
				   &work, &office.err));
	ck_assert_str_eq(values_get(&work.values, "辩护人电话"), "000-3");
}
END_TEST

START_TEST(who_was_taken_in_asks)
{
	int64_t record = office_seal(&office, &office.clerk, "help-intake",
		(struct subject){ 0 }, FIELDS("姓名=周庚九"));
	struct follow follow;

	ck_assert(is_offered(record, "help-request", &follow));
	ck_assert_str_eq(follow.event, "帮助.请求");
	ck_assert_str_eq(
		answered("help-request", follow.on.party, follow.event, "办理"),
		"申请");
	ck_assert_str_eq(answered("help-request", follow.on.party, follow.event,
				 "收到单位"),
		"看守所");
}
END_TEST

Suite *
suite_prefill(void)
{
	Suite *suite = suite_create("prefill");
	TCase *tests = tcase_create("prefill");

	tcase_add_checked_fixture(tests, lend, tear_down);
	tcase_add_loop_test(
		tests, a_second_notice_asks_for_another_lawyer, 0, 2);
	tcase_add_test(tests, a_lawyer_is_assigned_before_he_is_named);
	tcase_add_test(tests, who_took_the_request_answers_it);
	tcase_add_test(tests, a_refusal_is_no_work_of_the_lawyers);
	tcase_add_test(tests, what_is_signed_is_not_signed_again);
	tcase_add_loop_test(tests, permission_ends_the_lawyers_part, 0, 2);
	tcase_add_test(tests, a_case_of_his_own_begins_with_what_is_known);
	tcase_add_test(tests, who_was_taken_in_asks);
	suite_add_tcase(suite, tests);
	return suite;
}
