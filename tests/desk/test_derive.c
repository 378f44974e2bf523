/* SPDX-License-Identifier: MIT */
/* Derivation: as of a day, found when damaged, mended. */
#include "fixture.h"

#include "desk/derive.h"

#include <check.h>
#include <string.h>

Suite *suite_derive(void);

static struct party_derived
derived_on(int64_t party, const char *day)
{
	struct party_derived out;
	struct date date = DATE_NONE;

	if (day != NULL)
		ck_assert(date_parse(day, &date));
	ck_office(&office, derive_party(&office.clerk, &office.arena, party,
				   party, date, &out, &office.err));
	return out;
}

/* The clock of the advice. */
static const struct deadline *
advice_of(const struct party_derived *party)
{
	for (size_t i = 0; i < party->derived.deadline_count; i++)
		if (strncmp(party->derived.deadlines[i].rule->id, "告知-",
			    strlen("告知-")) == 0)
			return &party->derived.deadlines[i];
	ck_abort_msg("no clock of the advice");
	return NULL;
}

/* What was entered later was not known then. */
START_TEST(as_of_a_day)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct party_derived then;

	office_set_time(&office, "2026-11-27 10:00");
	office_seal(&office, &office.clerk, "advice-slip",
		(struct subject){ .party = party },
		FIELDS("告知时间=1124 1000"));
	then = derived_on(party, "2026-11-26");
	ck_assert_int_eq(advice_of(&then)->state, DEADLINE_OPEN);
	then = derived_on(party, NULL);
	ck_assert_int_eq(advice_of(&then)->state, DEADLINE_MET);
	ck_assert(!advice_of(&then)->is_late);
	ck_assert(!advice_of(&then)->known_in_time);
}
END_TEST

START_TEST(correction_counts_from_its_entry)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct party_derived then;

	office_set_time(&office, "2026-11-25 10:00");
	office_seal(&office, &office.clerk, "case-intake",
		(struct subject){ .supersedes = party },
		FIELDS("辩护人=律师", "辩护人姓名=律师甲"));
	then = derived_on(party, "2026-11-24");
	ck_assert_str_eq(then.derived.standings[0].row->class_, "P");
	then = derived_on(party, NULL);
	ck_assert_str_eq(then.derived.standings[0].row->class_, "N");
}
END_TEST

START_TEST(nobody_before_he_was_entered)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	struct party_derived out;
	struct date day;

	ck_assert(date_parse("2026-11-20", &day));
	ck_assert(!derive_party(&office.clerk, &office.arena, party, party, day,
		&out, &office.err));
	ck_assert_int_eq(office.err.code, ERR_NOTFOUND);
}
END_TEST

static int64_t
differences(enum derive_mode mode)
{
	struct derive_report report;

	ck_office(
		&office, derive_all(&office.clerk, mode, &report, &office.err));
	return report.differences;
}

/* clang-format off */
static const char *const damages[] = {
	"UPDATE matter SET number = '（2026）测0101刑初9号'",
	"UPDATE matter SET next_due = ''",
	"DELETE FROM matter",
	"DELETE FROM proceeding",
	"UPDATE party SET name = '李乙二'",
	"UPDATE party SET class = 'N'",
	"DELETE FROM party",
	"UPDATE hearing SET place = '别处'",
	"UPDATE fact SET value = '抢劫罪' WHERE name = '当事人.罪名'",
	"DELETE FROM fact",
	"UPDATE standing SET class = 'N'",
	"UPDATE deadline SET due = '2026-12-31'",
	"UPDATE deadline SET state = 'met'",
	"DELETE FROM deadline",
	"DELETE FROM name_index",
	"DELETE FROM name_index WHERE suffix < '~'", /* the initials */
	"INSERT INTO matter (id, station, number, tail, title, charge, "
		"procedure, handler, accepted, pending, parties, next_due, law) "
		"VALUES (5, 1, '', '', '没有来由', '', '', '', '', 0, 0, '', '')",
};
/* clang-format on */

