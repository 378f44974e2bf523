/* SPDX-License-Identifier: MIT */
/*
 * Chinese from letters, under any keys. First byte: where the text goes, and
 * the terminal's encoding; then keys.
 */
#include "fuzz.h"

#include "base/width.h"
#include "fuzz_press.h"
#include "ui/ime/ime.h"

enum { COLUMNS_LEAST = 20, COLUMNS_MORE = 100, DESIGN_COLUMNS = 80 };
enum { LETTERS_FIT = 24 };

/* Opened once; without the library, which the system may have or not. */
static struct pinyin *
pinyin(void)
{
	static struct pinyin *opened;

	if (opened == NULL) {
		opened = pinyin_open();
		pinyin_drop_library(opened);
	}
	return opened;
}

static void
check_line(struct ime *ime)
{
	const char *line = ime_line(ime);

	if (line == NULL)
		return;
	FUZZ_CHECK(fuzz_is_clean(line, UTF8_ONE_LINE));
	/* In a narrower window, and with a dozen syllables, what is too long
	 * is cut. */
	FUZZ_CHECK(ime->columns < DESIGN_COLUMNS ||
		   strlen(ime->letters) > LETTERS_FIT ||
		   width_text(line, ime->width) <= ime->columns);
}

FUZZ_TARGET(ime)
{
	struct fuzz fuzz = { data, size };
	unsigned how = fuzz_byte(&fuzz);
	int columns = COLUMNS_LEAST + fuzz_choice(&fuzz, COLUMNS_MORE);
	struct ime ime = { .columns = columns,
		.pinyin = pinyin(),
		.encoding = (enum encoding)(how % ENCODINGS),
		.width = (how & 0x40U) != 0 ? WIDTH_TERM_WIDE
					    : WIDTH_TERM_NARROW };
	enum ime_place place = (how & 0x80U) != 0 ? IME_FIND : IME_WORDS;
	struct key_event event;
	char *text = NULL;

	while (fuzz_press(&fuzz, &event, &text)) {
		struct ime_answer answer = { .text = "" };

		ime_key(&ime, &event, place, &answer);
		FUZZ_CHECK(memchr(answer.text, 0, IME_BYTES) != NULL);
		FUZZ_CHECK(fuzz_is_clean(answer.text, UTF8_ONE_LINE));
		check_line(&ime);
		free(text);
	}
	ime.pinyin = NULL;
	ime_free(&ime);
	return 0;
}
