/* SPDX-License-Identifier: MIT */
/* 用户与机关: who may sit where. Registers, edited and audited; no records. */
#include "desk/station.h"
#include "desk/user.h"

#include "screens/screens.h"

struct users {
	struct user *items;
	size_t count;
	struct station *stations;
	size_t station_count;
};

static const struct column user_columns[] = {
	{ .title = "姓名", .most = 12 },
	{ .title = "岗位" },
	{ .title = "单位", .grow = true },
	{ .title = "登录名", .most = 16 },
	{ .title = "状态" },
	{ .title = "执业证号", .from = 100 },
};

static const struct column station_columns[] = {
	{ .title = "机关" },
	{ .title = "名称", .grow = true },
	{ .title = "代字" },
	{ .title = "试点" },
	{ .title = "用户", .right = true },
};

static void
show_users(struct view *out, const struct users *s)
{
	view_list(
		out, "user", "用户", user_columns, ARRAY_LENGTH(user_columns));
	view_empty(out, "还没有用户，按 F6 加");
	for (size_t i = 0; i < s->count; i++) {
		const struct user_entry *e = &s->items[i].entry;

		view_row(out, s->items[i].id);
		view_text(out, e->name);
		view_text(out, e->role);
		view_text(out, s->items[i].station_name);
		view_text(out, e->login);
		view_word(out, e->is_active ? WORD_GOOD : WORD_SOON,
			e->is_active ? "在用" : "已停用");
		view_text(out, e->licence);
	}
}

static void
show_stations(struct view *out, const struct users *s)
{
	view_list(out, "station", "机关", station_columns,
		ARRAY_LENGTH(station_columns));
	for (size_t i = 0; i < s->station_count; i++) {
		const struct station *station = &s->stations[i];

		view_row(out, station->id);
		view_text(out, station->kind);
		view_text(out, station->name);
		view_text(out, station->code);
		view_text(out, station->is_pilot ? "试点" : "");
		view_textf(out, "%lld", (long long)station->users);
	}
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct users *s = self->state;

	if (!user_list(self->desk, self->arena, &s->items, &s->count, err) ||
		!station_list(self->desk, self->arena, &s->stations,
			&s->station_count, err))
		return false;
	view_title(out, "%zu人", s->count);
	show_users(out, s);
	show_stations(out, s);
	return true;
}

static const struct user *
user_here(const struct screen *self)
{
	const struct users *s = self->state;

	for (size_t i = 0; i < s->count; i++)
		if (s->items[i].id == self->row_id)
			return &s->items[i];
	return NULL;
}

static bool
is_stopped(const struct screen *self)
{
	const struct user *user = user_here(self);

	return user != NULL && !user->entry.is_active;
}

static bool
is_active(const struct screen *self)
{
	const struct user *user = user_here(self);

	return user != NULL && user->entry.is_active;
}

static enum next
change(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct user *user = user_here(self);

	(void)answer;
	(void)err;
	return user == NULL ? NEXT_STAY
			    : screen_open(self, &screen_user_edit,
				      (struct screen_args){ .id = user->id,
					      .text = user->entry.login });
}

static enum next
add(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_user_edit, (struct screen_args){ 0 });
}

static enum next
add_station(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(
		self, &screen_station_edit, (struct screen_args){ 0 });
}

static enum next
set_active(struct screen *self, bool active, struct err *err)
{
	const struct user *user = user_here(self);
	struct user changed;

	if (user == NULL)
		return NEXT_STAY;
	changed = *user;
	changed.entry.is_active = active;
	if (user_change(self->desk, &changed, err))
		screen_say(self, "%s%s%s", active ? "已恢复" : "已停用",
			changed.entry.name,
			active ? "" : "，他办过的文书都留着");
	return NEXT_RELOAD;
}

static enum next
stop(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return set_active(self, false, err);
}

static enum next
restore(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return set_active(self, true, err);
}

static bool
prepare_stop(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	const struct user *user = user_here(self);

	(void)err;
	if (user != NULL)
		*prompt = arena_printf(options->arena,
			"停用%s（%s）：他马上不能再看、再办，名字留在办过的文书上",
			user->entry.name, user->entry.role);
	return true;
}

static const struct ask ask_stop = {
	.kind = ASK_YES,
	.prompt = "停用这名用户",
	.prepare = prepare_stop,
};

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "修改", .help = "改这名用户的姓名、岗位、单位、执业证号", .needs = "admin.make", .on_row = true, .kind = "user", .run = change },
	{ .key = '2', .label = "改", .help = "改这名用户的姓名、岗位、单位、执业证号", .needs = "admin.make", .on_row = true, .kind = "user", .run = change },
	{ .key = '4', .label = "停用", .help = "停用这名用户：马上不能再看、再办", .needs = "admin.make", .on_row = true, .kind = "user", .asks = &ask_stop, .run = stop, .offered = is_active },
	{ .key = '4', .label = "恢复", .help = "恢复这名用户", .needs = "admin.make", .on_row = true, .kind = "user", .run = restore, .offered = is_stopped },
	{ .key = KEY_F6, .label = "加用户", .help = "登记一名用户", .needs = "admin.make", .run = add },
	{ .key = '7', .label = "加机关", .help = "登记一个看守所、法援机构或法院", .needs = "admin.make", .run = add_station },
};
/* clang-format on */

const struct screen_def screen_users = {
	.code = "310",
	.title = "用户与机关",
	.words = "用户 岗位 停用 机关 站点 管理",
	.needs = "admin.make",
	.menu = "用户与机关",
	.is_live = true,
	.state_size = sizeof(struct users),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
