/* SPDX-License-Identifier: MIT */
/* 冲突: somebody corrected the same record first; both versions, field by
 * field. The rows decide, then the draft goes on as a correction of theirs. */
#include "desk/conflict.h"

#include "screens/act.h"
#include "screens/screens.h"

struct conflict_state {
	struct work work;
	struct conflict conflict;
};

static bool
open(struct screen *self, struct err *err)
{
	struct conflict_state *s = self->state;

	return work_resume(
		       self->desk, self->keep, self->args.id, &s->work, err) &&
	       conflict_read(
		       self->desk, self->keep, &s->work, &s->conflict, err);
}

static const struct column columns[] = {
	{ .title = "用" },
	{ .title = "栏目", .most = 20 },
	{ .title = "原来", .grow = true },
	{ .title = "对方改成", .grow = true },
	{ .title = "我写的", .grow = true },
};

static void
show_value(struct screen *self, struct view *out,
	const struct form_field *field, const char *value)
{
	struct buf shown = { 0 };

	field_show(field, value, &shown);
	view_text(out, shown.length == 0
			       ? "（空）"
			       : arena_copy(self->arena, buf_text(&shown)));
	buf_free(&shown);
}

static void
show_rows(struct screen *self, struct view *out)
{
	const struct conflict_state *s = self->state;

	view_list(out, "field", NULL, columns, ARRAY_LENGTH(columns));
	view_empty(out, "两份内容相同，回车往下填");
	for (size_t i = 0; i < s->conflict.count; i++) {
		const struct conflict_row *row = &s->conflict.rows[i];
		const struct form_field *f = &s->work.form->fields[row->field];

		view_row(out, (int64_t)i + 1);
		view_text(out, row->takes_mine ? "我的" : "对方");
		view_text(out, f->label);
		show_value(self, out, f, row->base);
		show_value(self, out, f, row->theirs);
		show_value(self, out, f, row->mine);
	}
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	const struct conflict_state *s = self->state;
	char entered[INSTANT_TEXT];

	(void)err;
	view_title(out, "%s", s->work.form->name);
	if (s->conflict.head == 0) {
		view_paragraph(out, NULL, "没有人先更正过这一份，回车往下填。");
		return true;
	}
	view_fields(out, NULL);
	view_field(out, "谁先更正了", s->conflict.by);
	view_field(out, "什么时候", clock_format(s->conflict.entered, entered));
	view_field(out, "理由", s->conflict.reason);
	show_rows(self, out);
	return true;
}

static enum next
take(struct screen *self, bool mine)
{
	const struct conflict_state *s = self->state;
	size_t at = (size_t)self->row_id - 1;

	if (at < s->conflict.count)
		s->conflict.rows[at].takes_mine = mine;
	return NEXT_RELOAD;
}

static enum next
take_mine(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return take(self, true);
}

static enum next
take_theirs(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return take(self, false);
}

/* They may have corrected it once more meanwhile: then that is shown. */
static enum next
go_on(struct screen *self, const struct answer *answer, struct err *err)
{
	struct conflict_state *s = self->state;
	size_t mine = 0;

	(void)answer;
	for (size_t i = 0; i < s->conflict.count; i++)
		mine += s->conflict.rows[i].takes_mine;
	if (s->conflict.head != 0 &&
		!conflict_merge(self->desk, &s->work, &s->conflict, err))
		return NEXT_STAY;
	screen_say(self, "接着更正最新的一份：%zu栏用您写的，%zu栏用对方的",
		mine, s->conflict.count - mine);
	screen_open(self, &screen_fill,
		(struct screen_args){ .id = self->args.id });
	return NEXT_REPLACE;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "往下填", .help = "照每一行选的合成一份，接着更正最新的那一份", .run = go_on },
	{ .key = '1', .label = "用我的", .help = "这一栏用我写的", .on_row = true, .run = take_mine },
	{ .key = '2', .label = "用对方", .help = "这一栏用对方改成的", .on_row = true, .run = take_theirs },
};
/* clang-format on */

const struct screen_def screen_conflict = {
	.code = "143",
	.title = "冲突",
	.is_inner = true,
	.is_step = true,
	.state_size = sizeof(struct conflict_state),
	.open = open,
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
