/* SPDX-License-Identifier: MIT */
/*
 * 给当事人看: the rights of a paper, one at a time and wide apart, turned
 * round to the person. Nothing of the court's people stands here, and no key
 * changes anything: the draft is read, not opened.
 */
#include "desk/record.h"

#include "base/utf8.h"
#include "base/width.h"
#include "screens/screens.h"

#include <string.h>

enum { COLUMNS = 60, MARGIN = 6 };

struct shown {
	const char **items; /* in keep */
	size_t count;
	size_t at;
};

static void
take_items(struct screen *self, const struct form *form,
	const struct values *values)
{
	struct shown *s = self->state;

	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *f = &form->fields[i];

		/* What was not told, with a reason, is not shown. */
		if (!f->is_item || !form_field_shown(form, i, values) ||
			strncmp(values_get(values, f->name), "否",
				strlen("否")) == 0)
			continue;
		s->items = arena_grow(
			self->keep, s->items, s->count, sizeof *s->items);
		s->items[s->count++] = f->text;
	}
}

static bool
open(struct screen *self, struct err *err)
{
	struct work work;
	struct record record;

	if (self->args.record == 0) {
		if (!work_resume(
			    self->desk, self->keep, self->args.id, &work, err))
			return false;
		take_items(self, work.form, &work.values);
		return true;
	}
	if (!record_read(
		    self->desk, self->keep, self->args.record, &record, err))
		return false;
	take_items(self, record.form, &record.values);
	return true;
}

/* Marks that close a word stay on its line. */
static bool
is_closing(uint32_t c)
{
	static const char marks[] = "，。、；：！？）》”";
	const char *at = marks;
	uint32_t mark;

	while ((mark = utf8_next(&at)) != 0)
		if (mark == c)
			return true;
	return false;
}

static void
end_line(struct buf *out, int *used)
{
	buf_addf(out, "\n\n%*s", MARGIN, "");
	*used = 0;
}

/* Each character with room after it, each line with an empty one. */
static void
write_wide(const char *text, struct buf *out)
{
	int used = 0;

	buf_addf(out, "\n%*s", MARGIN, "");
	while (*text != '\0') {
		const char *from = text;
		uint32_t c = utf8_next(&text);
		int width = width_char(c, WIDTH_TERM_NARROW) + 1;

		if (used + width > COLUMNS && !is_closing(c))
			end_line(out, &used);
		while (from < text)
			buf_add_char(out, *from++);
		buf_add_char(out, ' ');
		used += width;
	}
	buf_add_char(out, '\n');
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	const struct shown *s = self->state;
	struct buf text = { 0 };

	(void)err;
	if (s->count == 0) {
		view_title(out, "没有");
		view_paragraph(out, NULL, "这份文书没有要看的事项。");
		return true;
	}
	view_title(out, "第%zu项，共%zu项", s->at + 1, s->count);
	write_wide(s->items[s->at], &text);
	view_page(out, buf_text(&text));
	buf_free(&text);
	return true;
}

static enum next
forward(struct screen *self, const struct answer *answer, struct err *err)
{
	struct shown *s = self->state;

	(void)answer;
	(void)err;
	if (s->at + 1 >= s->count) {
		screen_say(self, "看完了，请还给工作人员");
		return NEXT_STAY;
	}
	s->at++;
	return NEXT_RELOAD;
}

static enum next
backward(struct screen *self, const struct answer *answer, struct err *err)
{
	struct shown *s = self->state;

	(void)answer;
	(void)err;
	if (s->at > 0)
		s->at--;
	return NEXT_RELOAD;
}

static enum next
back(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)self;
	(void)answer;
	(void)err;
	return NEXT_BACK;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = ' ', .label = "下一项", .help = "看下一项", .run = forward },
	{ .key = KEY_ENTER, .label = "下一项", .help = "看下一项", .run = forward },
	{ .key = '-', .label = "上一项", .help = "看上一项", .run = backward },
	{ .key = '9', .label = "看完了", .help = "回到工作人员的那一屏", .run = back },
};
/* clang-format on */

const struct screen_def screen_shown = {
	.code = "211",
	.title = "你的权利",
	.is_inner = true,
	.is_turned = true,
	.state_size = sizeof(struct shown),
	.open = open,
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
