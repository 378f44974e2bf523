/* SPDX-License-Identifier: MIT */
/* The class and conflict tables: every row hit by a case of entitle.case,
 * and a class for whatever is said or not said. */
#include "base/attr.h"
#include "law/derive.h"
#include "tests/law/fixture.h"

#include <string.h>

Suite *suite_entitle(void);

static struct standing
entitle_case(const struct stanza *stanza)
{
	return entitle(law, load_day(stanza), load_value, stanza, &arena);
}

START_TEST(cases_fall_on_their_rows)
{
	struct stanza_file file;

	load_case(&arena, "tests/law/entitle.case", &file);
	for (size_t i = 0; i < file.count; i++) {
		const struct stanza *stanza = &file.stanzas[i];
		const char *where = load_where(&arena, &file, stanza);
		struct standing found = entitle_case(stanza);
		const char *row = stanza_value(stanza, "应为", "row");
		const char *class_ = stanza_value(stanza, "类别", "class");
		const char *conflicts =
			stanza_value(stanza, "冲突", "conflict");

		ck_assert_msg(strcmp(found.row->id, row) == 0,
			"%s: 应为第 %s 行，得第 %s 行", where, row,
			found.row->id);
		ck_assert_msg(strcmp(found.row->class_, class_) == 0,
			"%s: 应为 %s，得 %s", where, class_, found.row->class_);
		ck_assert_msg(strcmp(load_conflicts(&arena, &found),
				      conflicts == NULL ? "" : conflicts) == 0,
			"%s: 冲突得“%s”", where,
			load_conflicts(&arena, &found));
	}
}
END_TEST

static bool
is_hit(const struct stanza_file *file, const struct class_row *row)
{
	for (size_t i = 0; i < file->count; i++) {
		struct standing found = entitle_case(&file->stanzas[i]);

		if (found.row == row)
			return true;
		for (size_t j = 0; j < found.conflict_count; j++)
			if (found.conflicts[j] == row)
				return true;
	}
	return false;
}

static void
check_hit(const char *kind, const struct stanza_file *file,
	const struct class_row *rows, size_t count)
{
	size_t missing = 0;

	for (size_t i = 0; i < count; i++) {
		if (is_hit(file, &rows[i]))
			continue;
		printf("%s %s 没有例子\n", kind, rows[i].id);
		missing++;
	}
	load_count(kind, count, missing);
}

START_TEST(every_row_has_a_case)
{
	struct stanza_file file;
	size_t classes;
	size_t conflicts;
	const struct class_row *rows = law_classes(law, &classes);
	const struct class_row *beside = law_conflicts(law, &conflicts);

	load_case(&arena, "tests/law/entitle.case", &file);
	check_hit("类别", &file, rows, classes);
	check_hit("冲突", &file, beside, conflicts);
}
END_TEST

/* One input of the product: a fact and what may be said of it. */
struct input {
	const char *fact;
	const char *values[12];
	size_t count;
};

/* clang-format off */
static const struct input inputs[] = {
	{ "程序段.阶段", { "", "侦查", "审查起诉", "审判" }, 4 },
	{ "程序段.审级", { "", "一审", "二审", "再审", "死刑复核高院", "死刑复核最高院", "缺席审判", "强制医疗" }, 8 },
	{ "程序段.程序", { "", "普通", "简易", "速裁", "未定" }, 5 },
	{ "程序段.试点", { "", "是", "否" }, 3 },
	{ "当事人.辩护人", { "", "无", "律师", "非律师" }, 4 },
	{ "当事人.申请援助", { "", "是", "否" }, 3 },
	{ "当事人.审诉情形", { "", "不认罪" }, 2 },
};
/* clang-format on */
enum { GROUND_SETS = 32, INPUTS = ARRAY_LENGTH(inputs) };

static const char *const grounds[] = { "视听语残疾", "精神障碍", "可能无期死刑",
	"未成年", "死缓期间犯罪" };

struct point {
	size_t chosen[INPUTS];
	const char *grounds;
};

static const char *
point_value(const struct fact *fact, const void *arg)
{
	const struct point *point = arg;

	if (strcmp(fact->name, "当事人.理由") == 0)
		return point->grounds;
	for (size_t i = 0; i < INPUTS; i++)
		if (strcmp(fact->name, inputs[i].fact) == 0)
			return inputs[i].values[point->chosen[i]];
	return NULL;
}

static const char *
ground_set(unsigned bits)
{
	const char *set = "";

	for (size_t i = 0; i < ARRAY_LENGTH(grounds); i++)
		if ((bits >> i & 1U) != 0)
			set = arena_printf(&arena, "%s%s%s", set,
				set[0] == '\0' ? "" : " ", grounds[i]);
	return set;
}

static bool
next_point(struct point *point)
{
	for (size_t i = 0; i < INPUTS; i++) {
		if (++point->chosen[i] < inputs[i].count)
			return true;
		point->chosen[i] = 0;
	}
	return false;
}

/* What LAW §3 says of any input, whatever row it falls on. */
static bool
is_as_law_says(const struct point *point, const struct standing *found)
{
	const char *defender = inputs[4].values[point->chosen[4]];
	bool has_defender = strcmp(defender, "律师") == 0 ||
			    strcmp(defender, "非律师") == 0;
	bool is_medical =
		strcmp(inputs[1].values[point->chosen[1]], "强制医疗") == 0;

	if (has_defender || strcmp(found->row->class_, "N") == 0)
		return has_defender && strcmp(found->row->class_, "N") == 0;
	/* CPL 35 knows no stage: a ground and no defender means M. */
	if (!is_medical && (strstr(point->grounds, "视听语残疾") != NULL ||
				   strstr(point->grounds, "未成年") != NULL))
		return strcmp(found->row->class_, "M") == 0;
	return true;
}

/* One assertion for a million points: check writes each to a file. */
static size_t
count_wrong(struct date day, const char *set)
{
	struct point point = { { 0 }, set };
	struct arena conflicts = { 0 };
	size_t wrong = 0;

	do {
		struct standing found =
			entitle(law, day, point_value, &point, &conflicts);

		if (found.row == NULL ||
			!authority_holds(&found.row->authority, day) ||
			(date_year(day) >= 2022 &&
				!is_as_law_says(&point, &found)))
			wrong++;
	} while (next_point(&point));
	arena_clear(&conflicts);
	return wrong;
}

/* From the Measures on, the tables are total, and a row that matches is in
 * force that day. */
START_TEST(every_input_has_a_class)
{
	static const int years[] = { 2017, 2018, 2021, 2022, 2026 };
	struct date day = date_make(years[_i], 12, 31);

	for (unsigned bits = 0; bits < GROUND_SETS; bits++)
		ck_assert_uint_eq(count_wrong(day, ground_set(bits)), 0);
}
END_TEST

Suite *
suite_entitle(void)
{
	Suite *suite = suite_create("entitle");
	TCase *tests = tcase_create("entitle");

	tcase_add_checked_fixture(tests, setup_law, teardown_law);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, cases_fall_on_their_rows);
	tcase_add_test(tests, every_row_has_a_case);
	tcase_add_loop_test(tests, every_input_has_a_class, 0, 5);
	suite_add_tcase(suite, tests);
	return suite;
}
