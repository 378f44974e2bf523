/* SPDX-License-Identifier: MIT */
/* Encodings of whole files, by the table of base/encoding.h. What goes to a
 * terminal is the ui room. */
#include "base/charset.h"

#include "base/encoding.h"
#include "base/file.h"
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

enum { BOM = 0xFEFF, BOM_BYTES = 3, EURO_CP936 = 0x80 };

static const struct {
	const char *name;
	enum encoding encoding;
} charsets[] = {
	[CHARSET_UTF8] = { "UTF-8", ENCODING_UTF8 },
	[CHARSET_UTF8_BOM] = { "UTF-8（带 BOM）", ENCODING_UTF8 },
	[CHARSET_GB18030] = { "GB18030", ENCODING_GB18030 },
	[CHARSET_GBK] = { "GBK", ENCODING_GBK },
};

const char *
charset_name(enum charset charset)
{
	return charsets[charset].name;
}

static int
line_of(const char *bytes, size_t at)
{
	int line = 1;

	for (size_t i = 0; i < at; i++)
		line += bytes[i] == '\n';
	return line;
}

static bool
broken_at(const char *bytes, size_t at, const char *what, struct err *err)
{
	return err_set(err, ERR_INPUT, "第 %d 行：%s，没有读入",
		line_of(bytes, at), what);
}

static bool
has_unusable_bytes(const char *bytes, size_t length, struct err *err)
{
	const char *zero = length == 0 ? NULL : memchr(bytes, 0, length);

	if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 ||
				   memcmp(bytes, "\xFE\xFF", 2) == 0)) {
		err_set(err, ERR_INPUT,
			"文件是 UTF-16 编码，没有读入；请另存为 UTF-8 或 GB18030");
		return true;
	}
	if (zero == NULL)
		return false;
	broken_at(bytes, (size_t)(zero - bytes), "有空字节，不是文本文件", err);
	return true;
}

/*
 * Where UTF-8 breaks first, if the text is more UTF-8 than not: hanzi of three
 * bytes are rare in GB18030 text by chance, and most UTF-8 reads as GB18030
 * without an error, but as nonsense. SIZE_MAX if it is not UTF-8 at all.
 */
static size_t
break_of_utf8(const char *bytes, size_t length)
{
	size_t first = SIZE_MAX;
	size_t good = 0;
	size_t bad = 0;
	size_t i = 0;

	while (i < length) {
		size_t left = length - i;
		unsigned char lead = (unsigned char)bytes[i];

		if (lead < 0x80) {
			i++;
		} else if (left >= 3 && lead >= 0xE0 && lead < 0xF0 &&
			   utf8_valid(bytes + i, 3)) {
			good++;
			i += 3;
		} else if (left >= 2 && lead < 0xE0 &&
			   utf8_valid(bytes + i, 2)) {
			i += 2;
		} else if (left >= 4 && utf8_valid(bytes + i, 4)) {
			good++;
			i += 4;
		} else {
			first = first == SIZE_MAX ? i : first;
			bad++;
			i++;
		}
	}
	return good > bad ? first : SIZE_MAX;
}

static void
put(struct buf *out, uint32_t character)
{
	char bytes[UTF8_MAX_BYTES];

	buf_add_bytes(out, bytes, utf8_put(character, bytes));
}

/* A private code point of old takes as many bytes as any other of its plane;
 * all 24 begin with EE. */
static void
from_utf8(const char *bytes, size_t length, struct buf *out,
	struct charset_found *found)
{
	const char *end = bytes + length;

	while (bytes < end) {
		const char *lead = memchr(bytes, 0xEE, (size_t)(end - bytes));
		const char *upto = lead == NULL ? end : lead;
		uint32_t old, character;

		buf_add_bytes(out, bytes, (size_t)(upto - bytes));
		bytes = upto;
		if (lead == NULL)
			break;
		old = utf8_next(&bytes);
		character = encoding_of_private(old);
		found->moved += character != old;
		put(out, character);
	}
}

static bool
decode(struct decoder *decoder, const char *text, size_t length,
	struct buf *out, struct charset_found *found, struct err *err)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t at = 0;

	while (at < length) {
		uint32_t character = 0;
		int took = decoder_read(
			decoder, bytes + at, length - at, &character);

		if (took <= 0)
			return broken_at(text, at,
				took == 0 ? "文件在半个字处断了"
					  : "既不是 UTF-8 也不是 GB18030",
				err);
		if (bytes[at] == EURO_CP936)
			found->charset = CHARSET_GBK;
		if (at > 0 || character != BOM)
			put(out, character);
		at += (size_t)took;
	}
	return true;
}

static bool
from_gb18030(const char *bytes, size_t length, struct buf *out,
	struct charset_found *found, struct err *err)
{
	size_t before = out->length;
	struct decoder *decoder;
	bool is_fine;

	if (!decoder_open(ENCODING_GB18030, &decoder, err))
		return false;
	found->charset = CHARSET_GB18030;
	is_fine = decode(decoder, bytes, length, out, found, err);
	decoder_close(&decoder);
	if (!is_fine)
		buf_cut(out, before);
	return is_fine;
}

bool
charset_to_utf8(const char *bytes, size_t length, struct buf *out,
	struct charset_found *found, struct err *err)
{
	bool has_bom = length >= BOM_BYTES &&
		       memcmp(bytes, "\xEF\xBB\xBF", BOM_BYTES) == 0;
	size_t skip = has_bom ? BOM_BYTES : 0;
	size_t broken;

	*found = (struct charset_found){ 0 };
	if (has_unusable_bytes(bytes, length, err))
		return false;
	if (utf8_valid(bytes + skip, length - skip)) {
		from_utf8(bytes + skip, length - skip, out, found);
		found->charset = has_bom ? CHARSET_UTF8_BOM : CHARSET_UTF8;
		return true;
	}
	broken = break_of_utf8(bytes, length);
	if (broken != SIZE_MAX || has_bom)
		return broken_at(bytes, broken != SIZE_MAX ? broken : 0,
			"有坏的 UTF-8 字节", err);
	return from_gb18030(bytes, length, out, found, err);
}

bool
charset_read(const char *path, size_t limit, struct buf *out,
	struct charset_found *found, struct err *err)
{
	struct buf bytes = { 0 };
	bool done = file_read(path, limit, &bytes, err) &&
		    charset_to_utf8(
			    buf_text(&bytes), bytes.length, out, found, err);

	buf_free(&bytes);
	return done;
}

bool
charset_from_utf8(const struct buf *text, enum charset charset, struct buf *out,
	size_t *replaced, struct err *err)
{
	struct encoder *encoder;

	if (!encoder_open(charsets[charset].encoding, &encoder, err))
		return false;
	if (charset == CHARSET_UTF8_BOM)
		put(out, BOM);
	*replaced = encoder_text(
		encoder, buf_text(text), text->length, WIDTH_PAPER, out);
	encoder_close(&encoder);
	return true;
}
