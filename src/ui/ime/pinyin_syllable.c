/* SPDX-License-Identifier: MIT */
/* What is a syllable, and which characters are read so (pinyin_chars.inc). */
#include "ui/ime/pinyin_syllable.h"

#include "base/attr.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	const char *syllable;
	const char *characters;
};

#include "ui/ime/pinyin_chars.inc"

struct letters {
	const char *text;
	size_t length;
};

static int
compare(const void *key, const void *item)
{
	const struct letters *letters = key;
	const struct reading *reading = item;
	int order = strncmp(letters->text, reading->syllable, letters->length);

	if (order != 0)
		return order;
	return reading->syllable[letters->length] == '\0' ? 0 : -1;
}

const char *
syllable_at(size_t at)
{
	return at < ARRAY_LENGTH(readings) ? readings[at].syllable : NULL;
}

bool
syllable_is(const char *syllable, const char *letters, size_t length)
{
	if (strlen(syllable) != length)
		return false;
	if (strncmp(syllable, letters, length) == 0)
		return true;
	return length == 3 && syllable[0] == letters[0] && syllable[1] == 'v' &&
	       letters[1] == 'u' && syllable[2] == 'e' && letters[2] == 'e';
}

const char *
syllable_characters(const char *letters, size_t length)
{
	char as_written[SYLLABLE_LETTERS + 1] = "";
	struct letters key = { letters, length };
	const struct reading *found;

	if (length == 0 || length > SYLLABLE_LETTERS)
		return NULL;
	memcpy(as_written, letters, length);
	if (strcmp(as_written, "lue") == 0 || strcmp(as_written, "nue") == 0) {
		as_written[1] = 'v';
		key.text = as_written;
	}
	found = bsearch(&key, readings, ARRAY_LENGTH(readings),
		sizeof(readings[0]), compare);
	return found == NULL ? NULL : found->characters;
}

size_t
syllable_longest(const char *letters)
{
	size_t length = strspn(letters, "abcdefghijklmnopqrstuvwxyz");

	if (length > SYLLABLE_LETTERS)
		length = SYLLABLE_LETTERS;
	while (length > 0 && syllable_characters(letters, length) == NULL)
		length--;
	return length;
}

/* From which places on is the text nothing but whole syllables? Letters past
 * the most there is room for count as none. */
enum { PLACES = 64 };
struct wholes {
	bool from[PLACES + 1];
};

static void
find_wholes(const char *letters, struct wholes *wholes)
{
	size_t length = strnlen(letters, PLACES);

	*wholes = (struct wholes){ 0 };
	wholes->from[length] = letters[length] == '\0';
	for (size_t at = length; at-- > 0;) {
		size_t longest = syllable_longest(letters + at);

		if (letters[at] == '\'')
			wholes->from[at] = wholes->from[at + 1];
		for (size_t n = longest; n > 0 && !wholes->from[at]; n--)
			wholes->from[at] =
				at + n <= length && wholes->from[at + n] &&
				syllable_characters(letters + at, n) != NULL;
	}
}

bool
syllables_are_whole(const char *letters)
{
	struct wholes wholes;

	find_wholes(letters, &wholes);
	return wholes.from[0];
}

size_t
syllable_begun(const char *letters)
{
	size_t length = strnlen(letters, SYLLABLE_LETTERS);

	for (; length > 0; length--)
		for (size_t i = 0; i < ARRAY_LENGTH(readings); i++)
			if (strncmp(readings[i].syllable, letters, length) == 0)
				return length;
	return 0;
}

bool
syllables_are_begun(const char *letters)
{
	char before[PLACES + 1] = "";
	size_t length = strlen(letters);

	if (length > PLACES)
		return false;
	for (size_t cut = 0; cut <= SYLLABLE_LETTERS && cut <= length; cut++) {
		memset(before, 0, sizeof before);
		memcpy(before, letters, length - cut);
		if (syllables_are_whole(before))
			return syllable_begun(letters + length - cut) == cut;
	}
	return false;
}

/* May a syllable start here? None starts with i, u or v. */
static bool
may_start(char letter)
{
	return letter != 'i' && letter != 'u' && letter != 'v';
}

/* The syllable to take: the longest behind which all is whole, else behind
 * which another may start. */
static size_t
next_syllable(const char *letters)
{
	size_t longest = syllable_longest(letters);
	struct wholes wholes;

	find_wholes(letters, &wholes);
	for (size_t n = longest; n > 0; n--)
		if (wholes.from[n] && syllable_characters(letters, n) != NULL)
			return n;
	for (size_t n = longest; n > 0; n--)
		if (may_start(letters[n]) &&
			syllable_characters(letters, n) != NULL)
			return n;
	return longest;
}

void
syllables_split(const char *letters, struct buf *out)
{
	bool is_first = true;

	while (*letters != '\0') {
		size_t length = next_syllable(letters);

		if (*letters == '\'') {
			letters++;
			continue;
		}
		if (!is_first)
			buf_add_char(out, '\'');
		is_first = false;
		if (length == 0)
			length = 1;
		buf_add_bytes(out, letters, length);
		letters += length;
	}
}
