/* SPDX-License-Identifier: MIT */
/* 交班单, as `bianhu handover` prints it; handing over and taking over. */
#include "desk/handover.h"
#include "desk/shift.h"

#include "screens/act.h"
#include "screens/paper.h"
#include "screens/screens.h"

struct handover_state {
	struct act_rows rows;
	struct shift last;
};

static bool
add_text(struct screen *self, struct arena *arena, struct buf *text,
	struct err *err)
{
	struct handover handover;

	if (!handover_read(self->desk, arena, 0, &handover, err))
		return false;
	handover_text(self->desk, arena, &handover, text);
	return true;
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct handover_state *s = self->state;
	struct buf text = { 0 };
	bool done = shift_last(self->desk, self->arena, &s->last, err) &&
		    add_text(self, self->arena, &text, err);

	if (done)
		view_page(out, buf_text(&text));
	buf_free(&text);
	return done;
}

static enum next
give(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct subject on = { 0 };

	(void)answer;
	return act_answer_event(self, shift_given_event, &on, err);
}

static enum next
take(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct subject on = { 0 };

	(void)answer;
	return act_answer_event(self, shift_taken_event, &on, err);
}

static bool
is_given(const struct screen *self)
{
	const struct handover_state *s = self->state;

	return s->last.is_open;
}

static enum next
print(struct screen *self, const struct answer *answer, struct err *err)
{
	struct print_paper paper = { .needs = "matter.see",
		.name = "handover" };
	struct buf text = { 0 };

	if (paper_channel(self, answer, &paper.channel, err) &&
		add_text(self, self->keep, &text, err)) {
		paper.text = arena_copy(self->keep, buf_text(&text));
		paper_list(self, &paper, err);
	}
	buf_free(&text);
	return NEXT_STAY;
}

static bool
prints_at_once(const struct screen *self)
{
	return !paper_is_choice(self);
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = '1', .label = "交班", .help = "写明要特别注意的，下一班在今日看到", .needs = "handover.seal", .run = give },
	{ .key = '2', .label = "接班", .help = "登记接班，上一班的交代就收起", .needs = "handover.seal", .run = take, .offered = is_given },
	{ .key = '6', .label = "打印", .help = "打印这张交班单", .run = print, .offered = prints_at_once },
	{ .key = '6', .label = "打印", .help = "打印这张交班单；选打在哪里", .asks = &paper_where, .run = print, .offered = paper_is_choice },
};
/* clang-format on */

const struct screen_def screen_handover = {
	.code = "111",
	.title = "交班单",
	.words = "交班 接班 换班",
	.needs = "matter.see",
	.is_live = true,
	.state_size = sizeof(struct handover_state),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
