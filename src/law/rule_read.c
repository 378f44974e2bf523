/* SPDX-License-Identifier: MIT */
/*
 * Reads stanzas of law: which kind it is, and what all kinds have. What only
 * one kind has is rule_deadline.c, rule_class.c and so on; what stands between
 * stanzas is checked in law.c.
 */
#include "law/rule_read.h"

#include "base/attr.h"
#include "law/condition.h"

#include <stdarg.h>
#include <string.h>

static const struct keyword keys[RULE_KEY_COUNT] = {
	[RULE_TITLE] = { "名称", "title" },
	[RULE_START] = { "起算", "start" },
	[RULE_END] = { "完成", "end" },
	[RULE_STOP] = { "截止", "stop" },
	[RULE_EARLY] = { "提前", "early" },
	[RULE_AFTER] = { "终结后", "after-end" },
	[RULE_PERIOD] = { "期限", "period" },
	[RULE_ROLL] = { "顺延", "roll" },
	[RULE_CONDITION] = { "条件", "when" },
	[RULE_LASTING] = { "持续", "while" },
	[RULE_DUTY] = { "责任", "duty" },
	[RULE_NATURE] = { "性质", "nature" },
	[RULE_CITATION] = { "依据", "basis" },
	[RULE_GRADE] = { "等级", "grade" },
	[RULE_ASSUMED] = { "推定", "assumed" },
	[RULE_FROM] = { "施行", "from" },
	[RULE_UNTIL] = { "失效", "until" },
	[RULE_VIOLATION] = { "违反", "violation" },
	[RULE_MISSING] = { "未办", "missing" },
	[RULE_LEAD] = { "同组", "group" },
	[RULE_CLASS] = { "类别", "class" },
	[RULE_ACT] = { "处理", "act" },
	[RULE_BY_WHEN] = { "时限", "by" },
	[RULE_OUTCOME] = { "结果", "outcome" },
	[RULE_NEXT] = { "然后", "next" },
	[RULE_CAUSE] = { "起因", "cause" },
	[RULE_LACKS] = { "此前没有", "lacks" },
	[RULE_NEEDS] = { "此前有", "needs" },
	[RULE_VOIDS] = { "视为没有", "voids" },
	[RULE_REMEDY] = { "补上", "remedy" },
	[RULE_FOUND] = { "已有违反", "found" },
	[RULE_FOUND_BEFORE] = { "前审违反", "found-before" },
	[RULE_CODE] = { "代码", "code" },
	[RULE_SCOPE] = { "范围", "scope" },
};
static const char *const repeatable[] = { "条件", "持续", "此前有", "已有违反",
	"前审违反", "when", "while", "needs", "found", "found-before", NULL };
static const struct keyword yes_no[] = { { "是", "yes" }, { "否", "no" } };

static const struct keyword natures[] = {
	[NATURE_STATUTE] = { "法定", "statute" },
	[NATURE_PILOT] = { "试点", "pilot" },
	[NATURE_HOUSE] = { "内部目标", "house" },
};

static const struct rule_kind *const kinds[] = {
	&rule_kind_deadline,
	&rule_kind_class,
	&rule_kind_conflict,
	&rule_kind_refusal,
	&rule_kind_violation,
	&rule_kind_region,
};

const struct stanza_entry *
rule_entry(const struct reading *r, enum rule_key key)
{
	return stanza_entry(r->stanza, NULL, keys[key].word, keys[key].english);
}

void
rule_mistake(struct reading *r, enum rule_key key, const char *format, ...)
{
	const struct stanza_entry *entry =
		key < RULE_KEY_COUNT ? rule_entry(r, key) : NULL;
	struct buf text = { 0 };
	va_list arguments;

	va_start(arguments, format);
	buf_vaddf(&text, format, arguments);
	va_end(arguments);
	r->ok = false;
	problem_add(r->problems, r->file->file,
		entry == NULL ? r->stanza->line : entry->line, "%s",
		buf_text(&text));
	buf_free(&text);
}

const char *
rule_needed(struct reading *r, enum rule_key key)
{
	const struct stanza_entry *entry = rule_entry(r, key);

	if (entry != NULL && entry->value[0] != '\0')
		return entry->value;
	rule_mistake(r, key, "[%s %s] 缺“%s”", r->stanza->kind, r->stanza->name,
		keys[key].word);
	return "";
}

const char *
rule_text(const struct reading *r, enum rule_key key)
{
	const struct stanza_entry *entry = rule_entry(r, key);

	return entry == NULL ? "" : entry->value;
}

const char **
rule_words(struct reading *r, enum rule_key key, size_t *count)
{
	return stanza_words(r->law->arena, rule_text(r, key), count);
}

struct any_of
rule_any_of(struct reading *r, enum rule_key key)
{
	struct any_of words = { NULL, 0 };

	words.names = rule_words(r, key, &words.count);
	return words;
}

struct any_of *
rule_each_line(struct reading *r, enum rule_key key, size_t *count)
{
	struct any_of *lines = NULL;
	const struct stanza_entry *entry = rule_entry(r, key);

	*count = 0;
	for (; entry != NULL; entry = stanza_entry(r->stanza, entry,
				      keys[key].word, keys[key].english)) {
		struct any_of line = { NULL, 0 };

		line.names =
			stanza_words(r->law->arena, entry->value, &line.count);
		lines = arena_grow(r->law->arena, lines, *count, sizeof *lines);
		lines[(*count)++] = line;
	}
	return lines;
}

