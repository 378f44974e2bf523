/* SPDX-License-Identifier: MIT */
#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H

#include "base/buf.h"
#include "base/err.h"
#include "base/width.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Encodings of terminals, files and printers; inside the program text is
 * UTF-8. One table for all of them: iconv, never //TRANSLIT (it breaks columns,
 * terminal measurements §2c), and our own map for the 24 code points that
 * GB18030 kept in the private use area before 2022.
 */
enum encoding { ENCODING_UTF8, ENCODING_GB18030, ENCODING_GBK };
enum { ENCODINGS = ENCODING_GBK + 1, ENCODING_MOST_BYTES = 4 };

/* "UTF-8" "GB18030" "GBK" */
const char *encoding_name(enum encoding encoding);
/* Also "utf8" "gb-18030" "cp936" "gb2312" … in any case. */
bool encoding_named(const char *name, enum encoding *out);
/* Does a terminal of this encoding draw all that has two bytes with two
 * columns? */
bool encoding_is_double(enum encoding encoding);

/* The character that an old private code point stands for since GB18030-2022;
 * any other character itself. */
uint32_t encoding_of_private(uint32_t character);

/* Characters to bytes. */
struct encoder;
/* ERR_IO with what to do, where this machine cannot. */
bool encoder_open(enum encoding encoding, struct encoder **out,
	struct err *err) MUST_CHECK;
void encoder_close(struct encoder **encoder);
enum encoding encoder_of(const struct encoder *encoder);
/* Has the encoding this character? A private code point of old files counts
 * as the character it means. */
bool encoder_has(struct encoder *encoder, uint32_t character);
/* Appends a character. What the encoding lacks keeps its columns by `width`:
 * 〓 for two, ? for one, nothing for none. False if it was replaced. */
bool encoder_put(struct encoder *encoder, uint32_t character,
	enum width_of width, struct buf *out);
/* The same for UTF-8 text; how many characters were replaced. Not filtered:
 * ASCII and controls pass as they are; bytes that are no UTF-8 are U+FFFD. */
size_t encoder_text(struct encoder *encoder, const char *text, size_t length,
	enum width_of width, struct buf *out);

/* Characters that an encoding lacks: each once, as they came. */
enum { LACKS_MOST = 8 };
struct lacks {
	uint32_t characters[LACKS_MOST];
	size_t count; /* one past the most if there are more */
};
/* Adds those of the text, marks too. */
void encoder_lacks(
	struct encoder *encoder, const char *text, struct lacks *lacks);

/* Bytes to characters. One that is not open (NULL) reads UTF-8. */
struct decoder;
bool decoder_open(enum encoding encoding, struct decoder **out,
	struct err *err) MUST_CHECK;
void decoder_close(struct decoder **decoder);
enum encoding decoder_of(const struct decoder *decoder);
/*
 * Reads one character at the start of `bytes`: the bytes it took (> 0), 0 if
 * more are needed, or -n: n bytes are no character in this encoding. Keeps
 * nothing between calls, so that bytes may come in any pieces. No byte below
 * 0x80 is taken with a lead that it makes no character with, so that a broken
 * lead eats no key (one that it does make a character with can't be told:
 * D5 61 is 誥). ASCII is itself. Old private code points become the characters
 * of 2022; GBK is read as the two-byte part of GB18030, which holds it, and
 * 0x80 is the euro of CP936 in both.
 */
int decoder_read(struct decoder *decoder, const unsigned char *bytes,
	size_t length, uint32_t *character);

#endif
