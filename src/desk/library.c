/* SPDX-License-Identifier: MIT */
/*
 * Loads forms and law, and holds them against each other: the one place
 * where the two meet.
 */
#include "desk/library.h"

#include "base/embed.h"
#include "desk/scope.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

/* A pointer to a form is as large as any (clang-tidy suspects its sizeof). */
enum { SLOT_BYTES = sizeof(void *) };

struct library {
	struct arena arena;
	struct law *law;
	const struct form **forms;
	size_t form_count;
	const struct form **sealed; /* older versions, read from the store */
	size_t sealed_count;
};

static bool
ends_with(const char *text, const char *ending)
{
	size_t n = strlen(text), m = strlen(ending);

	return n >= m && strcmp(text + n - m, ending) == 0;
}

static void
add_form(struct library *l, const struct form *form)
{
	for (size_t i = 0; i < l->form_count; i++)
		if (strcmp(l->forms[i]->id, form->id) == 0) {
			l->forms[i] = form;
			return;
		}
	l->forms = arena_grow(&l->arena, l->forms, l->form_count, SLOT_BYTES);
	l->forms[l->form_count++] = form;
}

static void
add_text(struct library *l, const struct library_text *text,
	struct problems *problems)
{
	const struct form *form;

	if (!ends_with(text->file, ".form")) {
		law_add(l->law, text->file, text->bytes, text->length,
			problems);
		return;
	}
	form = form_load(
		&l->arena, text->file, text->bytes, text->length, problems);
	if (form != NULL)
		add_form(l, form);
}

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
		problem_add(problems, form->file, 0,
			"事实“%s”不在词表里（bianhu law facts 可列出）",
			set->name);
		return;
	}
	if (fact->noun == NOUN_STANDING) {
		problem_add(problems, form->file, 0,
			"“%s”由程序推出，表单不能写", set->name);
		return;
	}
	if (set->field < 0) {
		if (fact->choices != NULL && !is_choice_of(fact, set->word))
			problem_add(problems, form->file, 0,
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
		problem_add(problems, form->file, 0,
			"权限“%s”没有；可用：案件 告知 征询 决定 签署 文书",
			form->right);
}

static bool
form_makes_event(const struct form *form, const char *event)
{
	for (size_t i = 0; i < form->event_count; i++)
		if (strcmp(form->events[i].name, event) == 0)
			return true;
	return false;
}

const struct form *
library_form_making(const struct library *library, const char *event)
{
	const struct form *found = NULL;

	for (size_t i = 0; i < library->form_count; i++) {
		const struct form *f = library->forms[i];

		if (form_makes_event(f, event) &&
			(found == NULL || found->kind == FORM_REGISTER))
			found = f;
	}
	return found;
}

static void
check_event(const struct library *l, const struct authority *at,
	const char *what, const char *event, struct problems *problems)
{
	if (law_makes_event(l->law, event) ||
		library_form_making(l, event) != NULL)
		return;
	problem_add(problems, at->file, at->line,
		"%s的事件“%s”没有哪张表单会产生", what, event);
}

static void
check_deadlines(const struct library *l, struct problems *problems)
{
	size_t count;
	const struct deadline_rule *rules = law_deadlines(l->law, &count);

	for (size_t i = 0; i < count; i++) {
		const struct authority *at = &rules[i].authority;

		check_event(l, at, "起算", rules[i].start, problems);
		for (size_t j = 0; j < rules[i].end_count; j++)
			check_event(l, at, "完成", rules[i].ends[j], problems);
	}
}

static void
check_violations(const struct library *l, struct problems *problems)
{
	size_t count;
	const struct violation_rule *rules = law_violations(l->law, &count);

	for (size_t i = 0; i < count; i++) {
		const struct authority *at = &rules[i].authority;

		for (size_t j = 0; j < rules[i].cause_count; j++)
			check_event(
				l, at, "起因", rules[i].causes[j], problems);
		for (size_t j = 0; j < rules[i].lack_count; j++)
			check_event(l, at, "此前", rules[i].lacks[j], problems);
	}
}

static void
check_library(const struct library *l, struct problems *problems)
{
	for (size_t i = 0; i < l->form_count; i++) {
		check_right(l->forms[i], problems);
		for (size_t j = 0; j < l->forms[i]->fact_count; j++)
			check_fact(
				l->forms[i], &l->forms[i]->facts[j], problems);
	}
	check_deadlines(l, problems);
	check_violations(l, problems);
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* Is a shipped file replaced by one of the same name? */
static bool
is_replaced(const char *path, const struct library_text *more, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(base_name(path), base_name(more[i].file)) == 0)
			return true;
	return false;
}

struct library *
library_new(const struct library_text *more, size_t count,
	struct problems *problems)
{
	struct library *l = calloc(1, sizeof *l);

	if (l == NULL)
		abort();
	l->law = law_new(&l->arena);
	for (size_t i = 0; i < embedded_forms_count; i++)
		if (!is_replaced(embedded_forms[i].path, more, count))
			add_text(l,
				&(struct library_text){ embedded_forms[i].path,
					(const char *)embedded_forms[i].bytes,
					embedded_forms[i].length },
				problems);
	for (size_t i = 0; i < count; i++)
		add_text(l, &more[i], problems);
	law_ready(l->law, problems);
	check_library(l, problems);
	if (problems->count > 0)
		library_free(&l);
	return l;
}

void
library_free(struct library **library)
{
	if (*library == NULL)
		return;
	arena_clear(&(*library)->arena);
	free(*library);
	*library = NULL;
}

const struct law *
library_law(const struct library *library)
{
	return library->law;
}

const struct form *
library_form(const struct library *library, const char *id)
{
	for (size_t i = 0; i < library->form_count; i++)
		if (strcmp(library->forms[i]->id, id) == 0)
			return library->forms[i];
	return NULL;
}

const struct form *const *
library_forms(const struct library *library, size_t *count)
{
	*count = library->form_count;
	return library->forms;
}

static const struct form *
find_digest(const struct form *const *forms, size_t count, const char *digest)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(forms[i]->digest, digest) == 0)
			return forms[i];
	return NULL;
}

