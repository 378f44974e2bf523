/* SPDX-License-Identifier: MIT */
/* Why of one refusal: which time, what the law says, what it started. */
#include "desk/refusal.h"

#include "screens/screens.h"

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct buf text = { 0 };
	bool done = refusal_why(self->desk, self->arena, self->args.party,
		self->args.id, &text, err);

	if (done)
		view_paragraph(out, NULL, buf_text(&text));
	buf_free(&text);
	return done;
}

static enum next
open_matter(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_matter,
		(struct screen_args){ .matter = self->args.matter });
}

static enum next
open_record(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_record,
		(struct screen_args){ .matter = self->args.matter,
			.record = self->args.record });
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "案件", .help = "打开这个案件", .run = open_matter },
	{ .key = '3', .label = "原件", .help = "看这次拒绝的笔录或登记", .needs = "record.see", .run = open_record },
};
/* clang-format on */

const struct screen_def screen_refusal = {
	.code = "242",
	.title = "拒绝为什么",
	.is_inner = true,
	.is_live = true,
	.needs = "matter.see",
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
