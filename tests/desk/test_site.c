/* SPDX-License-Identifier: MIT */
/*
 * The site's own texts: sealed as records of no matter, the same on all desks,
 * every date that they move put down once; what does not fit changes nothing.
 */
#include "office.h"

#include "desk/derive.h"
#include "desk/site.h"
#include "desk/site_move.h"
#include "desk/site_walk.h"

#include <check.h>
#include <string.h>

Suite *suite_site(void);

/* clang-format off */
#define CITED "文件: 测试用\n网址: https://example.invalid/\n"
/* The last day of 2026 off with the new year: what was due then moves. */
static const char year_2027[] =
	"# 测试用，不是真的放假安排。\n[年]\n年: 2027\n" CITED
	"放假: 2026-12-31 至 2027-01-03 元旦\n";
/* Another version: off to the fifth. */
static const char year_2027_later[] =
	"[年]\n年: 2027\n" CITED "放假: 2026-12-31 至 2027-01-05 元旦\n";
/* Nothing off but what every year has. */
static const char year_2027_plain[] =
	"[年]\n年: 2027\n" CITED "放假: 2027-01-01 至 2027-01-03 元旦\n";
/* 2026 amended: the day off that 2026-11-26 becomes. */
static const char year_2026[] =
	"[年]\n年: 2026\n" CITED "放假: 2026-11-26 至 2026-11-27 测试\n";
static const char json_2027[] =
	"{\"year\": 2027, \"papers\": [\"https://example.invalid/\"], \"days\": ["
	"{\"name\": \"元旦\", \"date\": \"2026-12-31\", \"isOffDay\": true},"
	"{\"name\": \"元旦\", \"date\": \"2027-01-01\", \"isOffDay\": true}]}";
#define TARGET(days, nature) \
	"[期限 征询-内部]\n名称: 受理以后征询\n起算: 登记.受理\n完成: 征询.完成\n" \
	"期限: " days " 日\n责任: 法院\n性质: " nature "\n依据: 本院规定\n" \
	"等级: V\n施行: 2020-01-01\n违反: INQUIRY_LATE\n"
static const char house[] = TARGET("7", "内部目标");
static const char house_sooner[] = TARGET("2", "内部目标");
/* clang-format on */

static struct office office;
static struct desk admin;
static struct library *admin_library;

/* The administrator's desk is another process: it has a library of its own. */
static void
set_up(void)
{
	struct problems problems = { 0 };

	office_open(&office);
	problems.arena = &office.arena;
	admin_library = library_new(NULL, 0, &problems);
	ck_office(&office, problem_none(&problems, &office.err));
	ck_office(&office, desk_open(office.store, admin_library, "admin",
				   &admin, &office.err));
	admin.clock = office.clerk.clock;
}

static void
tear_down(void)
{
	desk_close(&admin);
	library_free(&admin_library);
	office_close(&office);
}

static bool
try_add(struct desk *desk, const char *file, const char *text,
	struct site_report *report)
{
	struct problems problems = { .arena = &office.arena };

	err_clear(&office.err);
	return site_add(desk, &office.arena, file, text, strlen(text), report,
		&problems, &office.err);
}

static struct site_report
add(const char *text)
{
	struct site_report report;

	ck_office(&office, try_add(&admin, "新文件", text, &report));
	return report;
}

static int64_t
records(void)
{
	return office_number(&office, "SELECT COUNT(*) FROM record");
}

/* The clocks that these tests follow; the shipped rules have others. */
static bool
is_followed(const struct move_line *line)
{
	return strcmp(line->rule, "告知-刑诉法34") == 0 ||
	       strcmp(line->rule, "征询-内部") == 0;
}

