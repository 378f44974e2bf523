/* SPDX-License-Identifier: MIT */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_REPLACEMENT = 0xFFFD, UTF8_MAX_BYTES = 4, UTF8_MAX_MARKS = 4 };

/*
 * Decodes the character at *text and steps over it. A bad byte gives
 * UTF8_REPLACEMENT and steps one byte. At the end gives 0 and does not move.
 */
uint32_t utf8_next(const char **text);
/* Writes a character, returns its bytes (1-4); a surrogate or a value past
 * U+10FFFF is written as UTF8_REPLACEMENT. Does not end with NUL. */
size_t utf8_put(uint32_t character, char out[UTF8_MAX_BYTES]);
/* The start of the character before `at`; `start` if there is none. */
const char *utf8_previous(const char *start, const char *at);
/* No overlong form, surrogate, value past U+10FFFF or NUL in it. */
bool utf8_valid(const char *bytes, size_t length);
/* Characters in valid text. */
size_t utf8_count(const char *text);
/* How many bytes at the start of `text` make at most `limit` bytes without
 * cutting a character. */
size_t utf8_fit(const char *text, size_t limit);

/*
 * May this character be kept in data and shown? Refused: C0, C1, DEL, soft
 * hyphen, U+061C, zero-width and direction marks (200B-200F, 2028-202E,
 * 2060-206F, FEFF), variation selectors, interlinear marks (FFF9-FFFB),
 * surrogates, noncharacters, tags (E0000-E0FFF). (UI §6; terminal
 * measurements §5: ncurses lets most of these through.) Newline and tab are
 * refused here; callers that allow them say so.
 */
bool utf8_is_plain(uint32_t character);
/* A mark that joins the character before it (width 0). */
bool utf8_is_mark(uint32_t character);

/* What utf8_check found in a text. */
enum utf8_fault { UTF8_FINE, UTF8_BROKEN, UTF8_CONTROL, UTF8_MARKS };
/* Which lines a text may have. */
enum utf8_lines { UTF8_ONE_LINE, UTF8_LINES };
/* First fault of `length` bytes that are to become data: broken UTF-8, a
 * character that is not plain, more than four marks on one character. */
enum utf8_fault utf8_check(
	const char *bytes, size_t length, enum utf8_lines lines);
/* Appends `text` as it may be shown: what is not plain becomes one U+FFFD
 * each, newlines stay only with UTF8_LINES, marks past the fourth are
 * dropped. For every edge: screen, terminal verbs, paper, CSV. */
void utf8_filter(struct buf *out, const char *text, enum utf8_lines lines);

#endif
