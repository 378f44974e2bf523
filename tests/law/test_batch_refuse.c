/* SPDX-License-Identifier: MIT */
/* `law refuse` and `why` line by line: answers, reasons, and what is refused.
 */
#include "base/attr.h"
#include "law/batch.h"
#include "tests/law/fixture.h"

#include <string.h>

Suite *suite_batch_refuse(void);

static struct buf out;

static void
teardown(void)
{
	buf_free(&out);
	out = (struct buf){ 0 };
	teardown_law();
}

static bool
ask(batch_answer *answer, int year, const char *line)
{
	buf_free(&out);
	out = (struct buf){ 0 };
	return answer(law, date_make(year, 11, 23), line, &arena, &out);
}

#define ADULT " minor=no adult-now=no"

/* clang-format off */
static const struct {
	int year;
	const char *line;
	const char *answer;
} answers[] = {
	{ 2026, "class=M when=before time=1 wish=other reason=justified changes=1" ADULT, "must-permit\tretain-5d,renotify-3d" },
	{ 2026, "class=M when=before time=1 wish=self reason=justified changes=0" ADULT, "must-permit\tretain-5d,renotify-3d" },
	{ 2026, "class=M when=before time=2 wish=other reason=unjustified changes=1" ADULT, "deny\trecord,continue-counsel" },
	{ 2026, "class=M when=before time=1 wish=other reason=justified changes=3" ADULT, "warn\tretain-5d,renotify-3d" },
	{ 2026, "class=M when=before time=1 wish=other reason=unjustified changes=3" ADULT, "deny\trecord,continue-counsel" },
	{ 2026, "class=M when=in-court time=1 wish=other reason=unjustified changes=1" ADULT, "must-permit\tretain-5d,renotify-3d,adjourn" },
	{ 2026, "class=M when=in-court time=1 wish=other reason=unjustified changes=2" ADULT, "must-permit\tretain-5d,renotify-3d,adjourn" },
	{ 2026, "class=M when=in-court time=1 wish=other reason=unjustified changes=3" ADULT, "warn\tretain-5d,renotify-3d,adjourn" },
	{ 2026, "class=M when=in-court time=1 wish=self reason=justified changes=1" ADULT, "must-permit\tretain-5d,renotify-3d,adjourn" },
	{ 2026, "class=M when=in-court time=1 wish=self reason=unjustified changes=1" ADULT, "deny\trecord,continue-counsel" },
	{ 2026, "class=M when=in-court time=2 wish=other reason=justified changes=2" ADULT, "deny\trecord,continue-counsel" },
	{ 2026, "class=M when=in-court time=2 wish=self reason=justified changes=9 minor=yes adult-now=no", "deny\trecord,continue-counsel" },
	{ 2026, "class=M when=in-court time=2 wish=self reason=unjustified changes=9 minor=yes adult-now=yes", "may-permit\tself-only" },
	{ 2026, "class=M when=in-court time=2 wish=self reason=unjustified changes=2 minor=yes adult-now=yes court-permits=no", "deny\trecord,continue-counsel" },
	{ 2026, "class=M when=in-court time=2 wish=self reason=justified changes=2 minor=no adult-now=yes", "deny\trecord,continue-counsel" },
	{ 2026, "class=M when=before time=1 wish=self reason=justified changes=0 assigned=no" ADULT, "deny\trecord" },
	{ 2026, "class=M when=before time=1 wish=none reason=justified changes=0" ADULT, "deny\trecord,continue-counsel" },
	{ 2026, "class=P when=before time=1 wish=self reason=unjustified changes=0" ADULT, "must-permit\tterminate,self-only,record" },
	{ 2026, "class=P when=before time=1 wish=self reason=unjustified changes=0 court-permits=yes" ADULT, "must-permit\tterminate,self-only,record" },
	{ 2026, "class=P when=before time=1 wish=self reason=justified changes=0 court-permits=no" ADULT, "deny\trecord,continue-counsel" },
	{ 2026, "class=P when=before time=1 wish=other reason=justified changes=2" ADULT, "permit\treassign" },
	{ 2026, "class=P when=before time=1 wish=other reason=justified changes=3" ADULT, "warn\treassign" },
	{ 2026, "class=P when=before time=1 wish=other reason=unjustified changes=1" ADULT, "deny\trecord,continue-counsel" },
	{ 2026, "class=P when=in-court time=1 wish=other reason=justified changes=1" ADULT, "must-permit\treassign,adjourn" },
	{ 2026, "class=P when=in-court time=1 wish=other reason=unjustified changes=1" ADULT, "must-permit\tadjourn,record" },
	{ 2026, "class=P when=in-court time=2 wish=other reason=justified changes=2" ADULT, "may-permit\tself-only" },
	{ 2026, "class=P when=in-court time=2 wish=self reason=unjustified changes=2 court-permits=no" ADULT, "deny\trecord,continue-counsel" },
	{ 2026, "class=P when=before time=1 wish=self reason=unjustified changes=0 assigned=no" ADULT, "may-permit\trecord,reoffer-next-stage" },
	{ 2026, "class=P when=before time=1 wish=none reason=unjustified changes=0" ADULT, "deny\trecord" },
	{ 2026, "class=D when=before time=1 wish=none reason=unjustified changes=0" ADULT, "permit\trecord,reoffer-next-stage" },
	{ 2026, "class=D when=in-court time=2 wish=self reason=justified changes=0 assigned=no" ADULT, "permit\trecord,reoffer-next-stage" },
	{ 2026, "class=MDS when=before time=1 wish=self reason=unjustified changes=4" ADULT, "must-permit\tterminate" },
	{ 2019, "class=M when=before time=1 wish=other reason=justified changes=3" ADULT, "must-permit\trenotify-3d" },
	{ 2019, "class=M when=in-court time=1 wish=other reason=unjustified changes=3" ADULT, "must-permit\trenotify-3d,adjourn" },
	{ 2019, "class=P when=before time=1 wish=self reason=unjustified changes=0 court-permits=no" ADULT, "deny\trecord,continue-counsel" },
};

