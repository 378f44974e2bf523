/* SPDX-License-Identifier: MIT */
/* 定稿: once, whole or not at all, one successor, no gap in the numbers. */
#include "fixture.h"

#include "desk/values_file.h"

#include <check.h>
#include <string.h>

Suite *suite_sealing(void);

static size_t
drafts_of(struct desk *desk)
{
	struct work_line *lines;
	size_t count;

	ck_office(&office,
		work_list(desk, &office.arena, &lines, &count, &office.err));
	return count;
}

static struct work
slip_draft(struct desk *desk, int64_t party, const char *when)
{
	struct work work = office_draft(&office, desk, "advice-slip",
		(struct subject){ .party = party },
		FIELDS(arena_printf(&office.arena, "告知时间=%s", when)));

	work_tick_items(&work);
	return work;
}

START_TEST(two_opposed_corrections)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	struct subject on = { .supersedes = matter };
	struct work first = office_draft(&office, &office.clerk, "case-intake",
		on, FIELDS("罪名=诈骗罪"));
	struct work second = office_draft(&office, &office.judge, "case-intake",
		on, FIELDS("罪名=抢劫罪"));
	int64_t record;

	first.reason = second.reason = "罪名登记错了";
	ck_office(&office, office_try(&office, &office.clerk, &first, &record));
	ck_assert(!office_try(&office, &office.judge, &second, &record));
	ck_assert_int_eq(office.err.code, ERR_CONFLICT);
	ck_assert_uint_eq(drafts_of(&office.judge), 1);
	ck_assert_uint_eq(drafts_of(&office.clerk), 0);
	ck_assert_str_eq(
		office_text(&office, "SELECT charge FROM matter"), "诈骗罪");
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM record"), 2);
	/* The loser's draft still holds what he wrote. */
	ck_office(&office, work_resume(&office.judge, &office.arena, second.id,
				   &second, &office.err));
	ck_assert_int_eq(second.on.supersedes, matter);
}
END_TEST

START_TEST(same_draft_twice)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	struct work work = slip_draft(&office.clerk, matter, "现在");
	int64_t first, again;

	ck_office(&office, office_try(&office, &office.clerk, &work, &first));
	/* The line broke before the answer came; the desk says it again. */
	ck_office(&office, office_try(&office, &office.clerk, &work, &again));
	ck_assert_int_eq(first, again);
	ck_assert_int_eq(office_number(&office, "SELECT COUNT(*) FROM record "
						"WHERE form = 'advice-slip'"),
		1);
	ck_assert_int_eq(
		office_number(&office, "SELECT last FROM number_counter"), 1);
}
END_TEST

START_TEST(numbers_without_gap)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	struct work bad = slip_draft(&office.clerk, matter, "1980-01-01 0900");
	struct work good = slip_draft(&office.clerk, matter, "现在");
	int64_t record;

	office_advise(&office, matter);
	/* The law refuses the day when number and link are taken already. */
	ck_assert(!office_try(&office, &office.clerk, &bad, &record));
	ck_assert_int_eq(office.err.code, ERR_INPUT);
	ck_assert_uint_eq(drafts_of(&office.clerk), 2);
	ck_office(&office, office_try(&office, &office.clerk, &good, &record));
	ck_assert_str_eq(office_text(&office, "SELECT number FROM record "
					      "ORDER BY seq DESC LIMIT 1"),
		"（2026）测0101告单2号");
	ck_assert_int_eq(office_number(&office,
				 "SELECT MAX(seq) - COUNT(*) FROM record"),
		0);
}
END_TEST

START_TEST(numbers_start_anew_each_year)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");

	office_advise(&office, matter);
	office_set_time(&office, "2027-01-04 09:00");
	office_advise(&office, matter);
	ck_assert_str_eq(office_text(&office, "SELECT number FROM record "
					      "ORDER BY seq DESC LIMIT 1"),
		"（2027）测0101告单1号");
}
END_TEST

/* A correction moves a clock; it does not make a second one. */
START_TEST(correction_moves_the_clock)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	int64_t corrected = office_seal(&office, &office.clerk, "case-intake",
		(struct subject){ .supersedes = matter },
		FIELDS("收案日期=-5", "立案日期=-3"));
	struct record old;

	ck_assert_str_eq(
		office_clocks(&office), "告知-刑诉法34 2026-11-23 open;");
	ck_assert_int_eq(
		office_number(&office, "SELECT trigger_line FROM deadline"),
		matter);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM matter"), 1);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM party"), 1);
	ck_office(&office, record_read(&office.clerk, &office.arena, matter,
				   &old, &office.err));
	ck_assert_int_eq(old.superseded_by, corrected);
}
END_TEST