/* "2026-12-31>2027-01-04 2027.cal;" … in the order of writing. */
static const char *
moves(void)
{
	struct move_line *lines;
	size_t count;
	const char *all = "";

	ck_office(&office, move_list(&office.clerk, &office.arena, 0, "", 100,
				   &lines, &count, &office.err));
	for (size_t i = count; i > 0; i--)
		if (is_followed(&lines[i - 1]))
			all = arena_printf(&office.arena, "%s%s>%s %s;", all,
				lines[i - 1].was, lines[i - 1].now,
				lines[i - 1].file);
	return all;
}

static void
ck_whole(void)
{
	struct chain_report *reports;
	struct derive_report derived;
	size_t count;

	ck_office(&office, chain_verify(&office.clerk, &office.arena, &reports,
				   &count, &office.err));
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(reports[i].fault == NULL, "%s", reports[i].fault);
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &derived, &office.err));
	ck_assert_int_eq(derived.differences, 0);
}

static int64_t
all_moves(void)
{
	return office_number(&office, "SELECT COUNT(*) FROM deadline_move");
}

/* Due on the last day of 2026, which the next year's paper may change. */
static int64_t
case_at_the_end(const char *number)
{
	office_set_time(&office, "2026-12-28 10:00");
	return office_case(&office, number);
}

START_TEST(dates_move_and_are_listed)
{
	int64_t party = case_at_the_end("（2026）测0101刑初1号");
	struct move_line *lines;
	struct site_report report;
	size_t count;

	ck_assert_str_eq(
		office_clocks(&office), "告知-刑诉法34 2026-12-31 open;");
	report = add(year_2027);
	ck_assert(!report.is_same);
	ck_assert_str_eq(report.name, "2027.cal");
	ck_assert_int_eq(report.matters, 1);
	ck_assert_int_eq(report.moved, all_moves());
	ck_assert_str_eq(
		office_clocks(&office), "告知-刑诉法34 2027-01-04 open;");
	ck_office(
		&office, move_list(&office.clerk, &office.arena, 0, "2027.cal",
				 100, &lines, &count, &office.err));
	while (count > 0 && !is_followed(&lines[count - 1]))
		count--;
	ck_assert_uint_gt(count, 0);
	ck_assert_int_eq(lines[count - 1].party, party);
	ck_assert_str_eq(lines[count - 1].party_name, "张甲一");
	ck_assert_str_eq(lines[count - 1].title, "告知委托辩护人的权利");
	ck_assert_str_eq(lines[count - 1].number, "（2026）测0101刑初1号");
	ck_office(
		&office, move_list(&office.clerk, &office.arena, 0, "2026.cal",
				 100, &lines, &count, &office.err));
	ck_assert_uint_eq(count, 0);
	ck_assert_str_eq(moves(), "2026-12-31>2027-01-04 2027.cal;");
	ck_whole();
}
END_TEST

/* It belongs to no case, and to the chain. */
START_TEST(sealed_as_a_record)
{
	struct site_text *texts;
	struct site_report report = add(year_2027);
	size_t count;

	ck_assert_int_eq(records(), 1);
	ck_assert_str_eq(
		office_text(&office, "SELECT form || ' ' || matter || ' ' || "
				     "seq FROM record"),
		"site-text 0 1");
	ck_office(&office, site_texts(office.store, &office.arena, &texts,
				   &count, &office.err));
	ck_assert_uint_eq(count, 1);
	ck_assert_int_eq(texts[0].record, report.record);
	ck_assert_str_eq(texts[0].kind, "放假安排");
	ck_assert_str_eq(texts[0].name, "2027.cal");
	ck_assert_str_eq(texts[0].by, "管理员");
	ck_assert(texts[0].holds);
	ck_assert(texts[0].is_done);
	ck_assert_int_eq(
		strncmp(texts[0].text, year_2027, strlen(texts[0].text)), 0);
	ck_whole();
}
END_TEST

/* 放假办法 art 4: a festival of the region, added by the site that lies there.
 * The region and its festival are invented. */
