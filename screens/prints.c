/* SPDX-License-Identifier: MIT */
/* 打印登记: every copy, its number, where it went, what became of it. */
#include "desk/print_register.h"

#include "screens/screens.h"

#include <string.h>

struct prints {
	struct print_entry *open;
	size_t open_count;
	struct print_entry *all;
	size_t all_count;
};

static const struct column columns[] = {
	{ .title = "时间" },
	{ .title = "份", .right = true },
	{ .title = "状态" },
	{ .title = "打在" },
	{ .title = "文书", .grow = true },
	{ .title = "当事人", .most = 12 },
	{ .title = "经手", .most = 12 },
	{ .title = "案号", .from = 100 },
};

static enum word
word_of(const char *state)
{
	if (strcmp(state, "好") == 0)
		return WORD_GOOD;
	return strcmp(state, "废") == 0 ? WORD_PLAIN : WORD_SOON;
}

static void
show(struct view *out, const struct print_entry *entries, size_t count)
{
	char when[INSTANT_TEXT];

	for (size_t i = 0; i < count; i++) {
		const struct print_entry *e = &entries[i];

		view_row(out, e->copy.id);
		view_text(out, clock_format(e->copy.at, when));
		view_textf(out, "%d", e->copy.copy);
		view_word(out, word_of(e->copy.state), e->copy.state);
		view_text(out, print_channel_label(e->copy.channel));
		view_text(out, e->form);
		view_text(out, e->people);
		view_text(out, e->copy.by);
		view_text(out, e->case_no);
	}
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct prints *s = self->state;

	if (!print_register(self->desk, self->arena, PRINT_OWN_OPEN, &s->open,
		    &s->open_count, err) ||
		!print_register(self->desk, self->arena, PRINT_STATION, &s->all,
			&s->all_count, err))
		return false;
	if (s->open_count > 0) {
		view_list(out, "open", "您打的，还没有确认的", columns,
			ARRAY_LENGTH(columns));
		show(out, s->open, s->open_count);
	}
	view_list(out, "copy", "本单位最近打印的", columns,
		ARRAY_LENGTH(columns));
	view_empty(out, "还没有打印过");
	show(out, s->all, s->all_count);
	return true;
}

static const struct print_entry *
here(const struct screen *self)
{
	const struct prints *s = self->state;

	for (size_t i = 0; i < s->open_count; i++)
		if (s->open[i].copy.id == self->row_id)
			return &s->open[i];
	for (size_t i = 0; i < s->all_count; i++)
		if (s->all[i].copy.id == self->row_id)
			return &s->all[i];
	return NULL;
}

static enum next
open_record(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct print_entry *e = here(self);

	(void)answer;
	(void)err;
	if (e == NULL)
		return NEXT_RELOAD;
	return screen_open(self, &screen_record,
		(struct screen_args){
			.matter = e->matter, .record = e->copy.record });
}

static enum next
confirm(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct print_entry *e = here(self);

	(void)answer;
	(void)err;
	if (e == NULL)
		return NEXT_RELOAD;
	return screen_open(self, &screen_printed,
		(struct screen_args){
			.record = e->copy.record, .id = e->copy.id });
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这份文书", .on_row = true, .run = open_record },
	{ .key = '1', .label = "确认", .help = "说纸出来没有；没打好的作废、重打", .needs = "record.print", .kind = "open", .run = confirm },
};
/* clang-format on */

const struct screen_def screen_prints = {
	.code = "152",
	.title = "打印登记",
	.words = "打印 份号 未确认 作废 重打 打印机",
	.needs = "record.see",
	.is_live = true,
	.state_size = sizeof(struct prints),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
