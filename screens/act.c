/* SPDX-License-Identifier: MIT */
/* What several screens do with the row under the cursor. Not a screen: it has
 * no code. */
#include "screens/act.h"

#include "base/buf.h"
#include "desk/carry.h"
#include "desk/choice.h"
#include "desk/duty.h"
#include "desk/people.h"
#include "desk/scope.h"
#include "screens/screens.h"

#include <string.h>

enum { NEXT_MOST = 50 };

static bool
is_same(const struct work_line *line, const char *form,
	const struct subject *on)
{
	return strcmp(line->form_id, form) == 0 &&
	       (on->party == 0 || line->on.party == on->party) &&
	       (on->hearing == 0 || line->on.hearing == on->hearing) &&
	       line->on.about == on->about &&
	       line->on.supersedes == on->supersedes &&
	       (on->matter == 0 || line->on.matter == on->matter);
}

/* Was something chosen in the draft that the event does not go with? */
static bool
is_chosen_otherwise(const struct work *work, const struct form_event *event)
{
	for (size_t i = 0; i < event->condition_count; i++) {
		const struct form_condition *c = &event->conditions[i];

		if (c->test == FORM_EQUALS &&
			values_has(&work->values,
				work->form->fields[c->field].name) &&
			!form_holds(work->form, c, 1, &work->values))
			return true;
	}
	return false;
}

static bool
is_for(struct screen *self, int64_t draft, const char *event, struct err *err)
{
	struct work work;

	if (!work_resume(self->desk, self->keep, draft, &work, err)) {
		err_clear(err);
		return false;
	}
	for (size_t i = 0; i < work.form->event_count; i++)
		if (strcmp(work.form->events[i].name, event) == 0)
			return !is_chosen_otherwise(
				&work, &work.form->events[i]);
	return false;
}

/* A draft of the same form on the same subject, for the same event where one
 * is meant, goes on; a new case is always a new draft. */
static bool
find_open(struct screen *self, const char *form, const struct subject *on,
	const char *event, int64_t *id, struct err *err)
{
	struct work_line *lines;
	size_t count;

	*id = 0;
	if (on->matter == 0 && on->about == 0 && on->supersedes == 0)
		return true;
	if (!work_list(self->desk, self->keep, &lines, &count, err))
		return false;
	for (size_t i = 0; i < count && *id == 0; i++)
		if (is_same(&lines[i], form, on) &&
			(event == NULL ||
				is_for(self, lines[i].id, event, err)))
			*id = lines[i].id;
	return true;
}

/* A paper just begun that may speak of several, where there are others. */
static bool
has_others(struct screen *self, const struct work *work)
{
	struct person *people;
	struct err err = { 0 };
	size_t count;

	return work->form->is_several && work->on.supersedes == 0 &&
	       people_list(self->desk, self->keep, &work->on, &people, &count,
		       &err) &&
	       count > 1;
}

/* `event`: what it is to be filled in for, or NULL. */
static enum next
fill_for(struct screen *self, const char *form, const struct subject *on,
	const char *event, struct err *err)
{
	struct work work;

	if (!find_open(self, form, on, event, &work.id, err))
		return NEXT_STAY;
	if (work.id != 0)
		screen_say(self, "接着写上次的草稿");
	else if (!work_start(self->desk, self->keep, form, on, &work, err) ||
		 (event != NULL && !work_answer(self->desk, event, &work, err)))
		return NEXT_STAY;
	else if (has_others(self, &work))
		return screen_open(self, &screen_people,
			(struct screen_args){ .id = work.id });
	return screen_open(
		self, &screen_fill, (struct screen_args){ .id = work.id });
}

enum next
act_fill(struct screen *self, const char *form, const struct subject *on,
	struct err *err)
{
	return fill_for(self, form, on, NULL, err);
}

/* The form by which a case comes in: on nothing, and makes the case. */
enum next
act_take_case(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct subject on = { 0 };
	size_t count;
	const struct form *const *forms =
		library_forms(self->desk->library, &count);

	(void)answer;
	for (size_t i = 0; i < count; i++)
		if (forms[i]->on == FORM_ON_NOTHING &&
			forms[i]->makes[FORM_ON_MATTER])
			return act_fill(self, forms[i]->id, &on, err);
	screen_say(self, "没有收案用的表单，请管理员检查表单目录");
	return NEXT_STAY;
}

enum next
act_take_in(struct screen *self, const char *name, struct err *err)
{
	const struct subject on = { 0 };
	const struct form *form =
		choice_form_making(self->desk, "登记.看守所", &on);
	struct work work;

	if (form == NULL) {
		screen_say(
			self, "没有登记这个人用的表单，请管理员检查表单目录");
		return NEXT_STAY;
	}
	if (!work_start(self->desk, self->keep, form->id, &on, &work, err) ||
		!work_give(self->desk, &work, "姓名", name, err))
		return NEXT_STAY;
	return screen_open(
		self, &screen_fill, (struct screen_args){ .id = work.id });
}

