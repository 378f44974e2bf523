/* SPDX-License-Identifier: MIT */
/* 告知: who has not been advised, by time left; which papers stand unsigned. */
#include "desk/deadline.h"

#include "screens/act.h"
#include "screens/screens.h"
#include "screens/show.h"

enum { CLOCKS_MOST = 100, PAPERS_MOST = 100 };

struct advice {
	struct act_rows rows;
	struct record *papers;
	size_t paper_count;
};

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct advice *s = self->state;
	struct desk *desk = self->desk;

	if (!clock_open_for(desk, self->arena, "告知.完成", CLOCKS_MOST,
		    &s->rows.clocks, &s->rows.clock_count, err) ||
		!record_unsigned(desk, self->arena, PAPERS_MOST, &s->papers,
			&s->paper_count, err))
		return false;
	show_clocks(out, "还没告知", "都告知了", s->rows.clocks,
		s->rows.clock_count, desk_now(desk));
	show_records(out, "已定稿还没签的", s->papers, s->paper_count);
	return true;
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	if (act_clock(self) != NULL)
		return act_open_case(self, answer, err);
	return screen_open(self, &screen_record,
		(struct screen_args){ .record = self->row_id });
}

static enum next
sign(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return act_sign(self, self->row_id, err);
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件，或这份文书", .on_row = true, .run = open_row },
	{ .key = '1', .label = "办理", .help = "填写告知笔录", .needs = "advice.seal", .on_row = true, .kind = "clock", .run = act_answer },
	{ .key = '2', .label = "为什么", .help = "这一天是怎样数出来的，依据哪一条", .on_row = true, .kind = "clock", .run = act_why },
	{ .key = '7', .label = "签署", .help = "登记这份纸怎样签的", .needs = "signing.seal", .on_row = true, .kind = "record", .run = sign },
};
/* clang-format on */

const struct screen_def screen_advice = {
	.code = "210",
	.title = "告知",
	.words = "权利告知 未签 签名 捺印",
	.needs = "advice.see",
	.menu = "告知",
	.is_live = true,
	.state_size = sizeof(struct advice),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
