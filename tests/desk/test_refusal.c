/* SPDX-License-Identifier: MIT */
/* A refusal registered by a clerk: what the law makes of it, before and after
 * the judge decided. */
#include "fixture.h"

#include "desk/derive.h"

#include <check.h>

Suite *suite_refusal(void);

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

Suite *
suite_refusal(void)
{
	Suite *suite = suite_create("refusal");
	TCase *tests = tcase_create("refusal");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, refusal_is_registered_and_decided);
	tcase_add_test(tests, facts_stay_with_their_record);
	suite_add_tcase(suite, tests);
	return suite;
}
