/* SPDX-License-Identifier: MIT */
/* What follows from a draft is said before it is sealed, as sealing will have
 * it, and nothing is written. */
#include "fixture.h"

#include "desk/derive.h"
#include "desk/preview.h"

#include <check.h>
#include <string.h>

Suite *suite_preview(void);

static const char *
preview(const struct work *work)
{
	struct buf out = { 0 };
	struct preview told;
	const char *text;

	ck_office(&office, work_preview(&office.clerk, &office.arena, work,
				   &told, &office.err));
	preview_tell(&told, &out);
	text = arena_copy(&office.arena, buf_text(&out));
	buf_free(&out);
	return text;
}

#define ck_says(text, part)                                                    \
	ck_assert_msg(strstr((text), (part)) != NULL, "%s is not in:\n%s",     \
		(part), (text))
#define ck_keeps_from(text, part)                                              \
	ck_assert_msg(strstr((text), (part)) == NULL, "%s is in:\n%s", (part), \
		(text))

/* All that a sealing may touch. */
static int64_t
stored(void)
{
	return office_number(&office,
		"SELECT (SELECT COUNT(*) FROM record) * 1000000 + "
		"(SELECT COUNT(*) FROM deadline) * 1000 + "
		"(SELECT COUNT(*) FROM fact) + (SELECT COUNT(*) FROM audit)");
}

static void
check_whole(void)
{
	struct derive_report report;

	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq(report.differences, 0);
}

#define REFUSES                                                                \
	"拒绝时间=1123 0930", "场合=当庭", "提出人=本人", "已指派=是",         \
		"意愿=另请律师", "理由=会见时谈不拢",                          \
		"书面记录=庭审笔录第3页", "签署=签名捺印"

static int64_t
juvenile(void)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	office_seal(&office, &office.clerk, "ground",
		(struct subject){ .party = party },
		FIELDS("理由=未成年", "材料=户籍证明"));
	return party;
}

START_TEST(refusal_is_judged_before_it_is_sealed)
{
	int64_t party = juvenile();
	struct work work = office_draft(&office, &office.clerk, "refusal",
		(struct subject){ .party = party }, FIELDS(REFUSES));
	int64_t before = stored();
	const char *text = preview(&work);

	ck_says(text, "当庭第1次拒绝，更换律师第1次：应当准许");
	ck_says(text, "怎么办：准许；没有辩护人的休庭");
	ck_says(text, "依据：法释〔2021〕1号第五百七十二条第一款");
	ck_keeps_from(text, "注意");
	ck_assert_int_eq(stored(), before);
	check_whole();
}
END_TEST

START_TEST(decision_against_the_table_is_pointed_at)
{
	int64_t party = juvenile();
	struct work work = office_draft(&office, &office.clerk, "refusal",
		(struct subject){ .party = party },
		FIELDS(REFUSES, "法院决定=不准许", "决定日期=1123",
			"决定人=法官乙"));
	const char *text = preview(&work);

	ck_says(text, "注意：决定不准许，法律规定的是应当准许");
}
END_TEST

START_TEST(clocks_that_begin_are_those_that_sealing_begins)
{
	int64_t party = juvenile();
	struct work work = office_draft(&office, &office.clerk, "refusal",
		(struct subject){ .party = party },
		FIELDS(REFUSES, "法院决定=准许", "决定日期=1123",
			"决定人=法官乙"));
	const char *text = preview(&work);
	int64_t record;

	ck_says(text, "新期限：2026-11-30 被告人另行委托辩护人（被告人）");
	ck_assert_ptr_null(strstr(office_clocks(&office), "另行委托-解释50"));
	ck_office(&office, office_try(&office, &office.clerk, &work, &record));
	ck_assert_ptr_nonnull(strstr(
		office_clocks(&office), "另行委托-解释50 2026-11-30 open"));
}
END_TEST

/* A second refusal counts the first one. */
START_TEST(history_counts)
{
	int64_t party = juvenile();
	struct work work;

	office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = party }, FIELDS(REFUSES));
	office_set_time(&office, "2026-12-14 11:00");
	work = office_draft(&office, &office.clerk, "refusal",
		(struct subject){ .party = party },
		FIELDS(REFUSES, "拒绝时间=1214 1030"));
	ck_says(preview(&work), "当庭第2次拒绝");
	ck_says(preview(&work), "不准许（未成年被告人");
	ck_keeps_from(preview(&work), "当庭第1次");
}
END_TEST

START_TEST(advice_meets_its_clock)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct work work = office_draft(&office, &office.clerk, "advice-slip",
		(struct subject){ .party = party }, FIELDS("告知时间=现在"));

	ck_says(preview(&work), "按期办结：告知委托辩护人的权利");
	ck_keeps_from(preview(&work), "通知法援机构");
	office_set_time(&office, "2026-11-30 10:00");
	work = office_draft(&office, &office.clerk, "advice-slip",
		(struct subject){ .party = party }, FIELDS("告知时间=现在"));
	ck_says(preview(&work), "逾期办结：告知委托辩护人的权利");
}
END_TEST

