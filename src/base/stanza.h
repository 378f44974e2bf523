/* SPDX-License-Identifier: MIT */
#ifndef BASE_STANZA_H
#define BASE_STANZA_H

#include "base/arena.h"
#include "base/problem.h"

#include <stddef.h>

/*
 * The line format of forms, rules, calendars, cases and value files. One
 * lexer; what the words mean is for those who read them.
 *
 *     # a comment
 *     [kind name]         opens a stanza; the name may be missing
 *     key: value          ： and : alike; blanks around both fall away
 *       more value         an indented line continues the value above
 *     [正文] ... [结束]    raw lines, kept as they are ([body] ... [end])
 *
 * Blank lines and comments may stand within a value; an indented # is text.
 * U+3000 is a blank like space and tab.
 * Tabs, CR LF and a UTF-8 BOM at the start are taken; broken UTF-8 and
 * control characters are mistakes. A value may be empty.
 */
struct stanza_entry {
	const char *key;
	const char *value; /* continuation lines joined by '\n' */
	int line;
};

struct stanza {
	const char *kind;
	const char *name; /* "" if the header has none */
	int line;
	struct stanza_entry *entries;
	size_t entry_count;
	bool is_raw;	    /* [正文]: lines instead of entries */
	const char **lines; /* raw lines; line i stands at `line` + 1 + i */
	size_t line_count;
};

struct stanza_file {
	const char *file; /* as given, for messages */
	struct stanza *stanzas;
	size_t count;
};

/* A Chinese word and its English alias. */
struct keyword {
	const char *word;
	const char *english;
};

/*
 * Reads `length` bytes into `out`; everything lives in `arena`. Mistakes are
 * added to `problems` and the rest is still read, so that all of them show.
 */
void stanza_read(struct arena *arena, const char *file, const char *bytes,
	size_t length, struct stanza_file *out, struct problems *problems);

/* `text` is the word or its alias. */
bool keyword_is(const struct keyword *keyword, const char *text);
/* Index in the table, or -1. */
int keyword_find(const struct keyword *table, size_t count, const char *text);
/* "甲 乙 丙": the words of a table, for "possible are". */
const char *keyword_list(
	struct arena *arena, const struct keyword *table, size_t count);

/* The value of a key, by word or alias; NULL if it is not there. */
const char *stanza_value(
	const struct stanza *stanza, const char *word, const char *english);
/* The entry after `from` (NULL: the first) with this key; NULL at the end. */
const struct stanza_entry *stanza_entry(const struct stanza *stanza,
	const struct stanza_entry *from, const char *word, const char *english);
/* Every key must be in the table; adds a problem for each that is not, and
 * for each that stands twice unless its word is listed in `repeatable`
 * (NULL-ended, or NULL). */
void stanza_check_keys(const struct stanza_file *file,
	const struct stanza *stanza, const struct keyword *table, size_t count,
	const char *const *repeatable, struct problems *problems);

/* Splits at blanks (and line breaks) into an arena array. */
const char **stanza_words(
	struct arena *arena, const char *value, size_t *count);

#endif
