/* SPDX-License-Identifier: MIT */
/*
 * The violations as a table: in order of the law, each id once, and every code
 * that a clock or another violation names is there.
 */
#include "law/law_private.h"

#include <stdlib.h>
#include <string.h>

const struct violation_rule *
law_violation(const struct law *law, const char *id)
{
	for (size_t i = 0; i < law->violation_count; i++)
		if (strcmp(law->violations[i].id, id) == 0)
			return &law->violations[i];
	return NULL;
}

const struct violation_rule *
law_violation_code(const struct law *law, const char *code)
{
	for (size_t i = 0; i < law->violation_count; i++)
		if (strcmp(law->violations[i].code, code) == 0)
			return &law->violations[i];
	return NULL;
}

static const char *
base_name(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash == NULL ? file : slash + 1;
}

/* By file, then line, whoever read it first. */
static int
compare(const void *a, const void *b)
{
	const struct violation_rule *x = a;
	const struct violation_rule *y = b;
	int by = strcmp(
		base_name(x->authority.file), base_name(y->authority.file));

	return by != 0 ? by
		       : (x->authority.line > y->authority.line) -
				 (x->authority.line < y->authority.line);
}

static void
check_ids(const struct law *law, struct problems *problems)
{
	for (size_t i = 1; i < law->violation_count; i++) {
		const struct violation_rule *rule = &law->violations[i];
		const struct violation_rule *first =
			law_violation(law, rule->id);

		if (first != NULL && first != rule)
			problem_add(problems, rule->authority.file,
				rule->authority.line,
				"编号“%s”已在 %s 第 %d 行用过，换一个；同一代码写在“代码”里",
				rule->id, first->authority.file,
				first->authority.line);
	}
}

static void
check_code(const struct law *law, const struct authority *at, const char *code,
	struct problems *problems)
{
	if (code[0] != '\0' && law_violation_code(law, code) == NULL)
		problem_add(problems, at->file, at->line,
			"没有代码“%s”的 [违反] 段；先写上，这里才能用", code);
}

/* A house target is the site's own, and so is what it calls a lapse of it. */
static void
check_clocks(const struct law *law, struct problems *problems)
{
	for (size_t i = 0; i < law->deadline_count; i++) {
		const struct deadline_rule *rule = &law->deadlines[i];

		if (rule->nature == NATURE_HOUSE)
			continue;
		check_code(law, &rule->authority, rule->violation, problems);
		if (strcmp(rule->missing, rule->violation) != 0)
			check_code(
				law, &rule->authority, rule->missing, problems);
	}
}

/* What is found by another violation is looked for after all that are not:
 * one step, no circles. */
static void
check_found(const struct law *law, const struct violation_rule *rule,
	const struct any_of *codes, size_t count, struct problems *problems)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < codes[i].count; j++) {
			const char *code = codes[i].names[j];
			const struct violation_rule *named =
				law_violation_code(law, code);

			check_code(law, &rule->authority, code, problems);
			if (named == NULL ||
				(named->found_count == 0 &&
					named->found_before_count == 0))
				continue;
			problem_add(problems, rule->authority.file,
				rule->authority.line,
				"“%s”自己也看别的违反，不能写在“%s”里", code,
				rule->id);
		}
}

void
law_violations_ready(struct law *law, struct problems *problems)
{
	/* A law without the table (a draft, a test) names codes freely. */
	if (law->violation_count == 0)
		return;
	qsort(law->violations, law->violation_count, sizeof *law->violations,
		compare);
	check_ids(law, problems);
	check_clocks(law, problems);
	for (size_t i = 0; i < law->violation_count; i++) {
		const struct violation_rule *rule = &law->violations[i];

		check_found(
			law, rule, rule->found, rule->found_count, problems);
		check_found(law, rule, rule->found_before,
			rule->found_before_count, problems);
	}
}
