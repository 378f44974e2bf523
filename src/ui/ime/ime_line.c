/* SPDX-License-Identifier: MIT */
/* What the input method shows: one line, always at the same place. */
#include "ui/ime/ime_own.h"

#include "base/utf8.h"
#include "ui/ime/pinyin_syllable.h"
#include "ui/term/cells.h"
#include "ui/term/radical.h"
#include "ui/words.h"

/* LINE_COLUMNS: what a page takes at most, for the bytes of a slow line. */
enum {
	LINE_COLUMNS = 40,
	LEAST_COLUMNS = 20,
	PAGES_COLUMNS = 10,
	CODE_COLUMNS = 7
};

/* Is it one character that this terminal cannot show? */
static uint32_t
lacking(struct ime *ime, const char *text)
{
	const char *at = text;
	uint32_t character = utf8_next(&at);

	if (ime->encoding != ENCODING_GBK || *at != '\0')
		return 0;
	if (ime->encoder == NULL &&
		!encoder_open(ENCODING_GBK, &ime->encoder, NULL))
		return 0;
	return encoder_has(ime->encoder, character) ? 0 : character;
}

static int
columns_of(struct ime *ime, size_t at)
{
	const char *text = ime->found.items[at].text;

	return 2 + cells_columns(text, ime->width) +
	       (lacking(ime, text) != 0 ? CODE_COLUMNS : 0);
}

/* The letters take up to half of the line; of more the first show, which go
 * first. Returns their columns. */
static int
add_letters(const struct ime *ime, struct buf *out)
{
	size_t start = out->length;
	size_t room = (size_t)(ime->columns < LEAST_COLUMNS ? LEAST_COLUMNS
							    : ime->columns) /
		      2;

	syllables_split(ime->letters, out);
	if (out->length - start > room) {
		buf_cut(out, start + room - 2);
		buf_add(out, "..");
	}
	return (int)(out->length - start);
}

size_t
ime_page(struct ime *ime, size_t first)
{
	struct buf letters = { 0 };
	int room = ime->columns - add_letters(ime, &letters) - PAGES_COLUMNS;
	int used = 0;
	size_t count = 0;

	buf_free(&letters);
	if (room > LINE_COLUMNS)
		room = LINE_COLUMNS;
	while (first + count < ime->found.count && count < IME_PAGE) {
		used += columns_of(ime, first + count);
		if (used > room && count > 0)
			break;
		count++;
	}
	return count;
}

static void
add_candidates(struct ime *ime)
{
	size_t count = ime_page(ime, ime->first);

	for (size_t i = 0; i < count; i++) {
		const char *text = ime->found.items[ime->first + i].text;
		uint32_t code = lacking(ime, text);

		buf_addf(&ime->line, " %zu%s", i + 1, text);
		if (code != 0)
			buf_addf(&ime->line, "U+%X", (unsigned)code);
	}
	if (count == 0)
		buf_addf(&ime->line, " %s", say("没有这个音"));
	if (ime->first > 0)
		buf_addf(&ime->line, " %s", say("-上"));
	if (ime->first + count < ime->found.count)
		buf_addf(&ime->line, " %s", say("=下"));
}

static void
add_code(struct ime *ime)
{
	uint32_t character = ime_code_character(ime);
	char bytes[UTF8_MAX_BYTES + 1] = "";

	buf_addf(&ime->line, "%s%s",
		say(ime->mode == IME_GB ? "国标码 " : "U+"), ime->letters + 1);
	if (character == 0) {
		buf_addf(&ime->line, " %s",
			say(ime->mode == IME_GB ? "4或8位" : "4到6位"));
		return;
	}
	bytes[utf8_put(character, bytes)] = '\0';
	buf_addf(&ime->line, " 1%s", bytes);
	if (lacking(ime, bytes) != 0)
		radical_name(character, &ime->line);
	if (ime->mode == IME_GB)
		buf_addf(&ime->line, " U+%04X", (unsigned)character);
}

/* By words: a GBK terminal lacks the signs. */
static void
add_parts(struct ime *ime)
{
	if (ime->part_count == 0) {
		buf_add(&ime->line,
			say("拆成 1左右 2上下 3左中右 4上中下 5全围 6上围 "
			    "7下围 8左围 9左上 0右上 -左下 =叠"));
		return;
	}
	buf_add(&ime->line, "［");
	ime_parts_text(ime, &ime->line);
	buf_add_char(&ime->line, ' ');
	if (ime->letters[0] == '\0')
		buf_add(&ime->line,
			say("打部件的拼音；再拆 1左右 2上下…；退格改"));
}

const char *
ime_line(struct ime *ime)
{
	if (ime->note != NULL)
		return say(ime->note);
	if (ime->letters[0] == '\0' && !ime->is_building)
		return NULL;
	buf_clear(&ime->line);
	if (ime->is_building)
		add_parts(ime);
	if (ime->letters[0] == '\0')
		return buf_text(&ime->line);
	if (ime->mode != IME_PINYIN) {
		add_code(ime);
	} else {
		(void)add_letters(ime, &ime->line);
		add_candidates(ime);
	}
	return buf_text(&ime->line);
}

const char *
ime_state(const struct ime *ime)
{
	if (!ime->is_on)
		return NULL;
	return say(ime->has_plain_marks ? "中." : "中 ");
}