START_TEST(damage_is_found_and_mended)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");

	office_seal(&office, &office.clerk, "hearing",
		(struct subject){ .matter = matter },
		FIELDS("开庭时间=+9 0900", "开庭地点=第一法庭"));
	ck_assert_int_eq(differences(DERIVE_CHECK), 0);
	office_tamper(&office, damages[_i]);
	ck_assert_msg(differences(DERIVE_CHECK) > 0, "%s", damages[_i]);
	ck_assert_msg(differences(DERIVE_REPAIR) > 0, "%s", damages[_i]);
	ck_assert_msg(differences(DERIVE_CHECK) == 0, "%s", damages[_i]);
	ck_assert_str_eq(
		office_clocks(&office), "告知-刑诉法34 2026-11-26 open;");
}
END_TEST

/* A key survives repair: it is the id of what first made the thing. */
START_TEST(repair_keeps_the_keys)
{
	int64_t matter = office_case(&office, "（2026）测0101刑初1号");

	office_tamper(&office, "DELETE FROM party");
	differences(DERIVE_REPAIR);
	ck_assert_int_eq(
		office_number(&office, "SELECT id FROM party"), matter);
}
END_TEST

/* Counsel retained for one proceeding; a second defendant is his own man. */
START_TEST(parties_are_told_apart)
{
	int64_t first = office_case(&office, "（2026）测0101刑初1号");
	int64_t second = office_seal(&office, &office.clerk, "party-add",
		(struct subject){ .matter = first },
		FIELDS("姓名=李乙二", "强制措施=未采取", "罪名=盗窃罪",
			"辩护人=无"));

	office_advise(&office, second);
	ck_assert_str_eq(office_text(&office,
				 "SELECT state FROM deadline d JOIN party p "
				 "ON p.id = d.party WHERE p.name = '张甲一' "
				 "AND d.rule LIKE '告知-%'"),
		"open");
	ck_assert_str_eq(office_text(&office,
				 "SELECT state FROM deadline d JOIN party p "
				 "ON p.id = d.party WHERE p.name = '李乙二' "
				 "AND d.rule LIKE '告知-%'"),
		"met");
	ck_assert_str_eq(office_text(&office, "SELECT title FROM matter"),
		"张甲一等2人");
}
END_TEST

static void
check_stale(bool is_stale)
{
	struct desk desk;

	ck_assert(desk_open(
		office.store, office.library, "clerk", &desk, &office.err));
	ck_assert_int_eq(desk.is_stale, is_stale);
	desk_close(&desk);
}

/* A program with other rules says that the lists are the old rules' until
 * they were derived again. */
START_TEST(other_rules_are_said_until_repaired)
{
	struct derive_report report;

	check_stale(false);
	office_tamper(&office,
		"UPDATE derived_with SET digest = substr(digest, 1, 64)");
	check_stale(true); /* of a program that made other rows */
	office_tamper(&office, "UPDATE derived_with SET digest = 'old'");
	check_stale(true);
	ck_assert(
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	check_stale(true);
	ck_assert(
		derive_all(&office.clerk, DERIVE_REPAIR, &report, &office.err));
	check_stale(false);
}
END_TEST

Suite *
suite_derive(void)
{
	Suite *suite = suite_create("derive");
	TCase *tcase = tcase_create("matter");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, as_of_a_day);
	tcase_add_test(tcase, correction_counts_from_its_entry);
	tcase_add_test(tcase, nobody_before_he_was_entered);
	tcase_add_loop_test(tcase, damage_is_found_and_mended, 0,
		(int)ARRAY_LENGTH(damages));
	tcase_add_test(tcase, repair_keeps_the_keys);
	tcase_add_test(tcase, parties_are_told_apart);
	tcase_add_test(tcase, other_rules_are_said_until_repaired);
	suite_add_tcase(suite, tcase);
	return suite;
}
