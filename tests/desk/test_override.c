/* SPDX-License-Identifier: MIT */
/* What is not as the law has it is sealed with a reason, which stands in the
 * chain beside it and before the supervisor; what can't have been is not. */
#include "fixture.h"

#include "desk/override.h"
#include "desk/values_file.h"
#include "desk/violation.h"

#include <check.h>
#include <string.h>

Suite *suite_override(void);

#define REFUSES                                                                \
	"拒绝时间=1123 0930", "场合=当庭", "提出人=本人", "已指派=是",         \
		"意愿=另请律师", "理由=会见时谈不拢",                          \
		"书面记录=庭审笔录第3页", "签署=签名捺印"
#define DENIES "法院决定=不准许", "决定日期=1123", "决定人=法官乙"

static struct work
against_the_law(void)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	office_seal(&office, &office.clerk, "ground",
		(struct subject){ .party = party },
		FIELDS("理由=未成年", "材料=户籍证明"));
	return office_draft(&office, &office.clerk, "refusal",
		(struct subject){ .party = party }, FIELDS(REFUSES, DENIES));
}

static int64_t
records(void)
{
	return office_number(&office, "SELECT COUNT(*) FROM record");
}

START_TEST(reason_is_asked_for)
{
	struct work work = against_the_law();
	int64_t before = records(), record;

	ck_assert(!office_try(&office, &office.clerk, &work, &record));
	ck_assert_int_eq((int)office.err.code, ERR_INPUT);
	ck_assert_ptr_nonnull(strstr(office.err.text, "决定不准许"));
	ck_assert_ptr_nonnull(strstr(office.err.text, "法释〔2021〕1号"));
	ck_assert_ptr_nonnull(strstr(office.err.text, "写明理由"));
	ck_assert_int_eq(records(), before);
	work.override = "不行";
	ck_assert(!office_try(&office, &office.clerk, &work, &record));
	ck_assert_int_eq(records(), before);
}
END_TEST

START_TEST(reason_stands_beside_it_in_the_chain)
{
	struct work work = against_the_law();
	int64_t before = records(), record;
	struct override found;
	struct violation_line *lines;
	size_t count, flagged = 0;

	work.override = "合议庭研究后仍这样办";
	ck_office(&office, office_try(&office, &office.clerk, &work, &record));
	ck_assert_int_eq(records(), before + 2);
	ck_office(&office, override_of(&office.clerk, &office.arena, record,
				   &found, &office.err));
	ck_assert_str_eq(found.reason, work.override);
	ck_assert_ptr_nonnull(strstr(found.what, "决定不准许"));
	ck_assert_ptr_nonnull(strstr(found.what, "第五百七十二条"));
	ck_assert_str_ne(found.by, "");
	ck_office(&office,
		violation_of_matter(&office.clerk, &office.arena,
			work.on.matter, 0, &lines, &count, &office.err));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(lines[i].code, "OVERRIDE") != 0)
			continue;
		flagged++;
		ck_assert_str_eq(lines[i].note.text, work.override);
	}
	ck_assert_uint_eq(flagged, 1);
	office_check_whole(&office, "override");
}
END_TEST

/* The same draft again, after a line that dropped: one record and one note. */
START_TEST(repeated_it_is_once)
{
	struct work work = against_the_law();
	int64_t before = records(), record, again;

	work.override = "合议庭研究后仍这样办";
	ck_office(&office, office_try(&office, &office.clerk, &work, &record));
	ck_office(&office, office_try(&office, &office.clerk, &work, &again));
	ck_assert_int_eq(again, record);
	ck_assert_int_eq(records(), before + 2);
}
END_TEST

START_TEST(within_the_law_nothing_is_asked)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct work work = office_draft(&office, &office.clerk, "advice-slip",
		(struct subject){ .party = party }, FIELDS("告知时间=现在"));
	struct preview told;
	struct override found;
	int64_t record;

	work_tick_items(&work);
	ck_office(&office, work_warnings(&office.clerk, &office.arena, &work,
				   &told, &office.err));
	ck_assert_uint_eq(told.count, 0);
	ck_office(&office, office_try(&office, &office.clerk, &work, &record));
	ck_office(&office, override_of(&office.clerk, &office.arena, record,
				   &found, &office.err));
	ck_assert_ptr_null(found.reason);
}
END_TEST

/* A child's case is converted to the one procedure that is not for him. */
START_TEST(procedure_that_must_not_be_used)
{
	struct work work = against_the_law();
	struct preview told;

	work = office_draft(&office, &office.clerk, "procedure",
		(struct subject){ .matter = work.on.matter,
			.proceeding = work.on.proceeding },
		FIELDS("程序=速裁"));
	ck_office(&office, work_warnings(&office.clerk, &office.arena, &work,
				   &told, &office.err));
	ck_assert_uint_eq(preview_count(&told, PREVIEW_WARNED), 1);
	ck_assert(told.lines[0].is_must);
	ck_assert_ptr_nonnull(strstr(told.lines[0].text, "未成年人不适用速裁"));
}
END_TEST

/* A paper dated before its case: it may be so, but hardly is. */
START_TEST(day_before_the_case)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct work work = office_draft(&office, &office.clerk, "advice-slip",
		(struct subject){ .party = party },
		FIELDS("告知时间=1103 0900"));
	struct preview told;

	ck_office(&office, work_warnings(&office.clerk, &office.arena, &work,
				   &told, &office.err));
	ck_assert_uint_eq(preview_count(&told, PREVIEW_WARNED), 1);
	ck_assert(!told.lines[0].is_must);
	ck_assert_ptr_nonnull(strstr(told.lines[0].text, "早于本案收案"));
	ck_assert_int_ge(told.lines[0].field, 0);
}
END_TEST

START_TEST(day_before_the_birth)
{
	int64_t party = office_seal(&office, &office.clerk, "case-intake",
		(struct subject){ 0 },
		FIELDS("案号=（2026）测0101刑初2号", "收案日期=昨",
			"立案日期=今", "审级=一审", "程序=普通", "起诉=公诉",
			"承办人=法官乙", "姓名=王丙三", "强制措施=取保候审",
			"出生日期=2001-05-05", "罪名=盗窃罪", "辩护人=无"));
	struct work work = office_draft(&office, &office.clerk, "advice-slip",
		(struct subject){ .party = party },
		FIELDS("告知时间=2000-11-03 09:00"));
	struct fault *faults;
	size_t count;
	int64_t record;

	work_tick_items(&work);
	work.override = "合议庭研究后仍这样办";
	ck_assert(!record_seal(&office.clerk, &office.arena, &work, &faults,
		&count, &record, &office.err));
	ck_assert_uint_eq(count, 1);
	ck_assert_ptr_nonnull(strstr(faults[0].text, "早于出生日期"));
	ck_assert_int_ge(faults[0].field, 0);
}
END_TEST

Suite *
suite_override(void)
{
	Suite *suite = suite_create("override");
	TCase *tests = tcase_create("override");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, reason_is_asked_for);
	tcase_add_test(tests, reason_stands_beside_it_in_the_chain);
	tcase_add_test(tests, repeated_it_is_once);
	tcase_add_test(tests, within_the_law_nothing_is_asked);
	tcase_add_test(tests, procedure_that_must_not_be_used);
	tcase_add_test(tests, day_before_the_case);
	tcase_add_test(tests, day_before_the_birth);
	suite_add_tcase(suite, tests);
	return suite;
}
