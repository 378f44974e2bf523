/* SPDX-License-Identifier: MIT */
/* The papers of the legal-aid agency, its lawyers and the detention centre:
 * which clocks they meet, and what a paper that lacks something says. */
#include "outcome.h"

Suite *suite_agency(void);

static struct office office;

/* The clerk's seat is lent to the agency and its lawyers: what is tested is
 * the papers. */
static const char lend_sql[] =
	"INSERT INTO reach (desk_user, noun, action, station) "
	"SELECT u.id, n.noun, 'seal', u.station FROM desk_user u, "
	"(SELECT 'agency-paper' AS noun UNION SELECT 'lawyer-paper' AS noun) "
	"AS n";

static void
set_up(void)
{
	office_open(&office);
	office_tamper(&office, lend_sql);
}

static void
tear_down(void)
{
	office_close(&office);
}

static int64_t
seal(const char *form, int64_t party, const char *const *fields)
{
	return office_seal(&office, &office.clerk, form,
		(struct subject){ .party = party }, fields);
}

static const char *
prefilled(const char *form, int64_t party, const char *field)
{
	struct work work = office_draft(&office, &office.clerk, form,
		(struct subject){ .party = party }, FIELDS(NULL));

	return values_get(&work.values, field);
}

static int
state_now(int64_t party, const char *rule)
{
	struct derived derived = derived_of(&office, party);

	return state_of(&derived, rule);
}

/* A case of which the agency had notice today. */
static int64_t
noticed(void)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	seal("step-court", party, FIELDS("进展=法援机构收到通知"));
	return party;
}

#define ASSIGNED                                                               \
	"事由=办案机关通知", "起算日期=1123", "律师姓名=律师甲",               \
		"律师单位=测试律师事务所", "律师电话=000-12345678",            \
		"同案=没有", "联系电话=000-1"
#define LETTER                                                                 \
	"事由=收到通知", "起算日期=1123", "律师姓名=律师甲",                   \
		"律师单位=测试律师事务所", "联系电话=000-1"

/* 办法第五条: the letter answers; what it lacks is found once, and another one
 * makes it good. */
START_TEST(letter_says_what_it_lacks)
{
	int64_t party = noticed();
	struct derived derived;

	ck_assert_int_eq(state_now(party, "函告-法援法36"), DEADLINE_OPEN);
	seal("aid-letter", party, FIELDS(LETTER));
	derived = derived_of(&office, party);
	ck_assert_int_eq(state_of(&derived, "函告-法援法36"), DEADLINE_MET);
	ck_assert_int_eq(state_of(&derived, "指派-法援法36"), DEADLINE_MET);
	ck_assert_int_eq(
		count_found(&derived, "LETTER_FIELD_MISSING", false), 1);
	office_set_time(&office, "2026-11-24 10:00");
	seal("aid-letter", party, FIELDS(LETTER, "律师电话=000-12345678"));
	derived = derived_of(&office, party);
	ck_assert_int_eq(
		count_found(&derived, "LETTER_FIELD_MISSING", false), 0);
	ck_assert_int_eq(
		count_found(&derived, "LETTER_FIELD_MISSING", true), 1);
}
END_TEST

/* Who is assigned is known to every later paper, until it ends. */
START_TEST(lawyer_is_known_afterwards)
{
	int64_t party = noticed();

	ck_assert_str_eq(prefilled("aid-letter", party, "律师姓名"), "");
	seal("assignment", party, FIELDS(ASSIGNED));
	ck_assert_int_eq(state_now(party, "指派-法援法36"), DEADLINE_MET);
	ck_assert_int_eq(state_now(party, "函告-法援法36"), DEADLINE_OPEN);
	ck_assert_str_eq(prefilled("aid-letter", party, "律师姓名"), "律师甲");
	ck_assert_str_eq(
		prefilled("aid-letter", party, "律师电话"), "000-12345678");
	ck_assert_str_eq(
		prefilled("meeting-record", party, "律师姓名"), "律师甲");
	ck_assert_str_eq(
		prefilled("counsel-change", party, "原律师"), "律师甲");
	seal("aid-termination", party,
		FIELDS("情形=有正当理由要求终止", "事实=本人书面要求终止",
			"司法行政部门=测试区司法局", "联系电话=000-1"));
	ck_assert_str_eq(prefilled("meeting-record", party, "律师姓名"), "");
}
END_TEST

