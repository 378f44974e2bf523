/* SPDX-License-Identifier: MIT */
/* wcwidth() for ncurses; our own code asks base/width.h. */
#include "ui/term/wcwidth.h"

#include "base/utf8.h"

#include <wchar.h>

/* One of the globals that DESIGN §10 allows: wcwidth has no other argument. */
static enum width_of now = WIDTH_TERM_NARROW;

void
wcwidth_set(enum width_of width)
{
	now = width;
}

__attribute__((visibility("default"))) int
wcwidth(wchar_t c)
{
	if (c == 0)
		return 0;
	return utf8_is_plain((uint32_t)c) ? width_char((uint32_t)c, now) : -1;
}
