/* SPDX-License-Identifier: MIT */
/*
 * The law as it was loaded: takes files, checks what stands between stanzas,
 * gives out tables. Reading a stanza is rule_read.c and calendar.c.
 */
#include "law/law.h"

#include "base/attr.h"
#include "base/buf.h"
#include "base/embed.h"
#include "law/law_private.h"

#include <stdlib.h>
#include <string.h>

static const char *
base_name(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash == NULL ? file : slash + 1;
}

static bool
ends_with(const char *text, const char *end)
{
	size_t length = strlen(text);
	size_t end_length = strlen(end);

	return length >= end_length &&
	       strcmp(text + length - end_length, end) == 0;
}

struct law *
law_new(struct arena *arena)
{
	struct law *law = arena_alloc(arena, sizeof *law);

	law->arena = arena;
	law->calendar = calendar_new(arena);
	return law;
}

static void
keep_text(struct law *law, const struct embedded *file)
{
	struct law_text text = { .name = base_name(file->path) };

	memcpy(text.digest, file->digest, sizeof text.digest);
	law->texts = arena_grow(
		law->arena, law->texts, law->text_count, sizeof *law->texts);
	law->texts[law->text_count++] = text;
}

void
law_add_shipped(
	struct law *law, const struct embedded *file, struct problems *problems)
{
	struct stanza_file stanzas;

	if (!ends_with(file->path, ".cal") && !ends_with(file->path, ".rule")) {
		problem_add(problems, file->path, 0,
			"不是规则也不是日历；文件名应以 .rule 或 .cal 结尾");
		return;
	}
	keep_text(law, file);
	stanza_read(law->arena, file->path, (const char *)file->bytes,
		file->length, &stanzas, problems);
	if (ends_with(file->path, ".cal"))
		calendar_add(law->calendar, &stanzas, problems);
	else
		rule_read(law, &stanzas, problems);
}

void
law_add(struct law *law, const char *file, const char *bytes, size_t length,
	struct problems *problems)
{
	char digest[DIGEST_TEXT];
	const struct embedded as_shipped = { arena_copy(law->arena, file),
		(const unsigned char *)bytes, length, digest };

	digest_text(DIGEST_SHA256, bytes, length, digest);
	law_add_shipped(law, &as_shipped, problems);
}

/* By file and line: the order of the law, whoever read it first. */
static int
compare_place(const struct authority *a, const struct authority *b)
{
	int by_file = strcmp(base_name(a->file), base_name(b->file));

	return by_file != 0 ? by_file
			    : (a->line > b->line) - (a->line < b->line);
}

static int
compare_deadlines(const void *a, const void *b)
{
	const struct deadline_rule *x = a;
	const struct deadline_rule *y = b;

	return compare_place(&x->authority, &y->authority);
}

static int
compare_rows(const void *a, const void *b)
{
	const struct class_row *x = a;
	const struct class_row *y = b;

	return compare_place(&x->authority, &y->authority);
}

static int
compare_refusals(const void *a, const void *b)
{
	const struct refusal_row *x = a;
	const struct refusal_row *y = b;

	return compare_place(&x->authority, &y->authority);
}

/* By code, then since when: as they are given out. */
static int
compare_regions(const void *a, const void *b)
{
	const struct region *x = a;
	const struct region *y = b;
	int by_code = strcmp(x->code, y->code);

	return by_code != 0
		       ? by_code
		       : date_compare(x->authority.from, y->authority.from);
}

static int
compare_texts(const void *a, const void *b)
{
	const struct law_text *x = a;
	const struct law_text *y = b;
	int by_name = strcmp(x->name, y->name);

	return by_name != 0 ? by_name : strcmp(x->digest, y->digest);
}

static void
take_digest(struct law *law)
{
	struct buf all = { 0 };

	for (size_t i = 0; i < law->text_count; i++)
		buf_addf(&all, "%s %s\n", law->texts[i].digest,
			law->texts[i].name);
	if (calendar_has_local(law->calendar))
		buf_addf(&all, "region %s\n", law->region);
	digest_text(DIGEST_SHA256, buf_text(&all), all.length, law->digest);
	buf_free(&all);
}

