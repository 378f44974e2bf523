/* SPDX-License-Identifier: MIT */
/*
 * The key decoder. First byte: the encoding, and whether keys come doubled;
 * second: how long the pieces are in which the bytes come; then what the line
 * sends.
 */
#include "fuzz.h"

#include "ui/term/input.h"

enum { PIECES = 16 };

static bool
is_key(const struct key_event *event)
{
	int32_t key = event->key;

	if (key > KEY_NAMED)
		return key <= KEY_BAD && key != KEY_RESIZE &&
		       key != KEY_CHANGED && key != KEY_HANGUP;
	return (key >= 1 && key <= 26) ||
	       (key >= KEY_SPACE && utf8_is_plain((uint32_t)key));
}

/* An event as the program may be given it; noted in `log`. */
static void
take(const struct key_event *event, struct buf *log)
{
	FUZZ_CHECK(is_key(event));
	FUZZ_CHECK((event->key == KEY_PASTE) == (event->text != NULL));
	buf_addf(log, "%x ", (unsigned)event->key);
	if (event->text == NULL)
		return;
	FUZZ_CHECK(strlen(event->text) <= (size_t)INPUT_PASTE * UTF8_MAX_BYTES);
	FUZZ_CHECK(utf8_valid(event->text, strlen(event->text)));
	for (const char *at = event->text; *at != '\0';) {
		uint32_t c = utf8_next(&at);

		FUZZ_CHECK(c == '\n' || utf8_is_plain(c));
	}
	buf_addf(log, "(%s) ", event->text);
}

static bool
has_key(const struct buf *log, int32_t key)
{
	struct buf word = { 0 };
	bool has;

	buf_addf(&word, "%x ", (unsigned)key);
	has = strstr(buf_text(log), buf_text(&word)) != NULL;
	buf_free(&word);
	return has;
}

/* One byte; no more events than can wait. */
static void
feed(struct input *input, unsigned char byte, struct buf *log)
{
	struct key_event event;
	int events = 0;

	if (!input_byte(input, byte, &event))
		return;
	take(&event, log);
	while (input_next(input, &event)) {
		FUZZ_CHECK(++events <= INPUT_WAITING);
		take(&event, log);
	}
}

/* The bytes in pieces of at most `most`. */
static void
feed_all(struct input *input, const struct fuzz *fuzz, size_t most,
	struct buf *log)
{
	unsigned char piece[PIECES];
	size_t at = 0;

	while (at < fuzz->left) {
		size_t length = fuzz->left - at < most ? fuzz->left - at : most;
		size_t kept;

		memcpy(piece, fuzz->at + at, length);
		kept = input_piece(input, piece, length);
		FUZZ_CHECK(kept <= length);
		for (size_t i = 0; i < kept; i++)
			feed(input, piece[i], log);
		at += length;
	}
}

/* Whatever came before: when the line was silent and then Enter is pressed, it
 * is Enter. */
static void
check_recovery(struct input *input)
{
	static const char keys[] = "\033[201~\r\r";
	struct key_event event;
	struct buf log = { 0 };

	if (input_silent(input, &event))
		take(&event, &log);
	FUZZ_CHECK(!input_is_open(input));
	buf_clear(&log);
	for (size_t i = 0; keys[i] != '\0'; i++)
		feed(input, (unsigned char)keys[i], &log);
	FUZZ_CHECK(has_key(&log, KEY_ENTER));
	buf_free(&log);
}

static void
open_input(struct input *input, unsigned how)
{
	struct err err = { 0 };

	*input = (struct input){ .has_twins = (how & 0x80U) != 0 };
	FUZZ_CHECK(input_set_encoding(
		input, (enum encoding)(how % ENCODINGS), &err));
}

/* What is told by the piece it comes in: a NUL that is padding, and the rest
 * of a key with Alt (Esc Esc), which is text if it comes later. */
static bool
is_told_by_piece(const struct fuzz *fuzz, const struct buf *log)
{
	return (fuzz->left > 0 && memchr(fuzz->at, 0, fuzz->left) != NULL) ||
	       has_key(log, KEY_F12);
}

FUZZ_TARGET(keys)
{
	struct fuzz fuzz = { data, size };
	unsigned how = fuzz_byte(&fuzz);
	size_t most = 1 + fuzz_number(&fuzz, PIECES);
	struct input whole, split;
	struct buf once = { 0 }, again = { 0 };

	open_input(&whole, how);
	feed_all(&whole, &fuzz, PIECES, &once);
	check_recovery(&whole);
	open_input(&split, how);
	feed_all(&split, &fuzz, most, &again);
	if (!is_told_by_piece(&fuzz, &once))
		FUZZ_CHECK(strcmp(buf_text(&once), buf_text(&again)) == 0);
	input_clear(&split);
	check_recovery(&split);
	input_free(&whole);
	input_free(&split);
	buf_free(&once);
	buf_free(&again);
	return 0;
}
