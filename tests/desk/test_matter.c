/* SPDX-License-Identifier: MIT */
/* Lists page by page, cases and people by id, and the walls of reach. */
#include "desk/matter.h"

#include "deskfix.h"

#include <check.h>
#include <string.h>

Suite *suite_matter(void);

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

enum { MATTERS = 23 };

/* Five a day and three without a day; every fourth is 待核; one of another
 * court between them. */
static void
put_matters(void)
{
	for (int i = 0; i < MATTERS; i++) {
		struct fix_matter m = {
			.id = 100 + i,
			.station = FIX_COURT,
			.number = arena_printf(
				&fix.arena, "（2026）测0101刑初%d号", i + 1),
			.tail = "1",
			.title = "张甲一",
			.accepted =
				i >= 20 ? ""
					: arena_printf(&fix.arena,
						  "2026-11-%02d", 1 + i / 5),
			.pending = i % 4 == 0,
		};

		fix_matter(&fix, &m);
	}
	fix_matter(&fix,
		&(struct fix_matter){ 500, FIX_OTHER, "（2026）测0102刑初1号",
			"1", "李乙二", "2026-11-02", 1 });
}

static size_t
walk(struct desk *desk, enum matter_which which, int limit, int64_t *ids)
{
	struct matter_page page = { .accepted = DATE_NONE };
	size_t seen = 0, count;
	struct matter *list;

	do {
		ck_ok(&fix, matter_list(desk, &fix.arena, which, &page, limit,
				    &list, &count, &fix.err));
		ck_assert_int_le((int)count, limit);
		ck_assert_int_le((int)(seen + count), MATTERS);
		for (size_t i = 0; i < count; i++)
			ids[seen++] = list[i].id;
		if (count > 0)
			page = (struct matter_page){ list[count - 1].accepted,
				list[count - 1].id };
	} while (count > 0);
	return seen;
}

START_TEST(pages_of_any_length_show_each_matter_once)
{
	int64_t all[MATTERS], some[MATTERS];

	put_matters();
	ck_assert_int_eq(
		(int)walk(&fix.clerk, MATTERS_ALL, MATTERS, all), MATTERS);
	ck_assert_int_eq(all[0], 119);
	ck_assert_int_eq(all[MATTERS - 1], 120);
	for (int limit = 1; limit < MATTERS; limit++) {
		ck_assert_int_eq(
			(int)walk(&fix.clerk, MATTERS_ALL, limit, some),
			MATTERS);
		ck_assert_mem_eq(all, some, sizeof all);
	}
	ck_assert_int_eq((int)walk(&fix.clerk, MATTERS_PENDING, 2, some), 6);
	ck_assert_int_eq(some[0], 116);
}
END_TEST

START_TEST(a_page_stays_where_it_was_when_a_case_comes_in)
{
	struct matter_page page = { .accepted = DATE_NONE };
	struct matter *list;
	size_t count;
	int64_t next;

	put_matters();
	ck_ok(&fix, matter_list(&fix.clerk, &fix.arena, MATTERS_ALL, &page, 8,
			    &list, &count, &fix.err));
	page = (struct matter_page){ list[6].accepted, list[6].id };
	next = list[7].id;
	fix_matter(&fix, &(struct fix_matter){ 900, FIX_COURT, "", "", "新案",
				 "2026-11-22", 0 });
	ck_ok(&fix, matter_list(&fix.clerk, &fix.arena, MATTERS_ALL, &page, 8,
			    &list, &count, &fix.err));
	ck_assert_int_eq(list[0].id, next);
}
END_TEST

START_TEST(limits_are_kept)
{
	struct matter *list;
	size_t count;

	put_matters();
	ck_ok(&fix, matter_list(&fix.clerk, &fix.arena, MATTERS_ALL, NULL, 0,
			    &list, &count, &fix.err));
	ck_assert_int_eq((int)count, 0);
	ck_ok(&fix, matter_list(&fix.clerk, &fix.arena, MATTERS_ALL, NULL, -1,
			    &list, &count, &fix.err));
	ck_assert_int_eq((int)count, 0);
}
END_TEST

