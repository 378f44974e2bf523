/* SPDX-License-Identifier: MIT */
/*
 * The last filter before the terminal. First byte: the encoding and how wide
 * ambiguous characters are; then a frame, as a broken ncurses might write it.
 */
#include "fuzz.h"

#include "ui/term/encode.h"

/* Controls that terminal descriptions send; nothing else below a blank. */
static bool
is_sent(uint32_t character)
{
	return character < ' ' ? strchr("\a\b\t\n\r\016\017\033",
					 (int)character) != NULL
			       : utf8_is_plain(character);
}

static void
check_wire(enum encoding encoding, const struct buf *wire)
{
	struct decoder *decoder = NULL;
	struct err err = { 0 };
	const unsigned char *at = (const unsigned char *)buf_text(wire);
	size_t left = wire->length;

	FUZZ_CHECK(decoder_open(encoding, &decoder, &err));
	while (left > 0) {
		uint32_t character = 0;
		int took = decoder_read(decoder, at, left, &character);

		FUZZ_CHECK(took > 0);
		FUZZ_CHECK(is_sent(character));
		at += took;
		left -= (size_t)took;
	}
	decoder_close(&decoder);
}

/* What is harmless passes as it is. */
static void
check_harmless(
	enum encoding encoding, const struct buf *frame, const struct buf *wire)
{
	const char *at = buf_text(frame);

	if (encoding != ENCODING_UTF8 || strlen(at) != frame->length ||
		!utf8_valid(at, frame->length))
		return;
	for (uint32_t c; (c = utf8_next(&at)) != 0;)
		if (!is_sent(c))
			return;
	FUZZ_CHECK(wire->length == frame->length);
	FUZZ_CHECK(strcmp(buf_text(wire), buf_text(frame)) == 0);
}

FUZZ_TARGET(wire)
{
	struct fuzz fuzz = { data, size };
	unsigned how = fuzz_byte(&fuzz);
	enum encoding encoding = (enum encoding)(how % ENCODINGS);
	struct encoder *encoder = NULL;
	struct buf frame = { 0 }, wire = { 0 };
	struct err err = { 0 };

	FUZZ_CHECK(encoding == ENCODING_UTF8 ||
		   encoder_open(encoding, &encoder, &err));
	buf_add(&frame, "");
	buf_add_bytes(&frame, fuzz.at, fuzz.left);
	encode_filter(&wire, encoder,
		(how & 0x80U) != 0 ? WIDTH_TERM_WIDE : WIDTH_TERM_NARROW,
		&frame);
	check_wire(encoding, &wire);
	check_harmless(encoding, &frame, &wire);
	buf_free(&frame);
	buf_free(&wire);
	encoder_close(&encoder);
	return 0;
}