/* 法律援助法第二十六条: three years for life and death. */
START_TEST(lawyer_without_three_years)
{
	int64_t party = noticed();
	struct derived derived;

	seal("ground", party, FIELDS("理由=可能无期死刑", "材料=起诉书"));
	seal("assignment", party,
		FIELDS(ASSIGNED, "三年经历=没有", "没有的原因=本地没有"));
	derived = derived_of(&office, party);
	ck_assert_int_eq(state_of(&derived, "指派-法援法36"), DEADLINE_MET);
	ck_assert_int_eq(count_found(&derived, "NO_ELIGIBLE_LAWYER", false), 1);
}
END_TEST

static int64_t
detained(void)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	seal("party-change", party,
		FIELDS("变更原因=逮捕", "强制措施=羁押",
			"羁押场所=测试区看守所"));
	return party;
}

/* 法律援助法第三十九条、第四十三条: passed on in 24 hours, decided in seven
 * days, assigned in three. */
START_TEST(application_goes_its_way)
{
	int64_t party = detained();

	seal("aid-application", party,
		FIELDS("办理=提出申请", "申请人=本人", "方式=口头",
			"申请事项=刑事辩护", "申请原因=其他原因",
			"申请理由=没有人帮我"));
	ck_assert_int_eq(state_now(party, "转交申请-法援法39"), DEADLINE_OPEN);
	ck_assert_int_eq(state_now(party, "审查-法援法43"), -1);
	seal("aid-application", party,
		FIELDS("办理=转交", "申请时刻=1123 0940", "申请人=本人",
			"方式=口头", "转交给=测试区法律援助中心"));
	ck_assert_int_eq(state_now(party, "转交申请-法援法39"), DEADLINE_MET);
	seal("aid-application", party,
		FIELDS("办理=法律援助机构收到", "申请人=本人", "方式=口头",
			"申请事项=刑事辩护", "申请原因=其他原因",
			"申请理由=没有人帮我"));
	ck_assert_int_eq(state_now(party, "审查-法援法43"), DEADLINE_OPEN);
	seal("aid-grant", party,
		FIELDS("收到日期=1123", "援助事项=刑事辩护",
			"理由=没有委托辩护人", "联系电话=000-1"));
	ck_assert_int_eq(state_now(party, "审查-法援法43"), DEADLINE_MET);
	ck_assert_int_eq(state_now(party, "决定指派-法援法43"), DEADLINE_OPEN);
	seal("assignment", party, FIELDS(ASSIGNED));
	ck_assert_int_eq(state_now(party, "决定指派-法援法43"), DEADLINE_MET);
}
END_TEST

START_TEST(refused_application_is_decided)
{
	int64_t party = detained();

	seal("aid-application", party,
		FIELDS("办理=法律援助机构收到", "申请人=近亲属",
			"申请人姓名=李乙二", "与本人关系=父亲", "方式=书面",
			"申请事项=刑事辩护", "申请原因=经济困难", "免予核查=否",
			"经济状况=没有收入", "诚信承诺=是",
			"申请理由=请不起律师"));
	seal("aid-refusal", party,
		FIELDS("收到日期=1123", "理由=不符合标准",
			"司法行政部门=测试区司法局", "联系电话=000-1"));
	ck_assert_int_eq(state_now(party, "审查-法援法43"), DEADLINE_MET);
	ck_assert_int_eq(state_now(party, "决定指派-法援法43"), -1);
}
END_TEST

/* 程序规定第四十九条; what is asked of a court is the court's to hand on. */
START_TEST(request_is_handed_on)
{
	int64_t party = detained();
	static const char law[] = "通知值班律师-程序规定49";

	seal("help-request", party,
		FIELDS("办理=申请", "收到单位=看守所", "申请人=本人",
			"方式=口头", "请求=我要见律师"));
	ck_assert_int_eq(state_now(party, law), DEADLINE_OPEN);
	ck_assert_int_eq(state_now(party, "目标-转交帮助"), -1);
	seal("help-request", party,
		FIELDS("办理=转交", "申请时刻=1123 0940", "申请人=本人",
			"转交给=律师乙", "转交方式=电话"));
	ck_assert_int_eq(state_now(party, law), DEADLINE_MET);
	ck_assert_int_eq(state_now(party, "目标-值班律师接受"), DEADLINE_OPEN);
	seal("help-record", party,
		FIELDS("方式=当面", "地点=会见室", "律师姓名=律师乙",
			"律师单位=测试律师事务所",
			"帮助内容=法律咨询 帮助申请法律援助",
			"问了什么=怎么申请", "答了什么=代写了申请书"));
	ck_assert_int_eq(state_now(party, "目标-值班律师接受"), DEADLINE_MET);
	ck_assert_int_eq(
		state_now(party, "值班律师转交-法援法39"), DEADLINE_OPEN);
}
END_TEST

