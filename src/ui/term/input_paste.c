/* SPDX-License-Identifier: MIT */
/*
 * What stands between the marks of a bracketed paste: bytes are kept until
 * the end mark, so that a character is never cut by where the line cut it.
 */
#include "ui/term/input_own.h"

#include "base/utf8.h"

enum { ESC = 27 };

static const char paste_end[] = "\033[201~";

void
input_start_paste(struct input *input)
{
	buf_clear(&input->paste);
	input->is_pasting = true;
	input->is_cut = false;
	input->is_after_f12 = false;
	input->pending_length = 0;
}

/* Adds one pasted character as it may become data: line ends are one \n, a
 * tab is a space, other controls are left out, what is no character stays
 * visible as U+FFFD. */
static void
add_pasted(struct buf *clean, uint32_t character, bool was_carriage_return)
{
	if (character == '\n' && was_carriage_return)
		return;
	if (character == '\r')
		character = '\n';
	if (character == '\t')
		character = ' ';
	if (character == '\n' || utf8_is_plain(character)) {
		char bytes[UTF8_MAX_BYTES];

		buf_add_bytes(clean, bytes, utf8_put(character, bytes));
	}
}

/* One character of the wire's encoding; how many bytes it took. */
static size_t
read_one(struct decoder *decoder, const unsigned char *bytes, size_t length,
	uint32_t *character)
{
	size_t most =
		length < ENCODING_MOST_BYTES ? length : ENCODING_MOST_BYTES;
	int took = decoder_read(decoder, bytes, most, character);

	if (took > 0)
		return (size_t)took;
	*character = UTF8_REPLACEMENT;
	return took == 0 ? length : 1;
}

bool
input_end_paste(struct input *input, struct key_event *out)
{
	const unsigned char *bytes = (const unsigned char *)input->paste.data;
	struct buf clean = { 0 };
	uint32_t before = 0;
	size_t took;

	for (size_t at = 0; at < input->paste.length; at += took) {
		uint32_t character;

		took = read_one(input->decoder, bytes + at,
			input->paste.length - at, &character);
		add_pasted(&clean, character, before == '\r');
		before = character;
	}
	buf_free(&input->paste);
	input->paste = clean;
	input->is_pasting = false;
	input->pending_length = 0;
	*out = (struct key_event){ .key = KEY_PASTE,
		.text = buf_text(&input->paste),
		.is_cut = input->is_cut };
	return true;
}

static void
paste_byte(struct input *input, unsigned char byte)
{
	if (byte == 0)
		return;
	if (input->paste.length < INPUT_PASTE)
		buf_add_bytes(&input->paste, &byte, 1);
	else
		input->is_cut = true;
}

bool
input_pasted(struct input *input, unsigned char byte, struct key_event *out)
{
	if (byte == (unsigned char)paste_end[input->pending_length]) {
		input->pending[input->pending_length++] = byte;
		return input->pending_length == sizeof paste_end - 1 &&
		       input_end_paste(input, out);
	}
	for (size_t i = 0; i < input->pending_length; i++)
		paste_byte(input, input->pending[i]);
	input->pending_length = 0;
	if (byte == ESC)
		input->pending[input->pending_length++] = byte;
	else
		paste_byte(input, byte);
	return false;
}
