/* SPDX-License-Identifier: MIT */
/*
 * Encodings of terminals, files and printers. First byte: which one. Read as
 * bytes of that encoding, and as UTF-8 to be encoded.
 */
#include "fuzz.h"

#include "base/edge.h"
#include "base/encoding.h"

/* One encoding, both ways. */
struct speech {
	struct encoder *encoder;
	struct decoder *decoder;
};

/* Takes no more than there is, never eats an ASCII byte behind a broken lead,
 * and what it asks to wait for is no character yet. */
static int
read_one(const struct speech *speech, const unsigned char *at, size_t left,
	uint32_t *character)
{
	int took = decoder_read(speech->decoder, at, left, character);
	size_t length = (size_t)(took < 0 ? -took : took);

	FUZZ_CHECK(length <= left && length <= ENCODING_MOST_BYTES);
	if (took == 0)
		FUZZ_CHECK(left < ENCODING_MOST_BYTES);
	for (size_t i = 1; took < 0 && i < length; i++)
		FUZZ_CHECK(at[i] >= 0x80);
	if (took > 0) {
		FUZZ_CHECK(*character <= 0x10FFFF);
		FUZZ_CHECK(*character < 0xD800 || *character > 0xDFFF);
		FUZZ_CHECK((at[0] < 0x80) == (*character < 0x80));
	}
	return took;
}

/* The character goes out and comes back, and no part of it is one. */
static void
check_character(
	const struct speech *speech, uint32_t character, struct buf *out)
{
	uint32_t back = 0;
	const unsigned char *at;

	buf_clear(out);
	if (!encoder_has(speech->encoder, character)) {
		FUZZ_CHECK(!encoder_put(
			speech->encoder, character, WIDTH_TERM_WIDE, out));
		return;
	}
	FUZZ_CHECK(
		encoder_put(speech->encoder, character, WIDTH_TERM_WIDE, out));
	at = (const unsigned char *)buf_text(out);
	FUZZ_CHECK(
		read_one(speech, at, out->length, &back) == (int)out->length);
	FUZZ_CHECK(back == encoding_of_private(character));
	for (size_t part = 1; part < out->length; part++)
		FUZZ_CHECK(decoder_read(speech->decoder, at, part, &back) == 0);
}

static void
check_bytes(const struct speech *speech, const unsigned char *at, size_t left)
{
	struct buf out = { 0 };

	while (left > 0) {
		uint32_t character = 0;
		int took = read_one(speech, at, left, &character);

		if (took == 0)
			break;
		if (took > 0)
			check_character(speech, character, &out);
		at += took < 0 ? -took : took;
		left -= (size_t)(took < 0 ? -took : took);
	}
	buf_free(&out);
}

/* Characters by their numbers, three bytes each. */
static void
check_numbers(const struct speech *speech, const uint8_t *at, size_t left)
{
	struct buf out = { 0 };

	for (; left >= 3; at += 3, left -= 3) {
		uint32_t c =
			((uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2]) %
			0x110000;

		if (c < 0xD800 || c > 0xDFFF)
			check_character(speech, c, &out);
	}
	buf_free(&out);
}

/* What is encoded is all characters of the encoding, and as wide as before. */
static void
check_text(const struct speech *speech, const char *text)
{
	struct buf plain = { 0 }, out = { 0 };
	const unsigned char *at;
	size_t left;
	int columns = 0;

	utf8_filter(&plain, text, UTF8_LINES);
	edge_text(&out, speech->encoder, WIDTH_TERM_WIDE, UTF8_LINES, text);
	at = (const unsigned char *)buf_text(&out);
	for (left = out.length; left > 0;) {
		uint32_t character = 0;
		int took = read_one(speech, at, left, &character);

		FUZZ_CHECK(took > 0);
		FUZZ_CHECK(character == '\n' || utf8_is_plain(character));
		columns += width_char(character, WIDTH_TERM_WIDE);
		at += took;
		left -= (size_t)took;
	}
	FUZZ_CHECK(columns == width_text(buf_text(&plain), WIDTH_TERM_WIDE));
	buf_free(&plain);
	buf_free(&out);
}

FUZZ_TARGET(encoding)
{
	struct speech speech = { NULL, NULL };
	struct err err = { 0 };
	struct fuzz fuzz = { data, size };
	int which = fuzz_choice(&fuzz, ENCODINGS);
	enum encoding encoding = (enum encoding)which;
	char *text;

	if (encoder_open(encoding, &speech.encoder, &err) &&
		decoder_open(encoding, &speech.decoder, &err)) {
		check_bytes(&speech, fuzz.at, fuzz.left);
		check_numbers(&speech, fuzz.at, fuzz.left);
		text = fuzz_text(&fuzz, SIZE_MAX);
		check_text(&speech, text);
		free(text);
	}
	encoder_close(&speech.encoder);
	decoder_close(&speech.decoder);
	return 0;
}
