/* SPDX-License-Identifier: MIT */
/* From records to clocks and standing: the scenarios of the .case files, that
 * every rule has one, and that the order of input does not matter. */
#include "base/attr.h"
#include "base/clock.h"
#include "tests/law/scenario.h"

#include <string.h>

Suite *suite_derive(void);

/* How the engine works, then the rules, file by file as in forms/rules. */
static const char *const case_files[] = {
	"tests/law/derive.case",
	"tests/law/notice.case",
	"tests/law/retain.case",
	"tests/law/refused.case",
	"tests/law/assign.case",
	"tests/law/help.case",
	"tests/law/trial.case",
	"tests/law/limit.case",
	"tests/law/pretrial.case",
	"tests/law/house.case",
	"tests/law/feedback.case",
	"tests/law/moves.case",
	"tests/law/advice.case",
};

static void
check_text(const struct scenario *s, const struct stanza *wanted,
	const char *key, const char *found)
{
	const char *text = stanza_value(wanted, key, key);

	ck_assert_msg(strcmp(text == NULL ? "" : text, found) == 0,
		"%s [%s %s] %s: 应为“%s”，得“%s”", s->where, wanted->kind,
		wanted->name, key, text == NULL ? "" : text, found);
}

static const char *
state_word(enum deadline_state state)
{
	static const char *const words[] = {
		[DEADLINE_OPEN] = "未完成",
		[DEADLINE_MET] = "完成",
		[DEADLINE_CURED] = "补正",
		[DEADLINE_MISSED] = "没有办",
		[DEADLINE_LAPSED] = "不再需要",
	};

	return words[state];
}

static const char *
other_ids(const struct deadline *deadline)
{
	const char *ids = "";

	for (size_t i = 0; i < deadline->other_count; i++)
		ids = arena_printf(&arena, "%s%s%s", ids, i == 0 ? "" : " ",
			deadline->others[i].rule->id);
	return ids;
}

static const char *
yes(bool claim)
{
	return claim ? "是" : "";
}

/* Only where the case names the hour. */
static void
check_hour(const struct scenario *s, const struct stanza *wanted,
	const struct deadline *found)
{
	if (stanza_value(wanted, "届满时刻", "due-at") != NULL) {
		char text[INSTANT_TEXT];

		check_text(s, wanted, "届满时刻",
			clock_format(found->due.at, text));
	}
}

static void
check_deadline(const struct scenario *s, const struct stanza *wanted,
	const struct deadline *found)
{
	bool is_met = found->state == DEADLINE_MET;
	char text[DATE_TEXT];

	ck_assert_msg(strcmp(found->rule->id, wanted->name) == 0,
		"%s: 应为期限 %s，得 %s", s->where, wanted->name,
		found->rule->id);
	check_text(s, wanted, "届满", date_format(found->due.day, text));
	check_hour(s, wanted, found);
	check_text(s, wanted, "状态", state_word(found->state));
	check_text(s, wanted, "完成于", date_format(found->met.day, text));
	check_text(s, wanted, "逾期", yes(found->is_late));
	check_text(s, wanted, "补录", yes(is_met && !found->known_in_time));
	check_text(s, wanted, "暂定", yes(found->due.is_provisional));
	check_text(s, wanted, "并列", other_ids(found));
}

static void
check_standing(const struct scenario *s, const struct stanza *wanted,
	const struct standing *found)
{
	const char *proceeding =
		found->proceeding == 0
			? ""
			: arena_printf(&arena, "%d", (int)found->proceeding);
	char text[DATE_TEXT];

	ck_assert_msg(strcmp(found->row->id, wanted->name) == 0,
		"%s: 应为类别 %s，得 %s", s->where, wanted->name,
		found->row->id);
	check_text(s, wanted, "程序段", proceeding);
	check_text(s, wanted, "自", date_format(found->from, text));
	check_text(s, wanted, "至", date_format(found->until, text));
	check_text(s, wanted, "冲突", load_conflicts(&arena, found));
}

