/* SPDX-License-Identifier: MIT */
/*
 * The reasons of a clock and of a class, in the words of a clerk. Reads what
 * derive.c found; counts once more only to have the trail.
 */
#include "base/attr.h"
#include "base/clock.h"
#include "law/derive.h"

#include <string.h>

void
explain_day(struct date day, struct buf *out)
{
	char text[DATE_TEXT];

	buf_addf(
		out, "%s 周%s", date_format(day, text), date_weekday_name(day));
}

void
explain_steps(const struct due *due, struct buf *out)
{
	for (size_t i = 0; i < due->step_count; i++) {
		buf_add(out, "  ");
		explain_day(due->steps[i].day, out);
		buf_addf(out, "  %s\n", due->steps[i].why);
	}
}

void
explain_assumed(enum unit unit, const struct due *due, struct buf *out)
{
	if (due->is_provisional)
		buf_add(out, "暂定：有一年的放假安排还没有公布，"
			     "先按双休日和固定节日算，公布后会变\n");
	if (unit == UNIT_DAY_BEFORE) {
		buf_add(out, "从严算（足日）：");
		explain_day(due->safe, out);
		buf_add(out, "\n推定：法律没有规定倒数期限逢节假日怎么办，"
			     "提前到工作日\n");
	} else if (date_compare(due->day, due->nominal) != 0) {
		buf_add(out, "推定：刑事诉讼法没有界定节假日，"
			     "双休日和调休的放假日按节假日顺延\n");
	}
}

static void
add_instant(struct buf *out, int64_t instant)
{
	char text[INSTANT_TEXT];

	buf_add(out, clock_format(instant, text));
}

static void
add_due(struct buf *out, const struct due *due)
{
	if (due->at != 0)
		add_instant(out, due->at);
	else
		explain_day(due->day, out);
	if (due->is_provisional)
		buf_add(out, "（暂定）");
}

/* "办法第三条（试点；2019-01-03 起施行）" */
static void
add_authority(
	struct buf *out, const struct authority *authority, const char *nature)
{
	char text[DATE_TEXT];

	buf_addf(out, "%s（%s%s%s 起施行", authority->citation, nature,
		nature[0] == '\0' ? "" : "；",
		date_format(authority->from, text));
	if (date_is_set(authority->until))
		buf_addf(out, "，%s 失效", date_format(authority->until, text));
	if (authority->grade == 'N')
		buf_add(out, "；推定，未核实");
	else if (authority->grade == 'S')
		buf_add(out, "；据二手资料");
	buf_add(out, "）");
}

/* 资格.M -> 类别成为M; 届满.ID -> the title of what ran out; 登记.受理 -> 受理;
 * else both words: 通知.收到 -> 通知收到. */
static void
add_event(struct buf *out, const struct law *law, const char *event)
{
	static const char by_class[] = "资格.";
	static const char ran_out[] = "届满.";
	static const char intake[] = "登记.";
	const char *dot = strchr(event, '.');
	const struct deadline_rule *before = NULL;

	if (strncmp(event, ran_out, sizeof ran_out - 1) == 0)
		before = law_deadline(law, event + sizeof ran_out - 1);
	if (before != NULL)
		buf_addf(out, "“%s”期满没有办", before->title);
	else if (strncmp(event, by_class, sizeof by_class - 1) == 0)
		buf_addf(out, "类别成为%s", event + sizeof by_class - 1);
	else if (dot == NULL || strncmp(event, intake, sizeof intake - 1) == 0)
		buf_add(out, dot == NULL ? event : dot + 1);
	else
		buf_addf(out, "%.*s%s", (int)(dot - event), event, dot + 1);
}

static void
add_start(
	struct buf *out, const struct law *law, const struct deadline *deadline)
{
	buf_add(out, "起算：");
	if (deadline->due.at != 0 && deadline->trigger.at != 0)
		add_instant(out, deadline->trigger.at);
	else
		explain_day(deadline->start, out);
	buf_add(out, "，");
	add_event(out, law, deadline->rule->start);
	buf_add_char(out, '\n');
}

static void
add_others(struct buf *out, const struct deadline *deadline)
{
	for (size_t i = 0; i < deadline->other_count; i++) {
		const struct competing *other = &deadline->others[i];
		int by = date_compare(other->due.day, deadline->due.day);

		buf_add(out, by == 0 ? "同一义务，期限一致："
				     : "同一义务，另一期限：");
		period_format(&other->rule->period, out);
		buf_add(out, "，");
		add_due(out, &other->due);
		buf_add(out, "，");
		add_authority(out, &other->rule->authority,
			nature_word(other->rule->nature));
		buf_add(out, by > 0 ? "，以先到的为准\n" : "\n");
	}
}

