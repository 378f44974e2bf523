/* SPDX-License-Identifier: MIT */
/* 今日: what is overdue, due today, waiting; the drafts left open. */
#include "desk/work.h"

#include "desk/scope.h"
#include "screens/act.h"
#include "screens/screens.h"
#include "screens/show.h"

#include <string.h>

enum { CLOCKS_MOST = 100 };

struct home {
	struct act_rows rows;
	struct work_line *drafts;
	size_t draft_count;
	struct day_counts counts;
};

static const struct column draft_columns[] = {
	{ .title = "草稿", .grow = true },
	{ .title = "关于", .most = 40 },
	{ .title = "上次写到" },
};

static void
show_drafts(struct view *out, const struct home *h)
{
	char when[INSTANT_TEXT];

	if (h->draft_count == 0)
		return;
	view_list(out, "draft", "没写完的草稿", draft_columns,
		ARRAY_LENGTH(draft_columns));
	for (size_t i = 0; i < h->draft_count; i++) {
		view_row(out, h->drafts[i].id);
		view_text(out, h->drafts[i].form_name);
		view_text(out, h->drafts[i].about);
		view_text(out, clock_format(h->drafts[i].touched, when));
	}
}

static void
show_counts(struct view *out, const struct home *h, struct date today)
{
	char day[DATE_TEXT];
	const char *pending = "";

	if (h->counts.pending > 0)
		pending = arena_printf(
			out->arena, " 待核%lld", (long long)h->counts.pending);
	view_title(out, "%s 周%s 逾期%lld 今天到期%lld 三天内%lld%s",
		date_format(today, day), date_weekday_name(today),
		(long long)h->counts.overdue, (long long)h->counts.due_today,
		(long long)h->counts.soon, pending);
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct home *h = self->state;
	struct date today = desk_today(self->desk);

	if (!clock_counts(self->desk, &h->counts, err) ||
		!clock_open_own(self->desk, self->arena, CLOCKS_MOST,
			&h->rows.clocks, &h->rows.clock_count, err) ||
		!work_list(self->desk, self->arena, &h->drafts, &h->draft_count,
			err))
		return false;
	show_counts(out, h, today);
	if (self->desk->is_stale)
		view_paragraph(out, NULL,
			"程序更新了，下面的期限还是按旧规则算的。请管理员运行 bianhu derive --repair。");
	show_drafts(out, h);
	show_clocks(out, h->draft_count > 0 ? "期限" : NULL,
		"今天没有要办的期限", h->rows.clocks, h->rows.clock_count,
		desk_now(self->desk));
	return true;
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	if (strcmp(self->row_kind, "draft") == 0)
		return screen_open(self, &screen_fill,
			(struct screen_args){ .id = self->row_id });
	return act_open_case(self, answer, err);
}

static enum next
drop(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	if (work_drop(self->desk, self->row_id, err))
		screen_say(self, "草稿已弃");
	return NEXT_RELOAD;
}

/* 目录: the screens that have a place in it and that this desk may see. */
static bool
prepare_menu(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	const struct screen_def *const *all = screens_all();

	(void)prompt;
	(void)err;
	for (size_t i = 0; all[i] != NULL; i++)
		if (all[i]->menu != NULL &&
			scope_allows(self->desk, all[i]->needs))
			ask_option_add(options, (int64_t)i, all[i]->menu);
	return true;
}

static enum next
open_menu(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)err;
	return screen_open(
		self, screens_all()[answer->id], (struct screen_args){ 0 });
}

static bool
open(struct screen *self, struct err *err)
{
	struct work_line *drafts;
	size_t count;

	if (!work_list(self->desk, self->keep, &drafts, &count, err))
		return false;
	if (count > 0)
		screen_say(self, "上次有%zu份没写完的草稿，回车接着写", count);
	return true;
}

static enum next
matters(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_matters, (struct screen_args){ 0 });
}

static enum next
hand_over(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_handover, (struct screen_args){ 0 });
}

static const struct ask ask_menu = {
	.kind = ASK_CHOICE,
	.prompt = "去哪里",
	.prepare = prepare_menu,
};

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件，或接着写这份草稿", .on_row = true, .run = open_row },
	{ .key = '1', .label = "办理", .help = "填写能完成这项期限的文书", .needs = "matter.see", .on_row = true, .kind = "clock", .offered = act_may_answer, .run = act_answer },
	{ .key = '2', .label = "为什么", .help = "这一天是怎样数出来的，依据哪一条", .on_row = true, .kind = "clock", .run = act_why },
	{ .key = '4', .label = "弃稿", .help = "弃掉这份草稿", .on_row = true, .kind = "draft", .asks = &act_drop, .run = drop },
	{ .key = KEY_F6, .label = "收案", .help = "登记新收的案件", .needs = "matter.seal", .run = act_take_case },
	{ .key = KEY_F4, .label = "目录", .help = "告知、期限、查找等各屏", .asks = &ask_menu, .run = open_menu },
	{ .key = KEY_F2, .label = "案件", .help = "案件列表", .needs = "matter.see", .run = matters },
	{ .key = '5', .label = "交班", .help = "交班单：期限、请求、拒绝、草稿和今天定稿的", .needs = "matter.see", .run = hand_over },
};
/* clang-format on */

const struct screen_def screen_home = {
	.code = "110",
	.title = "今日",
	.words = "首页 待办 主页",
	.is_live = true,
	.state_size = sizeof(struct home),
	.open = open,
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
