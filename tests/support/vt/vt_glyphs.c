/* SPDX-License-Identifier: MIT */
/*
 * What a terminal of an encoding makes of bytes: by iconv of this machine and
 * rules of its own, so that the program's tables are not what they are tested
 * against.
 */
#include "vt_own.h"

#include "base/attr.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 4 }; /* bytes of a character */

/* Where the printer's data begin and end. */
static const char *const printing[] = { "\033[5i", "\033[4i" };

struct glyphs {
	enum vt_kind kind;
	iconv_t reads;
	iconv_t types;
	/* Two-byte codes of the old sets are what terminals draw wide. */
	iconv_t sets[3];
	unsigned char carry[MOST];
	size_t carried;
	size_t bad;
	bool is_printing;
	size_t matched; /* of the string that changes it */
	struct buf printed;
};

static const char *const names[] = {
	[VT_UTF8] = "UTF-8",
	[VT_UTF8_WIDE] = "UTF-8",
	[VT_GB18030] = "GB18030",
	[VT_GBK] = "GBK",
	[VT_LATIN1] = "ISO-8859-1",
};

static iconv_t
open_conversion(const char *to, const char *from)
{
	iconv_t conversion = iconv_open(to, from);

	vt_must((intptr_t)conversion != -1, "iconv has not all encodings");
	return conversion;
}

struct glyphs *
glyph_open(enum vt_kind kind)
{
	static const char *const sets[] = { "GBK", "UHC", "BIG5" };
	struct glyphs *glyphs = calloc(1, sizeof *glyphs);

	vt_must(glyphs != NULL, "memory");
	glyphs->kind = kind;
	glyphs->reads = open_conversion("UTF-32LE", names[kind]);
	glyphs->types = open_conversion(names[kind], "UTF-32LE");
	for (size_t i = 0; i < ARRAY_LENGTH(sets); i++)
		glyphs->sets[i] = open_conversion(sets[i], "UTF-32LE");
	return glyphs;
}

void
glyph_close(struct glyphs **glyphs)
{
	struct glyphs *g = *glyphs;

	if (g == NULL)
		return;
	*glyphs = NULL;
	iconv_close(g->reads);
	iconv_close(g->types);
	for (size_t i = 0; i < ARRAY_LENGTH(g->sets); i++)
		iconv_close(g->sets[i]);
	buf_free(&g->printed);
	free(g);
}

/* The bytes of a character in an encoding, 0 if it has it not. */
static size_t
encode(iconv_t conversion, uint32_t character, char bytes[MOST])
{
	char from[] = { (char)(character & 0xff), (char)(character >> 8 & 0xff),
		(char)(character >> 16 & 0xff), 0 };
	char *in = from, *out = bytes;
	size_t in_left = sizeof from, out_left = MOST;

	iconv(conversion, NULL, NULL, NULL, NULL);
	if (iconv(conversion, &in, &in_left, &out, &out_left) == (size_t)-1)
		return 0;
	return MOST - out_left;
}

/* East Asian ambiguous: narrow elsewhere, of two bytes in an old set of the
 * East. A few that those sets have are narrow all the same. */
static bool
is_ambiguous(const struct glyphs *glyphs, uint32_t character)
{
	static const uint32_t narrow[] = { 0xA2, 0xA3, 0xA5, 0xAD, 0xAF, 0x1F9,
		0x1E3F, 0x2574, 0x2641 };
	char bytes[MOST];

	for (size_t i = 0; i < ARRAY_LENGTH(narrow); i++)
		if (character == narrow[i])
			return false;
	for (size_t i = 0; i < ARRAY_LENGTH(glyphs->sets); i++)
		if (encode(glyphs->sets[i], character, bytes) == 2)
			return true;
	return false;
}

/* Characters that libvterm draws wide itself. */
static bool
is_wide_anyway(uint32_t c)
{
	return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c < 0xA4D0) ||
	       (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xF900 && c < 0xFB00) ||
	       (c >= 0xFE30 && c < 0xFE70) || (c >= 0xFF00 && c < 0xFF61) ||
	       (c >= 0xFFE0 && c < 0xFFE7) || c >= 0x20000;
}

static bool
is_gb(const struct glyphs *glyphs)
{
	return glyphs->kind == VT_GB18030 || glyphs->kind == VT_GBK;
}

/* Unassigned in plane 3, which libvterm draws wide. */
enum { STAND_LOW = 0x34000, STAND_HIGH = 0x38000, LOW = 0x4000, HIGH = 0xE000 };

/* As this terminal draws a character that came in so many bytes. */
static uint32_t
drawn_as(const struct glyphs *glyphs, uint32_t character, size_t bytes)
{
	bool is_two = is_gb(glyphs) && bytes == 2;
	bool has_room =
		character < LOW || (character >= HIGH && character < 0x10000);

	if (glyphs->kind == VT_UTF8 || glyphs->kind == VT_LATIN1 ||
		character < 0x80 || !has_room || is_wide_anyway(character))
		return character;
	if (!is_two && !is_ambiguous(glyphs, character))
		return character;
	return character < LOW ? STAND_LOW + character
			       : STAND_HIGH + (character - HIGH);
}

