/* SPDX-License-Identifier: MIT */
/* The regions of the pilot: all there, since when, and what does not load. */
#include "base/attr.h"
#include "tests/law/fixture.h"

#include <string.h>

Suite *suite_region(void);

/* The 31 of the Notice by their codes, and the 兵团. */
static const char *const codes[] = { "11", "12", "13", "14", "15", "21", "22",
	"23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
	"45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65",
	"66" };
/* Measures 26. */
static const char *const first[] = { "11", "31", "33", "34", "41", "44", "51",
	"61" };

static bool
is_first(const char *code)
{
	for (size_t i = 0; i < ARRAY_LENGTH(first); i++)
		if (strcmp(first[i], code) == 0)
			return true;
	return false;
}

START_TEST(every_region_of_the_notice)
{
	size_t count, missing = 0;
	const struct region *regions = law_regions(law, &count);
	size_t names = 0;

	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++)
		missing += law_region(law, codes[i], date_make(2019, 1, 3)) ==
			   NULL;
	load_count("地区", ARRAY_LENGTH(codes), missing);
	for (size_t i = 0; i < count; i++)
		names += i == 0 ||
			 strcmp(regions[i].code, regions[i - 1].code) != 0;
	ck_assert_uint_eq(names, ARRAY_LENGTH(codes));
}
END_TEST

START_TEST(since_when_and_how_wide)
{
	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++) {
		const struct region *in_2018 =
			law_region(law, codes[i], date_make(2018, 12, 31));
		const struct region *in_2019 =
			law_region(law, codes[i], date_make(2019, 1, 3));

		ck_assert_ptr_null(
			law_region(law, codes[i], date_make(2017, 10, 9)));
		ck_assert_int_eq(in_2018 != NULL, is_first(codes[i]));
		ck_assert_int_eq(in_2019->scope,
			is_first(codes[i]) ? REGION_WHOLE : REGION_PART);
		ck_assert_int_eq(in_2019->authority.nature, NATURE_PILOT);
	}
	ck_assert_ptr_null(law_region(law, "71", date_make(2026, 1, 1)));
	ck_assert_ptr_null(law_region(law, "", date_make(2026, 1, 1)));
}
END_TEST

/* The extension of 2022 was only seen in secondary texts. */
START_TEST(what_is_second_hand_says_so)
{
	ck_assert_int_eq(
		law_region(law, "53", date_make(2022, 12, 31))->authority.grade,
		'V');
	ck_assert_int_eq(
		law_region(law, "53", date_make(2023, 1, 1))->authority.grade,
		'S');
}
END_TEST

#define TAIL "依据: 试\n等级: V\n"

/* clang-format off */
static const struct {
	const char *text;
	const char *problem;
} wrong[] = {
	{ "[地区 甲]\n范围: 全域\n施行: 2020-01-01\n" TAIL, "缺“代码”" },
	{ "[地区 甲]\n代码: 1\n范围: 全域\n施行: 2020-01-01\n" TAIL, "前两位" },
	{ "[地区 甲]\n代码: 11\n施行: 2020-01-01\n" TAIL, "缺“范围”" },
	{ "[地区 甲]\n代码: 11\n范围: 大\n施行: 2020-01-01\n" TAIL, "全域 部分" },
	{ "[地区 甲]\n代码: 11\n范围: 全域\n" TAIL, "缺“施行”" },
	{ "[地区 甲]\n代码: 11\n范围: 全域\n施行: 2020-01-01\n" TAIL
	  "[地区 甲]\n代码: 11\n范围: 部分\n施行: 2021-01-01\n" TAIL, "重叠" },
	{ "[地区 甲]\n代码: 11\n范围: 部分\n施行: 2021-01-01\n失效: 2022-01-01\n" TAIL
	  "[地区 甲]\n代码: 11\n范围: 全域\n施行: 2020-01-01\n失效: 2021-06-01\n" TAIL, "重叠" },
	{ "[地区 甲]\n代码: 11\n范围: 全域\n施行: 2020-01-01\n" TAIL
	  "[地区 乙]\n代码: 11\n范围: 全域\n施行: 2020-01-01\n" TAIL, "一个地区一个代码" },
	{ "[地区 甲]\n代码: 11\n范围: 全域\n施行: 2020-01-01\n" TAIL
	  "[地区 甲]\n代码: 12\n范围: 全域\n施行: 2020-01-01\n" TAIL, "一个地区一个代码" },
};
/* clang-format on */

static const char *
load_text(const char *text)
{
	struct problems problems = { .arena = &arena };
	struct law *small = law_new(&arena);

	law_add(small, "r.rule", text, strlen(text), &problems);
	law_ready(small, &problems);
	return problems.count == 0 ? "" : problems.items[0].text;
}

START_TEST(mistakes_do_not_load)
{
	const char *found = load_text(wrong[_i].text);

	ck_assert_msg(strstr(found, wrong[_i].problem) != NULL, "%s", found);
}
END_TEST

START_TEST(a_region_may_grow)
{
	ck_assert_str_eq(
		load_text(
			"[地区 甲]\n代码: 11\n范围: 全域\n施行: 2021-01-01\n" TAIL
			"[地区 甲]\n代码: 11\n范围: 部分\n"
			"施行: 2020-01-01\n失效: 2021-01-01\n" TAIL),
		"");
}
END_TEST

Suite *
suite_region(void)
{
	Suite *suite = suite_create("region");
	TCase *tests = tcase_create("region");

	tcase_add_checked_fixture(tests, setup_law, teardown_law);
	tcase_add_test(tests, every_region_of_the_notice);
	tcase_add_test(tests, since_when_and_how_wide);
	tcase_add_test(tests, what_is_second_hand_says_so);
	tcase_add_loop_test(
		tests, mistakes_do_not_load, 0, ARRAY_LENGTH(wrong));
	tcase_add_test(tests, a_region_may_grow);
	suite_add_tcase(suite, tests);
	return suite;
}
