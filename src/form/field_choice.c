/* SPDX-License-Identifier: MIT */
/* Yes and no, choices, many-of, checklist items: what is picked, not told. */
#include "form/field_read.h"

#include "form/form.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_DIGIT_CHOICES = 9, LOGIN_MOST = 32 };

static const char *const yes_words[] = { "1", "是", "y", "yes", "有" };
static const char *const no_words[] = { "2", "否", "n", "no", "无", "0" };

static bool
is_one_of(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcasecmp(text, words[i]) == 0)
			return true;
	}
	return false;
}

/* "1 普通 2 简易", for messages. */
static void
list_choices(const struct form_field *field, struct buf *out)
{
	for (size_t i = 0; i < field->choice_count; i++)
		buf_addf(out, "%s%zu %s", i > 0 ? "，" : "", i + 1,
			field->choices[i]);
}

static bool
no_choice(const struct form_field *field, const char *typed, const char *why,
	struct err *err)
{
	struct buf list = { 0 };

	list_choices(field, &list);
	err_set(err, ERR_INPUT, "%s：%s。可选：%s", why, typed,
		buf_text(&list));
	buf_free(&list);
	return false;
}

static int
find_number(const struct form_field *field, const char *typed)
{
	unsigned long number;

	if (strspn(typed, "0123456789") != strlen(typed) || strlen(typed) > 4)
		return -1;
	number = strtoul(typed, NULL, 10);
	if (number == 0 || number > field->choice_count)
		return -1;
	return (int)number - 1;
}

/* The choice that `typed` is, counts, or alone begins; -1 none, -2 several. */
static int
find_choice(const struct form_field *field, const char *typed)
{
	int found = -1;

	for (size_t i = 0; i < field->choice_count; i++) {
		if (strcmp(field->choices[i], typed) == 0)
			return (int)i;
	}
	found = find_number(field, typed);
	if (found >= 0)
		return found;
	for (size_t i = 0; i < field->choice_count; i++) {
		if (strncmp(field->choices[i], typed, strlen(typed)) != 0)
			continue;
		if (found >= 0)
			return -2;
		found = (int)i;
	}
	return found;
}

static int
pick(const struct form_field *field, const char *typed, struct err *err)
{
	int found = find_choice(field, typed);

	if (found == -2)
		no_choice(field, typed, "不止一项以此开头", err);
	else if (found < 0)
		no_choice(field, typed, "没有这一项", err);
	return found;
}

bool
read_choice(const struct form_field *field, const struct field_context *context,
	const char *typed, struct buf *out, struct err *err)
{
	struct buf plain = { 0 };
	int found;

	(void)context;
	/* Its own wide letters and brackets are not folded. */
	for (size_t i = 0; i < field->choice_count; i++)
		if (strcmp(field->choices[i], typed) == 0) {
			buf_add(out, typed);
			return true;
		}
	fold_ascii(typed, &plain);
	found = pick(field, buf_text(&plain), err);
	buf_free(&plain);
	if (found < 0)
		return false;
	buf_add(out, field->choices[found]);
	return true;
}

/* Sets what one word picks. With few choices, 135 is 1, 3 and 5. */
static bool
pick_word(const struct form_field *field, const char *word, bool *picked,
	struct err *err)
{
	char digit[2] = { 0, 0 };
	int found;

	if (field->choice_count > MOST_DIGIT_CHOICES || strlen(word) < 2 ||
		strspn(word, "0123456789") != strlen(word)) {
		found = pick(field, word, err);
		if (found >= 0)
			picked[found] = true;
		return found >= 0;
	}
	for (; *word != '\0'; word++) {
		digit[0] = *word;
		found = pick(field, digit, err);
		if (found < 0)
			return false;
		picked[found] = true;
	}
	return true;
}

/* Blanks instead of what parts words: 、 ， , ； ; and line breaks. */
static void
part_words(const char *text, struct buf *out)
{
	static const char *const marks[] = { "、", "，", "；", ",", ";", "\n" };
	size_t i;

	while (*text != '\0') {
		for (i = 0; i < ARRAY_LENGTH(marks); i++) {
			if (strncmp(text, marks[i], strlen(marks[i])) == 0)
				break;
		}
		if (i == ARRAY_LENGTH(marks)) {
			buf_add_char(out, *text++);
			continue;
		}
		buf_add_char(out, ' ');
		text += strlen(marks[i]);
	}
}

static void
add_picked(const struct form_field *field, const bool *picked, struct buf *out)
{
	size_t start = out->length;

	for (size_t i = 0; i < field->choice_count; i++) {
		if (!picked[i])
			continue;
		if (out->length > start)
			buf_add_char(out, ' ');
		buf_add(out, field->choices[i]);
	}
}