uint32_t
glyph_of(uint32_t drawn)
{
	if (drawn >= STAND_LOW && drawn < STAND_LOW + LOW)
		return drawn - STAND_LOW;
	if (drawn >= STAND_HIGH && drawn < STAND_HIGH + 0x10000 - HIGH)
		return drawn - STAND_HIGH + HIGH;
	return drawn;
}

size_t
glyph_size(struct glyphs *glyphs, uint32_t drawn)
{
	char bytes[MOST];
	size_t size = encode(glyphs->types, glyph_of(drawn), bytes);

	return size == 0 ? 1 : size;
}

void
glyph_type(
	struct glyphs *glyphs, const char *text, size_t length, struct buf *out)
{
	const char *end = text + length;
	char bytes[MOST];

	while (text < end) {
		size_t size = encode(glyphs->types, utf8_next(&text), bytes);

		vt_must(size > 0, "this terminal cannot type that");
		buf_add_bytes(out, bytes, size);
	}
}

static void
draw(struct buf *out, uint32_t character)
{
	char bytes[UTF8_MAX_BYTES];

	buf_add_bytes(out, bytes, utf8_put(character, bytes));
}

static void
drop_carried(struct glyphs *glyphs, size_t count)
{
	glyphs->carried -= count;
	memmove(glyphs->carry, glyphs->carry + count, glyphs->carried);
}

/* No character: one byte is wrong; but a terminal of two-byte codes takes a
 * pair in the user's area for one, and draws something wide. */
static void
take_bad(struct glyphs *glyphs, struct buf *out)
{
	bool is_pair = is_gb(glyphs) && glyphs->carried >= 2 &&
		       glyphs->carry[0] > 0x80 && glyphs->carry[1] >= 0x40 &&
		       glyphs->carry[1] != 0x7F && glyphs->carry[1] != 0xFF;
	size_t count = is_pair ? 2 : 1;

	draw(out, is_pair ? drawn_as(glyphs, UTF8_REPLACEMENT, 2)
			  : UTF8_REPLACEMENT);
	glyphs->bad += count;
	drop_carried(glyphs, count);
}

/* Takes one character from what is carried; false if it is not whole yet. */
static bool
take_one(struct glyphs *glyphs, struct buf *out)
{
	for (size_t count = 1; count <= glyphs->carried; count++) {
		unsigned char wide[4] = { 0 };
		char piece[MOST];
		char *in = piece, *to = (char *)wide;
		size_t in_left = count, to_left = sizeof wide;

		memcpy(piece, glyphs->carry, count);
		iconv(glyphs->reads, NULL, NULL, NULL, NULL);
		if (iconv(glyphs->reads, &in, &in_left, &to, &to_left) !=
			(size_t)-1) {
			draw(out, drawn_as(glyphs,
					  (uint32_t)wide[0] |
						  (uint32_t)wide[1] << 8 |
						  (uint32_t)wide[2] << 16,
					  count));
			drop_carried(glyphs, count);
			return true;
		}
		if (errno == EINVAL)
			continue;
		take_bad(glyphs, out);
		return true;
	}
	if (glyphs->carried < MOST)
		return false;
	take_bad(glyphs, out);
	return true;
}

static void
read_text(struct glyphs *glyphs, char byte, struct buf *out)
{
	if (glyphs->kind == VT_LATIN1) {
		buf_add_char(out, byte);
		return;
	}
	glyphs->carry[glyphs->carried++] = (unsigned char)byte;
	while (glyphs->carried > 0)
		if (!take_one(glyphs, out))
			return;
}

/* What is not for the printer, or not for the glass. */
static void
read_byte(struct glyphs *glyphs, char byte, struct buf *out)
{
	if (glyphs->is_printing)
		buf_add_char(&glyphs->printed, byte);
	else
		read_text(glyphs, byte, out);
}

void
glyph_read(struct glyphs *glyphs, const char *bytes, size_t length,
	struct buf *out)
{
	for (size_t i = 0; i < length; i++) {
		const char *change = printing[glyphs->is_printing ? 1 : 0];

		if (bytes[i] == change[glyphs->matched]) {
			glyphs->matched++;
			if (change[glyphs->matched] != '\0')
				continue;
			glyphs->is_printing = !glyphs->is_printing;
			glyphs->matched = 0;
			continue;
		}
		for (size_t k = 0; k < glyphs->matched; k++)
			read_byte(glyphs, change[k], out);
		glyphs->matched = bytes[i] == change[0] ? 1 : 0;
		if (glyphs->matched == 0)
			read_byte(glyphs, bytes[i], out);
	}
}

size_t
glyph_bad(const struct glyphs *glyphs)
{
	return glyphs->bad;
}

const struct buf *
glyph_printed(const struct glyphs *glyphs)
{
	return &glyphs->printed;
}
