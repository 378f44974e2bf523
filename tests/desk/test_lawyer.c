/* SPDX-License-Identifier: MIT */
/*
 * The pool holds what was registered last; who suits a person is said with its
 * reasons, and who must not act for him comes last.
 */
#include "office.h"
#include "probe.h"

#include "desk/lawyer.h"
#include "desk/preview.h"
#include "desk/scope.h"

#include <check.h>
#include <string.h>

Suite *suite_lawyer(void);

static struct office office;
static struct desk agency;

static bool
hire_body(struct store *store, void *arg, struct err *err)
{
	const struct desk *judge = arg;

	return scope_fill(store, judge->user, "法援中心", judge->station, err);
}

/* The judge's seat becomes one of an agency. */
static void
set_up(void)
{
	office_open(&office);
	office_tamper(&office,
		"UPDATE desk_user SET role = '法援中心' WHERE login = 'judge'");
	ck_office(&office, store_tx(office.store, hire_body, &office.judge, 0,
				   &office.err));
	ck_office(&office, desk_open(office.store, office.library, "judge",
				   &agency, &office.err));
	agency.clock = office.clerk.clock;
}

static void
tear_down(void)
{
	desk_close(&agency);
	office_close(&office);
}

static int64_t
add(const char *name, const char *licence, const char *firm, const char *years,
	const char *juvenile)
{
	struct arena *a = &office.arena;

	return office_seal(&office, &agency, "lawyer", (struct subject){ 0 },
		FIELDS(arena_printf(a, "姓名=%s", name),
			arena_printf(a, "证号=%s", licence),
			arena_printf(a, "单位=%s", firm), "电话=12345678",
			arena_printf(a, "刑事年数=%s", years),
			arena_printf(a, "未成年人=%s", juvenile)));
}

/* A case of which the agency had notice. */
static int64_t
noticed(void)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	office_seal(&office, &office.clerk, "step-court",
		(struct subject){ .party = party },
		FIELDS("进展=通知指派律师"));
	return party;
}

static void
ck_choice(int64_t party, const char *const *want)
{
	struct lawyer_choice *list;
	size_t count, wanted = 0;

	ck_office(&office, lawyer_choose(&agency, &office.arena, party, &list,
				   &count, &office.err));
	while (want[wanted] != NULL)
		wanted++;
	ck_assert_uint_eq(count, wanted);
	for (size_t i = 0; i < count; i++)
		ck_assert_str_eq(arena_printf(&office.arena, "%s %s",
					 list[i].lawyer.name, list[i].reasons),
			want[i]);
}

static void
ck_pool(const char *want)
{
	struct buf text = { 0 };
	struct lawyer *list;
	size_t count;

	ck_office(&office, lawyer_list(&agency, &office.arena, 10, &list,
				   &count, &office.err));
	for (size_t i = 0; i < count; i++)
		buf_addf(&text, "%s%s %s;", i > 0 ? " " : "", list[i].licence,
			list[i].firm);
	ck_assert_str_eq(buf_text(&text), want);
	buf_free(&text);
}

START_TEST(the_newest_of_a_licence_holds)
{
	int64_t first = add("律师甲", "测1", "甲所", "2", "否");

	add("律师乙", "测2", "乙所", "6", "是");
	add("律师甲", "测1", "丙所", "3", "否");
	ck_pool("测2 乙所; 测1 丙所;");
	/* An older registration corrected: the newest still holds. */
	office_seal(&office, &agency, "lawyer",
		(struct subject){ .supersedes = first }, FIELDS("单位=丁所"));
	ck_pool("测2 乙所; 测1 丁所;");
}
END_TEST

START_TEST(a_corrected_licence_leaves_nothing_behind)
{
	int64_t first = add("律师甲", "测1", "甲所", "2", "否");

	office_seal(&office, &agency, "lawyer",
		(struct subject){ .supersedes = first }, FIELDS("证号=测9"));
	ck_pool("测9 甲所;");
}
END_TEST

static int64_t
load_of(const char *licence)
{
	struct lawyer *list;
	size_t count;

	ck_office(&office, lawyer_list(&agency, &office.arena, 10, &list,
				   &count, &office.err));
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].licence, licence) == 0)
			return list[i].load;
	return -1;
}

