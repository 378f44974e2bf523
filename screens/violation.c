/* SPDX-License-Identifier: MIT */
/* One item of 追责: whose, by when, when, by which article, what was said. */
#include "desk/violation.h"

#include "screens/act.h"
#include "screens/screens.h"
#include "screens/violation_act.h"

struct violation_state {
	struct violation_line line;
};

static void
show_days(struct view *out, const struct violation_line *l, struct date today)
{
	char day[DATE_TEXT];
	struct date end = date_is_set(l->actual) ? l->actual : today;

	view_field(out, "起因", date_format(l->day, day));
	view_field(out, "应于", violation_due_words(l, out->arena));
	view_field(out, "实于", violation_actual_words(l, out->arena));
	if (date_is_set(l->due) && date_between(l->due, end) > 0)
		view_field_word(out, "晚了", WORD_LATE,
			arena_printf(
				out->arena, "%d天", date_between(l->due, end)));
}

static void
show_note(struct view *out, const struct violation_note *note)
{
	char when[INSTANT_TEXT];

	view_paragraph(out, "说明",
		note->record == 0
			? "还没有人写说明。"
			: arena_printf(out->arena, "%s\n%s %s", note->text,
				  note->by, clock_format(note->at, when)));
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct violation_state *s = self->state;
	const struct violation_line *l = &s->line;

	if (!violation_read(self->desk, self->arena, self->args.party,
		    self->args.text, self->args.id, &s->line, err))
		return false;
	view_title(out, "%s", l->title);
	view_fields(out, NULL);
	view_field(out, "责任", violation_whose(l, out->arena));
	view_field(out, "被告人", l->party_name);
	view_field(out, "案号", l->number);
	show_days(out, l, desk_today(self->desk));
	view_field(out, "性质", l->nature);
	view_field(out, "代码", l->code);
	view_paragraph(out, "依据", l->citation);
	show_note(out, &l->note);
	return true;
}

static enum next
explain(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct violation_state *s = self->state;

	(void)answer;
	return violation_explain(self, &s->line, err);
}

static bool
is_clock(const struct screen *self)
{
	const struct violation_state *s = self->state;

	return s->line.clock != NULL && s->line.clock[0] != '\0';
}

static enum next
count_days(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_why, self->args);
}

static enum next
open_cause(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_record,
		(struct screen_args){
			.matter = self->args.matter, .record = self->args.id });
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_ENTER, .label = "案件", .help = "打开这个案件", .run = act_matter },
	{ .key = '1', .label = "说明", .help = "写说明：与这一项并列，不消去它", .needs = "explanation.seal", .run = explain },
	{ .key = '2', .label = "怎样数", .help = "这一天是怎样数出来的", .run = count_days, .offered = is_clock },
	{ .key = '3', .label = "起因", .help = "看起因的那份文书或登记", .needs = "record.see", .run = open_cause },
};
/* clang-format on */

const struct screen_def screen_violation = {
	.code = "181",
	.title = "追责",
	.is_inner = true,
	.needs = "violation.see",
	.is_live = true,
	.state_size = sizeof(struct violation_state),
	.view = view,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
