/* SPDX-License-Identifier: MIT */
/* 封存查阅: who may look at what is 封存 says why first. Shows no list: what
 * is there is told to nobody. */
#include "desk/choice.h"
#include "desk/values_file.h"

#include "screens/screens.h"

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	(void)self;
	(void)err;
	view_paragraph(out, NULL,
		"犯罪的时候不满十八周岁，被判处五年有期徒刑以下刑罚的，犯罪记录封存，不得向任何单位和个人提供；"
		"司法机关为办案需要、有关单位根据国家规定进行查询的除外，查询的单位要保密（刑事诉讼法第二百八十六条）。");
	view_paragraph(out, NULL,
		"按 F6 写完整的案号，再写明谁要查、凭什么公函、为什么、谁批准。定稿以后打开那个案件，"
		"只能看、更正或登记解除封存；离开那一屏就看不到了。每次查阅是一份文书，每次打开都有记录，没查到的也记。");
	return true;
}

/* The paper is the same whether there is such a case or not. */
static enum next
look(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct subject on = { 0 };
	const struct form *form =
		choice_form_making(self->desk, "封存.查阅", &on);
	struct work work;

	if (form == NULL) {
		screen_say(self, "没有登记查阅用的表单，请管理员检查表单目录");
		return NEXT_STAY;
	}
	if (!work_start(self->desk, self->keep, form->id, &on, &work, err) ||
		!work_fill(self->desk, &work, "案号", answer->text, err) ||
		!work_keep(self->desk, &work, "案号",
			values_get(&work.values, "案号"), err))
		return NEXT_STAY;
	return screen_open(
		self, &screen_fill, (struct screen_args){ .id = work.id });
}

static const struct ask ask_number = {
	.kind = ASK_TEXT,
	.prompt = "完整的案号",
};

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_F6, .label = "查阅", .help = "登记一次查阅：案号、谁要查、凭什么、谁批准", .needs = "sealed.decide", .asks = &ask_number, .run = look },
};
/* clang-format on */

const struct screen_def screen_sealed = {
	.code = "250",
	.title = "封存查阅",
	.words = "封存 犯罪记录 未成年 查询",
	.needs = "sealed.decide",
	.menu = "封存查阅",
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
