/* SPDX-License-Identifier: MIT */
#ifndef UI_PINYIN_SYLLABLE_H
#define UI_PINYIN_SYLLABLE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The syllables of Mandarin as they are typed: small letters, no tones, ü is
 * v; ' parts where it would be unclear (xi'an). Under each the characters of
 * the official table, the most used first.
 */
enum { SYLLABLE_LETTERS = 6 };

/* All of them in order; NULL past the end. */
const char *syllable_at(size_t at);
/* Its characters; NULL: it is no syllable. */
const char *syllable_characters(const char *letters, size_t length);
/* Letters of the longest syllable that the text starts with; 0: none. */
size_t syllable_longest(const char *letters);
/* Is the text nothing but whole syllables? */
bool syllables_are_whole(const char *letters);
/* The same, but that the last one may be only begun? */
bool syllables_are_begun(const char *letters);
/* The most letters at the start that a syllable may begin with. */
size_t syllable_begun(const char *letters);
/* Do the typed letters name the syllable? lue is lve, as some write it. */
bool syllable_is(const char *syllable, const char *letters, size_t length);
/* Appends the letters with ' between the syllables: fei'fa. */
void syllables_split(const char *letters, struct buf *out);

#endif
