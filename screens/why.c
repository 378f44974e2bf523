/* SPDX-License-Identifier: MIT */
/* 为什么: of a clock, each day counted or skipped, the article, the competing
 * rules; of a person (no rule is named), every class he was of. */
#include "desk/deadline.h"
#include "desk/standing.h"

#include "screens/act.h"
#include "screens/screens.h"

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct buf text = { 0 };
	const struct screen_args *on = &self->args;
	bool done = on->text == NULL
			    ? standing_why(self->desk, self->arena, on->matter,
				      on->party, &text, err)
			    : clock_why(self->desk, self->arena, on->matter,
				      on->party, on->text, on->id, &text, err);

	if (done)
		view_paragraph(out, NULL, buf_text(&text));
	buf_free(&text);
	return done;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "案件", .help = "打开这个案件", .run = act_matter },
};
/* clang-format on */

const struct screen_def screen_why = {
	.code = "161",
	.title = "为什么",
	.is_inner = true,
	.needs = "matter.see",
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
