/* SPDX-License-Identifier: MIT */
/* [类别 ID] and [冲突 ID]: rows of the class and the conflict table. */
#include "law/rule_read.h"

#include "base/attr.h"

/* LAW §3: ERR only in the conflict table. */
static const struct keyword classes[] = { { "M", "M" }, { "P", "P" },
	{ "O", "O" }, { "D", "D" }, { "DI", "DI" }, { "N", "N" },
	{ "MDS", "MDS" }, { "MCT", "MCT" } };

static void
read_row(struct reading *r, struct class_table *table, struct class_row row)
{
	row.id = r->stanza->name;
	row.title = rule_needed(r, RULE_TITLE);
	row.act = rule_text(r, RULE_ACT);
	row.by_when = rule_text(r, RULE_BY_WHEN);
	row.conditions =
		rule_conditions(r, RULE_CONDITION, &row.condition_count);
	row.authority = rule_authority(r);
	if (!r->ok)
		return;
	table->rows = arena_grow(
		r->law->arena, table->rows, table->count, sizeof *table->rows);
	table->rows[table->count++] = row;
}

static void
read_class(struct reading *r)
{
	int which = rule_choice(r, RULE_CLASS, classes, ARRAY_LENGTH(classes));

	rule_needed(r, RULE_CLASS);
	read_row(r, &r->law->classes,
		(struct class_row){
			.class_ = which < 0 ? "" : classes[which].word });
}

static void
read_conflict(struct reading *r)
{
	read_row(r, &r->law->conflicts, (struct class_row){ .class_ = "ERR" });
}

static const enum rule_key class_keys[] = { RULE_TITLE, RULE_CLASS, RULE_ACT,
	RULE_BY_WHEN, RULE_CONDITION, RULE_NATURE, RULE_CITATION, RULE_GRADE,
	RULE_ASSUMED, RULE_FROM, RULE_UNTIL, RULE_KEY_COUNT };

const struct rule_kind rule_kind_class = {
	.word = { "类别", "class" },
	.keys = class_keys,
	.read = read_class,
};

static const enum rule_key conflict_keys[] = { RULE_TITLE, RULE_ACT,
	RULE_BY_WHEN, RULE_CONDITION, RULE_NATURE, RULE_CITATION, RULE_GRADE,
	RULE_ASSUMED, RULE_FROM, RULE_UNTIL, RULE_KEY_COUNT };

const struct rule_kind rule_kind_conflict = {
	.word = { "冲突", "conflict" },
	.keys = conflict_keys,
	.read = read_conflict,
};
