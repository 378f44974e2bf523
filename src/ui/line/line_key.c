/* SPDX-License-Identifier: MIT */
/* What a typed word means as a key or a number. */
#include "ui/line/line_key.h"

#include "base/attr.h"
#include "base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* clang-format off */
static const struct {
	const char *name;
	int32_t key;
} names[] = {
	{ "回车",   KEY_ENTER },     { "enter",  KEY_ENTER },
	{ "空格",   KEY_SPACE },     { "space",  KEY_SPACE },
	{ "tab",    KEY_TAB },       { "shift-tab", KEY_BACK_TAB },
	{ "escesc", KEY_F12 },       { "esc-",   KEY_F11 },
	{ "esc0",   KEY_F10 },       { "退格",   KEY_BACKSPACE },
};
static const char *const control_leads[] = { "ctrl-", "c-", "^" };
/* clang-format on */

/* The character it is, if it is one; wide letters and digits are the same. */
static int32_t
single(const char *text)
{
	uint32_t character = utf8_next(&text);

	if (character > 0xFF00 && character < 0xFF5F)
		character -= 0xFF00 - ' ';
	return *text == '\0' && utf8_is_plain(character) ? (int32_t)character
							 : KEY_NONE;
}

static int32_t
function(const char *name)
{
	const char *digits = name + 1;
	int number;

	if (strncasecmp(name, "esc", 3) == 0)
		digits = name + 3;
	else if (name[0] != 'F' && name[0] != 'f')
		return KEY_NONE;
	number = line_number(digits);
	return number >= 1 && number <= 12 ? KEY_F1 + number - 1 : KEY_NONE;
}

static int32_t
control(const char *name)
{
	for (size_t i = 0; i < ARRAY_LENGTH(control_leads); i++) {
		size_t length = strlen(control_leads[i]);

		if (strncasecmp(name, control_leads[i], length) == 0 &&
			isalpha((unsigned char)name[length]) &&
			name[length + 1] == '\0')
			return KEY_CTRL(tolower((unsigned char)name[length]));
	}
	return KEY_NONE;
}

int32_t
line_key(const char *name)
{
	int32_t key = control(name);

	if (key == KEY_NONE)
		key = function(name);
	for (size_t i = 0; i < ARRAY_LENGTH(names) && key == KEY_NONE; i++)
		if (strcasecmp(name, names[i].name) == 0)
			key = names[i].key;
	return key != KEY_NONE ? key : single(name);
}

/* The digit at *text, stepped over; -1. */
static int
digit(const char **text)
{
	const char *at = *text;
	uint32_t character = utf8_next(&at);
	int value = -1;

	if (character >= '0' && character <= '9')
		value = (int)(character - '0');
	else if (character >= 0xFF10 && character <= 0xFF19)
		value = (int)(character - 0xFF10);
	if (value >= 0)
		*text = at;
	return value;
}

static int
read_number(const char **text)
{
	enum { MOST = 100000 };
	int value = -1;

	for (int next = digit(text); next >= 0; next = digit(text)) {
		value = (value < 0 ? 0 : value * 10) + next;
		if (value > MOST)
			return -1;
	}
	return value;
}

int
line_number(const char *text)
{
	int value = read_number(&text);

	return *text == '\0' ? value : -1;
}

static const char *
past_blanks(const char *text)
{
	static const char wide[] = "　";

	for (;;) {
		if (*text == ' ')
			text++;
		else if (strncmp(text, wide, sizeof wide - 1) == 0)
			text += sizeof wide - 1;
		else
			return text;
	}
}

int
line_number_at(const char *text, const char **rest)
{
	int value = read_number(&text);

	*rest = past_blanks(text);
	return *rest == text && *text != '\0' ? -1 : value;
}
