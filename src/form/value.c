/* SPDX-License-Identifier: MIT */
/* The filled-in values of a form: a small list, searched in order. */
#include "form/value.h"

#include <string.h>

static struct value *
find(const struct values *values, const char *name)
{
	for (size_t i = 0; i < values->count; i++) {
		if (strcmp(values->items[i].name, name) == 0)
			return &values->items[i];
	}
	return NULL;
}

static void
take_away(struct values *values, const struct value *value)
{
	size_t i = (size_t)(value - values->items);

	values->count--;
	memmove(&values->items[i], &values->items[i + 1],
		(values->count - i) * sizeof(values->items[0]));
}

static void
append(struct values *values, const char *name, const char *text)
{
	struct value *value;

	values->items = arena_grow(values->arena, values->items, values->count,
		sizeof(values->items[0]));
	value = &values->items[values->count++];
	value->name = arena_copy(values->arena, name);
	value->text = arena_copy(values->arena, text);
}

const char *
values_get(const struct values *values, const char *name)
{
	const struct value *value = find(values, name);

	return value != NULL ? value->text : "";
}

bool
values_has(const struct values *values, const char *name)
{
	return find(values, name) != NULL;
}

void
values_set(struct values *values, const char *name, const char *text)
{
	struct value *value = find(values, name);

	if (value == NULL && text != NULL)
		append(values, name, text);
	else if (value != NULL && text == NULL)
		take_away(values, value);
	else if (value != NULL)
		value->text = arena_copy(values->arena, text);
}
