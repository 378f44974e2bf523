/* SPDX-License-Identifier: MIT */
/* Which forms a desk can take, and which it takes for an event. */
#include "desk/choice.h"

#include "base/buf.h"
#include "desk/deadline.h"
#include "desk/guard.h"
#include "desk/scope.h"

#include <limits.h>
#include <stdlib.h>
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

/* A form on offer, and where it stands in the list. */
struct offer {
	const struct form *form;
	size_t rank;
	size_t place; /* in the library */
};

static bool
ends_clock(const struct form *form, const struct deadline_rule *rule)
{
	for (size_t i = 0; i < form->event_count; i++)
		if (any_of_has(&rule->ends, form->events[i].name))
			return true;
	return false;
}

/* The place of the first open clock that the form would end, `count` if none.
 */
static size_t
first_clock(struct desk *desk, const struct form *form,
	const struct clock_line *clocks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct deadline_rule *rule = law_deadline(
			library_law(desk->library), clocks[i].rule);

		if (rule != NULL && strcmp(clocks[i].state, "open") == 0 &&
			ends_clock(form, rule))
			return i;
	}
	return count;
}

/* A step's register answers many clocks: the paper that does goes first. */
static size_t
rank_of(struct desk *desk, const struct form *form,
	const struct clock_line *clocks, size_t count)
{
	size_t clock = first_clock(desk, form, clocks, count);

	if (form->kind == FORM_REGISTER)
		return count + (clock < count ? 1 : 2);
	return clock;
}

static int
compare_offers(const void *a, const void *b)
{
	const struct offer *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

/* Something that nobody can type, from the screen or the sealing that opens
 * it: such a form is not begun by itself. */
static bool
needs_given(const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *f = &form->fields[i];

		if (f->is_required && f->is_fixed && f->source != NULL &&
			strcmp(f->source, "给定") == 0)
			return true;
	}
	return false;
}

/* What is 封存 takes little more. */
static bool
is_admitted(
	struct desk *desk, const struct form *form, const struct subject *on)
{
	struct err ignored = { 0 };

	return guard_admits(desk, form, on, &ignored);
}

bool
choice_list(struct desk *desk, struct arena *arena, const struct subject *on,
	const struct form ***out, size_t *count, struct err *err)
{
	size_t form_count, clock_count = 0;
	const struct form *const *forms =
		library_forms(desk->library, &form_count);
	struct clock_line *clocks = NULL;
	struct offer *offers = NULL;

	*count = 0;
	if (on->party != 0 && !clock_of_matter(desk, arena, on->matter,
				      on->party, &clocks, &clock_count, err))
		return false;
	for (size_t i = 0; i < form_count; i++) {
		if (!choice_fits(forms[i], on) || needs_given(forms[i]) ||
			!choice_allows(desk, forms[i]) ||
			!is_admitted(desk, forms[i], on))
			continue;
		offers = arena_grow(arena, offers, *count, sizeof(*offers));
		offers[(*count)++] = (struct offer){ forms[i],
			rank_of(desk, forms[i], clocks, clock_count), i };
	}
	if (*count > 0)
		qsort(offers, *count, sizeof(*offers), compare_offers);
	*out = arena_alloc(arena, (*count + 1) * sizeof(const struct form *));
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = offers[i].form;
	return true;
}
