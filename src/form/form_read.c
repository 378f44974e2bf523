/* SPDX-License-Identifier: MIT */
/*
 * Loads a form: the head of the file, and what holds its parts together.
 * Fields are form_fields.c, meaning is form_meaning.c, [正文] is body.c.
 */
#include "form/form_read.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct keyword head_word = { "表单", "form" };
static const struct keyword body_word = { "正文", "body" };
static const struct keyword part_words[] = {
	{ "表单", "form" },
	{ "栏目", "field" },
	{ "事项", "item" },
	{ "正文", "body" },
};

static const struct keyword head_keys[] = {
	{ "编号", "id" },
	{ "名称", "name" },
	{ "英文", "english" },
	{ "种类", "kind" },
	{ "版本", "version" },
	{ "依据", "basis" },
	{ "样稿", "sample" },
	{ "对象", "on" },
	{ "多人", "several" },
	{ "建立", "makes" },
	{ "权限", "right" },
	{ "文号", "number" },
	{ "归卷", "filing" },
	{ "签名", "signers" },
	{ "接着", "next" },
	{ "事件", "event" },
	{ "事实", "fact" },
	{ "说明对象", "explains" },
	{ "只一次", "once" },
};
static const char *const head_repeatable[] = { "事件", "事实", "只一次", NULL };

static const struct keyword actions[] = {
	{ "定稿", "seal" },
	{ "决定", "decide" },
};

static const struct keyword number_words[] = {
	{ "年", "year" },
	{ "序号", "sequence" },
	{ "院代字", "organ" },
};

enum { MOST_ID = 40 };

static void
complain(struct form_reader *reader, int line, const char *what,
	const char *found)
{
	problem_add(reader->problems, reader->stanzas->file, line, "%s：%s",
		what, found);
}

bool
form_read_yes(struct form_reader *reader, const struct stanza *stanza,
	const char *word, const char *english)
{
	const struct stanza_entry *entry =
		stanza_entry(stanza, NULL, word, english);

	if (entry == NULL)
		return false;
	if (strcmp(entry->value, "是") == 0 || strcmp(entry->value, "yes") == 0)
		return true;
	if (strcmp(entry->value, "否") != 0 && strcmp(entry->value, "no") != 0)
		problem_add(reader->problems, reader->stanzas->file,
			entry->line, "%s 只能写 是 或 否：%s", word,
			entry->value);
	return false;
}

const char *
form_read_line(struct form_reader *reader, const struct stanza *stanza,
	const char *word, const char *english)
{
	const char *value = stanza_value(stanza, word, english);
	struct buf line = { 0 };
	const char *copied;

	if (value == NULL)
		return NULL;
	for (const char *at = value; *at != '\0'; at++) {
		if (*at != '\n')
			buf_add_char(&line, *at);
		else if (at > value && isalnum((unsigned char)at[-1]) &&
			 isalnum((unsigned char)at[1]))
			buf_add_char(&line, ' ');
	}
	copied = arena_copy(reader->arena, buf_text(&line));
	buf_free(&line);
	return copied;
}

/* A value that must be there; "" and a problem if it is not. */
static const char *
needed(struct form_reader *reader, const struct stanza *head, const char *word,
	const char *english)
{
	const char *value = form_read_line(reader, head, word, english);

	if (value != NULL && *value != '\0')
		return value;
	complain(reader, head->line, "表单缺少", word);
	return "";
}

static int
line_of(const struct stanza *head, const char *word, const char *english)
{
	const struct stanza_entry *entry =
		stanza_entry(head, NULL, word, english);

	return entry != NULL ? entry->line : head->line;
}

/* Ids are typed at the command line and name files. */
static void
read_id(struct form_reader *reader, const struct stanza *head)
{
	const char *id = needed(reader, head, "编号", "id");

	reader->form->id = id;
	if (strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(id) ||
		strlen(id) > MOST_ID || *id == '-')
		complain(reader, line_of(head, "编号", "id"),
			"编号只能用小写字母、数字和减号，不超过40个", id);
}

