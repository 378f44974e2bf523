/* SPDX-License-Identifier: MIT */
/*
 * 告知: who has not been advised, by time left; which papers stand unsigned.
 * Several of one case are ticked and advised one after another, each on his
 * own paper.
 */
#include "desk/advice.h"

#include "desk/choice.h"
#include "desk/record.h"
#include "screens/act.h"
#include "screens/screens.h"
#include "screens/show.h"

#include <string.h>

enum { PAGE = 200, PAPERS_MOST = 100 };

struct advice {
	struct act_rows rows; /* the clocks of `lines`: same places */
	struct advice_line *lines;
	size_t count;
	struct record *papers;
	size_t paper_count;
	int64_t *ticked; /* parties, in keep, in order of ticking */
	size_t ticked_count;
	struct clock_page after;
	bool is_later;
};

static const struct column columns[] = {
	{ .title = "选" },
	{ .title = "期限" },
	{ .title = "到期日" },
	{ .title = "当事人", .most = 16 },
	{ .title = "类别" },
	{ .title = "在哪里", .grow = true },
	{ .title = "语言", .most = 10 },
	{ .title = "告知什么", .from = 110, .grow = true },
	{ .title = "案号", .from = 100 },
};

static bool
is_ticked(const struct advice *s, int64_t party)
{
	for (size_t i = 0; i < s->ticked_count; i++)
		if (s->ticked[i] == party)
			return true;
	return false;
}

/* Of those ticked who are still to be advised. */
static size_t
ticked_here(const struct advice *s)
{
	size_t count = 0;

	for (size_t i = 0; i < s->count; i++)
		count += is_ticked(s, s->lines[i].clock.party) ? 1 : 0;
	return count;
}

static void
show_line(const struct advice *s, struct view *out, size_t place, int64_t now)
{
	const struct advice_line *l = &s->lines[place];
	const struct clock_line *c = &l->clock;
	int word;
	const char *words = clock_words(c, now, out->arena, &word);

	view_row(out, (int64_t)place + 1);
	view_key(out, "%lld %s %lld", (long long)c->party, c->rule,
		(long long)c->trigger_line);
	view_word(out, WORD_GOOD, is_ticked(s, c->party) ? "√" : "");
	view_word(out, (enum word)word, words);
	view_text(out, clock_due_words(c, out->arena));
	view_text(out, c->party_name);
	view_word(out, l->is_more ? WORD_SOON : WORD_PLAIN,
		l->is_more ? arena_printf(out->arena, "%s 补", l->class_)
			   : l->class_);
	view_text(out, l->where);
	view_text(out, l->language);
	view_text(out, c->title);
	view_text(out, c->number);
}

static bool
read_lines(struct screen *self, struct err *err)
{
	struct advice *s = self->state;

	if (!advice_list(self->desk, self->arena,
		    s->is_later ? &s->after : NULL, PAGE, &s->lines, &s->count,
		    err))
		return false;
	s->rows.clocks = arena_alloc(
		self->arena, (s->count + 1) * sizeof *s->rows.clocks);
	s->rows.clock_count = s->count;
	for (size_t i = 0; i < s->count; i++)
		s->rows.clocks[i] = s->lines[i].clock;
	return true;
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct advice *s = self->state;

	if (!read_lines(self, err) ||
		!record_unsigned(self->desk, self->arena, PAPERS_MOST,
			&s->papers, &s->paper_count, err))
		return false;
	if (ticked_here(s) > 0)
		view_title(out, "选了%zu人", ticked_here(s));
	view_list(out, "clock", s->is_later ? "还没告知（后面的）" : "还没告知",
		columns, ARRAY_LENGTH(columns));
	view_empty(out, s->is_later ? "后面没有了，按 8 回到开头" : "都告知了");
	for (size_t i = 0; i < s->count; i++)
		show_line(s, out, i, desk_now(self->desk));
	show_records(out, "已定稿还没签的", s->papers, s->paper_count);
	return true;
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	if (act_clock(self) != NULL)
		return act_open_case(self, answer, err);
	return screen_open(self, &screen_record,
		(struct screen_args){ .record = self->row_id });
}

static enum next
tick(struct screen *self, const struct answer *answer, struct err *err)
{
	struct advice *s = self->state;
	const struct clock_line *c = act_clock(self);
	size_t kept = 0;

	(void)answer;
	(void)err;
	if (c == NULL)
		return NEXT_STAY;
	if (!is_ticked(s, c->party)) {
		s->ticked = arena_grow(self->keep, s->ticked, s->ticked_count,
			sizeof *s->ticked);
		s->ticked[s->ticked_count++] = c->party;
		return NEXT_RELOAD;
	}
	for (size_t i = 0; i < s->ticked_count; i++)
		if (s->ticked[i] != c->party)
			s->ticked[kept++] = s->ticked[i];
	s->ticked_count = kept;
	return NEXT_RELOAD;
}

