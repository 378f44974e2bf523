/* SPDX-License-Identifier: MIT */
/*
 * What was sealed about one party, and its text form for `bianhu why` and
 * the cases of the tests. What follows from it is derive.c.
 */
#include "law/history.h"

#include "base/attr.h"
#include "base/clock.h"
#include "law/fact.h"

#include <stdlib.h>
#include <string.h>

/* Besides facts, a stanza may say when, where and by which record. */
enum key {
	KEY_DAY,
	KEY_AT,
	KEY_ENTERED,
	KEY_PROCEEDING,
	KEY_HEARING,
	KEY_RECORD,
	KEY_LINE,
	KEY_ABOUT
};

static const struct keyword keys[] = {
	[KEY_DAY] = { "日期", "day" },
	[KEY_AT] = { "时刻", "at" },
	[KEY_ENTERED] = { "录入", "entered" },
	[KEY_PROCEEDING] = { "程序段", "proceeding" },
	[KEY_HEARING] = { "庭审", "hearing" },
	[KEY_RECORD] = { "记录", "record" },
	[KEY_LINE] = { "更正自", "corrects" },
	[KEY_ABOUT] = { "答复", "answers" },
};

enum kind { KIND_FACT, KIND_EVENT };

static const struct keyword kinds[] = {
	[KIND_FACT] = { "事实", "fact" },
	[KIND_EVENT] = { "事件", "event" },
};
static const struct keyword yes_no[] = { { "是", "yes" }, { "否", "no" } };

/* One stanza being read. */
struct reading {
	struct arena *arena;
	const struct stanza_file *file;
	const struct stanza *stanza;
	struct problems *problems;
	struct source source;
	bool ok;
};

static void
mistake(struct reading *r, int line, const char *what, const char *found,
	const char *possible)
{
	r->ok = false;
	problem_add(r->problems, r->file->file, line, "%s“%s”：%s", what, found,
		possible);
}

static const struct stanza_entry *
entry_of(const struct reading *r, enum key key)
{
	return stanza_entry(r->stanza, NULL, keys[key].word, keys[key].english);
}

static int64_t
read_number(struct reading *r, enum key key, int64_t otherwise)
{
	const struct stanza_entry *entry = entry_of(r, key);
	char *end;
	long long number;

	if (entry == NULL)
		return otherwise;
	number = strtoll(entry->value, &end, 10);
	if (entry->value[0] >= '0' && entry->value[0] <= '9' && *end == '\0')
		return number;
	mistake(r, entry->line, keys[key].word, entry->value, "应为数字");
	return otherwise;
}

static void
read_when(struct reading *r)
{
	const struct stanza_entry *at = entry_of(r, KEY_AT);
	const struct stanza_entry *day = entry_of(r, KEY_DAY);

	if (at != NULL) {
		if (!clock_parse(at->value, &r->source.at))
			mistake(r, at->line, "时刻", at->value,
				"应为如 2026-11-23 09:40");
		r->source.day = clock_day_of(r->source.at);
		return;
	}
	if (day == NULL)
		mistake(r, r->stanza->line, "", r->stanza->kind,
			"缺“日期”或“时刻”");
	else if (!date_parse(day->value, &r->source.day))
		mistake(r, day->line, "日期", day->value, "应为如 2026-11-23");
}

/* A day, or an instant; the day of occurrence if nothing is said. */
static void
read_entered(struct reading *r)
{
	const struct stanza_entry *entry = entry_of(r, KEY_ENTERED);
	struct date day;

	r->source.entered = r->source.at;
	if (entry == NULL) {
		if (r->source.at == 0 && r->ok)
			r->source.entered = clock_instant(r->source.day, 0, 0);
		return;
	}
	if (date_parse(entry->value, &day))
		r->source.entered = clock_instant(day, 0, 0);
	else if (!clock_parse(entry->value, &r->source.entered))
		mistake(r, entry->line, "录入", entry->value,
			"应为如 2026-11-23 或 2026-11-23 09:40");
}

static void
read_source(struct reading *r, int64_t place)
{
	read_when(r);
	read_entered(r);
	r->source.record = read_number(r, KEY_RECORD, place);
	r->source.line = read_number(r, KEY_LINE, r->source.record);
	r->source.proceeding = read_number(r, KEY_PROCEEDING, 0);
	r->source.hearing = read_number(r, KEY_HEARING, 0);
	r->source.about = read_number(r, KEY_ABOUT, 0);
}

