/* SPDX-License-Identifier: MIT */
/*
 * 填写: any form, from its draft. Every field left is journaled; leaving the
 * screen keeps the draft; F10 goes on to reading it through before 定稿.
 */
#include "desk/conflict.h"
#include "desk/guard.h"
#include "desk/hint.h"
#include "desk/lawyer.h"
#include "desk/scope.h"
#include "desk/session.h"

#include "screens/act.h"
#include "screens/screens.h"
#include "screens/show.h"
#include "ui/entry/entry.h"

#include <string.h>

struct fill {
	struct work work;
	struct entry *entry;
	struct lawyer_choice *lawyers; /* as F4 lists them */
	size_t lawyer_count;
};

static bool
left(void *arg, const char *field, const char *value, struct err *err)
{
	const struct screen *self = arg;
	struct fill *f = self->state;

	return work_keep_left(self->desk, &f->work, field, value, err);
}

static bool
at(void *arg, const char *field, struct err *err)
{
	const struct screen *self = arg;
	struct fill *f = self->state;

	return work_keep_at(self->desk, &f->work, field, err);
}

static bool
hold(void *arg, const char *field, const char *text, size_t cursor,
	struct err *err)
{
	const struct screen *self = arg;
	struct fill *f = self->state;
	const struct work_hand hand = { field, text, cursor };

	return work_keep_hand(self->desk, &f->work, &hand, err);
}

