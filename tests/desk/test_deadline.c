/* SPDX-License-Identifier: MIT */
/* Clocks as lists, words and counts. */
#include "desk/deadline.h"
#include "desk/duty.h"

#include "deskfix.h"

#include <check.h>
#include <string.h>

Suite *suite_deadline(void);

static struct fix fix;

static void
set_up(void)
{
	fix_open(&fix);
}

static void
tear_down(void)
{
	fix_close(&fix);
}

static void
put_clock(int64_t party, const char *rule, int64_t line, const char *due,
	const char *state, int leads)
{
	struct fix_clock clock = { party, rule, line, 100, FIX_COURT, due,
		state, leads };

	fix_clock(&fix, &clock);
}

/* Eight open clocks that lead; four of one person on one day. */
enum { OPEN = 8 };

static void
put_clocks(void)
{
	struct fix_matter m = { 100, FIX_COURT, "（2026）测0101刑初1号", "1",
		"张甲一", "2026-11-02", 0 };
	struct fix_matter other = { 500, FIX_OTHER, "（2026）测0102刑初1号",
		"1", "李乙二", "2026-11-02", 1 };
	struct fix_clock foreign = { 501, "甲", 500, 500, FIX_OTHER,
		"2026-11-19", "open", 1 };

	fix_matter(&fix, &m);
	fix_matter(&fix, &other);
	fix_party(&fix, 201, 100, FIX_COURT, "张甲一");
	fix_party(&fix, 202, 100, FIX_COURT, "王丙三");
	fix_party(&fix, 501, 500, FIX_OTHER, "李乙二");
	fix_clock(&fix, &foreign);
	put_clock(201, "甲", 100, "2026-11-20", "open", 1);
	put_clock(202, "甲", 100, "2026-11-23", "open", 1);
	put_clock(201, "乙", 100, "2026-11-24", "open", 1);
	put_clock(201, "乙", 101, "2026-11-24", "open", 1);
	put_clock(201, "丙", 100, "2026-11-24", "open", 1);
	put_clock(201, "丁", 100, "2026-11-24", "open", 1);
	put_clock(202, "丁", 100, "2026-11-26", "open", 1);
	put_clock(202, "戊", 100, "2026-11-27", "open", 1);
	put_clock(202, "己", 100, "2026-11-21", "open", 0);
	put_clock(202, "庚", 100, "2026-11-21", "met", 1);
}

static size_t
walk(struct desk *desk, int limit, struct clock_line *out)
{
	struct clock_page page, *after = NULL;
	struct clock_line *list;
	size_t seen = 0, count;

	do {
		ck_ok(&fix, clock_open_list(desk, &fix.arena, after, limit,
				    &list, &count, &fix.err));
		ck_assert_int_le((int)count, limit);
		ck_assert_int_le((int)(seen + count), OPEN);
		for (size_t i = 0; i < count; i++)
			out[seen++] = list[i];
		if (count > 0) {
			page = clock_page_after(&list[count - 1]);
			after = &page;
		}
	} while (count > 0);
	return seen;
}

START_TEST(pages_part_no_two_clocks_of_a_day)
{
	struct clock_line all[OPEN], some[OPEN];

	put_clocks();
	ck_assert_int_eq((int)walk(&fix.clerk, OPEN, all), OPEN);
	ck_assert_str_eq(all[0].party_name, "张甲一");
	ck_assert_str_eq(all[0].number, "（2026）测0101刑初1号");
	ck_assert_int_eq((int)all[1].party, 202);
	for (int limit = 1; limit < OPEN; limit++) {
		ck_assert_int_eq((int)walk(&fix.clerk, limit, some), OPEN);
		for (size_t i = 0; i < OPEN; i++) {
			ck_assert_str_eq(all[i].rule, some[i].rule);
			ck_assert_int_eq((int)all[i].trigger_line,
				(int)some[i].trigger_line);
		}
	}
}
END_TEST

START_TEST(a_key_without_rule_is_past_that_person_that_day)
{
	struct clock_page after = { .due = date_make(2026, 11, 24),
		.party = 201 };
	struct clock_line *list;
	size_t count;

	put_clocks();
	ck_ok(&fix, clock_open_list(&fix.clerk, &fix.arena, &after, 10, &list,
			    &count, &fix.err));
	ck_assert_int_eq((int)count, 2);
	ck_assert_str_eq(list[0].rule, "丁");
	ck_assert_int_eq((int)list[0].party, 202);
}
END_TEST

