/* SPDX-License-Identifier: MIT */
/*
 * Readings are Unihan's (initials.inc). Which of them a surname has is no part
 * of Unihan and stands here.
 */
#include "base/initials.h"

#include "base/attr.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include "base/initials.inc"

/*
 * Surnames that are not read as the character customarily is, where that
 * changes the letter; longer ones first. A reading is taken that both the
 * lists of surnames of overtrue/pinyin (sources/surnames.txt) and
 * zh-lx/pinyin-pro (lib/data/surname.ts) give, or one of them, and that
 * stands in the dictionary: kTGHZ2013 by page and place; traditional forms
 * read as their simplified ones. Leading means only being sure of a place
 * (initials_of): the other readings are found as well.
 */
/* clang-format off */
static const struct surname {
	const char *name;
	const char *letters;
} surnames[] = {
	{ "万俟", "mq" }, /* mò qí: 256.090, 291.120 */
	{ "萬俟", "mq" },
	{ "单于", "cy" }, /* chán yú: 036.140 */
	{ "單于", "cy" },
	{ "尉迟", "yc" }, /* yù chí: 449.090 */
	{ "尉遲", "yc" },
	{ "澹台", "tt" }, /* tán tái: 358.140 */
	{ "澹臺", "tt" },
	{ "乐正", "yz" }, /* yuè zhèng: 453.020 */
	{ "樂正", "yz" },
	{ "长孙", "zs" }, /* zhǎng sūn: 466.110 */
	{ "長孫", "zs" },
	{ "仇", "q" },    /* qiú: 306.020 */
	{ "佴", "n" },    /* nài: 261.090 */
	{ "区", "o" },    /* ōu: 272.040 */
	{ "區", "o" },
	{ "单", "s" },    /* shàn: 325.010 */
	{ "單", "s" },
	{ "乐", "y" },    /* yuè: 453.020 */
	{ "樂", "y" },
	{ "乜", "n" },    /* niè: 267.070 */
	{ "折", "s" },    /* shé: 328.170 */
	{ "曾", "z" },    /* zēng: 461.030 */
	{ "朴", "p" },    /* piáo: 283.130 */
	{ "查", "z" },    /* zhā: 461.190 */
	{ "盖", "g" },    /* gě: 111.140 */
	{ "秘", "b" },    /* bì: 019.040 */
	{ "种", "c" },    /* chóng: 047.140 */
	{ "粘", "n" },    /* nián: 266.030 */
	{ "繁", "p" },    /* pó: 287.040 */
	{ "翟", "z" },    /* zhái: 464.030 */
	{ "藏", "z" },    /* zàng: 458.150 */
	{ "覃", "q" },    /* qín: 302.120 */
	{ "解", "x" },    /* xiè: 406.100 */
	{ "重", "c" },    /* chóng: 047.150 */
	{ "阚", "k" },    /* kàn: 193.090 */
	{ "闞", "k" },
};
/* clang-format on */

/* What a character may stand as: letters, or itself. */
struct reading {
	char letters[INITIALS_LETTERS + 1];
	size_t count;
	char itself[UTF8_MAX_BYTES];
	size_t itself_length;
	size_t choices; /* of its letters, in the texts made */
};

static int
compare_several(const void *key, const void *item)
{
	const struct several *s = item;
	uint32_t c = *(const uint32_t *)key;

	return c < s->character ? -1 : c > s->character;
}

size_t
initials_char(uint32_t character, char out[INITIALS_LETTERS + 1])
{
	const struct several *found = bsearch(&character, several,
		ARRAY_LENGTH(several), sizeof(*several), compare_several);
	uint32_t at = character - INITIALS_FIRST;

	memset(out, 0, INITIALS_LETTERS + 1);
	if (found != NULL) {
		memcpy(out, found->letters, sizeof(found->letters));
		return strlen(out);
	}
	if (character < INITIALS_FIRST ||
		at / INITIALS_ROW >= ARRAY_LENGTH(customary) ||
		customary[at / INITIALS_ROW][at % INITIALS_ROW] == '.')
		return 0;
	out[0] = customary[at / INITIALS_ROW][at % INITIALS_ROW];
	return 1;
}

static void
read_character(uint32_t c, struct reading *out)
{
	out->count = initials_char(c, out->letters);
	out->itself_length = utf8_put(c, out->itself);
}

/* The letter comes first; the others stay, but for the last where there is no
 * room. */
static void
lead(struct reading *reading, char letter)
{
	const char *known = strchr(reading->letters, letter);
	size_t before = known == NULL ? reading->count
				      : (size_t)(known - reading->letters);

	if (known == NULL && reading->count < INITIALS_LETTERS)
		reading->count++;
	if (before == INITIALS_LETTERS)
		before--;
	memmove(reading->letters + 1, reading->letters, before);
	reading->letters[0] = letter;
}

static void
lead_surname(const char *text, struct reading *readings)
{
	for (size_t i = 0; i < ARRAY_LENGTH(surnames); i++) {
		const struct surname *s = &surnames[i];

		if (strncmp(text, s->name, strlen(s->name)) != 0)
			continue;
		for (size_t j = 0; s->letters[j] != '\0'; j++)
			lead(&readings[j], s->letters[j]);
		return;
	}
}

/* From the start on, each character has all its letters while that makes no
 * more texts than there is room for. Returns how many texts. */
static size_t
choose(struct reading *readings, size_t count)
{
	size_t texts = 1;

	for (size_t i = 0; i < count; i++) {
		struct reading *r = &readings[i];

		r->choices = r->count > 0 && texts * r->count <= INITIALS_MOST
				     ? r->count
				     : 1;
		texts *= r->choices;
	}
	return texts;
}

/* The n-th combination; the 0th has the leading letters. */
static const char *
spell(struct arena *arena, const struct reading *readings, size_t count,
	size_t n)
{
	char *text = arena_alloc(arena, count * UTF8_MAX_BYTES + 1);
	char *at = text;

	for (size_t i = 0; i < count; i++) {
		const struct reading *r = &readings[i];

		if (r->count > 0) {
			*at++ = r->letters[n % r->choices];
		} else {
			memcpy(at, r->itself, r->itself_length);
			at += r->itself_length;
		}
		n /= r->choices;
	}
	return text;
}

void
initials_of(struct arena *arena, const char *text, enum initials_place place,
	struct initials *out)
{
	size_t count = utf8_count(text);
	struct reading *readings =
		arena_alloc(arena, (count + 1) * sizeof(*readings));
	const char *at = text;

	for (size_t i = 0; i < count; i++)
		read_character(utf8_next(&at), &readings[i]);
	if (place == INITIALS_NAME)
		lead_surname(text, readings);
	out->count = choose(readings, count);
	for (size_t i = 0; i < out->count; i++)
		out->texts[i] = spell(arena, readings, count, i);
}
