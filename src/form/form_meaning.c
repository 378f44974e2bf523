/* SPDX-License-Identifier: MIT */
/* Conditions, and what sealing means: events and facts. */
#include "form/form_read.h"

#include <string.h>

static const struct keyword at_word = { "于", "at" };
static const struct keyword to_word = { "对", "to" };
static const struct keyword when_word = { "当", "when" };
static const struct keyword until_word = { "直到", "until" };

/* A copy without blanks around it, `length` bytes of `text`. */
static char *
copy_trimmed(struct arena *arena, const char *text, size_t length)
{
	while (length > 0 && (*text == ' ' || *text == '\n')) {
		text++;
		length--;
	}
	while (length > 0 &&
		(text[length - 1] == ' ' || text[length - 1] == '\n'))
		length--;
	return arena_copy_bytes(arena, text, length);
}

/* "甲 乙 丙": names of the first `limit` fields, for messages. */
static const char *
field_list(struct form_reader *reader, size_t limit)
{
	struct buf list = { 0 };
	const char *copied;

	for (size_t i = 0; i < limit; i++)
		buf_addf(&list, "%s%s", i > 0 ? " " : "",
			reader->form->fields[i].name);
	copied = arena_copy(
		reader->arena, limit > 0 ? buf_text(&list) : "（没有）");
	buf_free(&list);
	return copied;
}

static int
find_field(struct form_reader *reader, const char *name, size_t limit, int line)
{
	int found = form_field_index(reader->form, name);
	const char *file = reader->stanzas->file;

	if (found < 0)
		problem_add(reader->problems, file, line,
			"没有这个栏目：%s。可用：%s", name,
			field_list(reader, limit));
	else if ((size_t)found >= limit)
		problem_add(reader->problems, file, line,
			"条件只能看前面的栏目，%s 在后面。可用：%s", name,
			field_list(reader, limit));
	return found >= 0 && (size_t)found < limit ? found : -1;
}

/* Can the field ever have this value? */
static bool
may_be(const struct form_field *field, const char *word)
{
	if (field->is_item || strcmp(field->type->english, "yes-no") == 0)
		return strcmp(word, "是") == 0 || strcmp(word, "否") == 0;
	if (!field->type->has_choices)
		return true;
	for (size_t i = 0; i < field->choice_count; i++) {
		if (strcmp(field->choices[i], word) == 0)
			return true;
	}
	return field->choice_count == 0;
}

static void
read_words(struct form_reader *reader, const char *text, int line,
	struct form_condition *out)
{
	const struct form_field *field = &reader->form->fields[out->field];

	out->words = stanza_words(reader->arena, text, &out->word_count);
	if (out->word_count == 0)
		problem_add(reader->problems, reader->stanzas->file, line,
			"条件缺少值：%s=", field->name);
	for (size_t i = 0; i < out->word_count; i++) {
		if (!may_be(field, out->words[i]))
			problem_add(reader->problems, reader->stanzas->file,
				line, "条件永远不成立：%s 没有选项 %s",
				field->name, out->words[i]);
	}
}

/* The operator of a condition: where, how long, which. */
static const char *
find_operator(const char *text, size_t *length, enum form_test *test)
{
	static const struct {
		const char *mark;
		enum form_test test;
	} marks[] = { { "!=", FORM_DIFFERS }, { "！=", FORM_DIFFERS },
		{ "≠", FORM_DIFFERS }, { "=", FORM_EQUALS },
		{ "＝", FORM_EQUALS } };

	for (size_t i = 0; i < ARRAY_LENGTH(marks); i++) {
		const char *found = strstr(text, marks[i].mark);

		if (found != NULL) {
			*length = strlen(marks[i].mark);
			*test = marks[i].test;
			return found;
		}
	}
	return NULL;
}

/* "!栏目": the field behind the mark is to be empty; NULL without a mark. */
static const char *
after_not(const char *text)
{
	static const char *const marks[] = { "!", "！" };

	for (size_t i = 0; i < ARRAY_LENGTH(marks); i++)
		if (strncmp(text, marks[i], strlen(marks[i])) == 0)
			return text + strlen(marks[i]);
	return NULL;
}