static const char text_sql[] =
	"SELECT form, text FROM form_text WHERE digest = $1";

static const struct form *
load_sealed(
	struct library *l, struct stmt *q, const char *digest, struct err *err)
{
	struct problems problems = { .arena = &l->arena };
	size_t length;
	const char *bytes = stmt_get_bytes(q, 1, &length);
	const char *copy = arena_copy_bytes(&l->arena, bytes, length);
	const char *name =
		arena_printf(&l->arena, "库存表单 %s", stmt_get_text(q, 0));
	const struct form *form =
		form_load(&l->arena, name, copy, length, &problems);

	stmt_reset(q);
	if (form == NULL) {
		problem_none(&problems, err);
		return NULL;
	}
	if (strcmp(form->digest, digest) != 0) {
		err_set(err, ERR_DB,
			"%s的原文被改动过，与摘要不符；请运行 bianhu verify",
			name);
		return NULL;
	}
	l->sealed =
		arena_grow(&l->arena, l->sealed, l->sealed_count, SLOT_BYTES);
	l->sealed[l->sealed_count++] = form;
	return form;
}

const struct form *
library_sealed_form(struct library *library, struct store *store,
	const char *digest, struct err *err)
{
	const struct form *form =
		find_digest(library->forms, library->form_count, digest);
	struct stmt *q;

	if (form == NULL)
		form = find_digest(
			library->sealed, library->sealed_count, digest);
	if (form != NULL)
		return form;
	q = store_statement(store, text_sql, err);
	if (q == NULL)
		return NULL;
	stmt_text(q, 1, digest);
	switch (stmt_next(q, err)) {
	case STMT_FAILED:
		return NULL;
	case STMT_END:
		err_set(err, ERR_DB,
			"库里缺少表单原文（摘要 %.12s…），请运行 bianhu verify",
			digest);
		return NULL;
	case STMT_ROW:
		break;
	}
	return load_sealed(library, q, digest, err);
}
