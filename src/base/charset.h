/* SPDX-License-Identifier: MIT */
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include "base/buf.h"
#include "base/err.h"

/* What files are written in. Spreadsheets of Chinese systems take a CSV for
 * GBK unless it is UTF-8 that begins with a BOM. */
enum charset { CHARSET_UTF8, CHARSET_UTF8_BOM, CHARSET_GB18030, CHARSET_GBK };

/* As a user knows it: "UTF-8" "UTF-8（带 BOM）" "GB18030" "GBK". */
const char *charset_name(enum charset charset);

struct charset_found {
	enum charset charset;
	size_t moved; /* private code points of old UTF-8 that became the
			 characters they stood for (base/encoding.h) */
};

/*
 * Detects the encoding of a whole file and appends it as UTF-8 without BOM.
 * Valid UTF-8 is UTF-8; else it must decode as GB18030 (which holds GBK and
 * GB2312; with the one-byte euro of CP936 it is called GBK). Neither:
 * ERR_INPUT with the line.
 */
bool charset_to_utf8(const char *bytes, size_t length, struct buf *out,
	struct charset_found *found, struct err *err) MUST_CHECK;

/* The same for a file of at most `limit` bytes ("-": standard input). */
bool charset_read(const char *path, size_t limit, struct buf *out,
	struct charset_found *found, struct err *err) MUST_CHECK;

/*
 * Appends UTF-8 text as a whole file in that encoding. *replaced characters
 * that the encoding lacks are 〓 (or ?); who writes the file says so, or takes
 * another encoding. ERR_IO where this machine cannot.
 */
bool charset_from_utf8(const struct buf *text, enum charset charset,
	struct buf *out, size_t *replaced, struct err *err) MUST_CHECK;

#endif
