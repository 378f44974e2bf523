/* SPDX-License-Identifier: MIT */
/*
 * Reads stanzas of law: [期限 ID], [类别 ID], [冲突 ID]. What stands in one
 * stanza is checked here, what stands between them in law.c.
 */
#include "base/attr.h"
#include "law/condition.h"
#include "law/law_private.h"

#include <stdlib.h>
#include <string.h>

enum key {
	KEY_TITLE,
	KEY_START,
	KEY_END,
	KEY_PERIOD,
	KEY_ROLL,
	KEY_CONDITION,
	KEY_LASTING,
	KEY_DUTY,
	KEY_NATURE,
	KEY_CITATION,
	KEY_GRADE,
	KEY_ASSUMED,
	KEY_FROM,
	KEY_UNTIL,
	KEY_VIOLATION,
	KEY_LEAD
};

static const struct keyword deadline_keys[] = {
	[KEY_TITLE] = { "名称", "title" },
	[KEY_START] = { "起算", "start" },
	[KEY_END] = { "完成", "end" },
	[KEY_PERIOD] = { "期限", "period" },
	[KEY_ROLL] = { "顺延", "roll" },
	[KEY_CONDITION] = { "条件", "when" },
	[KEY_LASTING] = { "持续", "while" },
	[KEY_DUTY] = { "责任", "duty" },
	[KEY_NATURE] = { "性质", "nature" },
	[KEY_CITATION] = { "依据", "basis" },
	[KEY_GRADE] = { "等级", "grade" },
	[KEY_ASSUMED] = { "推定", "assumed" },
	[KEY_FROM] = { "施行", "from" },
	[KEY_UNTIL] = { "失效", "until" },
	[KEY_VIOLATION] = { "违反", "violation" },
	[KEY_LEAD] = { "同组", "group" },
};
static const struct keyword class_keys[] = {
	{ "名称", "title" },
	{ "类别", "class" },
	{ "处理", "act" },
	{ "时限", "by" },
	{ "条件", "when" },
	{ "依据", "basis" },
	{ "等级", "grade" },
	{ "推定", "assumed" },
	{ "施行", "from" },
	{ "失效", "until" },
};
static const char *const repeatable[] = { "条件", "持续", "when", "while",
	NULL };

static const struct keyword natures[] = {
	[NATURE_STATUTE] = { "法定", "statute" },
	[NATURE_PILOT] = { "试点", "pilot" },
	[NATURE_HOUSE] = { "内部目标", "house" },
};
static const struct keyword yes_no[] = { { "是", "yes" }, { "否", "no" } };
/* LAW §3: ERR only in the conflict table. */
static const struct keyword classes[] = { { "M", "M" }, { "P", "P" },
	{ "O", "O" }, { "D", "D" }, { "DI", "DI" }, { "N", "N" },
	{ "MDS", "MDS" }, { "MCT", "MCT" } };

/* One stanza being read; `ok` falls with the first mistake in it. */
struct reading {
	struct law *law;
	const struct stanza_file *file;
	const struct stanza *stanza;
	struct problems *problems;
	bool ok;
};

static const struct stanza_entry *
entry_of(const struct reading *r, enum key key)
{
	return stanza_entry(r->stanza, NULL, deadline_keys[key].word,
		deadline_keys[key].english);
}

/* The text of a key that must be there; "" with a problem. */
static const char *
needed(struct reading *r, enum key key)
{
	const struct stanza_entry *entry = entry_of(r, key);

	if (entry != NULL && entry->value[0] != '\0')
		return entry->value;
	r->ok = false;
	problem_add(r->problems, r->file->file, r->stanza->line,
		"[%s %s] 缺“%s”", r->stanza->kind, r->stanza->name,
		deadline_keys[key].word);
	return "";
}

static const char *
optional(const struct reading *r, enum key key)
{
	const struct stanza_entry *entry = entry_of(r, key);

	return entry == NULL || entry->value[0] == '\0' ? NULL : entry->value;
}