bool
read_many(const struct form_field *field, const struct field_context *context,
	const char *typed, struct buf *out, struct err *err)
{
	struct arena arena = { 0 };
	struct buf plain = { 0 };
	struct buf parted = { 0 };
	bool picked[FORM_MOST_CHOICES] = { false };
	const char **words;
	size_t count;
	bool ok = true;

	(void)context;
	fold_ascii(typed, &plain);
	part_words(buf_text(&plain), &parted);
	words = stanza_words(&arena, buf_text(&parted), &count);
	for (size_t i = 0; i < count && ok; i++)
		ok = pick_word(field, words[i], picked, err);
	if (ok)
		add_picked(field, picked, out);
	buf_free(&parted);
	buf_free(&plain);
	arena_clear(&arena);
	return ok;
}

static bool
is_login(const char *word)
{
	size_t length = strlen(word);

	return length <= LOGIN_MOST &&
	       strspn(word, "-._0123456789abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length;
}

static bool
is_before(const char **words, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(words[i], words[at]) == 0)
			return true;
	return false;
}

bool
read_users(const struct form_field *field, const struct field_context *context,
	const char *typed, struct buf *out, struct err *err)
{
	struct arena arena = { 0 };
	struct buf plain = { 0 }, parted = { 0 };
	size_t start = out->length, count;
	const char **words;
	bool ok = true;

	(void)field;
	(void)context;
	fold_ascii(typed, &plain);
	part_words(buf_text(&plain), &parted);
	words = stanza_words(&arena, buf_text(&parted), &count);
	for (size_t i = 0; i < count && ok; i++) {
		ok = is_login(words[i]) ||
		     err_set(err, ERR_INPUT,
			     "“%s”不是登录名；写登录名，几个之间空一格，F4 列出",
			     words[i]);
		if (!is_before(words, i))
			buf_addf(out, "%s%s", out->length > start ? " " : "",
				words[i]);
	}
	if (!ok)
		buf_cut(out, start);
	buf_free(&parted);
	buf_free(&plain);
	arena_clear(&arena);
	return ok;
}

void
show_many(const char *value, struct buf *out)
{
	for (; *value != '\0'; value++) {
		if (*value == ' ')
			buf_add(out, "、");
		else
			buf_add_char(out, *value);
	}
}

bool
read_yes_no(const struct form_field *field, const struct field_context *context,
	const char *typed, struct buf *out, struct err *err)
{
	struct buf plain = { 0 };
	bool yes;
	bool no;

	(void)field;
	(void)context;
	fold_ascii(typed, &plain);
	yes = is_one_of(buf_text(&plain), yes_words, ARRAY_LENGTH(yes_words));
	no = is_one_of(buf_text(&plain), no_words, ARRAY_LENGTH(no_words));
	buf_free(&plain);
	if (!yes && !no)
		return err_set(err, ERR_INPUT,
			"只能答是或否：%s。可写 1 是，2 否", typed);
	buf_add(out, yes ? "是" : "否");
	return true;
}

/* What stands before the reason of an item that was not told. */
static size_t
no_length(const char *typed)
{
	static const char *const starts[] = { "否", "2", "２", "n", "N" };

	for (size_t i = 0; i < ARRAY_LENGTH(starts); i++) {
		if (strncmp(typed, starts[i], strlen(starts[i])) == 0)
			return strlen(starts[i]);
	}
	return 0;
}

/* Is what follows 否 parted from it, so that it is a reason? */
static size_t
parting_length(const char *rest)
{
	static const char *const marks[] = { "，", "：", ",", ":", "　", " " };
	size_t length = 0;
	size_t i;

	do {
		for (i = 0; i < ARRAY_LENGTH(marks); i++) {
			if (strncmp(rest + length, marks[i],
				    strlen(marks[i])) == 0)
				break;
		}
		if (i < ARRAY_LENGTH(marks))
			length += strlen(marks[i]);
	} while (i < ARRAY_LENGTH(marks));
	return length;
}

bool
read_item(const struct form_field *field, const struct field_context *context,
	const char *typed, struct buf *out, struct err *err)
{
	size_t no = no_length(typed);
	const char *reason = typed + no + parting_length(typed + no);

	if (no == 0 || *reason == '\0') {
		if (read_yes_no(field, context, typed, out, NULL))
			return true;
	} else if (reason > typed + no) {
		buf_addf(out, "否 %s", reason);
		return true;
	}
	return err_set(err, ERR_INPUT,
		"看不懂：%s。已告知写 1 或 是；未告知写 否，空一格写原因",
		typed);
}
