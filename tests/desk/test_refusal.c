/* SPDX-License-Identifier: MIT */
/* A refusal registered by a clerk: what the law makes of it, before and after
 * the judge decided. */
#include "fixture.h"
#include "probe.h"

#include "desk/derive.h"
#include "desk/refusal.h"

#include <check.h>
#include <string.h>

Suite *suite_refusal(void);

bool
probe_clock_of_line(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct clock_line *list;
	size_t count = 0;

	return clock_of_line(desk, arena, on->matter, on->request, &list,
		       &count, on->err) &&
	       count > 0;
}

bool
probe_refusal_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct refusal_line *list;
	size_t count = 0;

	return refusal_list(desk, arena, NULL, 10, &list, &count, on->err) &&
	       count > 0;
}

bool
probe_refusal_of_party(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct refusal_line *list;
	size_t count = 0;

	return refusal_of_party(
		       desk, arena, on->matter, &list, &count, on->err) &&
	       count > 0;
}

bool
probe_refusal_why(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct buf out = { 0 };
	bool done = refusal_why(
		desk, arena, on->matter, on->refusal, &out, on->err);

	buf_free(&out);
	return done;
}

bool
probe_refusal_counts(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct refusal_counts out;

	(void)arena;
	return refusal_counts(desk, &out, on->err) && out.all > 0;
}

static struct derived
derived_of(int64_t party)
{
	struct party_derived out;

	ck_office(&office, derive_party(&office.clerk, &office.arena, party,
				   party, DATE_NONE, &out, &office.err));
	return out.derived;
}

static int64_t
juvenile(void)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	office_seal(&office, &office.clerk, "ground",
		(struct subject){ .party = party },
		FIELDS("理由=未成年", "材料=户籍证明"));
	return party;
}

#define REFUSES                                                                \
	"拒绝时间=1123 0930", "场合=当庭", "提出人=本人", "已指派=是",         \
		"意愿=另请律师", "理由=会见时谈不拢",                          \
		"书面记录=庭审笔录第3页", "签署=签名捺印"

START_TEST(refusal_is_registered_and_decided)
{
	int64_t party = juvenile();
	int64_t record = office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = party }, FIELDS(REFUSES));
	struct derived derived = derived_of(party);

	ck_assert_uint_eq(derived.refusal_count, 1);
	ck_assert_str_eq(derived.refusals[0].row->id, "M-当庭-另请-未成年");
	ck_assert_int_eq(derived.refusals[0].time, 1);
	ck_assert(derived.refusals[0].is_in_court);

	office_set_time(&office, "2026-11-24 10:00");
	office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .supersedes = record },
		FIELDS("法院决定=准许", "决定日期=1124", "决定人=法官乙"));
	derived = derived_of(party);
	ck_assert_uint_eq(derived.refusal_count, 1);
	ck_assert_int_eq(derived.refusals[0].changes, 1);
	ck_assert_int_eq(derived.refusals[0].source.line, record);
}
END_TEST

/* The next refusal does not take over what this one said. */
START_TEST(facts_stay_with_their_record)
{
	int64_t party = juvenile();
	struct derived derived;

	office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = party },
		FIELDS(REFUSES, "是否正当=正当", "认定=确有争执"));
	office_set_time(&office, "2026-12-14 11:00");
	office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = party },
		FIELDS("场合=庭外", "提出人=本人", "已指派=是", "意愿=自行辩护",
			"理由=未说明理由", "书面记录=提讯笔录", "签署=捺印"));
	derived = derived_of(party);
	ck_assert_uint_eq(derived.refusal_count, 2);
	ck_assert_str_eq(derived.refusals[1].row->id, "M-未查明");
}
END_TEST

#define DECIDES                                                                \
	"次数=第一次", "查明=会见时确有争执", "是否正当=正当", "决定=准许",    \
		"决定理由=本人坚持更换", "决定日期=1124", "审判人员=法官乙"

/* The projection says what derivation says, and is whole. */
static void
check_whole(void)
{
	struct derive_report report;

	ck_office(&office,
		derive_all(&office.clerk, DERIVE_CHECK, &report, &office.err));
	ck_assert_int_eq(report.differences, 0);
}

static struct refusal_line *
check_list(size_t expected)
{
	struct refusal_line *lines;
	size_t count;

	ck_office(&office, refusal_list(&office.clerk, &office.arena, NULL, 100,
				   &lines, &count, &office.err));
	ck_assert_uint_eq(count, expected);
	return lines;
}

static int64_t
answer(int64_t record, const char *decided)
{
	return office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .supersedes = record },
		FIELDS(decided, "决定日期=1124", "决定人=法官乙"));
}