START_TEST(a_matter_shows_all_its_clocks_open_ones_first)
{
	struct clock_line *list;
	size_t count;

	put_clocks();
	ck_ok(&fix, clock_of_matter(&fix.clerk, &fix.arena, 100, 0, &list,
			    &count, &fix.err));
	ck_assert_int_eq((int)count, 10);
	ck_assert_str_eq(list[9].state, "met");
	ck_ok(&fix, clock_of_matter(&fix.clerk, &fix.arena, 100, 202, &list,
			    &count, &fix.err));
	ck_assert_int_eq((int)count, 5);
	ck_assert_str_eq(list[0].rule, "己");
}
END_TEST

START_TEST(a_known_rule_says_what_it_is)
{
	size_t rules, count;
	const struct deadline_rule *rule =
		law_deadlines(library_law(fix.library), &rules);
	struct clock_line *list;

	ck_assert_int_gt((int)rules, 0);
	put_clocks();
	put_clock(203, rule->id, 100, "2026-11-25", "open", 1);
	fix_party(&fix, 203, 100, FIX_COURT, "赵丁四");
	ck_ok(&fix, clock_of_matter(&fix.clerk, &fix.arena, 100, 203, &list,
			    &count, &fix.err));
	ck_assert_int_eq((int)count, 1);
	ck_assert_str_eq(list[0].title, rule->title);
	ck_assert_str_eq(list[0].citation, rule->authority.citation);
	ck_assert_str_eq(list[0].nature, nature_word(rule->nature));
	/* One that was since taken out of the rules keeps its id. */
	ck_ok(&fix, clock_of_matter(&fix.clerk, &fix.arena, 100, 201, &list,
			    &count, &fix.err));
	ck_assert_str_eq(list[0].title, "甲");
}
END_TEST

/* By the rules' own 完成, not by names of rules; rules that were taken out are
 * nobody's any more. */
