/* SPDX-License-Identifier: MIT */
/*
 * Who sees a case that is not his court's, who of his court does not see it,
 * and that no list, count, search or code tells of it then.
 */
#include "access.h"

#include "desk/assignment.h"
#include "desk/deadline.h"
#include "desk/derive.h"
#include "desk/help.h"
#include "desk/matter.h"
#include "desk/print.h"
#include "desk/refusal.h"
#include "desk/scope.h"
#include "desk/search.h"
#include "desk/station.h"
#include "desk/user.h"
#include "desk/violation.h"
#include <check.h>
#include <string.h>

Suite *suite_access(void);

static const char form_text[] =
	"[表单]\n编号: access-facts\n名称: 测试用\n英文: Test\n种类: 登记\n"
	"版本: 1\n对象: 当事人\n权限: 登记 定稿\n"
	"事件: 测试.登记 于 日期 对 当事人\n"
	"事实: 当事人.强制措施 = 措施 当 措施\n"
	"事实: 当事人.羁押场所 = 场所 当 场所\n"
	"事实: 当事人.法援机构 = 机构 当 机构\n"
	"事实: 当事人.指派律师证号 = 律师 当 律师\n"
	"事实: 当事人.值班律师证号 = 值班 当 值班\n"
	"事实: 案件.不公开 = 不公开 当 不公开\n"
	"事实: 案件.查阅人员 = 人员 当 人员\n"
	"事实: 案件.封存 = 封存 当 封存\n"
	"[栏目 日期]\n名称: 日期\n英文: On\n类型: 日期\n来自: 今天\n"
	"[栏目 措施]\n名称: 措施\n英文: A\n类型: 选择\n选项: 羁押 取保候审\n"
	"[栏目 场所]\n名称: 场所\n英文: B\n类型: 文本\n"
	"[栏目 机构]\n名称: 机构\n英文: C\n类型: 文本\n"
	"[栏目 律师]\n名称: 律师\n英文: D\n类型: 文本\n"
	"[栏目 值班]\n名称: 值班\n英文: E\n类型: 文本\n"
	"[栏目 不公开]\n名称: 不公开\n英文: F\n类型: 是否\n"
	"[栏目 人员]\n名称: 人员\n英文: G\n类型: 文本\n"
	"[栏目 封存]\n名称: 封存\n英文: H\n类型: 是否\n";
const struct library_text access_form = { "access-facts.form", form_text,
	sizeof form_text - 1 };

void
access_say(struct office *office, int64_t party, const char *const *fields)
{
	office_seal(office, &office->clerk, "access-facts",
		(struct subject){ .party = party }, fields);
}

struct seating {
	struct station_entry station;
	struct user_entry user;
};

static bool
seat_body(struct store *store, void *arg, struct err *err)
{
	struct seating *s = arg;
	int64_t user;

	return station_insert(store, &s->station, &s->user.station, err) &&
	       scope_refill_all(store, err) &&
	       user_insert(store, &s->user, &user, err);
}

void
access_seat(struct office *office, const char *role, const char *kind,
	const char *station, const char *licence, struct desk *out)
{
	int64_t users = office_number(office, "SELECT COUNT(*) FROM desk_user");
	const char *login =
		arena_printf(&office->arena, "seat%lld", (long long)users);
	struct seating s = {
		{ kind, station,
			arena_printf(
				&office->arena, "测%lld", (long long)users),
			true },
		{ .login = login,
			.name = "测试人",
			.role = role,
			.licence = licence },
	};

	ck_office(office,
		store_tx(office->store, seat_body, &s, 0, &office->err));
	ck_office(office, desk_open(office->store, office->library, login, out,
				  &office->err));
}

static struct office office;
static struct desk custody, other_custody, agency, other_agency, lawyer,
	replacement, duty;
static struct desk *const seats[] = { &custody, &other_custody, &agency,
	&other_agency, &lawyer, &replacement, &duty };
static int64_t matter; /* and its only party */
static int64_t paper;  /* of it */