static void
check_scenario(const struct scenario *s)
{
	size_t deadlines = 0;
	size_t standings = 0;

	for (size_t i = 0; i < s->body.count; i++) {
		const struct stanza *wanted = &s->body.stanzas[i];

		if (strcmp(wanted->kind, "期限") == 0) {
			ck_assert_msg(deadlines < s->derived.deadline_count,
				"%s: 少了期限 %s", s->where, wanted->name);
			check_deadline(
				s, wanted, &s->derived.deadlines[deadlines++]);
		} else if (strcmp(wanted->kind, "类别") == 0) {
			ck_assert_msg(standings < s->derived.standing_count,
				"%s: 少了类别 %s", s->where, wanted->name);
			check_standing(
				s, wanted, &s->derived.standings[standings++]);
		}
	}
	ck_assert_msg(deadlines == s->derived.deadline_count, "%s: 多了期限 %s",
		s->where, s->derived.deadlines[deadlines].rule->id);
	ck_assert_msg(standings == 0 || standings == s->derived.standing_count,
		"%s: 多了类别", s->where);
}

START_TEST(scenarios_derive_right)
{
	struct stanza_file file;

	load_case(&arena, case_files[_i], &file);
	ck_assert_uint_gt(file.count, 0);
	for (size_t i = 0; i < file.count; i = scenario_end(&file, i)) {
		struct scenario scenario = scenario_read(&file, i);

		check_scenario(&scenario);
	}
}
END_TEST

/* Is the rule named by a scenario, leading or beside another? */
static bool
has_case(const struct stanza_file *file, const struct deadline_rule *rule)
{
	for (size_t i = 0; i < file->count; i++) {
		const struct stanza *stanza = &file->stanzas[i];
		const char *others = stanza_value(stanza, "并列", "others");
		size_t count;
		const char **ids = stanza_words(
			&arena, others == NULL ? "" : others, &count);

		if (strcmp(stanza->kind, "期限") == 0 &&
			strcmp(stanza->name, rule->id) == 0)
			return true;
		for (size_t j = 0; j < count; j++)
			if (strcmp(ids[j], rule->id) == 0)
				return true;
	}
	return false;
}

/* Does some scenario name it? */
static bool
is_tried(const struct stanza_file *files, const struct deadline_rule *rule)
{
	for (size_t i = 0; i < ARRAY_LENGTH(case_files); i++)
		if (has_case(&files[i], rule))
			return true;
	return false;
}

START_TEST(every_rule_has_a_case)
{
	struct stanza_file files[ARRAY_LENGTH(case_files)];
	size_t count;
	const struct deadline_rule *rules = law_deadlines(law, &count);
	const char *untried = "";
	size_t without = 0;

	ck_assert_uint_gt(count, 0);
	for (size_t i = 0; i < ARRAY_LENGTH(case_files); i++)
		load_case(&arena, case_files[i], &files[i]);
	for (size_t i = 0; i < count; i++) {
		if (is_tried(files, &rules[i]))
			continue;
		without++;
		untried = arena_printf(&arena, "%s %s", untried, rules[i].id);
	}
	printf("算例 期限：共 %zu，没有算例的 %zu\n", count, without);
	ck_assert_msg(without == 0, "期限没有算例：%s", untried);
}
END_TEST

static void
swap_bytes(void *a, void *b, size_t size)
{
	char *x = a;
	char *y = b;

	for (size_t i = 0; i < size; i++) {
		char kept = x[i];

		x[i] = y[i];
		y[i] = kept;
	}
}

static void
shuffle(struct history *history, uint32_t *seed)
{
	for (size_t i = history->event_count; i > 1; i--)
		swap_bytes(&history->events[i - 1],
			&history->events[load_random(seed) % i],
			sizeof *history->events);
	for (size_t i = history->fact_count; i > 1; i--)
		swap_bytes(&history->facts[i - 1],
			&history->facts[load_random(seed) % i],
			sizeof *history->facts);
}

