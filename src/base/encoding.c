/* SPDX-License-Identifier: MIT */
/* One character at a time through iconv. What stands around a character
 * (controls, sequences) is the caller's; whole files are charset.c. */
#include "base/encoding.h"

#include "base/attr.h"
#include "base/fatal.h"
#include "base/utf8.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { GETA_MARK = 0x3013, EURO = 0x20AC, EURO_CP936 = 0x80 };

struct encoder {
	enum encoding encoding;
	iconv_t to; /* unless UTF-8 */
};

struct decoder {
	enum encoding encoding;
	iconv_t from; /* unless UTF-8 */
};

static const char *const names[] = { "UTF-8", "GB18030", "GBK" };

/* As iconv calls them: GNU libiconv's GBK lacks the euro, its CP936 has it;
 * glibc takes both names for one table. The tests pass with either (2.36,
 * 1.18). */
static const char *const iconv_names[] = { "UTF-8", "GB18030", "CP936" };

/* clang-format off */
static const struct {
	const char *name;
	enum encoding encoding;
} aliases[] = {
	{ "UTF8", ENCODING_UTF8 },       { "GB-18030", ENCODING_GB18030 },
	{ "CP936", ENCODING_GBK },       { "GB2312", ENCODING_GBK },
	{ "EUC-CN", ENCODING_GBK },      { "EUCCN", ENCODING_GBK },
};

/*
 * The 24 characters that GB18030-2005 kept in the private use area for want of
 * a code point (the list: Unicode document L2/06-394). GB18030-2022 gives 18
 * of them their real code points at the same two bytes; the other six have
 * lost their two bytes to the four of Extension B. We read both, write what
 * 2022 says, and never write a private one (Unicode document L2/23-003R).
 */
static const struct {
	uint32_t private;
	uint32_t character;
	unsigned char bytes[2]; /* of 2005 */
} moved[] = {
	{ 0xE78D, 0xFE10, { 0xA6, 0xD9 } },  /* ︐ */
	{ 0xE78E, 0xFE12, { 0xA6, 0xDA } },  /* ︒ */
	{ 0xE78F, 0xFE11, { 0xA6, 0xDB } },  /* ︑ */
	{ 0xE790, 0xFE13, { 0xA6, 0xDC } },  /* ︓ */
	{ 0xE791, 0xFE14, { 0xA6, 0xDD } },  /* ︔ */
	{ 0xE792, 0xFE15, { 0xA6, 0xDE } },  /* ︕ */
	{ 0xE793, 0xFE16, { 0xA6, 0xDF } },  /* ︖ */
	{ 0xE794, 0xFE17, { 0xA6, 0xEC } },  /* ︗ */
	{ 0xE795, 0xFE18, { 0xA6, 0xED } },  /* ︘ */
	{ 0xE796, 0xFE19, { 0xA6, 0xF3 } },  /* ︙ */
	{ 0xE816, 0x20087, { 0xFE, 0x51 } }, /* 𠂇 */
	{ 0xE817, 0x20089, { 0xFE, 0x52 } }, /* 𠂉 */
	{ 0xE818, 0x200CC, { 0xFE, 0x53 } }, /* 𠃌 */
	{ 0xE81E, 0x9FB4, { 0xFE, 0x59 } },  /* 龴 */
	{ 0xE826, 0x9FB5, { 0xFE, 0x61 } },  /* 龵 */
	{ 0xE82B, 0x9FB6, { 0xFE, 0x66 } },  /* 龶 */
	{ 0xE82C, 0x9FB7, { 0xFE, 0x67 } },  /* 龷 */
	{ 0xE831, 0x215D7, { 0xFE, 0x6C } }, /* 𡗗 */
	{ 0xE832, 0x9FB8, { 0xFE, 0x6D } },  /* 龸 */
	{ 0xE83B, 0x2298F, { 0xFE, 0x76 } }, /* 𢦏 */
	{ 0xE843, 0x9FB9, { 0xFE, 0x7E } },  /* 龹 */
	{ 0xE854, 0x9FBA, { 0xFE, 0x90 } },  /* 龺 */
	{ 0xE855, 0x241FE, { 0xFE, 0x91 } }, /* 𤇾 */
	{ 0xE864, 0x9FBB, { 0xFE, 0xA0 } },  /* 龻 */
};

/* Where the 18 stood among the four-byte codes before 2022 (in files that
 * were written by rule of thumb), as places in their order from 81308130. */
static const struct {
	uint32_t place;
	uint32_t character;
	uint32_t count;
} stood[] = {
	{ 19057, 0x9FB4, 8 },  /* 82359037 */
	{ 39076, 0xFE10, 10 }, /* 84318236 */
};
/* clang-format on */

const char *
encoding_name(enum encoding encoding)
{
	return names[encoding];
}

bool
encoding_named(const char *name, enum encoding *out)
{
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (strcasecmp(name, names[i]) == 0) {
			*out = (enum encoding)i;
			return true;
		}
	for (size_t i = 0; i < ARRAY_LENGTH(aliases); i++)
		if (strcasecmp(name, aliases[i].name) == 0) {
			*out = aliases[i].encoding;
			return true;
		}
	return false;
}

