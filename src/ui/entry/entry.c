/* SPDX-License-Identifier: MIT */
/*
 * Filling in a form: what each key does. Reading and storing is
 * entry_value.c, drawing entry_draw.c.
 */
#include "ui/entry/entry.h"

#include "base/fatal.h"
#include "base/utf8.h"
#include "form/check.h"
#include "ui/entry/entry_own.h"
#include "ui/words.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_FIELDS = 8, WIDTH_FIRST = 40 };

static int
confirm_line(const struct entry *entry)
{
	return (int)entry->form->field_count;
}

static bool
can_focus(const struct entry *entry, int field)
{
	return field == confirm_line(entry) ||
	       (entry->shown[field] && !entry->form->fields[field].is_fixed);
}

/* The next place for the cursor, `by` +1 or -1; the same if there is none. */
static int
neighbour(const struct entry *entry, int from, int by)
{
	for (int i = from + by; i >= 0 && i <= confirm_line(entry); i += by)
		if (can_focus(entry, i))
			return i;
	return from;
}

static void
tell(struct entry *entry, const char *text)
{
	buf_clear(&entry->message);
	buf_add(&entry->message, text);
}

void
entry_tell_long(struct entry *entry, const char *text)
{
	buf_clear(&entry->message);
	buf_addf(&entry->message, "%s%zu%s%d%s", say("太长："),
		utf8_count(text), say("字，最多"),
		entry_focused(entry)->type->max_chars,
		say("字。全文留在草稿里，定稿以前要缩短"));
}

static void
go(struct entry *entry, int to)
{
	const struct form_field *field;
	const struct entry_fault *fault;
	struct err err = { 0 };

	entry->focus = to;
	entry->is_held = false;
	field = entry_focused(entry);
	entry_restore(entry);
	buf_clear(&entry->cleared);
	fault = entry_fault_of(entry, to);
	if (fault != NULL)
		tell(entry, fault->text);
	if (entry->hooks.at != NULL &&
		!entry->hooks.at(entry->hooks.arg,
			field == NULL ? ENTRY_CONFIRM : field->name, &err))
		tell(entry, err.text);
}

static enum entry_result
stopped(struct entry *entry, const struct err *err, bool *beep)
{
	tell(entry, err->text);
	*beep = true;
	return ENTRY_STOPPED;
}

/* Leaves the field in hand for another, `by` places on. */
static enum entry_result
move(struct entry *entry, int by, bool *beep)
{
	struct err err = { 0 };
	int to;

	if (!entry_store(entry, &err))
		return stopped(entry, &err, beep);
	to = entry->focus;
	for (int i = 0; i < abs(by); i++)
		to = neighbour(entry, to, by < 0 ? -1 : 1);
	if (to != entry->focus)
		go(entry, to);
	else
		tell(entry, say(by < 0 ? "已是第一栏" : "已是最后一行"));
	return ENTRY_STAY;
}

/* A field of fixed length goes on by itself, but only full and valid. */
static enum entry_result
advance_if_full(struct entry *entry, bool *beep)
{
	const struct form_field *field = entry_focused(entry);
	struct field_context context = entry_context(entry);
	const char *text = edit_text(&entry->edit);
	struct buf value = { 0 };
	enum entry_result result = ENTRY_STAY;

	if (field->type->full_chars == 0 || entry->is_reason ||
		utf8_count(text) != (size_t)field->type->full_chars)
		return ENTRY_STAY;
	if (field_read(field, &context, text, &value, NULL)) {
		result = move(entry, 1, beep);
		entry->just_advanced = result == ENTRY_STAY;
	}
	buf_free(&value);
	return result;
}

static bool
is_question(const char *text, size_t count)
{
	size_t found = 0;

	while (*text != '\0') {
		uint32_t c = utf8_next(&text);

		if (c != '?' && c != 0xFF1F)
			return false;
		found++;
	}
	return found == count;
}

static enum entry_result
open_list(struct entry *entry, bool *beep)
{
	struct err err = { 0 };

	if (!entry_open_pick(entry, &err)) {
		tell(entry, err.text);
		*beep = true;
	}
	return ENTRY_STAY;
}

static enum entry_result
enter(struct entry *entry, bool *beep)
{
	const struct form_field *field = entry_focused(entry);

	if (field == NULL)
		return ENTRY_FINISH;
	if (is_question(edit_text(&entry->edit), 1)) {
		entry_put(entry, "");
		return open_list(entry, beep);
	}
	if (field->type->is_long) {
		if (edit_break(&entry->edit) == EDIT_REFUSED)
			*beep = true;
		return ENTRY_STAY;
	}
	return move(entry, 1, beep);
}