static bool
is_choice(const struct fact *fact, const char *word)
{
	for (size_t i = 0; fact->choices[i] != NULL; i++)
		if (strcmp(fact->choices[i], word) == 0)
			return true;
	return false;
}

static const char *
choice_list(struct arena *arena, const struct fact *fact)
{
	const char *list = "可以是";

	for (size_t i = 0; fact->choices[i] != NULL; i++)
		list = arena_printf(arena, "%s %s", list, fact->choices[i]);
	return list;
}

/* The canonical value; NULL with a mistake. "" unsets whatever the type. */
static const char *
read_value(struct reading *r, const struct fact *fact,
	const struct stanza_entry *entry)
{
	size_t count;
	const char **words;
	const char *value = "";
	struct date day;

	if (fact->type == FACT_YES_NO && entry->value[0] != '\0') {
		int which = keyword_find(
			yes_no, ARRAY_LENGTH(yes_no), entry->value);
		if (which >= 0)
			return yes_no[which].word;
		mistake(r, entry->line, fact->name, entry->value,
			"只能是 是 或 否");
		return NULL;
	}
	if (fact->type == FACT_DATE && entry->value[0] != '\0' &&
		!date_parse(entry->value, &day)) {
		mistake(r, entry->line, fact->name, entry->value,
			"应为如 2026-11-23");
		return NULL;
	}
	if (fact->choices == NULL)
		return entry->value;
	words = stanza_words(r->arena, entry->value, &count);
	for (size_t i = 0; i < count; i++) {
		if (!is_choice(fact, words[i]) ||
			(i > 0 && fact->type == FACT_CHOICE)) {
			mistake(r, entry->line, fact->name, entry->value,
				choice_list(r->arena, fact));
			return NULL;
		}
		value = arena_printf(
			r->arena, "%s%s%s", value, i == 0 ? "" : " ", words[i]);
	}
	return value;
}

static void
read_facts(struct reading *r, struct history *out)
{
	for (size_t i = 0; i < r->stanza->entry_count; i++) {
		const struct stanza_entry *entry = &r->stanza->entries[i];
		const struct fact *fact = fact_find(entry->key);
		struct history_fact said = { .source = r->source };

		if (keyword_find(keys, ARRAY_LENGTH(keys), entry->key) >= 0)
			continue;
		if (fact == NULL || fact->noun == NOUN_STANDING) {
			mistake(r, entry->line, "没有事实", entry->key,
				"事实以 案件. 程序段. 当事人. 庭审. 文书. 拒绝. 开头");
			continue;
		}
		said.name = fact->name;
		said.value = read_value(r, fact, entry);
		if (said.value != NULL)
			history_fact_add(r->arena, out, &said);
	}
}

static void
read_event(struct reading *r, struct history *out)
{
	struct history_event event = { r->stanza->name, r->source };

	stanza_check_keys(r->file, r->stanza, keys, ARRAY_LENGTH(keys), NULL,
		r->problems);
	if (event.name[0] == '\0')
		mistake(r, r->stanza->line, "", r->stanza->kind,
			"后面要写事件名，如 [事件 登记.受理]");
	else
		history_event_add(r->arena, out, &event);
}

void
history_event_add(struct arena *arena, struct history *history,
	const struct history_event *event)
{
	history->events = arena_grow(arena, history->events,
		history->event_count, sizeof *history->events);
	history->events[history->event_count++] = *event;
}

void
history_fact_add(struct arena *arena, struct history *history,
	const struct history_fact *fact)
{
	history->facts = arena_grow(arena, history->facts, history->fact_count,
		sizeof *history->facts);
	history->facts[history->fact_count++] = *fact;
}

void
history_read(struct arena *arena, const struct stanza_file *file,
	struct history *out, struct problems *problems)
{
	for (size_t i = 0; i < file->count; i++) {
		struct reading r = { arena, file, &file->stanzas[i], problems,
			{ .day = DATE_NONE }, true };
		int kind = keyword_find(
			kinds, ARRAY_LENGTH(kinds), r.stanza->kind);

		if (kind < 0)
			continue;
		read_source(&r, (int64_t)i + 1);
		if (!r.ok)
			continue;
		if (kind == KIND_EVENT)
			read_event(&r, out);
		else
			read_facts(&r, out);
	}
}
