/* SPDX-License-Identifier: MIT */
/*
 * Forms and law held against each other: facts of the vocabulary with fitting
 * types, rights that exist, events that some form makes, duties that somebody
 * bears.
 */
#include "desk/duty.h"
#include "desk/library.h"
#include "desk/scope.h"

#include <string.h>

/* Do the values that a field can take suit the fact? */
static bool
type_fits(const struct form_field *field, enum fact_type type)
{
	const char *word = field->type->word;

	switch (type) {
	case FACT_TEXT:
		return true;
	case FACT_DATE:
		return strcmp(word, "日期") == 0 || strcmp(word, "时刻") == 0;
	case FACT_YES_NO:
		return strcmp(word, "是否") == 0;
	case FACT_CHOICE:
		return strcmp(word, "选择") == 0;
	case FACT_MANY:
		return strcmp(word, "多选") == 0;
	}
	return false;
}

static bool
is_choice_of(const struct fact *fact, const char *word)
{
	for (size_t i = 0; fact->choices[i] != NULL; i++)
		if (strcmp(fact->choices[i], word) == 0)
			return true;
	return false;
}

static void
check_choices(const struct form *form, const struct form_field *field,
	const struct fact *fact, struct problems *problems)
{
	if (fact->choices == NULL)
		return;
	for (size_t i = 0; i < field->choice_count; i++)
		if (!is_choice_of(fact, field->choices[i]))
			problem_add(problems, form->file, field->line,
				"选项“%s”不在事实“%s”的词表里",
				field->choices[i], fact->name);
}

static void
check_fact(const struct form *form, const struct form_fact *set,
	struct problems *problems)
{
	const struct fact *fact = fact_find(set->name);

	if (fact == NULL) {
		problem_add(problems, form->file, set->line,
			"事实“%s”不在词表里（bianhu law facts 可列出）",
			set->name);
		return;
	}
	if (fact->noun == NOUN_STANDING) {
		problem_add(problems, form->file, set->line,
			"“%s”由程序推出，表单不能写", set->name);
		return;
	}
	if (set->field < 0) {
		if (fact->choices != NULL && !is_choice_of(fact, set->word))
			problem_add(problems, form->file, set->line,
				"“%s”不是事实“%s”可取的词", set->word,
				fact->name);
		return;
	}
	if (!type_fits(&form->fields[set->field], fact->type)) {
		problem_add(problems, form->file, form->fields[set->field].line,
			"栏目“%s”的类型不合事实“%s”",
			form->fields[set->field].name, fact->name);
		return;
	}
	check_choices(form, &form->fields[set->field], fact, problems);
}

static void
check_right(const struct form *form, struct problems *problems)
{
	if (scope_noun(form->right) == NULL)
		problem_add(problems, form->file, form->right_line,
			"权限“%s”没有；可用：案件 告知 征询 决定 签署 看守进展 援助进展 援助文书 帮助 指派 律师名册 值班 规则 追责 说明 文书",
			form->right);
}

static void
check_event(struct library *l, const struct authority *at, const char *what,
	const char *event, struct problems *problems)
{
	if (law_makes_event(library_law(l), event) ||
		library_form_making(l, event) != NULL)
		return;
	problem_add(problems, at->file, at->line,
		"%s的事件“%s”没有哪张表单会产生", what, event);
}

static void
check_events(struct library *l, const struct authority *at, const char *what,
	const struct any_of *events, struct problems *problems)
{
	for (size_t i = 0; i < events->count; i++)
		check_event(l, at, what, events->names[i], problems);
}

static void
check_duty(const struct deadline_rule *rule, struct problems *problems)
{
	if (!duty_is_known(rule->duty))
		problem_add(problems, rule->authority.file,
			rule->authority.line, "“责任: %s”不对；可以是 %s",
			rule->duty, duty_list(problems->arena));
}

static void
check_deadlines(struct library *l, struct problems *problems)
{
	size_t count;
	const struct deadline_rule *rules =
		law_deadlines(library_law(l), &count);

	for (size_t i = 0; i < count; i++) {
		const struct authority *at = &rules[i].authority;

		check_duty(&rules[i], problems);
		check_event(l, at, "起算", rules[i].start, problems);
		check_events(l, at, "完成", &rules[i].ends, problems);
		check_events(l, at, "截止", &rules[i].stops, problems);
	}
}

static void
check_violations(struct library *l, struct problems *problems)
{
	size_t count;
	const struct violation_rule *rules =
		law_violations(library_law(l), &count);

	for (size_t i = 0; i < count; i++) {
		const struct violation_rule *rule = &rules[i];
		const struct authority *at = &rule->authority;

		check_events(l, at, "起因", &rule->causes, problems);
		check_events(l, at, "此前没有", &rule->lacks, problems);
		for (size_t j = 0; j < rule->need_count; j++)
			check_events(
				l, at, "此前有", &rule->needs[j], problems);
		check_events(l, at, "视为没有", &rule->voids, problems);
		check_events(l, at, "补上", &rule->remedies, problems);
	}
}

/* What opens an event again (只一次 … 直到) is somebody's to make. */
static void
check_until(struct library *l, const struct form *form,
	const struct form_event *event, struct problems *problems)
{
	for (size_t i = 0; i < event->until_count; i++)
		if (library_form_making(l, event->until[i]) == NULL)
			problem_add(problems, form->file, form->right_line,
				"只一次 直到的事件“%s”没有哪张表单会产生",
				event->until[i]);
}

static void
check_form(
	struct library *l, const struct form *form, struct problems *problems)
{
	check_right(form, problems);
	for (size_t i = 0; i < form->event_count; i++)
		check_until(l, form, &form->events[i], problems);
	for (size_t i = 0; i < form->fact_count; i++)
		check_fact(form, &form->facts[i], problems);
}

void
library_check(struct library *library, struct problems *problems)
{
	const struct form *const *forms;
	size_t count;

	if (!library_read_all(library, problems))
		return;
	forms = library_forms(library, &count);
	for (size_t i = 0; i < count; i++)
		check_form(library, forms[i], problems);
	check_deadlines(library, problems);
	check_violations(library, problems);
}
