/* SPDX-License-Identifier: MIT */
/* 选用户: who sits at this terminal. Without keys it is a matter of trust;
 * the terminal's own login decides who gets this far. */
#include "desk/desk.h"

#include "screens/screens.h"
#include "screens/wires.h"

struct users {
	struct desk_user *items;
	size_t count;
};

static const struct column columns[] = {
	{ .title = "姓名" },
	{ .title = "岗位" },
	{ .title = "单位", .grow = true },
	{ .title = "登录名" },
};

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct users *u = self->state;

	if (!desk_users(
		    self->desk->store, self->arena, &u->items, &u->count, err))
		return false;
	view_list(out, "user", "您是哪一位", columns, ARRAY_LENGTH(columns));
	view_empty(out, "还没有用户；请管理员先建");
	for (size_t i = 0; i < u->count; i++) {
		view_row(out, u->items[i].id);
		view_text(out, u->items[i].name);
		view_text(out, u->items[i].role);
		view_text(out, u->items[i].station_name);
		view_text(out, u->items[i].login);
	}
	return true;
}

static enum next
choose(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct users *u = self->state;
	struct store *store = self->desk->store;
	struct library *library = self->desk->library;

	(void)answer;
	if (u->count == 0)
		return NEXT_STAY;
	desk_close(self->desk);
	if (!desk_open(store, library, u->items[self->row].login, self->desk,
		    err)) {
		self->desk->store = store;
		self->desk->library = library;
		return NEXT_STAY;
	}
	wires_of_user(self->desk, self->wire);
	return screen_open(
		self, screens_first(self->desk), (struct screen_args){ 0 });
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "进入", .help = "以这一位的身份进入", .on_row = true, .run = choose },
};
/* clang-format on */

const struct screen_def screen_user = {
	.code = "100",
	.title = "选用户",
	.words = "登录 换人 交班",
	.state_size = sizeof(struct users),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
