/* SPDX-License-Identifier: MIT */
/* From what is typed to a value that is journaled; moves no cursor. */
#include "ui/entry/entry_own.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/* Room for what is typed where the value is shorter: 2026年11月23日. */
enum { TYPED_LEAST = 40 };

/* Room for a text that has to be shortened: many times what may be sealed, and
 * no more than a whole document. */
enum { ROOM_TIMES = 20, ROOM_MOST = 60000 };

const struct form_field *
entry_focused(const struct entry *entry)
{
	if ((size_t)entry->focus >= entry->form->field_count)
		return NULL;
	return &entry->form->fields[entry->focus];
}

bool
entry_is_many(const struct form_field *field)
{
	return (field->type->has_choices &&
		       strcmp(field->type->english, "many") == 0) ||
	       strcmp(field->type->english, "users") == 0;
}

bool
entry_has_digits(const struct form_field *field)
{
	return field->type->has_choices && field->choice_count <= DIGIT_CHOICES;
}

bool
entry_is_choice(const struct form_field *field, const char *text)
{
	for (size_t i = 0; i < field->choice_count; i++)
		if (strcmp(field->choices[i], text) == 0)
			return true;
	return false;
}

struct field_context
entry_context(const struct entry *entry)
{
	if (entry->hooks.context != NULL)
		return entry->hooks.context(entry->hooks.arg);
	return (struct field_context){ .today = DATE_NONE };
}

void
entry_see(struct entry *entry)
{
	for (size_t i = 0; i < entry->form->field_count; i++)
		entry->shown[i] =
			form_field_shown(entry->form, i, entry->values);
}

const struct entry_fault *
entry_fault_of(const struct entry *entry, int field)
{
	for (size_t i = 0; i < entry->fault_count; i++)
		if (entry->faults[i].field == field)
			return &entry->faults[i];
	return NULL;
}

static void
drop_fault(struct entry *entry, int field)
{
	size_t kept = 0;

	for (size_t i = 0; i < entry->fault_count; i++)
		if (entry->faults[i].field != field)
			entry->faults[kept++] = entry->faults[i];
	entry->fault_count = kept;
}

void
entry_typed(const struct entry *entry, struct buf *out)
{
	if (entry->is_reason)
		buf_add(out, "否 ");
	buf_add(out, edit_text(&entry->edit));
}

static int
most_typed(const struct form_field *field)
{
	int most = field->type->max_chars;

	if (field_is_free(field))
		return most * ROOM_TIMES < ROOM_MOST ? most * ROOM_TIMES
						     : ROOM_MOST;
	if (field->type->is_long || field->is_item || most <= 0)
		return most;
	if ((field->type->full_chars > 0 || field->type->has_choices) &&
		most < TYPED_LEAST)
		return TYPED_LEAST;
	return most;
}

void
entry_put(struct entry *entry, const char *text)
{
	const struct form_field *field = entry_focused(entry);

	if (field == NULL) {
		edit_set(&entry->edit, "");
		return;
	}
	entry->is_reason = false;
	if (field->is_item && strncmp(text, "否", strlen("否")) == 0) {
		entry->is_reason = true;
		text += strlen("否");
		text += *text == ' ' ? 1 : 0;
	}
	edit_set(&entry->edit, text);
	entry->edit.is_long = field->type->is_long;
	entry->edit.max_chars = most_typed(field);
}

static const char *
stored(const struct entry *entry)
{
	const struct form_field *field = entry_focused(entry);

	return field == NULL ? "" : values_get(entry->values, field->name);
}

void
entry_restore(struct entry *entry)
{
	entry_put(entry, stored(entry));
	entry->is_fresh = true;
}

bool
entry_is_as_stored(const struct entry *entry)
{
	struct buf typed = { 0 };
	bool same;

	entry_typed(entry, &typed);
	same = strcmp(buf_text(&typed), stored(entry)) == 0;
	/* 否 without a reason yet. */
	if (entry->is_reason && edit_text(&entry->edit)[0] == '\0')
		same = strcmp(stored(entry), "否") == 0;
	buf_free(&typed);
	return same;
}

bool
entry_set(struct entry *entry, int field, const char *text, bool is_follow,
	struct err *err)
{
	const char *name = entry->form->fields[field].name;

