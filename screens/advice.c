/* SPDX-License-Identifier: MIT */
/* 告知: who has not been advised, by time left; which papers stand unsigned. */
#include "desk/deadline.h"

#include "screens/screens.h"
#include "screens/show.h"

#include <string.h>

enum { CLOCKS_MOST = 100, PAPERS_MOST = 100 };

struct advice {
	struct clock_line *clocks;
	size_t clock_count;
	struct record *papers;
	size_t paper_count;
};

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct advice *s = self->state;
	struct desk *desk = self->desk;

	if (!clock_open_list(desk, self->arena, NULL, CLOCKS_MOST, &s->clocks,
		    &s->clock_count, err) ||
		!record_unsigned(desk, self->arena, PAPERS_MOST, &s->papers,
			&s->paper_count, err))
		return false;
	show_clocks(out, "还没告知", "都告知了", s->clocks, s->clock_count,
		desk_today(desk));
	show_records(out, "已定稿还没签的", s->papers, s->paper_count);
	return true;
}

static bool
is_clock(const struct screen *self)
{
	return self->row_kind != NULL && strcmp(self->row_kind, "clock") == 0;
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct advice *s = self->state;

	(void)answer;
	(void)err;
	if (!is_clock(self))
		return screen_open(self, &screen_record,
			(struct screen_args){ .record = self->row_id });
	return screen_open(self, &screen_matter,
		(struct screen_args){
			.matter = s->clocks[self->row_id - 1].matter });
}

static enum next
answer_clock(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct advice *s = self->state;

	(void)answer;
	return show_answer_clock(self, &s->clocks[self->row_id - 1], err);
}

static enum next
why(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct advice *s = self->state;

	(void)answer;
	(void)err;
	return show_why(self, &s->clocks[self->row_id - 1]);
}

static enum next
sign(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return show_fill(self, "signing",
		&(const struct subject){ .about = self->row_id }, err);
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件，或这份文书", .on_row = true, .run = open_row },
	{ .key = '1', .label = "办理", .help = "填写告知笔录", .needs = "advice.seal", .on_row = true, .kind = "clock", .run = answer_clock },
	{ .key = '2', .label = "为什么", .help = "这一天是怎样数出来的，依据哪一条", .on_row = true, .kind = "clock", .run = why },
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
