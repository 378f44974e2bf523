/* SPDX-License-Identifier: MIT */
/* Entries of a register. Not a screen: it has no code. */
#include "screens/register.h"

#include "desk/desk.h"

#include <string.h>

static struct field_context
context(void *arg)
{
	const struct screen *self = arg;

	return desk_field_context(self->desk);
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
		.choices = choices,
		.context = context,
	};

	r->form = form_load(
		self->keep, "register", text, strlen(text), &problems);
	if (r->form == NULL)
		return problem_none(&problems, err);
	r->values.arena = self->keep;
	r->entry = entry_new(r->form, &r->values, &hooks, NULL);
	return true;
}

void
register_close(struct screen *self)
{
	struct register_entry *r = self->state;

	entry_free(&r->entry);
}

bool
register_view(struct screen *self, struct view *out, struct err *err)
{
	const struct register_entry *r = self->state;

	(void)err;
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