static const struct clock_line *
clock_of(const struct advice *s, int64_t party)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->lines[i].clock.party == party)
			return &s->lines[i].clock;
	return NULL;
}

/* The first of those ticked who is still to be advised; who has been is no
 * longer ticked. Without ticks the row under the cursor. */
static const struct clock_line *
next_clock(struct screen *self)
{
	struct advice *s = self->state;

	while (s->ticked_count > 0) {
		const struct clock_line *c = clock_of(s, s->ticked[0]);

		if (c != NULL)
			return c;
		s->ticked_count--;
		memmove(s->ticked, s->ticked + 1,
			s->ticked_count * sizeof *s->ticked);
	}
	return act_clock(self);
}

/* By what it does: read out and written down, or handed over. */
static const struct form *
find_form(struct screen *self, bool is_slip, const struct subject *on)
{
	size_t count;
	const struct form *const *forms =
		library_forms(self->desk->library, &count);

	if (!is_slip)
		return choice_form_making(self->desk, "告知.成笔录", on);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < forms[i]->event_count; j++)
			if (forms[i]->kind == FORM_CHECKLIST &&
				strcmp(forms[i]->events[j].name, "告知.完成") ==
					0 &&
				choice_allows(self->desk, forms[i]))
				return forms[i];
	return NULL;
}

/* Of several of one case the second begins with what the first had. */
static enum next
begin(struct screen *self, const struct form *form, const struct subject *on,
	struct err *err)
{
	struct work work;
	const char *name;
	size_t count;

	if (!work_start(self->desk, self->keep, form->id, on, &work, err) ||
		!advice_take_over(self->desk, &work, &count, &name, err))
		return NEXT_STAY;
	if (count > 0)
		screen_say(self,
			"照抄了%s那份的%zu栏；本人的回答没有抄，请逐项核对",
			name, count);
	return screen_open(
		self, &screen_fill, (struct screen_args){ .id = work.id });
}

static bool
has_draft(
	struct screen *self, const struct form *form, const struct subject *on)
{
	struct work_line *drafts;
	struct err err = { 0 };
	size_t count;

	if (!work_list(self->desk, self->keep, &drafts, &count, &err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (drafts[i].on.party == on->party &&
			drafts[i].on.supersedes == 0 &&
			strcmp(drafts[i].form_id, form->id) == 0)
			return true;
	return false;
}

static enum next
advise(struct screen *self, bool is_slip, struct err *err)
{
	const struct clock_line *c = next_clock(self);
	struct subject on = { 0 };
	const struct form *form;

	if (c == NULL)
		return NEXT_RELOAD;
	on.matter = c->matter;
	on.party = c->party;
	form = find_form(self, is_slip, &on);
	if (form == NULL) {
		screen_say(self, "没有告知用的表单，请管理员检查表单目录");
		return NEXT_STAY;
	}
	if (has_draft(self, form, &on))
		return act_fill(self, form->id, &on, err);
	return begin(self, form, &on, err);
}

static enum next
advise_orally(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return advise(self, false, err);
}

static enum next
hand_slip(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return advise(self, true, err);
}

static enum next
sign(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return act_sign(self, self->row_id, err);
}

static enum next
later(struct screen *self, const struct answer *answer, struct err *err)
{
	struct advice *s = self->state;

	(void)answer;
	(void)err;
	if (s->is_later && s->count < PAGE) {
		s->is_later = false;
		return NEXT_RELOAD;
	}
	if (s->count < PAGE) {
		screen_say(self, "后面没有了");
		return NEXT_STAY;
	}
	s->after = clock_page_after(&s->lines[s->count - 1].clock);
	s->after.rule = arena_copy(self->keep, s->after.rule);
	s->is_later = true;
	return NEXT_RELOAD;
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件，或这份文书", .on_row = true, .run = open_row },
	{ .key = '1', .label = "口头", .help = "填写告知笔录；选了几人的，一位一位接着办", .needs = "advice.seal", .on_row = true, .kind = "clock", .run = advise_orally },
	{ .key = '4', .label = "给单", .help = "填写权利告知单；选了几人的，一位一位接着办", .needs = "advice.seal", .on_row = true, .kind = "clock", .run = hand_slip },
	{ .key = ' ', .label = "选", .help = "选上或去掉：选几个同案的，接着一位一位办", .needs = "advice.seal", .on_row = true, .kind = "clock", .run = tick },
	{ .key = '2', .label = "为什么", .help = "这一天是怎样数出来的，依据哪一条", .on_row = true, .kind = "clock", .run = act_why },
	{ .key = '7', .label = "签署", .help = "登记这份纸怎样签的", .needs = "signing.seal", .on_row = true, .kind = "record", .run = sign },
	{ .key = '8', .label = "后面", .help = "再往后二百人", .run = later },
};
/* clang-format on */

const struct screen_def screen_advice = {
	.code = "210",
	.title = "告知",
	.words = "权利告知 未签 签名 捺印",
	.needs = "advice.see",
	.menu = "告知",
	.is_live = true,
	.state_size = sizeof(struct advice),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