START_TEST(correction_needs_a_reason)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	struct work work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ .supersedes = matter },
		FIELDS("罪名=诈骗罪"));
	int64_t record;

	ck_assert(!office_try(&office, &office.clerk, &work, &record));
	ck_assert_int_eq(office.err.code, ERR_INPUT);
}
END_TEST

START_TEST(corrected_record_cannot_be_corrected_again)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	struct subject on = { .supersedes = matter };
	struct work work;

	office_seal(&office, &office.clerk, "case-intake", on,
		FIELDS("罪名=诈骗罪"));
	ck_assert(!work_start(&office.clerk, &office.arena, "case-intake", &on,
		&work, &office.err));
	ck_assert_int_eq(office.err.code, ERR_CONFLICT);
}
END_TEST

/* Nothing with a hole in it is sealed, and nothing typed is lost. */
START_TEST(faults_keep_the_draft)
{
	struct work work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ 0 }, FIELDS("姓名=李乙二"));
	struct fault *faults;
	size_t count;
	int64_t record;

	ck_assert(!record_seal(&office.clerk, &office.arena, &work, &faults,
		&count, &record, &office.err));
	ck_assert_int_eq(office.err.code, ERR_INPUT);
	ck_assert_uint_gt(count, 3);
	ck_assert_uint_eq(drafts_of(&office.clerk), 1);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM record"), 0);
}
END_TEST

/* A case entered twice would have two clocks, or none that is looked at. */
START_TEST(one_case_has_one_number)
{
	const char *number = "（2026）测0101刑初9号";
	int64_t matter = office_case(&office, number);
	struct work work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ 0 },
		FIELDS("案号=（2026）测0101刑初9号", "收案日期=昨",
			"立案日期=今", "审级=一审", "程序=普通", "起诉=公诉",
			"承办人=法官乙", "姓名=李乙二", "强制措施=取保候审",
			"罪名=盗窃罪", "辩护人=无"));
	int64_t record;

	ck_assert(!office_try(&office, &office.clerk, &work, &record));
	ck_assert_int_eq(office.err.code, ERR_EXISTS);
	ck_assert_ptr_nonnull(strstr(office.err.text, number));
	values_set(&work.values, "案号", "（2026）测0101刑初10号");
	ck_assert(office_try(&office, &office.clerk, &work, &record));
	ck_assert_int_ne(record, matter);
}
END_TEST

/* One item unticked: sealed, but no advice in the sense of the law. */
START_TEST(unticked_item_does_not_meet)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	struct work work = slip_draft(&office.clerk, matter, "现在");
	int64_t record;

	ck_office(&office, work_fill(&office.clerk, &work, "约见值班律师",
				   "否 值班律师不在", &office.err));
	ck_office(&office, office_try(&office, &office.clerk, &work, &record));
	ck_assert_str_eq(
		office_clocks(&office), "告知-刑诉法34 2026-11-26 open;");
}
END_TEST

START_TEST(every_sealing_is_audited)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");

	office_advise(&office, matter);
	ck_assert_int_eq(office_number(&office,
				 "SELECT COUNT(*) FROM record r WHERE NOT "
				 "EXISTS (SELECT 1 FROM audit a WHERE "
				 "a.action = 'seal' AND a.subject = r.id)"),
		0);
}
END_TEST

Suite *
suite_sealing(void)
{
	Suite *suite = suite_create("sealing");
	TCase *tcase = tcase_create("record");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, two_opposed_corrections);
	tcase_add_test(tcase, same_draft_twice);
	tcase_add_test(tcase, numbers_without_gap);
	tcase_add_test(tcase, numbers_start_anew_each_year);
	tcase_add_test(tcase, correction_moves_the_clock);
	tcase_add_test(tcase, correction_needs_a_reason);
	tcase_add_test(tcase, corrected_record_cannot_be_corrected_again);
	tcase_add_test(tcase, faults_keep_the_draft);
	tcase_add_test(tcase, one_case_has_one_number);
	tcase_add_test(tcase, unticked_item_does_not_meet);
	tcase_add_test(tcase, every_sealing_is_audited);
	suite_add_tcase(suite, tcase);
	return suite;
}
