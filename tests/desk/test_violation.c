/* SPDX-License-Identifier: MIT */
/*
 * 追责: what was not done is listed, explained and never removed; a page ends
 * where the next begins; nobody sees another court's.
 */
#include "fixture.h"

#include "desk/derive.h"
#include "desk/duty.h"
#include "desk/violation.h"
#include "deskfix.h"

#include <check.h>
#include <string.h>

Suite *suite_violation(void);

static struct violation_line *lines;
static size_t count;

static void
list(struct desk *desk)
{
	ck_office(&office, violation_list(desk, &office.arena, NULL, 100,
				   &lines, &count, &office.err));
}

static const struct violation_line *
find(const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(lines[i].code, code) == 0)
			return &lines[i];
	return NULL;
}

static const struct violation_line *
must_find(const char *code)
{
	const struct violation_line *line = find(code);

	ck_assert_msg(line != NULL, "%s is not listed", code);
	return line;
}

static const char *
day_text(struct date day)
{
	char text[DATE_TEXT];

	return arena_copy(&office.arena, date_format(day, text));
}

START_TEST(advised_too_late)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	const struct violation_line *line;

	office_set_time(&office, "2026-11-30 10:00");
	office_advise(&office, matter);
	list(&office.clerk);
	line = must_find("ADVICE_LATE");
	ck_assert(!line->is_open);
	ck_assert_str_eq(day_text(line->due), "2026-11-26");
	ck_assert_str_eq(day_text(line->actual), "2026-11-30");
	ck_assert_str_eq(line->clock, "告知-刑诉法34");
	ck_assert_str_eq(line->duty, "法院");
	ck_assert_str_ne(line->citation, "");
	ck_assert_str_eq(line->number, "（2026）测0101刑初1号");
	ck_assert(find("ADVICE_MISSING") == NULL);
}
END_TEST

START_TEST(never_advised_shows_when_the_day_is_over)
{
	const struct violation_line *line;
	struct violation_counts counts;

	office_case(&office, "（2026）测0101刑初1号");
	office_set_time(&office, "2026-11-26 23:00");
	list(&office.clerk);
	ck_assert(find("ADVICE_MISSING") == NULL);
	office_set_time(&office, "2026-11-27 08:00");
	list(&office.clerk);
	line = must_find("ADVICE_MISSING");
	ck_assert(line->is_open);
	ck_assert_str_eq(
		violation_actual_words(line, &office.arena), "还没有办");
	ck_assert_str_eq(
		violation_due_words(line, &office.arena), "2026-11-26");
	ck_office(
		&office, violation_counts(&office.clerk, &counts, &office.err));
	ck_assert_int_eq((int)counts.open, 1);
	ck_assert_int_eq((int)counts.found, 0);
}
END_TEST

START_TEST(advised_in_time_is_nobodys_violation)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");

	office_advise(&office, matter);
	office_set_time(&office, "2026-11-27 08:00");
	list(&office.clerk);
	ck_assert_uint_eq(count, 0);
}
END_TEST

static int64_t
find_out(int64_t party, const char *what)
{
	return office_seal(&office, &office.clerk, "step-finding",
		(struct subject){ .party = party },
		FIELDS(arena_printf(&office.arena, "事项=%s", what),
			"经过=公函第一页没有写联系方式"));
}

START_TEST(found_out_and_made_good)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	const struct violation_line *line;

	find_out(matter, "通知没有附齐材料");
	list(&office.clerk);
	line = must_find("ENCLOSURE_MISSING");
	ck_assert_str_eq(
		violation_due_words(line, &office.arena), "2026-11-23前");
	ck_assert_str_eq(violation_actual_words(line, &office.arena), "没有办");
	office_set_time(&office, "2026-11-24 09:00");
	office_seal(&office, &office.clerk, "step-court",
		(struct subject){ .party = matter },
		FIELDS("进展=材料送齐法援机构"));
	list(&office.clerk);
	line = must_find("ENCLOSURE_MISSING");
	ck_assert_str_eq(day_text(line->actual), "2026-11-24");
}
END_TEST

/* As the screen does it. */
static struct work
start_note(const struct violation_line *line)
{
	const char *const given[][2] = { { "规则", violation_rule_id(line) },
		{ "代码", line->code }, { "何事", line->title } };
	struct work work;

	ck_office(&office,
		work_start(&office.clerk, &office.arena, "violation-note",
			&(struct subject){
				.party = line->party, .about = line->cause },
			&work, &office.err));
	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
		ck_office(&office, work_give(&office.clerk, &work, given[i][0],
					   given[i][1], &office.err));
	return work;
}

static int64_t
seal_note(struct work *work, const char *text)
{
	int64_t record;

	values_set(&work->values, "说明", text);
	ck_office(&office, office_try(&office, &office.clerk, work, &record));
	return record;
}