bool
law_set_region(struct law *law, const char *code)
{
	if (!calendar_set_region(law->calendar, code))
		return false;
	/* calendar.c took two digits or none. */
	memcpy(law->region, code, strlen(code) + 1);
	if (law->digest[0] != '\0')
		take_digest(law);
	return true;
}

static void
twice(const struct authority *at, const char *id, const struct authority *first,
	struct problems *problems)
{
	problem_add(problems, at->file, at->line,
		"编号“%s”已在 %s 第 %d 行用过，换一个", id, first->file,
		first->line);
}

static void
check_row_ids(const struct class_table *table, struct problems *problems)
{
	for (size_t i = 1; i < table->count; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(table->rows[i].id, table->rows[j].id) == 0)
				twice(&table->rows[i].authority,
					table->rows[i].id,
					&table->rows[j].authority, problems);
}

/* A lead group is one duty: the same start, the same organ. */
static void
check_pair(const struct deadline_rule *rule, const struct deadline_rule *before,
	struct problems *problems)
{
	if (strcmp(rule->id, before->id) == 0)
		twice(&rule->authority, rule->id, &before->authority, problems);
	if (rule->lead == NULL || before->lead == NULL ||
		strcmp(rule->lead, before->lead) != 0)
		return;
	if (strcmp(rule->start, before->start) != 0 ||
		strcmp(rule->duty, before->duty) != 0)
		problem_add(problems, rule->authority.file,
			rule->authority.line,
			"“%s”和“%s”同组“%s”，起算和责任应当一样", rule->id,
			before->id, rule->lead);
}

static void
check_deadlines(const struct law *law, struct problems *problems)
{
	for (size_t i = 1; i < law->deadline_count; i++)
		for (size_t j = 0; j < i; j++)
			check_pair(&law->deadlines[i], &law->deadlines[j],
				problems);
}

/* The table is total because its last row asks nothing and does not end. */
static void
check_total(const struct law *law, struct problems *problems)
{
	const struct class_row *last;

	if (law->classes.count == 0)
		return;
	last = &law->classes.rows[law->classes.count - 1];
	if (last->condition_count > 0 || date_is_set(last->authority.until))
		problem_add(problems, last->authority.file,
			last->authority.line,
			"类别表最后一行“%s”不应有条件和失效日，否则有人没有类别",
			last->id);
	for (size_t i = 0; i + 1 < law->classes.count; i++) {
		const struct class_row *row = &law->classes.rows[i];

		if (row->condition_count == 0)
			problem_add(problems, row->authority.file,
				row->authority.line,
				"类别“%s”没有条件，下面各行都用不上", row->id);
	}
}

/* Total as the class table is: the last row asks nothing and does not end. */
static void
check_refusals(const struct law *law, struct problems *problems)
{
	for (size_t i = 0; i < law->refusal_count; i++) {
		const struct refusal_row *row = &law->refusals[i];
		bool is_last = i + 1 == law->refusal_count;
		bool is_open = row->condition_count == 0;

		for (size_t j = 0; j < i; j++)
			if (strcmp(row->id, law->refusals[j].id) == 0)
				twice(&row->authority, row->id,
					&law->refusals[j].authority, problems);
		if (is_last && (!is_open || date_is_set(row->authority.until)))
			problem_add(problems, row->authority.file,
				row->authority.line,
				"拒绝表最后一行“%s”不应有条件和失效日，否则有的拒绝没有结果",
				row->id);
		if (!is_last && is_open)
			problem_add(problems, row->authority.file,
				row->authority.line,
				"拒绝“%s”没有条件，下面各行都用不上", row->id);
	}
}

/* One code, one name; and on one day a region has one scope. */
static void
check_region_pair(const struct region *region, const struct region *before,
	struct problems *problems)
{
	const struct authority *at = &region->authority;
	bool is_code = strcmp(region->code, before->code) == 0;

	if (is_code != (strcmp(region->name, before->name) == 0)) {
		problem_add(problems, at->file, at->line,
			"“%s”的代码 %s 与 %s 第 %d 行“%s”的 %s 对不上；一个地区一个代码",
			region->name, region->code, before->authority.file,
			before->authority.line, before->name, before->code);
		return;
	}
	if (is_code &&
		(!date_is_set(before->authority.until) ||
			date_compare(at->from, before->authority.until) < 0))
		problem_add(problems, at->file, at->line,
			"“%s”与 %s 第 %d 行的日子重叠；前一段写上“失效”",
			region->name, before->authority.file,
			before->authority.line);
}

