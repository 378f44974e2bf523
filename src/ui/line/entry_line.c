/* SPDX-License-Identifier: MIT */
/* The form in words, for terminals without a screen. */
#include "ui/line/entry_line.h"

#include "base/utf8.h"
#include "ui/entry/entry_own.h"
#include "ui/words.h"

#include <string.h>

static bool
is_asked(const struct entry *entry, size_t field)
{
	return entry->shown[field] && !entry->form->fields[field].is_fixed;
}

int
entry_number(const struct entry *entry)
{
	int number = 1;

	for (size_t i = 0; (int)i < entry->focus; i++)
		number += is_asked(entry, i) ? 1 : 0;
	return number;
}

int
entry_numbers(const struct entry *entry)
{
	int numbers = 1;

	for (size_t i = 0; i < entry->form->field_count; i++)
		numbers += is_asked(entry, i) ? 1 : 0;
	return numbers;
}

int
entry_find(const struct entry *entry, const char *label)
{
	int number = 0;
	int begins = 0;

	for (size_t i = 0; i < entry->form->field_count; i++) {
		const char *own = say(entry->form->fields[i].label);

		if (!is_asked(entry, i))
			continue;
		number++;
		if (strcmp(own, label) == 0)
			return number;
		if (begins == 0 && strncmp(own, label, strlen(label)) == 0)
			begins = number;
	}
	return begins;
}

void
entry_in_hand(const struct entry *entry, struct buf *out)
{
	if (entry_focused(entry) != NULL)
		entry_typed(entry, out);
}

bool
entry_is_long(const struct entry *entry)
{
	const struct form_field *field = entry_focused(entry);

	return field != NULL && field->type->is_long;
}

bool
entry_wants_reason(const struct entry *entry)
{
	return entry_focused(entry) != NULL && entry->is_reason;
}

const struct pick *
entry_pick(const struct entry *entry)
{
	return entry->is_picking ? &entry->pick : NULL;
}

/* "2", "2 没有翻译", "否", "否 没有翻译": *reason is what follows; NULL if the
 * item was not answered so. */
static const char *
reason_of(const char *text)
{
	static const char *const no[] = { "2", "２", "否" };

	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++) {
		size_t length = strlen(no[i]);

		if (strncmp(text, no[i], length) != 0)
			continue;
		text += length;
		return text + strspn(text, " ");
	}
	return NULL;
}

static bool
answer_item(struct entry *entry, const char *text)
{
	const char *reason = reason_of(text);
	struct buf value = { 0 };

	if (entry->is_reason) {
		buf_addf(&value, "否 %s", text);
	} else if (reason != NULL) {
		buf_addf(&value, "否%s%s", *reason == '\0' ? "" : " ", reason);
	} else {
		buf_add(&value, text);
	}
	entry_put(entry, buf_text(&value));
	buf_free(&value);
	return reason == NULL || *reason != '\0' ||
	       edit_text(&entry->edit)[0] != '\0';
}

bool
entry_answer(struct entry *entry, const char *text)
{
	const struct form_field *field = entry_focused(entry);

	if (field == NULL)
		return true;
	entry->is_fresh = false;
	entry->just_advanced = false;
	if (field->is_item && *text != '\0')
		return answer_item(entry, text);
	entry_put(entry, text);
	return true;
}

/* Values stand on one line each, whatever they hold. */
static void
say_value(const char *text, struct buf *out)
{
	for (; *text != '\0'; text++)
		if (*text == '\n')
			buf_add(out, " / ");
		else
			buf_add_char(out, *text);
}

static void
say_stored(const struct entry *entry, size_t field, struct buf *out)
{
	const struct form_field *f = &entry->form->fields[field];
	struct buf value = { 0 };

	field_show(f, values_get(entry->values, f->name), &value);
	say_value(buf_text(&value), out);
	buf_free(&value);
}

void
entry_say_head(const struct entry *entry, struct buf *out)
{
	for (size_t i = 0; i < entry->form->field_count; i++) {
		const struct form_field *f = &entry->form->fields[i];

		if (!entry->shown[i] || !f->is_fixed ||
			values_get(entry->values, f->name)[0] == '\0')
			continue;
		buf_addf(out, "%s%s：", out->length == 0 ? "" : "  ",
			say(f->label));
		say_stored(entry, i, out);
	}
}

