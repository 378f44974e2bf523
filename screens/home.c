/* SPDX-License-Identifier: MIT */
/*
 * 今日: what is overdue, due today, due soon, waiting for this desk without a
 * clock, new since one looked; the drafts left open. For each role what is its
 * own; who supervises sees what others left undone.
 */
#include "desk/news.h"
#include "desk/print_register.h"
#include "desk/scope.h"
#include "desk/session.h"
#include "desk/sheet.h"
#include "desk/shift.h"
#include "desk/violation.h"
#include "desk/waiting.h"

#include "screens/act.h"
#include "screens/screens.h"
#include "screens/show.h"
#include "screens/violation_act.h"

#include <string.h>

enum {
	CLOCKS_MOST = 100,
	WAITING_MOST = 100,
	NEWS_MOST = 100,
	FOUND_MOST = 20
};

struct home {
	struct act_rows rows;
	struct work_line *drafts;
	size_t draft_count;
	struct day_counts counts;
	struct waiting_line *waiting;
	size_t waiting_count;
	struct news news;
	struct shift shift;
	int64_t unconfirmed;	      /* copies that he printed */
	struct violation_line *found; /* who supervises */
	size_t found_count;
	struct violation_counts found_counts;
	int64_t left; /* the draft that was cut off, 0: none; it comes first */
	int64_t seen; /* how far he went through 新到, 0: he did not */
};

static const struct column draft_columns[] = {
	{ .title = "草稿", .grow = true },
	{ .title = "关于", .most = 40 },
	{ .title = "上次写到" },
};

static const struct column waiting_columns[] = {
	{ .title = "等什么", .grow = true },
	{ .title = "当事人", .most = 16 },
	{ .title = "从何时" },
	{ .title = "案号", .from = 100 },
};

