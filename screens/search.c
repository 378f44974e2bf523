/* SPDX-License-Identifier: MIT */
/* 查找: any part of a name or its initials, the tail of a number, the code on a
 * sheet. */
#include "desk/search.h"

#include "screens/screens.h"

struct search {
	const char *words;
	struct found *items;
	size_t count;
};

static const struct column columns[] = {
	{ .title = "找到", .most = 30 },
	{ .title = "案号", .grow = true },
	{ .title = "怎样找到的" },
};

static bool
open(struct screen *self, struct err *err)
{
	struct search *s = self->state;

	(void)err;
	s->words = self->args.text == NULL ? "" : self->args.text;
	return true;
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct search *s = self->state;

	s->count = 0;
	if (s->words[0] != '\0' && !search_any(self->desk, self->arena,
					   s->words, &s->items, &s->count, err))
		return false;
	view_title(out, "%s%s", s->words,
		s->count == SEARCH_LIMIT ? "（最多列50条，请再多打几个字）"
					 : "");
	view_list(out, "found", NULL, columns, ARRAY_LENGTH(columns));
	view_empty(out,
		s->words[0] == '\0'
			? "按 F2 输入姓名的任何部分或拼音首字母、案号末几位、查询码（查找会留痕）"
			: "没有找到；按 F2 换个字，或打拼音首字母、案号末几位");
	for (size_t i = 0; i < s->count; i++) {
		view_row(out, (int64_t)i + 1);
		view_text(out, s->items[i].what);
		view_text(out, s->items[i].number);
		view_text(out, s->items[i].by);
	}
	return true;
}

static enum next
again(struct screen *self, const struct answer *answer, struct err *err)
{
	struct search *s = self->state;

	(void)err;
	s->words = arena_copy(self->keep, answer->text);
	return NEXT_RELOAD;
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct search *s = self->state;
	const struct found *f = &s->items[self->row_id - 1];

	(void)answer;
	(void)err;
	if (f->record != 0)
		return screen_open(self, &screen_record,
			(struct screen_args){
				.matter = f->matter, .record = f->record });
	return screen_open(self, &screen_matter,
		(struct screen_args){ .matter = f->matter, .party = f->party });
}

static const struct ask ask_words = {
	.kind = ASK_TEXT,
	.prompt = "找谁（姓名任何部分、拼音首字母、案号末几位、查询码）",
};

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开找到的案件或文书", .on_row = true, .run = open_row },
	{ .key = KEY_F2, .label = "查找", .help = "换几个字再找", .asks = &ask_words, .run = again },
};
/* clang-format on */

const struct screen_def screen_search = {
	.code = "170",
	.title = "查找",
	.words = "找人 搜索 姓名",
	.needs = "matter.see",
	.opens_with = KEY_F2,
	.menu = "查找",
	.state_size = sizeof(struct search),
	.open = open,
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
