/* SPDX-License-Identifier: MIT */
/* 写几个人: who else stands on a paper that may speak of several (多人). */
#include "desk/people.h"

#include "screens/screens.h"

struct people {
	struct work work;
	struct person *items;
	size_t count;
};

static const struct column columns[] = {
	{ .title = "写" },
	{ .title = "当事人", .most = 16 },
	{ .title = "类别" },
	{ .title = "罪名", .grow = true, .most = 24 },
	{ .title = "在哪里", .grow = true },
	{ .title = "辩护人", .most = 10 },
};

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct people *s = self->state;

	if (!work_resume(
		    self->desk, self->arena, self->args.id, &s->work, err) ||
		!people_list(self->desk, self->arena, &s->work.on, &s->items,
			&s->count, err))
		return false;
	view_title(out, "《%s》写%zu人", s->work.form->name,
		s->work.on.other_count + 1);
	view_list(out, "person", "空格选上或者去掉，回车往下填", columns,
		ARRAY_LENGTH(columns));
	for (size_t i = 0; i < s->count; i++) {
		const struct person *p = &s->items[i];

		view_row(out, p->party);
		view_word(out, p->is_on ? WORD_GOOD : WORD_PLAIN,
			p->is_on ? "√" : "");
		view_text(out, p->name);
		view_text(out, p->class_);
		view_text(out, p->charge);
		view_textf(out, "%s %s", p->measure, p->where);
		view_text(out, p->counsel);
	}
	return true;
}

static const struct person *
person_here(const struct screen *self)
{
	const struct people *s = self->state;

	for (size_t i = 0; i < s->count; i++)
		if (s->items[i].party == self->row_id)
			return &s->items[i];
	return NULL;
}

static enum next
tick(struct screen *self, const struct answer *answer, struct err *err)
{
	struct people *s = self->state;
	const struct person *p = person_here(self);

	(void)answer;
	if (p == NULL)
		return NEXT_STAY;
	if (p->is_first) {
		screen_say(self, "这一份就是在%s名下开的，不能去掉", p->name);
		return NEXT_STAY;
	}
	if (!people_set(self->desk, &s->work, p->party, !p->is_on, err))
		return NEXT_STAY;
	return NEXT_RELOAD;
}

/* Those without a lawyer of their own or assigned: whom the duty lawyer is
 * for. */
static enum next
tick_all(struct screen *self, const struct answer *answer, struct err *err)
{
	struct people *s = self->state;

	(void)answer;
	for (size_t i = 0; i < s->count; i++)
		if (s->items[i].counsel[0] == '\0' && !s->items[i].is_on &&
			!people_set(self->desk, &s->work, s->items[i].party,
				true, err))
			break;
	return NEXT_RELOAD;
}

static enum next
go_on(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	screen_open(self, &screen_fill,
		(struct screen_args){ .id = self->args.id });
	return NEXT_REPLACE;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "往下填", .help = "人选好了，往下填", .run = go_on },
	{ .key = ' ', .label = "选", .help = "这个人写上，或者去掉", .on_row = true, .run = tick },
	{ .key = '8', .label = "都选", .help = "没有辩护人的都写上", .run = tick_all },
};
/* clang-format on */

const struct screen_def screen_people = {
	.code = "142",
	.title = "写几个人",
	.is_inner = true,
	.is_step = true,
	.state_size = sizeof(struct people),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