/* Signing is known by its event, not by the name of a form. */
enum next
act_sign(struct screen *self, int64_t record, struct err *err)
{
	const struct subject on = { .about = record };
	const struct form *form =
		choice_form_making(self->desk, "签署.完成", &on);

	if (form != NULL)
		return act_fill(self, form->id, &on, err);
	screen_say(self, "没有登记签署用的表单，请管理员检查表单目录");
	return NEXT_STAY;
}

enum next
act_hearing(struct screen *self, int64_t hearing, struct err *err)
{
	const struct subject on = { .matter = self->args.matter,
		.hearing = hearing };
	const struct form *form =
		choice_form_making(self->desk, "开庭.举行", &on);

	if (form != NULL)
		return act_fill(self, form->id, &on, err);
	screen_say(self, "没有登记庭审进展用的表单，请管理员检查表单目录");
	return NEXT_STAY;
}

static const struct act_rows *
rows_of(const struct screen *self)
{
	return self->state;
}

static bool
is_row(const struct screen *self, const char *kind)
{
	return self->row_kind != NULL && strcmp(self->row_kind, kind) == 0;
}

const struct clock_line *
act_clock(const struct screen *self)
{
	const struct act_rows *rows = rows_of(self);

	return is_row(self, "clock") &&
			       (size_t)self->row_id <= rows->clock_count
		       ? &rows->clocks[self->row_id - 1]
		       : NULL;
}

bool
act_may_answer(const struct screen *self)
{
	const struct clock_line *clock = act_clock(self);
	struct desk *desk = self->desk;

	if (scope_allows(desk, "advice.seal"))
		return true;
	return clock != NULL &&
	       strcmp(duty_bearer(clock->duty), desk->station_kind) == 0 &&
	       strcmp(desk->station_kind, "法院") != 0;
}

enum next
act_answer_event(struct screen *self, const char *event,
	const struct subject *on, struct err *err)
{
	const struct form *form = choice_form_making(self->desk, event, on);

	if (form != NULL)
		return fill_for(self, form->id, on, event, err);
	screen_say(self, "这一步没有可直接办理的表单，按 F6 选");
	return NEXT_STAY;
}

/* The form by which this desk can meet the clock, and the event it makes. */
static const struct form *
form_meeting(struct screen *self, const struct clock_line *clock,
	const struct subject *on, const char **event)
{
	const struct deadline_rule *rule =
		law_deadline(library_law(self->desk->library), clock->rule);

	for (size_t i = 0; rule != NULL && i < rule->ends.count; i++) {
		const struct form *form =
			choice_form_making(self->desk, rule->ends.names[i], on);

		*event = rule->ends.names[i];
		if (form != NULL)
			return form;
	}
	return NULL;
}

enum next
act_answer_clock(
	struct screen *self, const struct clock_line *clock, struct err *err)
{
	const struct subject on = { .matter = clock->matter,
		.party = clock->party,
		.hearing = clock->hearing };
	const char *event;
	const struct form *form = form_meeting(self, clock, &on, &event);

	if (form != NULL)
		return fill_for(self, form->id, &on, event, err);
	screen_say(self, "这项期限没有可直接办理的表单，按 F6 选");
	return NEXT_STAY;
}

static struct subject
subject_of(const struct clock_line *clock)
{
	return (struct subject){ .matter = clock->matter,
		.party = clock->party,
		.hearing = clock->hearing };
}

/* What was begun and left waits among the drafts; the next item is the first
 * that was not, and where all were, the first of them. */
static bool
find_next(struct screen *self, const struct clock_line *clocks, size_t count,
	const struct clock_line **out, struct err *err)
{
	*out = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct subject on = subject_of(&clocks[i]);
		const char *event;
		const struct form *form =
			form_meeting(self, &clocks[i], &on, &event);
		int64_t draft;

		if (form == NULL)
			continue;
		if (!find_open(self, form->id, &on, event, &draft, err))
			return false;
		if (*out == NULL || draft == 0)
			*out = &clocks[i];
		if (draft == 0)
			return true;
	}
	return true;
}

enum next
act_next(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct clock_line *next;
	struct clock_line *clocks;
	size_t count;

	(void)answer;
	if (!clock_open_own(
		    self->desk, self->keep, NEXT_MOST, &clocks, &count, err) ||
		!find_next(self, clocks, count, &next, err))
		return NEXT_STAY;
	if (next != NULL)
		return act_answer_clock(self, next, err);
	screen_say(self,
		count == 0
			? "没有要办的期限了"
			: "列着的期限都不能在这里直接办；光标到那一行按 2 看为什么");
	return NEXT_STAY;
}

enum next
act_answer_assignment(struct screen *self, const struct assignment *assignment,
	struct err *err)
{
	const struct subject on = { .matter = assignment->matter,
		.party = assignment->party };
	const char *event = assignment_next_event(self->desk, assignment);
	struct clock_line clock;
	bool found;