START_TEST(undecided_ones_come_first)
{
	int64_t party = juvenile();
	int64_t other = office_case(&office, "（2026）测0101刑初2号");
	struct refusal_line *lines;
	struct refusal_counts counts;
	int64_t record = office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = party }, FIELDS(REFUSES));

	lines = check_list(1);
	ck_assert(lines[0].is_pending);
	ck_assert_int_eq(lines[0].line, record);
	ck_assert_str_eq(lines[0].wish, "另请律师");
	ck_assert_str_eq(lines[0].reason, "");
	ck_assert_str_eq(
		refusal_time_words(&lines[0], &office.arena), "当庭第1次");
	check_whole();

	office_set_time(&office, "2026-11-24 10:00");
	answer(record, "法院决定=准许");
	office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = other },
		FIELDS("拒绝时间=1124 0930", "场合=当庭", "提出人=本人",
			"已指派=是", "意愿=自行辩护", "理由=未说明理由",
			"书面记录=庭审笔录", "签署=捺印"));
	lines = check_list(2);
	ck_assert_int_eq(lines[0].party, other);
	ck_assert(lines[0].is_pending);
	ck_assert_int_eq(lines[1].line, record);
	ck_assert_int_ne(lines[1].record, record);
	ck_assert(!lines[1].is_pending);
	ck_assert_str_eq(lines[1].permitted, "是");
	ck_office(&office, refusal_counts(&office.clerk, &counts, &office.err));
	ck_assert_int_eq(counts.pending, 1);
	ck_assert_int_eq(counts.all, 2);
	check_whole();
}
END_TEST

START_TEST(what_it_started_stands_beside_it)
{
	int64_t party = juvenile();
	struct refusal_line *lines;
	struct buf why = { 0 };
	int64_t record = office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = party }, FIELDS(REFUSES));

	office_set_time(&office, "2026-11-24 10:00");
	answer(record, "法院决定=准许");
	lines = check_list(1);
	ck_assert_ptr_nonnull(lines[0].next.rule);
	ck_office(&office, refusal_why(&office.clerk, &office.arena, party,
				   record, &why, &office.err));
	ck_assert_ptr_nonnull(strstr(buf_text(&why), "当庭第1次"));
	ck_assert_ptr_nonnull(strstr(buf_text(&why), "五百七十二条"));
	ck_assert_ptr_nonnull(
		strstr(buf_text(&why), "2026-11-30 被告人另行委托辩护人"));
	buf_free(&why);
	ck_assert(!refusal_why(&office.clerk, &office.arena, party, record + 1,
		&why, &office.err));
	ck_assert_int_eq(office.err.code, ERR_NOTFOUND);
}
END_TEST

/* A decision in a paper of its own counts for the refusal that it answers. */
START_TEST(decided_by_a_paper_about_it)
{
	int64_t party = juvenile();
	struct refusal_line *lines;
	int64_t record = office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = party }, FIELDS(REFUSES));
	size_t count;

	office_set_time(&office, "2026-11-24 10:00");
	office_seal(&office, &office.judge, "refusal-decision",
		(struct subject){ .about = record }, FIELDS(DECIDES));
	lines = check_list(1);
	ck_assert(!lines[0].is_pending);
	ck_assert_str_eq(lines[0].permitted, "是");
	ck_assert_str_eq(lines[0].reason, "正当");
	ck_assert_ptr_nonnull(lines[0].next.rule);
	ck_office(&office, refusal_of_party(&office.clerk, &office.arena, party,
				   &lines, &count, &office.err));
	ck_assert_uint_eq(count, 1);
	check_whole();
}
END_TEST

START_TEST(pages_go_on_where_they_ended)
{
	int64_t party = juvenile();
	struct refusal_page after;
	struct refusal_line *lines;
	size_t count;

	for (int i = 0; i < 3; i++)
		office_seal(&office, &office.clerk, "refusal",
			(struct subject){ .party = party }, FIELDS(REFUSES));
	lines = check_list(3);
	after = refusal_page_after(&lines[0]);
	ck_office(&office, refusal_list(&office.clerk, &office.arena, &after, 1,
				   &lines, &count, &office.err));
	ck_assert_uint_eq(count, 1);
	after = refusal_page_after(&lines[0]);
	ck_office(&office, refusal_list(&office.clerk, &office.arena, &after, 9,
				   &lines, &count, &office.err));
	ck_assert_uint_eq(count, 1);
}
END_TEST

Suite *
suite_refusal(void)
{
	Suite *suite = suite_create("refusal");
	TCase *tests = tcase_create("refusal");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, refusal_is_registered_and_decided);
	tcase_add_test(tests, facts_stay_with_their_record);
	tcase_add_test(tests, undecided_ones_come_first);
	tcase_add_test(tests, what_it_started_stands_beside_it);
	tcase_add_test(tests, decided_by_a_paper_about_it);
	tcase_add_test(tests, pages_go_on_where_they_ended);
	suite_add_tcase(suite, tests);
	return suite;
}
