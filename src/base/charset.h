/* SPDX-License-Identifier: MIT */
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include "base/buf.h"
#include "base/err.h"

/* What a file turned out to be written in. */
enum charset { CHARSET_UTF8, CHARSET_UTF8_BOM, CHARSET_GB18030 };

/*
 * Detects the encoding of a whole file and appends it as UTF-8 without BOM.
 * Valid UTF-8 is UTF-8; else it must decode as GB18030 (which holds GBK and
 * GB2312). Neither: ERR_INPUT with the line. iconv, never //TRANSLIT
 * (terminal measurements §2c).
 */
bool charset_to_utf8(const char *bytes, size_t length, struct buf *out,
	enum charset *found, struct err *err) MUST_CHECK;

#endif
