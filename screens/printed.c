/* SPDX-License-Identifier: MIT */
/* 打印好了吗: until somebody says so the copy is 未确认. */
#include "desk/print.h"

#include "screens/paper.h"
#include "screens/screens.h"

/* Found again in the register, without the words it was printed with. */
static const char *
words_of(struct screen *self, const struct print_copy *copy)
{
	char when[INSTANT_TEXT];

	if (self->args.text != NULL)
		return self->args.text;
	return arena_printf(self->arena, "第%d份，%s，%s", copy->copy,
		clock_format(copy->at, when),
		print_channel_label(copy->channel));
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct print_copy copy;

	if (!print_find(self->desk, self->arena, self->args.id, &copy, err))
		return false;
	view_paragraph(out,
		copy.channel == PRINT_TERMINAL ? "本机终端打印机打印好了吗"
					       : "打印好了吗",
		words_of(self, &copy));
	view_choice(out, "1", "好了，纸上完整");
	view_choice(out, "2", "没打好，这一份作废，重打一份");
	view_choice(out, "3", "没打好，这一份作废，不重打");
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
spoilt(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	if (print_confirm(self->desk, self->args.id, PRINT_SPOILT, err))
		screen_say(self, "已记下：这一份作废");
	return NEXT_BACK;
}

/* The same way again; where it can't be gone the spoilt one is not yet called
 * so. */
static enum next
again(struct screen *self, const struct answer *answer, struct err *err)
{
	struct print_copy copy;
	struct print_result result;

	(void)answer;
	if (!print_find(self->desk, self->arena, self->args.id, &copy, err) ||
		!paper_can(self, copy.channel, err) ||
		!print_confirm(self->desk, copy.id, PRINT_SPOILT, err) ||
		!print_record(self->desk, self->keep, copy.record, copy.channel,
			&result, err))
		return NEXT_STAY;
	screen_say(self, "已作废一份，重打第%d份", result.copy);
	paper_send(self, &result, ESCP_DOCUMENT);
	self->args.id = result.copy_id;
	self->args.text = paper_words(self->keep, &result);
	return NEXT_RELOAD;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = '1', .label = "好了", .help = "纸打出来了，完整", .run = good },
	{ .key = '2', .label = "重打", .help = "这一份作废，再打一份", .needs = "record.print", .run = again },
	{ .key = '3', .label = "作废", .help = "这一份作废，不再打", .needs = "record.print", .run = spoilt },
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