static const struct column news_columns[] = {
	{ .title = "录入" },
	{ .title = "文书", .grow = true },
	{ .title = "当事人", .most = 16 },
	{ .title = "谁录的", .most = 28 },
	{ .title = "案号", .from = 100 },
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
show_waiting(struct view *out, const struct home *h)
{
	if (h->waiting_count == 0)
		return;
	view_list(out, "waiting",
		arena_printf(out->arena, "等我办 %zu", h->waiting_count),
		waiting_columns, ARRAY_LENGTH(waiting_columns));
	for (size_t i = 0; i < h->waiting_count; i++) {
		const struct waiting_line *l = &h->waiting[i];

		view_row(out, (int64_t)i + 1);
		view_key(out, "%lld %lld %s", (long long)l->about,
			(long long)l->party, l->title);
		view_text(out, l->title);
		view_text(out, l->party_name);
		view_text(out, l->since);
		view_text(out, l->number);
	}
}

static void
show_news(struct view *out, const struct home *h)
{
	char when[INSTANT_TEXT];

	if (h->news.count == 0)
		return;
	view_list(out, "news",
		arena_printf(out->arena, "新到 %zu%s（看过了按 F5）",
			h->news.count, h->news.is_cut ? "以上" : ""),
		news_columns, ARRAY_LENGTH(news_columns));
	for (size_t i = 0; i < h->news.count; i++) {
		const struct news_line *l = &h->news.lines[i];

		view_row(out, l->record);
		view_text(out, clock_format(l->entered, when));
		view_text(out, l->form_name);
		view_text(out, l->party_name);
		view_textf(out, "%s %s", l->by, l->station_name);
		view_text(out, l->number);
	}
}

/* A part of the title where there is something. */
static const char *
part(struct view *out, const char *name, int64_t count)
{
	return count == 0 ? ""
			  : arena_printf(out->arena, " %s%lld", name,
				    (long long)count);
}

/* Of who supervises: what others left undone. */
static void
show_found_counts(struct view *out, const struct home *h, struct date today)
{
	char day[DATE_TEXT];

	view_title(out, "%s 周%s 到期没有办%lld%s 已查出%lld%s%s",
		date_format(today, day), date_weekday_name(today),
		(long long)h->found_counts.open,
		h->found_counts.is_open_cut ? "以上" : "",
		(long long)h->found_counts.found,
		h->found_counts.is_found_cut ? "以上" : "",
		part(out, "新到", (int64_t)h->news.count));
}

static void
show_counts(struct view *out, const struct home *h, struct date today)
{
	char day[DATE_TEXT];

	view_title(out, "%s 周%s 逾期%lld%s 今天%lld 三天内%lld%s%s%s",
		date_format(today, day), date_weekday_name(today),
		(long long)h->counts.overdue,
		h->counts.is_overdue_cut ? "以上" : "",
		(long long)h->counts.due_today, (long long)h->counts.soon,
		part(out, "等我", (int64_t)h->waiting_count),
		part(out, "新到", (int64_t)h->news.count),
		part(out, "待核", h->counts.pending));
}

/* Who finds what others left undone, and has nothing of his own to explain. */
static bool
supervises(struct desk *desk)
{
	return scope_allows(desk, "violation.seal") &&
	       !scope_allows(desk, "explanation.seal");
}

/* The draft that was cut off comes first, the others stay as they are. */
static void
put_left_first(struct home *h)
{
	for (size_t i = 1; i < h->draft_count; i++) {
		struct work_line line = h->drafts[i];

		if (line.id != h->left)
			continue;
		memmove(&h->drafts[1], &h->drafts[0], i * sizeof line);
		h->drafts[0] = line;
	}
}

static bool
read_all(struct screen *self, struct err *err)
{
	struct home *h = self->state;
	struct desk *desk = self->desk;

	h->found_count = 0;
	return clock_counts(desk, &h->counts, err) &&
	       clock_open_own(desk, self->arena, CLOCKS_MOST, &h->rows.clocks,
		       &h->rows.clock_count, err) &&
	       work_list(desk, self->arena, &h->drafts, &h->draft_count, err) &&
	       waiting_list(desk, self->arena, h->rows.clocks,
		       h->rows.clock_count, WAITING_MOST, &h->waiting,
		       &h->waiting_count, err) &&
	       news_read(desk, self->arena, NEWS_MOST, &h->news, err) &&
	       shift_last(desk, self->arena, &h->shift, err) &&
	       print_open(desk, &h->unconfirmed, err) &&
	       (!supervises(desk) ||
		       (violation_counts(desk, &h->found_counts, err) &&
			       violation_list(desk, self->arena, NULL,
				       FOUND_MOST, &h->found, &h->found_count,
				       err)));
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct home *h = self->state;

	if (!read_all(self, err))
		return false;
	put_left_first(h);
	if (supervises(self->desk))
		show_found_counts(out, h, desk_today(self->desk));
	else
		show_counts(out, h, desk_today(self->desk));
	if (self->desk->is_stale)
		view_paragraph(out, NULL,
			"程序更新了，下面的期限还是按旧规则算的。请管理员运行 bianhu derive --repair。");
	if (h->unconfirmed > 0)
		view_paragraph(out, NULL,
			arena_printf(out->arena,
				"有%lld份打印没有确认（纸出来没有），F9 打 152 确认。",
				(long long)h->unconfirmed));
	show_shift(out, &h->shift);
	show_drafts(out, h);
	if (supervises(self->desk))
		violation_rows(out, "到期没有办的、已查出的（全部按 F11）",
			"没有到期没有办的，也没有查出的", h->found,
			h->found_count);
	else
		show_clocks_by_day(out, h->draft_count > 0 ? "期限" : NULL,
			"今天没有要办的期限", h->rows.clocks,
			h->rows.clock_count, desk_now(self->desk));
	show_waiting(out, h);
	show_news(out, h);
	return true;
}

static bool
is_on(const struct screen *self, const char *kind)
{
	return self->row_kind != NULL && strcmp(self->row_kind, kind) == 0;
}

/* What he opens of 新到 he has gone through when he leaves. */
static enum next
open_news(struct screen *self)
{
	struct home *h = self->state;

	h->seen = h->news.newest;
	for (size_t i = 0; i < h->news.count; i++) {
		const struct news_line *l = &h->news.lines[i];

		if (l->record != self->row_id)
			continue;
		if (scope_allows(self->desk, "record.see"))
			return screen_open(self, &screen_record,
				(struct screen_args){ .matter = l->matter,
					.record = l->record });
		return screen_open(self, &screen_matter,
			(struct screen_args){ .matter = l->matter });
	}
	return NEXT_STAY;
}

static const struct waiting_line *
waiting_here(const struct screen *self)
{
	const struct home *h = self->state;

	return &h->waiting[self->row_id - 1];
}

static const struct violation_line *
found_here(const struct screen *self)
{
	const struct home *h = self->state;

	return &h->found[self->row_id - 1];
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	if (is_on(self, "draft"))
		return screen_open(self, &screen_fill,
			(struct screen_args){ .id = self->row_id });
	if (is_on(self, "news"))
		return open_news(self);
	if (is_on(self, "waiting"))
		return screen_open(self, &screen_matter,
			(struct screen_args){
				.matter = waiting_here(self)->matter });
	if (is_on(self, "violation"))
		return screen_open(self, &screen_matter,
			(struct screen_args){
				.matter = found_here(self)->matter });
	return act_open_case(self, answer, err);
}

static enum next
do_waiting(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct waiting_line *l = waiting_here(self);
	const struct subject on = {
		.matter = l->matter, .party = l->party, .about = l->about
	};

	(void)answer;
	if (l->event != NULL)
		return act_answer_event(self, l->event, &on, err);
	return act_fill(self, l->form,
		&(const struct subject){ .about = l->about }, err);
}

static enum next
why_found(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return violation_open(self, found_here(self));
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

/* What was cut off is named, and Enter goes on with it. */
static bool
say_left(struct screen *self, struct err *err)
{
	struct home *h = self->state;
	struct session_left left;

	if (!session_left(self->desk, self->keep, &left, err))
		return false;
	h->left = left.draft;
	if (left.draft != 0)
		screen_say(self, "%s正在填%s，回车接着填",
			left.was_told ? "上次断线时" : "上次程序中断时",
			left.what);
	else if (left.what[0] != '\0')
		screen_say(self, "%s正在填%s，填过的都在：F9 打 %s 再打开",
			left.was_told ? "上次断线时" : "上次程序中断时",
			left.what, left.from);
	return true;
}

/* Taken over from another terminal: there at once. */
static bool
go_on(struct screen *self, int64_t draft, struct err *err)
{
	const struct screen_def *const *all = screens_all();
	const struct screen_def *to = &screen_fill;
	struct screen_args args = { .id = draft };
	struct sheet sheet;

	if (!sheet_of(self->desk, self->keep, draft, &sheet, err))
		return false;
	if (sheet.id != 0)
		args = (struct screen_args){ .id = sheet.row,
			.text = sheet.text[0] == '\0' ? NULL : sheet.text };
	for (size_t i = 0; sheet.id != 0 && all[i] != NULL; i++)
		if (strcmp(all[i]->code, sheet.screen) == 0)
			to = all[i];
	screen_open(self, to, args);
	return true;
}

static bool
sit_down(struct screen *self, struct err *err)
{
	const struct home *h = self->state;

	if (!say_left(self, err))
		return false;
	session_begin(self->desk);
	session_hold(self->desk, h->left);
	return true;
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
	if (screens_is_sat_at() && !sit_down(self, err))
		return false;
	return self->args.id == 0 || go_on(self, self->args.id, err);
}

/* Who leaves after he went through 新到 has seen it. What can't be kept is
 * shown once more the next time. */
static void
close(struct screen *self)
{
	const struct home *h = self->state;
	struct err err = { 0 };

	if (h->seen != 0 && !news_seen(self->desk, h->seen, &err))
		err_clear(&err);
	session_end(self->desk);
}

static enum next
refresh(struct screen *self, const struct answer *answer, struct err *err)
{
	struct home *h = self->state;

	(void)answer;
	if (h->news.count == 0)
		screen_say(self, "已刷新");
	else if (news_seen(self->desk, h->news.newest, err))
		screen_say(self, "已刷新，新到的%zu项记作看过", h->news.count);
	return NEXT_RELOAD;
}

static enum next
go_waiting(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	self->go = "waiting";
	return NEXT_RELOAD;
}

static enum next
go_news(struct screen *self, const struct answer *answer, struct err *err)
{
	struct home *h = self->state;

	(void)answer;
	(void)err;
	h->seen = h->news.newest;
	self->go = "news";
	return NEXT_RELOAD;
}

static bool
has_waiting(const struct screen *self)
{
	const struct home *h = self->state;

	return h->waiting_count > 0;
}

static bool
has_news(const struct screen *self)
{
	const struct home *h = self->state;

	return h->news.count > 0;
}

static bool
has_clocks(const struct screen *self)
{
	const struct home *h = self->state;

	return h->rows.clock_count > 0;
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
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件、这份文书，或接着写这份草稿", .on_row = true, .run = open_row },
	{ .key = '1', .label = "办理", .help = "填写能完成这项期限的文书", .needs = "matter.see", .on_row = true, .kind = "clock", .offered = act_may_answer, .run = act_answer },
	{ .key = '1', .label = "办理", .help = "填写等着这里办的那一份", .on_row = true, .kind = "waiting", .run = do_waiting },
	{ .key = '2', .label = "为什么", .help = "这一天是怎样数出来的，依据哪一条", .on_row = true, .kind = "clock", .run = act_why },
	{ .key = '2', .label = "为什么", .help = "为什么列在这里：依据、应于、实于、说明", .on_row = true, .kind = "violation", .run = why_found },
	{ .key = '4', .label = "弃稿", .help = "弃掉这份草稿", .on_row = true, .kind = "draft", .asks = &act_drop, .run = drop },
	{ .key = '9', .label = "下一件", .help = "办这里最先到期的一件，不管光标在哪里", .needs = "matter.see", .offered = has_clocks, .run = act_next },
	{ .key = KEY_F6, .label = "收案", .help = "登记新收的案件", .needs = "matter.seal", .run = act_take_case },
	{ .key = KEY_F4, .label = "目录", .help = "告知、期限、查找等各屏", .asks = &ask_menu, .run = open_menu },
	{ .key = KEY_F2, .label = "案件", .help = "案件列表", .needs = "matter.see", .run = matters },
	{ .key = '6', .label = "等我办", .help = "光标到等我办的第一项", .offered = has_waiting, .run = go_waiting },
	{ .key = '7', .label = "新到", .help = "光标到新到的第一项：别人定稿的，还没看过", .offered = has_news, .run = go_news },
	{ .key = KEY_F5, .label = "看过", .help = "重新读这一屏，新到的记作看过", .run = refresh },
	{ .key = '5', .label = "交班", .help = "交班单：期限、请求、草稿、定稿的；交班、接班", .needs = "matter.see", .run = hand_over },
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
	.close = close,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
