/* SPDX-License-Identifier: MIT */
/*
 * 通知与指派: each step of an assignment moves its line, a replacement begins
 * another, a correction moves it back; lists by deadline, within reach.
 */
#include "office.h"
#include "probe.h"

#include "desk/assignment.h"
#include "desk/derive.h"
#include "deskfix.h"

#include <check.h>
#include <string.h>

Suite *suite_assignment(void);

static struct office office;
static struct assignment *lines;
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

/* Of several kinds of register one event each; the clerk enters them all. */
static int64_t
step(int64_t party, const char *form, const char *what, const char *day)
{
	return office_seal(&office, &office.clerk, form,
		(struct subject){ .party = party },
		FIELDS(arena_printf(&office.arena, "进展=%s", what),
			arena_printf(&office.arena, "日期=%s", day)));
}

static int64_t
lawyer_step(int64_t party, const char *what, const char *day)
{
	return office_seal(&office, &office.clerk, "step-lawyer",
		(struct subject){ .party = party },
		FIELDS("律师姓名=律师甲",
			arena_printf(&office.arena, "进展=%s", what),
			arena_printf(&office.arena, "日期=%s", day)));
}

static void
read_lines(int64_t matter)
{
	ck_office(&office, assignment_of_matter(&office.clerk, &office.arena,
				   matter, &lines, &count, &office.err));
}

static const char *
day_text(struct date day)
{
	char text[DATE_TEXT];

	return arena_copy(&office.arena, date_format(day, text));
}

/* "已指派 2026-11-26 open" of the last line. */
static void
ck_line(int64_t matter, size_t expected, const char *want)
{
	const struct assignment *last;

	read_lines(matter);
	ck_assert_uint_eq(count, expected);
	last = &lines[count - 1];
	ck_assert_str_eq(
		arena_printf(&office.arena, "%s %s %s",
			round_state_word(last->state), day_text(last->due),
			last->is_open ? "open" : "done"),
		want);
}

START_TEST(each_step_moves_the_line)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	office_set_time(&office, "2026-12-10 10:00");
	read_lines(party);
	ck_assert_uint_eq(count, 0);
	step(party, "step-court", "通知指派律师", "1124");
	ck_line(party, 1, "待收  open");
	step(party, "step-court", "法援机构收到通知", "1125");
	ck_line(party, 1, "待指派 2026-11-30 open");
	step(party, "step-agency", "商请补充材料", "1125");
	ck_line(party, 1, "待补充 2026-11-30 open");
	step(party, "step-court", "材料送齐法援机构", "1126");
	ck_line(party, 1, "待指派 2026-11-30 open");
	step(party, "step-agency", "指派律师", "1126");
	ck_line(party, 1, "待函告 2026-11-30 open");
	step(party, "step-agency", "函告办案机关", "1127");
	ck_line(party, 1, "已指派  done");
	lawyer_step(party, "会见了本人", "1130");
	ck_line(party, 1, "已会见  done");
	lawyer_step(party, "阅卷并复制主要材料", "1201");
	ck_line(party, 1, "已阅卷  done");
	lawyer_step(party, "提交书面辩护意见", "1203");
	ck_line(party, 1, "已提交意见  done");
	ck_assert_str_eq(day_text(lines[0].days[ROUND_NOTICED]), "2026-11-24");
	ck_assert_str_eq(day_text(lines[0].days[ROUND_COMPLETE]), "2026-11-26");
	ck_assert_str_eq(day_text(lines[0].days[ROUND_LETTER]), "2026-11-27");
	ck_assert_str_eq(day_text(lines[0].days[ROUND_MET]), "2026-11-30");
	ck_assert_str_eq(lines[0].number, "（2026）测0101刑初1号");
	step(party, "step-agency", "决定终止法律援助", "1204");
	ck_line(party, 1, "已终止  done");
}
END_TEST

/* The lawyer's own clocks run on after the letter. */
START_TEST(what_the_lawyer_owes_keeps_it_open)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	step(party, "step-court", "法援机构收到通知", "1123");
	step(party, "step-agency", "函告办案机关", "1123");
	lawyer_step(party, "收到指派", "1123");
	ck_line(party, 1, "已指派 2026-11-26 open");
	lawyer_step(party, "向法院提交辩护手续", "1123");
	ck_line(party, 1, "已指派 2026-11-30 open");
}
END_TEST