START_TEST(lists_show_only_what_is_in_reach)
{
	int64_t ids[MATTERS];

	put_matters();
	ck_assert_int_eq((int)walk(&fix.stranger, MATTERS_ALL, 5, ids), 1);
	ck_assert_int_eq(ids[0], 500);
	ck_assert_int_eq((int)walk(&fix.guard, MATTERS_ALL, 5, ids), MATTERS);
	ck_assert_int_eq((int)walk(&fix.nobody, MATTERS_ALL, 5, ids), 0);
	/* A session that points itself at a court it has no reach for. */
	fix.nobody.court = FIX_COURT;
	ck_assert_int_eq((int)walk(&fix.nobody, MATTERS_ALL, 5, ids), 0);
	ck_assert_int_eq((int)walk(&fix.nobody, MATTERS_PENDING, 5, ids), 0);
}
END_TEST

static void
put_case(void)
{
	put_matters();
	fix_party(&fix, 201, 100, FIX_COURT, "张甲一");
	fix_put(&fix,
		"INSERT INTO fact (owner, name, matter, value, day, record) "
		"VALUES (201, '当事人.罪名', 100, '盗窃罪', '2026-11-01', 201)",
		"");
	fix_put(&fix,
		"INSERT INTO fact (owner, name, matter, value, day, record) "
		"VALUES (201, '当事人.辩护人', 100, '无', '2026-11-02', 202)",
		"");
	fix_put(&fix,
		"INSERT INTO fact (owner, name, matter, value, day, record) "
		"VALUES (201, '当事人.姓名', 100, '张甲一', '2026-11-01', 201)",
		"");
	fix_put(&fix,
		"INSERT INTO fact (owner, name, matter, value, day, record) "
		"VALUES (201, '以后.才有', 100, 'x', '哪天', 203)",
		"");
	fix_put(&fix,
		"INSERT INTO hearing (id, matter, proceeding, station, at, "
		"place) VALUES (301, 100, 100, 1, '2026-12-01 09:00', '一庭')",
		"");
	fix_clock(&fix, &(struct fix_clock){ 201, "甲", 100, 100, FIX_COURT,
				"2026-11-26", "open", 0 });
	fix_clock(&fix, &(struct fix_clock){ 201, "乙", 100, 100, FIX_COURT,
				"2026-11-20", "met", 1 });
}

START_TEST(a_case_is_read_whole)
{
	struct matter m;
	struct party *parties;
	struct fact_line *facts;
	struct hearing *hearings;
	char day[DATE_TEXT];
	size_t count;

	put_case();
	ck_ok(&fix, matter_read(&fix.clerk, &fix.arena, 100, &m, &fix.err));
	ck_assert_str_eq(m.number, "（2026）测0101刑初1号");
	ck_assert(m.is_pending && !date_is_set(m.next_due));
	ck_ok(&fix, party_list(&fix.clerk, &fix.arena, 100, &parties, &count,
			    &fix.err));
	ck_assert_int_eq((int)count, 1);
	ck_assert_str_eq(parties[0].name, "张甲一");
	ck_assert_str_eq(parties[0].charge, "盗窃罪");
	ck_assert_str_eq(parties[0].defender, "无");
	ck_assert_str_eq(parties[0].class_title, "");
	ck_assert_str_eq(date_format(parties[0].next_due, day), "2026-11-26");
	ck_assert(!date_is_set(parties[0].advised));
	ck_ok(&fix, fact_list(&fix.clerk, &fix.arena, 100, 201, &facts, &count,
			    &fix.err));
	ck_assert_int_eq((int)count, 4);
	ck_assert_str_eq(facts[0].name, "当事人.姓名");
	ck_assert_str_eq(facts[1].name, "当事人.罪名");
	ck_assert_str_eq(facts[2].name, "当事人.辩护人");
	ck_assert_str_eq(facts[3].name, "以后.才有");
	ck_assert(!date_is_set(facts[3].since));
	ck_ok(&fix, hearing_list(&fix.clerk, &fix.arena, 100, &hearings, &count,
			    &fix.err));
	ck_assert_int_eq((int)count, 1);
	ck_assert_str_eq(hearings[0].place, "一庭");
}
END_TEST

