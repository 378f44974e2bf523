/* SPDX-License-Identifier: MIT */
/* 律师: who can be assigned, and who has how much in hand. */
#include "desk/lawyer.h"

#include "screens/act.h"
#include "screens/screens.h"

enum { LAWYERS_MOST = 500 };

static const struct column columns[] = {
	{ .title = "姓名", .most = 12 },
	{ .title = "律所", .grow = true },
	{ .title = "年数", .right = true },
	{ .title = "未成年人" },
	{ .title = "在办", .right = true },
	{ .title = "名册" },
	{ .title = "联系方式", .most = 14 },
	{ .title = "区域", .from = 100, .most = 20 },
	{ .title = "语言", .from = 100, .most = 16 },
	{ .title = "执业证号", .from = 100 },
};

static void
show_place(struct view *out, const struct lawyer *lawyer, struct date today)
{
	bool is_out = date_is_set(lawyer->until) &&
		      date_compare(lawyer->until, today) <= 0;
	bool is_early = date_is_set(lawyer->since) &&
			date_compare(today, lawyer->since) < 0;

	view_word(out, is_out || is_early ? WORD_SOON : WORD_GOOD,
		is_out	   ? "已退出"
		: is_early ? "未列入"
			   : "在册");
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct date today = desk_today(self->desk);
	struct lawyer *list;
	size_t count;

	if (!lawyer_list(
		    self->desk, self->arena, LAWYERS_MOST, &list, &count, err))
		return false;
	view_title(out, "%zu人", count);
	view_list(out, "lawyer", NULL, columns, ARRAY_LENGTH(columns));
	view_empty(out, "名册还是空的，按 F6 登记");
	for (size_t i = 0; i < count; i++) {
		const struct lawyer *l = &list[i];

		view_row(out, l->record);
		view_text(out, l->name);
		view_text(out, l->firm);
		view_textf(out, "%lld", (long long)l->years);
		view_text(out, l->is_for_juveniles ? "熟悉" : "");
		view_textf(out, "%lld", (long long)l->load);
		show_place(out, l, today);
		view_text(out, l->phone);
		view_text(out, l->area);
		view_text(out, l->languages);
		view_text(out, l->licence);
	}
	return true;
}

/* A registration is changed by correcting it: what was said stays. */
static enum next
change(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct subject on = { .supersedes = self->row_id };

	(void)answer;
	return act_fill(self, "lawyer", &on, err);
}

static enum next
add(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct subject on = { 0 };

	(void)answer;
	return act_fill(self, "lawyer", &on, err);
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "更正", .help = "更正这名律师的登记，或填退出日期", .needs = "lawyer.seal", .on_row = true, .run = change },
	{ .key = KEY_F6, .label = "登记", .help = "登记一名可以指派的律师", .needs = "lawyer.seal", .run = add },
};
/* clang-format on */

const struct screen_def screen_lawyers = {
	.code = "231",
	.title = "律师",
	.words = "名册 律师库 指派 值班",
	.needs = "lawyer.see",
	.menu = "律师名册",
	.is_live = true,
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
