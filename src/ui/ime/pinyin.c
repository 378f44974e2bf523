/* SPDX-License-Identifier: MIT */
/* Puts the candidates of the three sources into one order. */
#include "ui/ime/pinyin.h"

#include "base/fatal.h"
#include "base/initials.h"
#include "base/utf8.h"
#include "ui/ime/pinyin_google.h"
#include "ui/ime/pinyin_lexicon.h"
#include "ui/ime/pinyin_syllable.h"

#include <stdlib.h>
#include <string.h>

/* Before what was only meant by its first letters comes as much as this, where
 * the letters are whole syllables. AHEAD: characters each syllable gives
 * while it is not whole. STARTS: words that go on. */
enum {
	SURE = 3,
	AHEAD = 2,
	STARTS = 5,
	LIBRARY_MOST = 200,
	LIBRARY_SHORT = 12
};

/* How the letters name a word of the lexicon. */
struct match {
	enum lexicon_match how;
	size_t took;
};

struct pinyin {
	struct lexicon lexicon;
	struct match *matches; /* one a word, of this search */
	struct google google;
	struct pinyin_names names;
	struct arena arena; /* of the candidates */
	struct pinyin_candidate items[PINYIN_MOST];
	size_t count;
};

struct pinyin *
pinyin_open(void)
{
	struct pinyin *pinyin = calloc(1, sizeof(*pinyin));
	const char *setting = getenv("BIANHU_PINYIN");

	if (pinyin == NULL)
		fatal("内存不足");
	lexicon_open(&pinyin->lexicon);
	if (setting == NULL || strcmp(setting, "builtin") != 0)
		google_open(&pinyin->google);
	return pinyin;
}

void
pinyin_close(struct pinyin **pinyin)
{
	if (*pinyin == NULL)
		return;
	google_close(&(*pinyin)->google);
	lexicon_close(&(*pinyin)->lexicon);
	arena_clear(&(*pinyin)->arena);
	free(*pinyin);
	*pinyin = NULL;
}

bool
pinyin_has_library(const struct pinyin *pinyin)
{
	return pinyin->google.library != NULL;
}

void
pinyin_drop_library(struct pinyin *pinyin)
{
	google_close(&pinyin->google);
}

/* Adds a candidate that is not there yet. */
static void
add(struct pinyin *pinyin, const char *text, size_t length, size_t letters)
{
	if (pinyin->count == PINYIN_MOST)
		return;
	for (size_t i = 0; i < pinyin->count; i++)
		if (strncmp(pinyin->items[i].text, text, length) == 0 &&
			pinyin->items[i].text[length] == '\0')
			return;
	pinyin->items[pinyin->count++] = (struct pinyin_candidate){
		arena_copy_bytes(&pinyin->arena, text, length), letters
	};
}

static void
match_words(struct pinyin *pinyin, const char *letters)
{
	pinyin->matches = arena_alloc(&pinyin->arena,
		(pinyin->lexicon.count + 1) * sizeof(*pinyin->matches));
	for (size_t i = 0; i < pinyin->lexicon.count; i++)
		pinyin->matches[i].how =
			lexicon_match(&pinyin->lexicon.words[i], letters,
				&pinyin->matches[i].took);
}

/* Are the letters the readings of the characters, one after the other? */
static bool
is_read(const char *name, const char *letters)
{
	uint64_t at = 1; /* places reached, a bit each */

	while (*name != '\0' && at != 0) {
		char character[UTF8_MAX_BYTES + 1] = "";
		uint64_t to = 0;

		(void)utf8_put(utf8_next(&name), character);
		for (size_t i = 0; letters[i] != '\0'; i++) {
			size_t from = i + (letters[i] == '\'' ? 1 : 0);

			for (size_t n = syllable_longest(letters + from);
				(at >> i & 1) != 0 && n > 0; n--) {
				const char *known =
					syllable_characters(letters + from, n);

				if (known != NULL &&
					strstr(known, character) != NULL)
					to |= (uint64_t)1 << (from + n);
			}
		}
		at = to;
	}
	return (at >> strlen(letters) & 1) != 0;
}

static bool
is_named(struct arena *arena, const char *name, const char *letters)
{
	struct initials initials;

	initials_of(arena, name, INITIALS_NAME, &initials);
	for (size_t i = 0; i < initials.count; i++)
		if (strcmp(initials.texts[i], letters) == 0)
			return true;
	return is_read(name, letters);
}

static void
add_names(struct pinyin *pinyin, const char *letters)
{
	for (size_t i = 0; i < pinyin->names.count; i++) {
		const char *name = pinyin->names.items[i];

		if (is_named(&pinyin->arena, name, letters))
			add(pinyin, name, strlen(name), strlen(letters));
	}
}

/* Words of the work that the letters name in one way; those of one character
 * or of several. Of those that go beyond the letters only the first ones. */
static void
add_words(struct pinyin *pinyin, enum pinyin_for what, enum lexicon_match how,
	bool is_single)
{
	size_t most =
		pinyin->count + (how == LEXICON_START ? STARTS : PINYIN_MOST);

	for (size_t i = 0; i < pinyin->lexicon.count && pinyin->count < most;
		i++) {
		const struct lexicon_word *word = &pinyin->lexicon.words[i];

		if (word->is_part == (what == PINYIN_PARTS) &&
			(word->characters == 1) == is_single &&
			pinyin->matches[i].how == how)
			add(pinyin, word->text, strlen(word->text),
				pinyin->matches[i].took);
	}
}

