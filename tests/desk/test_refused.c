/* SPDX-License-Identifier: MIT */
/*
 * What comes of a refusal: what the law says is told before it is sealed, with
 * its article; what is owed then is somebody's next item, its paper offered;
 * who refused before anyone was assigned is asked again.
 */
#include "fixture.h"

#include "desk/deadline.h"
#include "desk/follow.h"
#include "desk/preview.h"
#include "desk/values_file.h"

#include <check.h>
#include <string.h>

Suite *suite_refused(void);

#define ON_PARTY(id) ((struct subject){ .party = (id) })

static int64_t
juvenile(void)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	office_seal(&office, &office.clerk, "ground", ON_PARTY(party),
		FIELDS("理由=未成年", "材料=户籍证明"));
	return party;
}

/* On the paper, the guardian beside the juvenile. */
static struct work
refusal(int64_t party, const char *occasion, const char *who, const char *wish)
{
	return office_draft(&office, &office.clerk, "refusal-record",
		ON_PARTY(party),
		FIELDS("地点=第一法庭", occasion, "在场人=父亲张甲二", who,
			"提出人姓名=父亲张甲二", "已指派=是", "律师=杨律三",
			"律师单位=测试所", "理由=会见时谈不拢", wish, "听清=是",
			"答复=听清楚了"));
}

static int64_t
sealed(struct work work)
{
	int64_t record;

	work_tick_items(&work);
	ck_office(&office, office_try(&office, &office.clerk, &work, &record));
	return record;
}

static int64_t
decide(int64_t record, const char *time, const char *decision,
	const char *reason)
{
	return office_seal(&office, &office.judge, "refusal-decision",
		(struct subject){ .about = record },
		FIELDS(time, "查明=会见时确有争执", reason, decision,
			"决定理由=依查明的情况"));
}

static const char *
told(const struct work *work)
{
	struct preview preview;
	struct buf out = { 0 };
	const char *text;

	ck_office(&office, work_preview(&office.clerk, &office.arena, work,
				   &preview, &office.err));
	preview_tell(&preview, &out);
	text = arena_copy(&office.arena, buf_text(&out));
	buf_free(&out);
	return text;
}

#define ck_says(text, part)                                                    \
	ck_assert_msg(strstr((text), (part)) != NULL, "%s is not in:\n%s",     \
		(part), (text))

/* "form*;form;" of what is offered after a record; * what is owed. */
static const char *
follows(struct desk *desk, int64_t record)
{
	struct follow *list;
	struct buf out = { 0 };
	const char *text;
	size_t count;

	ck_office(&office, follow_list(desk, &office.arena, record, &list,
				   &count, &office.err));
	for (size_t i = 0; i < count; i++)
		buf_addf(&out, "%s%s;", list[i].form->id,
			list[i].is_owed ? "*" : "");
	text = arena_copy(&office.arena, buf_text(&out));
	buf_free(&out);
	return text;
}

/* "2026-11-24 open" of the latest clock of a rule; "". */
static const char *
clock_of(int64_t party, const char *rule)
{
	struct clock_line *list;
	const char *text = "";
	char day[DATE_TEXT];
	size_t count;

	ck_office(&office, clock_of_matter(&office.clerk, &office.arena, party,
				   0, &list, &count, &office.err));
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].rule, rule) == 0)
			text = arena_printf(&office.arena, "%s %s",
				date_format(list[i].due, day), list[i].state);
	return text;
}

/* Int 572: the guardian's counts as the juvenile's; the second is not
 * permitted, unless he is of age by then. */
START_TEST(a_guardian_refuses_for_a_juvenile)
{
	int64_t party = juvenile();
	struct work first = refusal(
		party, "场合=当庭", "提出人=法定代理人", "意愿=另请律师");
	struct work second;
	const char *text = told(&first);

	ck_says(text, "当庭第1次拒绝");
	ck_says(text, "应当准许");
	ck_says(text, "第五百七十二条第一款");
	decide(sealed(first), "次数=第一次", "决定=准许", "是否正当=正当");
	office_set_time(&office, "2026-12-14 10:00");
	second = refusal(
		party, "场合=当庭", "提出人=法定代理人", "意愿=自行辩护");
	text = told(&second);
	ck_says(text, "当庭第2次拒绝");
	ck_says(text, "不准许");
	ck_says(text, "第五百七十二条第二款");
}
END_TEST

/* Int 50(2): permitted, so he is told to retain anew; that is the clerk's, and
 * on a key. */
