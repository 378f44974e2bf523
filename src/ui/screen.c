/* SPDX-License-Identifier: MIT */
/* The few calls that a screen's handlers make towards the loop. */
#include "ui/screen.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

void
screen_say(struct screen *self, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(self->said, sizeof(self->said), format, arguments);
	va_end(arguments);
	self->said[utf8_fit(self->said, sizeof(self->said) - 1)] = '\0';
}

enum next
screen_open(struct screen *self, const struct screen_def *to,
	struct screen_args args)
{
	self->to = to;
	self->to_args = args;
	return NEXT_OPEN;
}

void
ask_option_add(struct ask_options *options, int64_t id, const char *label)
{
	ask_option_add_value(options, id, label, NULL);
}

void
ask_option_add_value(struct ask_options *options, int64_t id, const char *label,
	const char *value)
{
	options->items = arena_grow(options->arena, options->items,
		options->count, sizeof(*options->items));
	options->items[options->count++] = (struct ask_option){
		.id = id,
		.label = arena_copy(options->arena, label),
		.value = arena_copy(
			options->arena, value == NULL ? label : value),
	};
}