/* Who of the pool suits the person, best first, each with why. */
static bool
add_lawyers(
	const struct screen *self, struct ask_options *options, struct err *err)
{
	struct fill *f = self->state;
	struct lawyer_choice *list;
	size_t count;

	f->lawyer_count = 0;
	if (f->work.on.party == 0 || !scope_allows(self->desk, "lawyer.see"))
		return true;
	if (!lawyer_choose(self->desk, options->arena, f->work.on.party, &list,
		    &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		ask_option_add_value(options, (int64_t)i + 1,
			arena_printf(options->arena, "%s %s",
				list[i].lawyer.name, list[i].reasons),
			list[i].lawyer.name);
	f->lawyers = list;
	f->lawyer_count = count;
	return true;
}

/* 同上 (0) is known by its name alone. */
static const struct lawyer *
chosen_lawyer(
	const struct fill *f, const struct form_field *field, int64_t option)
{
	if (option > 0)
		return (size_t)option <= f->lawyer_count
			       ? &f->lawyers[option - 1].lawyer
			       : NULL;
	for (size_t i = 0; i < f->lawyer_count; i++)
		if (strcmp(f->lawyers[i].lawyer.name,
			    values_get(&f->work.values, field->name)) == 0)
			return &f->lawyers[i].lawyer;
	return NULL;
}

/* Who was chosen says what his firm, number and phone are. */
static const char *
follows(void *arg, const struct form_field *field, int64_t option,
	const struct form_field *other)
{
	const struct screen *self = arg;
	const struct fill *f = self->state;
	const struct lawyer *lawyer;

	if (strcmp(field->type->word, "律师") != 0 ||
		!lawyer_follows(f->work.form, field, other))
		return NULL;
	lawyer = chosen_lawyer(f, field, option);
	return lawyer == NULL ? NULL : lawyer_value(lawyer, other, self->keep);
}

/* The people here, by login. */
static bool
add_users(
	const struct screen *self, struct ask_options *options, struct err *err)
{
	struct guard_reader *list;
	size_t count;

	if (!guard_readers(self->desk, options->arena, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		ask_option_add_value(options, (int64_t)i + 1,
			arena_printf(options->arena, "%s %s %s", list[i].name,
				list[i].role, list[i].login),
			list[i].login);
	return true;
}

/* Names for F4: the people of this matter, of this station. */
static bool
choices(void *arg, const struct form_field *field, struct ask_options *options,
	struct err *err)
{
	const struct screen *self = arg;
	const struct fill *f = self->state;
	const char **names;
	size_t count;
	int64_t first;

	if (strcmp(field->type->word, "律师") == 0 &&
		!add_lawyers(self, options, err))
		return false;
	if (strcmp(field->type->word, "用户") == 0)
		return add_users(self, options, err);
	first = (int64_t)options->count + 1;
	if (!hint_names(self->desk, options->arena, &f->work.on, field, &names,
		    &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		ask_option_add(options, first + (int64_t)i, names[i]);
	return true;
}

/* Dup: what this user wrote there last time. */
static const char *
previous(void *arg, const struct form_field *field)
{
	const struct screen *self = arg;
	const struct fill *f = self->state;
	const char *value;
	struct err err = { 0 };

	return hint_previous(self->desk, self->keep, f->work.form, field->name,
		       &value, &err)
		       ? value
		       : NULL;
}

static struct field_context
context(void *arg)
{
	const struct screen *self = arg;

	return desk_field_context(self->desk);
}

/* What others registered since the draft was begun. */
static bool
refresh(struct screen *self, struct err *err)
{
	struct fill *f = self->state;
	struct buf told = { 0 };
	bool done = work_refresh(self->desk, &f->work, &told, err);

	if (done && told.length > 0)
		screen_say(self, "%s", buf_text(&told));
	buf_free(&told);
	return done;
}

/* The field that was in hand when the line dropped, as it stood. */
static void
take_up(struct screen *self)
{
	struct fill *f = self->state;
	const struct form_field *field = entry_field(f->entry);
	const struct work_hand *hand = &f->work.hand;

	if (hand->field == NULL || field == NULL ||
		strcmp(field->name, hand->field) != 0)
		return;
	entry_take_up(f->entry, hand->text, hand->at);
	if (self->said[0] == '\0')
		screen_say(self, "刚才写到这里，都还在，接着写");
}

static bool
open(struct screen *self, struct err *err)
{
	struct fill *f = self->state;
	const struct entry_hooks hooks = {
		.arg = self,
		.left = left,
		.at = at,
		.hold = hold,
		.choices = choices,
		.follows = follows,
		.previous = previous,
		.context = context,
	};
	const char *where;

	if (!work_resume(
		    self->desk, self->keep, self->args.id, &f->work, err) ||
		!refresh(self, err))
		return false;
	where = f->work.hand.field;
	if (where == NULL || form_field_index(f->work.form, where) < 0)
		where = f->work.at;
	f->entry = entry_new(f->work.form, &f->work.values, &hooks, where);
	take_up(self);
	return true;
}

static void
close(struct screen *self)
{
	struct fill *f = self->state;

	entry_free(&f->entry);
	session_hold(self->desk, 0);
}

static bool
view(struct screen *self, struct view *out, struct err *err)
{
	struct fill *f = self->state;

	(void)err;
	session_hold(self->desk, f->work.id);
	view_title(out, "%s%s%s", f->work.form->name,
		f->work.on.supersedes != 0 ? "（更正）" : "",
		f->work.on.other_count == 0
			? ""
			: arena_printf(self->arena, "（%zu人）",
				  f->work.on.other_count + 1));
	view_entry(out, f->entry);
	return true;
}

static enum next
finish(struct screen *self, struct err *err)
{
	struct fill *f = self->state;
	struct field_context now = desk_field_context(self->desk);
	struct conflict conflict;
	struct fault *faults;
	size_t count;

	count = check_form(
		f->work.form, &f->work.values, &now, self->keep, &faults);
	entry_faults(f->entry, faults, count);
	if (count > 0) {
		err_set(err, ERR_INPUT, "还有%zu处要补正：%s", count,
			faults[0].text);
		return NEXT_STAY;
	}
	if (!conflict_read(self->desk, self->arena, &f->work, &conflict, err))
		return NEXT_STAY;
	if (conflict.head != 0)
		screen_say(
			self, "别人先更正了这一份，您写的都在；逐栏选用哪个");
	return screen_open(self,
		conflict.head != 0 ? &screen_conflict : &screen_seal,
		(struct screen_args){
			.id = f->work.id, .text = self->args.text });
}

static enum next
drop(struct screen *self, const struct answer *answer, struct err *err)
{
	const struct fill *f = self->state;

	(void)answer;
	if (!work_drop(self->desk, f->work.id, err))
		return NEXT_STAY;
	screen_say(self, "草稿已弃");
	return NEXT_DONE;
}

static enum next
choose_people(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_people,
		(struct screen_args){ .id = self->args.id });
}

static bool
is_several(const struct screen *self)
{
	const struct fill *f = self->state;

	return f->work.form->is_several;
}

/* Turned round to the person: what he is told, without what is typed. */
static enum next
show_person(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)answer;
	(void)err;
	return screen_open(self, &screen_shown,
		(struct screen_args){ .id = self->args.id });
}

static bool
has_items(const struct screen *self)
{
	const struct fill *f = self->state;

	return show_has_items(f->work.form);
}

/* clang-format off */
static const struct action actions[] = {
	{ .key = KEY_CTRL('G'), .label = "给看", .help = "给当事人看：只有权利，一项一项，大字距", .run = show_person, .offered = has_items },
	{ .key = KEY_CTRL('R'), .label = "写谁", .help = "这一份写哪几个人：再加，或者去掉", .run = choose_people, .offered = is_several },
	{ .key = KEY_CTRL('X'), .label = "弃稿", .help = "弃掉这份草稿，不再列出", .asks = &act_drop, .run = drop },
};
/* clang-format on */

const struct screen_def screen_fill = {
	.code = "140",
	.title = "填写",
	.is_inner = true,
	.is_step = true,
	.state_size = sizeof(struct fill),
	.open = open,
	.view = view,
	.close = close,
	.finish = finish,
	.actions = actions,
	.action_count = ARRAY_LENGTH(actions),
};
