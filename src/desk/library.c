/* SPDX-License-Identifier: MIT */
/*
 * Loads forms and law, and holds them against each other: the one place
 * where the two meet.
 */
#include "desk/library.h"

#include "base/embed.h"
#include "base/fatal.h"
#include "desk/duty.h"
#include "desk/scope.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

/* A pointer to a form is as large as any (clang-tidy suspects its sizeof). */
enum { SLOT_BYTES = sizeof(void *) };

/* A shipped form is read when it is first asked for: reading all of them was
 * half of a start (measured). */
struct slot {
	const char *id;
	struct library_text text;
	const struct form *form; /* NULL: not read yet */
};

/* A law that was loaded. Those before it stay below: screens hold parts. */
struct shelf {
	struct arena arena;
	struct law *law;
	struct shelf *below;
};

struct library {
	struct arena arena;
	struct shelf *shelf;
	int64_t mark;
	struct library_text *own; /* law beyond the shipped, from the start */
	size_t own_count;
	struct slot *slots;
	size_t slot_count;
	const struct form **forms;  /* of all slots; NULL until asked for */
	const struct form **sealed; /* older versions, read from the store */
	size_t sealed_count;
};

static const char form_ending[] = ".form";

static bool
ends_with(const char *text, const char *ending)
{
	size_t n = strlen(text), m = strlen(ending);

	return n >= m && strcmp(text + n - m, ending) == 0;
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static struct slot *
find_slot(const struct library *l, const char *id)
{
	for (size_t i = 0; i < l->slot_count; i++)
		if (strcmp(l->slots[i].id, id) == 0)
			return &l->slots[i];
	return NULL;
}

static void
add_slot(struct library *l, const struct slot *slot)
{
	struct slot *known = find_slot(l, slot->id);

	if (known != NULL) {
		*known = *slot;
		return;
	}
	l->slots = arena_grow(
		&l->arena, l->slots, l->slot_count, sizeof(*l->slots));
	l->slots[l->slot_count++] = *slot;
}

/* A shipped file is named by its form's id. */
static void
read_slot(struct library *l, struct slot *slot, struct problems *problems)
{
	const struct form *form;

	if (slot->form != NULL)
		return;
	form = form_load(&l->arena, slot->text.file, slot->text.bytes,
		slot->text.length, problems);
	if (form == NULL)
		return;
	if (strcmp(form->id, slot->id) != 0)
		problem_add(problems, slot->text.file, 0,
			"编号“%s”与文件名不符", form->id);
	slot->form = form;
}

/* A test reads every shipped form, so that none is wrong at a desk. */
static const struct form *
form_of(struct library *l, struct slot *slot)
{
	struct problems problems = { .arena = &l->arena };

	read_slot(l, slot, &problems);
	if (problems.count > 0 || slot->form == NULL)
		fatal("自带的表单有误");
	return slot->form;
}

static void
add_shipped(struct library *l, const struct library_text *text)
{
	const char *name = base_name(text->file);
	struct slot slot = { .text = *text };

	slot.id = arena_copy_bytes(
		&l->arena, name, strlen(name) - strlen(form_ending));
	add_slot(l, &slot);
}

/* Kept for the next time the law is loaded. */
static void
keep_own(struct library *l, const struct library_text *text)
{
	l->own = arena_grow(&l->arena, l->own, l->own_count, sizeof(*l->own));
	l->own[l->own_count++] = (struct library_text){
		arena_copy(&l->arena, text->file),
		arena_copy_bytes(&l->arena, text->bytes, text->length),
		text->length,
	};
}

static void
add_text(struct library *l, const struct library_text *text,
	struct problems *problems)
{
	struct slot slot = { .text = *text };

	slot.form = form_load(
		&l->arena, text->file, text->bytes, text->length, problems);
	if (slot.form == NULL)
		return;
	slot.id = slot.form->id;
	add_slot(l, &slot);
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
			"权限“%s”没有；可用：案件 告知 征询 决定 签署 规则 追责 说明 文书",
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
library_form_making(struct library *library, const char *event)
{
	const struct form *found = NULL;

	for (size_t i = 0; i < library->slot_count; i++) {
		const struct form *f = form_of(library, &library->slots[i]);

		if (form_makes_event(f, event) &&
			(found == NULL || found->kind == FORM_REGISTER))
			found = f;
	}
	return found;
}

static void
check_event(struct library *l, const struct authority *at, const char *what,
	const char *event, struct problems *problems)
{
	if (law_makes_event(l->shelf->law, event) ||
		library_form_making(l, event) != NULL)
		return;
	problem_add(problems, at->file, at->line,
		"%s的事件“%s”没有哪张表单会产生", what, event);
}

static void
check_duty(struct library *l, const struct deadline_rule *rule,
	struct problems *problems)
{
	if (!duty_is_known(rule->duty))
		problem_add(problems, rule->authority.file,
			rule->authority.line, "“责任: %s”不对；可以是 %s",
			rule->duty, duty_list(&l->shelf->arena));
}

static void
check_deadlines(struct library *l, struct problems *problems)
{
	size_t count;
	const struct deadline_rule *rules =
		law_deadlines(l->shelf->law, &count);

	for (size_t i = 0; i < count; i++) {
		const struct authority *at = &rules[i].authority;

		check_duty(l, &rules[i], problems);
		check_event(l, at, "起算", rules[i].start, problems);
		for (size_t j = 0; j < rules[i].end_count; j++)
			check_event(l, at, "完成", rules[i].ends[j], problems);
		for (size_t j = 0; j < rules[i].stop_count; j++)
			check_event(l, at, "截止", rules[i].stops[j], problems);
	}
}

static void
check_events(struct library *l, const struct authority *at, const char *what,
	const struct any_of *events, struct problems *problems)
{
	for (size_t i = 0; i < events->count; i++)
		check_event(l, at, what, events->names[i], problems);
}

static void
check_violations(struct library *l, struct problems *problems)
{
	size_t count;
	const struct violation_rule *rules =
		law_violations(l->shelf->law, &count);

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

static void
check_form(const struct form *form, struct problems *problems)
{
	check_right(form, problems);
	for (size_t i = 0; i < form->fact_count; i++)
		check_fact(form, &form->facts[i], problems);
}

void
library_check(struct library *library, struct problems *problems)
{
	for (size_t i = 0; i < library->slot_count; i++) {
		read_slot(library, &library->slots[i], problems);
		if (library->slots[i].form == NULL)
			return;
		check_form(library->slots[i].form, problems);
	}
	check_deadlines(library, problems);
	check_violations(library, problems);
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

static struct library_text
shipped(size_t i)
{
	return (struct library_text){ embedded_forms[i].path,
		(const char *)embedded_forms[i].bytes,
		embedded_forms[i].length };
}

static bool
is_form(const struct library_text *text)
{
	return ends_with(text->file, form_ending);
}

static void
add_law(struct shelf *shelf, const struct library_text *text,
	struct problems *problems)
{
	if (!is_form(text))
		law_add(shelf->law, text->file, text->bytes, text->length,
			problems);
}

static void
drop_shelf(struct shelf **shelf)
{
	struct shelf *below = (*shelf)->below;

	arena_clear(&(*shelf)->arena);
	free(*shelf);
	*shelf = below;
}

/* Own texts replace shipped ones of their name, the site's replace both. NULL
 * if there are mistakes. */
static struct shelf *
make_shelf(const struct library *l, const struct library_text *site,
	size_t count, struct problems *problems)
{
	size_t before = problems->count;
	struct shelf *shelf = calloc(1, sizeof *shelf);

	if (shelf == NULL)
		abort();
	shelf->law = law_new(&shelf->arena);
	for (size_t i = 0; i < embedded_forms_count; i++) {
		struct library_text text = shipped(i);

		if (!is_replaced(text.file, l->own, l->own_count) &&
			!is_replaced(text.file, site, count))
			add_law(shelf, &text, problems);
	}
	for (size_t i = 0; i < l->own_count; i++)
		if (!is_replaced(l->own[i].file, site, count))
			add_law(shelf, &l->own[i], problems);
	for (size_t i = 0; i < count; i++)
		add_law(shelf, &site[i], problems);
	law_ready(shelf->law, problems);
	if (problems->count > before)
		drop_shelf(&shelf);
	return shelf;
}

static void
add_forms(struct library *l, const struct library_text *more, size_t count,
	struct problems *problems)
{
	for (size_t i = 0; i < embedded_forms_count; i++) {
		struct library_text text = shipped(i);

		if (is_form(&text) && !is_replaced(text.file, more, count))
			add_shipped(l, &text);
	}
	for (size_t i = 0; i < count; i++)
		if (is_form(&more[i]))
			add_text(l, &more[i], problems);
		else
			keep_own(l, &more[i]);
}

struct library *
library_new(const struct library_text *more, size_t count,
	struct problems *problems)
{
	struct library *l = calloc(1, sizeof *l);

	if (l == NULL)
		abort();
	add_forms(l, more, count, problems);
	l->shelf = make_shelf(l, NULL, 0, problems);
	if (l->shelf != NULL && count > 0)
		library_check(l, problems);
	if (problems->count > 0)
		library_free(&l);
	return l;
}

bool
library_replace_law(struct library *library, const struct library_text *site,
	size_t count, int64_t mark, struct problems *problems)
{
	struct shelf *shelf = make_shelf(library, site, count, problems);

	if (shelf == NULL)
		return false;
	shelf->below = library->shelf;
	library->shelf = shelf;
	library->mark = mark;
	return true;
}

bool
library_check_law(struct library *library, const struct library_text *site,
	size_t count, struct problems *problems)
{
	size_t before = problems->count;
	struct shelf *shelf = make_shelf(library, site, count, problems);

	if (shelf == NULL)
		return false;
	shelf->below = library->shelf;
	library->shelf = shelf;
	library_check(library, problems);
	drop_shelf(&library->shelf);
	return problems->count == before;
}

int64_t
library_mark(const struct library *library)
{
	return library->mark;
}

void
library_free(struct library **library)
{
	if (*library == NULL)
		return;
	while ((*library)->shelf != NULL)
		drop_shelf(&(*library)->shelf);
	arena_clear(&(*library)->arena);
	free(*library);
	*library = NULL;
}

const struct law *
library_law(const struct library *library)
{
	return library->shelf->law;
}

const struct form *
library_form(struct library *library, const char *id)
{
	struct slot *slot = find_slot(library, id);

	return slot == NULL ? NULL : form_of(library, slot);
}

const struct form *const *
library_forms(struct library *library, size_t *count)
{
	*count = library->slot_count;
	if (library->forms != NULL)
		return library->forms;
	for (size_t i = 0; i < library->slot_count; i++) {
		library->forms = arena_grow(
			&library->arena, library->forms, i, SLOT_BYTES);
		library->forms[i] = form_of(library, &library->slots[i]);
	}
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
	size_t count;
	const struct form *const *forms = library_forms(library, &count);
	const struct form *form = find_digest(forms, count, digest);
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
