/* SPDX-License-Identifier: MIT */
/* 期限: every open clock of this court, earliest first. */
#include "desk/deadline.h"

#include "screens/act.h"
#include "screens/screens.h"
#include "screens/show.h"

enum { PAGE = 200 };

struct clocks {
	struct act_rows rows;
	struct clock_page after;
	bool is_later;
};

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct clocks *s = self->state;

	if (!clock_open_list(self->desk, self->arena,
		    s->is_later ? &s->after : NULL, PAGE, &s->rows.clocks,
		    &s->rows.clock_count, err))
		return false;
	show_clocks(out, NULL, "没有未办的期限", s->rows.clocks,
		s->rows.clock_count, desk_now(self->desk));
	return true;
}

static enum next
later(struct screen *self, const struct answer *answer, struct err *err)
{
	struct clocks *s = self->state;

	(void)answer;
	(void)err;
	if (s->rows.clock_count < PAGE) {
		screen_say(self, "没有更晚到期的了");
		return NEXT_STAY;
	}
	s->after.due = s->rows.clocks[s->rows.clock_count - 1].due;
	s->after.party = s->rows.clocks[s->rows.clock_count - 1].party;
	s->is_later = true;
	return NEXT_RELOAD;
}

static enum next
moves(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_moves, (struct screen_args){ 0 });
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件", .on_row = true, .run = act_open_case },
	{ .key = '1', .label = "办理", .help = "填写能完成这项期限的文书", .needs = "matter.see", .on_row = true, .offered = act_may_answer, .run = act_answer },
	{ .key = '2', .label = "为什么", .help = "这一天是怎样数出来的，依据哪一条", .on_row = true, .run = act_why },
	{ .key = '3', .label = "变动", .help = "因放假安排、内部目标改了的日子", .run = moves },
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
