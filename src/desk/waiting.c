/* SPDX-License-Identifier: MIT */
/* 等我办, gathered from the lists of the desks. */
#include "desk/waiting.h"

#include "desk/choice.h"
#include "desk/column.h"
#include "desk/duty.h"
#include "desk/record.h"
#include "desk/refusal.h"

#include <string.h>

enum { YEAR = 5 /* bytes of "2026-" */ };

struct gather {
	struct desk *desk;
	struct arena *arena;
	const struct clock_line *clocks;
	size_t clock_count;
	int limit;
	struct waiting_line *items;
	size_t count;
};

/* What answers a request may be a form on who asked; what answers another
 * record is one on the record. */
static const char kind_request[] = "请求";

/* Unless this desk has no form to do it with. */
static void
add(struct gather *g, const struct waiting_line *line, const char *event)
{
	bool is_asked = strcmp(line->kind, kind_request) == 0;
	const struct subject on = { .matter =
					    line->about == 0 ? line->matter : 0,
		.party = line->about == 0 || is_asked ? line->party : 0,
		.about = line->about };
	const struct form *form = choice_form_making(g->desk, event, &on);

	if (form == NULL)
		return;
	g->items = arena_grow(g->arena, g->items, g->count, sizeof *g->items);
	g->items[g->count] = *line;
	g->items[g->count++].form = form->id;
}

static const char *
day(struct arena *arena, struct date date)
{
	char text[DATE_TEXT];

	return date_is_set(date)
		       ? arena_copy(arena, date_format(date, text) + YEAR)
		       : "";
}

static bool
has_clock(const struct gather *g, int64_t party, int64_t line)
{
	for (size_t i = 0; i < g->clock_count; i++)
		if (g->clocks[i].party == party &&
			g->clocks[i].trigger_line == line)
			return true;
	return false;
}

static bool
is_lawyers_side(const struct desk *desk)
{
	return strcmp(duty_kind_of(desk->role, desk->station_kind),
		       duty_bearer("法援机构")) == 0;
}

static const char *
next_of_request(const struct help_line *line)
{
	return line->step == HELP_TAKEN ? "帮助.提供" : "帮助.接受";
}

static const char *
request_title(const struct help_line *line)
{
	return line->step == HELP_TAKEN ? "已接的，提供法律帮助"
					: "接法律帮助请求";
}

/* The lawyers' side takes a request, also before it was handed on, and answers
 * it. For who is to hand it on a clock runs. */
static bool
add_requests(struct gather *g, struct err *err)
{
	struct help_line *lines;
	size_t count;

	if (!is_lawyers_side(g->desk))
		return true;
	if (!help_list(g->desk, g->arena, HELP_OPEN, g->limit, &lines, &count,
		    err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct help_line *l = &lines[i];
		const char *event = next_of_request(l);

		if (has_clock(g, l->party, l->line))
			continue;
		add(g,
			&(const struct waiting_line){ .kind = kind_request,
				.matter = l->matter,
				.party = l->party,
				.about = l->record,
				.title = request_title(l),
				.party_name = l->party_name,
				.number = l->number,
				.since = arena_printf(g->arena, "等了%s",
					help_waiting_words(l, desk_now(g->desk),
						g->arena)),
				.event = event },
			event);
	}
	return true;
}

/* What the lawyers' side does next, by how far it came. */
static const char *const steps[ROUND_STATES] = {
	[ROUND_TO_RECEIVE] = "登记收到通知辩护公函",
	[ROUND_TO_SUPPLY] = "材料没有补齐，可以先指派律师",
	[ROUND_TO_ASSIGN] = "指派律师",
	[ROUND_TO_REPLY] = "把律师函告办案机关",
	[ROUND_TO_END] = "律师不再辩护：决定终止，或者等另行指派的通知",
	[ROUND_IS_ASSIGNED] = "会见，做会见笔录",
	[ROUND_HAS_MET] = "阅卷，做阅卷记录",
	[ROUND_HAS_READ] = "提交书面辩护意见",
};

static const char *
step_words(const struct assignment *a)
{
	return steps[a->state] == NULL ? round_state_word(a->state)
				       : steps[a->state];
}

/* What has a day stands among the clocks. */
static bool
add_assignments(struct gather *g, struct err *err)
{
	struct assignment *lines;
	size_t count;

	if (!is_lawyers_side(g->desk))
		return true;
	if (!assignment_list(g->desk, g->arena, ASSIGNMENTS_OPEN, NULL,
		    g->limit, &lines, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct assignment *a = &lines[i];
		const char *event = assignment_next_event(g->desk, a);

		if (event == NULL || date_is_set(a->due))
			continue;
		add(g,
			&(const struct waiting_line){ .kind = "指派",
				.matter = a->matter,
				.party = a->party,
				.title = step_words(a),
				.party_name = a->party_name,
				.number = a->number,
				.since = day(g->arena, a->since),
				.event = event },
			event);
	}
	return true;
}

static bool
add_papers(struct gather *g, struct err *err)
{
	struct record *lines;
	size_t count;

	if (!record_unsigned(g->desk, g->arena, g->limit, &lines, &count, err))
		return false;
	for (size_t i = count; i-- > 0;)
		add(g,
			&(const struct waiting_line){ .kind = "签署",
				.matter = lines[i].matter,
				.party = lines[i].party,
				.about = lines[i].id,
				.title = arena_printf(g->arena,
					"登记《%s》怎样签的",
					lines[i].form_name),
				.party_name = lines[i].party_name,
				.number = lines[i].number,
				.since = day(g->arena, lines[i].occurred) },
			"签署.完成");
	return true;
}

static bool
add_refusals(struct gather *g, struct err *err)
{
	struct refusal_line *lines;
	size_t count;

	if (!refusal_list(
		    g->desk, g->arena, NULL, g->limit, &lines, &count, err))
		return false;
	while (count > 0 && !lines[count - 1].is_pending)
		count--;
	for (size_t i = count; i-- > 0;)
		add(g,
			&(const struct waiting_line){ .kind = "拒绝",
				.matter = lines[i].matter,
				.party = lines[i].party,
				.about = lines[i].record,
				.title = arena_printf(g->arena,
					"查明拒绝的理由，决定准许不准许（%s）",
					refusal_time_words(
						&lines[i], g->arena)),
				.party_name = lines[i].party_name,
				.number = lines[i].number,
				.since = day(g->arena, lines[i].day) },
			"拒绝.准许");
	return true;
}

bool
waiting_list(struct desk *desk, struct arena *arena,
	const struct clock_line *clocks, size_t clock_count, int limit,
	struct waiting_line **out, size_t *count, struct err *err)
{
	struct gather g = { .desk = desk,
		.arena = arena,
		.clocks = clocks,
		.clock_count = clock_count,
		.limit = limit };

	*count = 0;
	*out = NULL;
	if (!add_requests(&g, err) || !add_assignments(&g, err) ||
		!add_refusals(&g, err) || !add_papers(&g, err))
		return false;
	*out = g.items;
	*count = g.count;
	return true;
}