START_TEST(a_new_round_after_an_end)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	office_set_time(&office, "2026-12-01 10:00");
	step(party, "step-court", "通知指派律师", "1124");
	step(party, "step-court", "法援机构收到通知", "1124");
	step(party, "step-agency", "函告办案机关", "1125");
	step(party, "step-agency", "决定终止法律援助", "1126");
	/* What comes after the end is nobody's. */
	lawyer_step(party, "会见了本人", "1127");
	ck_line(party, 1, "已终止  done");
	ck_assert_str_eq(day_text(lines[0].days[ROUND_MET]), "");
	step(party, "step-court", "通知另行指派", "1127");
	ck_line(party, 2, "待收  open");
	ck_assert_int_eq((int)lines[0].place, 1);
	ck_assert_int_eq((int)lines[1].place, 2);
	ck_assert_str_eq(day_text(lines[0].days[ROUND_ENDED]), "2026-11-26");
	ck_assert_str_eq(day_text(lines[1].days[ROUND_LETTER]), "");
	step(party, "step-court", "法援机构收到通知", "1130");
	ck_line(party, 2, "待指派 2026-12-03 open");
}
END_TEST

/* Refused and permitted, whether or not he said whom he wants. */
static void
refuse(int64_t party, const char *wish)
{
	office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = party },
		FIELDS("拒绝时间=1126 0900", "场合=当庭", "提出人=本人",
			"已指派=是",
			arena_printf(&office.arena, "意愿=%s", wish),
			"理由=会见时谈不拢", "书面记录=庭审笔录第3页",
			"签署=签名捺印", "法院决定=准许", "决定日期=1126",
			"决定人=法官乙"));
}

START_TEST(replaced_by_permission)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	office_set_time(&office, "2026-12-01 10:00");
	step(party, "step-court", "法援机构收到通知", "1124");
	step(party, "step-agency", "函告办案机关", "1125");
	refuse(party, _i == 0 ? "另请律师" : "未表示");
	step(party, "step-court", "通知另行指派", "1127");
	ck_line(party, 2, "待收  open");
	ck_assert_int_eq(lines[0].state, ROUND_IS_REPLACED);
	ck_assert_str_eq(day_text(lines[0].days[ROUND_ENDED]), "2026-11-26");
}
END_TEST

START_TEST(a_correction_moves_it_back)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t ended, assigned;

	office_set_time(&office, "2026-12-01 10:00");
	step(party, "step-court", "法援机构收到通知", "1124");
	assigned = step(party, "step-agency", "指派律师", "1125");
	office_seal(&office, &office.clerk, "step-agency",
		(struct subject){ .supersedes = assigned },
		FIELDS("日期=1126"));
	ck_line(party, 1, "待函告 2026-11-27 open");
	ck_assert_str_eq(day_text(lines[0].days[ROUND_ASSIGNED]), "2026-11-26");
	ended = step(party, "step-agency", "决定终止法律援助", "1127");
	step(party, "step-court", "通知另行指派", "1127");
	ck_line(party, 2, "待收  open");
	/* It was the letter, and the notice the old one again. */
	office_seal(&office, &office.clerk, "step-agency",
		(struct subject){ .supersedes = ended },
		FIELDS("进展=函告办案机关"));
	ck_line(party, 1, "已指派  done");
	ck_assert_str_eq(day_text(lines[0].days[ROUND_NOTICED]), "2026-11-27");
}
END_TEST

START_TEST(nobody_is_assigned_by_an_end_alone)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	step(party, "step-agency", "决定终止法律援助", "1123");
	read_lines(party);
	ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(repair_finds_and_mends_it)
{
	static const char *const broken[] = { "DELETE FROM assignment",
		"UPDATE assignment SET due = ''",
		"UPDATE assignment SET state = '已指派'",
		"UPDATE assignment SET place = 2" };
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct derive_report report;

	step(party, "step-court", "法援机构收到通知", "1123");
	office_tamper(&office, broken[_i]);
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_ge((int)report.differences, 1);
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_REPAIR, &report, &office.err));
	ck_line(party, 1, "待指派 2026-11-26 open");
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq((int)report.differences, 0);
}
END_TEST

