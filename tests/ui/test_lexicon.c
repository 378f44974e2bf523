/* SPDX-License-Identifier: MIT */
/* forms/lexicon: each word has a reading that can be typed and is right by
 * the dictionary. */
#include "ui/ime/pinyin_lexicon.h"

#include "base/initials.h"
#include "base/utf8.h"
#include "ui/ime/pinyin_syllable.h"

#include <check.h>
#include <string.h>

Suite *suite_lexicon(void);

static struct lexicon lexicon;

static void
set_up(void)
{
	lexicon_open(&lexicon);
}

static void
tear_down(void)
{
	lexicon_close(&lexicon);
}

static size_t
syllable_count(const char *reading)
{
	size_t count = 1;

	for (; *reading != '\0'; reading++)
		count += *reading == '\'';
	return count;
}

START_TEST(every_kind_of_word_is_there)
{
	static const char *const kinds[] = { "charges", "components", "courts",
		"documents", "places", "procedure", "reasons", "surnames",
		"words" };

	for (size_t k = 0; k < ARRAY_LENGTH(kinds); k++) {
		size_t found = 0;

		for (size_t i = 0; i < lexicon.count; i++)
			found +=
				strstr(lexicon.words[i].file, kinds[k]) != NULL;
		ck_assert_msg(found > 0, "%s", kinds[k]);
	}
}
END_TEST

START_TEST(every_syllable_is_one)
{
	for (size_t i = 0; i < lexicon.count; i++) {
		const struct lexicon_word *word = &lexicon.words[i];
		const char *at = word->reading;

		while (*at != '\0') {
			size_t length = strcspn(at, "'");

			ck_assert_msg(syllable_characters(at, length) != NULL,
				"%s %s", word->text, word->reading);
			at += length + (at[length] == '\'');
		}
	}
}
END_TEST

/* Both by the table of characters and by the initials names are found by. */
static void
check_character(const struct lexicon_word *word, const char *start,
	const char *end, const char *reading)
{
	const char *known = syllable_characters(reading, strcspn(reading, "'"));
	char text[UTF8_MAX_BYTES + 1] = "";
	char letters[INITIALS_LETTERS + 1];
	const char *at = start;

	memcpy(text, start, (size_t)(end - start));
	ck_assert_msg(known != NULL && strstr(known, text) != NULL, "%s %s: %s",
		word->text, word->reading, text);
	initials_char(utf8_next(&at), letters);
	ck_assert_msg(strchr(letters, reading[0]) != NULL, "%s %s: %s",
		word->text, word->reading, text);
}

START_TEST(every_character_is_read_so)
{
	for (size_t i = 0; i < lexicon.count; i++) {
		const struct lexicon_word *word = &lexicon.words[i];
		const char *reading = word->reading;
		const char *at = word->text;

		if (word->is_part)
			continue;
		ck_assert_msg(syllable_count(reading) == word->characters,
			"%s %s", word->text, reading);
		while (*at != '\0') {
			const char *start = at;

			utf8_next(&at);
			check_character(word, start, at, reading);
			reading += strcspn(reading, "'");
			reading += *reading == '\'';
		}
	}
}
END_TEST

static bool
are_same(const struct lexicon_word *a, const struct lexicon_word *b)
{
	return strcmp(a->text, b->text) == 0 &&
	       strcmp(a->reading, b->reading) == 0;
}

START_TEST(no_word_stands_twice)
{
	for (size_t i = 0; i < lexicon.count; i++) {
		size_t k = i + 1;

		while (k < lexicon.count &&
			!are_same(&lexicon.words[i], &lexicon.words[k]))
			k++;
		ck_assert_msg(k == lexicon.count, "%s", lexicon.words[i].text);
	}
}
END_TEST

START_TEST(every_word_can_be_typed)
{
	for (size_t i = 0; i < lexicon.count; i++) {
		const struct lexicon_word *word = &lexicon.words[i];
		size_t took;

		ck_assert_int_eq(lexicon_match(word, word->reading, &took),
			LEXICON_WHOLE);
		ck_assert_uint_eq(took, strlen(word->reading));
		ck_assert_uint_eq(utf8_check(word->text, strlen(word->text),
					  UTF8_ONE_LINE),
			UTF8_FINE);
	}
}
END_TEST

static const struct {
	const char *letters;
	enum lexicon_match match;
	size_t took;
} matches[] = {
	{ "feifajingying", LEXICON_WHOLE, 13 },
	{ "fei'fajingying", LEXICON_WHOLE, 14 },
	{ "ffjy", LEXICON_SHORT, 4 },
	{ "fefjiy", LEXICON_SHORT, 6 },
	{ "f'f'j'y", LEXICON_SHORT, 7 },
	{ "feifajingyinga", LEXICON_PART, 13 },
	{ "feif", LEXICON_START, 4 },
	{ "fei", LEXICON_NOT, 3 },
	{ "ffjyy", LEXICON_NOT, 0 },
	{ "feifajin", LEXICON_START, 8 },
	{ "x", LEXICON_NOT, 0 },
};

START_TEST(letters_name_a_word)
{
	const struct lexicon_word word = { .text = "非法经营",
		.reading = "fei'fa'jing'ying",
		.file = "",
		.characters = 4 };
	size_t took;

	ck_assert_int_eq(lexicon_match(&word, matches[_i].letters, &took),
		matches[_i].match);
	if (matches[_i].match != LEXICON_NOT)
		ck_assert_uint_eq(took, matches[_i].took);
}
END_TEST

Suite *
suite_lexicon(void)
{
	Suite *suite = suite_create("lexicon");
	TCase *tests = tcase_create("words");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, every_kind_of_word_is_there);
	tcase_add_test(tests, every_syllable_is_one);
	tcase_add_test(tests, every_character_is_read_so);
	tcase_add_test(tests, no_word_stands_twice);
	tcase_add_test(tests, every_word_can_be_typed);
	tcase_add_loop_test(
		tests, letters_name_a_word, 0, ARRAY_LENGTH(matches));
	suite_add_tcase(suite, tests);
	return suite;
}