static void
set_up(void)
{
	office_open_with(&office, &access_form, 1);
	access_seat(&office, "看守", "看守所", "甲看守所", "", &custody);
	access_seat(&office, "看守", "看守所", "乙看守所", "", &other_custody);
	access_seat(&office, "法援中心", "法援机构", "甲中心", "", &agency);
	access_seat(
		&office, "法援中心", "法援机构", "乙中心", "", &other_agency);
	access_seat(
		&office, "承办律师", "法援机构", "丙中心", "测律91", &lawyer);
	access_seat(&office, "承办律师", "法援机构", "丁中心", "测律92",
		&replacement);
	access_seat(&office, "值班律师", "法援机构", "戊中心", "测律93", &duty);
	matter = office_case(&office, "（2026）测0101刑初1号");
	paper = office_advise(&office, matter);
}

static void
tear_down(void)
{
	office_check_whole(&office, "in the end");
	for (size_t i = 0; i < ARRAY_LENGTH(seats); i++)
		desk_close(seats[i]);
	office_close(&office);
}

static bool
sees(struct desk *desk)
{
	struct matter out;
	bool done = matter_read(desk, &office.arena, matter, &out, &office.err);

	if (!done)
		ck_assert_int_eq(office.err.code, ERR_NOTFOUND);
	err_clear(&office.err);
	return done;
}

#define say(...) access_say(&office, matter, FIELDS(__VA_ARGS__))

static int64_t
court_step(const char *what)
{
	return office_seal(&office, &office.clerk, "step-court",
		(struct subject){ .party = matter },
		FIELDS(arena_printf(&office.arena, "进展=%s", what)));
}

START_TEST(agency_sees_what_was_addressed_to_it)
{
	ck_assert(!sees(&agency));
	court_step("通知指派律师");
	/* To whom it went was not said. */
	ck_assert(sees(&agency));
	ck_assert(sees(&other_agency));
	ck_assert(!sees(&custody));
	ck_assert(!sees(&lawyer));
	say("机构=甲中心");
	ck_assert(sees(&agency));
	ck_assert(!sees(&other_agency));
	/* What was once addressed to it stays in its file. */
	say("机构=乙中心");
	ck_assert(sees(&agency));
	ck_assert(sees(&other_agency));
}
END_TEST

START_TEST(custody_sees_who_is_held_there)
{
	ck_assert(!sees(&custody));
	say("场所=甲看守所"); /* on bail: where he was */
	ck_assert(!sees(&custody));
	say("措施=羁押");
	ck_assert(sees(&custody));
	ck_assert(!sees(&other_custody));
	say("场所=乙看守所");
	ck_assert(!sees(&custody));
	ck_assert(sees(&other_custody));
	say("措施=取保候审");
	ck_assert(!sees(&other_custody));
}
END_TEST

START_TEST(lawyer_sees_while_it_is_his)
{
	ck_assert(!sees(&lawyer));
	say("律师=测律91");
	ck_assert(sees(&lawyer));
	ck_assert(!sees(&replacement));
	say("律师=测律92");
	ck_assert(!sees(&lawyer));
	ck_assert(sees(&replacement));
	ck_assert(!sees(&duty));
	say("值班=测律93");
	ck_assert(sees(&duty));
	ck_assert(sees(&replacement));
}
END_TEST

/* By whatever paper the assignment ended. */
START_TEST(lawyer_of_an_ended_assignment_loses_it)
{
	court_step("通知指派律师");
	say("律师=测律91");
	ck_assert(sees(&lawyer));
	office_seal(&office, &office.clerk, "step-agency",
		(struct subject){ .party = matter },
		FIELDS("进展=决定终止法律援助"));
	ck_assert(!sees(&lawyer));
}
END_TEST

START_TEST(whose_licence_nobody_entered_sees_nothing)
{
	struct desk nameless;

	access_seat(&office, "承办律师", "法援机构", "己中心", "", &nameless);
	court_step("通知指派律师");
	ck_assert(!sees(&nameless));
	desk_close(&nameless);
}
END_TEST

/* All that tells of a case: how much of it a desk gets at. */
static int
matters_listed(struct desk *desk)
{
	struct matter *list;
	size_t count;

	ck_office(&office, matter_list(desk, &office.arena, MATTERS_ALL, NULL,
				   10, &list, &count, &office.err));
	return (int)count;
}

static int
found(struct desk *desk, const char *words)
{
	struct found *list;
	size_t count;

	ck_office(&office, search_any(desk, &office.arena, words, &list, &count,
				   &office.err));
	return (int)count;
}

