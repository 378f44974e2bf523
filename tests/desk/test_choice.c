/* SPDX-License-Identifier: MIT */
/* Which form a desk takes for an event: an agency writes its papers, a court
 * registers what came on them. */
#include "office.h"

#include "desk/choice.h"

#include <check.h>
#include <string.h>

Suite *suite_choice(void);

static struct office office;

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

static struct desk
desk_as(const char *role)
{
	struct desk desk = office.clerk;

	ck_assert_uint_lt(strlen(role), sizeof desk.role);
	memcpy(desk.role, role, strlen(role) + 1);
	return desk;
}

static const char *
chosen(const char *role, const char *event, const struct subject *on)
{
	struct desk desk = desk_as(role);
	const struct form *form = choice_form_making(&desk, event, on);

	return form == NULL ? "" : form->id;
}

static const struct subject on_party = { .matter = 1, .party = 1 };

static const struct {
	const char *role;
	const char *event;
	const char *form;
} choices[] = {
	{ "法援中心", "指派.确定", "assignment" },
	{ "法援中心", "指派.函告", "aid-letter" },
	{ "法援中心", "补充.商请", "supplement" },
	{ "法援中心", "援助.给予", "aid-grant" },
	{ "法援中心", "援助.不予", "aid-refusal" },
	{ "法援中心", "援助.撤回", "step-agency" },
	{ "法援中心", "指派.终止", "aid-termination" },
	{ "法援中心", "更换.辩护人", "counsel-change" },
	{ "法援中心", "会见.完成", "meeting-record" },
	{ "法援中心", "阅卷.完成", "file-reading" },
	{ "法援中心", "意见.提交", "step-lawyer" },
	{ "法援中心", "手续.提交", "step-lawyer" },
	{ "法援中心", "帮助.提供", "help-record" },
	{ "看守", "帮助.转交", "help-request" },
	{ "看守", "援助.转交", "aid-application" },
	{ "看守", "会见.安排", "step-station" },
	{ "书记员", "指派.确定", "step-agency" },
	{ "书记员", "指派.函告", "step-court" },
	{ "书记员", "指派.终止", "step-agency" },
	{ "书记员", "会见.完成", "step-lawyer" },
	{ "书记员", "会见.安排", "step-station" },
	{ "书记员", "意见.提交", "defence-opinion" },
	{ "书记员", "手续.提交", "step-court" },
	{ "书记员", "帮助.转交", "help-request" },
	{ "书记员", "援助.转交", "aid-application" },
	{ "书记员", "告知.完成", "advice-record" },
	{ "看守", "指派.确定", "" },
	{ "监督", "指派.确定", "" },
	{ "书记员", "天黑", "" },
};

START_TEST(desk_takes_its_own)
{
	ck_assert_msg(
		strcmp(chosen(choices[_i].role, choices[_i].event, &on_party),
			choices[_i].form) == 0,
		"%s %s: %s, not %s", choices[_i].role, choices[_i].event,
		chosen(choices[_i].role, choices[_i].event, &on_party),
		choices[_i].form);
}
END_TEST

START_TEST(form_fits_its_subject)
{
	const struct subject on_record = {
		.matter = 1, .party = 1, .about = 1
	};
	const struct subject on_hearing = { .matter = 1, .hearing = 1 };

	ck_assert_str_eq(chosen("书记员", "签署.完成", &on_record), "signing");
	ck_assert_str_eq(chosen("书记员", "签署.完成", &on_party), "");
	ck_assert_str_eq(
		chosen("书记员", "开庭.举行", &on_hearing), "hearing-step");
	ck_assert_str_eq(chosen("书记员", "开庭.举行", &on_party), "");
	ck_assert_str_eq(
		chosen("书记员", "帮助.接受", &on_record), "help-taking");
}
END_TEST

/* The paper that answers what is due first stands first, and no register
 * stands before a paper. */
START_TEST(due_paper_is_offered_first)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	const struct subject on = { .matter = party, .party = party };
	const struct form **forms;
	size_t count;
	bool was_register = false;

	ck_office(&office, choice_list(&office.clerk, &office.arena, &on,
				   &forms, &count, &office.err));
	ck_assert_uint_gt(count, 10);
	ck_assert_ptr_nonnull(strstr(forms[0]->id, "advice"));
	for (size_t i = 0; i < count; i++) {
		bool is_register = forms[i]->kind == FORM_REGISTER;

		ck_assert_msg(is_register || !was_register, "%s is late",
			forms[i]->id);
		was_register = is_register;
	}
	office_advise(&office, party);
	ck_office(&office, choice_list(&office.clerk, &office.arena, &on,
				   &forms, &count, &office.err));
	ck_assert_ptr_null(strstr(forms[0]->id, "advice"));
}
END_TEST

Suite *
suite_choice(void)
{
	Suite *suite = suite_create("choice");
	TCase *tests = tcase_create("choice");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests, desk_takes_its_own, 0,
		(int)(sizeof choices / sizeof *choices));
	tcase_add_test(tests, form_fits_its_subject);
	tcase_add_test(tests, due_paper_is_offered_first);
	suite_add_tcase(suite, tests);
	return suite;
}
