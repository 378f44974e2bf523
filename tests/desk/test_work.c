/* SPDX-License-Identifier: MIT */
/* Drafts: what is kept, what fills itself, what is refused. */
#include "fixture.h"

#include "desk/values_file.h"

#include <check.h>
#include <string.h>

Suite *suite_work(void);

START_TEST(draft_is_taken_up_where_it_was)
{
	struct work work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ 0 }, FIELDS("收案日期=今"));
	struct work again;

	ck_office(&office,
		work_keep(&office.clerk, &work, "姓名", "李乙二", &office.err));
	ck_office(&office,
		work_keep_at(&office.clerk, &work, "证件号", &office.err));
	ck_office(&office,
		work_keep_reason(&office.clerk, &work, "理由", &office.err));
	ck_office(&office, work_resume(&office.clerk, &office.arena, work.id,
				   &again, &office.err));
	ck_assert_str_eq(again.form->id, "case-intake");
	ck_assert_str_eq(values_get(&again.values, "姓名"), "李乙二");
	ck_assert_str_eq(again.at, "证件号");
	ck_assert_str_eq(again.reason, "理由");
}
END_TEST

START_TEST(dropped_draft_is_gone)
{
	struct work work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ 0 }, FIELDS("姓名=李乙二"));
	struct work again;

	ck_office(&office, work_drop(&office.clerk, work.id, &office.err));
	ck_assert(!work_resume(
		&office.clerk, &office.arena, work.id, &again, &office.err));
	ck_assert_int_eq(office.err.code, ERR_NOTFOUND);
}
END_TEST

START_TEST(drafts_are_ones_own)
{
	struct work work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ 0 }, FIELDS("姓名=李乙二"));
	struct work again;

	ck_assert(!work_resume(
		&office.judge, &office.arena, work.id, &again, &office.err));
	ck_assert_int_eq(office.err.code, ERR_NOTFOUND);
}
END_TEST

/* A party knows its matter and proceeding; the form fills what is known. */
START_TEST(sources_fill_what_is_known)
{
	static const char *const known[][2] = {
		{ "姓名", "张甲一" },
		{ "案号", "（2026）测0101刑初1号" },
		{ "罪名", "盗窃罪" },
		{ "审级", "一审" },
		{ "类别", "P" },
		{ "告知时间", "2026-11-23 09:40" },
		{ "告知人", "书记员" },
	};
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct work work = office_draft(&office, &office.clerk, "advice-record",
		(struct subject){ .party = party }, FIELDS("告知地点=测试"));

	ck_assert_int_eq(work.on.matter, party);
	ck_assert_int_eq(work.on.proceeding, party);
	for (size_t i = 0; i < ARRAY_LENGTH(known); i++)
		ck_assert_str_eq(
			values_get(&work.values, known[i][0]), known[i][1]);
}
END_TEST

START_TEST(correction_begins_with_what_it_corrects)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	struct work work;

	office_set_time(&office, "2026-12-01 09:00");
	work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ .supersedes = matter },
		FIELDS("罪名=诈骗罪"));
	ck_assert_str_eq(values_get(&work.values, "立案日期"), "2026-11-23");
	ck_assert_str_eq(values_get(&work.values, "姓名"), "张甲一");
}
END_TEST

START_TEST(what_cannot_be_started)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	const struct {
		const char *form;
		struct subject on;
		enum err_code code;
	} table[] = {
		{ "no-such-form", { 0 }, ERR_NOTFOUND },
		{ "advice-slip", { 0 }, ERR_INPUT },
		{ "hearing", { 0 }, ERR_INPUT },
		{ "signing", { .matter = matter }, ERR_INPUT },
		{ "advice-slip", { .party = 7 }, ERR_NOTFOUND },
		{ "hearing", { .matter = 7 }, ERR_NOTFOUND },
		{ "signing", { .about = 7 }, ERR_NOTFOUND },
		{ "case-intake", { .supersedes = 7 }, ERR_NOTFOUND },
	};
	struct work work;

	for (size_t i = 0; i < ARRAY_LENGTH(table); i++) {
		err_clear(&office.err);
		ck_assert_msg(
			!work_start(&office.clerk, &office.arena, table[i].form,
				&table[i].on, &work, &office.err),
			"row %zu", i);
		ck_assert_msg(office.err.code == table[i].code,
			"row %zu: %d %s", i, (int)office.err.code,
			office.err.text);
	}
}
END_TEST

