/* SPDX-License-Identifier: MIT */
/* [栏目] and [事项] of a form file become fields. */
#include "form/field_read.h"
#include "form/form_read.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct keyword field_word = { "栏目", "field" };
static const struct keyword item_word = { "事项", "item" };

static const struct keyword field_keys[] = {
	{ "名称", "label" },
	{ "英文", "english" },
	{ "类型", "type" },
	{ "必填", "required" },
	{ "只读", "fixed" },
	{ "本人", "own" },
	{ "选项", "choices" },
	{ "条件", "if" },
	{ "来自", "from" },
	{ "依据", "basis" },
	{ "说明", "help" },
	{ "校验", "check" },
};
static const char *const field_repeatable[] = { "条件", "校验", NULL };

static const struct keyword item_keys[] = {
	{ "内容", "text" },
	{ "依据", "basis" },
	{ "条件", "if" },
	{ "英文", "english" },
};
static const char *const item_repeatable[] = { "条件", NULL };

static const struct keyword at_least = { "不少于", "min" };
static const struct keyword not_before = { "不早于", "not-before" };

static void
complain(struct form_reader *reader, int line, const char *what,
	const char *found)
{
	problem_add(reader->problems, reader->stanzas->file, line, "%s：%s",
		what, found);
}

/* Names stand in conditions and placeholders, so their signs are not free. */
static void
check_name(struct form_reader *reader, const struct stanza *stanza)
{
	static const char *const signs[] = { " ", "=", "＝", "!", "{", "}", "|",
		",", "，", "\"", ":", "：", "≠", "\\" };
	const char *name = stanza->name;

	if (*name == '\0') {
		complain(reader, stanza->line, "段头缺少栏目的名字",
			stanza->kind);
		return;
	}
	if (strcmp(name, "项") == 0 || strcmp(name, "each") == 0)
		complain(reader, stanza->line, "这个名字留给重复段", name);
	for (size_t i = 0; i < ARRAY_LENGTH(signs); i++) {
		if (strstr(name, signs[i]) != NULL) {
			complain(reader, stanza->line,
				"栏目的名字里不能有空格和 = ! { } | , : 这些符号",
				name);
			return;
		}
	}
}

/* "文本 长文本 …" for the message. */
static const char *
type_list(struct arena *arena)
{
	struct buf list = { 0 };
	const char *copied;
	size_t count;
	const struct field_type *types = field_type_table(&count);

	for (size_t i = 0; i < count; i++)
		buf_addf(&list, "%s%s", i > 0 ? " " : "", types[i].word);
	copied = arena_copy(arena, buf_text(&list));
	buf_free(&list);
	return copied;
}

static void
read_type(struct form_reader *reader, const struct stanza *stanza,
	struct form_field *field)
{
	const struct stanza_entry *entry =
		stanza_entry(stanza, NULL, "类型", "type");

	/* Some type must stand there, so that reading can go on. */
	field->type = field_type_find("text");
	if (entry == NULL) {
		complain(reader, stanza->line, "栏目缺少 类型", field->name);
		return;
	}
	if (field_type_find(entry->value) != NULL)
		field->type = field_type_find(entry->value);
	else
		problem_add(reader->problems, reader->stanzas->file,
			entry->line, "不认识的类型：%s。可用：%s", entry->value,
			type_list(reader->arena));
}

/* A choice that is typed out must be that choice: a mark that parts words in
 * it, or digits that count others, would make it another, or none. */
static bool
reads_as_itself(const struct form_field *field, const char *choice)
{
	const struct field_context context = { .now = 0 };
	struct buf read = { 0 };
	struct err err = { 0 };
	bool same = field_read(field, &context, choice, &read, &err) &&
		    strcmp(buf_text(&read), choice) == 0;

	buf_free(&read);
	return same;
}

