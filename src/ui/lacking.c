/* SPDX-License-Identifier: MIT */
#include "ui/lacking.h"

#include "base/utf8.h"

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

static bool
is_among(const uint32_t *found, size_t count, uint32_t character)
{
	for (size_t i = 0; i < count; i++)
		if (found[i] == character)
			return true;
	return false;
}

/* Characters of the row that the terminal lacks, each once, marks too. */
static size_t
look(struct encoder *encoder, const struct cells *cells,
	uint32_t found[NAMES + 1])
{
	const struct cell *row = &cells->grid[(size_t)cells->cursor_row *
					      (size_t)cells->columns];
	size_t count = 0;

	for (int column = 0; column < cells->columns; column++) {
		const char *at = row[column].text;
		uint32_t character;

		while (count <= NAMES && (character = utf8_next(&at)) != 0)
			if (character >= 0x80 &&
				!encoder_has(encoder, character) &&
				!is_among(found, count, character))
				found[count++] = character;
	}
	return count;
}

void
lacking_name(uint32_t character, struct buf *out)
{
	buf_addf(out, "〓＝U+%04X", (unsigned)character);
}

void
lacking_names(struct lacking *lacking, enum encoding encoding,
	const struct cells *cells, struct buf *out)
{
	uint32_t found[NAMES + 1];
	size_t count;

	if (!adopt(lacking, encoding) || cells->cursor_row >= cells->rows)
		return;
	count = look(lacking->encoder, cells, found);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add_char(out, ' ');
		if (i < NAMES)
			lacking_name(found[i], out);
		else
			buf_add(out, "……");
	}
}