static const char *
notice(int64_t party)
{
	struct work work = office_draft(&office, &office.clerk,
		"defence-notice", (struct subject){ .party = party },
		FIELDS("事由=指派律师", "受送达人=测试区法律援助中心",
			"审判人员=法官乙", "联系电话=010-12345678"));

	return preview(&work);
}

/* All of one minute: what is said last of a day begins what the class owes,
 * and what answers it ends it. */
START_TEST(notice_of_the_day_of_acceptance_meets_its_clock)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	const char *text = notice(party);

	ck_says(text, "按期办结：通知法援机构指派律师（试点）");
	ck_keeps_from(text, "不再需要");
}
END_TEST

START_TEST(notice_after_a_change_of_the_same_minute_meets_its_clock)
{
	int64_t party = juvenile();
	const char *text;

	office_seal(&office, &office.clerk, "procedure",
		(struct subject){ .matter = party }, FIELDS("程序=简易"));
	text = notice(party);
	ck_says(text, "按期办结：通知法援机构指派律师");
	ck_keeps_from(text, "不再需要");
}
END_TEST

/* Nothing is there yet that it could be compared with. */
START_TEST(new_case_owes_what_a_case_owes)
{
	struct work work;
	const char *text;
	int64_t before;

	work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ 0 },
		FIELDS("案号=（2026）测0101刑初9号", "收案日期=昨",
			"立案日期=今", "审级=一审", "程序=普通", "起诉=公诉",
			"承办人=法官乙", "姓名=李乙二", "强制措施=取保候审",
			"罪名=盗窃罪", "辩护人=无"));
	before = stored();
	text = preview(&work);
	ck_says(text, "类别：P ");
	ck_says(text, "新期限：2026-11-26 告知委托辩护人的权利（法院）");
	ck_assert_int_eq(stored(), before);
}
END_TEST

/* With several in the case it is said whose it is. */
START_TEST(names_stand_where_there_are_several)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct work work;

	office_seal(&office, &office.clerk, "party-add",
		(struct subject){ .matter = party },
		FIELDS("姓名=王丙三", "罪名=盗窃罪", "强制措施=取保候审",
			"辩护人=无"));
	work = office_draft(&office, &office.clerk, "ground",
		(struct subject){ .party = party },
		FIELDS("理由=未成年", "材料=户籍证明"));
	ck_says(preview(&work), "类别：张甲一 P → M ");
	ck_keeps_from(preview(&work), "王丙三");
}
END_TEST

/* A hearing concerns everyone of the proceeding: what they have in common is
 * told once, the rest person by person. */
START_TEST(several_persons_are_told_apart)
{
	int64_t first = juvenile();
	struct work work;
	const char *text;

	office_seal(&office, &office.clerk, "party-add",
		(struct subject){ .matter = first },
		FIELDS("姓名=王丙三", "罪名=盗窃罪", "强制措施=取保候审",
			"辩护人=无"));
	work = office_draft(&office, &office.clerk, "hearing",
		(struct subject){ .matter = first },
		FIELDS("开庭时间=1230 0930", "开庭地点=第一法庭"));
	text = preview(&work);
	ck_says(text, "张甲一等2人 2026-12-18 送达起诉书副本");
	work = office_draft(&office, &office.clerk, "procedure",
		(struct subject){ .matter = first },
		FIELDS("程序=速裁", "原因=符合速裁条件"));
	text = preview(&work);
	ck_says(text, "注意：张甲一 程序不许用：未成年人不适用速裁程序");
	ck_says(text, "类别：王丙三 P → D");
	ck_keeps_from(text, "注意：王丙三");
}
END_TEST

/* Another's case gives nothing away. */
START_TEST(out_of_reach_is_refused)
{
	int64_t party = juvenile();
	struct work work = office_draft(&office, &office.clerk, "refusal",
		(struct subject){ .party = party }, FIELDS(REFUSES));
	struct preview out;

	office_tamper(&office, "DELETE FROM reach");
	ck_assert(!work_preview(
		&office.clerk, &office.arena, &work, &out, &office.err));
	ck_assert_uint_eq(out.count, 0);
}
END_TEST

Suite *
suite_preview(void)
{
	Suite *suite = suite_create("preview");
	TCase *tests = tcase_create("preview");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, refusal_is_judged_before_it_is_sealed);
	tcase_add_test(tests, decision_against_the_table_is_pointed_at);
	tcase_add_test(tests, clocks_that_begin_are_those_that_sealing_begins);
	tcase_add_test(tests, history_counts);
	tcase_add_test(tests, advice_meets_its_clock);
	tcase_add_test(tests, notice_of_the_day_of_acceptance_meets_its_clock);
	tcase_add_test(tests,
		notice_after_a_change_of_the_same_minute_meets_its_clock);
	tcase_add_test(tests, new_case_owes_what_a_case_owes);
	tcase_add_test(tests, names_stand_where_there_are_several);
	tcase_add_test(tests, several_persons_are_told_apart);
	tcase_add_test(tests, out_of_reach_is_refused);
	suite_add_tcase(suite, tests);
	return suite;
}
