/* SPDX-License-Identifier: MIT */
/* 案件: who is in it, what each is entitled to, the clocks, the records. */
#include "desk/matter.h"
#include "desk/duty.h"
#include "desk/guard.h"
#include "desk/look.h"
#include "desk/path.h"

#include "screens/act.h"
#include "screens/act_assign.h"
#include "screens/screens.h"
#include "screens/show.h"
#include "screens/violation_act.h"

#include <string.h>

struct matter_state {
	struct act_rows rows;
	struct matter matter;
	struct guard_state guard;
	struct path path;
	struct party *parties;
	size_t party_count;
	struct hearing *hearings;
	size_t hearing_count;
	struct violation_line *violations; /* none where they may not be seen */
	size_t violation_count;
	struct assignment *assignments; /* likewise */
	size_t assignment_count;
	struct record *records;
	size_t record_count;
};

static const struct column party_columns[] = {
	{ .title = "当事人", .most = 16 },
	{ .title = "资格", .most = 20 },
	{ .title = "辩护人" },
	{ .title = "下一步", .grow = true },
	{ .title = "告知", .from = 90 },
	{ .title = "罪名", .from = 110, .most = 30 },
	{ .title = "羁押场所", .from = 126 },
};

/* What comes after what was sealed here last, in this case. */
static bool
read_follows(struct screen *self, struct err *err)
{
	int64_t record;

	return follow_last(self->desk, self->args.matter, 0, &record, err) &&
	       act_read_follows(self, self->arena, record, err);
}

static bool
read_all(struct screen *self, struct matter_state *s, struct err *err)
{
	struct desk *desk = self->desk;
	int64_t id = self->args.matter;

	return matter_read(desk, self->arena, id, &s->matter, err) &&
	       guard_read(desk, self->arena, id, &s->guard, err) &&
	       path_read(desk, self->arena, id, &s->path, err) &&
	       party_list(desk, self->arena, id, &s->parties, &s->party_count,
		       err) &&
	       hearing_list(desk, self->arena, id, &s->hearings,
		       &s->hearing_count, err) &&
	       clock_of_matter(desk, self->arena, id, 0, &s->rows.clocks,
		       &s->rows.clock_count, err) &&
	       violation_of_matter(desk, self->arena, id, 0, &s->violations,
		       &s->violation_count, err) &&
	       assignment_of_matter(desk, self->arena, id, &s->assignments,
		       &s->assignment_count, err) &&
	       record_list(desk, self->arena, id, 0, &s->records,
		       &s->record_count, err) &&
	       read_follows(self, err);
}

/* Whoever sees it at all sees why others don't. */
static void
show_guard(struct view *out, const struct guard_state *guard)
{
	if (strcmp(guard->level, "封存") == 0)
		view_field_word(out, "封存", WORD_LATE,
			"凭查阅登记打开：只能看、更正或登记解除封存");
	else if (guard->level[0] != '\0')
		view_field_word(out, "不公开审理", WORD_SOON,
			arena_printf(out->arena, "可查阅：%s", guard->readers));
}

/* "（2026）测0101刑初1号 2026-11-23起 2026-12-08结案：判决" */
static const char *
step_text(struct view *out, const struct path_step *step)
{
	char day[DATE_TEXT];
	const char *text = arena_printf(out->arena, "%s %s起", step->number,
		date_format(step->from, day));

	if (step->outcome[0] != '\0')
		text = arena_printf(out->arena, "%s %s结案：%s", text,
			date_format(step->closed, day), step->outcome);
	return step->other[0] == '\0' ? text
				      : arena_printf(out->arena, "%s（%s）",
						text, step->other);
}

/* A case that is where it began has no way behind it. */
static void
show_path(struct view *out, const struct path *path)
{
	if (path->step_count == 1 && path->steps[0].outcome[0] == '\0')
		return;
	for (size_t i = 0; i < path->step_count; i++)
		view_field(out, path->steps[i].place,
			step_text(out, &path->steps[i]));
}