static void
check_regions(const struct law *law, struct problems *problems)
{
	for (size_t i = 1; i < law->region_count; i++)
		for (size_t j = 0; j < i; j++)
			check_region_pair(
				&law->regions[i], &law->regions[j], problems);
}

void
law_ready(struct law *law, struct problems *problems)
{
	if (law->deadline_count > 0)
		qsort(law->deadlines, law->deadline_count,
			sizeof *law->deadlines, compare_deadlines);
	if (law->classes.count > 0)
		qsort(law->classes.rows, law->classes.count,
			sizeof *law->classes.rows, compare_rows);
	if (law->conflicts.count > 0)
		qsort(law->conflicts.rows, law->conflicts.count,
			sizeof *law->conflicts.rows, compare_rows);
	if (law->refusal_count > 0)
		qsort(law->refusals, law->refusal_count, sizeof *law->refusals,
			compare_refusals);
	if (law->region_count > 0)
		qsort(law->regions, law->region_count, sizeof *law->regions,
			compare_regions);
	if (law->text_count > 0)
		qsort(law->texts, law->text_count, sizeof *law->texts,
			compare_texts);
	law_violations_ready(law, problems);
	check_deadlines(law, problems);
	check_row_ids(&law->classes, problems);
	check_row_ids(&law->conflicts, problems);
	check_total(law, problems);
	check_refusals(law, problems);
	check_regions(law, problems);
	take_digest(law);
}

const struct calendar *
law_calendar(const struct law *law)
{
	return law->calendar;
}

const struct deadline_rule *
law_deadlines(const struct law *law, size_t *count)
{
	*count = law->deadline_count;
	return law->deadlines;
}

const struct class_row *
law_classes(const struct law *law, size_t *count)
{
	*count = law->classes.count;
	return law->classes.rows;
}

const struct class_row *
law_conflicts(const struct law *law, size_t *count)
{
	*count = law->conflicts.count;
	return law->conflicts.rows;
}

const struct refusal_row *
law_refusals(const struct law *law, size_t *count)
{
	*count = law->refusal_count;
	return law->refusals;
}

const struct violation_rule *
law_violations(const struct law *law, size_t *count)
{
	*count = law->violation_count;
	return law->violations;
}

const struct region *
law_regions(const struct law *law, size_t *count)
{
	*count = law->region_count;
	return law->regions;
}

const struct deadline_rule *
law_deadline(const struct law *law, const char *id)
{
	for (size_t i = 0; i < law->deadline_count; i++)
		if (strcmp(law->deadlines[i].id, id) == 0)
			return &law->deadlines[i];
	return NULL;
}

bool
law_makes_event(const struct law *law, const char *event)
{
	static const char by_class[] = "资格.";
	static const char ran_out[] = "届满.";
	const char *rest = event + sizeof ran_out - 1;

	if (strncmp(event, ran_out, sizeof ran_out - 1) == 0)
		return law_deadline(law, rest) != NULL;
	if (strncmp(event, by_class, sizeof by_class - 1) != 0)
		return false;
	for (size_t i = 0; i < law->classes.count; i++)
		if (strcmp(law->classes.rows[i].class_, rest) == 0)
			return true;
	return false;
}

const char *
law_digest(const struct law *law)
{
	return law->digest;
}

const struct region *
law_region(const struct law *law, const char *code, struct date day)
{
	for (size_t i = 0; i < law->region_count; i++)
		if (strcmp(law->regions[i].code, code) == 0 &&
			authority_holds(&law->regions[i].authority, day))
			return &law->regions[i];
	return NULL;
}

bool
deadline_is_right(const struct deadline_rule *rule)
{
	return rule->violation[0] == '\0' && rule->nature != NATURE_HOUSE;
}

bool
authority_holds(const struct authority *authority, struct date day)
{
	return date_compare(authority->from, day) <= 0 &&
	       (!date_is_set(authority->until) ||
		       date_compare(day, authority->until) < 0);
}

bool
any_of_has(const struct any_of *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->names[i], name) == 0)
			return true;
	return false;
}
