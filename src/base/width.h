/* SPDX-License-Identifier: MIT */
#ifndef BASE_WIDTH_H
#define BASE_WIDTH_H

#include <stddef.h>
#include <stdint.h>

/*
 * How wide a character is. There are two answers (DESIGN §10): the terminal
 * draws “ ” — … · with one column or two, as it was built; a Chinese printer
 * gives two columns to whatever has a two-byte code in GB18030. Neither asks
 * the locale, so that paper comes out the same from a terminal, cron and a
 * test.
 */
enum width_of { WIDTH_TERM_NARROW, WIDTH_TERM_WIDE, WIDTH_PAPER };

/* 0 for marks and for what is not shown, 1 or 2 otherwise. */
int width_char(uint32_t character, enum width_of of);
/* Columns of one line of text. */
int width_text(const char *text, enum width_of of);
/* Bytes at the start of `text` that fill at most `columns`; never cuts a
 * character or parts it from its marks. */
size_t width_fit(const char *text, int columns, enum width_of of);

#endif
