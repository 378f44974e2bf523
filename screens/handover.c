/* SPDX-License-Identifier: MIT */
/* 交班单, as `bianhu handover` prints it. */
#include "desk/handover.h"

#include "screens/screens.h"

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct handover handover;
	struct buf text = { 0 };

	if (!handover_read(self->desk, self->arena, 0, &handover, err))
		return false;
	handover_text(self->desk, self->arena, &handover, &text);
	view_page(out, buf_text(&text));
	buf_free(&text);
	return true;
}

const struct screen_def screen_handover = {
	.code = "111",
	.title = "交班单",
	.words = "交班 接班 换班",
	.needs = "matter.see",
	.view = view,
};
