/* SPDX-License-Identifier: MIT */
/*
 * Failures as values. Texts are made here and shown elsewhere; nothing here
 * prints.
 */
#include "base/err.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Room for the character that is cut, so that the cut is seen. */
enum { WORK_TEXT = ERR_TEXT + UTF8_MAX_BYTES };

static void
keep(struct err *err, const char *work)
{
	size_t length = utf8_fit(work, ERR_TEXT - 1);

	memcpy(err->text, work, length);
	err->text[length] = '\0';
}

bool
err_set(struct err *err, enum err_code code, const char *format, ...)
{
	/* Not into err->text: it may be one of the arguments. */
	char work[WORK_TEXT];
	va_list arguments;

	if (err == NULL)
		return false;
	va_start(arguments, format);
	if (vsnprintf(work, sizeof work, format, arguments) < 0)
		work[0] = '\0';
	va_end(arguments);
	err->code = code;
	keep(err, work);
	return false;
}

bool
err_within(struct err *err, const char *what)
{
	char work[WORK_TEXT];

	if (err == NULL)
		return false;
	if (snprintf(work, sizeof work, "%s: %s", what, err->text) >= 0)
		keep(err, work);
	return false;
}

void
err_clear(struct err *err)
{
	if (err == NULL)
		return;
	err->code = ERR_NONE;
	err->text[0] = '\0';
}

int
err_exit(enum err_code code)
{
	static const int exits[] = {
		[ERR_NONE] = 0,
		[ERR_INPUT] = 1,
		[ERR_STATE] = 1,
		[ERR_RIGHT] = 3,
		[ERR_NOTFOUND] = 4,
		[ERR_EXISTS] = 5,
		[ERR_CONFLICT] = 5,
		[ERR_BUSY] = 6,
		[ERR_IO] = 7,
		[ERR_DB] = 8,
		[ERR_BUG] = 9,
	};

	return exits[code];
}
