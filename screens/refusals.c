/* SPDX-License-Identifier: MIT */
/* 拒绝: who refused, what the law makes of it, what is to be done next; those
 * that nobody has decided come first. */
#include "desk/choice.h"
#include "desk/refusal.h"

#include "screens/act.h"
#include "screens/screens.h"

#include <string.h>

enum { PAGE = 200 };

struct refusals {
	struct refusal_line *lines;
	size_t count;
	struct refusal_page after;
	bool is_later;
};

static const struct column columns[] = {
	{ .title = "当事人", .most = 16 },
	{ .title = "日期" },
	{ .title = "场合" },
	{ .title = "意愿" },
	{ .title = "理由", .from = 110 },
	{ .title = "结果" },
	{ .title = "接着", .grow = true },
	{ .title = "案号", .from = 100 },
};

/* Whom it waits for, and the earliest clock that it started. */
static void
show_next(const struct screen *self, struct view *out,
	const struct refusal_line *line)
{
	const struct clock_line *next = &line->next;
	const char *words;
	int word;

	if (line->is_pending) {
		view_word(out, WORD_SOON,
			line->reason[0] == '\0' ? "等查明理由、作出决定"
						: "等作出决定");
		return;
	}
	if (next->rule == NULL) {
		view_text(out, "没有未办的");
		return;
	}
	words = clock_words(next, desk_now(self->desk), out->arena, &word);
	view_word(out, (enum word)word,
		arena_printf(out->arena, "%s %s（%s）", words, next->title,
			next->duty));
}

static void
show_line(const struct screen *self, struct view *out,
	const struct refusal_line *line)
{
	const struct law *law = library_law(self->desk->library);

	view_text(out, line->party_name);
	view_date(out, line->day);
	view_text(out, refusal_time_words(line, out->arena));
	view_text(out, line->wish);
	view_text(out, line->reason[0] == '\0' ? "未查明" : line->reason);
	view_word(out, line->is_pending ? WORD_SOON : WORD_PLAIN,
		refusal_outcome_words(law, line));
	show_next(self, out, line);
	view_text(out, line->number);
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct refusals *s = self->state;
	struct refusal_counts counts;

	if (!refusal_counts(self->desk, &counts, err) ||
		!refusal_list(self->desk, self->arena,
			s->is_later ? &s->after : NULL, PAGE, &s->lines,
			&s->count, err))
		return false;
	view_title(out, "待决定%lld 共%lld", (long long)counts.pending,
		(long long)counts.all);
	view_list(out, "refusal", NULL, columns, ARRAY_LENGTH(columns));
	view_empty(out, "没有人拒绝；按 F6 登记一次拒绝");
	for (size_t i = 0; i < s->count; i++) {
		view_row(out, (int64_t)i + 1);
		view_key(out, "%lld %lld", (long long)s->lines[i].line,
			(long long)s->lines[i].party);
		show_line(self, out, &s->lines[i]);
	}
	return true;
}

static const struct refusal_line *
line_here(const struct screen *self)
{
	const struct refusals *s = self->state;

	return &s->lines[self->row_id - 1];
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_matter,
		(struct screen_args){ .matter = line_here(self)->matter });
}

static bool
decides(const struct form *form)
{
	if (form->on != FORM_ON_RECORD)
		return false;
	for (size_t i = 0; i < form->event_count; i++)
		if (strcmp(form->events[i].name, "拒绝.准许") == 0)
			return true;
	return false;
}

/* The paper that answers a refusal with a decision; without one it is decided
 * on the refusal's own record. */
static enum next
decide(struct screen *self, const struct refusal_line *line, struct err *err)
{
	size_t count;
	const struct form *const *forms =
		library_forms(self->desk->library, &count);

	for (size_t i = 0; i < count; i++) {
		if (!decides(forms[i]))
			continue;
		if (choice_allows(self->desk, forms[i]))
			return act_fill(self, forms[i]->id,
				&(const struct subject){
					.about = line->record },
				err);
		screen_say(self, "等审判人员写《%s》；按 2 看怎么办",
			forms[i]->name);
		return NEXT_STAY;
	}
	return screen_open(self, &screen_record,
		(struct screen_args){
			.matter = line->matter, .record = line->record });
}

static enum next
answer_next(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct refusal_line *line = line_here(self);

	(void)answer;
	if (line->is_pending)
		return decide(self, line, err);
	if (line->next.rule != NULL)
		return act_answer_clock(self, &line->next, err);
	screen_say(self, "这次拒绝没有未办的事项");
	return NEXT_STAY;
}

static enum next
why(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct refusal_line *line = line_here(self);

	(void)answer;
	(void)err;
	return screen_open(self, &screen_refusal,
		(struct screen_args){ .matter = line->matter,
			.party = line->party,
			.record = line->record,
			.id = line->line });
}

static enum next
refuse(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)err;
	return screen_open(self, &screen_refusal_new,
		(struct screen_args){ .text = answer->text });
}

static enum next
later(struct screen *self, const struct answer *answer, struct err *err)
{
	struct refusals *s = self->state;

	(void)answer;
	(void)err;
	if (s->count < PAGE) {
		screen_say(self, "后面没有了");
		return NEXT_STAY;
	}
	s->after = refusal_page_after(&s->lines[s->count - 1]);
	s->is_later = true;
	return NEXT_RELOAD;
}

static const struct ask ask_who = {
	.kind = ASK_TEXT,
	.prompt = "谁拒绝（姓名任何部分、案号末几位）",
};

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "打开这个案件", .on_row = true, .run = open_row },
	{ .key = '1', .label = "办理", .help = "没有决定的写决定，决定了的办由此起算的期限", .on_row = true, .run = answer_next },
	{ .key = '2', .label = "为什么", .help = "第几次，法律怎么规定，接着做什么", .on_row = true, .run = why },
	{ .key = KEY_F6, .label = "新拒绝", .help = "记下一次拒绝", .needs = "matter.seal", .asks = &ask_who, .run = refuse },
	{ .key = '8', .label = "后面", .help = "再往后二百项", .run = later },
};
/* clang-format on */

const struct screen_def screen_refusals = {
	.code = "240",
	.title = "拒绝",
	.words = "拒绝辩护 不要律师 放弃 更换律师 自行辩护",
	.needs = "matter.see",
	.menu = "拒绝",
	.is_live = true,
	.state_size = sizeof(struct refusals),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