static int
clocks_listed(struct desk *desk)
{
	struct clock_line *list;
	size_t open, of_it;

	ck_office(&office, clock_open_list(desk, &office.arena, NULL, 50, &list,
				   &open, &office.err));
	ck_office(&office, clock_of_matter(desk, &office.arena, matter, 0,
				   &list, &of_it, &office.err));
	return (int)(open + of_it);
}

static int
counted(struct desk *desk)
{
	struct day_counts day;
	struct help_counts help;
	struct refusal_counts refusal;
	struct violation_counts violation;
	struct assignment_counts assignment;

	ck_office(&office, clock_counts(desk, &day, &office.err));
	ck_office(&office, help_counts(desk, &help, &office.err));
	ck_office(&office, refusal_counts(desk, &refusal, &office.err));
	ck_office(&office, violation_counts(desk, &violation, &office.err));
	ck_office(&office, assignment_counts(desk, &assignment, &office.err));
	return (int)(day.overdue + day.due_today + day.soon + day.pending +
		     help.waiting + help.overdue + help.taken + refusal.all +
		     violation.open + violation.found + assignment.open);
}

static int
papers_listed(struct desk *desk)
{
	struct record *list;
	size_t all, without;

	ck_office(&office, record_list(desk, &office.arena, matter, 0, &list,
				   &all, &office.err));
	ck_office(&office, record_unsigned(desk, &office.arena, 50, &list,
				   &without, &office.err));
	return (int)(all + without);
}

static int
steps_listed(struct desk *desk)
{
	struct assignment *assignments;
	struct refusal_line *refusals;
	struct violation_line *violations;
	struct help_line *requests;
	size_t a, r, v, h;

	ck_office(&office, assignment_list(desk, &office.arena, ASSIGNMENTS_ALL,
				   NULL, 50, &assignments, &a, &office.err));
	ck_office(&office, refusal_list(desk, &office.arena, NULL, 50,
				   &refusals, &r, &office.err));
	ck_office(&office, violation_list(desk, &office.arena, NULL, 50,
				   &violations, &v, &office.err));
	ck_office(&office, help_list(desk, &office.arena, HELP_OPEN, 50,
				   &requests, &h, &office.err));
	return (int)(a + r + v + h);
}

static const char *
paper_code(void)
{
	return office_text(&office, "SELECT code FROM record WHERE seq = 2");
}

/* What is refused is told as what is not there is. */
static bool
reads_as_nothing(struct desk *desk)
{
	struct record record;
	struct party party;
	char said[sizeof office.err.text];

	if (sees(desk) ||
		record_read(desk, &office.arena, paper, &record, &office.err))
		return false;
	memcpy(said, office.err.text, sizeof said);
	ck_assert(!record_read(
		desk, &office.arena, 999999, &record, &office.err));
	ck_assert_str_eq(said, office.err.text);
	ck_assert(
		!party_read(desk, &office.arena, matter, &party, &office.err));
	memcpy(said, office.err.text, sizeof said);
	ck_assert(
		!party_read(desk, &office.arena, 999999, &party, &office.err));
	ck_assert_str_eq(said, office.err.text);
	err_clear(&office.err);
	return true;
}

static bool
starts(struct desk *desk, int64_t party)
{
	struct subject on = { .party = party };
	struct work work;

	return work_start(
		desk, &office.arena, "party-change", &on, &work, &office.err);
}

static void
sees_nothing(struct desk *desk)
{
	char said[sizeof office.err.text];

	ck_assert(reads_as_nothing(desk));
	ck_assert_int_eq(matters_listed(desk), 0);
	ck_assert_int_eq(found(desk, "张"), 0);
	ck_assert_int_eq(found(desk, "zjy"), 0);
	ck_assert_int_eq(found(desk, "1"), 0);
	ck_assert_int_eq(found(desk, "测0101刑初1号"), 0);
	ck_assert_int_eq(found(desk, paper_code()), 0);
	ck_assert_int_eq(clocks_listed(desk), 0);
	ck_assert_int_eq(papers_listed(desk), 0);
	ck_assert_int_eq(steps_listed(desk), 0);
	ck_assert_int_eq(counted(desk), 0);
	ck_assert(!starts(desk, matter));
	memcpy(said, office.err.text, sizeof said);
	ck_assert(!starts(desk, 999999));
	ck_assert_str_eq(said, office.err.text);
}