static void
clear_or_restore(struct entry *entry)
{
	struct buf typed = { 0 };

	entry_typed(entry, &typed);
	if (typed.length > 0) {
		buf_clear(&entry->cleared);
		buf_add(&entry->cleared, buf_text(&typed));
		entry_put(entry, "");
		tell(entry, say("已清空，再按 Ctrl-U 恢复"));
	} else {
		entry_put(entry, buf_text(&entry->cleared));
	}
	entry->is_fresh = false;
	buf_free(&typed);
}

static enum entry_result
undo(struct entry *entry, bool *beep)
{
	struct err err = { 0 };
	int field;

	if (!entry_is_as_stored(entry)) {
		entry_restore(entry);
		tell(entry, say("这一栏已恢复原来的内容"));
		return ENTRY_STAY;
	}
	field = entry_undo(entry, &err);
	if (field == -2)
		return stopped(entry, &err, beep);
	if (field == -1) {
		tell(entry, say("没有可撤销的了"));
		return ENTRY_STAY;
	}
	if (!can_focus(entry, entry->focus) || can_focus(entry, field))
		go(entry, can_focus(entry, field) ? field
						  : neighbour(entry, field, 1));
	buf_clear(&entry->message);
	buf_addf(&entry->message, "%s：%s", say("已撤销"),
		entry->form->fields[field].label);
	return ENTRY_STAY;
}

static enum entry_result
same_as_before(struct entry *entry)
{
	const struct form_field *field = entry_focused(entry);
	const char *text = NULL;

	/* Ctrl-D in a field with text, or elsewhere, does nothing. */
	if (field == NULL || entry->is_reason ||
		edit_text(&entry->edit)[0] != '\0')
		return ENTRY_STAY;
	if (entry->hooks.previous != NULL)
		text = entry->hooks.previous(entry->hooks.arg, field);
	if (text == NULL || *text == '\0')
		tell(entry, say("前一份没有这一栏"));
	else
		entry_put(entry, text);
	return ENTRY_STAY;
}

static enum entry_result
answer_item(struct entry *entry, const char *answer, bool *beep)
{
	entry_put(entry, answer);
	entry->is_fresh = false;
	return advance_if_full(entry, beep);
}

/* An item is answered by one key; only a reason is written. */
static enum entry_result
item_key(struct entry *entry, int32_t key, bool *beep)
{
	bool is_yes = strcmp(edit_text(&entry->edit), "是") == 0;

	if (key == '1' || key == 0xFF11 || key == 0x662F /* 是 */)
		return answer_item(entry, "是", beep);
	if (key == KEY_SPACE) {
		entry_put(entry, is_yes ? "" : "是");
	} else if (key == '2' || key == 0xFF12 || key == 0x5426 /* 否 */) {
		entry_put(entry, "否");
		tell(entry, say("没有告知的原因？写好按回车"));
	} else if (key == '0' || key == KEY_DELETE || key == KEY_BACKSPACE) {
		entry_put(entry, "");
	} else if (key == '?' || key == 0xFF1F) {
		return ENTRY_HELP;
	} else {
		tell(entry, say("1 是，2 否；空格 勾选或取消"));
		*beep = true;
	}
	entry->is_fresh = false;
	return ENTRY_STAY;
}

/* A digit picks where there are few choices and nothing half written. */
static bool
pick_digit(struct entry *entry, int32_t key)
{
	const struct form_field *field = entry_focused(entry);
	const char *text = edit_text(&entry->edit);
	bool is_many = entry_is_many(field);
	size_t at = (size_t)(key - '1');

	if (!entry_has_digits(field) || key < '1' || key > '9' ||
		at >= field->choice_count)
		return false;
	if (is_many) {
		struct field_context context = entry_context(entry);
		struct buf value = { 0 };
		bool is_whole =
			*text == '\0' ||
			(field_read(field, &context, text, &value, NULL) &&
				strcmp(buf_text(&value), text) == 0);

		buf_free(&value);
		if (is_whole)
			entry_toggle(entry, at);
		return is_whole;
	}
	if (*text != '\0' && !entry_is_choice(field, text))
		return false;
	entry_put(entry, field->choices[at]);
	return true;
}

/* The first character typed into a field of fixed form takes the place of
 * what was there; in words it is added at the end. */