START_TEST(a_class_is_called_as_its_row_in_the_table)
{
	size_t count;
	const struct class_row *rows =
		law_classes(library_law(fix.library), &count);
	struct party p;

	put_case();
	ck_assert_int_gt((int)count, 0);
	fix_put(&fix,
		"INSERT INTO standing (party, proceeding, place, matter, "
		"from_day, until_day, rule, class, conflicts, record) VALUES "
		"(201, 100, 1, 100, '2026-11-01', '', $1, 'D', '', 201)",
		"t", rows[0].id);
	ck_ok(&fix, party_read(&fix.clerk, &fix.arena, 201, &p, &fix.err));
	ck_assert_str_eq(p.class_title, rows[0].title);
}
END_TEST

static void
expect_nothing(struct desk *desk)
{
	struct matter m;
	struct party p, *parties;
	struct fact_line *facts;
	struct hearing *hearings;
	size_t count;

	ck_assert(!matter_read(desk, &fix.arena, 100, &m, &fix.err));
	ck_assert_int_eq((int)fix.err.code, ERR_NOTFOUND);
	ck_assert(!party_read(desk, &fix.arena, 201, &p, &fix.err));
	ck_assert_int_eq((int)fix.err.code, ERR_NOTFOUND);
	ck_ok(&fix,
		party_list(desk, &fix.arena, 100, &parties, &count, &fix.err));
	ck_assert_int_eq((int)count, 0);
	ck_ok(&fix, fact_list(desk, &fix.arena, 100, 201, &facts, &count,
			    &fix.err));
	ck_assert_int_eq((int)count, 0);
	ck_ok(&fix, hearing_list(desk, &fix.arena, 100, &hearings, &count,
			    &fix.err));
	ck_assert_int_eq((int)count, 0);
}

START_TEST(a_guessed_id_gives_nothing_away)
{
	struct err unknown = { 0 };
	struct matter m;

	put_case();
	expect_nothing(&fix.stranger);
	expect_nothing(&fix.nobody);
	/* Out of reach and not there are told alike. */
	ck_assert(!matter_read(&fix.stranger, &fix.arena, 100, &m, &fix.err));
	ck_assert(!matter_read(
		&fix.stranger, &fix.arena, INT64_MIN, &m, &unknown));
	ck_assert_str_eq(fix.err.text, unknown.text);
}
END_TEST

START_TEST(lists_walk_an_index)
{
	static const char file[] = "src/desk/matter.c";

	fix_walks(&fix, file, "all_sql", "matter_list");
	fix_walks(&fix, file, "pending_sql", "matter_pending");
	fix_walks(&fix, file, "one_sql", "matter");
	fix_walks(&fix, file, "party_sql", "party");
	ck_assert_ptr_null(strstr(fix_plan(&fix, file, "parties_sql"), "SCAN"));
	ck_assert_ptr_nonnull(strstr(
		fix_plan(&fix, file, "all_addressed_sql"), "access_who"));
	ck_assert_ptr_null(strstr(fix_plan(&fix, file, "facts_sql"), "SCAN"));
	ck_assert_ptr_null(
		strstr(fix_plan(&fix, file, "hearings_sql"), "SCAN"));
}
END_TEST

Suite *
suite_matter(void)
{
	Suite *suite = suite_create("matter");
	TCase *tcase = tcase_create("read");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, pages_of_any_length_show_each_matter_once);
	tcase_add_test(tcase, a_page_stays_where_it_was_when_a_case_comes_in);
	tcase_add_test(tcase, limits_are_kept);
	tcase_add_test(tcase, lists_show_only_what_is_in_reach);
	tcase_add_test(tcase, a_case_is_read_whole);
	tcase_add_test(tcase, a_class_is_called_as_its_row_in_the_table);
	tcase_add_test(tcase, a_guessed_id_gives_nothing_away);
	tcase_add_test(tcase, lists_walk_an_index);
	suite_add_tcase(suite, tcase);
	return suite;
}
