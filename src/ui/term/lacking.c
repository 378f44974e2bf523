/* SPDX-License-Identifier: MIT */
#include "ui/term/lacking.h"

#include "base/utf8.h"
#include "ui/term/radical.h"

enum { NAMES = 3 };

void
lacking_free(struct lacking *lacking)
{
	encoder_close(&lacking->encoder);
}

/* False where nothing can lack, or be asked. */
static bool
adopt(struct lacking *lacking, enum encoding encoding)
{
	struct err err = { 0 };

	if (lacking->encoder != NULL &&
		encoder_of(lacking->encoder) == encoding)
		return true;
	encoder_close(&lacking->encoder);
	return encoding != ENCODING_UTF8 &&
	       encoder_open(encoding, &lacking->encoder, &err);
}

void
lacking_name(uint32_t character, enum width_of width, struct buf *out)
{
	static const char *const shown[] = { "不显示", "?", "〓" };

	buf_addf(out, "%s＝U+%04X", shown[width_char(character, width)],
		(unsigned)character);
	radical_name(character, out);
}

static void
name(const struct lacks *found, enum width_of width, struct buf *out)
{
	for (size_t i = 0; i < found->count && i < NAMES; i++) {
		if (i > 0)
			buf_add_char(out, ' ');
		lacking_name(found->characters[i], width, out);
	}
	if (found->count > NAMES)
		buf_add(out, " ……");
}

void
lacking_names(struct lacking *lacking, const struct wire *wire,
	const struct cells *cells, struct buf *out)
{
	struct lacks found = { .count = 0 };
	const struct cell *row;

	if (!adopt(lacking, wire->encoding) || cells->cursor_row >= cells->rows)
		return;
	row = &cells->grid[(size_t)cells->cursor_row * (size_t)cells->columns];
	for (int column = 0; column < cells->columns; column++)
		encoder_lacks(lacking->encoder, row[column].text, &found);
	name(&found, wire->width, out);
}

void
lacking_names_in(struct lacking *lacking, const struct wire *wire,
	const char *text, struct buf *out)
{
	struct lacks found = { .count = 0 };

	if (!adopt(lacking, wire->encoding))
		return;
	encoder_lacks(lacking->encoder, text, &found);
	name(&found, wire->width, out);
}
