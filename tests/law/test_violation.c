/* SPDX-License-Identifier: MIT */
/*
 * What was owed and not done: violation.case names what must be found, and
 * what must not, where all was done right. Every stanza has an example of
 * both.
 */
#include "base/attr.h"
#include "tests/law/scenario.h"

#include <string.h>

Suite *suite_violation(void);

/* Found by a document of a later issue, about no person: the half-year
 * report. */
static const char *const exempt[] = { "REPORT_LATE" };

static const struct violation *
find(const struct scenario *e, const char *id)
{
	for (size_t i = 0; i < e->derived.violation_count; i++)
		if (strcmp(e->derived.violations[i].rule->id, id) == 0)
			return &e->derived.violations[i];
	return NULL;
}

static const struct deadline *
find_missing(const struct scenario *e, const char *code)
{
	for (size_t i = 0; i < e->derived.deadline_count; i++)
		if (strcmp(e->derived.deadlines[i].rule->missing, code) == 0 &&
			deadline_is_missing(&e->derived.deadlines[i], e->now))
			return &e->derived.deadlines[i];
	return NULL;
}

/* Only what the example says is looked at. */
static void
check_text(const struct scenario *e, const struct stanza *wanted,
	const char *key, const char *found)
{
	const char *text = stanza_value(wanted, key, key);

	ck_assert_msg(text == NULL || strcmp(text, found) == 0,
		"%s [%s %s] %s: 应为“%s”，得“%s”", e->where, wanted->kind,
		wanted->name, key, text == NULL ? "" : text, found);
}

static void
check_found(const struct scenario *e, const struct stanza *wanted)
{
	const struct violation *v = find(e, wanted->name);
	char text[DATE_TEXT];

	ck_assert_msg(v != NULL, "%s: 没有发现 %s", e->where, wanted->name);
	check_text(e, wanted, "应于", date_format(v->due, text));
	check_text(e, wanted, "实于", date_format(v->actual, text));
	check_text(e, wanted, "起因", date_format(v->cause.day, text));
	check_text(e, wanted, "期限", v->clock == NULL ? "" : v->clock->id);
}

static void
check_missing(const struct scenario *e, const struct stanza *wanted)
{
	const struct deadline *clock = find_missing(e, wanted->name);
	char text[DATE_TEXT];

	ck_assert_msg(
		clock != NULL, "%s: 没有到期未办的 %s", e->where, wanted->name);
	check_text(e, wanted, "应于", date_format(clock->due.day, text));
	check_text(e, wanted, "期限", clock->rule->id);
}

static void
check_absent(const struct scenario *e, const struct stanza *wanted)
{
	const struct violation_rule *rule = law_violation(law, wanted->name);

	ck_assert_msg(rule != NULL, "%s: 没有编号 %s", e->where, wanted->name);
	ck_assert_msg(find(e, wanted->name) == NULL &&
			      (rule->causes.count > 0 ||
				      find_missing(e, wanted->name) == NULL),
		"%s: 不应当发现 %s", e->where, wanted->name);
}

static const struct {
	const char *kind;
	void (*check)(const struct scenario *e, const struct stanza *wanted);
} checks[] = {
	{ "违反", check_found },
	{ "未办", check_missing },
	{ "没有", check_absent },
};

static void
check_example(const struct scenario *e)
{
	for (size_t i = 0; i < e->body.count; i++)
		for (size_t j = 0; j < ARRAY_LENGTH(checks); j++)
			if (strcmp(e->body.stanzas[i].kind, checks[j].kind) ==
				0)
				checks[j].check(e, &e->body.stanzas[i]);
}

START_TEST(examples_find_what_they_say)
{
	struct stanza_file file;

	load_case(&arena, "tests/law/violation.case", &file);
	ck_assert_uint_gt(file.count, 0);
	for (size_t i = 0; i < file.count; i = scenario_end(&file, i)) {
		struct scenario example = scenario_read(&file, i);

		check_example(&example);
	}
}
END_TEST

static bool
is_exempt(const char *id)
{
	for (size_t i = 0; i < ARRAY_LENGTH(exempt); i++)
		if (strcmp(exempt[i], id) == 0)
			return true;
	return false;
}

static bool
is_named(const struct stanza_file *file, const char *kind, const char *id)
{
	for (size_t i = 0; i < file->count; i++)
		if (strcmp(file->stanzas[i].kind, kind) == 0 &&
			strcmp(file->stanzas[i].name, id) == 0)
			return true;
	return false;
}

START_TEST(every_stanza_has_both_examples)
{
	struct stanza_file file;
	size_t count, without = 0;
	const struct violation_rule *rules = law_violations(law, &count);

	load_case(&arena, "tests/law/violation.case", &file);
	for (size_t i = 0; i < count; i++) {
		const char *id = rules[i].id;
		bool is_found = is_named(&file, "违反", id) ||
				is_named(&file, "未办", id);

		if (is_exempt(id) || (is_found && is_named(&file, "没有", id)))
			continue;
		printf("违反 %s 没有%s的例子\n", id,
			is_found ? "不发现" : "发现");
		without++;
	}
	load_count("违反", count, without);
}
END_TEST