START_TEST(explained_and_still_there)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	const struct violation_line *line;
	struct violation_line one;
	struct work work;

	office_set_time(&office, "2026-11-27 08:00");
	list(&office.clerk);
	ck_assert_int_eq((int)must_find("ADVICE_MISSING")->note.record, 0);
	work = start_note(must_find("ADVICE_MISSING"));
	seal_note(&work, "被告人住院，医院二十六日不准会见。");
	list(&office.clerk);
	line = must_find("ADVICE_MISSING");
	ck_assert_str_eq(line->note.text, "被告人住院，医院二十六日不准会见。");
	ck_assert_str_eq(line->note.by, office.clerk.name);
	/* What was said while it was open stands beside what is late. */
	office_advise(&office, matter);
	list(&office.clerk);
	ck_assert(find("ADVICE_MISSING") == NULL);
	line = must_find("ADVICE_LATE");
	ck_assert_str_eq(line->note.text, "被告人住院，医院二十六日不准会见。");
	ck_office(&office, violation_read(&office.clerk, &office.arena, matter,
				   violation_rule_id(line), line->cause, &one,
				   &office.err));
	ck_assert_str_eq(one.note.text, line->note.text);
}
END_TEST

START_TEST(a_correction_replaces_what_was_said)
{
	struct work work;
	int64_t note;

	office_case(&office, "（2026）测0101刑初1号");
	office_set_time(&office, "2026-11-27 08:00");
	list(&office.clerk);
	work = start_note(must_find("ADVICE_MISSING"));
	note = seal_note(&work, "被告人住院，医院二十六日不准会见。");
	office_seal(&office, &office.clerk, "violation-note",
		(struct subject){ .supersedes = note },
		FIELDS("说明=被告人二十五日住院，二十七日才准会见。"));
	list(&office.clerk);
	ck_assert_str_eq(must_find("ADVICE_MISSING")->note.text,
		"被告人二十五日住院，二十七日才准会见。");
	ck_assert_int_eq((int)office_number(&office, "SELECT COUNT(*) FROM "
						     "violation_note"),
		1);
}
END_TEST

START_TEST(a_short_word_explains_nothing)
{
	struct work work;
	int64_t record;

	office_case(&office, "（2026）测0101刑初1号");
	office_set_time(&office, "2026-11-27 08:00");
	list(&office.clerk);
	work = start_note(must_find("ADVICE_MISSING"));
	values_set(&work.values, "说明", "太忙");
	ck_assert(!office_try(&office, &office.clerk, &work, &record));
	ck_assert_int_eq((int)office.err.code, ERR_INPUT);
}
END_TEST

START_TEST(repair_finds_and_mends_both_tables)
{
	static const char *const broken[] = { "DELETE FROM violation",
		"UPDATE violation SET due = ''", "DELETE FROM violation_note",
		"UPDATE violation_note SET text = ''" };
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	struct derive_report report;
	struct work work;

	office_set_time(&office, "2026-11-30 10:00");
	office_advise(&office, matter);
	list(&office.clerk);
	work = start_note(must_find("ADVICE_LATE"));
	seal_note(&work, "被告人住院，医院二十六日不准会见。");
	office_tamper(&office, broken[_i]);
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq((int)report.differences, 1);
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_REPAIR, &report, &office.err));
	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq((int)report.differences, 0);
	list(&office.clerk);
	ck_assert_str_eq(must_find("ADVICE_LATE")->note.text,
		"被告人住院，医院二十六日不准会见。");
}
END_TEST

START_TEST(as_of_a_day_it_was_not_yet_so)
{
	static const struct {
		const char *day;
		const char *code;
	} days[] = { { "2026-11-26", NULL }, { "2026-11-27", "ADVICE_MISSING" },
		{ "2026-11-29", "ADVICE_MISSING" },
		{ "2026-11-30", "ADVICE_LATE" } };
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");

	office_set_time(&office, "2026-11-30 10:00");
	office_advise(&office, matter);
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		struct date day;

		ck_assert(date_parse(days[i].day, &day));
		ck_office(&office,
			violation_as_of(&office.clerk, &office.arena, matter,
				day, &lines, &count, &office.err));
		ck_assert_uint_eq(count, days[i].code == NULL ? 0 : 1);
		if (days[i].code != NULL)
			must_find(days[i].code);
	}
}
END_TEST

/* Three open, five found; every page size lists them in the same order. */
enum { CASES = 4, ALL = 8 };

static void
put_cases(void)
{
	static const char *const what[] = { "通知没有附齐材料",
		"法援公函缺少律师信息" };

	for (int i = 0; i < CASES; i++) {
		int64_t matter = office_case(
			&office, arena_printf(&office.arena,
					 "（2026）测0101刑初%d号", i + 1));

		find_out(matter, what[i % 2]);
		if (i > 0)
			continue;
		office_advise(&office, matter);
		find_out(matter, "拒绝没有书面记录");
	}
	office_set_time(&office, "2026-11-27 08:00");
}