START_TEST(order_of_input_does_not_matter)
{
	struct stanza_file file;
	uint32_t seed = 20261123;

	load_case(&arena, case_files[_i], &file);
	for (size_t i = 0; i < file.count; i = scenario_end(&file, i)) {
		struct scenario scenario = scenario_read(&file, i);

		for (int turn = 0; turn < 20; turn++) {
			struct err err = { 0 };

			shuffle(&scenario.history, &seed);
			ck_assert(derive(law, &scenario.history, &arena,
				&scenario.derived, &err));
			check_scenario(&scenario);
		}
	}
}
END_TEST

/* A law of its own, to try what the shipped rules do not use yet. */
static struct law *
small_law(const char *rules)
{
	struct problems problems = { .arena = &arena };
	struct law *small = law_new(&arena);

	load_folder(&arena, small, "forms/calendars/*.cal", &problems);
	law_add(small, "small.rule", rules, strlen(rules), &problems);
	law_ready(small, &problems);
	load_no_problems(&problems);
	return small;
}

#define TAIL                                                                           \
	"责任: 法院\n性质: 试点\n依据: 试\n等级: V\n施行: 2018-01-01\n" \
	"违反: X\n"

static struct derived
derive_text(const struct law *small, const char *text)
{
	struct problems problems = { .arena = &arena };
	struct stanza_file file;
	struct history history = { 0 };
	struct derived derived;
	struct err err = { 0 };

	stanza_read(&arena, "t", text, strlen(text), &file, &problems);
	history_read(&arena, &file, &history, &problems);
	load_no_problems(&problems);
	ck_assert_msg(derive(small, &history, &arena, &derived, &err), "%s",
		err.text);
	return derived;
}

START_TEST(clock_lapses_when_its_ground_is_gone)
{
	struct law *small = small_law(
		"[期限 a]\n名称: a\n起算: 甲.始\n完成: 甲.终\n期限: 3 日\n"
		"条件: 当事人.辩护人 != 律师\n持续: 当事人.辩护人 != 律师\n" TAIL);
	struct derived lapsed = derive_text(small,
		"[事件 甲.始]\n日期: 2026-11-23\n"
		"[事实]\n日期: 2026-11-24\n当事人.辩护人: 律师\n"
		"[事件 甲.终]\n日期: 2026-11-25\n");
	struct derived met = derive_text(small,
		"[事件 甲.始]\n日期: 2026-11-23\n"
		"[事件 甲.终]\n日期: 2026-11-24\n"
		"[事实]\n日期: 2026-11-25\n当事人.辩护人: 律师\n");

	ck_assert_int_eq(lapsed.deadlines[0].state, DEADLINE_LAPSED);
	ck_assert_int_eq(lapsed.deadlines[0].met.record, 2);
	ck_assert_int_eq(met.deadlines[0].state, DEADLINE_MET);
}
END_TEST

/* Measures 5(1) and Notice: 3日 and 3个工作日 of one duty; the earlier
 * leads, the other is kept with its date (LAW §0.1). */
START_TEST(earlier_of_a_group_leads)
{
	struct law *small = small_law(
		"[期限 工作日]\n名称: a\n起算: 甲.始\n完成: 甲.终\n期限: 3 工作日\n"
		"同组: 指派\n" TAIL
		"[期限 日]\n名称: b\n起算: 甲.始\n完成: 甲.终\n期限: 3 日\n"
		"同组: 指派\n" TAIL);
	struct derived derived =
		derive_text(small, "[事件 甲.始]\n日期: 2026-11-26\n");
	char text[DATE_TEXT];

	ck_assert_uint_eq(derived.deadline_count, 1);
	ck_assert_str_eq(derived.deadlines[0].rule->id, "日");
	ck_assert_uint_eq(derived.deadlines[0].other_count, 1);
	ck_assert_str_eq(
		date_format(derived.deadlines[0].others[0].due.day, text),
		"2026-12-01");
}
END_TEST

