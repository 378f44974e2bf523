/* SPDX-License-Identifier: MIT */
/* The court's documents: what the program fills in, which clocks a paper
 * meets, and how a decision is read with the refusal that it answers. */
#include "office.h"
#include "outcome.h"

#include <check.h>
#include <string.h>

Suite *suite_papers(void);

static struct office office;

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

static int64_t
juvenile(const char *number)
{
	int64_t party = office_case(&office, number);

	office_seal(&office, &office.clerk, "ground",
		(struct subject){ .party = party },
		FIELDS("理由=未成年", "材料=户籍证明"));
	return party;
}

#define NOTICE                                                                 \
	"事由=指派律师", "受送达人=测试区法律援助中心", "审判人员=法官乙",     \
		"联系电话=010-12345678"

START_TEST(notice_knows_the_hearing)
{
	int64_t party = juvenile("（2026）测0101刑初1号");
	struct work work;

	work = office_draft(&office, &office.clerk, "defence-notice",
		(struct subject){ .party = party }, FIELDS(NOTICE));
	ck_assert_str_eq(values_get(&work.values, "开庭时间"), "");
	office_seal(&office, &office.clerk, "hearing",
		(struct subject){ .matter = party },
		FIELDS("开庭时间=1224 0930", "开庭地点=第三法庭"));
	work = office_draft(&office, &office.clerk, "defence-notice",
		(struct subject){ .party = party }, FIELDS(NOTICE));
	ck_assert_str_eq(
		values_get(&work.values, "开庭时间"), "2026-12-24 09:30");
	ck_assert_str_eq(values_get(&work.values, "开庭地点"), "第三法庭");
}
END_TEST

/* A notice without what Measures 4 asks for is a notice; what it lacks is
 * found once, and made good by what is sent after it. */
START_TEST(notice_says_what_it_lacks)
{
	int64_t party = juvenile("（2026）测0101刑初1号");
	struct derived derived;

	office_seal(&office, &office.clerk, "defence-notice",
		(struct subject){ .party = party },
		FIELDS("事由=指派律师", "受送达人=测试区法律援助中心",
			"审判人员=", "联系电话=", "附起诉书=否"));
	derived = derived_of(&office, party);
	ck_assert_int_eq(state_of(&derived, "通知-法援法36"), DEADLINE_MET);
	ck_assert_int_eq(
		count_found(&derived, "NOTICE_FIELD_MISSING", false), 1);
	ck_assert_int_eq(count_found(&derived, "ENCLOSURE_MISSING", false), 1);
	office_set_time(&office, "2026-11-24 10:00");
	office_seal(&office, &office.clerk, "defence-notice",
		(struct subject){ .party = party },
		FIELDS("事由=补送材料", "受送达人=测试区法律援助中心",
			"审判人员=法官乙", "联系电话=010-12345678",
			"附起诉书=是"));
	derived = derived_of(&office, party);
	ck_assert_int_eq(
		count_found(&derived, "NOTICE_FIELD_MISSING", true), 1);
	ck_assert_int_eq(count_found(&derived, "ENCLOSURE_MISSING", true), 1);
}
END_TEST

/* What went with it does not make good what it does not say. */
START_TEST(enclosures_do_not_make_good_a_missing_name)
{
	int64_t party = juvenile("（2026）测0101刑初1号");
	struct derived derived;

	office_seal(&office, &office.clerk, "defence-notice",
		(struct subject){ .party = party },
		FIELDS("事由=指派律师", "受送达人=测试区法律援助中心",
			"审判人员=", "附起诉书=是"));
	derived = derived_of(&office, party);
	ck_assert_int_eq(
		count_found(&derived, "NOTICE_FIELD_MISSING", false), 1);
	ck_assert_int_eq(count_found(&derived, "ENCLOSURE_MISSING", false), 0);
}
END_TEST

#define REFUSES                                                                \
	"地点=第三法庭", "提出人=本人", "已指派=是", "律师=钱戊五",            \
		"理由=会见时谈不拢", "在场人=李甲六（父亲）", "查明原因=是",   \
		"听清=是", "答复=没有了"
#define FINDS                                                                  \
	"查明=确有争执", "是否正当=正当", "决定=准许",                         \
		"决定理由=律师与本人不能合作", "审判人员=法官乙"