static void
read_condition(struct form_reader *reader, const char *text, size_t limit,
	int line, struct form_conditions *out)
{
	struct form_condition condition = { .test = FORM_IS_SET };
	size_t length = 0;
	const char *mark = find_operator(text, &length, &condition.test);
	const char *negated = mark == NULL ? after_not(text) : NULL;
	size_t name;

	if (negated != NULL) {
		text = negated;
		condition.test = FORM_IS_EMPTY;
	}
	name = mark != NULL ? (size_t)(mark - text) : strlen(text);
	if (*text == '\0') {
		problem_add(reader->problems, reader->stanzas->file, line,
			"条件是空的。写 栏目、!栏目、栏目=值 或 栏目!=值");
		return;
	}
	condition.field = find_field(
		reader, copy_trimmed(reader->arena, text, name), limit, line);
	if (condition.field < 0)
		return;
	if (mark != NULL)
		read_words(reader, mark + length, line, &condition);
	out->items = arena_grow(
		reader->arena, out->items, out->count, sizeof(out->items[0]));
	out->items[out->count++] = condition;
}

/* Bytes up to the next ， or , and the bytes of that mark. */
static size_t
clause_length(const char *text, size_t *mark)
{
	static const char wide[] = "，";
	const char *narrow = strchr(text, ',');
	const char *found = strstr(text, wide);

	*mark = found != NULL ? strlen(wide) : 0;
	if (narrow != NULL && (found == NULL || narrow < found)) {
		found = narrow;
		*mark = 1;
	}
	return found != NULL ? (size_t)(found - text) : strlen(text);
}

void
form_read_conditions(struct form_reader *reader, const char *text, size_t limit,
	int line, struct form_conditions *out)
{
	size_t mark;

	do {
		size_t length = clause_length(text, &mark);

		read_condition(reader,
			copy_trimmed(reader->arena, text, length), limit, line,
			out);
		text += length + mark;
	} while (mark > 0);
}

/*
 * Cuts `text` before the word that stands alone in it; gives what follows, or
 * NULL if it is not there. Blanks inside quotes do not part words: constants
 * may hold any word.
 */
static const char *
cut_at(struct arena *arena, char *text, const struct keyword *word)
{
	bool is_quoted = false;

	for (char *at = text; *at != '\0';) {
		size_t length = strcspn(at, " \n\"");

		if (at[length] == '"')
			is_quoted = !is_quoted;
		if (!is_quoted && at > text && length > 0 &&
			at[length] != '"' &&
			keyword_is(word, arena_copy_bytes(arena, at, length))) {
			at[-1] = '\0';
			return copy_trimmed(
				arena, at + length, strlen(at + length));
		}
		at += length;
		at += *at != '\0' ? 1 : 0;
	}
	return NULL;
}

/* A field of a date type, for 于; -1 and a problem otherwise. */
static int
find_time(struct form_reader *reader, const char *name, int line)
{
	int found = find_field(reader, name, reader->form->field_count, line);
	const char *type;

	if (found < 0)
		return -1;
	type = reader->form->fields[found].type->english;
	if (strcmp(type, "date") == 0 || strcmp(type, "instant") == 0)
		return found;
	problem_add(reader->problems, reader->stanzas->file, line,
		"于 后面要写日期或时刻的栏目：%s 是%s", name,
		reader->form->fields[found].type->word);
	return -1;
}

static void
read_when(struct form_reader *reader, const char *text, int line,
	struct form_conditions *out)
{
	if (text != NULL)
		form_read_conditions(
			reader, text, reader->form->field_count, line, out);
}

/* "登记.受理": two words and a dot, no blank. */
static bool
is_dotted(const char *name)
{
	const char *dot = strchr(name, '.');

	return dot != NULL && dot != name && dot[1] != '\0' &&
	       strchr(dot + 1, '.') == NULL && strpbrk(name, " \n") == NULL;
}