static void
sees_it_all(struct desk *desk)
{
	ck_assert(sees(desk));
	ck_assert_int_eq(matters_listed(desk), 1);
	ck_assert_int_eq(found(desk, "张"), 1);
	ck_assert_int_eq(found(desk, "zjy"), 1);
	ck_assert_int_eq(found(desk, "1"), 1);
	ck_assert_int_eq(found(desk, "测0101刑初1号"), 1);
	ck_assert_int_eq(found(desk, paper_code()), 1);
	ck_assert_int_gt(clocks_listed(desk), 0);
	ck_assert_int_gt(papers_listed(desk), 0);
	ck_assert_int_gt(steps_listed(desk), 0);
	ck_assert_int_gt(counted(desk), 0);
}

/* Something in each list. */
static void
fill_lists(void)
{
	court_step("通知指派律师");
	court_step("收到法律帮助请求");
	office_seal(&office, &office.clerk, "step-finding",
		(struct subject){ .party = matter },
		FIELDS("事项=通知没有附齐材料", "经过=没有起诉书副本"));
	office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = matter },
		FIELDS("拒绝时间=1123 0930", "场合=庭外", "提出人=本人",
			"已指派=否", "意愿=未表示", "理由=未说明理由",
			"书面记录=询问笔录", "签署=签名捺印"));
}

START_TEST(narrow_desks_get_at_what_is_theirs_and_no_more)
{
	fill_lists();
	say("措施=羁押", "场所=甲看守所", "机构=甲中心", "律师=测律91");
	sees_it_all(&office.clerk);
	sees_it_all(&agency);
	sees_it_all(&custody);
	ck_assert(sees(&lawyer));
	ck_assert_int_eq(matters_listed(&lawyer), 1);
	ck_assert_int_eq(found(&lawyer, "张"), 1);
	sees_nothing(&other_agency);
	sees_nothing(&other_custody);
	sees_nothing(&replacement);
	/* A request that nobody has taken calls on whoever is on duty. */
	ck_assert(sees(&duty));
}
END_TEST

START_TEST(closed_trial_is_for_those_on_its_list)
{
	fill_lists();
	say("机构=甲中心", "律师=测律91");
	office_seal(&office, &office.judge, "access-facts",
		(struct subject){ .party = matter },
		FIELDS("不公开=是", "人员=judge"));
	sees_nothing(&office.clerk);
	sees_it_all(&office.judge);
	sees_it_all(&agency);
	ck_assert(sees(&lawyer));
	sees_nothing(&other_agency);
}
END_TEST

START_TEST(closed_case_comes_back)
{
	access_say(&office, matter, FIELDS("不公开=是", "人员=clerk"));
	ck_assert(sees(&office.clerk));
	ck_assert(!sees(&office.judge));
	ck_assert_int_eq(matters_listed(&office.clerk), 1);
	ck_assert_int_eq(found(&office.clerk, "张"), 1);
	ck_assert_int_eq(found(&office.clerk, "1"), 1);
	say("不公开=否");
	ck_assert(sees(&office.judge));
	ck_assert_int_eq(found(&office.judge, "张"), 1);
	/* On its list and of its court: once. */
	ck_assert_int_eq(found(&office.clerk, "张"), 1);
	ck_assert_int_eq(found(&office.clerk, "1"), 1);
}
END_TEST

static const char look_sql[] =
	"INSERT INTO look (desk_user, matter, record) "
	"SELECT u.id, g.matter, 1 FROM desk_user u, guard g "
	"WHERE u.login = 'judge'";

START_TEST(sealed_off_is_nowhere)
{
	fill_lists();
	say("措施=羁押", "场所=甲看守所", "机构=甲中心", "律师=测律91",
		"人员=clerk judge", "封存=是");
	sees_nothing(&office.clerk);
	sees_nothing(&office.judge);
	for (size_t i = 0; i < ARRAY_LENGTH(seats); i++)
		sees_nothing(seats[i]);
	ck_assert_int_eq(
		office_number(&office, "SELECT COUNT(*) FROM access"), 0);
	office_tamper(&office, look_sql);
	ck_assert(sees(&office.judge));
	ck_assert(!sees(&office.clerk));
}
END_TEST