static int64_t
refuse(int64_t party, const char *occasion)
{
	return strcmp(occasion, "场合=当庭") == 0
		       ? office_seal(&office, &office.clerk, "refusal-record",
				 (struct subject){ .party = party },
				 FIELDS(REFUSES, occasion, "意愿=另请律师",
					 "未成年再次=是"))
		       : office_seal(&office, &office.clerk, "refusal-record",
				 (struct subject){ .party = party },
				 FIELDS(REFUSES, occasion, "意愿=另请律师"));
}

START_TEST(decision_answers_the_refusal)
{
	int64_t party = juvenile("（2026）测0101刑初1号");
	int64_t refusal = refuse(party, "场合=庭外");
	struct derived derived = derived_of(&office, party);
	struct work work;

	ck_assert_str_eq(derived.refusals[0].row->id, "M-未查明");
	office_set_time(&office, "2026-11-24 10:00");
	work = office_draft(&office, &office.judge, "refusal-decision",
		(struct subject){ .about = refusal }, FIELDS(FINDS));
	ck_assert_str_eq(values_get(&work.values, "答复文书"), "拒绝辩护笔录");
	ck_assert_str_eq(
		values_get(&work.values, "拒绝时间"), "2026-11-23 09:40");
	ck_assert_str_eq(values_get(&work.values, "本人理由"), "会见时谈不拢");
	ck_office(&office, office_try(&office, &office.judge, &work, &refusal));
	derived = derived_of(&office, party);
	ck_assert_uint_eq(derived.refusal_count, 1);
	ck_assert_str_eq(derived.refusals[0].row->id, "M-庭外-正当");
	ck_assert_ptr_nonnull(clock_of(&derived, "另行委托-解释50"));
}
END_TEST

/* Only what it answers says what is decided. */
START_TEST(decision_answers_nothing_else)
{
	int64_t party = juvenile("（2026）测0101刑初1号");
	int64_t slip = office_advise(&office, party), record;
	struct work work =
		office_draft(&office, &office.judge, "refusal-decision",
			(struct subject){ .about = slip }, FIELDS(FINDS));

	ck_assert(!office_try(&office, &office.judge, &work, &record));
	ck_assert_int_eq((int)office.err.code, ERR_INPUT);
	ck_assert_ptr_nonnull(strstr(office.err.text, "没有取到"));
}
END_TEST

/* Whichever time it was goes with the decision on it: no five days after a
 * second refusal in court (Int 311). */
START_TEST(second_time_starts_no_five_days)
{
	int64_t party = juvenile("（2026）测0101刑初1号"), second;
	struct derived derived;

	refuse(party, "场合=当庭");
	office_set_time(&office, "2026-12-14 09:40");
	second = refuse(party, "场合=当庭");
	derived = derived_of(&office, party);
	ck_assert_int_eq(derived.refusals[1].time, 2);
	office_seal(&office, &office.judge, "refusal-decision",
		(struct subject){ .about = second },
		FIELDS(FINDS, "次数=重新开庭后再次"));
	derived = derived_of(&office, party);
	ck_assert_ptr_null(clock_of(&derived, "另行委托-解释50"));
}
END_TEST

/* Permitted a second time, nobody else may be retained: he defends himself,
 * and no counsel is missing (Int 311(4)). */
START_TEST(second_time_permitted_is_self_defence)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t hearing, second = 0;

	for (int i = 0; i < 2; i++) {
		second = office_seal(&office, &office.clerk, "refusal-record",
			(struct subject){ .party = party },
			FIELDS("地点=第三法庭", "场合=当庭", "提出人=本人",
				"已指派=是", "律师=钱戊五", "理由=谈不拢",
				"意愿=另请律师", "更换律师=是",
				"再次当庭拒绝=是", "听清=是", "答复=没有了"));
		if (i == 0)
			office_set_time(&office, "2026-12-14 09:40");
	}
	office_seal(&office, &office.judge, "refusal-decision",
		(struct subject){ .about = second },
		FIELDS(FINDS, "次数=重新开庭后再次"));
	hearing = office_seal(&office, &office.clerk, "hearing",
		(struct subject){ .matter = party },
		FIELDS("开庭时间=1215 0930", "开庭地点=第三法庭"));
	office_set_time(&office, "2026-12-15 17:00");
	office_seal(&office, &office.clerk, "hearing-step",
		(struct subject){ .hearing = hearing },
		FIELDS("进展=已经开庭"));
	for (int cured = 0; cured < 2; cured++) {
		struct derived derived = derived_of(&office, party);

		ck_assert_int_eq(
			count_found(&derived, "HEARING_WITHOUT_COUNSEL", cured),
			0);
	}
}
END_TEST