static bool
replaces(const struct entry *entry, int32_t key)
{
	const struct form_field *field = entry_focused(entry);

	if (key < KEY_SPACE || key >= KEY_NAMED || entry_is_many(field) ||
		entry->is_reason)
		return false;
	if (field->type->full_chars == 1 || field->type->has_choices)
		return field->type->full_chars == 1 ||
		       entry_is_choice(field, edit_text(&entry->edit));
	return entry->is_fresh && field->type->full_chars > 1;
}

static enum entry_result
edit_result(struct entry *entry, const struct key_event *event, bool *beep)
{
	if (replaces(entry, event->key))
		edit_set(&entry->edit, "");
	switch (edit_key(&entry->edit, event, entry->width)) {
	case EDIT_DONE:
		break;
	case EDIT_REFUSED:
		*beep = true;
		edit_say_refused(&entry->edit, event, &entry->message);
		return ENTRY_STAY;
	case EDIT_NOT_MINE:
		return ENTRY_NOT_MINE;
	}
	entry->is_fresh = false;
	if (entry_is_too_long(entry, edit_text(&entry->edit)))
		entry_tell_long(entry, edit_text(&entry->edit));
	if (is_question(edit_text(&entry->edit), 2) &&
		!entry_focused(entry)->type->is_long) {
		entry_put(entry, "");
		return ENTRY_HELP;
	}
	if (event->key >= KEY_SPACE && event->key <= KEY_PASTE)
		return advance_if_full(entry, beep);
	return ENTRY_STAY;
}

static enum entry_result
confirm_key(struct entry *entry, int32_t key, bool *beep)
{
	size_t at = (size_t)(key - '1');

	if (key < KEY_SPACE || key >= KEY_NAMED)
		return key == KEY_LEFT || key == KEY_RIGHT || key == KEY_HOME ||
				       key == KEY_END || key == KEY_BACKSPACE ||
				       key == KEY_DELETE || key == KEY_PASTE
			       ? ENTRY_STAY
			       : ENTRY_NOT_MINE;
	if (key >= '1' && key <= '9' && at < entry->fault_count &&
		entry->faults[at].field >= 0 &&
		can_focus(entry, entry->faults[at].field)) {
		go(entry, entry->faults[at].field);
		return ENTRY_STAY;
	}
	*beep = true;
	tell(entry, say("回车完成；要改按上键"));
	return ENTRY_STAY;
}

static enum entry_result
field_key(struct entry *entry, const struct key_event *event, bool *beep)
{
	const struct form_field *field = entry_focused(entry);
	int32_t key = event->key;

	if (field == NULL)
		return confirm_key(entry, key, beep);
	if (field->is_item && entry->is_reason && key == KEY_BACKSPACE &&
		!event->is_twin && edit_text(&entry->edit)[0] == '\0') {
		entry_put(entry, "");
		return ENTRY_STAY;
	}
	if (field->is_item && !entry->is_reason &&
		((key >= KEY_SPACE && key < KEY_NAMED) ||
			key == KEY_BACKSPACE || key == KEY_DELETE ||
			key == KEY_PASTE))
		return item_key(entry, key, beep);
	if (pick_digit(entry, key)) {
		entry->is_fresh = false;
		return ENTRY_STAY;
	}
	return edit_result(entry, event, beep);
}

/* Keys that mean the same in every field; ENTRY_NOT_MINE if it is none. */
static enum entry_result
form_wide_key(struct entry *entry, int32_t key, bool *beep)
{
	struct err err = { 0 };

	switch (key) {
	case KEY_F10:
		if (!entry_store(entry, &err))
			return stopped(entry, &err, beep);
		return ENTRY_FINISH;
	case KEY_F4:
		return open_list(entry, beep);
	case KEY_F5:
		entry_restore(entry);
		tell(entry, say("这一栏已恢复原来的内容"));
		return ENTRY_STAY;
	case KEY_ENTER:
		return enter(entry, beep);
	case KEY_TAB:
	case KEY_CTRL('N'):
		return move(entry, 1, beep);
	case KEY_BACK_TAB:
	case KEY_CTRL('P'):
		return move(entry, -1, beep);
	case KEY_PAGE_DOWN:
	case KEY_F8:
	case KEY_CTRL('F'):
		return move(entry, PAGE_FIELDS, beep);
	case KEY_PAGE_UP:
	case KEY_F7:
	case KEY_CTRL('B'):
		return move(entry, -PAGE_FIELDS, beep);
	case KEY_CTRL('U'):
		clear_or_restore(entry);
		return ENTRY_STAY;
	case KEY_CTRL('Z'):
		return undo(entry, beep);
	case KEY_CTRL('D'):
		return same_as_before(entry);
	default:
		return ENTRY_NOT_MINE;
	}
}

