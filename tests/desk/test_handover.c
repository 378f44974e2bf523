/* SPDX-License-Identifier: MIT */
/* 交班单: what is waiting, and what was done since. */
#include "fixture.h"
#include "probe.h"

#include "base/file.h"
#include "desk/handover.h"
#include "desk/print_list.h"
#include "desk/shift.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_handover(void);

/* What a court bears, whoever looks: rights decide, not the kind of desk. The
 * session is given back as it was. */
bool
probe_handover_read(
	const struct probed *on, struct desk *desk, struct arena *arena)
{
	struct desk before = *desk;
	struct handover out;
	bool done;

	memcpy(desk->station_kind, "法院", sizeof "法院");
	memcpy(desk->role, "书记员", sizeof "书记员");
	desk->drafts = NULL;
	done = handover_read(desk, arena, 0, &out, on->err) &&
	       out.request_count > 0;
	*desk = before;
	return done;
}

static const char *
read_text(int64_t since)
{
	struct handover handover;
	struct buf text = { 0 };
	const char *out;

	ck_office(&office, handover_read(&office.clerk, &office.arena, since,
				   &handover, &office.err));
	handover_text(&office.clerk, &office.arena, &handover, &text);
	out = arena_copy(&office.arena, buf_text(&text));
	buf_free(&text);
	return out;
}

#define ck_says(text, part)                                                    \
	ck_assert_msg(strstr((text), (part)) != NULL, "%s is not in:\n%s",     \
		(part), (text))

START_TEST(what_waits_is_on_it)
{
	int64_t party = office_case(&office, "（2026）测0101刑初1号");
	const char *text;
	int64_t since;

	office_draft(&office, &office.clerk, "advice-slip",
		(struct subject){ .party = party }, FIELDS("告知时间=现在"));
	text = read_text(0);
	ck_says(text, "期限：逾期、今天、三天内（");
	ck_says(text, "剩3天 2026-11-26 张甲一 告知委托辩护人的权利");
	ck_says(text, "法律帮助请求：无");
	ck_says(text, "没有决定的拒绝：无");
	ck_says(text, "没写完的草稿（1）");
	ck_says(text, "案件登记 张甲一 书记员");
	ck_assert(clock_parse("2026-11-23 10:00", &since));
	ck_says(read_text(since), "2026-11-23 10:00以来定稿的：无");
}
END_TEST

static struct shift
last_of(struct desk *desk)
{
	struct shift shift;

	ck_office(
		&office, shift_last(desk, &office.arena, &shift, &office.err));
	return shift;
}

START_TEST(the_next_shift_is_told)
{
	struct shift shift = last_of(&office.judge);

	ck_assert_int_eq(shift.record, 0);
	ck_assert(!shift.is_open);
	office_seal(&office, &office.clerk, "handover-note",
		(struct subject){ 0 },
		FIELDS("做什么=交班", "对方=书记员丁",
			"交代=张甲一的律师说好下午来"));
	shift = last_of(&office.judge);
	ck_assert(shift.is_open);
	ck_assert_str_eq(shift.by, "书记员");
	ck_assert_str_eq(shift.to, "书记员丁");
	ck_assert_str_eq(shift.text, "张甲一的律师说好下午来");
	office_set_time(&office, "2026-11-23 18:00");
	ck_says(read_text(0), "2026-11-23 09:40以来定稿的");
	ck_says(read_text(0), "上一班 书记员 2026-11-23 09:40 交给书记员丁");
	ck_says(read_text(0), "交代：张甲一的律师说好下午来");
	office_seal(&office, &office.judge, "handover-note",
		(struct subject){ 0 }, FIELDS("做什么=接班"));
	ck_assert(!last_of(&office.clerk).is_open);
}
END_TEST

START_TEST(a_list_is_printed_and_put_on_record)
{
	struct print_paper paper = {
		.needs = "matter.see", .name = "handover", .text = "交班单\n"
	};
	struct print_result result;

	setenv("PATH", "/nowhere", 1);
	ck_office(&office, print_list(&office.clerk, &office.arena, &paper,
				   &result, &office.err));
	ck_assert(!result.is_queued);
	ck_assert_ptr_nonnull(
		strstr(result.file, "handover-clerk-202611230940.txt"));
	ck_assert_int_eq(office_number(&office, "SELECT COUNT(*) FROM audit "
						"WHERE action = 'print.list'"),
		1);
	paper.channel = PRINT_TERMINAL;
	ck_office(&office, print_list(&office.clerk, &office.arena, &paper,
				   &result, &office.err));
	ck_assert_str_eq(result.page, paper.text);
	ck_assert_str_eq(result.note, "");
	paper.needs = "admin.make";
	ck_assert(!print_list(
		&office.clerk, &office.arena, &paper, &result, &office.err));
	ck_assert_int_eq(office.err.code, ERR_RIGHT);
}
END_TEST

/* However it came into the store, it does not reach the printer. */
START_TEST(a_list_on_paper_is_text)
{
	const struct print_paper paper = { .needs = "matter.see",
		.name = "handover",
		.text = "交班单\n张\x1b[4i甲\f\u202e\n",
		.channel = PRINT_FILE };
	struct print_result result;
	struct buf file = { 0 };

	ck_office(&office, print_list(&office.clerk, &office.arena, &paper,
				   &result, &office.err));
	ck_assert_str_eq(result.page, "交班单\n张\uFFFD[4i甲\uFFFD\uFFFD\n");
	ck_office(&office, file_read(result.file, 1000, &file, &office.err));
	ck_assert_str_eq(buf_text(&file), result.page);
	buf_free(&file);
}
END_TEST

Suite *
suite_handover(void)
{
	Suite *suite = suite_create("handover");
	TCase *tests = tcase_create("handover");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, what_waits_is_on_it);
	tcase_add_test(tests, the_next_shift_is_told);
	tcase_add_test(tests, a_list_is_printed_and_put_on_record);
	tcase_add_test(tests, a_list_on_paper_is_text);
	suite_add_tcase(suite, tests);
	return suite;
}
