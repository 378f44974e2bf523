/* SPDX-License-Identifier: MIT */
/* Assigning from a list or a line. */
#include "desk/assign.h"

#include "desk/choice.h"
#include "desk/record.h"

#include <string.h>

static const char assigns[] = "指派.确定";

static bool
set(struct desk *desk, struct work *work, const struct form_field *field,
	const char *text, struct err *err)
{
	values_set(&work->values, field->name, text);
	return work_keep(desk, work, field->name, text, err);
}

static bool
may_be(const struct form_field *field, const char *text)
{
	for (size_t i = 0; i < field->choice_count; i++)
		if (strcmp(field->choices[i], text) == 0)
			return true;
	return !field->type->has_choices;
}

static const struct form_field *
lawyer_field(const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (strcmp(form->fields[i].type->word, "律师") == 0)
			return &form->fields[i];
	return NULL;
}

static bool
fill_lawyer(struct desk *desk, struct work *work, const struct lawyer *lawyer,
	struct err *err)
{
	const struct form *form = work->form;
	const struct form_field *chosen = lawyer_field(form);

	if (chosen == NULL)
		return err_set(
			err, ERR_STATE, "《%s》没有律师一栏", form->name);
	if (!set(desk, work, chosen, lawyer->name, err))
		return false;
	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *f = &form->fields[i];
		const char *text = lawyer_value(lawyer, f, work->values.arena);

		if (text != NULL && lawyer_follows(form, chosen, f) &&
			may_be(f, text) && !set(desk, work, f, text, err))
			return false;
	}
	return true;
}

bool
assign_draft(struct desk *desk, struct arena *arena, int64_t party,
	const struct lawyer *lawyer, struct work *out, struct err *err)
{
	const struct subject on = { .party = party };
	const struct form *form = choice_form_making(desk, assigns, &on);

	if (form == NULL) {
		err_set(err, ERR_RIGHT, "您的岗位不能指派律师");
		return false;
	}
	return work_start(desk, arena, form->id, &on, out, err) &&
	       work_answer(desk, assigns, out, err) &&
	       fill_lawyer(desk, out, lawyer, err);
}

/* One answer, and nothing of the lawyer's that the pool knows. */
static bool
is_declaration(const struct work *work, size_t field)
{
	const struct form_field *f = &work->form->fields[field];

	return f->is_required && f->choice_count == 1 && f->source == NULL &&
	       form_field_shown(work->form, field, &work->values) &&
	       !values_has(&work->values, f->name);
}

bool
assign_declare(struct desk *desk, struct work *work, struct err *err)
{
	for (size_t i = 0; i < work->form->field_count; i++) {
		const struct form_field *f = &work->form->fields[i];

		if (is_declaration(work, i) &&
			!set(desk, work, f, f->choices[0], err))
			return false;
	}
	return true;
}

bool
assign_seal(struct desk *desk, struct arena *arena, int64_t party,
	const struct lawyer *lawyer, int64_t *record, struct err *err)
{
	struct fault *faults;
	struct work work = { 0 };
	size_t count;

	return assign_draft(desk, arena, party, lawyer, &work, err) &&
	       assign_declare(desk, &work, err) &&
	       record_seal(desk, arena, &work, &faults, &count, record, err);
}

/* Proposed so often already. */
static int64_t
taken(const struct assign_row *rows, size_t count, const char *licence)
{
	int64_t times = 0;

	for (size_t i = 0; i < count; i++)
		times += rows[i].at < rows[i].count &&
			 strcmp(rows[i].choices[rows[i].at].lawyer.licence,
				 licence) == 0;
	return times;
}

static bool
suits_as_well(const struct lawyer_choice *a, const struct lawyer_choice *b)
{
	return a->is_warned == b->is_warned &&
	       a->has_language == b->has_language && a->is_local == b->is_local;
}

static void
propose(const struct assign_row *rows, size_t before, struct assign_row *row)
{
	const struct lawyer_choice *best = &row->choices[0];
	int64_t least = 0;

	row->at = row->count;
	for (size_t i = 0; i < row->count; i++) {
		const struct lawyer_choice *c = &row->choices[i];
		int64_t load =
			c->lawyer.load + taken(rows, before, c->lawyer.licence);

		if (c->is_conflict || c->is_lacking ||
			!suits_as_well(c, best) ||
			(row->at < row->count && load >= least))
			continue;
		row->at = i;
		least = load;
	}
}

bool
assign_plan(struct desk *desk, struct arena *arena, int limit,
	struct assign_row **out, size_t *count, struct err *err)
{
	struct assignment *lines;
	struct assign_row *rows;
	size_t line_count;

	*count = 0;
	if (!assignment_list(desk, arena, ASSIGNMENTS_OPEN, NULL, limit, &lines,
		    &line_count, err))
		return false;
	rows = arena_alloc(arena, (line_count + 1) * sizeof *rows);
	for (size_t i = 0; i < line_count; i++) {
		const char *next = assignment_next_event(desk, &lines[i]);
		struct assign_row *row = &rows[*count];

		if (next == NULL || strcmp(next, assigns) != 0)
			continue;
		*row = (struct assign_row){ .line = lines[i] };
		if (!lawyer_choose(desk, arena, lines[i].party, &row->choices,
			    &row->count, err))
			return false;
		propose(rows, *count, row);
		(*count)++;
	}
	*out = rows;
	return true;
}
