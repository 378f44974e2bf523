/* SPDX-License-Identifier: MIT */
/*
 * 告知: who is still to be advised, by time left; co-accused one after
 * another; and what is owed again when somebody's class becomes M.
 */
#include "office.h"

#include "desk/advice.h"

#include <check.h>
#include <string.h>

Suite *suite_advice(void);

static struct office office;
static struct advice_line *lines;
static size_t count;

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

static void
list(const struct clock_page *after, int limit)
{
	ck_office(&office, advice_list(&office.clerk, &office.arena, after,
				   limit, &lines, &count, &office.err));
}

static int64_t
add_person(int64_t matter, const char *name, const char *language)
{
	return office_seal(&office, &office.clerk, "party-add",
		(struct subject){ .matter = matter },
		FIELDS(arena_printf(&office.arena, "姓名=%s", name),
			arena_printf(&office.arena, "语言=%s", language),
			"强制措施=羁押", "羁押场所=测试市看守所", "罪名=盗窃罪",
			"辩护人=无"));
}

static struct work
record_for(int64_t party)
{
	struct work work;

	ck_office(&office,
		work_start(&office.clerk, &office.arena, "advice-record",
			&(struct subject){ .party = party }, &work,
			&office.err));
	return work;
}

START_TEST(by_time_left_with_what_matters)
{
	int64_t first = office_case(&office, "（2026）测0101刑初1号");
	int64_t second = add_person(first, "李乙二", "彝语");

	list(NULL, 10);
	ck_assert_uint_eq(count, 2);
	ck_assert_int_eq(lines[1].clock.party, second);
	ck_assert_str_eq(lines[1].language, "彝语");
	ck_assert_str_eq(lines[1].where, "测试市看守所");
	ck_assert(lines[1].class_[0] != '\0');
	ck_assert(!lines[1].is_more);
	office_advise(&office, first);
	list(NULL, 10);
	ck_assert_uint_eq(count, 1);
	ck_assert_int_eq(lines[0].clock.party, second);
}
END_TEST

/* All can be reached, page by page, none twice. */
START_TEST(every_one_is_reached)
{
	int64_t first = office_case(&office, "（2026）测0101刑初1号");
	struct clock_page after;

	add_person(first, "李乙二", "");
	add_person(first, "王丙三", "");
	list(NULL, 2);
	ck_assert_uint_eq(count, 2);
	after = clock_page_after(&lines[1].clock);
	list(&after, 2);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(lines[0].clock.party_name, "王丙三");
}
END_TEST

/* The second begins with what the first had, but for his own answers. */
START_TEST(co_accused_one_after_another)
{
	int64_t first = office_case(&office, "（2026）测0101刑初1号");
	int64_t second = add_person(first, "李乙二", "");
	struct work work;
	const char *name;
	size_t taken;

	office_seal(&office, &office.clerk, "advice-record",
		(struct subject){ .party = first },
		FIELDS("告知地点=第三法庭", "告知人=法官乙", "听清=是",
			"委托意愿=自己委托", "申请援助=否", "约见=否",
			"答复=我自己请律师", "同意指派=不同意"));
	work = record_for(second);
	ck_office(&office, advice_take_over(&office.clerk, &work, &taken, &name,
				   &office.err));
	ck_assert_str_eq(name, "张甲一");
	ck_assert_uint_gt(taken, 2);
	ck_assert_str_eq(values_get(&work.values, "告知地点"), "第三法庭");
	ck_assert_str_eq(values_get(&work.values, "告知人"), "法官乙");
	ck_assert_str_eq(values_get(&work.values, "委托辩护人"), "是");
	ck_assert_str_eq(values_get(&work.values, "姓名"), "李乙二");
	ck_assert_str_eq(values_get(&work.values, "答复"), "");
	ck_assert_str_eq(values_get(&work.values, "听清"), "");
	ck_assert_str_eq(values_get(&work.values, "委托意愿"), "");
	ck_assert_str_eq(values_get(&work.values, "同意指派"), "");
	/* The line drops: it is in the journal. */
	ck_office(&office, work_resume(&office.clerk, &office.arena, work.id,
				   &work, &office.err));
	ck_assert_str_eq(values_get(&work.values, "告知地点"), "第三法庭");
}
END_TEST

/* Not of another case, not of another day, not of another's. */
START_TEST(nothing_of_others)
{
	int64_t first = office_case(&office, "（2026）测0101刑初1号");
	int64_t second = add_person(first, "李乙二", "");
	int64_t stranger = office_case(&office, "（2026）测0101刑初2号");
	struct work work;
	const char *name;
	size_t taken;

	office_seal(&office, &office.clerk, "advice-record",
		(struct subject){ .party = first },
		FIELDS("告知地点=第三法庭", "听清=是", "委托意愿=暂不委托",
			"申请援助=否", "约见=否", "答复=知道了",
			"同意指派=同意"));
	work = record_for(stranger);
	ck_office(&office, advice_take_over(&office.clerk, &work, &taken, &name,
				   &office.err));
	ck_assert_uint_eq(taken, 0);
	office_set_time(&office, "2026-11-24 09:00");
	work = record_for(second);
	ck_office(&office, advice_take_over(&office.clerk, &work, &taken, &name,
				   &office.err));
	ck_assert_uint_eq(taken, 0);
	ck_assert_str_eq(name, "");
}
END_TEST

/* Advised as D, found a minor afterwards: one item is owed, and told. */
START_TEST(owed_again_when_class_becomes_m)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	office_seal(&office, &office.clerk, "procedure",
		(struct subject){ .matter = party },
		FIELDS("程序=简易", "原因=被告人同意"));
	office_advise(&office, party);
	list(NULL, 10);
	ck_assert_uint_eq(count, 0);
	office_set_time(&office, "2026-11-25 10:00");
	office_seal(&office, &office.clerk, "ground",
		(struct subject){ .party = party },
		FIELDS("理由=未成年", "材料=户籍材料", "发现日期=今天"));
	list(NULL, 10);
	ck_assert_uint_eq(count, 1);
	ck_assert(lines[0].is_more);
	ck_assert_str_eq(lines[0].class_, "M");
	ck_assert_str_eq(lines[0].clock.rule, "目标-补告知");
	office_advise(&office, party);
	list(NULL, 10);
	ck_assert_uint_eq(count, 0);
}
END_TEST

/* On appeal there is one thing more to say. */
START_TEST(appeal_has_its_item)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct work work = record_for(party);
	int item = form_field_index(work.form, "第二审委托");

	ck_assert_int_ge(item, 0);
	ck_assert(!form_field_shown(work.form, (size_t)item, &work.values));
	values_set(&work.values, "审级", "二审");
	ck_assert(form_field_shown(work.form, (size_t)item, &work.values));
}
END_TEST

Suite *
suite_advice(void)
{
	Suite *suite = suite_create("advice");
	TCase *tests = tcase_create("desk");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, by_time_left_with_what_matters);
	tcase_add_test(tests, every_one_is_reached);
	tcase_add_test(tests, co_accused_one_after_another);
	tcase_add_test(tests, nothing_of_others);
	tcase_add_test(tests, owed_again_when_class_becomes_m);
	tcase_add_test(tests, appeal_has_its_item);
	suite_add_tcase(suite, tests);
	return suite;
}
