/* SPDX-License-Identifier: MIT */
/* 期限: every open clock of this court, earliest first. */
#include "desk/deadline.h"

#include "screens/screens.h"
#include "screens/show.h"

enum { PAGE = 200 };

struct clocks {
	struct clock_line *items;
	size_t count;
	struct clock_page after;
	bool is_later;
};

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct clocks *s = self->state;

	if (!clock_open_list(self->desk, self->arena,
		    s->is_later ? &s->after : NULL, PAGE, &s->items, &s->count,
		    err))
		return false;
	show_clocks(out, NULL, "没有未办的期限", s->items, s->count,
		desk_today(self->desk));
	return true;
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct clocks *s = self->state;

	(void)answer;
	(void)err;
	return screen_open(self, &screen_matter,
		(struct screen_args){
			.matter = s->items[self->row_id - 1].matter });
}

static enum next
answer_clock(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct clocks *s = self->state;

	(void)answer;
	return show_answer_clock(self, &s->items[self->row_id - 1], err);
}

static enum next
why(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct clocks *s = self->state;

	(void)answer;
	(void)err;
	return show_why(self, &s->items[self->row_id - 1]);
}

static enum next
later(struct screen *self, const struct answer *answer, struct err *err)
{
	struct clocks *s = self->state;

	(void)answer;
	(void)err;
	if (s->count < PAGE) {
		screen_say(self, "没有更晚到期的了");
		return NEXT_STAY;
	}
	s->after.due = s->items[s->count - 1].due;
	s->after.party = s->items[s->count - 1].party;
	s->is_later = true;
	return NEXT_RELOAD;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件", .on_row = true, .run = open_row },
	{ .key = '1', .label = "办理", .help = "填写能完成这项期限的文书", .needs = "advice.seal", .on_row = true, .run = answer_clock },
	{ .key = '2', .label = "为什么", .help = "这一天是怎样数出来的，依据哪一条", .on_row = true, .run = why },
	{ .key = '8', .label = "更晚", .help = "再往后二百项", .run = later },
};
/* clang-format on */

const struct screen_def screen_clocks = {
	.code = "160",
	.title = "期限",
	.words = "逾期 到期 时限",
	.needs = "matter.see",
	.menu = "期限",
	.is_live = true,
	.state_size = sizeof(struct clocks),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