static void
read_event(struct form_reader *reader, const struct stanza_entry *entry)
{
	struct form *form = reader->form;
	const char *file = reader->stanzas->file;
	char *text =
		copy_trimmed(reader->arena, entry->value, strlen(entry->value));
	struct form_conditions when = { 0 };
	struct form_event event = { .noun = FORM_ON_PARTY };
	const char *noun;
	const char *at;

	read_when(reader, cut_at(reader->arena, text, &when_word), entry->line,
		&when);
	noun = cut_at(reader->arena, text, &to_word);
	at = cut_at(reader->arena, text, &at_word);
	event.name = copy_trimmed(reader->arena, text, strlen(text));
	if (at == NULL || !is_dotted(event.name)) {
		problem_add(reader->problems, file, entry->line,
			"事件写成 名称.名称 于 栏目 对 当事人：%s",
			entry->value);
		return;
	}
	event.field = find_time(reader, at, entry->line);
	if (noun != NULL)
		event.noun = form_noun_find(noun);
	if (event.noun == FORM_NOUNS || event.noun == FORM_ON_NOTHING)
		problem_add(reader->problems, file, entry->line,
			"对 后面不认识：%s。可用：案件 程序段 当事人 庭审 文书",
			noun);
	event.conditions = when.items;
	event.condition_count = when.count;
	form->events = arena_grow(reader->arena, form->events,
		form->event_count, sizeof(form->events[0]));
	form->events[form->event_count++] = event;
}

/* What stands in quotes: “普通” or "普通"; NULL if nothing does. */
static const char *
unquote(struct arena *arena, const char *text)
{
	static const char *const marks[][2] = { { "\"", "\"" }, { "“", "”" } };

	for (size_t i = 0; i < ARRAY_LENGTH(marks); i++) {
		size_t open = strlen(marks[i][0]);
		size_t close = strlen(marks[i][1]);
		size_t length = strlen(text);

		if (length >= open + close &&
			strncmp(text, marks[i][0], open) == 0 &&
			strcmp(text + length - close, marks[i][1]) == 0)
			return arena_copy_bytes(
				arena, text + open, length - open - close);
	}
	return NULL;
}

/* No form is on a refusal: it is what one record says. */
static const struct keyword refusal_word = { "拒绝", "refusal" };

/* The part before the dot must be a noun one can know something about. */
static bool
is_fact_name(struct form_reader *reader, const char *name)
{
	const char *dot = strchr(name, '.');
	const char *word;
	enum form_noun noun;

	if (!is_dotted(name))
		return false;
	word = arena_copy_bytes(reader->arena, name, (size_t)(dot - name));
	noun = form_noun_find(word);
	return (noun != FORM_NOUNS && noun != FORM_ON_NOTHING) ||
	       keyword_is(&refusal_word, word);
}

static void
read_fact(struct form_reader *reader, const struct stanza_entry *entry)
{
	struct form *form = reader->form;
	char *text =
		copy_trimmed(reader->arena, entry->value, strlen(entry->value));
	const char *when = cut_at(reader->arena, text, &when_word);
	const char *at = cut_at(reader->arena, text, &at_word);
	struct form_conditions conditions = { 0 };
	struct form_fact fact = { .field = -1, .at = -1, .line = entry->line };
	size_t length = 0;
	enum form_test test = FORM_IS_SET;
	const char *mark = find_operator(text, &length, &test);
	const char *from;

	fact.name = copy_trimmed(reader->arena, text,
		mark != NULL ? (size_t)(mark - text) : strlen(text));
	if (mark == NULL || test != FORM_EQUALS ||
		!is_fact_name(reader, fact.name)) {
		problem_add(reader->problems, reader->stanzas->file,
			entry->line,
			"事实写成 当事人.罪名 = 栏目 或 = “常数”：%s",
			entry->value);
		return;
	}
	from = copy_trimmed(
		reader->arena, mark + length, strlen(mark + length));
	fact.word = unquote(reader->arena, from);
	if (fact.word == NULL)
		fact.field = find_field(
			reader, from, form->field_count, entry->line);
	if (at != NULL)
		fact.at = find_time(reader, at, entry->line);
	read_when(reader, when, entry->line, &conditions);
	fact.conditions = conditions.items;
	fact.condition_count = conditions.count;
	form->facts = arena_grow(reader->arena, form->facts, form->fact_count,
		sizeof(form->facts[0]));
	form->facts[form->fact_count++] = fact;
}

