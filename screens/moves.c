/* SPDX-License-Identifier: MIT */
/* 变动: days that a schedule of holidays or a target of the house moved. */
#include "desk/site_move.h"

#include "screens/screens.h"

#include <string.h>

enum { PAGE = 200 };

struct moves {
	struct move_line *items;
	size_t count;
	int64_t before;
};

static const struct column columns[] = {
	{ .title = "原来" },
	{ .title = "现在" },
	{ .title = "当事人", .most = 16 },
	{ .title = "事项", .grow = true },
	{ .title = "案号" },
};

/* What moved them stands once above those that it moved. */
static void
begin_file(struct view *out, const char *file)
{
	const char *dot = strrchr(file, '.');
	bool is_calendar = dot != NULL && strcmp(dot, ".cal") == 0;

	view_list(out, "move",
		arena_printf(out->arena, "因%s %s",
			is_calendar ? "放假安排" : "内部目标", file),
		columns, ARRAY_LENGTH(columns));
}

static void
show_line(struct view *out, int64_t id, const struct move_line *line)
{
	view_row(out, id);
	view_text(out, line->was[0] == '\0' ? "没有" : line->was);
	view_text(out, line->now[0] == '\0' ? "不再有" : line->now);
	view_text(out, line->party_name);
	view_text(out, line->title);
	view_text(out, line->number);
}

static void
show_none(struct view *out)
{
	view_list(out, "move", NULL, columns, ARRAY_LENGTH(columns));
	view_empty(out, "没有因放假安排、内部目标改过的日子");
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct moves *s = self->state;
	const char *file = "";

	if (!move_list(self->desk, self->arena, s->before, "", PAGE, &s->items,
		    &s->count, err))
		return false;
	if (s->count == 0)
		show_none(out);
	for (size_t i = 0; i < s->count; i++) {
		if (strcmp(file, s->items[i].file) != 0)
			begin_file(out, s->items[i].file);
		file = s->items[i].file;
		show_line(out, (int64_t)i + 1, &s->items[i]);
	}
	return true;
}

static const struct move_line *
line_here(const struct screen *self)
{
	const struct moves *s = self->state;

	return &s->items[self->row_id - 1];
}

static enum next
open_case(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_matter,
		(struct screen_args){ .matter = line_here(self)->matter,
			.party = line_here(self)->party });
}

static enum next
why(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct move_line *line = line_here(self);

	(void)answer;
	(void)err;
	return screen_open(self, &screen_why,
		(struct screen_args){ .matter = line->matter,
			.party = line->party,
			.id = line->trigger_line,
			.text = line->rule });
}

static enum next
earlier(struct screen *self, const struct answer *answer, struct err *err)
{
	struct moves *s = self->state;

	(void)answer;
	(void)err;
	if (s->count < PAGE) {
		screen_say(self, "没有更早的变动了");
		return NEXT_STAY;
	}
	s->before = s->items[s->count - 1].id;
	return NEXT_RELOAD;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件", .on_row = true, .run = open_case },
	{ .key = '2', .label = "为什么", .help = "现在这一天是怎样数出来的，依据哪一条", .on_row = true, .run = why },
	{ .key = '8', .label = "更早", .help = "再往前二百项", .run = earlier },
};
/* clang-format on */

const struct screen_def screen_moves = {
	.code = "162",
	.title = "变动",
	.words = "期限变动 改期 放假安排 内部目标",
	.needs = "matter.see",
	.is_live = true,
	.state_size = sizeof(struct moves),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
