/* SPDX-License-Identifier: MIT */
/* One character at a time through iconv. What stands around a character
 * (controls, sequences) is the caller's. */
#include "base/encoding.h"

#include "base/attr.h"
#include "base/fatal.h"
#include "base/utf8.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { GETA_MARK = 0x3013 };

struct encoder {
	enum encoding encoding;
	iconv_t to; /* (iconv_t)-1 for UTF-8 */
};

static const char *const names[] = { "UTF-8", "GB18030", "GBK" };

/* clang-format off */
static const struct {
	const char *name;
	enum encoding encoding;
} aliases[] = {
	{ "UTF8", ENCODING_UTF8 },       { "GB-18030", ENCODING_GB18030 },
	{ "CP936", ENCODING_GBK },       { "GB2312", ENCODING_GBK },
	{ "EUC-CN", ENCODING_GBK },      { "EUCCN", ENCODING_GBK },
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
encoder_open(enum encoding encoding, struct encoder **out, struct err *err)
{
	struct encoder *encoder = calloc(1, sizeof *encoder);

	if (encoder == NULL)
		fatal("内存不足");
	encoder->encoding = encoding;
	if (encoding != ENCODING_UTF8) {
		encoder->to = iconv_open(names[encoding], "UTF-8");
		if ((intptr_t)encoder->to == -1) {
			free(encoder);
			return err_set(err, ERR_IO,
				"这台机器不会转换 %s；请把终端改成 UTF-8",
				names[encoding]);
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

uint32_t
encoding_of_private(uint32_t character)
{
	return character;
}

/* Bytes of the character; 0 if there are none. */
static size_t
convert(struct encoder *encoder, uint32_t character,
	char bytes[ENCODING_MOST_BYTES])
{
	char text[UTF8_MAX_BYTES];
	char *from = text;
	char *to = bytes;
	size_t left = utf8_put(encoding_of_private(character), text);
	size_t room = ENCODING_MOST_BYTES;

	if (encoder->encoding == ENCODING_UTF8) {
		memcpy(bytes, text, left);
		return left;
	}
	if (iconv(encoder->to, &from, &left, &to, &room) == (size_t)-1) {
		iconv(encoder->to, NULL, NULL, NULL, NULL);
		return 0;
	}
	return ENCODING_MOST_BYTES - room;
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
		uint32_t character;

		if ((unsigned char)*text < 0x80) {
			buf_add_char(out, *text++);
			continue;
		}
		character = utf8_next(&text);
		replaced += !encoder_put(encoder, character, width, out);
	}
	return replaced;
}

/* How many bytes a character of GB18030 or GBK takes that begins so; 0: more
 * must be seen; -n as encoding_read. */
static int
gb_length(enum encoding encoding, const unsigned char *b, size_t length)
{
	if (b[0] == 0x80 || b[0] == 0xFF)
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

static int
gb_read(enum encoding encoding, const unsigned char *bytes, size_t length,
	uint32_t *character)
{
	int taken = gb_length(encoding, bytes, length);
	char text[UTF8_MAX_BYTES + 1] = { 0 };
	char in[ENCODING_MOST_BYTES];
	const char *at = text;
	char *from = in;
	char *to = text;
	size_t left;
	size_t room = UTF8_MAX_BYTES;
	iconv_t back;
	bool is_read;

	if (taken <= 0)
		return taken;
	left = (size_t)taken;
	memcpy(in, bytes, left);
	back = iconv_open("UTF-8", names[encoding]);
	if ((intptr_t)back == -1)
		return -taken;
	is_read = iconv(back, &from, &left, &to, &room) != (size_t)-1;
	iconv_close(back);
	if (!is_read)
		return -taken;
	*character = encoding_of_private(utf8_next(&at));
	return taken;
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
	*character = utf8_next(&at);
	return (size_t)(at - text) == need ? (int)need : -1;
}

int
encoding_read(enum encoding encoding, const unsigned char *bytes, size_t length,
	uint32_t *character)
{
	if (length == 0)
		return 0;
	if (bytes[0] < 0x80) {
		*character = bytes[0];
		return 1;
	}
	return encoding == ENCODING_UTF8
		       ? utf8_read(bytes, length, character)
		       : gb_read(encoding, bytes, length, character);
}