START_TEST(pages_part_nothing)
{
	struct violation_page page, *after = NULL;
	struct violation_line *all;
	size_t all_count, seen = 0;

	put_cases();
	list(&office.clerk);
	all = lines;
	all_count = count;
	ck_assert_uint_eq(all_count, ALL);
	ck_assert(all[0].is_open && all[2].is_open && !all[3].is_open);
	do {
		ck_office(&office,
			violation_list(&office.clerk, &office.arena, after, _i,
				&lines, &count, &office.err));
		ck_assert_uint_le(seen + count, all_count);
		for (size_t i = 0; i < count; i++, seen++) {
			ck_assert_str_eq(lines[i].code, all[seen].code);
			ck_assert_int_eq(
				(int)lines[i].party, (int)all[seen].party);
		}
		if (count > 0) {
			page = violation_page_after(&lines[count - 1]);
			after = &page;
		}
	} while (count > 0);
	ck_assert_uint_eq(seen, all_count);
}
END_TEST

START_TEST(of_a_matter_and_of_a_person)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");

	office_case(&office, "（2026）测0101刑初2号");
	office_set_time(&office, "2026-11-27 08:00");
	find_out(matter, "通知没有附齐材料");
	ck_office(&office, violation_of_matter(&office.judge, &office.arena,
				   matter, 0, &lines, &count, &office.err));
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(lines[0].code, "ADVICE_MISSING");
	ck_assert_str_eq(lines[1].code, "ENCLOSURE_MISSING");
	ck_office(&office,
		violation_of_matter(&office.judge, &office.arena, matter,
			matter + 1, &lines, &count, &office.err));
	ck_assert_uint_eq(count, 0);
}
END_TEST

static const char away_sql[] = "UPDATE reach SET station = 99 WHERE noun = "
			       "'violation'";

START_TEST(another_court_does_not_see_it)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");
	struct violation_counts counts;
	struct violation_line one;

	find_out(matter, "通知没有附齐材料");
	office_set_time(&office, "2026-11-27 08:00");
	office_tamper(&office, away_sql);
	list(&office.clerk);
	ck_assert_uint_eq(count, 0);
	ck_office(&office, violation_of_matter(&office.clerk, &office.arena,
				   matter, 0, &lines, &count, &office.err));
	ck_assert_uint_eq(count, 0);
	ck_office(
		&office, violation_counts(&office.clerk, &counts, &office.err));
	ck_assert_int_eq((int)(counts.open + counts.found), 0);
	ck_assert(!violation_read(&office.clerk, &office.arena, matter,
		"告知-刑诉法34", matter, &one, &office.err));
	ck_assert_int_eq((int)office.err.code, ERR_NOTFOUND);
}
END_TEST

/* An agency sees what an agency bears: the table must know the bearers. */
START_TEST(bearers_are_known)
{
	size_t rules;
	const struct violation_rule *rule =
		law_violations(library_law(office.library), &rules);

	for (size_t i = 0; i < rules; i++)
		ck_assert_msg(duty_is_known(rule[i].duty), "%s: %s", rule[i].id,
			rule[i].duty);
}
END_TEST

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
	static const char file[] = "src/desk/violation.c";

	fix_walks(&fix, file, "open_sql", "deadline_open");
	fix_walks(&fix, file, "found_sql", "violation_list");
}
END_TEST

Suite *
suite_violation(void)
{
	Suite *suite = suite_create("violation");
	TCase *tcase = tcase_create("list");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, advised_too_late);
	tcase_add_test(tcase, never_advised_shows_when_the_day_is_over);
	tcase_add_test(tcase, advised_in_time_is_nobodys_violation);
	tcase_add_test(tcase, found_out_and_made_good);
	tcase_add_test(tcase, explained_and_still_there);
	tcase_add_test(tcase, a_correction_replaces_what_was_said);
	tcase_add_test(tcase, a_short_word_explains_nothing);
	tcase_add_loop_test(tcase, repair_finds_and_mends_both_tables, 0, 4);
	tcase_add_test(tcase, as_of_a_day_it_was_not_yet_so);
	tcase_add_loop_test(tcase, pages_part_nothing, 1, ALL + 1);
	tcase_add_test(tcase, of_a_matter_and_of_a_person);
	tcase_add_test(tcase, another_court_does_not_see_it);
	tcase_add_test(tcase, bearers_are_known);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("plan");
	tcase_add_checked_fixture(tcase, fix_set_up, fix_tear_down);
	tcase_add_test(tcase, pages_walk_an_index);
	suite_add_tcase(suite, tcase);
	return suite;
}