	if (entry->hooks.left != NULL &&
		!entry->hooks.left(
			entry->hooks.arg, name, text == NULL ? "" : text, err))
		return false;
	entry->is_held = false;
	entry_remember(entry, field, is_follow);
	values_set(entry->values, name, text);
	entry->is_changed = true;
	drop_fault(entry, field);
	entry_see(entry);
	return true;
}

/* "NAME.出生日期" for the field that was just read? */
static bool
comes_from(const struct form_field *field, const char *name, const char *what)
{
	size_t length = strlen(name);

	return field->source != NULL &&
	       strncmp(field->source, name, length) == 0 &&
	       field->source[length] == '.' &&
	       strcmp(field->source + length + 1, what) == 0;
}

static bool
fill_one(struct entry *entry, size_t field, const char *text, struct err *err)
{
	const struct form_field *f = &entry->form->fields[field];
	const char *had = values_get(entry->values, f->name);

	/* What somebody typed is not overwritten; what is only shown is. */
	if (strcmp(had, text) == 0 || (had[0] != '\0' && !f->is_fixed))
		return true;
	return entry_set(entry, (int)field, text, true, err);
}

/* A resident ID says when its bearer was born and of which sex. */
static bool
fill_from_id(struct entry *entry, int from, struct err *err)
{
	const char *name = entry->form->fields[from].name;
	char birth_text[DATE_TEXT];
	struct date birth;
	const char *sex;
	bool ok = true;

	if (!field_resident_id(
		    values_get(entry->values, name), &birth, &sex, NULL))
		return true;
	date_format(birth, birth_text);
	for (size_t i = 0; i < entry->form->field_count && ok; i++) {
		const struct form_field *f = &entry->form->fields[i];

		if (comes_from(f, name, "出生日期"))
			ok = fill_one(entry, i, birth_text, err);
		else if (comes_from(f, name, "性别"))
			ok = fill_one(entry, i, sex, err);
	}
	return ok;
}

bool
entry_is_too_long(const struct entry *entry, const char *text)
{
	const struct form_field *field = entry_focused(entry);

	return field != NULL && field_is_free(field) &&
	       utf8_count(text) > (size_t)field->type->max_chars;
}

/* Kept whole in the draft; it stands among what is to be mended. */
static bool
store_too_long(struct entry *entry, const char *text, struct err *err)
{
	entry_tell_long(entry, text);
	return strcmp(text, stored(entry)) == 0 ||
	       entry_set(entry, entry->focus, text, false, err);
}

bool
entry_store(struct entry *entry, struct err *err)
{
	const struct form_field *field = entry_focused(entry);
	struct field_context context = entry_context(entry);
	struct buf typed = { 0 };
	struct buf value = { 0 };
	bool ok;

	if (field == NULL)
		return true;
	if (entry_is_as_stored(entry))
		return entry_let_go(entry, err);
	entry_typed(entry, &typed);
	if (entry_is_too_long(entry, buf_text(&typed))) {
		ok = store_too_long(entry, buf_text(&typed), err);
		buf_free(&typed);
		return ok;
	}
	ok = field_read(field, &context, buf_text(&typed), &value, err);
	if (ok && strcmp(buf_text(&value), stored(entry)) != 0)
		ok = entry_set(entry, entry->focus, buf_text(&value), false,
			     err) &&
		     fill_from_id(entry, entry->focus, err);
	else if (ok)
		ok = entry_let_go(entry, err);
	if (ok)
		entry_put(entry, buf_text(&value));
	buf_free(&typed);
	buf_free(&value);
	return ok;
}

/* Is the choice among the blank-parted words? */
static bool
has_word(const char *text, const char *word)
{
	size_t length = strlen(word);

	while (*text != '\0') {
		size_t here = strcspn(text, " ");

		if (here == length && strncmp(text, word, length) == 0)
			return true;
		text += here;
		text += strspn(text, " ");
	}
	return false;
}

void
entry_toggle(struct entry *entry, size_t at)
{
	const struct form_field *field = entry_focused(entry);
	const char *text = edit_text(&entry->edit);
	struct buf out = { 0 };

	if (field == NULL)
		return;
	for (size_t i = 0; i < field->choice_count; i++) {
		bool is_in = has_word(text, field->choices[i]);

		if (is_in == (i == at))
			continue;
		if (out.length > 0)
			buf_add_char(&out, ' ');
		buf_add(&out, field->choices[i]);
	}
	entry_put(entry, buf_text(&out));
	buf_free(&out);
}