START_TEST(days_of_the_region_count_where_the_site_added_them)
{
	office_case(&office, "（2026）测0101刑初1号");
	ck_assert_str_eq(
		office_text(&office, "SELECT due FROM deadline WHERE rule = "
				     "'告知-刑诉法34'"),
		"2026-11-26");
	add("[地方 甲地]\n地区: 98\n年: 2026\n文件: 甲\n网址: 甲\n"
	    "放假: 2026-11-26 甲节\n");
	ck_assert_str_eq(
		office_text(&office, "SELECT due FROM deadline WHERE rule = "
				     "'告知-刑诉法34'"),
		"2026-11-27");
	ck_assert_str_eq(moves(), "2026-11-26>2026-11-27 地方-98-2026.cal;");
	ck_whole();
}
END_TEST

START_TEST(the_same_again_changes_nothing)
{
	struct derive_report derived;
	struct site_report first, again;
	const char *bytes =
		"\xEF\xBB\xBF# 测试用，不是真的放假安排。\r\n[年]\r\n年: 2027\r\n"
		"文件: 测试用\r\n网址: https://example.invalid/\r\n"
		"放假:\t2026-12-31 至 2027-01-03 元旦\r\n\r\n";

	case_at_the_end("（2026）测0101刑初1号");
	first = add(year_2027);
	again = add(year_2027);
	ck_assert(again.is_same);
	ck_assert_int_eq(again.record, first.record);
	ck_assert_int_eq(again.moved, first.moved);
	/* Nor does the way its lines end make another text of it. */
	again = add(bytes);
	ck_assert(again.is_same);
	ck_assert_int_eq(records(), 2);
	ck_office(&office, derive_all(&office.clerk, DERIVE_REPAIR, &derived,
				   &office.err));
	ck_assert_int_eq(derived.differences, 0);
	ck_assert_str_eq(moves(), "2026-12-31>2027-01-04 2027.cal;");
}
END_TEST

/* A day that stays is final now, and is no move. */
START_TEST(provisional_becomes_final)
{
	office_set_time(&office, "2026-12-29 10:00");
	office_case(&office, "（2026）测0101刑初1号");
	ck_assert_int_eq(
		office_number(&office,
			"SELECT provisional FROM deadline WHERE rule = '告知-刑诉法34'"),
		1);
	add(year_2027_plain);
	ck_assert_str_eq(
		office_clocks(&office), "告知-刑诉法34 2027-01-04 open;");
	ck_assert_int_eq(
		office_number(&office,
			"SELECT provisional FROM deadline WHERE rule = '告知-刑诉法34'"),
		0);
	ck_assert_str_eq(moves(), "");
	ck_whole();
}
END_TEST

START_TEST(a_later_version_holds)
{
	struct site_text *texts;
	size_t count;

	case_at_the_end("（2026）测0101刑初1号");
	add(year_2027);
	add(year_2027_later);
	ck_office(&office, site_texts(office.store, &office.arena, &texts,
				   &count, &office.err));
	ck_assert_uint_eq(count, 2);
	ck_assert(!texts[0].holds);
	ck_assert(texts[1].holds);
	ck_assert_str_eq(moves(), "2026-12-31>2027-01-04 2027.cal;"
				  "2027-01-04>2027-01-06 2027.cal;");
	/* And back to the first, which is not what holds now. */
	ck_assert(!add(year_2027).is_same);
	ck_assert_str_eq(
		office_clocks(&office), "告知-刑诉法34 2027-01-04 open;");
	ck_whole();
}
END_TEST

/* An amended schedule moves dates that were final, of clocks that ended, too:
 * what was late may have been in time. */