/* Words that stand whole at the start, the longest first. */
static void
add_parts(struct pinyin *pinyin, const char *letters)
{
	for (size_t length = strlen(letters); length > 0; length--)
		for (size_t i = 0; i < pinyin->lexicon.count; i++) {
			const struct lexicon_word *word =
				&pinyin->lexicon.words[i];
			const struct match *match = &pinyin->matches[i];

			if (match->how == LEXICON_PART &&
				match->took == length && word->characters > 1 &&
				!word->is_part)
				add(pinyin, word->text, strlen(word->text),
					length);
		}
}

/*
 * Long rows of first letters (some 20, or fewer with ' between) run the
 * library into an assertion that ends the process: seen with 0.1.2,
 * matrixsearch .cpp 1444. Whole syllables, and any letters up to LIBRARY_SHORT,
 * never did in the millions tried.
 */
static bool
may_ask_library(const char *letters)
{
	return strlen(letters) <= LIBRARY_SHORT || syllables_are_begun(letters);
}

/* How many candidates the library has; it writes lve as lue. */
static size_t
ask_library(struct pinyin *pinyin, const char *letters)
{
	char *text = arena_copy(&pinyin->arena, letters);
	size_t count;

	if (!may_ask_library(letters))
		return 0;
	for (char *at = text; *at != '\0'; at++)
		if ((*at == 'l' || *at == 'n') && at[1] == 'v' && at[2] == 'e')
			at[1] = 'u';
	count = google_search(&pinyin->google, text);
	return count < LIBRARY_MOST ? count : LIBRARY_MOST;
}

/* Is it a word, or a character of the official table for these letters? The
 * library has traditional forms beside them. */
static bool
is_standard(const char *text, const char *letters, size_t took)
{
	const char *table = syllable_characters(letters, took);

	return table == NULL || utf8_count(text) > 1 ||
	       strstr(table, text) != NULL;
}

static void
add_library(struct pinyin *pinyin, const char *letters, size_t most,
	bool only_standard)
{
	char text[GOOGLE_BYTES];
	size_t took;

	for (size_t i = 0; i < most; i++)
		if (google_candidate(&pinyin->google, i, text, &took) &&
			(!only_standard || is_standard(text, letters, took)))
			add(pinyin, text, strlen(text), took);
}

/* The first `most` characters read so. */
static void
add_characters(struct pinyin *pinyin, const char *syllable, size_t length,
	size_t letters, size_t most)
{
	const char *at = syllable_characters(syllable, length);

	for (size_t i = 0; at != NULL && *at != '\0' && i < most; i++) {
		const char *start = at;

		utf8_next(&at);
		add(pinyin, start, (size_t)(at - start), letters);
	}
}

/* Characters for the first syllable, as long as it may be read; where it is
 * not whole yet, the most used ones of each that it may become. */
static void
add_first_syllable(struct pinyin *pinyin, const char *letters, size_t most)
{
	size_t longest = syllable_longest(letters);
	size_t begun = syllable_begun(letters);
	const char *syllable;

	for (size_t i = longest; i > 0; i--)
		add_characters(pinyin, letters, i, i, most);
	for (size_t i = 0; (syllable = syllable_at(i)) != NULL; i++)
		if (begun > longest && most > AHEAD &&
			strncmp(syllable, letters, begun) == 0)
			add_characters(pinyin, syllable, strlen(syllable),
				begun, AHEAD);
}

static bool
are_letters(const char *letters)
{
	size_t length = strspn(letters, "abcdefghijklmnopqrstuvwxyz'");

	return letters[length] == '\0' && length > 0 &&
	       length <= PINYIN_LETTERS && letters[0] != '\'' &&
	       strstr(letters, "\'\'") == NULL;
}

static void
find(struct pinyin *pinyin, const char *letters, enum pinyin_for what)
{
	bool is_whole = syllables_are_whole(letters);
	size_t most;

	if (what == PINYIN_WORDS)
		add_names(pinyin, letters);
	match_words(pinyin, letters);
	add_words(pinyin, what, LEXICON_WHOLE, what == PINYIN_PARTS);
	most = ask_library(pinyin, letters);
	if (is_whole) {
		add_library(pinyin, letters, most < SURE ? most : SURE, true);
		if (most == 0)
			add_characters(pinyin, letters, strlen(letters),
				strlen(letters), SURE);
	}
	add_words(pinyin, what, LEXICON_SHORT, what == PINYIN_PARTS);
	add_words(pinyin, what, LEXICON_WHOLE, what != PINYIN_PARTS);
	if (what == PINYIN_WORDS)
		add_parts(pinyin, letters);
	add_library(pinyin, letters, most < 1 ? most : 1, true);
	/* What goes beyond the letters is offered, never taken for granted. */
	add_first_syllable(pinyin, letters, 1);
	add_words(pinyin, what, LEXICON_START, what == PINYIN_PARTS);
	add_library(pinyin, letters, most, true);
	add_first_syllable(pinyin, letters, PINYIN_MOST);
	add_library(pinyin, letters, most, false);
}

void
pinyin_know(struct pinyin *pinyin, struct pinyin_names names)
{
	pinyin->names = names;
}

struct pinyin_candidates
pinyin_find(struct pinyin *pinyin, const char *letters, enum pinyin_for what)
{
	arena_clear(&pinyin->arena);
	pinyin->count = 0;
	if (are_letters(letters))
		find(pinyin, letters, what);
	return (struct pinyin_candidates){ pinyin->items, pinyin->count };
}