/* At once, before anybody asked for another or ended it. */
START_TEST(who_was_refused_has_the_case_no_more)
{
	int64_t party = noticed();

	add("律师甲", "测1", "甲所", "5", "否");
	office_seal(&office, &agency, "assignment",
		(struct subject){ .party = party },
		FIELDS("事由=办案机关通知", "起算日期=今", "律师姓名=律师甲",
			"律师单位=甲所", "律师证号=测1", "律师电话=12345678",
			"同案=没有", "联系电话=12345678"));
	ck_assert_int_eq(load_of("测1"), 1);
	office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = party },
		FIELDS("拒绝时间=现在", "场合=庭外", "提出人=本人", "已指派=是",
			"意愿=未表示", "理由=会见时谈不拢", "法院决定=准许",
			"决定日期=今", "决定人=法官乙", "书面记录=笔录第3页",
			"签署=签名捺印"));
	ck_assert_int_eq(load_of("测1"), 0);
	ck_choice(party, FIELDS("律师甲 本人拒绝过他 本地 刑事5年 在办0件"));
}
END_TEST

START_TEST(repair_finds_and_mends_the_pool)
{
	static const char *const broken[] = { "DELETE FROM lawyer",
		"UPDATE lawyer SET years = 9",
		"UPDATE lawyer SET licence = '测3'" };
	struct derive_report report;

	add("律师甲", "测1", "甲所", "2", "否");
	office_tamper(&office, broken[_i]);
	ck_office(&office,
		derive_all(&agency, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq((int)report.differences, 1);
	ck_office(&office,
		derive_all(&agency, DERIVE_REPAIR, &report, &office.err));
	ck_office(&office,
		derive_all(&agency, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq((int)report.differences, 0);
	ck_pool("测1 甲所;");
}
END_TEST

START_TEST(years_and_juveniles_by_law)
{
	int64_t party = noticed();

	add("律师甲", "测1", "甲所", "2", "是");
	add("律师乙", "测2", "乙所", "6", "是");
	add("律师丙", "测3", "丙所", "9", "否");
	office_seal(&office, &office.clerk, "ground",
		(struct subject){ .party = party },
		FIELDS("理由=未成年", "材料=户籍证明"));
	ck_choice(party,
		(const char *[]){ "律师乙 熟悉未成年人 本地 刑事6年 在办0件",
			"律师甲 熟悉未成年人 本地 刑事2年 在办0件",
			"律师丙 未登记熟悉未成年人（解释第564条） 本地 刑事9年 在办0件",
			NULL });
	office_seal(&office, &office.clerk, "ground",
		(struct subject){ .party = party },
		FIELDS("理由=可能无期死刑", "材料=起诉书"));
	ck_choice(party,
		(const char *[]){ "律师丙 本地 刑事9年 在办0件",
			"律师乙 本地 刑事6年 在办0件",
			"律师甲 不足三年（援助法第26条） 本地 刑事2年 在办0件",
			NULL });
}
END_TEST

/* Retained by the other one of the case; one of the same firm. */
START_TEST(who_acts_for_another_comes_last)
{
	int64_t party = noticed();

	office_seal(&office, &office.clerk, "party-add",
		(struct subject){ .matter = party },
		FIELDS("姓名=李乙二", "性别=男", "强制措施=取保候审",
			"住址=测试路1号", "罪名=盗窃罪", "辩护人=律师",
			"辩护人姓名=律师甲", "辩护人单位=甲所"));
	add("律师甲", "测1", "甲所", "9", "是");
	add("律师乙", "测2", "甲所", "6", "是");
	add("律师丙", "测3", "丙所", "3", "否");
	ck_choice(party,
		(const char *[]){ "律师丙 本地 刑事3年 在办0件",
			"律师乙 与同案李乙二的律师同所 本地 刑事6年 在办0件",
			"律师甲 冲突：同案李乙二的辩护人（解释第43条） 本地 刑事9年 在办0件",
			NULL });
}
END_TEST

START_TEST(who_left_the_pool_is_not_offered)
{
	int64_t party = noticed();
	int64_t left = add("律师甲", "测1", "甲所", "9", "是");

	add("律师乙", "测2", "乙所", "6", "是");
	office_set_time(&office, "2026-11-25 09:00");
	agency.clock = office.clerk.clock;
	office_seal(&office, &agency, "lawyer",
		(struct subject){ .supersedes = left },
		FIELDS("退出日期=1125"));
	ck_choice(
		party, (const char *[]){ "律师乙 本地 刑事6年 在办0件", NULL });
}
END_TEST

/* What is in hand counts by name, until it ended. */
START_TEST(who_has_least_in_hand_comes_first)
{
	int64_t party = noticed();

	add("律师甲", "测1", "甲所", "9", "是");
	add("律师乙", "测2", "乙所", "6", "是");
	office_tamper(&office,
		"INSERT INTO assignment (party, proceeding, place, matter, "
		"station, is_open, waits, due, since, state, lawyer, firm, "
		"noticed, received, supplement, complete, granted, assigned, "
		"letter, accepted, met, read, opinion, ended, closed) VALUES "
		"(9001, 9001, 1, 9001, 1, 0, '', '', '', '已指派', '律师甲', "
		"'', '', '', '', '', '', '', '', '', '', '', '', '', '')");
	ck_choice(party, (const char *[]){ "律师乙 本地 刑事6年 在办0件",
				 "律师甲 本地 刑事9年 在办1件", NULL });
}
END_TEST

bool
probe_lawyer_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct lawyer *list;
	size_t count = 0;

	return lawyer_list(desk, arena, 10, &list, &count, on->err) &&
	       count > 0;
}

bool
probe_lawyer_choose(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct lawyer_choice *list;
	size_t count = 0;

	return lawyer_choose(desk, arena, on->matter, &list, &count, on->err) &&
	       count > 0;
}

bool
probe_lawyer_find(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct lawyer *list, out;
	size_t count = 0;

	return lawyer_list(desk, arena, 10, &list, &count, on->err) &&
	       count > 0 &&
	       lawyer_find(desk, arena, list[0].licence, &out, on->err);
}

/* Who has not what the law asks for, or acts for another of the case, is named
 * with the article before the assignment is sealed. */
START_TEST(assignment_against_the_law_is_warned_of)
{
	int64_t party = noticed();
	struct work work;
	struct preview told;
	struct buf text = { 0 };

	add("律师新", "测9", "新所", "1", "否");
	office_seal(&office, &office.clerk, "ground",
		(struct subject){ .party = party },
		FIELDS("理由=可能无期死刑", "材料=起诉书"));
	work = office_draft(&office, &agency, "assignment",
		(struct subject){ .party = party }, FIELDS("律师姓名=律师新"));
	ck_office(&office, work_warnings(&agency, &office.arena, &work, &told,
				   &office.err));
	preview_tell(&told, &text);
	ck_assert_ptr_nonnull(
		strstr(buf_text(&text), "不足三年（援助法第26条）"));
	ck_assert_uint_eq(preview_count(&told, PREVIEW_WARNED), 1);
	buf_clear(&text);
	office_seal(&office, &office.clerk, "party-add",
		(struct subject){ .matter = party },
		FIELDS("姓名=王丙三", "罪名=盗窃罪", "强制措施=取保候审",
			"辩护人=律师", "辩护人姓名=律师新"));
	ck_office(&office, work_warnings(&agency, &office.arena, &work, &told,
				   &office.err));
	preview_tell(&told, &text);
	ck_assert_ptr_nonnull(strstr(buf_text(&text), "是同案王丙三的辩护人"));
	ck_assert_ptr_nonnull(strstr(buf_text(&text), "第四十三条"));
	buf_free(&text);
}
END_TEST

Suite *
suite_lawyer(void)
{
	Suite *suite = suite_create("lawyer");
	TCase *tcase = tcase_create("pool");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, the_newest_of_a_licence_holds);
	tcase_add_test(tcase, who_was_refused_has_the_case_no_more);
	tcase_add_test(tcase, assignment_against_the_law_is_warned_of);
	tcase_add_test(tcase, a_corrected_licence_leaves_nothing_behind);
	tcase_add_loop_test(tcase, repair_finds_and_mends_the_pool, 0, 3);
	tcase_add_test(tcase, years_and_juveniles_by_law);
	tcase_add_test(tcase, who_acts_for_another_comes_last);
	tcase_add_test(tcase, who_left_the_pool_is_not_offered);
	tcase_add_test(tcase, who_has_least_in_hand_comes_first);
	suite_add_tcase(suite, tcase);
	return suite;
}
