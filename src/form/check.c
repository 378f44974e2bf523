/* SPDX-License-Identifier: MIT */
/* What stands between a draft and its seal. */
#include "form/check.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "form/form_read.h"

#include <string.h>

struct checker {
	const struct form *form;
	const struct values *values;
	const struct field_context *context;
	struct arena *arena;
	bool shown[FORM_MOST_FIELDS];
	struct fault *faults;
	size_t count;
};

static void
add_fault(struct checker *checker, size_t field, const char *text)
{
	checker->faults = arena_grow(checker->arena, checker->faults,
		checker->count, sizeof(checker->faults[0]));
	checker->faults[checker->count++] = (struct fault){ (int)field, text };
}

static bool
is_type(const struct form_field *field, const char *english)
{
	return strcmp(field->type->english, english) == 0;
}

static void
check_empty(struct checker *checker, size_t index)
{
	const struct form_field *field = &checker->form->fields[index];

	if (field->is_item)
		add_fault(checker, index,
			arena_printf(checker->arena,
				"%s：还没有告知。已告知打勾，未告知写明原因",
				field->label));
	else if (field->is_required && field->is_fixed)
		add_fault(checker, index,
			arena_printf(checker->arena,
				"%s：没有取到。它来自%s，请先登记",
				field->label, field->source));
	else if (field->is_required && field->missing != NULL)
		add_fault(checker, index,
			arena_printf(checker->arena, "%s：%s", field->label,
				field->missing));
	else if (field->is_required)
		add_fault(checker, index,
			arena_printf(
				checker->arena, "%s：还没有填", field->label));
}

/* A canonical value reads as itself; anything else came by another way. */
static bool
check_reads(struct checker *checker, size_t index, const char *value)
{
	const struct form_field *field = &checker->form->fields[index];
	struct buf read = { 0 };
	struct err err = { 0 };
	bool ok;

	if (field->is_fixed)
		return true;
	ok = field_read(field, checker->context, value, &read, &err);
	if (!ok)
		add_fault(checker, index,
			arena_printf(checker->arena, "%s：%s", field->label,
				err.text));
	else if (strcmp(buf_text(&read), value) != 0)
		add_fault(checker, index,
			arena_printf(checker->arena, "%s：请重新填写（应是%s）",
				field->label, buf_text(&read)));
	ok = ok && strcmp(buf_text(&read), value) == 0;
	buf_free(&read);
	return ok;
}

static void
check_item(struct checker *checker, size_t index, const char *value)
{
	const struct form_field *field = &checker->form->fields[index];

	if (strcmp(value, "否") == 0)
		add_fault(checker, index,
			arena_printf(checker->arena,
				"%s：没有告知的，要写明原因（否，空一格，原因）",
				field->label));
}

static void
check_length(struct checker *checker, size_t index, const char *value)
{
	const struct form_field *field = &checker->form->fields[index];

	if (utf8_count(value) < (size_t)field->min_chars)
		add_fault(checker, index,
			arena_printf(checker->arena,
				"%s：不少于%d字，现在%zu字", field->label,
				field->min_chars, utf8_count(value)));
}

/* Days compare with instants by their day, instants among each other whole. */
static int
compare_times(const char *a, const char *b)
{
	size_t length = strlen(a) < strlen(b) ? strlen(a) : strlen(b);

	return strncmp(a, b, length);
}

static void
check_order(struct checker *checker, size_t index, const char *value)
{
	const struct form_field *field = &checker->form->fields[index];
	int other;
	const char *earlier;

	if (field->not_before == NULL)
		return;
	other = form_field_index(checker->form, field->not_before);
	if (other < 0 || !checker->shown[other])
		return;
	earlier = values_get(checker->values, field->not_before);
	if (*earlier != '\0' && compare_times(value, earlier) < 0)
		add_fault(checker, index,
			arena_printf(checker->arena, "%s：%s 早于%s %s",
				field->label, value,
				checker->form->fields[other].label, earlier));
}

/* What is sealed as having happened cannot lie ahead. Without a clock (now
 * is 0) nobody can tell. */
static void
check_happened(struct checker *checker, size_t index, const char *value)
{
	const struct form *form = checker->form;
	const struct form_field *field = &form->fields[index];
	char now[INSTANT_TEXT];

	if (checker->context->now == 0)
		return;
	clock_format(checker->context->now, now);
	for (size_t i = 0; i < form->event_count; i++) {
		const struct form_event *event = &form->events[i];

		if (event->field != (int)index ||
			!form_holds(form, event->conditions,
				event->condition_count, checker->values))
			continue;
		if (compare_times(value, now) > 0)
			add_fault(checker, index,
				arena_printf(checker->arena,
					"%s：%s 还没有到（现在%s），请核对",
					field->label, value, now));
		return;
	}
}

/* An event that takes place needs its time. */
static bool
is_time_of_event(const struct checker *checker, size_t index)
{
	const struct form *form = checker->form;

	for (size_t i = 0; i < form->event_count; i++) {
		if (form->events[i].field == (int)index &&
			form_holds(form, form->events[i].conditions,
				form->events[i].condition_count,
				checker->values))
			return true;
	}
	return false;
}

static void
check_field(struct checker *checker, size_t index)
{
	const struct form_field *field = &checker->form->fields[index];
	const char *value = values_get(checker->values, field->name);

	if (*value == '\0') {
		check_empty(checker, index);
		if (!field->is_required && is_time_of_event(checker, index))
			add_fault(checker, index,
				arena_printf(checker->arena, "%s：还没有填",
					field->label));
		return;
	}
	if (!check_reads(checker, index, value))
		return;
	if (field->is_item)
		check_item(checker, index, value);
	check_length(checker, index, value);
	check_order(checker, index, value);
	if (is_type(field, "date") || is_type(field, "instant"))
		check_happened(checker, index, value);
}

size_t
check_form(const struct form *form, const struct values *values,
	const struct field_context *context, struct arena *arena,
	struct fault **out)
{
	struct checker checker = { .form = form,
		.values = values,
		.context = context,
		.arena = arena };

	form_shown(form, values, form->field_count, checker.shown);
	for (size_t i = 0; i < form->field_count; i++) {
		if (checker.shown[i])
			check_field(&checker, i);
	}
	*out = checker.faults;
	return checker.count;
}

void
check_prune(const struct form *form, struct values *values)
{
	bool shown[FORM_MOST_FIELDS] = { false };

	form_shown(form, values, form->field_count, shown);
	for (size_t i = 0; i < form->field_count; i++) {
		if (!shown[i])
			values_set(values, form->fields[i].name, NULL);
	}
}
