/* SPDX-License-Identifier: MIT */
/* 等我办: what waits for a desk without a clock that says so. */
#include "access.h"
#include "fixture.h"
#include "probe.h"

#include "desk/waiting.h"

#include <check.h>
#include <string.h>

Suite *suite_waiting(void);

/* The paper that is not signed; a desk that may not register how it was
 * signed looks through the eyes of one that may, rights of seeing decide. */
bool
probe_waiting_list(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	const struct desk own = *desk;
	struct waiting_line *list;
	size_t count = 0;
	bool found = false;

	memcpy(desk->role, "法官", sizeof "法官");
	if (!waiting_list(desk, arena, NULL, 0, 100, &list, &count, on->err)) {
		*desk = own;
		return false;
	}
	for (size_t i = 0; i < count; i++)
		found = found || list[i].matter == on->matter;
	*desk = own;
	return found;
}

static const char *
waits(struct desk *desk)
{
	struct waiting_line *list;
	struct buf out = { 0 };
	const char *text;
	size_t count;

	ck_office(&office, waiting_list(desk, &office.arena, NULL, 0, 20, &list,
				   &count, &office.err));
	for (size_t i = 0; i < count; i++)
		buf_addf(&out, "%s %s %s %s;", list[i].kind, list[i].title,
			list[i].party_name, list[i].since);
	text = arena_copy(&office.arena, buf_text(&out));
	buf_free(&out);
	return text;
}

START_TEST(a_refusal_waits_for_who_decides)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	ck_assert_str_eq(waits(&office.judge), "");
	office_seal(&office, &office.clerk, "refusal",
		(struct subject){ .party = party },
		FIELDS("拒绝时间=1123 0930", "场合=当庭", "提出人=本人",
			"已指派=是", "意愿=另请律师", "理由=会见时谈不拢",
			"书面记录=庭审笔录第3页", "签署=签名捺印"));
	ck_assert_str_eq(waits(&office.judge),
		"拒绝 查明拒绝的理由，决定准许不准许（当庭第1次） 张甲一 11-23;");
	/* The clerk does not decide. */
	ck_assert_str_eq(waits(&office.clerk), "");
}
END_TEST

START_TEST(a_paper_waits_to_be_signed)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t record = office_advise(&office, party);

	ck_assert_str_eq(waits(&office.clerk),
		"签署 登记《权利告知单》怎样签的 张甲一 11-23;");
	office_seal(&office, &office.clerk, "signing",
		(struct subject){ .about = record }, FIELDS("签署=签名捺印"));
	ck_assert_str_eq(waits(&office.clerk), "");
}
END_TEST

/* From the moment somebody asks, it is the next item of who is on duty. */
START_TEST(a_request_calls_the_duty_lawyer)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	int64_t request;
	struct desk duty;

	access_seat(&office, "值班律师", "法援机构", "甲中心", "测律91", &duty);
	duty.clock = office.clerk.clock;
	ck_assert_str_eq(waits(&duty), "");
	request = office_seal(&office, &office.clerk, "help-request",
		(struct subject){ .party = party },
		FIELDS("办理=申请", "收到单位=人民法院", "申请人=本人",
			"方式=口头", "请求=要见律师"));
	ck_assert_ptr_nonnull(strstr(waits(&duty), "请求 接法律帮助请求 张"));
	office_seal(&office, &duty, "help-taking",
		(struct subject){ .party = party, .about = request },
		FIELDS("说明=马上到"));
	ck_assert_ptr_nonnull(
		strstr(waits(&duty), "请求 已接的，提供法律帮助 张"));
	desk_close(&duty);
}
END_TEST

Suite *
suite_waiting(void)
{
	Suite *suite = suite_create("waiting");
	TCase *tests = tcase_create("waiting");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, a_refusal_waits_for_who_decides);
	tcase_add_test(tests, a_paper_waits_to_be_signed);
	tcase_add_test(tests, a_request_calls_the_duty_lawyer);
	suite_add_tcase(suite, tests);
	return suite;
}