static void
read_version(struct form_reader *reader, const struct stanza *head)
{
	const char *text = needed(reader, head, "版本", "version");
	size_t digits = strspn(text, "0123456789");

	if (digits == strlen(text) && digits <= 4)
		reader->form->version = (int)strtol(text, NULL, 10);
	if (*text != '\0' && reader->form->version < 1)
		complain(reader, line_of(head, "版本", "version"),
			"版本要写 1 到 9999 的整数", text);
}

static void
read_kind(struct form_reader *reader, const struct stanza *head)
{
	const char *text = needed(reader, head, "种类", "kind");
	size_t count;
	const struct keyword *kinds = form_kind_table(&count);
	int found = keyword_find(kinds, count, text);

	if (found >= 0)
		reader->form->kind = (enum form_kind)found;
	else if (*text != '\0')
		problem_add(reader->problems, reader->stanzas->file,
			line_of(head, "种类", "kind"),
			"不认识的种类：%s。可用：%s", text,
			keyword_list(reader->arena, kinds, count));
}

static enum form_noun
read_noun(struct form_reader *reader, const char *word, int line)
{
	size_t count;
	const struct keyword *nouns = form_noun_table(&count);
	enum form_noun noun = form_noun_find(word);

	if (noun != FORM_NOUNS)
		return noun;
	problem_add(reader->problems, reader->stanzas->file, line,
		"不认识的对象：%s。可用：%s", word,
		keyword_list(reader->arena, nouns, count));
	return FORM_ON_NOTHING;
}

static void
read_nouns(struct form_reader *reader, const struct stanza *head)
{
	const char *on = stanza_value(head, "对象", "on");
	const char *makes = stanza_value(head, "建立", "makes");
	const char **words;
	size_t count;

	if (on != NULL)
		reader->form->on =
			read_noun(reader, on, line_of(head, "对象", "on"));
	reader->form->is_several =
		form_read_yes(reader, head, "多人", "several");
	if (reader->form->is_several && reader->form->on != FORM_ON_PARTY)
		complain(reader, line_of(head, "多人", "several"),
			"多人 只用于对象是当事人的表单",
			form_noun_word(reader->form->on));
	if (makes == NULL)
		return;
	words = stanza_words(reader->arena, makes, &count);
	for (size_t i = 0; i < count; i++)
		reader->form->makes[read_noun(reader, words[i],
			line_of(head, "建立", "makes"))] = true;
	reader->form->makes[FORM_ON_NOTHING] = false;
}

/* NOUN ACTION; by default the word of its kind, and seal. */
static void
read_right(struct form_reader *reader, const struct stanza *head)
{
	const char *value = stanza_value(head, "权限", "right");
	int line = line_of(head, "权限", "right");
	const char **words;
	size_t count;
	int action = 0;

	reader->form->right = form_kind_word(reader->form->kind);
	reader->form->action = "seal";
	reader->form->right_line = line;
	if (value == NULL)
		return;
	words = stanza_words(reader->arena, value, &count);
	if (count == 2)
		action = keyword_find(actions, ARRAY_LENGTH(actions), words[1]);
	if (count < 1 || count > 2 || action < 0) {
		complain(
			reader, line, "权限写成 名词 定稿 或 名词 决定", value);
		return;
	}
	reader->form->right = words[0];
	reader->form->action = actions[action].english;
}

/* Only {{年}} {{序号}} {{院代字}}; a sequence there must be. */
static void
check_number(struct form_reader *reader, const struct stanza *head)
{
	const char *at = reader->form->number;
	int line = line_of(head, "文号", "number");
	bool has_sequence = false;

	while (at != NULL && (at = strstr(at, "{{")) != NULL) {
		const char *end = strstr(at, "}}");
		const char *name;
		int found;

		if (end == NULL) {
			complain(reader, line, "{{ 没有对应的 }}", at);
			return;
		}
		name = arena_copy_bytes(
			reader->arena, at + 2, (size_t)(end - at) - 2);
		found = keyword_find(
			number_words, ARRAY_LENGTH(number_words), name);
		if (found < 0)
			complain(reader, line,
				"文号里只能用 {{年}} {{序号}} {{院代字}}",
				name);
		has_sequence = has_sequence || found == 1;
		at = end + 2;
	}
	if (reader->form->number != NULL && !has_sequence)
		complain(reader, line, "文号缺少 {{序号}}",
			reader->form->number);
}