START_TEST(a_shipped_year_is_replaced)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	office_set_time(&office, "2026-11-28 10:00");
	office_advise(&office, party);
	ck_assert_int_eq(
		office_number(&office,
			"SELECT late FROM deadline WHERE rule = '告知-刑诉法34'"),
		1);
	ck_assert_int_ge(add(year_2026).moved, 1);
	ck_assert_str_eq(moves(), "2026-11-26>2026-11-30 2026.cal;");
	ck_assert_int_eq(
		office_number(&office,
			"SELECT late FROM deadline WHERE rule = '告知-刑诉法34'"),
		0);
	ck_whole();
}
END_TEST

/* Cases that it can't touch are not looked through. */
START_TEST(only_what_it_touches)
{
	office_case(&office, "（2026）测0101刑初1号");
	case_at_the_end("（2026）测0101刑初2号");
	office_set_time(&office, "2026-06-01 10:00");
	office_case(&office, "（2026）测0101刑初3号");
	ck_assert_int_eq(add(year_2027).matters, 2);
	ck_whole();
}
END_TEST

START_TEST(published_json_is_taken)
{
	struct site_report report;

	case_at_the_end("（2026）测0101刑初1号");
	ck_office(
		&office, try_add(&admin, "holidays.json", json_2027, &report));
	ck_assert_str_eq(report.name, "2027.cal");
	ck_assert_str_eq(moves(), "2026-12-31>2027-01-04 2027.cal;");
	ck_whole();
}
END_TEST

START_TEST(not_everybody_may)
{
	struct site_report report;

	ck_assert(!try_add(&office.clerk, "a", year_2027, &report));
	ck_assert_int_eq(office.err.code, ERR_RIGHT);
	ck_assert(!try_add(&office.judge, "a", year_2027, &report));
	ck_assert_int_eq(office.err.code, ERR_RIGHT);
	ck_assert_int_eq(records(), 0);
}
END_TEST

/* A desk that has been open all the time: asked for as it looks whether others
 * wrote, and, if it seals before it looked, in that very transaction. */
START_TEST(other_desks_follow)
{
	add(year_2027);
	ck_assert_int_eq(library_mark(office.library), 0);
	if (_i == 0)
		ck_office(&office, site_refresh(&office.clerk, &office.err));
	case_at_the_end("（2026）测0101刑初1号");
	ck_assert_int_ne(library_mark(office.library), 0);
	ck_assert_str_eq(
		office_clocks(&office), "告知-刑诉法34 2027-01-04 open;");
	ck_assert_str_eq(moves(), "");
	ck_whole();
}
END_TEST

/* What a screen holds of the law outlives the next one. */
START_TEST(the_law_that_was_can_be_read)
{
	const struct deadline_rule *rule =
		law_deadline(library_law(office.library), "告知-刑诉法34");

	add(year_2027);
	ck_office(&office, site_refresh(&office.clerk, &office.err));
	ck_assert_ptr_ne(rule,
		law_deadline(library_law(office.library), "告知-刑诉法34"));
	ck_assert_str_eq(rule->title, "告知委托辩护人的权利");
}
END_TEST

START_TEST(a_session_begins_with_it)
{
	add(year_2027);
	office_reload(&office, NULL, 0);
	ck_assert_int_ne(library_mark(office.library), 0);
	ck_assert_str_eq(law_digest(library_law(office.library)),
		law_digest(library_law(admin_library)));
}
END_TEST

START_TEST(targets_of_the_house)
{
	struct site_report report;

	office_case(&office, "（2026）测0101刑初1号");
	report = add(house);
	ck_assert_str_eq(report.name, "house.rule");
	/* One that comes is no date that moved. */
	ck_assert_int_eq(report.moved, 0);
	ck_assert_str_eq(office_clocks(&office),
		"告知-刑诉法34 2026-11-26 open;征询-内部 2026-11-30 open;");
	add(house_sooner);
	ck_assert_str_eq(moves(), "2026-11-30>2026-11-25 house.rule;");
	ck_whole();
}
END_TEST

/* Sealed like any form, without the walk that site_add makes. */
static void
seal_by_hand(const char *text)
{
	office_seal(&office, &admin, "site-text", (struct subject){ 0 },
		FIELDS("种类=放假安排", "名称=2027.cal",
			arena_printf(&office.arena, "正文=%s", text)));
}

