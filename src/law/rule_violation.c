/* SPDX-License-Identifier: MIT */
/* [违反 ID]: what was owed and not done. How it is found is violation.c. */
#include "law/rule_read.h"

static void
read_events(struct reading *r, struct violation_rule *rule)
{
	rule->causes = rule_any_of(r, RULE_CAUSE);
	rule->lacks = rule_any_of(r, RULE_LACKS);
	rule->needs = rule_each_line(r, RULE_NEEDS, &rule->need_count);
	rule->voids = rule_any_of(r, RULE_VOIDS);
	rule->remedies = rule_any_of(r, RULE_REMEDY);
	rule_check_events(r, &rule->causes);
	rule_check_events(r, &rule->lacks);
	rule_check_events(r, &rule->voids);
	rule_check_events(r, &rule->remedies);
	for (size_t i = 0; i < rule->need_count; i++)
		rule_check_events(r, &rule->needs[i]);
}

/* What says how it is found says nothing without a cause. */
static bool
needs_cause(const struct violation_rule *rule)
{
	return rule->lacks.count > 0 || rule->need_count > 0 ||
	       rule->voids.count > 0 || rule->remedies.count > 0 ||
	       rule->found_count > 0 || rule->found_before_count > 0 ||
	       rule->condition_count > 0;
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
	read_events(r, &rule);
	rule.found = rule_each_line(r, RULE_FOUND, &rule.found_count);
	rule.found_before =
		rule_each_line(r, RULE_FOUND_BEFORE, &rule.found_before_count);
	rule.conditions =
		rule_conditions(r, RULE_CONDITION, &rule.condition_count);
	rule.authority = rule_authority(r);
	if (rule.causes.count == 0 && needs_cause(&rule))
		rule_mistake(r, RULE_KEY_COUNT,
			"[违反 %s] 写了怎样发现，就要有“起因”", rule.id);
	if (!r->ok)
		return;
	law->violations = arena_grow(law->arena, law->violations,
		law->violation_count, sizeof *law->violations);
	law->violations[law->violation_count++] = rule;
}

static const enum rule_key keys[] = { RULE_TITLE, RULE_CODE, RULE_DUTY,
	RULE_CAUSE, RULE_LACKS, RULE_NEEDS, RULE_VOIDS, RULE_REMEDY, RULE_FOUND,
	RULE_FOUND_BEFORE, RULE_CONDITION, RULE_NATURE, RULE_CITATION,
	RULE_GRADE, RULE_ASSUMED, RULE_FROM, RULE_UNTIL, RULE_KEY_COUNT };

const struct rule_kind rule_kind_violation = {
	.word = { "违反", "violation" },
	.keys = keys,
	.read = read,
};
