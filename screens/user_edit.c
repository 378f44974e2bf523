/* SPDX-License-Identifier: MIT */
/* 用户登记: one user, new or changed. */
#include "desk/user.h"

#include "screens/register.h"
#include "screens/screens.h"

#include <string.h>

struct user_edit {
	struct register_entry entry;
	struct user user; /* as it was read; id 0: a new one */
};

/* The login never changes: what he did stands under it. */
static const char form_text[] =
	"[表单]\n编号: user\n名称: 用户登记\n英文: User\n种类: 登记\n版本: 1\n"
	"样稿: 否\n对象: 无\n"
	"[栏目 登录名]\n名称: 登录名\n英文: Login\n类型: 文本\n必填: 是\n"
	"%s说明: 字母、数字和 - . _，最多32个；以后不能改。\n"
	"[栏目 姓名]\n名称: 姓名\n英文: Name\n类型: 人名\n必填: 是\n"
	"说明: 印在文书上的姓名。\n"
	"[栏目 岗位]\n名称: 岗位\n英文: Role\n类型: 选择\n必填: 是\n"
	"选项: 书记员 法官 看守 法援中心 值班律师 承办律师 监督 管理 审计\n"
	"[栏目 单位]\n名称: 单位\n英文: Station\n类型: 机关\n必填: 是\n"
	"说明: 看守在看守所，法援中心和律师在法援机构，书记员和法官在法院；F4 列出。\n"
	"[栏目 证号]\n名称: 执业证号\n英文: Licence number\n类型: 文本\n"
	"条件: 岗位=值班律师 承办律师\n必填: 是\n"
	"说明: 他只看得到写着这个证号的案件。\n";

static bool
read_user(struct screen *self, struct user_edit *s, struct err *err)
{
	struct user *list;
	const struct user *found;
	size_t count;

	if (self->args.id == 0)
		return true;
	if (!user_list(self->desk, self->keep, &list, &count, err))
		return false;
	found = user_find(list, count, self->args.text, err);
	if (found == NULL)
		return false;
	s->user = *found;
	return true;
}

/* What stood there; all of it the entry's to change but the login. */
static void
fill(struct screen *self, struct user_edit *s)
{
	struct values *values = &s->entry.values;
	const struct user_entry *e = &s->user.entry;

	values->arena = self->keep;
	if (s->user.id == 0)
		return;
	values_set(values, "登录名", e->login);
	values_set(values, "姓名", e->name);
	values_set(values, "岗位", e->role);
	values_set(values, "单位", s->user.station_name);
	values_set(values, "证号", e->licence);
}

static bool
choices(void *arg, const struct form_field *field, struct ask_options *options,
	struct err *err)
{
	const struct screen *self = arg;
	const struct user_edit *s = self->state;

	(void)err;
	if (strcmp(field->name, "单位") != 0)
		return true;
	for (size_t i = 0; i < s->entry.station_count; i++)
		ask_option_add(
			options, (int64_t)i + 1, s->entry.stations[i].name);
	return true;
}

static bool
open_entry(struct screen *self, struct err *err)
{
	const struct user_edit *s = self->state;

	return register_open(self,
		arena_printf(self->keep, form_text,
			s->user.id == 0 ? "" : "只读: 是\n来自: 给定\n"),
		choices, err);
}

static bool
open(struct screen *self, struct err *err)
{
	struct user_edit *s = self->state;

	if (!read_user(self, s, err) ||
		!station_list(self->desk, self->keep, &s->entry.stations,
			&s->entry.station_count, err))
		return false;
	fill(self, s);
	return open_entry(self, err);
}

/* Somebody was faster: what was filled in here stays, what was not becomes
 * what he wrote, and F10 tries again on that. */
static enum next
take_news(struct screen *self, struct err *err)
{
	struct user_edit *s = self->state;
	struct err failed = { 0 };

	if (!read_user(self, s, &failed))
		return NEXT_STAY;
	fill(self, s);
	register_close(self);
	if (!open_entry(self, &failed))
		*err = failed;
	return NEXT_RELOAD;
}

static enum next
anew(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	if (!register_drop(self, err))
		return NEXT_STAY;
	return open(self, err) ? NEXT_RELOAD : NEXT_BACK;
}

static bool
take(struct screen *self, struct user *out, struct err *err)
{
	const struct user_edit *s = self->state;
	const struct station *station = station_find(s->entry.stations,
		s->entry.station_count, register_value(self, "单位"), err);

	if (station == NULL)
		return false;
	*out = s->user;
	if (s->user.id == 0)
		out->entry.login = register_value(self, "登录名");
	out->entry.name = register_value(self, "姓名");
	out->entry.role = register_value(self, "岗位");
	out->entry.licence = register_value(self, "证号");
	out->entry.station = station->id;
	return true;
}

static enum next
finish(struct screen *self, struct err *err)
{
	struct user_edit *s = self->state;
	struct user user;
	int64_t id;

	if (!register_check(self, err) || !take(self, &user, err))
		return NEXT_STAY;
	if (s->user.id != 0 ? !user_change(self->desk, &user, err)
			    : !user_add(self->desk, &user.entry, &id, err))
		return err->code == ERR_CONFLICT ? take_news(self, err)
						 : NEXT_STAY;
	register_done(self);
	screen_say(self, "已登记%s %s", user.entry.role, user.entry.name);
	return NEXT_DONE;
}

/* clang-format off */
static const struct action actions[] = {
	{ REGISTER_DROP, .run = anew },
};
/* clang-format on */

const struct screen_def screen_user_edit = {
	.code = "311",
	.title = "用户登记",
	.is_inner = true,
	.is_step = true,
	.needs = "admin.make",
	.state_size = sizeof(struct user_edit),
	.open = open,
	.view = register_view,
	.close = register_close,
	.finish = finish,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