/* Five lines, one of them done; what nobody registered as received stands
 * where it was sent, the others by due. */
static void
put_cases(void)
{
	static const char *const received[] = { "1125", NULL, "1124", "1126",
		"1123" };

	office_set_time(&office, "2026-11-27 10:00");
	for (int i = 0; i < 5; i++) {
		int64_t party = office_case(
			&office, arena_printf(&office.arena,
					 "（2026）测0101刑初%d号", i + 1));

		step(party, "step-court", "通知指派律师", "1123");
		if (received[i] != NULL)
			step(party, "step-court", "法援机构收到通知",
				received[i]);
		if (i == 3)
			step(party, "step-agency", "函告办案机关", "1127");
	}
}

START_TEST(open_ones_by_deadline)
{
	static const char *const order[] = { "（2026）测0101刑初2号",
		"（2026）测0101刑初5号", "（2026）测0101刑初3号",
		"（2026）测0101刑初1号" };
	struct assignment_counts counts;

	put_cases();
	ck_office(&office,
		assignment_list(&office.clerk, &office.arena, ASSIGNMENTS_OPEN,
			NULL, 10, &lines, &count, &office.err));
	ck_assert_uint_eq(count, 4);
	for (size_t i = 0; i < count; i++)
		ck_assert_str_eq(lines[i].number, order[i]);
	ck_office(&office,
		assignment_counts(&office.clerk, &counts, &office.err));
	ck_assert_int_eq((int)counts.open, 4);
	ck_assert_int_eq((int)counts.unreceived, 1);
	ck_assert_int_eq((int)counts.overdue, 1);
	ck_assert(!counts.is_cut);
}
END_TEST

/* Either list, a page of two at a time. */
START_TEST(pages_part_nothing)
{
	enum assignment_which which =
		_i == 0 ? ASSIGNMENTS_OPEN : ASSIGNMENTS_ALL;
	struct assignment_page page, *after = NULL;
	struct assignment *all;
	size_t all_count, seen = 0;

	put_cases();
	ck_office(&office, assignment_list(&office.clerk, &office.arena, which,
				   NULL, 10, &all, &all_count, &office.err));
	ck_assert_uint_eq(all_count, _i == 0 ? 4 : 5);
	do {
		ck_office(&office,
			assignment_list(&office.clerk, &office.arena, which,
				after, 2, &lines, &count, &office.err));
		for (size_t i = 0; i < count; i++, seen++)
			ck_assert_int_eq(
				(int)lines[i].party, (int)all[seen].party);
		if (count > 0) {
			page = assignment_page_after(which, &lines[count - 1]);
			after = &page;
		}
	} while (count > 0);
	ck_assert_uint_eq(seen, all_count);
}
END_TEST

START_TEST(the_next_step_has_its_clock)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct clock_line clock;
	bool found;

	step(party, "step-court", "通知指派律师", "1123");
	read_lines(party);
	ck_office(&office, assignment_clock(&office.clerk, &office.arena,
				   &lines[0], &clock, &found, &office.err));
	ck_assert(!found);
	ck_assert_str_eq(
		assignment_next_event(&office.clerk, &lines[0]), "通知.收到");
	step(party, "step-court", "法援机构收到通知", "1123");
	read_lines(party);
	ck_office(&office, assignment_clock(&office.clerk, &office.arena,
				   &lines[0], &clock, &found, &office.err));
	ck_assert(found);
	ck_assert_str_eq(clock.rule, "指派-法援法36");
	step(party, "step-agency", "指派律师", "1123");
	read_lines(party);
	ck_office(&office, assignment_clock(&office.clerk, &office.arena,
				   &lines[0], &clock, &found, &office.err));
	ck_assert(found);
	ck_assert_str_eq(clock.rule, "函告-法援法36");
}
END_TEST