START_TEST(what_a_permission_makes_owed)
{
	int64_t party = juvenile();
	int64_t record = sealed(
		refusal(party, "场合=庭外", "提出人=本人", "意愿=另请律师"));
	int64_t decision;

	ck_says(follows(&office.judge, record), "refusal-decision;");
	decision = decide(record, "次数=", "决定=准许", "是否正当=正当");
	ck_assert_str_eq(
		clock_of(party, "目标-另行委托告知"), "2026-11-24 open");
	ck_assert_str_eq(clock_of(party, "另行委托-解释50"), "2026-11-30 open");
	ck_says(follows(&office.clerk, decision), "retain-anew*;");
	office_seal(&office, &office.clerk, "retain-anew", ON_PARTY(party),
		FIELDS("休庭=否"));
	ck_assert_str_eq(
		clock_of(party, "目标-另行委托告知"), "2026-11-24 met");
}
END_TEST

START_TEST(what_a_denial_leaves)
{
	int64_t party = juvenile();
	int64_t record = sealed(
		refusal(party, "场合=庭外", "提出人=本人", "意愿=另请律师"));
	int64_t decision =
		decide(record, "次数=", "决定=不准许", "是否正当=不正当");

	ck_assert_str_eq(clock_of(party, "目标-另行委托告知"), "");
	ck_assert_str_eq(follows(&office.clerk, decision), "");
}
END_TEST

static int64_t
appeal(int64_t party)
{
	return office_seal(&office, &office.clerk, "next-proceeding",
		(struct subject){ .matter = party, .proceeding = party },
		FIELDS("来由=上诉", "阶段=审判", "审级=二审",
			"案号=（2026）测01刑终1号", "收案日期=2026-12-21",
			"立案日期=2026-12-22", "起诉=公诉", "承办人=钱戊五"));
}

/* Notice §2(3) s.6: in writing, signed; the house asks again at the next
 * stage, and before a hearing of this one. */
START_TEST(who_refused_help_is_asked_again)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");

	office_seal(&office, &office.clerk, "procedure",
		(struct subject){ .matter = party, .proceeding = party },
		FIELDS("确定日期=2026-11-23", "程序=速裁"));
	sealed(office_draft(&office, &office.clerk, "help-refusal-record",
		ON_PARTY(party),
		FIELDS("地点=看守所", "场合=庭外", "提出人=本人",
			"意愿=自行辩护", "理由=自己说得清", "听清=是",
			"答复=不要")));
	ck_assert_str_eq(clock_of(party, "目标-再问"), "");
	office_seal(&office, &office.clerk, "hearing",
		(struct subject){ .matter = party, .proceeding = party },
		FIELDS("开庭时间=2026-12-01 0900", "开庭地点=第一法庭"));
	ck_assert_str_eq(clock_of(party, "目标-再问-开庭"), "2026-11-30 open");

	office_set_time(&office, "2026-12-22 09:00");
	appeal(party);
	ck_assert_str_eq(clock_of(party, "目标-再问"), "2026-12-25 open");
}
END_TEST

/* Int 652: who refuses to sign needs a witness or a recording. */
START_TEST(refusing_to_sign_needs_proof)
{
	int64_t party = juvenile();
	int64_t record = sealed(
		refusal(party, "场合=庭外", "提出人=本人", "意愿=另请律师"));
	const struct subject on = { .about = record };
	struct work bare = office_draft(&office, &office.clerk, "signing", on,
		FIELDS("签署=拒绝签署", "拒签理由=未说明理由"));
	int64_t signing;

	ck_assert(!office_try(&office, &office.clerk, &bare, &signing));
	ck_says(office.err.text, "拒签由什么证明");
	err_clear(&office.err);
	office_seal(&office, &office.clerk, "signing", on,
		FIELDS("签署=拒绝签署", "拒签理由=未说明理由",
			"证明方式=录音录像", "录像编号=测录1"));
	ck_assert_str_eq(office_text(&office, "SELECT value FROM fact "
					      "WHERE name = '文书.签署'"),
		"拒绝签署");
}
END_TEST

Suite *
suite_refused(void)
{
	Suite *suite = suite_create("refused");
	TCase *tests = tcase_create("refused");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, a_guardian_refuses_for_a_juvenile);
	tcase_add_test(tests, what_a_permission_makes_owed);
	tcase_add_test(tests, what_a_denial_leaves);
	tcase_add_test(tests, refusing_to_sign_needs_proof);
	tcase_add_test(tests, who_refused_help_is_asked_again);
	suite_add_tcase(suite, tests);
	return suite;
}
