/* SPDX-License-Identifier: MIT */
/*
 * The agency's clock starts when it is known that the notice was received:
 * once a round, whoever says so; and a permission to refuse the lawyer stops
 * only what was received before it.
 */
#include "office.h"

#include <check.h>
#include <string.h>

Suite *suite_received(void);

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
step(int64_t party, const char *form, const char *what, const char *day)
{
	return office_seal(&office, &office.clerk, form,
		(struct subject){ .party = party },
		FIELDS(arena_printf(&office.arena, "进展=%s", what),
			arena_printf(&office.arena, "日期=%s", day)));
}

static size_t
count_clocks(const char *rule)
{
	const char *at = office_clocks(&office);
	size_t found = 0;

	while ((at = strstr(at, rule)) != NULL) {
		found++;
		at += strlen(rule);
	}
	return found;
}

static bool
try_received(int64_t party, const char *day)
{
	struct work work = office_draft(&office, &office.clerk, "step-agency",
		(struct subject){ .party = party },
		FIELDS("进展=收到通知辩护公函",
			arena_printf(&office.arena, "日期=%s", day)));
	int64_t record;

	office.err = (struct err){ 0 };
	return office_try(&office, &office.clerk, &work, &record);
}

/* Whoever says first that the notice was received starts the clock; who says
 * it again starts no other, till there is another notice. */
START_TEST(a_notice_is_received_once)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	office_set_time(&office, "2026-12-01 10:00");
	step(party, "step-court", "通知指派律师", "1124");
	step(party, "step-court", "法援机构收到通知", "1124");
	ck_assert(!try_received(party, "1125"));
	ck_assert_int_eq(office.err.code, ERR_CONFLICT);
	ck_assert_uint_eq(count_clocks("指派-法援法36"), 1);
	step(party, "step-court", "通知另行指派", "1126");
	ck_assert_msg(try_received(party, "1127"), "%s", office.err.text);
	ck_assert_uint_eq(count_clocks("指派-法援法36"), 2);
}
END_TEST

/* Two write it down at once: the return of service that comes second is told,
 * and kept as what it is when he looks at it again. */
START_TEST(a_return_that_comes_second_starts_no_clock)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t notice = office_seal(&office, &office.clerk, "defence-notice",
		(struct subject){ .party = party },
		FIELDS("事由=指派律师", "受送达人=测试区法律援助中心",
			"审判人员=法官乙", "附起诉书=是"));
	struct work work = office_draft(&office, &office.clerk,
		"service-return", (struct subject){ .about = notice },
		FIELDS("送达地点=中心窗口", "方式=本人", "送达日期=1123"));
	struct buf told = { 0 };
	int64_t record;

	step(party, "step-agency", "收到通知辩护公函", "1123");
	ck_assert(!office_try(&office, &office.clerk, &work, &record));
	ck_assert_int_eq(office.err.code, ERR_CONFLICT);
	office.err = (struct err){ 0 };
	ck_office(&office,
		work_refresh(&office.clerk, &work, &told, &office.err));
	ck_assert_ptr_nonnull(strstr(buf_text(&told), "登记过的收到日期"));
	buf_free(&told);
	ck_office(&office, office_try(&office, &office.clerk, &work, &record));
	ck_assert_uint_eq(count_clocks("指派-法援法36"), 1);
}
END_TEST

/* A return that started the clock still does when it is corrected. */
START_TEST(a_corrected_return_keeps_its_clock)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t notice = office_seal(&office, &office.clerk, "defence-notice",
		(struct subject){ .party = party },
		FIELDS("事由=指派律师", "受送达人=测试区法律援助中心",
			"审判人员=法官乙", "附起诉书=是"));
	int64_t service = office_seal(&office, &office.clerk, "service-return",
		(struct subject){ .about = notice },
		FIELDS("送达地点=中心窗口", "方式=本人", "送达日期=1123"));
	struct work work = office_draft(&office, &office.clerk,
		"service-return", (struct subject){ .supersedes = service },
		FIELDS("送达地点=中心三楼"));
	struct buf told = { 0 };
	int64_t record;

	ck_office(&office,
		work_refresh(&office.clerk, &work, &told, &office.err));
	buf_free(&told);
	ck_office(&office, work_keep_reason(&office.clerk, &work, "写错了地点",
				   &office.err));
	ck_office(&office, office_try(&office, &office.clerk, &work, &record));
	ck_assert_uint_eq(count_clocks("指派-法援法36"), 1);
}
END_TEST

static int64_t
refuse_today(int64_t party)
{
	return office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = party },
		FIELDS("拒绝时间=1123 0900", "场合=庭外", "提出人=本人",
			"已指派=否", "意愿=自行辩护", "理由=不想要律师",
			"是否正当=正当", "认定=听取意见以后认定正当",
			"法院决定=准许", "决定日期=1123", "决定人=法官乙",
			"书面记录=拒绝笔录第1页", "签署=签名捺印"));
}

static void
correct_later(int64_t refusal)
{
	office_set_time(&office, "2026-11-25 10:00");
	office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .supersedes = refusal },
		FIELDS("书面记录=拒绝笔录第2页"));
}

/* Of one day what was written down first came first; a correction of a later
 * day stands where what it corrects stood. */
START_TEST(permission_stops_what_was_received_before_it)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t refusal;

	step(party, "step-court", "通知指派律师", "1123");
	step(party, "step-court", "法援机构收到通知", "1123");
	refusal = refuse_today(party);
	ck_assert_uint_eq(count_clocks("指派-法援法36 2026-11-26 lapsed"), 1);
	correct_later(refusal);
	ck_assert_uint_eq(count_clocks("指派-法援法36 2026-11-26 lapsed"), 1);
}
END_TEST

START_TEST(permission_leaves_what_was_received_after_it)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t refusal = refuse_today(party);

	step(party, "step-court", "通知另行指派", "1123");
	step(party, "step-court", "法援机构收到通知", "1123");
	ck_assert_uint_eq(count_clocks("指派-法援法36 2026-11-26 open"), 1);
	correct_later(refusal);
	ck_assert_uint_eq(count_clocks("指派-法援法36 2026-11-26 open"), 1);
}
END_TEST

Suite *
suite_received(void)
{
	Suite *suite = suite_create("received");
	TCase *tcase = tcase_create("clock");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_notice_is_received_once);
	tcase_add_test(tcase, a_return_that_comes_second_starts_no_clock);
	tcase_add_test(tcase, a_corrected_return_keeps_its_clock);
	tcase_add_test(tcase, permission_stops_what_was_received_before_it);
	tcase_add_test(tcase, permission_leaves_what_was_received_after_it);
	suite_add_tcase(suite, tcase);
	return suite;
}
