/* SPDX-License-Identifier: MIT */
/* 法律帮助: which of those found it is who asks. */
#include "desk/help.h"
#include "desk/search.h"

#include "screens/act.h"
#include "screens/screens.h"

#include <string.h>

struct help_who {
	struct found *items;
	size_t count;
};

static const struct column columns[] = {
	{ .title = "当事人", .most = 30 },
	{ .title = "案号", .grow = true },
};

/* Only there can somebody be of no case that we have. */
static bool
keeps_people(const struct screen *self)
{
	return strcmp(self->desk->station_kind, "看守所") == 0;
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct help_who *s = self->state;

	if (!search_any(self->desk, self->arena, self->args.text, &s->items,
		    &s->count, err))
		return false;
	view_title(out, "%s", self->args.text);
	view_list(out, "found", "是哪一位", columns, ARRAY_LENGTH(columns));
	view_empty(out,
		keeps_people(self)
			? "没有找到这个人；按 F12 回去换几个字，确实没有的按 F6 登记他"
			: "没有找到这个人；按 F12 回去换几个字，新收的先收案");
	for (size_t i = 0; i < s->count; i++) {
		if (s->items[i].party == 0)
			continue;
		view_row(out, s->items[i].party);
		view_text(out, s->items[i].what);
		view_text(out, s->items[i].number);
	}
	return true;
}

static enum next
pick(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	if (!help_may_ask(self->desk, self->row_id, err))
		return NEXT_STAY;
	return act_answer_event(self, help_event(self->desk),
		&(const struct subject){ .party = self->row_id }, err);
}

static enum next
take_in(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return act_take_in(self, self->args.text, err);
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "是他", .help = "记他的法律帮助请求", .on_row = true, .run = pick },
	{ .key = KEY_F6, .label = "没登记", .help = "这些都不是：登记他，再记请求", .needs = "help.seal", .run = take_in, .offered = keeps_people },
};
/* clang-format on */

const struct screen_def screen_help_who = {
	.code = "221",
	.title = "谁要法律帮助",
	.is_inner = true,
	.is_step = true,
	.needs = "matter.see",
	.state_size = sizeof(struct help_who),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
