/* SPDX-License-Identifier: MIT */
/* Encodings of whole files. What goes to a terminal is the ui room. */
#include "base/charset.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

enum { BOM_BYTES = 3 };

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

/* One bufferful through iconv; moves what was not taken to the front. */
static bool
convert(iconv_t to, char *in, size_t *held, struct buf *out)
{
	char piece[4096];
	char *from = in;
	size_t left = *held;

	while (left > 0) {
		char *at = piece;
		size_t room = sizeof piece;
		size_t done = iconv(to, &from, &left, &at, &room);
		int error = errno;

		buf_add_bytes(out, piece, sizeof piece - room);
		if (done == (size_t)-1 && error == EINVAL)
			break;
		if (done == (size_t)-1 && error != E2BIG) {
			*held = left;
			return false;
		}
	}
	memmove(in, from, left);
	*held = left;
	return true;
}

static bool
decode_gb18030(iconv_t to, const char *bytes, size_t length, struct buf *out,
	struct err *err)
{
	char in[4096];
	size_t held = 0;
	size_t taken = 0;

	while (taken < length) {
		size_t piece = sizeof in - held;

		if (piece > length - taken)
			piece = length - taken;
		memcpy(in + held, bytes + taken, piece);
		taken += piece;
		held += piece;
		if (!convert(to, in, &held, out))
			return broken_at(bytes, taken - held,
				"既不是 UTF-8 也不是 GB18030", err);
	}
	if (held > 0)
		return broken_at(
			bytes, length - held, "文件在半个字处断了", err);
	return true;
}

static bool
from_gb18030(const char *bytes, size_t length, struct buf *out, struct err *err)
{
	size_t before = out->length;
	iconv_t to = iconv_open("UTF-8", "GB18030");
	bool is_fine;

	if ((intptr_t)to == -1)
		return err_set(err, ERR_IO,
			"这台机器不会转换 GB18030；请把文件另存为 UTF-8");
	is_fine = decode_gb18030(to, bytes, length, out, err);
	iconv_close(to);
	if (!is_fine)
		buf_cut(out, before);
	return is_fine;
}

bool
charset_to_utf8(const char *bytes, size_t length, struct buf *out,
	enum charset *found, struct err *err)
{
	bool has_bom = length >= BOM_BYTES &&
		       memcmp(bytes, "\xEF\xBB\xBF", BOM_BYTES) == 0;
	size_t skip = has_bom ? BOM_BYTES : 0;
	size_t broken;

	if (has_unusable_bytes(bytes, length, err))
		return false;
	if (utf8_valid(bytes + skip, length - skip)) {
		buf_add_bytes(out, bytes + skip, length - skip);
		*found = has_bom ? CHARSET_UTF8_BOM : CHARSET_UTF8;
		return true;
	}
	broken = break_of_utf8(bytes, length);
	if (broken != SIZE_MAX || has_bom)
		return broken_at(bytes, broken != SIZE_MAX ? broken : 0,
			"有坏的 UTF-8 字节", err);
	*found = CHARSET_GB18030;
	return from_gb18030(bytes, length, out, err);
}