static void
show_head(struct view *out, const struct matter_state *s)
{
	const struct matter *m = &s->matter;
	char day[DATE_TEXT];

	view_title(out, "%s", m->number);
	view_fields(out, NULL);
	view_field(out, "程序", m->procedure);
	view_field(out, "立案", date_format(m->accepted, day));
	view_field(out, "承办人", m->handler);
	if (m->is_pending)
		view_field_word(out, "状态", WORD_SOON, "待核");
	show_path(out, &s->path);
	show_guard(out, &s->guard);
}

static const struct column hearing_columns[] = {
	{ .title = "开庭" },
	{ .title = "地点", .grow = true },
};

/* Rows, because what becomes of a hearing is registered on it. */
static void
show_hearings(struct view *out, const struct matter_state *s)
{
	if (s->hearing_count == 0)
		return;
	view_list(out, "hearing", NULL, hearing_columns,
		ARRAY_LENGTH(hearing_columns));
	for (size_t i = 0; i < s->hearing_count; i++) {
		const struct hearing *h = &s->hearings[i];

		view_row(out, h->id);
		view_text(out, h->at[0] == '\0' ? "取消了" : h->at);
		view_text(out, h->place);
	}
}

static bool
is_open(const struct clock_line *clock, int64_t party)
{
	return clock->party == party && strcmp(clock->state, "open") == 0;
}

static bool
is_ours(const struct screen *self, const struct clock_line *clock)
{
	return strcmp(duty_bearer(clock->duty), self->desk->station_kind) == 0;
}

/* What is owed to a person next: what is borne here before what others bear,
 * the earliest of each. */
static const struct clock_line *
find_next(
	const struct screen *self, const struct matter_state *s, int64_t party)
{
	const struct clock_line *other = NULL;

	for (size_t i = 0; i < s->rows.clock_count; i++) {
		const struct clock_line *c = &s->rows.clocks[i];

		if (!is_open(c, party))
			continue;
		if (is_ours(self, c))
			return c;
		if (other == NULL)
			other = c;
	}
	return other;
}

static void
show_next(const struct screen *self, struct view *out,
	const struct clock_line *next)
{
	const char *words;
	int word;

	if (next == NULL) {
		view_text(out, "没有未办的");
		return;
	}
	words = clock_words(next, desk_now(self->desk), out->arena, &word);
	if (is_ours(self, next))
		view_word(out, (enum word)word,
			arena_printf(out->arena, "%s %s", words, next->title));
	else
		view_textf(out, "等%s %s %s", next->duty, words, next->title);
}

/* Whose part is over is entitled to nothing more here. */
static void
show_class(struct view *out, const struct path *path, const struct party *party)
{
	const char *other = path_left_for(path, party->id);

	if (other != NULL)
		view_textf(out, "分案到%s", other);
	else if (party->class_[0] == '\0')
		view_text(out, "已经结束");
	else
		view_textf(out, "%s %s", party->class_, party->class_title);
}

static void
show_parties(const struct screen *self, struct view *out,
	const struct matter_state *s)
{
	view_list(
		out, "party", NULL, party_columns, ARRAY_LENGTH(party_columns));
	for (size_t i = 0; i < s->party_count; i++) {
		const struct party *p = &s->parties[i];

		view_row(out, p->id);
		view_text(out, p->name);
		show_class(out, &s->path, p);
		view_text(out, p->defender[0] == '\0' ? "无" : p->defender);
		show_next(self, out, find_next(self, s, p->id));
		if (date_is_set(p->advised))
			view_date(out, p->advised);
		else
			view_word(out, WORD_SOON, "未告知");
		view_text(out, p->charge);
		view_text(out, p->place);
	}
}