START_TEST(hours_run_to_the_minute)
{
	struct law *small = small_law(
		"[期限 h]\n名称: h\n起算: 甲.始\n完成: 甲.终\n期限: 24 小时\n" TAIL);
	struct derived late =
		derive_text(small, "[事件 甲.始]\n时刻: 2026-10-01 09:40\n"
				   "[事件 甲.终]\n时刻: 2026-10-02 09:41\n");
	struct derived in_time =
		derive_text(small, "[事件 甲.始]\n时刻: 2026-10-01 09:40\n"
				   "[事件 甲.终]\n时刻: 2026-10-02 09:40\n");

	ck_assert(late.deadlines[0].is_late);
	ck_assert(!in_time.deadlines[0].is_late);
	ck_assert(in_time.deadlines[0].known_in_time);
}
END_TEST

/* Int 49: fifteen days before the hearing; the hearing moves, the clock
 * moves; without a day there is no clock yet. */
START_TEST(before_a_hearing_follows_the_hearing)
{
	struct law *small =
		small_law("[期限 b]\n名称: b\n起算: 庭审.确定\n完成: 甲.终\n"
			  "期限: 15 日前\n" TAIL);
	struct derived fixed = derive_text(small,
		"[事件 庭审.确定]\n日期: 2026-09-01\n庭审: 5\n记录: 1\n"
		"[事实]\n日期: 2026-09-01\n庭审: 5\n记录: 1\n"
		"庭审.时间: 2026-10-16 09:30\n");
	struct derived moved = derive_text(small,
		"[事件 庭审.确定]\n日期: 2026-09-01\n庭审: 5\n记录: 1\n"
		"[事实]\n日期: 2026-09-01\n庭审: 5\n记录: 1\n"
		"庭审.时间: 2026-10-16 09:30\n"
		"[事实]\n日期: 2026-09-05\n庭审: 5\n"
		"庭审.时间: 2026-12-10 09:30\n");
	struct derived unknown = derive_text(
		small, "[事件 庭审.确定]\n日期: 2026-09-01\n庭审: 5\n");
	char text[DATE_TEXT];

	ck_assert_str_eq(
		date_format(fixed.deadlines[0].due.day, text), "2026-09-30");
	ck_assert_str_eq(
		date_format(moved.deadlines[0].due.day, text), "2026-11-25");
	ck_assert_uint_eq(unknown.deadline_count, 0);
}
END_TEST

START_TEST(impossible_days_are_refused)
{
	struct history history = { 0 };
	struct history_event event = { "登记.受理",
		{ .record = 1, .line = 1, .day = date_make(1990, 1, 1) } };
	struct derived derived;
	struct err err = { 0 };

	history_event_add(&arena, &history, &event);
	ck_assert(!derive(law, &history, &arena, &derived, &err));
	ck_assert_int_eq(err.code, ERR_INPUT);
	history.events[0].source.day = DATE_NONE;
	ck_assert(!derive(law, &history, &arena, &derived, &err));
}
END_TEST

Suite *
suite_derive(void)
{
	Suite *suite = suite_create("derive");
	TCase *tests = tcase_create("derive");

	tcase_add_checked_fixture(tests, setup_law, teardown_law);
	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(
		tests, scenarios_derive_right, 0, ARRAY_LENGTH(case_files));
	tcase_add_test(tests, every_rule_has_a_case);
	tcase_add_loop_test(tests, order_of_input_does_not_matter, 0,
		ARRAY_LENGTH(case_files));
	tcase_add_test(tests, clock_lapses_when_its_ground_is_gone);
	tcase_add_test(tests, earlier_of_a_group_leads);
	tcase_add_test(tests, hours_run_to_the_minute);
	tcase_add_test(tests, before_a_hearing_follows_the_hearing);
	tcase_add_test(tests, impossible_days_are_refused);
	suite_add_tcase(suite, tests);
	return suite;
}