bool
encoding_is_double(enum encoding encoding)
{
	return encoding != ENCODING_UTF8;
}

uint32_t
encoding_of_private(uint32_t character)
{
	if (character < 0xE78D || character > 0xE864)
		return character;
	for (size_t i = 0; i < ARRAY_LENGTH(moved); i++)
		if (moved[i].private == character)
			return moved[i].character;
	return character;
}

static bool
cannot(enum encoding encoding, struct err *err)
{
	return err_set(err, ERR_IO,
		"这台机器不会转换 %s（系统缺 iconv 的这一部分）。请改用 "
		"UTF-8，或找管理员安装。",
		names[encoding]);
}

bool
encoder_open(enum encoding encoding, struct encoder **out, struct err *err)
{
	struct encoder *encoder = calloc(1, sizeof *encoder);

	if (encoder == NULL)
		fatal("内存不足");
	encoder->encoding = encoding;
	if (encoding != ENCODING_UTF8) {
		encoder->to = iconv_open(iconv_names[encoding], "UTF-8");
		if ((intptr_t)encoder->to == -1) {
			free(encoder);
			return cannot(encoding, err);
		}
	}
	*out = encoder;
	return true;
}

void
encoder_close(struct encoder **encoder)
{
	if (*encoder == NULL)
		return;
	if ((*encoder)->encoding != ENCODING_UTF8)
		iconv_close((*encoder)->to);
	free(*encoder);
	*encoder = NULL;
}

enum encoding
encoder_of(const struct encoder *encoder)
{
	return encoder->encoding;
}

/* Bytes that iconv makes of one character; 0 if it makes none, or another's
 * (some replace, and say so by a count). */
static size_t
through(iconv_t way, const char *in, size_t length, char *out, size_t room)
{
	char from[UTF8_MAX_BYTES];
	char *at = from;
	char *to = out;
	size_t left = room;

	memcpy(from, in, length);
	if (iconv(way, &at, &length, &to, &left) == 0)
		return room - left;
	iconv(way, NULL, NULL, NULL, NULL);
	return 0;
}

/* Beyond the first plane the four bytes are counted off. */
static size_t
put_four(uint32_t place, char *bytes)
{
	bytes[0] = (char)(0x90 + place / 12600);
	bytes[1] = (char)(0x30 + place / 1260 % 10);
	bytes[2] = (char)(0x81 + place / 10 % 126);
	bytes[3] = (char)(0x30 + place % 10);
	return 4;
}

/* The 18, at their two bytes. Whether iconv knows of 2022 hangs on its age. */
static size_t
put_moved(uint32_t character, char *bytes)
{
	for (size_t i = 0; i < ARRAY_LENGTH(moved); i++)
		if (moved[i].character == character) {
			memcpy(bytes, moved[i].bytes, sizeof moved[i].bytes);
			return sizeof moved[i].bytes;
		}
	return 0;
}

/* Bytes of the character; 0 if there are none. */
static size_t
convert(struct encoder *encoder, uint32_t character,
	char bytes[ENCODING_MOST_BYTES])
{
	char text[UTF8_MAX_BYTES];
	size_t length;

	character = encoding_of_private(character);
	length = utf8_put(character, text);
	if (encoder->encoding == ENCODING_UTF8) {
		memcpy(bytes, text, length);
		return length;
	}
	if (encoder->encoding == ENCODING_GB18030) {
		size_t own = character >= 0x10000
				     ? put_four(character - 0x10000, bytes)
				     : put_moved(character, bytes);

		if (own > 0)
			return own;
	} else if (character >= 0xE000 && character <= 0xF8FF) {
		return 0; /* what users defined; GNU libiconv has it */
	}
	return through(encoder->to, text, length, bytes, ENCODING_MOST_BYTES);
}

bool
encoder_has(struct encoder *encoder, uint32_t character)
{
	char bytes[ENCODING_MOST_BYTES];

	return convert(encoder, character, bytes) > 0;
}

bool
encoder_put(struct encoder *encoder, uint32_t character, enum width_of width,
	struct buf *out)
{
	char bytes[ENCODING_MOST_BYTES];
	size_t length = convert(encoder, character, bytes);
	int columns;

	if (length > 0) {
		buf_add_bytes(out, bytes, length);
		return true;
	}
	columns = width_char(character, width);
	if (columns == 2)
		buf_add_bytes(out, bytes, convert(encoder, GETA_MARK, bytes));
	else if (columns == 1)
		buf_add_char(out, '?');
	return false;
}

size_t
encoder_text(struct encoder *encoder, const char *text, size_t length,
	enum width_of width, struct buf *out)
{
	const char *end = text + length;
	size_t replaced = 0;

	while (text < end) {
		const char *start = text;

		while (text < end && (unsigned char)*text < 0x80)
			text++;
		buf_add_bytes(out, start, (size_t)(text - start));
		if (text < end)
			replaced += !encoder_put(
				encoder, utf8_next(&text), width, out);
	}
	return replaced;
}

