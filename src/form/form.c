/* SPDX-License-Identifier: MIT */
/* What is asked of a loaded form: words, fields, conditions. */
#include "form/form.h"

#include "form/form_read.h"

#include <string.h>

static const struct keyword kind_words[] = {
	[FORM_PAPER] = { "文书", "paper" },
	[FORM_CHECKLIST] = { "清单", "checklist" },
	[FORM_REGISTER] = { "登记", "register" },
};

static const struct keyword noun_words[FORM_NOUNS] = {
	[FORM_ON_NOTHING] = { "无", "nothing" },
	[FORM_ON_MATTER] = { "案件", "matter" },
	[FORM_ON_PROCEEDING] = { "程序段", "proceeding" },
	[FORM_ON_PARTY] = { "当事人", "party" },
	[FORM_ON_HEARING] = { "庭审", "hearing" },
	[FORM_ON_RECORD] = { "文书", "record" },
};

const struct keyword *
form_kind_table(size_t *count)
{
	*count = ARRAY_LENGTH(kind_words);
	return kind_words;
}

const struct keyword *
form_noun_table(size_t *count)
{
	*count = ARRAY_LENGTH(noun_words);
	return noun_words;
}

const char *
form_kind_word(enum form_kind kind)
{
	return kind_words[kind].word;
}

const char *
form_noun_word(enum form_noun noun)
{
	return noun_words[noun].word;
}

enum form_noun
form_noun_find(const char *word)
{
	int found = keyword_find(noun_words, ARRAY_LENGTH(noun_words), word);

	return found < 0 ? FORM_NOUNS : (enum form_noun)found;
}

int
form_field_index(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->field_count; i++) {
		if (strcmp(form->fields[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

/* Is `word` one of the blank-parted words of `text`? */
static bool
has_word(const char *text, const char *word, bool only_first)
{
	size_t length = strlen(word);

	while (*text != '\0') {
		size_t next = strcspn(text, " ");

		if (next == length && strncmp(text, word, length) == 0)
			return true;
		if (only_first)
			return false;
		text += next + strspn(text + next, " ");
	}
	return false;
}

/* An item's 否 carries its reason, a many-of carries several words. */
static bool
value_is(const struct form_field *field, const char *value, const char *word)
{
	if (field->is_item)
		return has_word(value, word, true);
	if (strcmp(field->type->english, "many") == 0)
		return has_word(value, word, false);
	return strcmp(value, word) == 0;
}

static bool
value_is_any(const struct form_condition *condition,
	const struct form_field *field, const char *value)
{
	for (size_t i = 0; i < condition->word_count; i++) {
		if (value_is(field, value, condition->words[i]))
			return true;
	}
	return false;
}

static bool
condition_holds(const struct form *form, const struct form_condition *condition,
	const bool *shown, const struct values *values)
{
	const struct form_field *field = &form->fields[condition->field];
	const char *value =
		shown[condition->field] ? values_get(values, field->name) : "";

	switch (condition->test) {
	case FORM_IS_SET:
		return *value != '\0';
	case FORM_IS_EMPTY:
		return *value == '\0';
	case FORM_EQUALS:
		return value_is_any(condition, field, value);
	case FORM_DIFFERS:
		return !value_is_any(condition, field, value);
	}
	return false;
}

static bool
all_hold(const struct form *form, const struct form_condition *conditions,
	size_t count, const bool *shown, const struct values *values)
{
	for (size_t i = 0; i < count; i++) {
		if (!condition_holds(form, &conditions[i], shown, values))
			return false;
	}
	return true;
}

void
form_shown(const struct form *form, const struct values *values, size_t count,
	bool shown[FORM_MOST_FIELDS])
{
	/* Conditions name earlier fields only, so one pass is enough. */
	for (size_t i = 0; i < count && i < form->field_count; i++)
		shown[i] = all_hold(form, form->fields[i].conditions,
			form->fields[i].condition_count, shown, values);
}

bool
form_holds(const struct form *form, const struct form_condition *conditions,
	size_t count, const struct values *values)
{
	bool shown[FORM_MOST_FIELDS] = { false };

	if (count == 0)
		return true;
	form_shown(form, values, form->field_count, shown);
	return all_hold(form, conditions, count, shown, values);
}

bool
form_field_shown(
	const struct form *form, size_t field, const struct values *values)
{
	bool shown[FORM_MOST_FIELDS] = { false };

	form_shown(form, values, field + 1, shown);
	return shown[field];
}