	if (!assignment_clock(
		    self->desk, self->arena, assignment, &clock, &found, err))
		return NEXT_STAY;
	if (found)
		return act_answer_clock(self, &clock, err);
	if (event != NULL)
		return act_answer_event(self, event, &on, err);
	screen_say(self, "这一件没有下一步，回车打开案件看");
	return NEXT_STAY;
}

enum next
act_answer(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct clock_line *clock = act_clock(self);

	(void)answer;
	return clock == NULL ? NEXT_STAY : act_answer_clock(self, clock, err);
}

enum next
act_why(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct clock_line *clock = act_clock(self);

	(void)answer;
	(void)err;
	if (clock == NULL)
		return NEXT_STAY;
	return screen_open(self, &screen_why,
		(struct screen_args){ .matter = clock->matter,
			.party = clock->party,
			.id = clock->trigger_line,
			.text = clock->rule });
}

enum next
act_open_case(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct clock_line *clock = act_clock(self);

	(void)answer;
	(void)err;
	if (clock == NULL)
		return NEXT_STAY;
	return screen_open(self, &screen_matter,
		(struct screen_args){ .matter = clock->matter });
}

enum next
act_matter(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_matter,
		(struct screen_args){ .matter = self->args.matter });
}

/* On a person's own screen everything is about him; on a case's it is what the
 * row under the cursor is about, or the only one there is. */
static struct subject
subject_here(const struct screen *self)
{
	const struct act_rows *rows = rows_of(self);
	const struct clock_line *clock = act_clock(self);
	struct subject on = { .matter = self->args.matter,
		.party = self->args.party };

	if (on.party != 0 || self->row_kind == NULL)
		return on;
	if (is_row(self, "party"))
		on.party = self->row_id;
	if (clock != NULL)
		on.party = clock->party;
	if (is_row(self, "record"))
		on.about = self->row_id;
	if (is_row(self, "hearing"))
		on.hearing = self->row_id;
	if (on.party == 0 && on.about == 0 && on.hearing == 0)
		on.party = rows->only_party;
	return on;
}

/* What can be begun here; an option's id is its place, from 1. */
static bool
prepare_new(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	const struct subject on = subject_here(self);
	const struct form **forms;
	size_t count;

	(void)prompt;
	if (!choice_list(self->desk, options->arena, &on, &forms, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		ask_option_add_value(
			options, (int64_t)i + 1, forms[i]->name, forms[i]->id);
	return true;
}

enum next
act_create(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct subject on = subject_here(self);

	return act_fill(self, answer->text, &on, err);
}

const struct ask act_new = {
	.kind = ASK_CHOICE,
	.prompt = "新建哪一种",
	.prepare = prepare_new,
};

bool
act_read_follows(struct screen *self, struct arena *arena, int64_t record,
	struct err *err)
{
	struct act_rows *rows = self->state;

	rows->follows = NULL;
	rows->follow_count = 0;
	return record == 0 || follow_list(self->desk, arena, record,
				      &rows->follows, &rows->follow_count, err);
}

const char *
act_follow_words(
	const struct follow *follows, size_t count, struct arena *arena)
{
	if (count == 0)
		return "";
	if (count == 1)
		return arena_printf(arena, "《%s》", follows[0].form->name);
	return arena_printf(
		arena, "《%s》等%zu种", follows[0].form->name, count);
}

bool
act_follows_one(const struct screen *self)
{
	return rows_of(self)->follow_count == 1;
}

bool
act_follows_several(const struct screen *self)
{
	return rows_of(self)->follow_count > 1;
}

static bool
prepare_follows(struct screen *self, struct ask_options *options,
	const char **prompt, struct err *err)
{
	const struct act_rows *rows = rows_of(self);

	(void)prompt;
	(void)err;
	for (size_t i = 0; i < rows->follow_count; i++)
		ask_option_add(options, (int64_t)i + 1, rows->follows[i].label);
	return true;
}

const struct ask act_which_follow = {
	.kind = ASK_CHOICE,
	.prompt = "接着填哪一种",
	.prepare = prepare_follows,
};

/* He goes into a case of his own with what is known of him. */
static enum next
fill_carried(struct screen *self, const struct follow *follow, struct err *err)
{
	struct work work;

	if (!work_start(self->desk, self->keep, follow->form->id, &follow->on,
		    &work, err) ||
		!carry_person(self->desk, &work, follow->from, err))
		return NEXT_STAY;
	return screen_open(
		self, &screen_fill, (struct screen_args){ .id = work.id });
}

enum next
act_follow(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct act_rows *rows = rows_of(self);
	size_t at = rows->follow_count == 1 ? 0 : (size_t)answer->id - 1;
	const struct follow *follow;

	if (at >= rows->follow_count)
		return NEXT_STAY;
	follow = &rows->follows[at];
	if (follow->from != 0)
		return fill_carried(self, follow, err);
	return fill_for(
		self, follow->form->id, &follow->on, follow->event, err);
}

const struct ask act_drop = {
	.kind = ASK_YES,
	.prompt = "弃掉这份草稿，写过的内容不再列出",
};