START_TEST(request_at_the_court)
{
	int64_t party = detained();

	seal("help-request", party,
		FIELDS("办理=申请", "收到单位=人民法院", "申请人=近亲属",
			"申请人姓名=李乙二，父亲", "方式=书面",
			"请求=请律师见他"));
	ck_assert_int_eq(state_now(party, "目标-转交帮助"), DEADLINE_OPEN);
	ck_assert_int_eq(state_now(party, "通知值班律师-程序规定49"), -1);
}
END_TEST

/* 办法第五条第三款. */
START_TEST(supplement_is_asked_for)
{
	int64_t party = noticed();

	seal("supplement", party,
		FIELDS("收到日期=1123", "缺少材料=起诉书",
			"不齐之处=没有附起诉书", "联系电话=000-1"));
	ck_assert_int_eq(state_now(party, "目标-补充材料"), DEADLINE_OPEN);
}
END_TEST

#define CHANGE                                                                 \
	"收到日期=1123", "理由=没有来见我", "审查意见=理由正当",               \
		"律师姓名=律师乙", "律师单位=测试律师事务所",                  \
		"律师电话=000-2", "联系电话=000-1"

/* 办法第六条第二款: changed for a reason that was examined. */
START_TEST(change_has_its_reason)
{
	int64_t party = noticed();
	struct derived derived;

	seal("assignment", party, FIELDS(ASSIGNED));
	seal("counsel-change", party,
		FIELDS("提出=受援人要求更换", "结果=更换", CHANGE));
	derived = derived_of(&office, party);
	ck_assert_int_eq(
		count_found(&derived, "CHANGE_WITHOUT_REASON", false), 0);
	ck_assert_uint_eq(derived.refusal_count, 0);
	ck_assert_str_eq(
		prefilled("meeting-record", party, "律师姓名"), "律师乙");
}
END_TEST

static void
hold_hearing(int64_t party)
{
	int64_t hearing = office_seal(&office, &office.clerk, "hearing",
		(struct subject){ .matter = party },
		FIELDS("开庭时间=1215 0930", "开庭地点=第三法庭"));

	office_set_time(&office, "2026-12-15 17:00");
	office_seal(&office, &office.clerk, "hearing-step",
		(struct subject){ .hearing = hearing },
		FIELDS("进展=已经开庭"));
}

/* 办法第二十条第二款: read and copied; a new lawyer does both anew. */
START_TEST(lawyer_meets_and_reads)
{
	int64_t party = noticed();
	struct derived derived;

	seal("assignment", party, FIELDS(ASSIGNED));
	seal("meeting-record", party,
		FIELDS("地点=看守所", "第几次=第一次", "同意辩护=同意",
			"签订协议=是", "指控意见=没有意见",
			"会见内容=问了案情"));
	seal("file-reading", party,
		FIELDS("地点=阅卷室", "卷宗=一册", "复制=否",
			"没有复制=复印机坏了", "摘要=看了一册"));
	hold_hearing(party);
	derived = derived_of(&office, party);
	ck_assert_int_eq(count_found(&derived, "NO_MEETING", false), 0);
	ck_assert_int_eq(count_found(&derived, "NO_FILE_READING", false), 1);
}
END_TEST

START_TEST(new_lawyer_meets_anew)
{
	int64_t party = noticed();
	struct derived derived;

	seal("assignment", party, FIELDS(ASSIGNED));
	seal("meeting-record", party,
		FIELDS("地点=看守所", "第几次=第一次", "同意辩护=不同意",
			"不同意理由=不要他"));
	office_set_time(&office, "2026-11-24 10:00");
	seal("counsel-change", party,
		FIELDS("提出=受援人要求更换", "结果=更换", CHANGE));
	hold_hearing(party);
	derived = derived_of(&office, party);
	ck_assert_int_eq(count_found(&derived, "NO_MEETING", false), 1);
}
END_TEST

Suite *
suite_agency(void)
{
	Suite *suite = suite_create("agency");
	TCase *tests = tcase_create("agency");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, letter_says_what_it_lacks);
	tcase_add_test(tests, lawyer_is_known_afterwards);
	tcase_add_test(tests, lawyer_without_three_years);
	tcase_add_test(tests, application_goes_its_way);
	tcase_add_test(tests, refused_application_is_decided);
	tcase_add_test(tests, request_is_handed_on);
	tcase_add_test(tests, request_at_the_court);
	tcase_add_test(tests, supplement_is_asked_for);
	tcase_add_test(tests, change_has_its_reason);
	tcase_add_test(tests, lawyer_meets_and_reads);
	tcase_add_test(tests, new_lawyer_meets_anew);
	suite_add_tcase(suite, tests);
	return suite;
}