START_TEST(a_paper_of_another_station_goes_with_the_case)
{
	int64_t own;
	struct record record;

	say("措施=羁押", "场所=甲看守所");
	own = office_seal(&office, &custody, "step-station",
		(struct subject){ .party = matter },
		FIELDS("进展=收到法律帮助请求"));
	ck_office(&office, record_read(&office.clerk, &office.arena, own,
				   &record, &office.err));
	/* Its own paper, on somebody who is no longer there. */
	say("场所=乙看守所");
	ck_assert(!record_read(
		&custody, &office.arena, own, &record, &office.err));
	ck_office(&office, record_read(&other_custody, &office.arena, own,
				   &record, &office.err));
}
END_TEST

START_TEST(a_draft_gives_no_right_to_what_is_no_longer_addressed)
{
	struct work work;
	int64_t record;

	say("措施=羁押", "场所=甲看守所");
	work = office_draft(&office, &custody, "step-station",
		(struct subject){ .party = matter },
		FIELDS("进展=收到法律帮助请求"));
	say("场所=乙看守所");
	ck_assert(!office_try(&office, &custody, &work, &record));
	ck_assert_int_eq(office.err.code, ERR_NOTFOUND);
}
END_TEST

START_TEST(lawyers_make_their_papers_and_no_others)
{
	struct subject on = { .party = matter };
	struct work work;

	say("律师=测律91");
	ck_office(&office, work_start(&lawyer, &office.arena, "meeting-record",
				   &on, &work, &office.err));
	ck_office(&office, work_start(&lawyer, &office.arena, "defence-opinion",
				   &on, &work, &office.err));
	ck_assert(!work_start(&lawyer, &office.arena, "defence-notice", &on,
		&work, &office.err));
	ck_assert_int_eq(office.err.code, ERR_RIGHT);
	ck_assert(!work_start(&replacement, &office.arena, "meeting-record",
		&on, &work, &office.err));
	ck_assert_int_eq(office.err.code, ERR_NOTFOUND);
}
END_TEST

START_TEST(access_is_checked_and_repaired)
{
	struct derive_report report;

	court_step("通知指派律师");
	office_tamper(&office, "DELETE FROM access");
	ck_assert(!sees(&agency));
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq((int)report.differences, 1);
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_REPAIR, &report, &office.err));
	ck_assert(sees(&agency));
}
END_TEST

/* A store filled by an older program, whose rights said nothing of within
 * what. */
START_TEST(older_stores_are_filled_anew)
{
	static const char sum[] =
		"SELECT COUNT(*) * 1000 + SUM(LENGTH(within)) FROM reach";
	int64_t before = office_number(&office, sum);

	office_tamper(&office, "UPDATE derived_with SET rights = ''");
	office_tamper(&office, "DELETE FROM reach WHERE noun <> 'matter'");
	office_tamper(
		&office, "UPDATE reach SET within_kind = '', within = ''");
	ck_assert(sees(&agency));
	ck_office(&office, scope_ready(office.store, &office.err));
	ck_assert(!sees(&agency));
	ck_assert_int_eq((int)office_number(&office, sum), (int)before);
	office_tamper(&office, "DELETE FROM reach");
	ck_office(&office, scope_ready(office.store, &office.err));
	ck_assert_int_eq(
		(int)office_number(&office, "SELECT COUNT(*) FROM reach"), 0);
}
END_TEST

Suite *
suite_access(void)
{
	Suite *suite = suite_create("access");
	TCase *tcase = tcase_create("who");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, agency_sees_what_was_addressed_to_it);
	tcase_add_test(tcase, custody_sees_who_is_held_there);
	tcase_add_test(tcase, lawyer_sees_while_it_is_his);
	tcase_add_test(tcase, lawyer_of_an_ended_assignment_loses_it);
	tcase_add_test(tcase, whose_licence_nobody_entered_sees_nothing);
	tcase_add_test(tcase, narrow_desks_get_at_what_is_theirs_and_no_more);
	tcase_add_test(tcase, closed_trial_is_for_those_on_its_list);
	tcase_add_test(tcase, closed_case_comes_back);
	tcase_add_test(tcase, sealed_off_is_nowhere);
	tcase_add_test(tcase, a_paper_of_another_station_goes_with_the_case);
	tcase_add_test(
		tcase, a_draft_gives_no_right_to_what_is_no_longer_addressed);
	tcase_add_test(tcase, lawyers_make_their_papers_and_no_others);
	tcase_add_test(tcase, access_is_checked_and_repaired);
	tcase_add_test(tcase, older_stores_are_filled_anew);
	suite_add_tcase(suite, tcase);
	return suite;
}