START_TEST(only_the_judge_decides)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct subject on = { .party = party };
	struct work work;

	ck_assert(!work_start(&office.clerk, &office.arena, "notify-decision",
		&on, &work, &office.err));
	ck_assert_int_eq(office.err.code, ERR_RIGHT);
	ck_office(&office, work_start(&office.judge, &office.arena,
				   "notify-decision", &on, &work, &office.err));
}
END_TEST

START_TEST(values_are_read_as_typed)
{
	static const struct {
		const char *field;
		const char *typed;
		const char *kept; /* NULL: refused */
	} table[] = {
		{ "立案日期", "1121", "2026-11-21" },
		{ "立案日期", "昨", "2026-11-22" },
		{ "立案日期", "2026-02-30", NULL },
		{ "程序", "2", "简易" },
		{ "程序", "特别", NULL },
		{ "姓名", "  李乙二 ", "李乙二" },
		{ "姓名", "李\x1b[31m乙", NULL },
		{ "姓名", "李\xff", NULL },
		{ "证件号", "11010519491231002X", "11010519491231002X" },
		{ "机关", "别的法院", NULL }, /* the program fills it */
		{ "没有的栏目", "1", NULL },
	};
	struct work work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ 0 }, FIELDS("审级=一审"));

	for (size_t i = 0; i < ARRAY_LENGTH(table); i++) {
		bool done = work_fill(&office.clerk, &work, table[i].field,
			table[i].typed, &office.err);

		ck_assert_msg(done == (table[i].kept != NULL), "row %zu: %s", i,
			office.err.text);
		if (done)
			ck_assert_str_eq(
				values_get(&work.values, table[i].field),
				table[i].kept);
	}
}
END_TEST

START_TEST(values_file_says_all_mistakes)
{
	static const char good[] = "[值]\n姓名: 李乙二\n罪名：盗窃罪\n";
	static const char bad[] =
		"[值]\n姓名: 李乙二\n没有: 1\n程序: 特别\n立案日期: 今\n";
	struct work work = office_draft(&office, &office.clerk, "case-intake",
		(struct subject){ 0 }, FIELDS("审级=一审"));
	struct problems problems = { .arena = &office.arena };

	ck_assert(work_fill_file(&office.clerk, &work, "a.values", good,
		strlen(good), &problems));
	ck_assert_str_eq(values_get(&work.values, "罪名"), "盗窃罪");
	ck_assert(!work_fill_file(
		&office.clerk, &work, "b.values", bad, strlen(bad), &problems));
	ck_assert_uint_eq(problems.count, 2);
	ck_assert_int_eq(problems.items[0].line, 3);
	ck_assert_int_eq(problems.items[1].line, 4);
}
END_TEST

Suite *
suite_work(void)
{
	Suite *suite = suite_create("work");
	TCase *tcase = tcase_create("draft");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, draft_is_taken_up_where_it_was);
	tcase_add_test(tcase, dropped_draft_is_gone);
	tcase_add_test(tcase, drafts_are_ones_own);
	tcase_add_test(tcase, sources_fill_what_is_known);
	tcase_add_test(tcase, correction_begins_with_what_it_corrects);
	tcase_add_test(tcase, what_cannot_be_started);
	tcase_add_test(tcase, only_the_judge_decides);
	tcase_add_test(tcase, values_are_read_as_typed);
	tcase_add_test(tcase, values_file_says_all_mistakes);
	suite_add_tcase(suite, tcase);
	return suite;
}