static const struct {
	const char *line;
	const char *says;
} refused[] = {
	{ "", "class" },
	{ "class=M", "when" },
	{ "class=O when=before time=1 wish=self reason=justified changes=0" ADULT, "M P D MDS" },
	{ "class=M when=later time=1 wish=self reason=justified changes=0" ADULT, "before in-court" },
	{ "class=M when=before time=3 wish=self reason=justified changes=0" ADULT, "1 2" },
	{ "class=M when=before time=1 wish=self reason=justified changes=-1" ADULT, "-1" },
	{ "class=M when=before time=1 wish=self reason=justified changes=99999" ADULT, "9999" },
	{ "class=M when=before time=1 wish=self reason=justified" ADULT, "changes" },
	{ "class=M when=before time=1 wish=self reason=justified changes=0 judge=no" ADULT, "court-permits" },
	{ "class=M class=P when=before time=1 wish=self reason=justified changes=0" ADULT, "两次" },
	{ "class=M when=before time=1 wish=self reason=justified changes=0 court-permits=" ADULT, "yes no" },
	{ "class=D when=before time=1 wish=none reason=justified changes=0 minor=yes adult-now=no", "class=M" },
	{ "class=P when=in-court time=2 wish=self reason=justified changes=0 minor=yes adult-now=no", "adult-now=yes" },
};
/* clang-format on */

START_TEST(lines_are_answered)
{
	ck_assert_msg(ask(batch_refuse, answers[_i].year, answers[_i].line),
		"%s: %s", answers[_i].line, buf_text(&out));
	ck_assert_msg(strcmp(buf_text(&out), answers[_i].answer) == 0,
		"%s: 得 %s", answers[_i].line, buf_text(&out));
}
END_TEST

START_TEST(bad_lines_are_refused)
{
	ck_assert(!ask(batch_refuse, 2026, refused[_i].line));
	ck_assert_msg(strncmp(buf_text(&out), "error\t", 6) == 0 &&
			      strstr(buf_text(&out), refused[_i].says) != NULL,
		"%s: %s", refused[_i].line, buf_text(&out));
	ck_assert(!ask(batch_why_refuse, 2026, refused[_i].line));
	ck_assert(strncmp(buf_text(&out), "error\t", 6) == 0);
}
END_TEST

START_TEST(why_says_facts_row_and_article)
{
	ck_assert(ask(batch_why, 2026,
		"class=P when=before time=1 wish=self reason=unjustified "
		"changes=0 court-permits=no" ADULT));
	ck_assert_str_eq(buf_text(&out),
		"事实：资格.类别 P；拒绝.场合 庭外；拒绝.次数 一；"
		"拒绝.意愿 自行辩护；拒绝.理由 不正当；拒绝.未成年 否；"
		"拒绝.已成年 否；拒绝.超过两次 否；拒绝.已指派 是；"
		"拒绝.准许 否\n按 2026-11-23 的规定\n"
		"拒绝：试点应当通知，坚持自己辩护，法院不准许：与解释不符（"
		"P-自行-不准许）\n结果：不准许\n"
		"然后：书面记录、原律师继续辩护\n"
		"怎么办：原律师继续辩护，记录认定和理由；法释〔2021〕1"
		"号第五十条第一款是应当准许，与办法不一致的以解释为准（"
		"第六百五十五条），请审判人员核对\n"
		"依据：司发通〔2017〕106号办法第六条第二款；法释〔2021〕1"
		"号第五十条第一款、第六百五十五条（法定；2021-03-01 "
		"起施行）\n");
}
END_TEST

START_TEST(no_table_is_said)
{
	law = law_new(&arena);
	ck_assert(!ask(batch_refuse, 2026, answers[0].line));
	ck_assert_str_eq(buf_text(&out), "error\t没有装入拒绝表");
}
END_TEST

Suite *
suite_batch_refuse(void)
{
	Suite *suite = suite_create("batch_refuse");
	TCase *tests = tcase_create("batch_refuse");

	tcase_add_checked_fixture(tests, setup_law, teardown);
	tcase_add_loop_test(
		tests, lines_are_answered, 0, ARRAY_LENGTH(answers));
	tcase_add_loop_test(
		tests, bad_lines_are_refused, 0, ARRAY_LENGTH(refused));
	tcase_add_test(tests, why_says_facts_row_and_article);
	tcase_add_test(tests, no_table_is_said);
	suite_add_tcase(suite, tests);
	return suite;
}