static void
check_choices(
	struct form_reader *reader, const struct form_field *field, int line)
{
	if (field->choice_count > FORM_MOST_CHOICES)
		problem_add(reader->problems, reader->stanzas->file, line,
			"选项太多：%zu个，最多%d个", field->choice_count,
			FORM_MOST_CHOICES);
	for (size_t i = 0; i < field->choice_count; i++) {
		for (size_t k = 0; k < i; k++) {
			if (strcmp(field->choices[i], field->choices[k]) == 0)
				complain(reader, line, "选项写了两次",
					field->choices[i]);
		}
		if (field->choice_count <= FORM_MOST_CHOICES &&
			!reads_as_itself(field, field->choices[i]))
			complain(reader, line,
				"选项打出来会读成别的（不要用顿号、逗号、分号，"
				"不要只写数字，不要太长）",
				field->choices[i]);
	}
}

static void
read_choices(struct form_reader *reader, const struct stanza *stanza,
	struct form_field *field)
{
	const struct stanza_entry *entry =
		stanza_entry(stanza, NULL, "选项", "choices");

	if (entry != NULL)
		field->choices = stanza_words(
			reader->arena, entry->value, &field->choice_count);
	if (field->type->has_choices && field->choice_count == 0)
		complain(reader, entry != NULL ? entry->line : stanza->line,
			"选择和多选要写 选项", field->name);
	else if (!field->type->has_choices && entry != NULL)
		problem_add(reader->problems, reader->stanzas->file,
			entry->line, "类型 %s 没有选项：%s", field->type->word,
			field->name);
	else if (entry != NULL)
		check_choices(reader, field, entry->line);
}

/* 是 TEXT: what he is told to do who has nothing to fill in. */
static void
read_required(struct form_reader *reader, const struct stanza *stanza,
	struct form_field *field)
{
	static const char *const yes[] = { "是 ", "yes " };
	const char *value = stanza_value(stanza, "必填", "required");

	for (size_t i = 0; value != NULL && i < ARRAY_LENGTH(yes); i++)
		if (strncmp(value, yes[i], strlen(yes[i])) == 0) {
			field->is_required = true;
			field->missing = value + strlen(yes[i]);
			return;
		}
	field->is_required = form_read_yes(reader, stanza, "必填", "required");
}

static void
read_field(struct form_reader *reader, const struct stanza *stanza,
	struct form_field *field)
{
	stanza_check_keys(reader->stanzas, stanza, field_keys,
		ARRAY_LENGTH(field_keys), field_repeatable, reader->problems);
	field->label = form_read_line(reader, stanza, "名称", "label");
	if (field->label == NULL)
		field->label = field->name;
	read_type(reader, stanza, field);
	read_choices(reader, stanza, field);
	read_required(reader, stanza, field);
	field->is_fixed = form_read_yes(reader, stanza, "只读", "fixed");
	field->is_own = form_read_yes(reader, stanza, "本人", "own");
	field->source = form_read_line(reader, stanza, "来自", "from");
	field->help = form_read_line(reader, stanza, "说明", "help");
	if (field->is_fixed && field->source == NULL)
		complain(reader, stanza->line, "只读的栏目要写 来自",
			field->name);
}

static void
read_item_stanza(struct form_reader *reader, const struct stanza *stanza,
	struct form_field *field)
{
	stanza_check_keys(reader->stanzas, stanza, item_keys,
		ARRAY_LENGTH(item_keys), item_repeatable, reader->problems);
	field->is_item = true;
	field->is_required = true;
	field->type = field_type_item();
	field->label = field->name;
	field->text = form_read_line(reader, stanza, "内容", "text");
	if (field->text == NULL || *field->text == '\0')
		complain(reader, stanza->line, "事项缺少 内容", field->name);
	if (field->basis == NULL || *field->basis == '\0')
		complain(reader, stanza->line, "事项缺少 依据", field->name);
}

static void
add_field(struct form_reader *reader, const struct stanza *stanza)
{
	struct form *form = reader->form;
	struct form_field *field;
	int twin = form_field_index(form, stanza->name);

	check_name(reader, stanza);
	if (twin >= 0)
		problem_add(reader->problems, reader->stanzas->file,
			stanza->line, "栏目重复：%s（第%d行已有）",
			stanza->name, form->fields[twin].line);
	form->fields = arena_grow(reader->arena, form->fields,
		form->field_count, sizeof(form->fields[0]));
	field = &form->fields[form->field_count++];
	*field = (struct form_field){ .name = stanza->name,
		.line = stanza->line,
		.english = form_read_line(reader, stanza, "英文", "english"),
		.basis = form_read_line(reader, stanza, "依据", "basis") };
	if (keyword_is(&item_word, stanza->kind))
		read_item_stanza(reader, stanza, field);
	else
		read_field(reader, stanza, field);
}

