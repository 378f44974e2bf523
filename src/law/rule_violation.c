/* SPDX-License-Identifier: MIT */
/* [违反 ID]: what was owed and not done. How it is found is violation.c. */
#include "law/rule_read.h"

static void
read_events(
	struct reading *r, enum rule_key key, const char ***out, size_t *count)
{
	*out = rule_words(r, key, count);
	for (size_t i = 0; i < *count; i++)
		rule_check_event(r, (*out)[i]);
}

static void
read(struct reading *r)
{
	struct law *law = r->law;
	struct violation_rule rule = { .id = r->stanza->name };

	rule.code = rule_text(r, RULE_CODE);
	if (rule.code[0] == '\0')
		rule.code = rule.id;
	rule.title = rule_needed(r, RULE_TITLE);
	rule.duty = rule_needed(r, RULE_DUTY);
	read_events(r, RULE_CAUSE, &rule.causes, &rule.cause_count);
	read_events(r, RULE_LACKS, &rule.lacks, &rule.lack_count);
	rule.conditions =
		rule_conditions(r, RULE_CONDITION, &rule.condition_count);
	rule.authority = rule_authority(r);
	if (rule.cause_count == 0 &&
		(rule.lack_count > 0 || rule.condition_count > 0))
		rule_mistake(r, RULE_KEY_COUNT,
			"[违反 %s] 有“条件”或“此前没有”，就要有“起因”",
			rule.id);
	if (!r->ok)
		return;
	law->violations = arena_grow(law->arena, law->violations,
		law->violation_count, sizeof *law->violations);
	law->violations[law->violation_count++] = rule;
}

static const enum rule_key keys[] = { RULE_TITLE, RULE_CODE, RULE_DUTY,
	RULE_CAUSE, RULE_LACKS, RULE_CONDITION, RULE_NATURE, RULE_CITATION,
	RULE_GRADE, RULE_ASSUMED, RULE_FROM, RULE_UNTIL, RULE_KEY_COUNT };

const struct rule_kind rule_kind_violation = {
	.word = { "违反", "violation" },
	.keys = keys,
	.read = read,
};
