/* SPDX-License-Identifier: MIT */
#ifndef UI_PINYIN_LEXICON_H
#define UI_PINYIN_LEXICON_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The words of the work, forms/lexicon/NAME.lex: one a line with its reading,
 * fei'fa'jing'ying, read through by jurists. Built into the program; the file
 * name registers it. Here and not in form or desk, because only typing uses
 * them; no user's words are ever added.
 */
struct lexicon_word {
	const char *text;
	const char *reading; /* syllables parted by ' */
	const char *file;
	size_t characters;
	bool is_part; /* of characters (components.lex), for describing only */
};
struct lexicon {
	struct arena arena;
	struct lexicon_word *words; /* in the order of the files */
	size_t count;
};

void lexicon_open(struct lexicon *lexicon);
void lexicon_close(struct lexicon *lexicon);

/* How letters name a word. */
enum lexicon_match {
	LEXICON_NOT,
	LEXICON_WHOLE, /* feifajingying */
	LEXICON_SHORT, /* fffjy ffjingying: of each syllable the start */
	LEXICON_START, /* feifaj: goes on beyond the letters */
	LEXICON_PART   /* stands whole at the start of the letters */
};
/* `*took` letters of `letters` name the word. */
enum lexicon_match lexicon_match(
	const struct lexicon_word *word, const char *letters, size_t *took);

#endif