/* What follows the word, blanks skipped; NULL if the text starts otherwise. */
static const char *
after_word(const struct keyword *word, const char *text)
{
	size_t length = strlen(word->word);

	if (strncmp(text, word->word, length) != 0) {
		length = strlen(word->english);
		if (strncmp(text, word->english, length) != 0)
			return NULL;
	}
	return text + length + strspn(text + length, " ");
}

static void
read_least(struct form_reader *reader, const struct stanza_entry *entry,
	const char *text, struct form_field *field)
{
	size_t digits = strspn(text, "0123456789");
	const char *rest = text + digits + strspn(text + digits, " ");

	if (digits == 0 || digits > 3 ||
		(*rest != '\0' && strcmp(rest, "字") != 0)) {
		complain(reader, entry->line, "写成 不少于4字", entry->value);
		return;
	}
	field->min_chars = (int)strtol(text, NULL, 10);
}

static bool
is_time(const struct form_field *field)
{
	return strcmp(field->type->english, "date") == 0 ||
	       strcmp(field->type->english, "instant") == 0;
}

static void
read_order(struct form_reader *reader, const struct stanza_entry *entry,
	const char *other, struct form_field *field)
{
	int index = form_field_index(reader->form, other);

	if (index < 0)
		complain(reader, entry->line, "不早于 后面没有这个栏目", other);
	else if (!is_time(field) || !is_time(&reader->form->fields[index]))
		complain(reader, entry->line, "不早于 只能比较日期和时刻",
			entry->value);
	else
		field->not_before = reader->form->fields[index].name;
}

static void
read_checks(struct form_reader *reader, const struct stanza *stanza,
	struct form_field *field)
{
	const struct stanza_entry *entry = NULL;

	while ((entry = stanza_entry(stanza, entry, "校验", "check")) != NULL) {
		const char *least = after_word(&at_least, entry->value);
		const char *other = after_word(&not_before, entry->value);

		if (least != NULL)
			read_least(reader, entry, least, field);
		else if (other != NULL)
			read_order(reader, entry, other, field);
		else
			complain(reader, entry->line,
				"不认识的校验（可用：不少于4字、不早于 栏目）",
				entry->value);
	}
}

static void
link_field(
	struct form_reader *reader, const struct stanza *stanza, size_t index)
{
	struct form_field *field = &reader->form->fields[index];
	const struct stanza_entry *entry = NULL;
	struct form_conditions conditions = { 0 };

	while ((entry = stanza_entry(stanza, entry, "条件", "if")) != NULL)
		form_read_conditions(
			reader, entry->value, index, entry->line, &conditions);
	field->conditions = conditions.items;
	field->condition_count = conditions.count;
	if (!field->is_item)
		read_checks(reader, stanza, field);
}

static bool
is_field(const struct stanza *stanza)
{
	return keyword_is(&field_word, stanza->kind) ||
	       keyword_is(&item_word, stanza->kind);
}

void
form_read_fields(struct form_reader *reader)
{
	const struct stanza_file *file = reader->stanzas;
	size_t index = 0;

	for (size_t i = 0; i < file->count; i++) {
		if (!is_field(&file->stanzas[i]))
			continue;
		if (reader->form->field_count == FORM_MOST_FIELDS) {
			problem_add(reader->problems, file->file,
				file->stanzas[i].line, "栏目太多：最多%d个",
				FORM_MOST_FIELDS);
			return;
		}
		add_field(reader, &file->stanzas[i]);
	}
	for (size_t i = 0; i < file->count; i++) {
		if (is_field(&file->stanzas[i]))
			link_field(reader, &file->stanzas[i], index++);
	}
}
