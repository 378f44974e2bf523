/* SPDX-License-Identifier: MIT */
#ifndef UI_LINE_KEY_H
#define UI_LINE_KEY_H

#include "ui/term/key.h"

/*
 * A key by the name that somebody typed on a line: F6 f6 Esc6 ^X C-x Ctrl-X
 * 回车 空格 Enter, or one character. KEY_NONE if it names none.
 */
int32_t line_key(const char *name);

/* The number that the whole text is, wide digits too; -1. */
int line_number(const char *text);
/* "3 为什么": the number at the start, *rest behind it and its blanks; -1,
 * also where more than blanks follow the digits at once. */
int line_number_at(const char *text, const char **rest);

#endif
