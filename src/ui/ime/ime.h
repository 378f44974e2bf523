/* SPDX-License-Identifier: MIT */
#ifndef UI_IME_H
#define UI_IME_H

#include "base/buf.h"
#include "base/encoding.h"
#include "ui/ime/pinyin.h"
#include "ui/term/key.h"

/*
 * Chinese from a keyboard that has only letters: between the keys and
 * whatever edit has them, so that no field knows of it. Ctrl-T turns it on;
 * then letters collect, a line shows what they may be, a digit chooses, and
 * what was chosen is typed as if a client's input method had sent it.
 *
 * u and i and v begin no syllable, so they begin what has no pinyin: u and a
 * Unicode code, i and a GB18030 code, v a description of a character that has
 * no code at all: ［⿰氵某］.
 */

/* Where the typed text goes. */
enum ime_place {
	IME_NOWHERE, /* keys are commands there */
	IME_FIND,    /* codes and words: marks stay as they are */
	IME_WORDS    /* text: marks are Chinese ones */
};

enum ime_mode { IME_PINYIN, IME_UNICODE, IME_GB };

enum { IME_BYTES = 256, IME_PARTS = 16, IME_PAGE = 9 };

struct ime {
	bool is_on;
	bool has_plain_marks; /* , stays , (Ctrl-V) */
	bool is_quoted;	      /* “ was typed last, ‘ the same */
	bool is_single_quoted;
	bool is_after_digit; /* then . : , belong to the number */
	bool has_taken_back; /* the key before took a letter away */
	enum ime_mode mode;
	char letters[PINYIN_LETTERS + 1];
	struct pinyin *pinyin;	   /* opened when first turned on */
	struct pinyin_names names; /* on the screen, for this key */
	struct pinyin_candidates found;
	struct pinyin_candidate single[PINYIN_MOST]; /* found, as parts */
	size_t first;				     /* of the page */
	/* v: characters of the description, and how many are still to come */
	bool is_building;
	uint32_t parts[IME_PARTS];
	size_t part_count;
	size_t open;
	/* of the terminal */
	int columns;
	enum width_of width;
	enum encoding encoding;
	struct encoder *encoder;
	const char *note; /* in place of the line until the next key */
	struct buf line;
};

/* What a key gave. */
struct ime_answer {
	char text[IME_BYTES]; /* to be typed first; "" */
	bool passes;	      /* then the key itself is the field's */
	bool beep;
	const char *said; /* for the message line; NULL */
};

void ime_key(struct ime *ime, const struct key_event *event,
	enum ime_place place, struct ime_answer *answer);
/* The line with the candidates; NULL while nothing is collected. */
const char *ime_line(struct ime *ime);
/* For the title line: 中, or 中. with plain marks; NULL while it is off. */
const char *ime_state(const struct ime *ime);
void ime_free(struct ime *ime);

#endif
