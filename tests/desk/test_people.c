/* SPDX-License-Identifier: MIT */
/*
 * One paper, several persons: what it says happens to each, nobody gets lost
 * with the line, and the chain answers for every one of them.
 */
#include "office.h"

#include "desk/people.h"

#include <check.h>
#include <string.h>

Suite *suite_people(void);

static struct office office;
static int64_t first, second, third;

static int64_t
add_person(const char *name)
{
	return office_seal(&office, &office.clerk, "party-add",
		(struct subject){ .matter = first },
		FIELDS(arena_printf(&office.arena, "姓名=%s", name),
			"强制措施=羁押", "羁押场所=测试市看守所", "罪名=盗窃罪",
			"辩护人=无"));
}

static void
set_up(void)
{
	office_open(&office);
	first = office_case(&office, "（2026）测0101刑初1号");
	office_seal(&office, &office.clerk, "procedure",
		(struct subject){ .matter = first },
		FIELDS("程序=速裁", "原因=符合速裁条件"));
	second = add_person("李乙二");
	third = add_person("王丙三");
}

static void
tear_down(void)
{
	office_close(&office);
}

static struct work
notice(void)
{
	return office_draft(&office, &office.clerk, "help-notice",
		(struct subject){ .party = first },
		FIELDS("事由=速裁程序没有辩护人", "受送达人=法律援助工作站",
			"法援机构=测试区法律援助中心", "审判人员=法官乙"));
}

static void
put_on(struct work *work, int64_t party, bool is_on)
{
	ck_office(&office,
		people_set(&office.clerk, work, party, is_on, &office.err));
}

static int64_t
seal(struct work *work)
{
	int64_t record = 0;

	ck_office(&office, office_try(&office, &office.clerk, work, &record));
	return record;
}

static int64_t
told(const char *table, int64_t party)
{
	return office_number(
		&office, arena_printf(&office.arena,
				 "SELECT COUNT(*) FROM %s WHERE party = %lld",
				 table, (long long)party));
}

START_TEST(each_on_it_is_told)
{
	struct work work = notice();
	const char *lines = values_get(&work.values, "人员");
	int64_t record;

	ck_assert(strchr(lines, '\n') == NULL);
	put_on(&work, third, true);
	put_on(&work, second, true);
	put_on(&work, second, false);
	lines = values_get(&work.values, "人员");
	ck_assert(
		strstr(lines, "\n王丙三，盗窃罪，羁押，测试市看守所") != NULL);
	ck_assert(strstr(lines, "李乙二") == NULL);
	record = seal(&work);
	ck_assert_int_eq(
		(int)told("record_party", second), 1); /* that made him */
	ck_assert_int_eq((int)told("record_party", third), 2);
	ck_assert_str_eq(
		office_text(&office,
			arena_printf(&office.arena,
				"SELECT value FROM fact WHERE owner = %lld "
				"AND name = '当事人.法援机构'",
				(long long)third)),
		"测试区法律援助中心");
	ck_assert_int_eq(
		(int)office_number(&office, arena_printf(&office.arena,
						    "SELECT COUNT(*) FROM fact "
						    "WHERE record = %lld",
						    (long long)record)),
		2);
	office_check_whole(&office, "several on one paper");
}
END_TEST

/* The line drops: who was chosen is chosen still. */
START_TEST(the_journal_keeps_them)
{
	struct work work = notice(), again;

	put_on(&work, second, true);
	put_on(&work, third, true);
	office_leave(&office);
	office_return(&office);
	ck_office(&office, work_resume(&office.clerk, &office.arena, work.id,
				   &again, &office.err));
	ck_assert_uint_eq(again.on.other_count, 2);
	ck_assert(people_has(&again.on, second));
	ck_assert(people_has(&again.on, third));
	ck_assert(strstr(values_get(&again.values, "人员"), "李乙二") != NULL);
}
END_TEST

