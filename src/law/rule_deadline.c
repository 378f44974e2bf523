/* SPDX-License-Identifier: MIT */
/* [期限 ID]: a duty with a clock. How it runs is count.c and derive.c. */
#include "law/rule_read.h"

#include "base/attr.h"

#include <stdlib.h>

enum { LONGEST = 3660 }; /* ten years of days */

static const struct keyword earlies[] = {
	[EARLY_NO] = { "否", "no" },
	[EARLY_YES] = { "是", "yes" },
	[EARLY_ONCE] = { "一次即可", "once" },
};

static const struct keyword afters[] = {
	[AFTER_LAPSES] = { "不再需要", "lapses" },
	[AFTER_FOLLOWS] = { "随本人", "follows" },
	[AFTER_STAYS] = { "继续", "stays" },
};

/* "3 日" "1.5 月" "半月": half a month is fifteen days (Int 202). */
static bool
parse_period(const char *const *words, size_t count, struct period *out)
{
	int unit = count == 2 ? unit_find(words[1]) : -1;

	return unit >= 0 && period_parse(words[0], (enum unit)unit, out);
}

static struct period
read_period(struct reading *r)
{
	const char *text = rule_needed(r, RULE_PERIOD);
	struct period period = { .unit = UNIT_DAY, .roll = ROLL_YES };
	size_t count;
	const char **words = rule_words(r, RULE_PERIOD, &count);
	bool can_roll = rule_yes_no(r, RULE_ROLL) != 0;

	if (!parse_period(words, count, &period) || period.number > LONGEST ||
		(period.number == 0 && !period.has_half)) {
		if (text[0] != '\0')
			rule_mistake(r, RULE_PERIOD,
				"“期限: %s”读不懂；应为如 3 日、3 工作日、24 小时、2 月、1.5 月、15 日前",
				text);
	}
	period.roll = can_roll ? ROLL_YES : ROLL_NO;
	return period;
}

static void
read(struct reading *r)
{
	struct law *law = r->law;
	struct deadline_rule rule = { .id = r->stanza->name };
	int early, after;

	rule.title = rule_needed(r, RULE_TITLE);
	rule.start = rule_needed(r, RULE_START);
	rule_needed(r, RULE_END);
	rule.ends = rule_any_of(r, RULE_END);
	rule.stops = rule_any_of(r, RULE_STOP);
	early = rule_choice(r, RULE_EARLY, earlies, ARRAY_LENGTH(earlies));
	rule.early = early < 0 ? EARLY_NO : (enum early)early;
	after = rule_choice(r, RULE_AFTER, afters, ARRAY_LENGTH(afters));
	rule.after = after < 0 ? AFTER_LAPSES : (enum after_end)after;
	rule.period = read_period(r);
	rule.conditions =
		rule_conditions(r, RULE_CONDITION, &rule.condition_count);
	rule.lasting = rule_conditions(r, RULE_LASTING, &rule.lasting_count);
	rule.duty = rule_needed(r, RULE_DUTY);
	rule.violation = rule_text(r, RULE_VIOLATION);
	rule.missing = rule_text(r, RULE_MISSING);
	rule.lead = rule_text(r, RULE_LEAD);
	rule.authority = rule_authority(r);
	rule_needed(r, RULE_NATURE);
	rule_check_event(r, rule.start);
	rule_check_events(r, &rule.ends);
	rule_check_events(r, &rule.stops);
	if (!r->ok)
		return;
	rule.nature = rule.authority.nature;
	if (rule.missing[0] == '\0')
		rule.missing = rule.violation;
	if (rule.lead[0] == '\0')
		rule.lead = NULL;
	law->deadlines = arena_grow(law->arena, law->deadlines,
		law->deadline_count, sizeof *law->deadlines);
	law->deadlines[law->deadline_count++] = rule;
}

static const enum rule_key keys[] = { RULE_TITLE, RULE_START, RULE_END,
	RULE_STOP, RULE_EARLY, RULE_AFTER, RULE_PERIOD, RULE_ROLL,
	RULE_CONDITION, RULE_LASTING, RULE_DUTY, RULE_NATURE, RULE_CITATION,
	RULE_GRADE, RULE_ASSUMED, RULE_FROM, RULE_UNTIL, RULE_VIOLATION,
	RULE_MISSING, RULE_LEAD, RULE_KEY_COUNT };

const struct rule_kind rule_kind_deadline = {
	.word = { "期限", "deadline" },
	.keys = keys,
	.read = read,
};
