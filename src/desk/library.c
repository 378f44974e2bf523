/* SPDX-License-Identifier: MIT */
/*
 * Loads forms and law: shipped, a caller's own, the site's. How they are held
 * against each other is library_check.c.
 */
#include "desk/library.h"

#include "base/embed.h"
#include "base/fatal.h"
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

static bool
form_makes_event(const struct form *form, const char *event)
{
	for (size_t i = 0; i < form->event_count; i++)
		if (strcmp(form->events[i].name, event) == 0)
			return true;
	return false;
}

/* Does its text name the event? Most forms don't, and need not be read to be
 * passed over: reading all of them is a quarter of a start. */
static bool
mentions(const struct library_text *text, const char *event)
{
	size_t length = strlen(event);
	const char *at = text->bytes;
	const char *end = at + text->length;

	while ((size_t)(end - at) >= length) {
		at = memchr(at, event[0], (size_t)(end - at) - length + 1);
		if (at == NULL)
			return false;
		if (memcmp(at, event, length) == 0)
			return true;
		at++;
	}
	return false;
}

const struct form *
library_form_making(struct library *library, const char *event)
{
	const struct form *found = NULL;

	for (size_t i = 0; i < library->slot_count; i++) {
		struct slot *slot = &library->slots[i];
		const struct form *f;

		if (slot->form == NULL && !mentions(&slot->text, event))
			continue;
		f = form_of(library, slot);
		if (form_makes_event(f, event) &&
			(found == NULL || found->kind == FORM_REGISTER))
			found = f;
	}
	return found;
}

bool
library_read_all(struct library *library, struct problems *problems)
{
	for (size_t i = 0; i < library->slot_count; i++) {
		read_slot(library, &library->slots[i], problems);
		if (library->slots[i].form == NULL)
			return false;
	}
	return true;
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

/* "地方-65-2027.cal": days off of the region that the site lies in, since it
 * is the site that added them. */
static void
take_region(struct law *law, const char *file, struct problems *problems)
{
	static const char lead[] = "地方-";
	char code[3] = "";

	if (strncmp(file, lead, sizeof lead - 1) != 0)
		return;
	memcpy(code, file + sizeof lead - 1,
		strnlen(file + sizeof lead - 1, sizeof code - 1));
	if (!law_set_region(law, code))
		problem_add(problems, file, 0,
			"文件名里的“%s”不是地区代码；应为行政区划代码的前两位",
			code);
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
		const struct embedded *file = &embedded_forms[i];

		if (!ends_with(file->path, form_ending) &&
			!is_replaced(file->path, l->own, l->own_count) &&
			!is_replaced(file->path, site, count))
			law_add_shipped(shelf->law, file, problems);
	}
	for (size_t i = 0; i < l->own_count; i++)
		if (!is_replaced(l->own[i].file, site, count))
			add_law(shelf, &l->own[i], problems);
	for (size_t i = 0; i < count; i++) {
		add_law(shelf, &site[i], problems);
		take_region(shelf->law, site[i].file, problems);
	}
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