START_TEST(a_correction_keeps_them)
{
	struct work work = notice();
	struct record old, corrected;
	int64_t record;

	put_on(&work, second, true);
	record = seal(&work);
	work = office_draft(&office, &office.clerk, "help-notice",
		(struct subject){ .supersedes = record },
		FIELDS("审判人员=法官丙"));
	ck_assert(people_has(&work.on, second));
	work.reason = "审判人员写错了";
	ck_office(&office, record_read(&office.clerk, &office.arena, record,
				   &old, &office.err));
	record = seal(&work);
	ck_office(&office, record_read(&office.clerk, &office.arena, record,
				   &corrected, &office.err));
	ck_assert_uint_eq(corrected.head.party_count, 2);
	ck_assert_mem_eq(corrected.head.parties, old.head.parties,
		2 * sizeof *old.head.parties);
}
END_TEST

/* Who left for another case is not offered, and stays where he is named. */
START_TEST(who_left_stays_where_he_is_named)
{
	struct work work = notice();
	struct person *people;
	size_t count;
	int64_t record;

	put_on(&work, second, true);
	record = seal(&work);
	office_seal(&office, &office.clerk, "split",
		(struct subject){ .party = second },
		FIELDS("分出=是", "另案案号=（2026）测0101刑初9号",
			"原因=另案处理"));
	work = notice();
	ck_office(&office, people_list(&office.clerk, &office.arena, &work.on,
				   &people, &count, &office.err));
	ck_assert_uint_eq(count, 2);
	ck_assert_int_eq(people[0].party, first);
	ck_assert_int_eq(people[1].party, third);
	work = office_draft(&office, &office.clerk, "help-notice",
		(struct subject){ .supersedes = record }, FIELDS("备注=补记"));
	ck_assert(strstr(values_get(&work.values, "人员"), "李乙二") != NULL);
}
END_TEST

/* What is made on that paper is of everyone on it. */
START_TEST(its_service_is_of_everyone)
{
	struct work work = notice();
	int64_t record;

	put_on(&work, second, true);
	record = seal(&work);
	ck_office(&office,
		work_start(&office.clerk, &office.arena, "service-return",
			&(struct subject){ .about = record }, &work,
			&office.err));
	ck_assert_int_eq(work.on.party, first);
	ck_assert_uint_eq(work.on.other_count, 1);
	ck_assert(people_has(&work.on, second));
	ck_assert(!people_has(&work.on, third));
}
END_TEST

START_TEST(who_is_no_party_stays_off)
{
	int64_t stranger = office_case(&office, "（2026）测0101刑初2号");
	struct work work = notice();

	ck_assert(
		!people_set(&office.clerk, &work, stranger, true, &office.err));
	ck_assert(!people_has(&work.on, stranger));
	err_clear(&office.err);
	/* And a form for one takes one. */
	work = office_draft(&office, &office.clerk, "advice-slip",
		(struct subject){ .party = first }, FIELDS("送达人=书记员甲"));
	ck_assert(!people_set(&office.clerk, &work, second, true, &office.err));
	ck_assert_uint_eq(work.on.other_count, 0);
}
END_TEST

START_TEST(the_chain_answers_for_each)
{
	struct work work = notice();
	struct chain_report *reports;
	size_t count;
	int64_t record;

	put_on(&work, second, true);
	record = seal(&work);
	office_tamper(&office, "DROP TRIGGER record_party_no_update");
	office_tamper(&office, arena_printf(&office.arena,
				       "UPDATE record_party SET party = %lld "
				       "WHERE record = %lld AND party = %lld",
				       (long long)third, (long long)record,
				       (long long)second));
	ck_office(&office, chain_verify(&office.clerk, &office.arena, &reports,
				   &count, &office.err));
	ck_assert_ptr_nonnull(reports[0].fault);
}
END_TEST

Suite *
suite_people(void)
{
	Suite *suite = suite_create("people");
	TCase *tests = tcase_create("people");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, each_on_it_is_told);
	tcase_add_test(tests, the_journal_keeps_them);
	tcase_add_test(tests, a_correction_keeps_them);
	tcase_add_test(tests, who_left_stays_where_he_is_named);
	tcase_add_test(tests, its_service_is_of_everyone);
	tcase_add_test(tests, who_is_no_party_stays_off);
	tcase_add_test(tests, the_chain_answers_for_each);
	suite_add_tcase(suite, tests);
	return suite;
}
