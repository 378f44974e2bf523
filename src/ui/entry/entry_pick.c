/* SPDX-License-Identifier: MIT */
/* F4: the values a field may take, as a list over the form. */
#include "ui/entry/entry_own.h"

#include <string.h>

void
entry_close_pick(struct entry *entry)
{
	entry->is_picking = false;
	arena_clear(&entry->pick_arena);
	entry->options = (struct ask_options){ 0 };
}

static void
offer_previous(struct entry *entry, const struct form_field *field)
{
	const char *text = NULL;

	if (entry->hooks.previous != NULL)
		text = entry->hooks.previous(entry->hooks.arg, field);
	if (text == NULL || *text == '\0')
		return;
	ask_option_add_value(&entry->options, 0,
		arena_printf(&entry->pick_arena, "同上：%s", text), text);
}

/* Smart words that the field's own type reads. */
static void
offer_read(struct entry *entry, const struct form_field *field,
	const char *word, const char *label)
{
	struct field_context context = entry_context(entry);
	struct buf value = { 0 };

	if (field_read(field, &context, word, &value, NULL))
		ask_option_add_value(&entry->options, 0,
			arena_printf(&entry->pick_arena, "%s  %s", label,
				buf_text(&value)),
			buf_text(&value));
	buf_free(&value);
}

static void
offer_own(struct entry *entry, const struct form_field *field)
{
	const char *type = field->type->english;

	for (size_t i = 0; i < field->choice_count; i++)
		ask_option_add(&entry->options, (int64_t)i, field->choices[i]);
	if (field->is_item || strcmp(type, "yes-no") == 0) {
		ask_option_add(&entry->options, 1, "是");
		ask_option_add(&entry->options, 2, "否");
	}
	if (strcmp(type, "instant") == 0)
		offer_read(entry, field, "现在", "现在");
	if (strcmp(type, "date") == 0) {
		offer_read(entry, field, "今", "今天");
		offer_read(entry, field, "昨", "昨天");
		offer_read(entry, field, "-2", "前天");
		offer_read(entry, field, "明", "明天");
	}
}

/* What the form, the field's type and the desk have for it. */
static bool
offer_list(struct entry *entry, const struct form_field *field, struct err *err)
{
	offer_own(entry, field);
	return entry->hooks.choices == NULL ||
	       entry->hooks.choices(
		       entry->hooks.arg, field, &entry->options, err);
}

/* Asked for each frame, so it is found out once a field. What was written
 * there last time (同上) is read, and noted as read, only when F4 is pressed.
 */
bool
entry_has_list(struct entry *entry)
{
	const struct form_field *field = entry_focused(entry);
	enum list_known *known;

	if (field == NULL || entry->is_picking)
		return field != NULL;
	known = &entry->lists[entry->focus];
	if (*known == LIST_UNKNOWN) {
		struct err ignored = { 0 };

		entry_close_pick(entry);
		entry->options.arena = &entry->pick_arena;
		/* What fails now is said when F4 is pressed. */
		*known = !offer_list(entry, field, &ignored) ||
					 entry->options.count > 0
				 ? LIST_SOME
				 : LIST_NONE;
		entry_close_pick(entry);
	}
	return *known == LIST_SOME;
}

static void
mark_chosen(struct entry *entry)
{
	struct buf typed = { 0 };
	char *word;

	entry->pick.marks = arena_alloc(
		&entry->pick_arena, (entry->options.count + 1) * sizeof(bool));
	entry_typed(entry, &typed);
	buf_add(&typed, " ");
	for (word = typed.data; *word != '\0';) {
		size_t length = strcspn(word, " ");

		for (size_t i = 0; i < entry->options.count; i++) {
			const char *value = entry->options.items[i].value;

			if (length > 0 && strlen(value) == length &&
				memcmp(value, word, length) == 0)
				entry->pick.marks[i] = true;
		}
		word += length + 1;
	}
	buf_free(&typed);
}

bool
entry_open_pick(struct entry *entry, struct err *err)
{
	const struct form_field *field = entry_focused(entry);

	if (field == NULL)
		return err_set(err, ERR_STATE, "先到一栏里，再按 F4");
	entry_close_pick(entry);
	entry->options.arena = &entry->pick_arena;
	if (!entry_is_many(field))
		offer_previous(entry, field);
	if (!offer_list(entry, field, err)) {
		entry_close_pick(entry);
		return false;
	}
	if (entry->options.count == 0) {
		entry_close_pick(entry);
		return err_set(err, ERR_STATE, "这一栏没有可列的值，请直接写");
	}
	pick_start(&entry->pick, &entry->options);
	if (entry_is_many(field))
		mark_chosen(entry);
	entry->is_picking = true;
	return true;
}

static void
take_marks(struct entry *entry)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < entry->options.count; i++) {
		if (!entry->pick.marks[i])
			continue;
		if (out.length > 0)
			buf_add_char(&out, ' ');
		buf_add(&out, entry->options.items[i].value);
	}
	entry_put(entry, buf_text(&out));
	buf_free(&out);
}

/* What follows from the choice goes into its fields, as a part of it: one
 * undo takes all of it back. */
static bool
fill_followers(struct entry *entry, int from, int64_t option, struct err *err)
{
	const struct form *form = entry->form;

	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *f = &form->fields[i];
		const char *text;

		if ((int)i == from)
			continue;
		text = entry->hooks.follows(
			entry->hooks.arg, &form->fields[from], option, f);
		if (text == NULL ||
			strcmp(values_get(entry->values, f->name), text) == 0)
			continue;
		if (f->type->has_choices && !entry_is_choice(f, text))
			text = "";
		if (!entry_set(entry, (int)i, *text == '\0' ? NULL : text, true,
			    err))
			return false;
	}
	return true;
}

static void
take_option(struct entry *entry)
{
	const struct ask_option *option = &entry->options.items[entry->pick.at];
	int field = entry->focus;
	struct err err = { 0 };

	entry_put(entry, option->value);
	if (entry->hooks.follows == NULL)
		return;
	if (!entry_store(entry, &err) ||
		!fill_followers(entry, field, option->id, &err)) {
		buf_clear(&entry->message);
		buf_add(&entry->message, err.text);
	}
}

void
entry_pick_key(struct entry *entry, const struct key_event *event, bool *beep)
{
	switch (pick_key(&entry->pick, event, beep)) {
	case PICK_STAY:
		return;
	case PICK_DROPPED:
		break;
	case PICK_DONE:
		if (entry->pick.marks != NULL)
			take_marks(entry);
		else
			take_option(entry);
		entry->is_fresh = false;
		break;
	}
	entry_close_pick(entry);
}