/* A code that nothing derives says so in the list of the exempt. */
START_TEST(every_code_can_be_found)
{
	size_t count, clocks;
	const struct violation_rule *rules = law_violations(law, &count);
	const struct deadline_rule *deadlines = law_deadlines(law, &clocks);

	for (size_t i = 0; i < count; i++) {
		bool is_found = rules[i].causes.count > 0;

		for (size_t j = 0; j < clocks && !is_found; j++)
			is_found = strcmp(deadlines[j].violation,
					   rules[i].code) == 0 ||
				   strcmp(deadlines[j].missing,
					   rules[i].code) == 0;
		ck_assert_msg(is_found != is_exempt(rules[i].id),
			"%s: 没有期限也没有起因", rules[i].id);
	}
}
END_TEST

/* LAW §2.1 and §2.2, last column. */
static const char *const codes[] = { "REPORT_LATE", "DEFENDER_LINKED",
	"M_NOT_NOTIFIED", "M_LATE", "HEARING_WITHOUT_COUNSEL", "P_NOT_NOTIFIED",
	"D_NOT_NOTIFIED", "HELP_REQUEST_UNANSWERED", "ADVICE_MISSING",
	"ADVICE_LATE", "ADVICE_ITEM_MISSING", "ADVICE_UNSIGNED",
	"ENCLOSURE_MISSING", "NOTICE_FIELD_MISSING", "ASSIGN_LATE",
	"REPLY_LATE", "LETTER_FIELD_MISSING", "MATERIAL_LATE",
	"REFUSAL_REASON_NOT_EXAMINED", "RENOTIFY_LATE",
	"M_LEFT_WITHOUT_COUNSEL", "TERMINATION_MISSING",
	"CHANGE_WITHOUT_REASON", "NO_ELIGIBLE_LAWYER", "REMAND_GROUND_ART11",
	"ACCOUNTABILITY", "RIGHT_REFUSED_NO_REASON", "COUNSEL_NOT_TOLD",
	"FILE_ACCESS_LATE", "NO_REASON", "LIMIT_IMPOSED", "FEE_CHARGED",
	"EVIDENCE_REPLY_LATE", "NO_WRITTEN_REASON", "OPINION_NOT_ADDRESSED",
	"COMPLAINT_OPEN", "NO_MEETING", "NO_FILE_READING", "OPINION_LATE",
	"SUGGESTION_NO_FEEDBACK", "REFUSAL_NO_RECORD", "FEEDBACK_MISSING" };

START_TEST(the_tables_codes_are_there)
{
	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++)
		ck_assert_msg(law_violation_code(law, codes[i]) != NULL,
			"代码 %s 没有 [违反] 段", codes[i]);
}
END_TEST

/* The loader lets a site name its own targets; ours are in the table. */
START_TEST(clocks_name_codes_of_the_table)
{
	size_t count;
	const struct deadline_rule *rules = law_deadlines(law, &count);

	for (size_t i = 0; i < count; i++)
		ck_assert_msg(rules[i].missing[0] == '\0' ||
				      law_violation_code(
					      law, rules[i].missing) != NULL,
			"期限 %s 的代码 %s 没有 [违反] 段", rules[i].id,
			rules[i].missing);
}
END_TEST

#define HEAD(id)                                                               \
	"[违反 " id "]\n名称: 试\n责任: 法院\n依据: 试\n等级: V\n" \
	"施行: 2013-01-01\n"
#define CLOCK                                                                                \
	"[期限 试]\n名称: 试\n起算: 试.开始\n完成: 试.完成\n期限: 3 日\n" \
	"责任: 法院\n性质: 法定\n依据: 试\n等级: V\n施行: 2013-01-01\n"       \
	"违反: NOWHERE\n"

static const struct {
	const char *text;
	const char *says;
} mistakes[] = {
	{ HEAD("A") CLOCK, "没有代码“NOWHERE”" },
	{ HEAD("A") HEAD("A"), "编号“A”已在" },
	{ HEAD("A") "此前有: 试.开始\n", "就要有“起因”" },
	{ HEAD("A") "起因: 开始\n", "不像事件" },
	{ HEAD("A") "起因: 试.开始\n已有违反: B\n", "没有代码“B”" },
	{ HEAD("A") "起因: 试.开始\n" HEAD(
		  "B") "起因: 试.开始\n已有违反: A\n" HEAD("C") "起因: "
								"试.开始\n前审"
								"违反: B\n",
		"自己也看别的违反" },
};

START_TEST(mistakes_do_not_load)
{
	struct problems problems = { .arena = &arena };
	struct law *tried = law_new(&arena);
	struct err err = { 0 };

	law_add(tried, "t.rule", mistakes[_i].text, strlen(mistakes[_i].text),
		&problems);
	law_ready(tried, &problems);
	ck_assert(!problem_none(&problems, &err));
	ck_assert_msg(
		strstr(err.text, mistakes[_i].says) != NULL, "%s", err.text);
}
END_TEST

Suite *
suite_violation(void)
{
	Suite *suite = suite_create("violation");
	TCase *tcase = tcase_create("found");

	tcase_add_checked_fixture(tcase, setup_law, teardown_law);
	tcase_add_test(tcase, examples_find_what_they_say);
	tcase_add_test(tcase, every_stanza_has_both_examples);
	tcase_add_test(tcase, every_code_can_be_found);
	tcase_add_test(tcase, the_tables_codes_are_there);
	tcase_add_test(tcase, clocks_name_codes_of_the_table);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("mistakes");
	tcase_add_checked_fixture(tcase, NULL, teardown_law);
	tcase_add_loop_test(
		tcase, mistakes_do_not_load, 0, (int)ARRAY_LENGTH(mistakes));
	suite_add_tcase(suite, tcase);
	return suite;
}
