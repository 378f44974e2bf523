/* SPDX-License-Identifier: MIT */
#ifndef UI_IME_OWN_H
#define UI_IME_OWN_H

#include "ui/ime/ime.h"

/* The input method's inside, shared by ime*.c only. */

/* ime_code.c: characters by code */

/* The plain character that the collected letters are the code of; 0: none. */
uint32_t ime_code_character(const struct ime *ime);
/* May the key be the next of the code? */
bool ime_code_takes(const struct ime *ime, int32_t key);

/* ime_parts.c: characters described by their parts */

/* The operator that a key stands for; 0: none. */
uint32_t ime_parts_operator(int32_t key);
/* Adds an operator or a part; false: there is no room for it. */
bool ime_parts_add(struct ime *ime, uint32_t character);
/* Takes the last one away; false: there was none. */
bool ime_parts_drop(struct ime *ime);
/* What is described so far, without brackets. */
void ime_parts_text(const struct ime *ime, struct buf *out);

/* ime_marks.c: Chinese punctuation; NULL: the key stays as it is */
const char *ime_mark(struct ime *ime, int32_t key);

/* ime_line.c: the row of candidates */

/* How many candidates the page has that begins with this one. */
size_t ime_page(struct ime *ime, size_t first);

#endif
