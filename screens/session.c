/* SPDX-License-Identifier: MIT */
/*
 * 还开着: the user who comes in is still open at another terminal: a line that
 * dropped unnoticed, or a desk that was left. He takes it over, in the same
 * field, or works at both.
 */
#include "desk/session.h"

#include "screens/screens.h"

#include <string.h>

struct sessions {
	struct session_other *items;
	size_t count;
};

/* The time alone where it is today. */
static const char *
when(struct screen *self, int64_t instant)
{
	char text[INSTANT_TEXT];
	bool is_today = date_compare(clock_day_of(instant),
				desk_today(self->desk)) == 0;

	return arena_copy(self->arena,
		clock_format(instant, text) + (is_today ? DATE_TEXT : 0));
}

static bool
open(struct screen *self, struct err *err)
{
	struct sessions *s = self->state;

	return session_others(
		self->desk, self->keep, &s->items, &s->count, err);
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	const struct sessions *s = self->state;

	(void)err;
	for (size_t i = 0; i < s->count; i++) {
		const struct session_other *o = &s->items[i];
		const char *line = o->seat.note.line;

		view_paragraph(out, NULL,
			arena_printf(self->arena,
				"您在 %s（自 %s）还开着%s%s。",
				line[0] == '\0' ? "另一个终端" : line,
				when(self, o->seat.note.since),
				o->what[0] == '\0' ? "" : "，正在填", o->what));
	}
	view_choice(out, "1",
		"接过来：那边存好、退出，这里从同一栏、同一个字接着写");
	view_choice(out, "2", "两边都开");
	return true;
}

static enum next
go_home(struct screen *self, int64_t draft)
{
	screen_open(self, &screen_home, (struct screen_args){ .id = draft });
	return NEXT_REPLACE;
}

static enum next
take(struct screen *self, const struct answer *answer, struct err *err)
{
	struct sessions *s = self->state;
	int64_t draft;

	(void)answer;
	(void)err;
	if (session_take(self->desk, s->items, s->count, &draft))
		screen_say(self, "已接过来，那边存好退出了");
	else
		screen_say(self,
			"那边没有应答，离开过的栏目都在；它一醒过来就自己退出");
	return go_home(self, draft);
}

static enum next
leave_both(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return go_home(self, 0);
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = '1', .label = "接过来", .help = "那边存好退出，这里从同一栏接着写", .run = take },
	{ .key = '2', .label = "都开", .help = "那边照旧开着，这里另外办事", .run = leave_both },
};
/* clang-format on */

const struct screen_def screen_session = {
	.code = "101",
	.title = "您还在别处开着",
	.is_inner = true,
	.state_size = sizeof(struct sessions),
	.open = open,
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