START_TEST(what_an_event_would_meet)
{
	size_t rules, count;
	const struct deadline_rule *rule =
		law_deadlines(library_law(fix.library), &rules);
	struct clock_line *list;

	put_clocks();
	fix_party(&fix, 203, 100, FIX_COURT, "赵丁四");
	put_clock(203, rule->id, 100, "2026-11-25", "open", 1);
	put_clock(203, rule->id, 101, "2026-11-24", "open", 1);
	put_clock(203, rule->id, 102, "2026-11-24", "met", 1);
	ck_ok(&fix, clock_open_for(&fix.clerk, &fix.arena, rule->ends.names[0],
			    10, &list, &count, &fix.err));
	ck_assert_uint_eq(count, 2);
	ck_assert_int_eq((int)list[0].trigger_line, 101);
	ck_ok(&fix, clock_open_for(&fix.clerk, &fix.arena, rule->ends.names[0],
			    1, &list, &count, &fix.err));
	ck_assert_uint_eq(count, 1);
	ck_ok(&fix, clock_open_for(&fix.clerk, &fix.arena, "天黑", 10, &list,
			    &count, &fix.err));
	ck_assert_uint_eq(count, 0);
	ck_ok(&fix, clock_open_for(&fix.stranger, &fix.arena,
			    rule->ends.names[0], 10, &list, &count, &fix.err));
	ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(counts_are_of_today)
{
	struct day_counts counts;
	int64_t draft;
	struct draft_entry entry = { "@form", "x" };

	put_clocks();
	ck_ok(&fix, drafts_start(fix.clerk.drafts, desk_now(&fix.clerk), &entry,
			    1, &draft, &fix.err));
	ck_ok(&fix, clock_counts(&fix.clerk, &counts, &fix.err));
	ck_assert_int_eq((int)counts.overdue, 1);
	ck_assert_int_eq((int)counts.due_today, 1);
	ck_assert_int_eq((int)counts.soon, 5);
	ck_assert_int_eq((int)counts.pending, 0);
	ck_assert_int_eq((int)counts.drafts, 1);
	ck_ok(&fix, clock_counts(&fix.stranger, &counts, &fix.err));
	ck_assert_int_eq((int)counts.overdue, 1);
	ck_assert_int_eq((int)counts.due_today, 0);
	ck_assert_int_eq((int)counts.pending, 1);
	ck_assert_int_eq((int)counts.drafts, 0);
}
END_TEST

/* Who neglected thousands is not kept waiting while they are counted. */
START_TEST(a_long_neglect_is_so_many_or_more)
{
	enum { COUNTED = 1000 };
	struct day_counts counts;

	put_clocks();
	for (int i = 2; i < COUNTED; i++)
		put_clock(201, "辛", 1000 + i, "2026-11-19", "open", 1);
	ck_ok(&fix, clock_counts(&fix.clerk, &counts, &fix.err));
	ck_assert_int_eq((int)counts.overdue, COUNTED - 1);
	ck_assert(!counts.is_overdue_cut);
	for (int i = 0; i < 3; i++)
		put_clock(201, "壬", 1000 + i, "2026-11-19", "open", 1);
	ck_ok(&fix, clock_counts(&fix.clerk, &counts, &fix.err));
	ck_assert_int_eq((int)counts.overdue, COUNTED);
	ck_assert(counts.is_overdue_cut);
	ck_assert_int_eq((int)counts.due_today, 1);
	ck_assert_int_eq((int)counts.soon, 5);
}
END_TEST

START_TEST(nothing_out_of_reach_shows)
{
	struct clock_line list[OPEN], *lines;
	struct day_counts counts;
	struct buf why = { 0 };
	size_t count;

	put_clocks();
	ck_assert_int_eq((int)walk(&fix.stranger, 3, list), 1);
	ck_assert_int_eq((int)walk(&fix.guard, 3, list), OPEN);
	fix.nobody.court = FIX_COURT;
	ck_assert_int_eq((int)walk(&fix.nobody, 3, list), 0);
	ck_ok(&fix, clock_counts(&fix.nobody, &counts, &fix.err));
	ck_assert_int_eq((int)(counts.overdue + counts.soon), 0);
	ck_ok(&fix, clock_of_matter(&fix.stranger, &fix.arena, 100, 0, &lines,
			    &count, &fix.err));
	ck_assert_int_eq((int)count, 0);
	ck_assert(!clock_why(&fix.stranger, &fix.arena, 100, 201, "甲", 100,
		&why, &fix.err));
	ck_assert_int_eq((int)fix.err.code, ERR_NOTFOUND);
	ck_assert_int_eq((int)why.length, 0);
	buf_free(&why);
}
END_TEST

START_TEST(words_are_what_a_clerk_says)
{
	static const struct {
		const char *state;
		int due; /* days after today */
		bool is_late;
		bool in_time;
		const char *words;
		int word;
	} cases[] = {
		{ "open", -3, false, false, "逾期3天", 3 },
		{ "open", -1, false, false, "逾期1天", 3 },
		{ "open", 0, false, false, "今天到期", 2 },
		{ "open", 2, false, false, "剩2天", 2 },
		{ "open", 3, false, false, "剩3天", 2 },
		{ "open", 4, false, false, "剩4天", 0 },
		{ "met", -3, false, true, "按期办结", 1 },
		{ "met", -3, false, false, "按期办结(补录)", 1 },
		{ "met", -3, true, false, "逾期办结", 3 },
		{ "cured", -3, false, false, "改期后不再逾期", 0 },
		{ "lapsed", -3, false, false, "已不适用", 0 },
		{ "missed", -3, false, false, "没有办", 3 },
		{ "?", -3, false, false, "", 0 },
	};
	struct date today = date_make(2026, 11, 23);

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct clock_line clock = {
			.state = cases[i].state,
			.due = date_add(today, cases[i].due),
			.is_late = cases[i].is_late,
			.in_time = cases[i].in_time,
		};
		int word = -1;
		const char *words = clock_words(
			&clock, clock_instant(today, 9, 0), &fix.arena, &word);

		ck_assert_str_eq(words, cases[i].words);
		ck_assert_int_eq(word, cases[i].word);
	}
}
END_TEST

