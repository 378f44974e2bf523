/* SPDX-License-Identifier: MIT */
/* 法律帮助: who asked for a lawyer and waits; who took it; who is on duty. */
#include "desk/help.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "desk/deadline.h"
#include "desk/rota.h"
#include "desk/scope.h"
#include "desk/search.h"
#include "screens/act.h"
#include "screens/screens.h"

#include <string.h>

enum { PAGE = 200 };

struct help {
	struct help_line *lines;
	size_t count;
	struct help_counts counts;
	bool wants_done;
	struct help_page after;
	bool is_later;
	bool has_counted;
	int64_t called; /* how many were overdue when it last rang */
};

static const struct column columns[] = {
	{ .title = "等了" },
	{ .title = "状态", .most = 24 },
	{ .title = "当事人", .most = 16 },
	{ .title = "在哪里", .grow = true },
	{ .title = "谁接的", .most = 12 },
	{ .title = "编号" },
	{ .title = "案号", .from = 110 },
};

/* One paper may ask for several people. Stays what it is when the list is
 * asked for again, so that the row under the finger stays. */
static int64_t
row_of(const struct help_line *line)
{
	return (int64_t)(((uint64_t)line->line * 31U + (uint64_t)line->party) >>
			 1);
}

static void
show_rota(struct screen *self, struct view *out, const struct rota_line *lines,
	size_t count)
{
	struct date today = desk_today(self->desk);
	const char *text = "";

	for (size_t i = 0; i < count; i++) {
		const struct rota_line *l = &lines[i];

		text = arena_printf(out->arena, "%s%s%s%s：%s %s%s", text,
			i == 0 ? "" : "；",
			date_compare(l->day, today) == 0 ? "今天" : "昨天",
			l->half, l->lawyer, l->phone,
			l->is_now ? "（现在）" : "");
	}
	view_paragraph(out, "值班律师",
		count > 0 ? text
		: scope_allows(self->desk, "rota.seal")
			? "今天没有排班，按 7 排班。"
			: "今天没有排班。");
}

static void
show_when(struct view *out, const struct help_line *l, int64_t now)
{
	if (l->step == HELP_DONE_WITH)
		view_date(out, l->done);
	else
		view_word(out,
			help_is_overdue(l, now) ? WORD_LATE
			: l->step < HELP_TAKEN	? WORD_SOON
						: WORD_PLAIN,
			help_waiting_words(l, now, out->arena));
}

static void
show_lines(struct view *out, const struct help *s, int64_t now)
{
	view_list(out, "help", s->wants_done ? "三十天内办完的" : "还没办完的",
		columns, ARRAY_LENGTH(columns));
	view_empty(out, s->wants_done ? "三十天内没有办完的"
				      : "没有人在等，按 F6 记新请求");
	for (size_t i = 0; i < s->count; i++) {
		const struct help_line *l = &s->lines[i];

		view_row(out, row_of(l));
		show_when(out, l, now);
		view_word(out,
			help_is_overdue(l, now) ? WORD_LATE
			: l->step >= HELP_TAKEN ? WORD_GOOD
						: WORD_SOON,
			help_state_words(l, now, out->arena));
		view_text(out, l->party_name);
		view_text(out, l->place);
		view_text(out, l->taken_by);
		view_text(out, l->code);
		view_text(out, l->number);
	}
}

/* One bell for each that has become overdue since somebody looked; and again
 * when the next one will. */
static void
call_out(struct screen *self, struct help *s)
{
	int64_t fresh = s->counts.overdue - s->called;

	if (s->has_counted && fresh > 0) {
		struct buf text = { 0 };

		self->call[0] = '\0';
		buf_addf(&text, "%lld人等了二十四小时还没有转交（共%lld人）",
			(long long)fresh, (long long)s->counts.overdue);
		strncat(self->call, buf_text(&text),
			utf8_fit(buf_text(&text), sizeof self->call - 1));
		buf_free(&text);
	}
	s->has_counted = true;
	s->called = s->counts.overdue;
	self->wake = s->counts.next_due;
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct help *s = self->state;
	struct rota_line *rota;
	size_t rota_count;

	if (!help_counts(self->desk, &s->counts, err) ||
		!rota_today(self->desk, self->arena, &rota, &rota_count, err) ||
		!help_list_after(self->desk, self->arena,
			s->wants_done ? HELP_DONE : HELP_OPEN,
			s->is_later ? &s->after : NULL, PAGE, &s->lines,
			&s->count, err))
		return false;
	call_out(self, s);
	view_title(out, "没有人接%lld 逾期%lld 已接%lld",
		(long long)s->counts.waiting, (long long)s->counts.overdue,
		(long long)s->counts.taken);
	show_rota(self, out, rota, rota_count);
	show_lines(out, s, desk_now(self->desk));
	return true;
}

static const struct help_line *
line_here(const struct screen *self)
{
	const struct help *s = self->state;

	for (size_t i = 0; i < s->count; i++)
		if (row_of(&s->lines[i]) == self->row_id)
			return &s->lines[i];
	return NULL;
}

static enum next
answer_with(struct screen *self, const char *event, struct err *err)
{
	const struct help_line *l = line_here(self);

	if (l == NULL)
		return NEXT_STAY;
	return act_answer_event(self, event,
		&(const struct subject){ .matter = l->matter,
			.party = l->party,
			.about = l->answers },
		err);
}

/* The word of a request that somebody else has meanwhile is his. */
static enum next
attempt(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return answer_with(self, "帮助.联系", err);
}

static enum next
take(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return answer_with(self, "帮助.接受", err);
}

static enum next
pass_on(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return answer_with(self, "帮助.转交", err);
}

