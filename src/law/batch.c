/* SPDX-License-Identifier: MIT */
/* key=value lines of the batch verbs, and what their answers share. What they
 * answer is batch_*.c. */
#include "law/batch.h"

#include "base/stanza.h"

#include <string.h>

const char *const batch_yes_no[] = { "yes", "no", NULL };

bool
batch_error(struct buf *out, const char *format, ...)
{
	va_list arguments;

	buf_add(out, "error\t");
	va_start(arguments, format);
	buf_vaddf(out, format, arguments);
	va_end(arguments);
	return false;
}

static bool
refuse(struct buf *out, const char *what, const char *found,
	const char *possible)
{
	return batch_error(out, "%s“%s”；%s", what, found, possible);
}

static const char *
key_list(struct arena *arena, const struct batch_key *keys, size_t count)
{
	const char *list = "可以是";

	for (size_t i = 0; i < count; i++)
		list = arena_printf(arena, "%s %s", list, keys[i].key);
	return list;
}

static const char *
word_list(struct arena *arena, const struct batch_key *key)
{
	const char *list = "可以是";

	for (size_t i = 0; key->words[i] != NULL; i++)
		list = arena_printf(arena, "%s %s", list, key->words[i]);
	return list;
}

static bool
is_word(const struct batch_key *key, const char *word, size_t length)
{
	for (size_t i = 0; key->words[i] != NULL; i++)
		if (strlen(key->words[i]) == length &&
			strncmp(key->words[i], word, length) == 0)
			return true;
	return false;
}

/* Digits of a number that a person could mean. */
static bool
is_number(const char *value)
{
	size_t length = strlen(value);

	return length > 0 && length <= 4 &&
	       strspn(value, "0123456789") == length;
}

static bool
is_value(const struct batch_key *key, const char *value)
{
	if (key->words == NULL)
		return is_number(value);
	if (!key->is_many)
		return is_word(key, value, strlen(value));
	for (;;) {
		size_t step = strcspn(value, ",");

		if (!is_word(key, value, step))
			return false;
		if (value[step] == '\0')
			return true;
		value += step + 1;
	}
}

static const struct batch_key *
find_key(const struct batch_key *keys, size_t count, const char *pair)
{
	size_t length = strcspn(pair, "=");

	for (size_t i = 0; i < count; i++)
		if (strlen(keys[i].key) == length &&
			strncmp(keys[i].key, pair, length) == 0)
			return &keys[i];
	return NULL;
}

static bool
take_pair(const struct batch_key *keys, size_t count, const char *pair,
	struct arena *arena, const char **values, struct buf *out)
{
	const struct batch_key *key = find_key(keys, count, pair);
	const char *value = strchr(pair, '=');
	const char **slot;

	if (value == NULL)
		return refuse(out, "应写成“词=值”，不是", pair,
			key_list(arena, keys, count));
	if (key == NULL)
		return refuse(
			out, "不认识", pair, key_list(arena, keys, count));
	slot = &values[key - keys];
	if (*slot != NULL)
		return refuse(out, "写了两次", pair, "留一次");
	*slot = value + 1;
	if (is_value(key, *slot))
		return true;
	return refuse(out, "不能是", pair,
		key->words == NULL ? "应为 0 到 9999 的数字"
				   : word_list(arena, key));
}

static bool
read_pairs(const char *line, const struct batch_key *keys, size_t count,
	struct arena *arena, const char **values, struct buf *out)
{
	size_t pairs;
	const char **words = stanza_words(arena, line, &pairs);

	for (size_t i = 0; i < count; i++)
		values[i] = NULL;
	for (size_t i = 0; i < pairs; i++)
		if (!take_pair(keys, count, words[i], arena, values, out))
			return false;
	for (size_t i = 0; i < count; i++) {
		if (values[i] == NULL)
			values[i] = keys[i].otherwise;
		if (values[i] == NULL)
			return refuse(out, "缺", keys[i].key,
				keys[i].words == NULL
					? "应为数字"
					: word_list(arena, &keys[i]));
	}
	return true;
}

bool
batch_read(const char *line, const struct batch_key *keys, size_t count,
	struct arena *arena, struct batch_facts *facts, struct buf *out)
{
	*facts = (struct batch_facts){ .keys = keys, .count = count };
	facts->said = arena_alloc(arena, count * sizeof *facts->said);
	facts->meant = arena_alloc(arena, count * sizeof *facts->meant);
	return read_pairs(line, keys, count, arena, facts->said, out);
}

bool
batch_is(const struct batch_facts *facts, size_t key, const char *word)
{
	return strcmp(facts->said[key], word) == 0;
}

const char *
batch_value(const struct fact *fact, const void *arg)
{
	const struct batch_facts *facts = arg;

	for (size_t i = 0; i < facts->count; i++)
		if (strcmp(facts->keys[i].fact, fact->name) == 0)
			return facts->meant[i];
	return NULL;
}

void
batch_add_facts(const struct batch_facts *facts, const char *nothing,
	struct date today, struct buf *out)
{
	char text[DATE_TEXT];

	buf_add(out, "事实：");
	for (size_t i = 0; i < facts->count; i++)
		buf_addf(out, "%s%s %s", i == 0 ? "" : "；",
			facts->keys[i].fact,
			facts->meant[i][0] == '\0' ? nothing : facts->meant[i]);
	buf_addf(out, "\n按 %s 的规定\n", date_format(today, text));
}