START_TEST(his_own_period_runs_out)
{
	struct date today = date_make(2026, 11, 23);
	struct clock_line clock = {
		.state = "open", .due = date_add(today, -3), .is_right = true
	};
	int word = -1;

	ck_assert_str_eq(clock_words(&clock, clock_instant(today, 9, 0),
				 &fix.arena, &word),
		"期间已满");
	ck_assert_int_eq(word, 0);
}
END_TEST

/* Within a day of its end an hour clock is told in hours and minutes. */
START_TEST(hours_are_told_in_hours)
{
	static const struct {
		const char *words;
		int minutes;
		int word;
	} cases[] = {
		{ "剩1天", 24 * 60, 2 },
		{ "剩23小时", 23 * 60, 2 },
		{ "剩59分钟", 59, 2 },
		{ "剩0分钟", 0, 2 },
		{ "逾期1分钟", -1, 3 },
		{ "逾期2小时", -125, 3 },
		{ "逾期2天", -49 * 60, 3 },
	};
	int64_t now = clock_instant(date_make(2026, 11, 23), 12, 0);

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		int64_t at = now + (int64_t)cases[i].minutes * 60;
		struct clock_line clock = {
			.state = "open", .due = clock_day_of(at), .due_at = at
		};
		int word = -1;

		ck_assert_str_eq(clock_words(&clock, now, &fix.arena, &word),
			cases[i].words);
		ck_assert_int_eq(word, cases[i].word);
	}
}
END_TEST

/* 今日 shows what this court owes; the agency's and the defendant's own
 * periods stand in 期限. */
START_TEST(bearers_have_their_desks)
{
	ck_assert_str_eq(duty_bearer("一审法院"), "法院");
	ck_assert_str_eq(duty_bearer("法援机构"), "法援机构");
	ck_assert_str_eq(duty_bearer("被告人"), "");
	ck_assert(duty_is_known("被告人"));
	ck_assert(!duty_is_known("法援"));
	/* A lawyer's are his own, not his agency's; who supervises has none. */
	ck_assert_str_eq(duty_kind_of("书记员", "法院"), "法院");
	ck_assert_str_eq(duty_kind_of("承办律师", "法援机构"), "法援机构");
	ck_assert_str_eq(duty_kind_of("监督", "法院"), "-");
	ck_assert(duty_is_of("承办律师", "辩护律师"));
	ck_assert(!duty_is_of("承办律师", "法援机构"));
	ck_assert(duty_is_of("法援中心", "承办律师"));
}
END_TEST

START_TEST(pages_and_counts_walk_an_index)
{
	static const char file[] = "src/desk/deadline.c";
	const char *plan;

	fix_walks(&fix, file, "open_sql", "deadline_open");
	fix_walks(&fix, file, "own_sql", "deadline_own");
	/* Through what was found, up to so many; through no table. */
	plan = fix_plan(&fix, file, "counts_sql");
	ck_assert_ptr_nonnull(strstr(plan, "deadline_own"));
	ck_assert_ptr_null(strstr(plan, "SCAN d"));
	ck_assert_ptr_null(strstr(plan, "SCAN m"));
	fix_walks(&fix, file, "party_sql", "party");
	ck_assert_ptr_null(strstr(fix_plan(&fix, file, "matter_sql"), "SCAN"));
}
END_TEST

Suite *
suite_deadline(void)
{
	Suite *suite = suite_create("deadline");
	TCase *tcase = tcase_create("clocks");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, pages_part_no_two_clocks_of_a_day);
	tcase_add_test(tcase, a_key_without_rule_is_past_that_person_that_day);
	tcase_add_test(tcase, a_matter_shows_all_its_clocks_open_ones_first);
	tcase_add_test(tcase, a_known_rule_says_what_it_is);
	tcase_add_test(tcase, what_an_event_would_meet);
	tcase_add_test(tcase, counts_are_of_today);
	tcase_add_test(tcase, a_long_neglect_is_so_many_or_more);
	tcase_add_test(tcase, nothing_out_of_reach_shows);
	tcase_add_test(tcase, words_are_what_a_clerk_says);
	tcase_add_test(tcase, his_own_period_runs_out);
	tcase_add_test(tcase, hours_are_told_in_hours);
	tcase_add_test(tcase, bearers_have_their_desks);
	tcase_add_test(tcase, pages_and_counts_walk_an_index);
	suite_add_tcase(suite, tcase);
	return suite;
}