int
rule_choice(struct reading *r, enum rule_key key, const struct keyword *table,
	size_t count)
{
	const struct stanza_entry *entry = rule_entry(r, key);
	int which;

	if (entry == NULL)
		return -1;
	which = keyword_find(table, count, entry->value);
	if (which < 0)
		rule_mistake(r, key, "“%s”没有“%s”；可以是 %s", keys[key].word,
			entry->value,
			keyword_list(r->law->arena, table, count));
	return which;
}

int
rule_yes_no(struct reading *r, enum rule_key key)
{
	int which = rule_choice(r, key, yes_no, ARRAY_LENGTH(yes_no));

	return which < 0 ? -1 : which == 0;
}

struct date
rule_date(struct reading *r, enum rule_key key)
{
	const char *text = rule_text(r, key);
	struct date date = DATE_NONE;

	if (text[0] == '\0' || date_parse(text, &date))
		return date;
	rule_mistake(r, key, "“%s”不是日期；应为如 2018-10-26", text);
	return DATE_NONE;
}

/* V P S; N only where 推定 says that it is an assumption (LAW §4). */
static char
read_grade(struct reading *r)
{
	const char *grade = rule_needed(r, RULE_GRADE);
	bool is_assumed = rule_yes_no(r, RULE_ASSUMED) == 1;

	if (strlen(grade) == 1 && strchr("VPS", grade[0]) != NULL)
		return grade[0];
	if (strcmp(grade, "N") == 0 && is_assumed)
		return 'N';
	if (grade[0] != '\0')
		rule_mistake(r, RULE_GRADE,
			"“等级: %s”不能用；可以是 V P S，未核实的 N 须写“推定: 是”",
			grade);
	return 'N';
}

const char *
nature_word(enum nature nature)
{
	return natures[nature].word;
}

static enum nature
read_nature(struct reading *r)
{
	int which = rule_choice(r, RULE_NATURE, natures, ARRAY_LENGTH(natures));

	return which < 0 ? NATURE_STATUTE : (enum nature)which;
}

struct authority
rule_authority(struct reading *r)
{
	struct authority authority = {
		.citation = rule_needed(r, RULE_CITATION),
		.nature = read_nature(r),
		.grade = read_grade(r),
		.file = r->file->file,
		.line = r->stanza->line,
	};

	rule_needed(r, RULE_FROM);
	authority.from = rule_date(r, RULE_FROM);
	authority.until = rule_date(r, RULE_UNTIL);
	if (date_is_set(authority.until) &&
		date_compare(authority.until, authority.from) <= 0)
		rule_mistake(r, RULE_KEY_COUNT, "[%s %s] “失效”不晚于“施行”",
			r->stanza->kind, r->stanza->name);
	return authority;
}

struct condition *
rule_conditions(struct reading *r, enum rule_key key, size_t *count)
{
	struct condition *conditions = NULL;
	const struct stanza_entry *entry = rule_entry(r, key);

	*count = 0;
	for (; entry != NULL; entry = stanza_entry(r->stanza, entry,
				      keys[key].word, keys[key].english)) {
		struct condition_place place = { r->law->arena, r->file->file,
			entry->line, r->problems };
		struct condition condition;

		if (!condition_read(&place, entry->value, &condition)) {
			r->ok = false;
			continue;
		}
		conditions = arena_grow(
			r->law->arena, conditions, *count, sizeof *conditions);
		conditions[(*count)++] = condition;
	}
	return conditions;
}

void
rule_check_event(struct reading *r, const char *event)
{
	const char *dot = strchr(event, '.');

	if (event[0] == '\0' || (dot != NULL && dot != event && dot[1] != '\0'))
		return;
	rule_mistake(r, RULE_KEY_COUNT,
		"“%s”不像事件；应为“文书.发生了什么”，如 登记.受理", event);
}

void
rule_check_events(struct reading *r, const struct any_of *events)
{
	for (size_t i = 0; i < events->count; i++)
		rule_check_event(r, events->names[i]);
}

/* Its place among the kinds; -1 if there is none. */
static int
find_kind(const char *word)
{
	for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++)
		if (keyword_is(&kinds[i]->word, word))
			return (int)i;
	return -1;
}

static const char *
kind_list(struct arena *arena)
{
	const char *list = "";

	for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++)
		list = arena_printf(arena, "%s%s%s", list, i == 0 ? "" : " ",
			kinds[i]->word.word);
	return list;
}

static void
check_keys(struct reading *r, const struct rule_kind *kind)
{
	struct keyword taken[RULE_KEY_COUNT];
	size_t count = 0;

	for (; kind->keys[count] != RULE_KEY_COUNT; count++)
		taken[count] = keys[kind->keys[count]];
	stanza_check_keys(
		r->file, r->stanza, taken, count, repeatable, r->problems);
}

static void
read_stanza(struct reading *r)
{
	int kind = find_kind(r->stanza->kind);

	if (kind < 0) {
		problem_add(r->problems, r->file->file, r->stanza->line,
			"不认识“[%s]”；可以是 %s", r->stanza->kind,
			kind_list(r->law->arena));
		return;
	}
	if (r->stanza->name[0] == '\0') {
		problem_add(r->problems, r->file->file, r->stanza->line,
			"[%s] 后面要有编号", r->stanza->kind);
		return;
	}
	check_keys(r, kinds[kind]);
	kinds[kind]->read(r);
}

void
rule_read(struct law *law, const struct stanza_file *file,
	struct problems *problems)
{
	for (size_t i = 0; i < file->count; i++) {
		struct reading r = { law, file, &file->stanzas[i], problems,
			true };

		read_stanza(&r);
	}
}
