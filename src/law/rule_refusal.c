/* SPDX-License-Identifier: MIT */
/* [拒绝 ID]: rows of the refusal table. How they are used is refusal.c. */
#include "law/rule_read.h"

#include "base/attr.h"

static const struct keyword outcomes[] = {
	[REFUSAL_PERMIT] = { "准许", "permit" },
	[REFUSAL_DENY] = { "不准许", "deny" },
	[REFUSAL_MUST_PERMIT] = { "应当准许", "must-permit" },
	[REFUSAL_MAY_PERMIT] = { "可以准许", "may-permit" },
	[REFUSAL_WARN] = { "提醒", "warn" },
};

static const struct keyword nexts[REFUSAL_NEXT_COUNT] = {
	[REFUSAL_RETAIN] = { "五日内另行委托", "retain-5d" },
	[REFUSAL_RENOTIFY] = { "三日内再通知", "renotify-3d" },
	[REFUSAL_TERMINATE] = { "终止法律援助", "terminate" },
	[REFUSAL_REASSIGN] = { "另行指派", "reassign" },
	[REFUSAL_ADJOURN] = { "休庭", "adjourn" },
	[REFUSAL_SELF_ONLY] = { "自行辩护", "self-only" },
	[REFUSAL_RECORD] = { "书面记录", "record" },
	[REFUSAL_REOFFER] = { "下一阶段再问", "reoffer-next-stage" },
	[REFUSAL_CONTINUE] = { "原律师继续辩护", "continue-counsel" },
};

static void
read_next(struct reading *r, struct refusal_row *row)
{
	size_t count;
	const char **words;

	rule_needed(r, RULE_NEXT);
	words = rule_words(r, RULE_NEXT, &count);
	for (size_t i = 0; i < count; i++) {
		int which = keyword_find(nexts, ARRAY_LENGTH(nexts), words[i]);

		if (which >= 0)
			row->next[which] = true;
		else
			rule_mistake(r, RULE_NEXT, "“然后”没有“%s”；可以是 %s",
				words[i],
				keyword_list(r->law->arena, nexts,
					ARRAY_LENGTH(nexts)));
	}
}

static void
read(struct reading *r)
{
	struct law *law = r->law;
	struct refusal_row row = { .id = r->stanza->name };
	int outcome;

	row.title = rule_needed(r, RULE_TITLE);
	row.act = rule_text(r, RULE_ACT);
	rule_needed(r, RULE_OUTCOME);
	outcome =
		rule_choice(r, RULE_OUTCOME, outcomes, ARRAY_LENGTH(outcomes));
	read_next(r, &row);
	row.conditions =
		rule_conditions(r, RULE_CONDITION, &row.condition_count);
	row.authority = rule_authority(r);
	if (!r->ok)
		return;
	row.outcome = (enum refusal_outcome)outcome;
	law->refusals = arena_grow(law->arena, law->refusals,
		law->refusal_count, sizeof *law->refusals);
	law->refusals[law->refusal_count++] = row;
}

static const enum rule_key keys[] = { RULE_TITLE, RULE_ACT, RULE_OUTCOME,
	RULE_NEXT, RULE_CONDITION, RULE_NATURE, RULE_CITATION, RULE_GRADE,
	RULE_ASSUMED, RULE_FROM, RULE_UNTIL, RULE_KEY_COUNT };

const struct rule_kind rule_kind_refusal = {
	.word = { "拒绝", "refusal" },
	.keys = keys,
	.read = read,
};

const char *
refusal_outcome_word(enum refusal_outcome outcome)
{
	return outcomes[outcome].word;
}

const char *
refusal_outcome_english(enum refusal_outcome outcome)
{
	return outcomes[outcome].english;
}

const char *
refusal_next_word(enum refusal_next next)
{
	return nexts[next].word;
}

const char *
refusal_next_english(enum refusal_next next)
{
	return nexts[next].english;
}