/* What the text moved is told apart from what a new record moves. */
START_TEST(sealing_before_the_walk)
{
	int64_t first = case_at_the_end("（2026）测0101刑初1号");
	int64_t matters;

	case_at_the_end("（2026）测0101刑初2号");
	seal_by_hand(year_2027);
	ck_assert_str_eq(moves(), "");
	office_seal(&office, &office.clerk, "case-intake",
		(struct subject){ .supersedes = first },
		FIELDS("收案日期=1226", "立案日期=1226"));
	ck_assert_str_eq(moves(), "2026-12-31>2027-01-04 2027.cal;");
	ck_assert_str_eq(office_clocks(&office),
		"告知-刑诉法34 2026-12-29 open;"
		"告知-刑诉法34 2026-12-31 open;");
	ck_office(&office, site_walk(&admin, &matters, &office.err));
	ck_assert_int_eq(matters, 2);
	ck_assert_str_eq(moves(), "2026-12-31>2027-01-04 2027.cal;"
				  "2026-12-31>2027-01-04 2027.cal;");
	ck_whole();
}
END_TEST

START_TEST(repair_finishes_the_walk)
{
	struct derive_report derived;
	int64_t matters;

	case_at_the_end("（2026）测0101刑初1号");
	seal_by_hand(year_2027);
	ck_office(&office, derive_all(&office.clerk, DERIVE_REPAIR, &derived,
				   &office.err));
	ck_assert_int_gt(derived.differences, 0);
	ck_assert_str_eq(moves(), "2026-12-31>2027-01-04 2027.cal;");
	ck_office(&office, site_walk(&admin, &matters, &office.err));
	ck_assert_int_eq(matters, 0);
	ck_whole();
}
END_TEST

/* The years that a desk counts by, and whose they are. */
START_TEST(years_are_listed)
{
	struct site_year *years;
	size_t count;

	add(year_2027);
	add(year_2026);
	ck_office(&office, site_years(office.store, &office.arena, &years,
				   &count, &office.err));
	ck_assert_uint_gt(count, 3);
	ck_assert_int_eq(years[0].year, 2027);
	ck_assert_str_eq(years[0].paper, "测试用");
	ck_assert_ptr_nonnull(years[0].site);
	ck_assert_int_eq(years[1].year, 2026);
	ck_assert_ptr_nonnull(years[1].site);
	ck_assert_int_eq(years[2].year, 2025);
	ck_assert_ptr_null(years[2].site);
}
END_TEST

Suite *
suite_site(void)
{
	Suite *suite = suite_create("site");
	TCase *tcase = tcase_create("texts");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, dates_move_and_are_listed);
	tcase_add_test(tcase, sealed_as_a_record);
	tcase_add_test(
		tcase, days_of_the_region_count_where_the_site_added_them);
	tcase_add_test(tcase, the_same_again_changes_nothing);
	tcase_add_test(tcase, provisional_becomes_final);
	tcase_add_test(tcase, a_later_version_holds);
	tcase_add_test(tcase, a_shipped_year_is_replaced);
	tcase_add_test(tcase, only_what_it_touches);
	tcase_add_test(tcase, published_json_is_taken);
	tcase_add_test(tcase, not_everybody_may);
	tcase_add_loop_test(tcase, other_desks_follow, 0, 2);
	tcase_add_test(tcase, the_law_that_was_can_be_read);
	tcase_add_test(tcase, a_session_begins_with_it);
	tcase_add_test(tcase, targets_of_the_house);
	tcase_add_test(tcase, sealing_before_the_walk);
	tcase_add_test(tcase, repair_finishes_the_walk);
	tcase_add_test(tcase, years_are_listed);
	suite_add_tcase(suite, tcase);
	return suite;
}
