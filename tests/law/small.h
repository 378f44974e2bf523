/* SPDX-License-Identifier: MIT */
#ifndef TESTS_LAW_SMALL_H
#define TESTS_LAW_SMALL_H

/*
 * Small laws of a test's own, played against a few events: what the engine
 * promises to any rule. Of the file that includes it alone.
 */
#include "law/derive.h"
#include "tests/law/load.h"

#include <string.h>

static struct arena arena;
static struct derived derived;

static inline void
setup_small(void)
{
	derived = (struct derived){ 0 };
}

static inline void
teardown_small(void)
{
	arena_clear(&arena);
}

#define RULE(id, start, end, period, more)                                               \
	"[期限 " id "]\n名称: 试\n起算: " start "\n完成: " end                           \
	"\n期限: " period                                                                \
	"\n责任: 法院\n性质: 法定\n依据: 试\n等级: V\n施行: 2013-01-01\n" \
	"违反: T_LATE\n" more
#define CLASS(id, class, more)                                                 \
	"[类别 " id "]\n名称: 试\n类别: " class                                \
		"\n依据: 试\n等级: V\n施行: 2013-01-01\n" more
#define CLASSES                                                                \
	CLASS("1", "N", "条件: 当事人.辩护人 = 律师\n")                        \
	CLASS("5", "M", "条件: 当事人.理由\n")                                 \
	CLASS("9", "DI", "")

static inline struct law *
law_of(const char *text)
{
	struct problems problems = { .arena = &arena };
	struct law *law = law_new(&arena);

	law_add(law, "t.rule", text, strlen(text), &problems);
	load_folder(&arena, law, "forms/calendars/2026.cal", &problems);
	law_ready(law, &problems);
	load_no_problems(&problems);
	return law;
}

static inline void
play(const char *rules, const char *history)
{
	struct problems problems = { .arena = &arena };
	struct history read = { 0 };
	struct stanza_file file;
	struct err err = { 0 };

	stanza_read(&arena, "t", history, strlen(history), &file, &problems);
	history_read(&arena, &file, &read, &problems);
	load_no_problems(&problems);
	ck_assert_msg(derive(law_of(rules), &read, &arena, &derived, &err),
		"%s", err.text);
}

/* The nth clock of a rule, in order of due day. */
static inline const struct deadline *
nth_clock(const char *id, size_t nth)
{
	for (size_t i = 0; i < derived.deadline_count; i++)
		if (strcmp(derived.deadlines[i].rule->id, id) == 0 &&
			nth-- == 0)
			return &derived.deadlines[i];
	return NULL;
}

static inline const char *
day_text(struct date day)
{
	char text[DATE_TEXT];

	return arena_copy(&arena, date_format(day, text));
}

static inline void
check_clock(const char *id, size_t nth, const char *due,
	enum deadline_state state, const char *met)
{
	const struct deadline *found = nth_clock(id, nth);

	ck_assert_msg(found != NULL, "没有第 %zu 个 %s", nth, id);
	ck_assert_str_eq(day_text(found->due.day), due);
	ck_assert_int_eq(found->state, state);
	ck_assert_str_eq(day_text(found->met.day), met);
}

#define EVENT(name, day) "[事件 " name "]\n日期: " day "\n"
#define FACT(day, fact)	 "[事实]\n日期: " day "\n" fact "\n"

#endif
