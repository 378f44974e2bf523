/* SPDX-License-Identifier: MIT */
#ifndef UI_PINYIN_H
#define UI_PINYIN_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Chinese for typed letters, without a client's input method: the words of
 * the work first, then libgooglepinyin where it is there, then the characters
 * of the official table. The order is always the same: nothing is learnt and
 * no file is written, so that no name typed at one desk shows at another.
 */
struct pinyin;

enum { PINYIN_LETTERS = 40, PINYIN_MOST = 400 };

struct pinyin_candidate {
	const char *text;
	size_t letters; /* at the start, that it takes */
};
/* Names that stand on the screen now: 张甲一 by zhangjiayi or zjy. */
struct pinyin_names {
	const char *const *items;
	size_t count;
};
struct pinyin_candidates {
	const struct pinyin_candidate *items; /* until the next search */
	size_t count;
};

/* Which words come: those of the work, or parts of characters. */
enum pinyin_for { PINYIN_WORDS, PINYIN_PARTS };

/* BIANHU_PINYIN=builtin in the environment: without the library. */
struct pinyin *pinyin_open(void);
void pinyin_close(struct pinyin **pinyin);
/* The names to offer first; the caller's, until it tells others. */
void pinyin_know(struct pinyin *pinyin, struct pinyin_names names);
/* Only a to z and ' are letters. */
struct pinyin_candidates pinyin_find(
	struct pinyin *pinyin, const char *letters, enum pinyin_for what);
/* Is libgooglepinyin there? */
bool pinyin_has_library(const struct pinyin *pinyin);
/* For tests: go on as a machine without the library. */
void pinyin_drop_library(struct pinyin *pinyin);

#endif