static int64_t
summary_case(const char *number)
{
	int64_t party = office_case(&office, number);

	office_seal(&office, &office.clerk, "procedure",
		(struct subject){ .matter = party },
		FIELDS("程序=速裁", "原因=符合速裁条件"));
	office_seal(&office, &office.clerk, "hearing",
		(struct subject){ .matter = party },
		FIELDS("开庭时间=1204 0930", "开庭地点=第五法庭"));
	return party;
}

#define HELP                                                                   \
	"事由=速裁程序没有辩护人", "受送达人=法律援助工作站", "审判人员=法官乙"

START_TEST(help_notice_for_one)
{
	int64_t party = summary_case("（2026）测0101刑初1号");
	struct derived derived;
	struct work work = office_draft(&office, &office.clerk, "help-notice",
		(struct subject){ .party = party }, FIELDS(HELP));
	int64_t record;

	ck_assert_str_eq(
		values_get(&work.values, "开庭时间"), "2026-12-04 09:30");
	ck_office(&office, office_try(&office, &office.clerk, &work, &record));
	derived = derived_of(&office, party);
	ck_assert_int_eq(state_of(&derived, "目标-通知D"), DEADLINE_MET);
}
END_TEST

/* Not wanting the duty lawyer is no refusal of the counsel to be assigned. */
START_TEST(refusing_help_is_not_refusing_counsel)
{
	int64_t party = juvenile("（2026）测0101刑初1号");

	office_seal(&office, &office.clerk, "help-refusal-record",
		(struct subject){ .party = party },
		FIELDS("地点=第三法庭", "场合=庭外", "提出人=本人",
			"在场人=李甲六（父亲）", "理由=不用", "意愿=未表示",
			"法律帮助内容=是", "随时约见=是", "委托和申请=是",
			"照常通知=是", "听清=是", "答复=没有了"));
	ck_assert_uint_eq(derived_of(&office, party).refusal_count, 0);
	party = summary_case("（2026）测0101刑初2号");
	office_seal(&office, &office.clerk, "help-refusal-record",
		(struct subject){ .party = party },
		FIELDS("地点=第三法庭", "场合=庭外", "提出人=本人", "理由=不用",
			"意愿=自行辩护", "法律帮助内容=是", "随时约见=是",
			"委托和申请=是", "听清=是", "答复=没有了"));
	ck_assert_str_eq(
		derived_of(&office, party).refusals[0].row->id, "法律帮助");
}
END_TEST

START_TEST(service_knows_what_is_served)
{
	int64_t party = juvenile("（2026）测0101刑初1号"), notice;
	struct work work;

	notice = office_seal(&office, &office.clerk, "defence-notice",
		(struct subject){ .party = party },
		FIELDS(NOTICE, "附起诉书=是"));
	work = office_draft(&office, &office.clerk, "service-return",
		(struct subject){ .about = notice }, FIELDS("方式=本人"));
	ck_assert_str_eq(values_get(&work.values, "文书"), "通知辩护公函");
	ck_assert_str_eq(
		values_get(&work.values, "受送达人"), "测试区法律援助中心");
	ck_assert_str_eq(
		values_get(&work.values, "送达文号"), "（2026）测0101通1号");
}
END_TEST

Suite *
suite_papers(void)
{
	Suite *suite = suite_create("papers");
	TCase *tests = tcase_create("papers");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, notice_knows_the_hearing);
	tcase_add_test(tests, notice_says_what_it_lacks);
	tcase_add_test(tests, enclosures_do_not_make_good_a_missing_name);
	tcase_add_test(tests, decision_answers_the_refusal);
	tcase_add_test(tests, decision_answers_nothing_else);
	tcase_add_test(tests, second_time_starts_no_five_days);
	tcase_add_test(tests, second_time_permitted_is_self_defence);
	tcase_add_test(tests, help_notice_for_one);
	tcase_add_test(tests, refusing_help_is_not_refusing_counsel);
	tcase_add_test(tests, service_knows_what_is_served);
	suite_add_tcase(suite, tests);
	return suite;
}
