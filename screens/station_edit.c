/* SPDX-License-Identifier: MIT */
/* 机关登记: a detention centre, an agency or a court that joins the store. */
#include "desk/station.h"

#include "screens/register.h"
#include "screens/screens.h"

#include <string.h>

static const char form_text[] =
	"[表单]\n编号: station\n名称: 机关登记\n英文: Station\n种类: 登记\n"
	"版本: 1\n样稿: 否\n对象: 无\n"
	"[栏目 种类]\n名称: 机关种类\n英文: Kind\n类型: 选择\n必填: 是\n"
	"选项: 看守所 法援机构 法院\n"
	"[栏目 名称]\n名称: 名称\n英文: Name\n类型: 机关\n必填: 是\n"
	"说明: 印在文书上的全称；案件里写的羁押场所、法援机构要与它一字不差。\n"
	"[栏目 代字]\n名称: 代字\n英文: Code\n类型: 文本\n必填: 是\n"
	"说明: 文号里的代字，本站各机关不重。\n"
	"[栏目 试点]\n名称: 是否律师辩护全覆盖试点\n英文: Pilot\n类型: 是否\n必填: 是\n";

static bool
open(struct screen *self, struct err *err)
{
	return register_open(self, form_text, NULL, err);
}

static enum next
anew(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	if (!register_drop(self, err))
		return NEXT_STAY;
	return open(self, err) ? NEXT_RELOAD : NEXT_BACK;
}

static enum next
finish(struct screen *self, struct err *err)
{
	struct station_entry entry;
	int64_t id;

	if (!register_check(self, err))
		return NEXT_STAY;
	entry = (struct station_entry){ register_value(self, "种类"),
		register_value(self, "名称"), register_value(self, "代字"),
		strcmp(register_value(self, "试点"), "是") == 0 };
	if (!station_add(self->desk, &entry, &id, err))
		return NEXT_STAY;
	register_done(self);
	screen_say(self, "已登记%s，按 F6 加那里的用户", entry.name);
	return NEXT_DONE;
}

/* clang-format off */
static const struct action actions[] = {
	{ REGISTER_DROP, .run = anew },
};
/* clang-format on */

const struct screen_def screen_station_edit = {
	.code = "312",
	.title = "机关登记",
	.is_inner = true,
	.is_step = true,
	.needs = "admin.make",
	.state_size = sizeof(struct register_entry),
	.open = open,
	.view = register_view,
	.close = register_close,
	.finish = finish,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
