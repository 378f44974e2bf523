/* SPDX-License-Identifier: MIT */
/*
 * tests/law/coverage: every article and paragraph of the two documents has a
 * line, and what a line names is there. What is still to come is counted.
 */
#include "base/attr.h"
#include "cli/cli.h"
#include "tests/support/tree.h"

#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_coverage(void);

static struct arena arena;
static struct library *library;

static void
setup(void)
{
	struct problems problems = { .arena = &arena };

	library = library_new(NULL, 0, &problems);
	ck_assert_ptr_nonnull(library);
}

static void
teardown(void)
{
	library_free(&library);
	arena_clear(&arena);
}

/* The articles and paragraphs as the texts have them: 司发通〔2017〕106号
 * (cover letter, preamble, 26 articles), then 司发通〔2018〕149号, whose third
 * paragraph of part two is taken duty by duty. */
static const char *const places[] = { "106号通知", "办法引言", "办法1",
	"办法2(1)", "办法2(2)", "办法2(3)", "办法2(4)", "办法2(5)", "办法3",
	"办法4(1)", "办法4(2)", "办法5(1)", "办法5(2)", "办法5(3)", "办法6(1)",
	"办法6(2)", "办法7(1)", "办法7(2)", "办法8(1)", "办法8(2)", "办法8(3)",
	"办法9(1)", "办法9(2)", "办法10", "办法11", "办法12", "办法13",
	"办法14", "办法15(1)", "办法15(2)", "办法16", "办法17", "办法18",
	"办法19", "办法20(1)", "办法20(2)", "办法20(3)", "办法21", "办法22(1)",
	"办法22(2)", "办法22(3)", "办法23", "办法24", "办法25", "办法26",
	"149号引言", "149号一(1)", "149号一(2)", "149号一(3)", "149号二(1)",
	"149号二(2)", "149号二(3)-1", "149号二(3)-2", "149号二(3)-3",
	"149号二(3)-4", "149号二(3)-5", "149号二(3)-6", "149号二(3)-7",
	"149号三(1)", "149号三(2)", "149号三(3)", "149号三(4)" };

static bool
is_deadline(const char *id)
{
	return law_deadline(library_law(library), id) != NULL;
}

static bool
has_row(const struct class_row *rows, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].id, id) == 0)
			return true;
	return false;
}

static bool
is_class(const char *id)
{
	size_t count;
	const struct class_row *rows =
		law_classes(library_law(library), &count);

	return has_row(rows, count, id);
}

static bool
is_conflict(const char *id)
{
	size_t count;
	const struct class_row *rows =
		law_conflicts(library_law(library), &count);

	return has_row(rows, count, id);
}

static bool
is_refusal(const char *id)
{
	size_t count;
	const struct refusal_row *rows =
		law_refusals(library_law(library), &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].id, id) == 0)
			return true;
	return false;
}

/* A code that is found: by a clock, or by a stanza with a cause. */
static bool
is_violation(const char *code)
{
	size_t count;
	const struct violation_rule *rules =
		law_violations(library_law(library), &count);
	const struct deadline_rule *clocks;

	for (size_t i = 0; i < count; i++)
		if (strcmp(rules[i].code, code) == 0 &&
			rules[i].causes.count > 0)
			return true;
	clocks = law_deadlines(library_law(library), &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(clocks[i].violation, code) == 0 ||
			strcmp(clocks[i].missing, code) == 0)
			return true;
	return false;
}

static bool
is_region(const char *code)
{
	size_t count;
	const struct region *regions =
		law_regions(library_law(library), &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(regions[i].code, code) == 0)
			return true;
	return false;
}

static bool
is_form(const char *id)
{
	return library_form(library, id) != NULL;
}

static bool
is_verb(const char *name)
{
	for (const struct verb *const *v = cli_verbs(); *v != NULL; v++)
		if (strcmp((*v)->name, name) == 0)
			return true;
	return false;
}

/* The verbs know no screens, so the number is read from the sources. */
static bool
is_screen(const char *code)
{
	const char *wanted =
		arena_printf(&arena, "\n\t.code = \"%s\",\n", code);
	bool is_named = false;
	glob_t found;

	ck_assert_int_eq(
		glob(tree_path(&arena, "screens/*.c"), 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc && !is_named; i++)
		is_named = strstr(tree_text(&arena, found.gl_pathv[i]),
				   wanted) != NULL;
	globfree(&found);
	return is_named;
}

static const struct {
	const char *word;
	bool (*is_there)(const char *name);
} kinds[] = {
	{ "rule ", is_deadline },
	{ "class ", is_class },
	{ "conflict ", is_conflict },
	{ "refusal ", is_refusal },
	{ "violation ", is_violation },
	{ "region ", is_region },
	{ "form ", is_form },
	{ "screen ", is_screen },
	{ "verb ", is_verb },
};

/* What the file says, and what of it is wrong. */
struct sum {
	size_t policy;
	size_t to_come;
	size_t wrong;
};

static const char policy[] = "policy, no software";
static const char to_come[] = "to come: ";

static bool
starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static bool
is_there(const char *target)
{
	for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++)
		if (starts(target, kinds[i].word))
			return kinds[i].is_there(
				target + strlen(kinds[i].word));
	return false;
}

static void
check_target(const char *place, const char *target, struct sum *sum)
{
	if (starts(target, to_come) && target[strlen(to_come)] != '\0') {
		sum->to_come++;
		return;
	}
	if (is_there(target))
		return;
	printf("%s: 没有“%s”\n", place, target);
	sum->wrong++;
}

static void
check_targets(const char *place, const char *targets, struct sum *sum)
{
	if (strcmp(targets, policy) == 0) {
		sum->policy++;
		return;
	}
	for (;;) {
		size_t length = strcspn(targets, ";");

		check_target(
			place, arena_copy_bytes(&arena, targets, length), sum);
		targets += length;
		if (*targets == '\0')
			return;
		targets += 1 + strspn(targets + 1, " ");
	}
}

/* One line of the file; the place that must stand there. */
static void
check_line(const char *line, const char *place, struct sum *sum)
{
	const char *tab = strchr(line, '\t');

	ck_assert_msg(tab != NULL, "没有制表符：%s", line);
	ck_assert_msg(
		strlen(place) == (size_t)(tab - line) && starts(line, place),
		"应为 %s：%s", place, line);
	check_targets(place, tab + 1, sum);
}

START_TEST(every_paragraph_has_its_target)
{
	const char *text =
		tree_text(&arena, tree_path(&arena, "tests/law/coverage"));
	struct sum sum = { 0 };
	size_t count = 0;

	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		const char *line = arena_copy_bytes(&arena, text, length);

		text += length + (text[length] == '\n');
		if (line[0] == '#' || line[0] == '\0')
			continue;
		ck_assert_msg(count < ARRAY_LENGTH(places), "多了：%s", line);
		check_line(line, places[count++], &sum);
	}
	printf("算例 条文对照：共 %zu，只是政策的 %zu，还有待做的 %zu 处\n",
		count, sum.policy, sum.to_come);
	ck_assert_int_eq(fflush(stdout), 0);
	ck_assert_msg(count == ARRAY_LENGTH(places), "缺 %s 及以后",
		places[count < ARRAY_LENGTH(places) ? count : 0]);
	ck_assert_uint_eq(sum.wrong, 0);
}
END_TEST

Suite *
suite_coverage(void)
{
	Suite *suite = suite_create("coverage");
	TCase *tcase = tcase_create("coverage");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, every_paragraph_has_its_target);
	suite_add_tcase(suite, tcase);
	return suite;
}