/* The place in `table` of the word at `key`, -1 with a problem. */
static int
read_choice(struct reading *r, enum key key, const struct keyword *table,
	size_t count)
{
	const struct stanza_entry *entry = entry_of(r, key);
	int which;

	if (entry == NULL)
		return -1;
	which = keyword_find(table, count, entry->value);
	if (which >= 0)
		return which;
	r->ok = false;
	problem_add(r->problems, r->file->file, entry->line,
		"“%s”没有“%s”；可以是 %s", deadline_keys[key].word,
		entry->value, keyword_list(r->law->arena, table, count));
	return -1;
}

static struct date
read_date(struct reading *r, enum key key)
{
	const struct stanza_entry *entry = entry_of(r, key);
	struct date date = DATE_NONE;

	if (entry == NULL || entry->value[0] == '\0')
		return DATE_NONE;
	if (date_parse(entry->value, &date))
		return date;
	r->ok = false;
	problem_add(r->problems, r->file->file, entry->line,
		"“%s”不是日期；应为如 2018-10-26", entry->value);
	return DATE_NONE;
}

/* V P S; N only where 推定 says that it is an assumption (LAW §4). */
static char
read_grade(struct reading *r)
{
	const char *grade = needed(r, KEY_GRADE);
	bool is_assumed =
		read_choice(r, KEY_ASSUMED, yes_no, ARRAY_LENGTH(yes_no)) == 0;

	if (strlen(grade) == 1 && strchr("VPS", grade[0]) != NULL)
		return grade[0];
	if (strcmp(grade, "N") == 0 && is_assumed)
		return 'N';
	if (grade[0] != '\0')
		problem_add(r->problems, r->file->file,
			entry_of(r, KEY_GRADE)->line,
			"“等级: %s”不能用；可以是 V P S，未核实的 N 须写“推定: 是”",
			grade);
	r->ok = false;
	return 'N';
}

static struct authority
read_authority(struct reading *r)
{
	struct authority authority = {
		.citation = needed(r, KEY_CITATION),
		.grade = read_grade(r),
		.file = r->file->file,
		.line = r->stanza->line,
	};

	needed(r, KEY_FROM);
	authority.from = read_date(r, KEY_FROM);
	authority.until = read_date(r, KEY_UNTIL);
	if (date_is_set(authority.until) &&
		date_compare(authority.until, authority.from) <= 0) {
		r->ok = false;
		problem_add(r->problems, r->file->file, r->stanza->line,
			"[%s %s] “失效”不晚于“施行”", r->stanza->kind,
			r->stanza->name);
	}
	return authority;
}

