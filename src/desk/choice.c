/* SPDX-License-Identifier: MIT */
/* Which form a desk takes for an event that it is to make. */
#include "desk/choice.h"

#include "base/buf.h"
#include "desk/scope.h"

#include <limits.h>
#include <string.h>

bool
choice_fits(const struct form *form, const struct subject *on)
{
	const bool has[FORM_NOUNS] = {
		[FORM_ON_NOTHING] = on->matter == 0 && on->about == 0,
		[FORM_ON_MATTER] = on->matter != 0,
		[FORM_ON_PROCEEDING] = on->matter != 0,
		[FORM_ON_PARTY] = on->party != 0 && on->about == 0,
		[FORM_ON_HEARING] = on->hearing != 0,
		[FORM_ON_RECORD] = on->about != 0,
	};

	return has[form->on];
}

bool
choice_allows(struct desk *desk, const struct form *form)
{
	struct buf needs = { 0 };
	bool allows;

	buf_addf(&needs, "%s.%s", form->right, form->action);
	allows = scope_allows(desk, buf_text(&needs));
	buf_free(&needs);
	return allows;
}

/* The fewest conditions with which the form makes the event; -1: it doesn't.
 */
static int
conditions_of(const struct form *form, const char *event)
{
	int fewest = -1;

	for (size_t i = 0; i < form->event_count; i++) {
		int count = (int)form->events[i].condition_count;

		if (strcmp(form->events[i].name, event) == 0 &&
			(fewest < 0 || count < fewest))
			fewest = count;
	}
	return fewest;
}

/* How far down the role's rights it stands. */
static int
distance_of(const struct desk *desk, const struct form *form)
{
	const char *noun = scope_noun(form->right);
	size_t count;
	const struct role_right *rights = role_rights(&count);

	for (size_t i = 0; noun != NULL && i < count; i++)
		if (strcmp(rights[i].role, desk->role) == 0 &&
			strcmp(rights[i].noun, noun) == 0)
			return (int)i;
	return INT_MAX;
}

static bool
is_nearer(const struct desk *desk, const struct form *a, const struct form *b,
	const char *event)
{
	bool a_registers = a->kind == FORM_REGISTER;
	bool b_registers = b->kind == FORM_REGISTER;
	int by = distance_of(desk, a) - distance_of(desk, b);

	if (a_registers != b_registers)
		return b_registers;
	if (by == 0)
		by = conditions_of(a, event) - conditions_of(b, event);
	return by < 0;
}

/* What answers a record may be a form on the person it is of: a lawyer takes
 * the request. */
static bool
can_answer(const struct form *form, const struct subject *on)
{
	return choice_fits(form, on) ||
	       (form->on == FORM_ON_PARTY && on->party != 0);
}

const struct form *
choice_form_making(
	struct desk *desk, const char *event, const struct subject *on)
{
	const struct form *found = NULL;
	size_t count;
	const struct form *const *forms = library_forms(desk->library, &count);

	for (size_t i = 0; i < count; i++)
		if (conditions_of(forms[i], event) >= 0 &&
			can_answer(forms[i], on) &&
			choice_allows(desk, forms[i]) &&
			(found == NULL ||
				is_nearer(desk, forms[i], found, event)))
			found = forms[i];
	return found;
}
