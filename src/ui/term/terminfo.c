/* SPDX-License-Identifier: MIT */
/* Strings of terminal descriptions. What ncurses does with them is its own. */
#include "ui/term/terminfo.h"

#include <stdint.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

bool
terminfo_string(const char *name, struct buf *out)
{
	const char *text;
	int known = 0;

	/* A screen that is open has chosen its description. */
	if (cur_term == NULL && setupterm(NULL, STDOUT_FILENO, &known) != 0)
		return false;
	text = tigetstr(name);
	/* -1 if there is no string of that name. */
	if (text == NULL || (intptr_t)text == -1 || *text == '\0')
		return false;
	while (*text != '\0') {
		if (strncmp(text, "$<", 2) == 0)
			text += strcspn(text, ">");
		else
			buf_add_char(out, *text);
		text += *text != '\0' ? 1 : 0;
	}
	return true;
}
