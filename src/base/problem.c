/* SPDX-License-Identifier: MIT */
/* The list of mistakes of a load. It collects; those who load judge. */
#include "base/problem.h"

#include <stdarg.h>

/* A hostile file must not fill the memory with complaints about it. */
enum { PROBLEMS_MOST = 1000 };

void
problem_add(struct problems *problems, const char *file, int line,
	const char *format, ...)
{
	struct problem *problem;
	va_list arguments;

	if (problems->count >= PROBLEMS_MOST)
		return;
	problems->items = arena_grow(problems->arena, problems->items,
		problems->count, sizeof *problems->items);
	problem = &problems->items[problems->count++];
	problem->file = arena_copy(problems->arena, file);
	problem->line = line;
	va_start(arguments, format);
	problem->text = arena_vprintf(problems->arena, format, arguments);
	va_end(arguments);
}

bool
problem_none(const struct problems *problems, struct err *err)
{
	const struct problem *first = problems->items;

	if (problems->count == 0)
		return true;
	if (first->line > 0)
		err_set(err, ERR_INPUT, "%s:%d: %s", first->file, first->line,
			first->text);
	else
		err_set(err, ERR_INPUT, "%s: %s", first->file, first->text);
	if (err != NULL && problems->count > 1)
		err_set(err, ERR_INPUT, "%.*s（另有 %zu 处%s）", ERR_TEXT - 64,
			err->text, problems->count - 1,
			problems->count >= PROBLEMS_MOST ? "以上" : "");
	return false;
}
