/* SPDX-License-Identifier: MIT */
/* Entries of a register. Not a screen: it has no code. */
#include "screens/register.h"

#include "desk/session.h"

#include <string.h>

static struct field_context
context(void *arg)
{
	const struct screen *self = arg;

	return desk_field_context(self->desk);
}

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

/* What the row said in a field that is filled in for the first time. */
static void
note_was(struct register_entry *r, const char *field)
{
	if (!values_has(&r->sheet.was, field))
		values_set(&r->sheet.was, field, values_get(&r->stored, field));
}

static bool
keep(const struct screen *self, struct err *err)
{
	struct register_entry *r = self->state;

	if (!sheet_keep(self->desk, &r->sheet, err))
		return false;
	session_hold(self->desk, r->sheet.id);
	return true;
}

static bool
left(void *arg, const char *field, const char *value, struct err *err)
{
	const struct screen *self = arg;
	struct register_entry *r = self->state;

	note_was(r, field);
	values_set(&r->sheet.values, field, or_empty(value));
	r->sheet.hand.field = NULL;
	return keep(self, err);
}

/* Where nothing is kept yet there is no need to begin. */
static bool
at(void *arg, const char *field, struct err *err)
{
	const struct screen *self = arg;
	struct register_entry *r = self->state;

	r->sheet.at = arena_copy(self->keep, field);
	r->sheet.hand.field = NULL;
	return r->sheet.id == 0 || keep(self, err);
}

static bool
hold(void *arg, const char *field, const char *text, size_t cursor,
	struct err *err)
{
	const struct screen *self = arg;
	struct register_entry *r = self->state;

	r->sheet.hand.field = NULL;
	if (field != NULL) {
		note_was(r, field);
		r->sheet.hand = (struct work_hand){
			.field = arena_copy(self->keep, field),
			.text = arena_copy(self->keep, text),
			.at = cursor,
		};
	}
	return keep(self, err);
}

/* Somebody wrote into the row what was filled in here: both are shown. */
static void
tell_clash(const struct screen *self, const struct form_field *field,
	const char *mine)
{
	struct register_entry *r = self->state;
	const char *now = values_get(&r->stored, field->name);

	if (strcmp(now, values_get(&r->sheet.was, field->name)) == 0 ||
		strcmp(now, mine) == 0)
		return;
	r->clashes = arena_printf(self->keep,
		"%s%s：别人这中间改成了“%s”，您填的是“%s”", r->clashes,
		field->label, now, mine);
	r->clashes = arena_printf(self->keep, "%s\n", r->clashes);
}

/* What was filled in goes over the row as it is now, but for what was put
 * back as it stood. */
static void
merge(const struct screen *self)
{
	struct register_entry *r = self->state;
	const struct work_hand *hand = &r->sheet.hand;

	for (size_t i = 0; i < r->form->field_count; i++) {
		const struct form_field *f = &r->form->fields[i];
		const char *mine = values_get(&r->sheet.values, f->name);
		bool is_other =
			values_has(&r->sheet.values, f->name) &&
			strcmp(mine, values_get(&r->sheet.was, f->name)) != 0;

		if (f->is_fixed)
			continue;
		if (is_other)
			values_set(&r->values, f->name, mine);
		if (hand->field != NULL && strcmp(hand->field, f->name) == 0)
			tell_clash(self, f, hand->text);
		else if (is_other)
			tell_clash(self, f, mine);
	}
}

/* What was filled in the last time, of this row by this screen. */
static bool
find_sheet(struct screen *self, struct err *err)
{
	struct register_entry *r = self->state;

	r->sheet = (struct sheet){
		.screen = self->def->code,
		.title = self->def->title,
		.from = "310",
		.row = self->args.id,
		.text = or_empty(self->args.text),
	};
	r->clashes = "";
	r->stored = (struct values){ .arena = self->keep };
	for (size_t i = 0; i < r->values.count; i++)
		values_set(&r->stored, r->values.items[i].name,
			r->values.items[i].text);
	if (!sheet_find(self->desk, self->keep, &r->sheet, err))
		return false;
	if (r->sheet.id != 0) {
		merge(self);
		screen_say(self,
			"上次没登记完，填过的都在；Ctrl-X 弃掉，重新开始");
	}
	return true;
}

static void
take_up(const struct screen *self)
{
	struct register_entry *r = self->state;
	const struct work_hand *hand = &r->sheet.hand;
	const struct form_field *field = entry_field(r->entry);

	if (hand->field != NULL && field != NULL &&
		strcmp(field->name, hand->field) == 0)
		entry_take_up(r->entry, hand->text, hand->at);
}

bool
register_open(struct screen *self, const char *text,
	bool (*choices)(void *arg, const struct form_field *field,
		struct ask_options *options, struct err *err),
	struct err *err)
{
	struct register_entry *r = self->state;
	struct problems problems = { .arena = self->keep };
	const struct entry_hooks hooks = {
		.arg = self,
		.left = left,
		.at = at,
		.hold = hold,
		.choices = choices,
		.context = context,
	};

	r->values.arena = self->keep;
	r->form = form_load(
		self->keep, "register", text, strlen(text), &problems);
	if (r->form == NULL)
		return problem_none(&problems, err);
	if (!find_sheet(self, err))
		return false;
	r->entry = entry_new(r->form, &r->values, &hooks,
		r->sheet.hand.field != NULL ? r->sheet.hand.field
					    : r->sheet.at);
	take_up(self);
	return true;
}

void
register_close(struct screen *self)
{
	struct register_entry *r = self->state;

	entry_free(&r->entry);
	session_hold(self->desk, 0);
}

void
register_done(struct screen *self)
{
	struct register_entry *r = self->state;
	struct err ignored = { 0 };

	/* It is there once more the next time, and can be dropped then. */
	if (!sheet_end(self->desk, &r->sheet, &ignored))
		err_clear(&ignored);
}

const struct ask register_drop_ask = {
	.kind = ASK_YES,
	.prompt = "弃掉这里填过的，从登记的内容重新开始",
};

bool
register_drop(struct screen *self, struct err *err)
{
	struct register_entry *r = self->state;

	if (!sheet_end(self->desk, &r->sheet, err))
		return false;
	register_close(self);
	r->values = (struct values){ .arena = self->keep };
	screen_say(self, "填过的弃掉了，从登记的内容重新开始");
	return true;
}

bool
register_is_kept(const struct screen *self)
{
	const struct register_entry *r = self->state;

	return r->sheet.id != 0;
}

bool
register_view(struct screen *self, struct view *out, struct err *err)
{
	const struct register_entry *r = self->state;

	(void)err;
	session_hold(self->desk, r->sheet.id);
	if (r->clashes[0] != '\0')
		view_paragraph(out, NULL, r->clashes);
	view_entry(out, r->entry);
	return true;
}

bool
register_check(struct screen *self, struct err *err)
{
	struct register_entry *r = self->state;
	struct field_context now = desk_field_context(self->desk);
	struct fault *faults;
	size_t count;

	check_prune(r->form, &r->values);
	count = check_form(r->form, &r->values, &now, self->keep, &faults);
	entry_faults(r->entry, faults, count);
	return count == 0 || err_set(err, ERR_INPUT, "还有%zu处要补正：%s",
				     count, faults[0].text);
}

const char *
register_value(const struct screen *self, const char *field)
{
	const struct register_entry *r = self->state;

	return values_get(&r->values, field);
}