static void
read_head(struct form_reader *reader, const struct stanza *head)
{
	struct form *form = reader->form;

	stanza_check_keys(reader->stanzas, head, head_keys,
		ARRAY_LENGTH(head_keys), head_repeatable, reader->problems);
	read_id(reader, head);
	form->name = needed(reader, head, "名称", "name");
	form->english = form_read_line(reader, head, "英文", "english");
	read_kind(reader, head);
	read_version(reader, head);
	form->basis = form_read_line(reader, head, "依据", "basis");
	form->is_sample = form_read_yes(reader, head, "样稿", "sample");
	read_nouns(reader, head);
	read_right(reader, head);
	form->number = form_read_line(reader, head, "文号", "number");
	check_number(reader, head);
	form->signers = form_read_line(reader, head, "签名", "signers");
	form->filing = form_read_line(reader, head, "归卷", "filing");
	form->next = form_read_line(reader, head, "接着", "next");
}

/* The one stanza of a kind; a second one is a mistake. */
static const struct stanza *
only_stanza(struct form_reader *reader, const struct keyword *kind)
{
	const struct stanza_file *file = reader->stanzas;
	const struct stanza *found = NULL;

	for (size_t i = 0; i < file->count; i++) {
		if (!keyword_is(kind, file->stanzas[i].kind))
			continue;
		if (found != NULL)
			complain(reader, file->stanzas[i].line,
				"一个文件只能有一个", kind->word);
		else
			found = &file->stanzas[i];
	}
	return found;
}

static void
check_parts(struct form_reader *reader)
{
	const struct stanza_file *file = reader->stanzas;

	for (size_t i = 0; i < file->count; i++) {
		if (keyword_find(part_words, ARRAY_LENGTH(part_words),
			    file->stanzas[i].kind) < 0)
			problem_add(reader->problems, file->file,
				file->stanzas[i].line,
				"不认识的段：[%s]。可用：%s",
				file->stanzas[i].kind,
				keyword_list(reader->arena, part_words,
					ARRAY_LENGTH(part_words)));
	}
}

static void
read_parts(struct form_reader *reader)
{
	const struct stanza *head = only_stanza(reader, &head_word);
	const struct stanza *body = only_stanza(reader, &body_word);

	check_parts(reader);
	if (head == NULL) {
		problem_add(reader->problems, reader->stanzas->file, 0,
			"文件里没有 [表单]");
		return;
	}
	read_head(reader, head);
	form_read_fields(reader);
	form_read_meaning(reader, head);
	if (body != NULL)
		reader->form->body = form_read_body(reader, body);
	else if (reader->form->kind != FORM_REGISTER)
		complain(reader, head->line, "缺少 [正文]：要上纸的种类",
			form_kind_word(reader->form->kind));
}

const struct form *
form_load(struct arena *arena, const char *file, const char *bytes,
	size_t length, struct problems *problems)
{
	size_t before = problems->count;
	struct stanza_file stanzas;
	struct form *form = arena_alloc(arena, sizeof(*form));
	struct form_reader reader = { arena, problems, &stanzas, form };

	stanza_read(arena, file, bytes, length, &stanzas, problems);
	form->file = arena_copy(arena, file);
	form->text = arena_copy_bytes(arena, bytes, length);
	form->text_length = length;
	digest_text(DIGEST_SHA256, bytes, length, form->digest);
	read_parts(&reader);
	return problems->count == before ? form : NULL;
}