static enum next
give(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return answer_with(self, "帮助.提供", err);
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct help_line *l = line_here(self);

	(void)answer;
	(void)err;
	if (l == NULL)
		return NEXT_STAY;
	return screen_open(self, &screen_matter,
		(struct screen_args){ .matter = l->matter });
}

static enum next
show_record(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct help_line *l = line_here(self);

	(void)answer;
	(void)err;
	if (l == NULL)
		return NEXT_STAY;
	return screen_open(self, &screen_record,
		(struct screen_args){
			.matter = l->matter, .record = l->record });
}

static enum next
other_half(struct screen *self, const struct answer *answer, struct err *err)
{
	struct help *s = self->state;

	(void)answer;
	(void)err;
	s->wants_done = !s->wants_done;
	s->is_later = false;
	return NEXT_RELOAD;
}

static enum next
later(struct screen *self, const struct answer *answer, struct err *err)
{
	struct help *s = self->state;

	(void)answer;
	(void)err;
	if (s->count < PAGE && s->is_later) {
		s->is_later = false;
		return NEXT_RELOAD;
	}
	if (s->count < PAGE) {
		screen_say(self, "后面没有了");
		return NEXT_STAY;
	}
	s->after = help_page_after(&s->lines[s->count - 1]);
	s->is_later = true;
	return NEXT_RELOAD;
}

/* A person of no case here yet. Who has one is offered first, and taking in is
 * a key away there. */
static enum next
take_in(struct screen *self, const struct answer *answer, struct err *err)
{
	struct found *found;
	size_t count;

	if (!search_any(
		    self->desk, self->arena, answer->text, &found, &count, err))
		return NEXT_STAY;
	if (count > 0)
		return screen_open(self, &screen_help_who,
			(struct screen_args){ .text = answer->text });
	return act_take_in(self, answer->text, err);
}

static enum next
make_rota(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct subject on = { 0 };

	(void)answer;
	return act_answer_event(self, rota_event, &on, err);
}

/* One person found: his form opens at once. */
static enum next
ask_for(struct screen *self, const struct answer *answer, struct err *err)
{
	struct found *found;
	const struct found *only = NULL;
	size_t count, people = 0;

	if (!search_any(
		    self->desk, self->arena, answer->text, &found, &count, err))
		return NEXT_STAY;
	for (size_t i = 0; i < count; i++)
		if (found[i].party != 0) {
			only = &found[i];
			people++;
		}
	/* Who keeps people may have one of that name who is no party yet: he
	 * says which. */
	if (people != 1)
		return screen_open(self, &screen_help_who,
			(struct screen_args){ .text = answer->text });
	if (!help_may_ask(self->desk, only->party, err))
		return NEXT_STAY;
	return act_answer_event(self, help_event(self->desk),
		&(const struct subject){
			.matter = only->matter, .party = only->party },
		err);
}

static const struct help_line *
open_line(const struct screen *self)
{
	const struct help_line *l = line_here(self);

	return l == NULL || l->step == HELP_DONE_WITH ? NULL : l;
}

static bool
is_open(const struct screen *self)
{
	return open_line(self) != NULL;
}

static bool
is_free(const struct screen *self)
{
	const struct help_line *l = open_line(self);

	return l != NULL && l->step < HELP_TAKEN &&
	       strcmp(self->desk->station_kind, "看守所") != 0;
}

/* Only who keeps people takes in who has no case. */
static bool
keeps_people(const struct screen *self)
{
	return strcmp(self->desk->station_kind, "看守所") == 0;
}

static const struct ask ask_name = {
	.kind = ASK_TEXT,
	.prompt = "他叫什么（先用 F6 查过，确实没有他的案件）",
};

static const struct ask ask_who = {
	.kind = ASK_TEXT,
	.prompt = "谁要法律帮助（姓名任何部分、案号末几位）",
};

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件", .on_row = true, .run = open_row },
	{ .key = '1', .label = "接", .help = "值班律师接这一件；别人先接了的会说是谁", .needs = "help.seal", .on_row = true, .run = take, .offered = is_free },
	{ .key = '2', .label = "转交", .help = "转交给值班律师；接了的来不了，再转交另一位", .needs = "help.seal", .on_row = true, .run = pass_on, .offered = is_open },
	{ .key = '5', .label = "联系", .help = "记一次联系：打了电话、没有人接、答应回电", .needs = "help.seal", .on_row = true, .run = attempt, .offered = is_open },
	{ .key = '3', .label = "办", .help = "写法律帮助情况记录，这一件就办完了", .needs = "help.seal", .on_row = true, .run = give, .offered = is_open },
	{ .key = '4', .label = "请求", .help = "看请求的原话", .needs = "record.see", .on_row = true, .run = show_record },
	{ .key = KEY_F6, .label = "新请求", .help = "记下谁要法律帮助", .needs = "help.seal", .asks = &ask_who, .run = ask_for },
	{ .key = '9', .label = "没登记", .help = "看守所里没有登记过的人：先登记他，再记请求", .needs = "help.seal", .asks = &ask_name, .run = take_in, .offered = keeps_people },
	{ .key = '7', .label = "排班", .help = "登记哪一天、哪半天谁值班", .needs = "rota.seal", .run = make_rota },
	{ .key = '8', .label = "已办", .help = "换看三十天内办完的，再按换回来", .run = other_half },
	{ .key = '6', .label = "后面", .help = "再往后二百件", .run = later },
};
/* clang-format on */

const struct screen_def screen_help = {
	.code = "220",
	.title = "法律帮助",
	.words = "值班律师 请求 转交 值班表 排班",
	.needs = "matter.see",
	.menu = "法律帮助",
	.is_live = true,
	.state_size = sizeof(struct help),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