/* The court supplies what is missing; the agency's three days run on. */
START_TEST(each_side_has_its_own_next_step)
{
	const struct assignment line = { .state = ROUND_TO_SUPPLY };
	const struct desk agency = { .station_kind = "法援机构" };

	ck_assert_str_eq(
		assignment_next_event(&office.clerk, &line), "补充.答复");
	ck_assert_str_eq(assignment_next_event(&agency, &line), "指派.确定");
}
END_TEST

START_TEST(another_court_does_not_see_it)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct assignment_counts counts;

	step(party, "step-court", "通知指派律师", "1123");
	office_tamper(&office,
		"UPDATE reach SET station = 99 WHERE noun = 'assignment'");
	read_lines(party);
	ck_assert_uint_eq(count, 0);
	ck_office(&office,
		assignment_list(&office.clerk, &office.arena, ASSIGNMENTS_ALL,
			NULL, 10, &lines, &count, &office.err));
	ck_assert_uint_eq(count, 0);
	ck_office(&office,
		assignment_counts(&office.clerk, &counts, &office.err));
	ck_assert_int_eq((int)counts.open, 0);
}
END_TEST

bool
probe_assignment_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct assignment *list;
	size_t found = 0;

	return assignment_list(desk, arena, ASSIGNMENTS_OPEN, NULL, 10, &list,
		       &found, on->err) &&
	       found > 0;
}

bool
probe_assignment_of_matter(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct assignment *list;
	size_t found = 0;

	return assignment_of_matter(
		       desk, arena, on->matter, &list, &found, on->err) &&
	       found > 0;
}

bool
probe_assignment_counts(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct assignment_counts out;

	(void)arena;
	return assignment_counts(desk, &out, on->err) && out.open > 0;
}

bool
probe_assignment_read(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct assignment out;

	return assignment_read(
		desk, arena, on->matter, on->matter, 1, &out, on->err);
}

bool
probe_assignment_latest(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct assignment out;

	return assignment_latest(
		desk, arena, on->matter, on->matter, &out, on->err);
}

/* The notice arrived today: three days. */
bool
probe_assignment_clock(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	const struct assignment line = { .matter = on->matter,
		.party = on->matter,
		.state = ROUND_TO_ASSIGN,
		.due = date_add(desk_today(desk), 3),
		.is_open = true };
	struct clock_line clock;
	bool found;

	return assignment_clock(desk, arena, &line, &clock, &found, on->err) &&
	       found;
}

static struct fix fix;

static void
fix_set_up(void)
{
	fix_open(&fix);
}

static void
fix_tear_down(void)
{
	fix_close(&fix);
}

START_TEST(pages_walk_an_index)
{
	static const char file[] = "src/desk/assignment.c";

	fix_walks(&fix, file, "open_sql", "assignment_open");
	fix_walks(&fix, file, "all_sql", "assignment_list");
}
END_TEST

Suite *
suite_assignment(void)
{
	Suite *suite = suite_create("assignment");
	TCase *tcase = tcase_create("line");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, each_step_moves_the_line);
	tcase_add_test(tcase, what_the_lawyer_owes_keeps_it_open);
	tcase_add_test(tcase, a_new_round_after_an_end);
	tcase_add_loop_test(tcase, replaced_by_permission, 0, 2);
	tcase_add_test(tcase, a_correction_moves_it_back);
	tcase_add_test(tcase, nobody_is_assigned_by_an_end_alone);
	tcase_add_loop_test(tcase, repair_finds_and_mends_it, 0, 4);
	tcase_add_test(tcase, open_ones_by_deadline);
	tcase_add_loop_test(tcase, pages_part_nothing, 0, 2);
	tcase_add_test(tcase, the_next_step_has_its_clock);
	tcase_add_test(tcase, each_side_has_its_own_next_step);
	tcase_add_test(tcase, another_court_does_not_see_it);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("plan");
	tcase_add_checked_fixture(tcase, fix_set_up, fix_tear_down);
	tcase_add_test(tcase, pages_walk_an_index);
	suite_add_tcase(suite, tcase);
	return suite;
}
