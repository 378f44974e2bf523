/* SPDX-License-Identifier: MIT */
/* 打印好了吗: until somebody says so the copy is 未确认. */
#include "desk/print.h"

#include "screens/screens.h"

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	(void)err;
	view_paragraph(out, "打印好了吗", self->args.text);
	view_choice(out, "1", "好了，纸上完整");
	view_choice(out, "2", "没打好，这一份作废，重打一份");
	return true;
}

static enum next
good(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	if (print_confirm(self->desk, self->args.id, PRINT_GOOD, err))
		screen_say(self, "已记下：这一份打印完好");
	return NEXT_BACK;
}

static enum next
again(struct screen *self, const struct answer *answer, struct err *err)
{
	struct print_result result;

	(void)answer;
	if (!print_confirm(self->desk, self->args.id, PRINT_SPOILT, err) ||
		!print_record(self->desk, self->keep, self->args.record,
			&result, err))
		return NEXT_STAY;
	screen_say(self, "已作废一份，重打第%d份", result.copy);
	self->args.id = result.copy_id;
	self->args.text = arena_printf(self->keep, "第%d份\n版面文件：%s\n%s",
		result.copy, result.file,
		result.is_queued ? "已交打印机" : result.note);
	return NEXT_RELOAD;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = '1', .label = "好了", .help = "纸打出来了，完整", .run = good },
	{ .key = '2', .label = "重打", .help = "这一份作废，再打一份", .needs = "record.print", .run = again },
};
/* clang-format on */

const struct screen_def screen_printed = {
	.code = "151",
	.title = "打印",
	.is_inner = true,
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