/* Open clocks come first; what is over stands with each person. */
static void
show_open_clocks(const struct screen *self, struct view *out,
	const struct matter_state *s)
{
	size_t open = 0;

	while (open < s->rows.clock_count &&
		strcmp(s->rows.clocks[open].state, "open") == 0)
		open++;
	show_clocks(out, "未办的期限", "没有未办的期限", s->rows.clocks, open,
		desk_now(self->desk));
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct matter_state *s = self->state;

	if (!read_all(self, s, err))
		return false;
	s->rows.only_party = s->party_count == 1 ? s->parties[0].id : 0;
	show_head(out, s);
	show_parties(self, out, s);
	if (s->assignment_count > 0)
		show_assignments(out, "通知与指派", "", s->assignments, NULL,
			s->assignment_count, desk_now(self->desk));
	show_open_clocks(self, out, s);
	show_hearings(out, s);
	if (s->violation_count > 0)
		violation_rows(out,
			arena_printf(
				out->arena, "追责%zu项", s->violation_count),
			"", s->violations, s->violation_count);
	show_records(out, "文书", s->records, s->record_count);
	return true;
}

static enum next
work_on(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct matter_state *s = self->state;

	(void)answer;
	return act_answer_assignment(
		self, &s->assignments[self->row_id - 1], err);
}

static enum next
explain(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct matter_state *s = self->state;

	(void)answer;
	return violation_explain(self, &s->violations[self->row_id - 1], err);
}

static enum next
open_row(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct matter_state *s = self->state;

	if (strcmp(self->row_kind, "violation") == 0)
		return violation_open(self, &s->violations[self->row_id - 1]);
	if (strcmp(self->row_kind, "assignment") == 0)
		return act_look(self, &s->assignments[self->row_id - 1]);
	if (strcmp(self->row_kind, "record") == 0)
		return screen_open(self, &screen_record,
			(struct screen_args){ .matter = self->args.matter,
				.record = self->row_id });
	if (strcmp(self->row_kind, "clock") == 0)
		return act_why(self, answer, err);
	if (strcmp(self->row_kind, "hearing") == 0)
		return act_hearing(self, self->row_id, err);
	return screen_open(self, &screen_party,
		(struct screen_args){
			.matter = self->args.matter, .party = self->row_id });
}

/* On a person: what is owed to him next. */
static enum next
answer_party(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct matter_state *s = self->state;
	const struct clock_line *next = find_next(self, s, self->row_id);

	(void)answer;
	if (next != NULL)
		return act_answer_clock(self, next, err);
	screen_say(self, "这名当事人没有未办的期限，按 F6 选要办的文书");
	return NEXT_STAY;
}

/* What was opened by a look is closed again. */
static void
close(struct screen *self)
{
	struct err ignored = { 0 };

	if (!look_close(self->desk, self->args.matter, &ignored))
		err_clear(&ignored); /* ends with the day, or the session */
}

static enum next
own_counsel(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	return act_retained(self, self->row_id, err);
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "打开", .help = "看这名当事人、这项期限、指派或文书；在开庭上，登记庭审进展", .on_row = true, .run = open_row },
	{ .key = '1', .label = "办理", .help = "填写能完成这项期限的文书", .needs = "matter.see", .on_row = true, .kind = "clock", .offered = act_may_answer, .run = act_answer },
	{ .key = '1', .label = "办理", .help = "办这名当事人最急的期限", .needs = "advice.seal", .on_row = true, .kind = "party", .run = answer_party },
	{ .key = '1', .label = "办理", .help = "填写这项指派下一步的文书", .needs = "agency-step.seal", .on_row = true, .kind = "assignment", .run = work_on },
	{ .key = '1', .label = "说明", .help = "写说明：与这一项并列，不消去它", .needs = "explanation.seal", .on_row = true, .kind = "violation", .run = explain },
	ACT_FOLLOWS,
	{ .key = '6', .label = "已委托", .help = "本人另行委托了：登记，接着反馈法援机构", .needs = "matter.seal", .on_row = true, .kind = "party", .run = own_counsel },
	{ .key = KEY_F6, .label = "新建", .help = "新建这一步可以做的任何文书或登记", .needs = "matter.see", .asks = &act_new, .run = act_create },
};
/* clang-format on */

const struct screen_def screen_matter = {
	.code = "130",
	.title = "案件",
	.is_inner = true,
	.needs = "matter.see",
	.is_live = true,
	.state_size = sizeof(struct matter_state),
	.view = view,
	.close = close,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