/* Two fields of a form that is opened on a person, or on the record that is
 * explained. */
static void
read_explains(struct form_reader *reader, const struct stanza_entry *entry)
{
	struct form_explains *explains = &reader->form->explains;
	int *const fields[] = { &explains->rule, &explains->text };
	size_t count;
	const char **words = stanza_words(reader->arena, entry->value, &count);

	if (count != ARRAY_LENGTH(fields) ||
		(reader->form->on != FORM_ON_PARTY &&
			reader->form->on != FORM_ON_RECORD)) {
		problem_add(reader->problems, reader->stanzas->file,
			entry->line,
			"说明对象写成 规则栏目 说明栏目，对象是当事人或者文书：%s",
			entry->value);
		return;
	}
	explains->is_set = true;
	for (size_t i = 0; i < count; i++)
		*fields[i] = find_field(reader, words[i],
			reader->form->field_count, entry->line);
}

/* Of the words those before 直到; `*until` gets those after it. */
static size_t
cut_until(const char **words, size_t count, const char ***until,
	size_t *until_count)
{
	*until = NULL;
	*until_count = 0;
	for (size_t i = 0; i < count; i++)
		if (keyword_is(&until_word, words[i])) {
			*until = &words[i + 1];
			*until_count = count - i - 1;
			return i;
		}
	return count;
}

static bool
set_once(struct form *form, const char *event, const char **until,
	size_t until_count)
{
	bool is_known = false;

	for (size_t i = 0; i < form->event_count; i++) {
		struct form_event *e = &form->events[i];

		if (strcmp(e->name, event) != 0)
			continue;
		e->is_once = true;
		e->until = until;
		e->until_count = until_count;
		is_known = true;
	}
	return is_known;
}

/* Events of this form; each line of that name is meant. */
static void
read_once(struct form_reader *reader, const struct stanza_entry *entry)
{
	const char *file = reader->stanzas->file;
	size_t all, count, until_count;
	const char **until;
	const char **words = stanza_words(reader->arena, entry->value, &all);

	count = cut_until(words, all, &until, &until_count);
	for (size_t i = 0; i < count; i++)
		if (!set_once(reader->form, words[i], until, until_count))
			problem_add(reader->problems, file, entry->line,
				"只一次 后面要写这张表单的事件：%s", words[i]);
	for (size_t i = 0; i < until_count; i++)
		if (!is_dotted(until[i]))
			problem_add(reader->problems, file, entry->line,
				"直到 后面要写事件，如 指派.终止：%s",
				until[i]);
	if (count == 0 || (until != NULL && until_count == 0))
		problem_add(reader->problems, file, entry->line,
			"只一次 写成 事件 或 事件 直到 事件：%s", entry->value);
}

static void
check_times(struct form_reader *reader, const struct stanza *head)
{
	const struct form *form = reader->form;

	for (size_t i = 0; i < form->fact_count; i++) {
		if (form->facts[i].at < 0 && form->event_count == 0) {
			problem_add(reader->problems, reader->stanzas->file,
				head->line,
				"事实 %s 没有时间：写 于 栏目，或先写一个事件",
				form->facts[i].name);
			return;
		}
	}
}

void
form_read_meaning(struct form_reader *reader, const struct stanza *head)
{
	const struct stanza_entry *entry = NULL;

	while ((entry = stanza_entry(head, entry, "事件", "event")) != NULL)
		read_event(reader, entry);
	while ((entry = stanza_entry(head, entry, "事实", "fact")) != NULL)
		read_fact(reader, entry);
	entry = stanza_entry(head, NULL, "说明对象", "explains");
	if (entry != NULL)
		read_explains(reader, entry);
	entry = NULL;
	while ((entry = stanza_entry(head, entry, "只一次", "once")) != NULL)
		read_once(reader, entry);
	check_times(reader, head);
}
