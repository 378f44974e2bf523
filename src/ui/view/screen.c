/* SPDX-License-Identifier: MIT */
/* The few calls that a screen's handlers make towards the loop. */
#include "ui/view/screen.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <string.h>

void
screen_say(struct screen *self, const char *format, ...)
{
	struct arena arena = { 0 };
	const char *text;
	size_t length;
	va_list arguments;

	va_start(arguments, format);
	text = arena_vprintf(&arena, format, arguments);
	va_end(arguments);
	length = utf8_fit(text, sizeof(self->said) - 1);
	memcpy(self->said, text, length);
	self->said[length] = '\0';
	arena_clear(&arena);
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
