/* SPDX-License-Identifier: MIT */
/* u20BB7 and i9534B235: a character by its code. */
#include "ui/ime/ime_own.h"

#include "base/utf8.h"

#include <string.h>

enum { UNICODE_LEAST = 4, UNICODE_MOST = 6, GB_MOST = 8 };

static int
hex(int32_t key)
{
	if (key >= '0' && key <= '9')
		return key - '0';
	if (key >= 'a' && key <= 'f')
		return key - 'a' + 10;
	if (key >= 'A' && key <= 'F')
		return key - 'A' + 10;
	return -1;
}

bool
ime_code_takes(const struct ime *ime, int32_t key)
{
	size_t most = ime->mode == IME_GB ? GB_MOST : UNICODE_MOST;

	return hex(key) >= 0 && strlen(ime->letters) < 1 + most;
}

static uint32_t
number(const char *digits)
{
	uint32_t value = 0;

	for (; *digits != '\0'; digits++)
		value = value * 16 + (uint32_t)hex(*digits);
	return value;
}

/* Two bytes or four. */
static uint32_t
gb_character(const char *digits, size_t length)
{
	unsigned char bytes[GB_MOST / 2] = { 0 };
	struct decoder *decoder = NULL;
	uint32_t character = 0;

	if (length != 4 && length != GB_MOST)
		return 0;
	for (size_t i = 0; i < length / 2; i++)
		bytes[i] = (unsigned char)(hex(digits[2 * i]) * 16 +
					   hex(digits[2 * i + 1]));
	if (!decoder_open(ENCODING_GB18030, &decoder, NULL))
		return 0;
	if (decoder_read(decoder, bytes, length / 2, &character) !=
		(int)(length / 2))
		character = 0;
	decoder_close(&decoder);
	return character;
}

uint32_t
ime_code_character(const struct ime *ime)
{
	const char *digits = ime->letters + 1;
	size_t length = strlen(digits);
	uint32_t character = 0;

	if (ime->letters[0] == '\0')
		return 0;
	if (ime->mode == IME_GB)
		character = gb_character(digits, length);
	else if (length >= UNICODE_LEAST)
		character = number(digits);
	return character != UTF8_REPLACEMENT && utf8_is_plain(character)
		       ? character
		       : 0;
}