static const char *
wording(const struct form_field *field)
{
	return field->is_item && field->text != NULL ? field->text
						     : say(field->label);
}

void
entry_say_all(const struct entry *entry, struct buf *out)
{
	int number = 0;

	for (size_t i = 0; i < entry->form->field_count; i++) {
		const struct form_field *f = &entry->form->fields[i];

		if (!is_asked(entry, i))
			continue;
		buf_addf(out, "%d %s", ++number, say(f->label));
		buf_add(out, f->is_required || f->is_item ? "*：" : "：");
		if (entry->focus == (int)i) {
			struct buf typed = { 0 };

			entry_typed(entry, &typed);
			say_value(buf_text(&typed), out);
			buf_free(&typed);
		} else {
			say_stored(entry, i, out);
		}
		buf_add_char(out, '\n');
	}
	buf_addf(out, "%d %s\n", number + 1, say("确认"));
}

/* "1普通 2简易", or how many there are. */
static void
say_choices(const struct form_field *field, struct buf *out)
{
	if (!entry_has_digits(field)) {
		buf_addf(out, "（%zu%s）", field->choice_count,
			say("项，? 列出"));
		return;
	}
	for (size_t i = 0; i < field->choice_count; i++)
		buf_addf(out, " %zu%s", i + 1, field->choices[i]);
	if (entry_is_many(field))
		buf_add(out, say("（可选几项，如 13）"));
}

/* What may be written there, where nothing is yet. */
static void
say_hint(struct entry *entry, const struct form_field *field, struct buf *out)
{
	const char *hint = say(field->type->hint);
	const char *list = strstr(hint, "F4");
	size_t length = strlen(hint);

	if (list != NULL) {
		length = (size_t)(list - hint);
		while (length >= strlen("，") &&
			strncmp(hint + length - strlen("，"), "，",
				strlen("，")) == 0)
			length -= strlen("，");
	}
	if (field_is_free(field) || field->type->is_long)
		length = 0;
	if (length == 0 && !entry_has_list(entry))
		return;
	buf_add(out, "（");
	buf_add_bytes(out, hint, length);
	if (entry_has_list(entry))
		buf_addf(out, "%s%s", length == 0 ? "" : "，", say("? 列出"));
	buf_add(out, "）");
}

static void
say_ways(struct entry *entry, const struct form_field *field, bool is_empty,
	struct buf *out)
{
	if (field->is_item || strcmp(field->type->english, "yes-no") == 0)
		buf_add(out, say(" 1是 2否"));
	else if (field->type->has_choices)
		say_choices(field, out);
	else if (is_empty)
		say_hint(entry, field, out);
}

/* What Enter would keep. */
static void
say_kept(const struct entry *entry, struct buf *out)
{
	struct buf typed = { 0 };

	if (entry_is_as_stored(entry))
		say_stored(entry, (size_t)entry->focus, out);
	else
		entry_typed(entry, &typed);
	say_value(buf_text(&typed), out);
	buf_free(&typed);
}

static void
say_confirm(const struct entry *entry, struct buf *out)
{
	for (size_t i = 0; i < entry->fault_count; i++)
		buf_addf(out, "%zu %s\n", i + 1, entry->faults[i].text);
	buf_addf(out, "%d %s：", entry_number(entry),
		entry->fault_count == 0 ? say("确认，回车检查并完成")
					: say("确认，按数字去补，回车再检查"));
}

void
entry_say_question(struct entry *entry, struct buf *out)
{
	const struct form_field *field = entry_focused(entry);
	struct buf kept = { 0 };
	bool is_open;

	if (field == NULL) {
		say_confirm(entry, out);
		return;
	}
	if (entry->is_reason && edit_text(&entry->edit)[0] == '\0') {
		buf_add(out, say("没有告知的原因（@ 取消“否”）："));
		return;
	}
	say_kept(entry, &kept);
	is_open = kept.length == 0 && (field->is_required || field->is_item);
	buf_addf(out, "%d %s%s", entry_number(entry), wording(field),
		is_open ? "*" : "");
	say_ways(entry, field, kept.length == 0, out);
	if (kept.length > 0)
		buf_addf(out, " [%s]", buf_text(&kept));
	buf_add(out, "：");
	buf_free(&kept);
}