static void
add_met(struct buf *out, const struct deadline *deadline)
{
	char text[INSTANT_TEXT];

	buf_add(out, deadline->is_late ? "已完成，但超过期限：" : "已完成：");
	if (deadline->met.at != 0)
		buf_add(out, clock_format(deadline->met.at, text));
	else
		explain_day(deadline->met.day, out);
	if (!deadline->is_late && !deadline->known_in_time)
		buf_addf(out, "（补录：%s 才录入）",
			clock_format(deadline->met.entered, text));
	buf_add_char(out, '\n');
}

static void
add_state(struct buf *out, const struct deadline *deadline)
{
	switch (deadline->state) {
	case DEADLINE_OPEN:
		buf_add(out, "还没有完成\n");
		return;
	case DEADLINE_MET:
		add_met(out, deadline);
		return;
	case DEADLINE_MISSED:
		buf_add(out, "没有办，已经来不及：");
		explain_day(deadline->met.day, out);
		buf_addf(out, " %s\n", "以后不能再办");
		return;
	case DEADLINE_CURED:
		buf_add(out, "改期开庭，已补正\n");
		return;
	case DEADLINE_LAPSED:
		buf_add(out, "不再需要：");
		explain_day(deadline->met.day, out);
		buf_add(out, " 情况变了\n");
		return;
	}
}

static void
add_reasons(struct buf *out, const struct law *law,
	const struct deadline *deadline, const struct due *due)
{
	const struct deadline_rule *rule = deadline->rule;

	buf_addf(out, "%s（责任：%s，期限 ", rule->title, rule->duty);
	period_format(&rule->period, out);
	buf_add(out, "）\n");
	add_start(out, law, deadline);
	explain_steps(due, out);
	buf_add(out, "届满：");
	add_due(out, due);
	buf_add(out, "\n依据：");
	add_authority(out, &rule->authority, nature_word(rule->nature));
	buf_add_char(out, '\n');
	add_others(out, deadline);
	explain_assumed(rule->period.unit, &deadline->due, out);
	add_state(out, deadline);
}

bool
explain_deadline(const struct law *law, const struct deadline *deadline,
	struct buf *out, struct err *err)
{
	struct arena arena = { 0 };
	struct due due;
	int64_t at = deadline->trigger.at != 0
			     ? deadline->trigger.at
			     : clock_instant(deadline->trigger.day, 0, 0);
	bool ok = count_due(law_calendar(law), &deadline->rule->period,
		deadline->start, at, TRAIL_DAYS, &arena, &due, err);

	if (ok)
		add_reasons(out, law, deadline, &due);
	arena_clear(&arena);
	return ok;
}

static void
add_conflict(struct buf *out, const struct class_row *row)
{
	buf_addf(out, "冲突：%s", row->title);
	if (row->act[0] != '\0')
		buf_addf(out, "，%s", row->act);
	buf_add(out, "\n  依据：");
	add_authority(out, &row->authority, "");
	buf_add_char(out, '\n');
}

void
explain_standing(const struct standing *standing, struct buf *out)
{
	const struct class_row *row = standing->row;
	char text[DATE_TEXT];

	if (row == NULL)
		return;
	buf_addf(out, "类别：%s %s（第 %s 行）\n", row->class_, row->title,
		row->id);
	if (date_is_set(standing->from))
		buf_addf(out, "自 %s 起", date_format(standing->from, text));
	if (date_is_set(standing->until))
		buf_addf(
			out, "，%s 起改变", date_format(standing->until, text));
	if (date_is_set(standing->from))
		buf_add_char(out, '\n');
	if (row->act[0] != '\0')
		buf_addf(out, "怎么办：%s\n", row->act);
	if (row->by_when[0] != '\0')
		buf_addf(out, "什么时候：%s\n", row->by_when);
	buf_add(out, "依据：");
	add_authority(out, &row->authority, "");
	buf_add_char(out, '\n');
	for (size_t i = 0; i < standing->conflict_count; i++)
		add_conflict(out, standing->conflicts[i]);
}

static void
add_next(struct buf *out, const struct refusal_row *row)
{
	bool is_first = true;

	buf_add(out, "然后：");
	for (int i = 0; i < REFUSAL_NEXT_COUNT; i++) {
		if (!row->next[i])
			continue;
		buf_addf(out, "%s%s", is_first ? "" : "、",
			refusal_next_word((enum refusal_next)i));
		is_first = false;
	}
	buf_add_char(out, '\n');
}

void
explain_refusal(const struct refusal_row *row, struct buf *out)
{
	buf_addf(out, "拒绝：%s（%s）\n结果：%s\n", row->title, row->id,
		refusal_outcome_word(row->outcome));
	add_next(out, row);
	if (row->act[0] != '\0')
		buf_addf(out, "怎么办：%s\n", row->act);
	buf_add(out, "依据：");
	add_authority(out, &row->authority, nature_word(row->authority.nature));
	buf_add_char(out, '\n');
}
