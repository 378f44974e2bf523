/* SPDX-License-Identifier: MIT */
/* Reads the built-in words, and says whether letters name one. */
#include "ui/ime/pinyin_lexicon.h"

#include "base/embed.h"
#include "base/utf8.h"
#include "ui/ime/pinyin_syllable.h"

#include <stdint.h>
#include <string.h>

enum { START_LETTERS = 4 /* fewer name too many words */ };

/* One line: word, blank, reading; # starts a comment. */
static void
add_line(struct lexicon *lexicon, const char *file, const char *line,
	size_t length)
{
	const char *blank = memchr(line, ' ', length);
	size_t word = blank == NULL ? 0 : (size_t)(blank - line);
	size_t reading = blank == NULL ? 0 : length - word - 1;
	struct lexicon_word *to;

	if (word == 0 || reading == 0 || line[0] == '#')
		return;
	lexicon->words = arena_grow(&lexicon->arena, lexicon->words,
		lexicon->count, sizeof(*lexicon->words));
	to = &lexicon->words[lexicon->count++];
	to->text = arena_copy_bytes(&lexicon->arena, line, word);
	to->reading = arena_copy_bytes(&lexicon->arena, blank + 1, reading);
	to->file = file;
	to->characters = utf8_count(to->text);
	to->is_part = strstr(file, "components") != NULL;
}

static void
add_file(struct lexicon *lexicon, const struct embedded *file)
{
	const char *at = (const char *)file->bytes;
	const char *end = at + file->length;

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length = (size_t)((stop == NULL ? end : stop) - at);

		add_line(lexicon, file->path, at, length);
		at += length + 1;
	}
}

void
lexicon_open(struct lexicon *lexicon)
{
	*lexicon = (struct lexicon){ 0 };
	for (size_t i = 0; i < embedded_lexicon_count; i++)
		add_file(lexicon, &embedded_lexicon[i]);
}

void
lexicon_close(struct lexicon *lexicon)
{
	arena_clear(&lexicon->arena);
	*lexicon = (struct lexicon){ 0 };
}

static size_t
after_mark(const char *text, size_t at)
{
	return text[at] == '\'' ? at + 1 : at;
}

/* Letters at the start that are the word's whole syllables; 0: they are not.
 * The typed ones may be parted by ' as well. */
static size_t
whole(const char *reading, const char *letters)
{
	size_t took = 0;

	while (*reading != '\0') {
		size_t length = strcspn(reading, "'");
		char syllable[SYLLABLE_LETTERS + 1] = "";

		if (length > SYLLABLE_LETTERS)
			return 0;
		memcpy(syllable, reading, length);
		took = after_mark(letters, took);
		if (strnlen(letters + took, length) < length ||
			!syllable_is(syllable, letters + took, length))
			return 0;
		took += length;
		reading += length + (reading[length] == '\'' ? 1 : 0);
	}
	return took;
}

/* A place in the letters as a bit of all. */
static uint64_t
place(size_t at)
{
	return (uint64_t)1 << at;
}

/* Where one is behind a syllable that begins at one of these places: it gets
 * its first letter and as many more as go on alike. */
static uint64_t
behind(uint64_t from, const char *letters, const char *syllable, size_t length)
{
	uint64_t to = 0;

	for (size_t at = 0; letters[at] != '\0'; at++) {
		size_t start = after_mark(letters, at);

		if ((from & place(at)) == 0)
			continue;
		for (size_t n = 0; n < length && letters[start + n] != '\0' &&
				   letters[start + n] == syllable[n];
			n++)
			to |= place(start + n + 1);
	}
	return to;
}

/* Can the letters be shared out among all syllables, or among the first? */
static bool
shared(const char *reading, const char *letters, bool to_all)
{
	size_t end = strlen(letters);
	uint64_t at = place(0);

	if (end >= 64)
		return false;
	while (*reading != '\0' && at != 0) {
		size_t length = strcspn(reading, "'");

		at = behind(at, letters, reading, length);
		reading += length + (reading[length] != '\0' ? 1 : 0);
		if (!to_all && (at & place(end)) != 0)
			return true;
	}
	return *reading == '\0' && (at & place(end)) != 0;
}

enum lexicon_match
lexicon_match(
	const struct lexicon_word *word, const char *letters, size_t *took)
{
	*took = 0;
	if (letters[0] != word->reading[0])
		return LEXICON_NOT;
	*took = whole(word->reading, letters);
	if (*took > 0)
		return letters[*took] == '\0' ? LEXICON_WHOLE : LEXICON_PART;
	*took = strlen(letters);
	if (shared(word->reading, letters, true))
		return LEXICON_SHORT;
	if (*took >= START_LETTERS && *took > strcspn(word->reading, "'") &&
		shared(word->reading, letters, false))
		return LEXICON_START;
	return LEXICON_NOT;
}
