/* SPDX-License-Identifier: MIT */
/*
 * 法律帮助 at the seats themselves: two in the morning at a detention centre a
 * person of no case asks, the lawyer on duty there is handed it, sees it,
 * takes it and helps; nobody else sees any of it.
 */
#include "access.h"

#include "desk/help.h"
#include "desk/rota.h"

#include <check.h>
#include <string.h>

Suite *suite_help_seats(void);

static struct office office;
static struct desk custody, other_custody, lawyer, stranger, agency,
	other_agency;
static struct desk *const seats[] = { &custody, &other_custody, &lawyer,
	&stranger, &agency, &other_agency };
static int64_t person;
static int64_t request;

static void
set_all_clocks(const char *instant)
{
	office_set_time(&office, instant);
	for (size_t i = 0; i < ARRAY_LENGTH(seats); i++)
		seats[i]->clock = office.clerk.clock;
}

static void
set_up(void)
{
	office_open(&office);
	access_seat(&office, "看守", "看守所", "甲看守所", "", &custody);
	access_seat(&office, "看守", "看守所", "乙看守所", "", &other_custody);
	access_seat(
		&office, "值班律师", "法援机构", "甲中心", "测律91", &lawyer);
	access_seat(
		&office, "值班律师", "法援机构", "乙中心", "测律92", &stranger);
	access_seat(&office, "法援中心", "法援机构", "丙中心", "", &agency);
	access_seat(
		&office, "法援中心", "法援机构", "丁中心", "", &other_agency);
	set_all_clocks("2026-11-24 02:00");
}

static void
tear_down(void)
{
	office_check_whole(&office, "in the end");
	for (size_t i = 0; i < ARRAY_LENGTH(seats); i++)
		desk_close(seats[i]);
	office_close(&office);
}

static size_t
seen_by(struct desk *desk, struct help_line *first)
{
	struct help_line *lines;
	size_t count;

	ck_office(&office, help_list(desk, &office.arena, HELP_OPEN, 10, &lines,
				   &count, &office.err));
	if (count > 0 && first != NULL)
		*first = lines[0];
	return count;
}

static void
ask(void)
{
	person = office_seal(&office, &custody, "help-intake",
		(struct subject){ 0 }, FIELDS("姓名=周庚九", "阶段=侦查"));
	request = office_seal(&office, &custody, "help-request",
		(struct subject){ .party = person },
		FIELDS("办理=申请", "收到单位=看守所", "申请人=本人",
			"方式=口头", "请求=要见律师"));
}

/* Whoever is on duty by the list; his number goes with him. */
static void
put_on_duty(void)
{
	office_seal(&office, &office.clerk, "rota", (struct subject){ 0 },
		FIELDS("地点=甲看守所", "日期=2026-11-23", "时段=夜间",
			"律师=赵丙六", "证号=测律91", "电话=010-0000-0001"));
}

static struct work
hand_on(const char *agency_name)
{
	return office_draft(&office, &custody, "help-request",
		(struct subject){ .party = person, .about = request },
		FIELDS("办理=转交", "申请人=本人", "转交方式=电话",
			arena_printf(
				&office.arena, "转交机构=%s", agency_name)));
}

static int64_t
seal(struct desk *desk, struct work *work)
{
	int64_t record = 0;

	ck_office(&office, office_try(&office, desk, work, &record));
	return record;
}

START_TEST(from_two_in_the_morning_to_helped)
{
	struct help_line line;
	struct work work;

	put_on_duty();
	ask();
	ck_assert_uint_eq(seen_by(&custody, &line), 1);
	ck_assert_str_eq(line.party_name, "周庚九");
	ck_assert_uint_eq(seen_by(&other_custody, NULL), 0);
	/* Nobody's yet: it calls on who is on duty. */
	ck_assert_uint_eq(seen_by(&lawyer, NULL), 1);
	ck_assert_uint_eq(seen_by(&stranger, NULL), 1);
	work = hand_on("");
	ck_assert_str_eq(values_get(&work.values, "转交给"), "赵丙六");
	ck_assert_str_eq(values_get(&work.values, "转交律师证号"), "测律91");
	seal(&custody, &work);
	/* He sees it, the others do not. */
	ck_assert_uint_eq(seen_by(&lawyer, &line), 1);
	ck_assert_uint_eq(seen_by(&stranger, NULL), 0);
	ck_assert_uint_eq(seen_by(&other_custody, NULL), 0);
	set_all_clocks("2026-11-24 08:30");
	work = office_draft(&office, &lawyer, "help-taking",
		(struct subject){ .party = line.party, .about = line.answers },
		FIELDS("说明=九点到"));
	ck_assert_str_eq(values_get(&work.values, "律师证号"), "测律91");
	ck_assert_str_eq(values_get(&work.values, "请求"), "要见律师");
	ck_assert_str_ne(values_get(&work.values, "律师姓名"), "");
	seal(&lawyer, &work);
	ck_assert_uint_eq(seen_by(&custody, &line), 1);
	ck_assert_int_eq(line.step, HELP_TAKEN);
	work = office_draft(&office, &lawyer, "help-record",
		(struct subject){ .party = line.party, .about = line.answers },
		FIELDS("方式=当面", "地点=会见室", "律师单位=甲所",
			"帮助内容=法律咨询", "问了什么=能不能取保",
			"答了什么=可以申请变更强制措施"));
	seal(&lawyer, &work);
	ck_assert_uint_eq(seen_by(&custody, NULL), 0);
	/* He who helped goes on seeing whom he helped. */
	ck_assert_uint_eq(seen_by(&stranger, NULL), 0);
}
END_TEST

/* What no agency was named for, each may take up; nobody picks up the
 * telephone, one is handed it, and it is that one's. */
START_TEST(handed_to_the_agency_it_is_its_own)
{
	struct work work;

	ask();
	ck_assert_uint_eq(seen_by(&agency, NULL), 1);
	ck_assert_uint_eq(seen_by(&other_agency, NULL), 1);
	office_seal(&office, &custody, "help-attempt",
		(struct subject){ .party = person, .about = request },
		FIELDS("律师=赵丙六", "方式=电话", "结果=没有人接"));
	work = hand_on("丙中心");
	seal(&custody, &work);
	ck_assert_uint_eq(seen_by(&agency, NULL), 1);
	ck_assert_uint_eq(seen_by(&other_agency, NULL), 0);
	ck_assert_uint_eq(seen_by(&lawyer, NULL), 0);
}
END_TEST

Suite *
suite_help_seats(void)
{
	Suite *suite = suite_create("help_seats");
	TCase *tests = tcase_create("seats");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, from_two_in_the_morning_to_helped);
	tcase_add_test(tests, handed_to_the_agency_it_is_its_own);
	suite_add_tcase(suite, tests);
	return suite;
}