static struct condition *
read_conditions(struct reading *r, enum key key, size_t *count)
{
	struct condition *conditions = NULL;
	const struct stanza_entry *entry = entry_of(r, key);

	*count = 0;
	for (; entry != NULL;
		entry = stanza_entry(r->stanza, entry, deadline_keys[key].word,
			deadline_keys[key].english)) {
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

/* 1 to ten years of days; 0 for anything else. */
static int
read_number(const char *text)
{
	char *end = NULL;
	long number = strtol(text, &end, 10);

	if (text[0] < '0' || text[0] > '9' || *end != '\0' || number > 3660)
		return 0;
	return (int)number;
}

/* "3 日", "24 小时" */
static struct period
read_period(struct reading *r)
{
	const char *text = needed(r, KEY_PERIOD);
	struct period period = { 0, UNIT_DAY, ROLL_YES };
	size_t count;
	const char **words = stanza_words(r->law->arena, text, &count);
	int unit = count == 2 ? unit_find(words[1]) : -1;

	if (read_choice(r, KEY_ROLL, yes_no, ARRAY_LENGTH(yes_no)) == 1)
		period.roll = ROLL_NO;
	if (unit >= 0) {
		period.number = read_number(words[0]);
		period.unit = (enum unit)unit;
	}
	if (period.number > 0)
		return period;
	if (text[0] != '\0')
		problem_add(r->problems, r->file->file,
			entry_of(r, KEY_PERIOD)->line,
			"“期限: %s”读不懂；应为如 3 日、3 工作日、24 小时、2 月、15 日前",
			text);
	r->ok = false;
	return period;
}

/* An event is named by noun and what happened: "登记.受理". */
static void
check_event(struct reading *r, const char *event)
{
	const char *dot = strchr(event, '.');

	if (event[0] == '\0' || (dot != NULL && dot != event && dot[1] != '\0'))
		return;
	r->ok = false;
	problem_add(r->problems, r->file->file, r->stanza->line,
		"“%s”不像事件；应为“文书.发生了什么”，如 登记.受理", event);
}

static void
read_deadline(struct reading *r)
{
	struct deadline_rule rule = { .id = r->stanza->name };
	int nature;

	stanza_check_keys(r->file, r->stanza, deadline_keys,
		ARRAY_LENGTH(deadline_keys), repeatable, r->problems);
	rule.title = needed(r, KEY_TITLE);
	rule.start = needed(r, KEY_START);
	rule.ends = stanza_words(
		r->law->arena, needed(r, KEY_END), &rule.end_count);
	rule.period = read_period(r);
	rule.conditions =
		read_conditions(r, KEY_CONDITION, &rule.condition_count);
	rule.lasting = read_conditions(r, KEY_LASTING, &rule.lasting_count);
	rule.duty = needed(r, KEY_DUTY);
	rule.violation = needed(r, KEY_VIOLATION);
	rule.lead = optional(r, KEY_LEAD);
	rule.authority = read_authority(r);
	needed(r, KEY_NATURE);
	nature = read_choice(r, KEY_NATURE, natures, ARRAY_LENGTH(natures));
	check_event(r, rule.start);
	for (size_t i = 0; i < rule.end_count; i++)
		check_event(r, rule.ends[i]);
	if (!r->ok)
		return;
	rule.nature = (enum nature)nature;
	r->law->deadlines = arena_grow(r->law->arena, r->law->deadlines,
		r->law->deadline_count, sizeof *r->law->deadlines);
	r->law->deadlines[r->law->deadline_count++] = rule;
}

static const char *
text_of(const struct reading *r, const char *word, const char *english)
{
	const char *value = stanza_value(r->stanza, word, english);

	return value == NULL ? "" : value;
}

static void
check_class(struct reading *r, const struct class_row *row)
{
	if (keyword_find(classes, ARRAY_LENGTH(classes), row->class_) >= 0)
		return;
	r->ok = false;
	problem_add(r->problems, r->file->file, r->stanza->line,
		"[%s %s] “类别: %s”不对；可以是 %s", r->stanza->kind,
		r->stanza->name, row->class_,
		keyword_list(r->law->arena, classes, ARRAY_LENGTH(classes)));
}

static void
read_row(struct reading *r, struct class_table *table, bool is_conflict)
{
	struct class_row row = { .id = r->stanza->name };

	stanza_check_keys(r->file, r->stanza, class_keys,
		ARRAY_LENGTH(class_keys), repeatable, r->problems);
	row.title = needed(r, KEY_TITLE);
	row.class_ = is_conflict ? "ERR" : text_of(r, "类别", "class");
	row.act = text_of(r, "处理", "act");
	row.by_when = text_of(r, "时限", "by");
	row.conditions =
		read_conditions(r, KEY_CONDITION, &row.condition_count);
	row.authority = read_authority(r);
	if (!is_conflict)
		check_class(r, &row);
	if (!r->ok)
		return;
	table->rows = arena_grow(
		r->law->arena, table->rows, table->count, sizeof *table->rows);
	table->rows[table->count++] = row;
}

enum kind { KIND_DEADLINE, KIND_CLASS, KIND_CONFLICT };

static const struct keyword kinds[] = {
	[KIND_DEADLINE] = { "期限", "deadline" },
	[KIND_CLASS] = { "类别", "class" },
	[KIND_CONFLICT] = { "冲突", "conflict" },
};

static void
read_stanza(struct reading *r)
{
	int kind = keyword_find(kinds, ARRAY_LENGTH(kinds), r->stanza->kind);

	if (kind < 0) {
		problem_add(r->problems, r->file->file, r->stanza->line,
			"不认识“[%s]”；可以是 %s", r->stanza->kind,
			keyword_list(
				r->law->arena, kinds, ARRAY_LENGTH(kinds)));
		return;
	}
	if (r->stanza->name[0] == '\0') {
		problem_add(r->problems, r->file->file, r->stanza->line,
			"[%s] 后面要有编号", r->stanza->kind);
		return;
	}
	if (kind == KIND_DEADLINE)
		read_deadline(r);
	else if (kind == KIND_CLASS)
		read_row(r, &r->law->classes, false);
	else
		read_row(r, &r->law->conflicts, true);
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