static bool
is_among(const struct lacks *lacks, uint32_t character)
{
	for (size_t i = 0; i < lacks->count && i < LACKS_MOST; i++)
		if (lacks->characters[i] == character)
			return true;
	return false;
}

void
encoder_lacks(struct encoder *encoder, const char *text, struct lacks *lacks)
{
	uint32_t character;

	while (lacks->count <= LACKS_MOST &&
		(character = utf8_next(&text)) != 0) {
		character = encoding_of_private(character);
		if (character < 0x80 || encoder_has(encoder, character) ||
			is_among(lacks, character))
			continue;
		if (lacks->count < LACKS_MOST)
			lacks->characters[lacks->count] = character;
		lacks->count++;
	}
}

bool
decoder_open(enum encoding encoding, struct decoder **out, struct err *err)
{
	struct decoder *decoder = calloc(1, sizeof *decoder);

	if (decoder == NULL)
		fatal("内存不足");
	decoder->encoding = encoding;
	if (encoding != ENCODING_UTF8) {
		decoder->from =
			iconv_open("UTF-8", iconv_names[ENCODING_GB18030]);
		if ((intptr_t)decoder->from == -1) {
			free(decoder);
			return cannot(encoding, err);
		}
	}
	*out = decoder;
	return true;
}

void
decoder_close(struct decoder **decoder)
{
	if (*decoder == NULL)
		return;
	if ((*decoder)->encoding != ENCODING_UTF8)
		iconv_close((*decoder)->from);
	free(*decoder);
	*decoder = NULL;
}

enum encoding
decoder_of(const struct decoder *decoder)
{
	return decoder == NULL ? ENCODING_UTF8 : decoder->encoding;
}

/* How many bytes a character of GB18030 or GBK takes that begins so; 0: more
 * must be seen; -1: none begins so. */
static int
gb_length(enum encoding encoding, const unsigned char *b, size_t length)
{
	if (b[0] == 0xFF)
		return -1;
	if (length < 2)
		return 0;
	if (b[1] >= 0x40 && b[1] != 0x7F && b[1] != 0xFF)
		return 2;
	if (encoding == ENCODING_GBK || b[1] < 0x30 || b[1] > 0x39)
		return -1;
	if (length < 3)
		return 0;
	if (b[2] < 0x81 || b[2] == 0xFF)
		return -1;
	if (length < 4)
		return 0;
	return b[3] >= 0x30 && b[3] <= 0x39 ? 4 : -1;
}

/* The character of four bytes by their place; 0 if they are not for us. */
static uint32_t
counted_off(const unsigned char *b)
{
	uint32_t place = (((b[0] - 0x81U) * 10 + (b[1] - 0x30U)) * 126 +
				 (b[2] - 0x81U)) *
				 10 +
			 (b[3] - 0x30U);

	if (b[0] >= 0x90 && place - 189000 <= 0xFFFFF)
		return 0x10000 + (place - 189000);
	for (size_t i = 0; i < ARRAY_LENGTH(stood); i++)
		if (place >= stood[i].place &&
			place - stood[i].place < stood[i].count)
			return stood[i].character + (place - stood[i].place);
	return 0;
}

static int
gb_read(struct decoder *decoder, const unsigned char *bytes, size_t length,
	uint32_t *character)
{
	int taken = gb_length(decoder->encoding, bytes, length);
	char in[ENCODING_MOST_BYTES];
	char text[UTF8_MAX_BYTES + 1] = { 0 };
	const char *at = text;

	if (taken <= 0)
		return taken;
	if (taken == 4 && (*character = counted_off(bytes)) != 0)
		return taken;
	memcpy(in, bytes, (size_t)taken);
	if (through(decoder->from, in, (size_t)taken, text, UTF8_MAX_BYTES) > 0)
		*character = encoding_of_private(utf8_next(&at));
	if (at != text)
		return taken;
	return taken == 2 && bytes[1] >= 0x80 ? -2 : -1;
}

static int
utf8_read(const unsigned char *bytes, size_t length, uint32_t *character)
{
	char text[UTF8_MAX_BYTES + 1] = { 0 };
	const char *at = text;
	size_t need = bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;

	if (bytes[0] < 0xC2 || bytes[0] > 0xF4)
		return -1;
	for (size_t i = 1; i < need && i < length; i++)
		if (bytes[i] < 0x80 || bytes[i] > 0xBF)
			return -(int)i;
	if (length < need)
		return 0;
	memcpy(text, bytes, need);
	*character = encoding_of_private(utf8_next(&at));
	return (size_t)(at - text) == need ? (int)need : -1;
}

int
decoder_read(struct decoder *decoder, const unsigned char *bytes, size_t length,
	uint32_t *character)
{
	if (length == 0)
		return 0;
	if (bytes[0] < 0x80) {
		*character = bytes[0];
		return 1;
	}
	if (decoder_of(decoder) == ENCODING_UTF8)
		return utf8_read(bytes, length, character);
	if (bytes[0] == EURO_CP936) {
		*character = EURO;
		return 1;
	}
	return gb_read(decoder, bytes, length, character);
}