static enum entry_result
dispatch(struct entry *entry, const struct key_event *event, bool *beep)
{
	int32_t key = event->key;
	enum entry_result result;

	if (entry->is_picking) {
		entry_pick_key(entry, event, beep);
		return ENTRY_STAY;
	}
	/* A scanner ends a number by Enter; the full field went on by itself
	 * already, and the next one is not to be skipped. */
	if (entry->just_advanced && key == KEY_ENTER) {
		entry->just_advanced = false;
		return ENTRY_STAY;
	}
	entry->just_advanced = false;
	result = form_wide_key(entry, key, beep);
	if (result != ENTRY_NOT_MINE)
		return result;
	result = field_key(entry, event, beep);
	if (result != ENTRY_NOT_MINE)
		return result;
	if (key == KEY_UP)
		return move(entry, -1, beep);
	if (key == KEY_DOWN || key == KEY_CTRL('K'))
		return move(entry, 1, beep);
	return ENTRY_NOT_MINE;
}

bool
entry_is_picking(const struct entry *entry)
{
	return entry->is_picking;
}

enum entry_result
entry_key(struct entry *entry, const struct key_event *event,
	const char **message, bool *beep)
{
	enum entry_result result;

	buf_clear(&entry->message);
	result = dispatch(entry, event, beep);
	*message = buf_text(&entry->message);
	return result;
}

bool
entry_leave(struct entry *entry, const char **message)
{
	struct err err = { 0 };

	buf_clear(&entry->message);
	entry_close_pick(entry);
	if (entry_store(entry, &err)) {
		*message = "";
		return true;
	}
	buf_addf(&entry->message, "%s；%s", err.text,
		say("再按一次同一个键，就不留这一栏而离开"));
	*message = buf_text(&entry->message);
	return false;
}

void
entry_faults(struct entry *entry, const struct fault *faults, size_t count)
{
	arena_clear(&entry->fault_arena);
	entry->faults = arena_alloc(
		&entry->fault_arena, (count + 1) * sizeof(*entry->faults));
	entry->fault_count = count;
	for (size_t i = 0; i < count; i++)
		entry->faults[i] = (struct entry_fault){
			.field = faults[i].field,
			.text = arena_copy(&entry->fault_arena, faults[i].text),
		};
	for (size_t i = 0; i < count; i++)
		if (faults[i].field >= 0 && can_focus(entry, faults[i].field)) {
			go(entry, faults[i].field);
			return;
		}
}

const struct form_field *
entry_field(const struct entry *entry)
{
	return entry_focused(entry);
}

bool
entry_is_changed(const struct entry *entry)
{
	return entry->is_changed;
}

bool
entry_is_kept(const struct entry *entry)
{
	return entry->hooks.left != NULL;
}

static int
first_focus(const struct entry *entry, const char *at)
{
	int named = at == NULL ? -1 : form_field_index(entry->form, at);

	if (at != NULL && strcmp(at, ENTRY_CONFIRM) == 0)
		return confirm_line(entry);
	if (named >= 0 && can_focus(entry, named))
		return named;
	for (int i = 0; i < confirm_line(entry); i++)
		if (can_focus(entry, i) &&
			values_get(entry->values,
				entry->form->fields[i].name)[0] == '\0')
			return i;
	return confirm_line(entry);
}

struct entry *
entry_new(const struct form *form, struct values *values,
	const struct entry_hooks *hooks, const char *at)
{
	struct entry *entry = calloc(1, sizeof(*entry));

	if (entry == NULL)
		fatal("内存不足");
	entry->form = form;
	entry->values = values;
	if (hooks != NULL)
		entry->hooks = *hooks;
	entry->width = WIDTH_FIRST;
	entry_see(entry);
	entry->focus = first_focus(entry, at);
	entry_restore(entry);
	return entry;
}

void
entry_free(struct entry **entry)
{
	struct entry *gone = *entry;

	if (gone == NULL)
		return;
	edit_free(&gone->edit);
	buf_free(&gone->cleared);
	buf_free(&gone->held);
	buf_free(&gone->message);
	arena_clear(&gone->pick_arena);
	arena_clear(&gone->fault_arena);
	free(gone);
	*entry = NULL;
}
