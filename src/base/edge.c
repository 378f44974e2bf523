/* SPDX-License-Identifier: MIT */
#include "base/edge.h"

size_t
edge_text(struct buf *out, struct encoder *encoder, enum width_of width,
	enum utf8_lines lines, const char *text)
{
	struct buf plain = { 0 };
	size_t replaced = 0;

	if (encoder == NULL) {
		utf8_filter(out, text, lines);
		return 0;
	}
	utf8_filter(&plain, text, lines);
	replaced = encoder_text(
		encoder, buf_text(&plain), plain.length, width, out);
	buf_free(&plain);
	return replaced;
}

void
edge_json(struct buf *out, const char *json)
{
	char bytes[UTF8_MAX_BYTES];
	uint32_t c;

	while ((c = utf8_next(&json)) != 0) {
		if (c < ' ' || utf8_is_plain(c))
			buf_add_bytes(out, bytes, utf8_put(c, bytes));
		else if (c < 0x10000)
			buf_addf(out, "\\u%04X", (unsigned)c);
		else
			buf_addf(out, "\\u%04X\\u%04X",
				(unsigned)(0xD7C0 + (c >> 10)),
				(unsigned)(0xDC00 + (c & 0x3FF)));
	}
}
