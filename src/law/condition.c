/* SPDX-License-Identifier: MIT */
/*
 * Reading and holding of conditions. Which rule they belong to, and as of
 * which day facts are read, is the caller's.
 */
#include "law/condition.h"

#include "base/attr.h"
#include "base/stanza.h"

#include <string.h>

static const struct keyword operators[] = {
	[CONDITION_EQUALS] = { "=", "＝" },
	[CONDITION_DIFFERS] = { "!=", "≠" },
};
static const struct keyword yes_no[] = { { "是", "yes" }, { "否", "no" } };

/* The choices of a fact, as a person would list them. */
static const char *
choice_list(struct arena *arena, const struct fact *fact)
{
	const char *list = "";

	for (size_t i = 0; fact->choices[i] != NULL; i++)
		list = arena_printf(arena, "%s%s%s", list, i == 0 ? "" : " ",
			fact->choices[i]);
	return list;
}

/* What may stand before the operator: the facts of the noun that was meant,
 * or the nouns. */
static const char *
fact_list(struct arena *arena, const char *name)
{
	size_t count;
	const struct fact *facts = fact_table(&count);
	const char *dot = strchr(name, '.');
	size_t length = dot == NULL ? 0 : (size_t)(dot - name) + 1;
	const char *list = "";

	for (size_t i = 0; i < count; i++)
		if (length > 0 && strncmp(facts[i].name, name, length) == 0)
			list = arena_printf(
				arena, "%s %s", list, facts[i].name);
	return list[0] != '\0'
		       ? list
		       : " 案件. 程序段. 当事人. 庭审. 文书. 开头的事实";
}

/* The word as it is kept, or NULL with a problem. */
static const char *
read_word(const struct condition_place *place, const struct fact *fact,
	const char *word)
{

	if (fact->type == FACT_YES_NO) {
		int which = keyword_find(yes_no, ARRAY_LENGTH(yes_no), word);
		if (which >= 0)
			return yes_no[which].word;
		problem_add(place->problems, place->file, place->line,
			"“%s”只能是 是 或 否，不能是“%s”", fact->name, word);
		return NULL;
	}
	if (fact->choices == NULL)
		return word;
	for (size_t i = 0; fact->choices[i] != NULL; i++)
		if (strcmp(fact->choices[i], word) == 0)
			return word;
	problem_add(place->problems, place->file, place->line,
		"“%s”没有“%s”；可以是 %s", fact->name, word,
		choice_list(place->arena, fact));
	return NULL;
}

static bool
read_words(const struct condition_place *place, const char **words,
	size_t count, struct condition *out)
{
	int operator=
		keyword_find(operators, ARRAY_LENGTH(operators), words[1]);

	if (operator<0 || count<3) {
		problem_add(place->problems, place->file, place->line,
			"条件应写成“%s = 词”“%s != 词”或“%s”", words[0],
			words[0], words[0]);
		return false;
	}
	out->kind = operator== CONDITION_EQUALS ? CONDITION_EQUALS
						: CONDITION_DIFFERS;
	out->words = words + 2;
	out->word_count = count - 2;
	for (size_t i = 0; i < out->word_count; i++) {
		out->words[i] = read_word(place, out->fact, out->words[i]);
		if (out->words[i] == NULL)
			return false;
	}
	return true;
}

bool
condition_read(const struct condition_place *place, const char *text,
	struct condition *out)
{
	size_t count;
	const char **words = stanza_words(place->arena, text, &count);

	*out = (struct condition){ .kind = CONDITION_SET };
	if (count == 0) {
		problem_add(place->problems, place->file, place->line,
			"条件是空的；应写成“程序段.程序 = 普通”这样");
		return false;
	}
	out->fact = fact_find(words[0]);
	if (out->fact == NULL) {
		problem_add(place->problems, place->file, place->line,
			"没有“%s”这个事实；可以是%s", words[0],
			fact_list(place->arena, words[0]));
		return false;
	}
	return count == 1 || read_words(place, words, count, out);
}

static bool
has_any(const struct condition *condition, const char *value)
{
	for (size_t i = 0; i < condition->word_count; i++)
		if (fact_has_word(condition->fact, value, condition->words[i]))
			return true;
	return false;
}

static bool
holds(const struct condition *condition, const char *value)
{
	switch (condition->kind) {
	case CONDITION_SET:
		return value[0] != '\0';
	case CONDITION_EQUALS:
		return has_any(condition, value);
	case CONDITION_DIFFERS:
		return !has_any(condition, value);
	}
	return false;
}

bool
conditions_hold(const struct condition *conditions, size_t count,
	fact_value value, const void *arg)
{
	for (size_t i = 0; i < count; i++) {
		const char *known = value(conditions[i].fact, arg);

		if (!holds(&conditions[i], known == NULL ? "" : known))
			return false;
	}
	return true;
}
