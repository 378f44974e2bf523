/* SPDX-License-Identifier: MIT */
/* [地区 名称]: where the pilot is in force, from when, on what basis. */
#include "law/rule_read.h"

#include "base/attr.h"

#include <string.h>

static const struct keyword scopes[] = {
	[REGION_WHOLE] = { "全域", "whole" },
	[REGION_PART] = { "部分", "part" },
};

static bool
is_code(const char *text)
{
	return strlen(text) == 2 && strspn(text, "0123456789") == 2;
}

static void
read(struct reading *r)
{
	struct law *law = r->law;
	struct region region = { .name = r->stanza->name };
	int scope;

	region.code = rule_needed(r, RULE_CODE);
	if (region.code[0] != '\0' && !is_code(region.code))
		rule_mistake(r, RULE_CODE,
			"“代码: %s”不对；应为行政区划代码的前两位，如 11",
			region.code);
	rule_needed(r, RULE_SCOPE);
	scope = rule_choice(r, RULE_SCOPE, scopes, ARRAY_LENGTH(scopes));
	region.authority = rule_authority(r);
	region.authority.nature = NATURE_PILOT;
	if (!r->ok)
		return;
	region.scope = (enum region_scope)scope;
	law->regions = arena_grow(law->arena, law->regions, law->region_count,
		sizeof *law->regions);
	law->regions[law->region_count++] = region;
}

static const enum rule_key keys[] = { RULE_CODE, RULE_SCOPE, RULE_CITATION,
	RULE_GRADE, RULE_ASSUMED, RULE_FROM, RULE_UNTIL, RULE_KEY_COUNT };

const struct rule_kind rule_kind_region = {
	.word = { "地区", "region" },
	.keys = keys,
	.read = read,
};

const char *
region_scope_word(enum region_scope scope)
{
	return scopes[scope].word;
}
