/* SPDX-License-Identifier: MIT */
/*
 * The byte decoder. It knows no terminal and no terminfo: what terminals send
 * for a key differs little enough for one table, and a thin terminal rarely
 * is what TERM says.
 */
#include "ui/input.h"

#include "base/attr.h"
#include "base/utf8.h"

#include <string.h>

enum { ESC = 27, DEL = 127 };

static const char paste_end[] = "\033[201~";

struct sequence {
	int code; /* final byte, or the number before ~ */
	int32_t key;
};

/* clang-format off */
/* ESC [ ... X. Lower case arrows: rxvt with Shift. ESC [ P..S: F1 to F4 with
 * a modifier (xterm) or without (some emulators). */
static const struct sequence csi_finals[] = {
	{ 'A', KEY_UP },    { 'B', KEY_DOWN }, { 'C', KEY_RIGHT },
	{ 'D', KEY_LEFT },  { 'a', KEY_UP },   { 'b', KEY_DOWN },
	{ 'c', KEY_RIGHT }, { 'd', KEY_LEFT }, { 'H', KEY_HOME },
	{ 'F', KEY_END },   { 'Z', KEY_BACK_TAB }, { 'P', KEY_F1 },
	{ 'Q', KEY_F2 },    { 'R', KEY_F3 },   { 'S', KEY_F4 },
};

/* ESC [ number ~, both families: 1 4 (linux, PuTTY, VT) and 7 8 (rxvt) are
 * Home and End; 11 to 14 (PuTTY, rxvt) are F1 to F4. */
static const struct sequence csi_numbers[] = {
	{ 1, KEY_HOME },   { 2, KEY_INSERT },   { 3, KEY_DELETE },
	{ 4, KEY_END },    { 5, KEY_PAGE_UP },  { 6, KEY_PAGE_DOWN },
	{ 7, KEY_HOME },   { 8, KEY_END },      { 11, KEY_F1 },
	{ 12, KEY_F2 },    { 13, KEY_F3 },      { 14, KEY_F4 },
	{ 15, KEY_F5 },    { 17, KEY_F6 },      { 18, KEY_F7 },
	{ 19, KEY_F8 },    { 20, KEY_F9 },      { 21, KEY_F10 },
	{ 23, KEY_F11 },   { 24, KEY_F12 },
};

/* ESC O X. The keypad sends p..y for its digits, whatever terminfo says: vt100
 * calls ESC O t F5, and a clerk who types 214 there means 214 (terminal
 * measurements §8). */
static const struct sequence ss3_finals[] = {
	{ 'A', KEY_UP },    { 'B', KEY_DOWN }, { 'C', KEY_RIGHT },
	{ 'D', KEY_LEFT },  { 'a', KEY_UP },   { 'b', KEY_DOWN },
	{ 'c', KEY_RIGHT }, { 'd', KEY_LEFT }, { 'H', KEY_HOME },
	{ 'F', KEY_END },   { 'P', KEY_F1 },   { 'Q', KEY_F2 },
	{ 'R', KEY_F3 },    { 'S', KEY_F4 },   { 'M', KEY_ENTER },
	{ 'I', KEY_TAB },   { ' ', KEY_SPACE }, { 'X', '=' },
	{ 'j', '*' },       { 'k', '+' },      { 'l', ',' },
	{ 'm', '-' },       { 'n', '.' },      { 'o', '/' },
	{ 'p', '0' },       { 'q', '1' },      { 'r', '2' },
	{ 's', '3' },       { 't', '4' },      { 'u', '5' },
	{ 'v', '6' },       { 'w', '7' },      { 'x', '8' },
	{ 'y', '9' },
};
/* clang-format on */

static int32_t
find(const struct sequence *table, size_t count, int code)
{
	for (size_t i = 0; i < count; i++)
		if (table[i].code == code)
			return table[i].key;
	return KEY_BAD;
}

static bool
give(struct key_event *out, int32_t key)
{
	*out = (struct key_event){ .key = key };
	return true;
}

static void
keep(struct input *input, unsigned char byte)
{
	input->pending[input->pending_length++] = byte;
}

static bool
is_escape(const struct input *input)
{
	return input->pending_length > 0 && input->pending[0] == ESC;
}

/* The first number of ESC [ 12;3~; 0 without one. */
static int
first_number(const struct input *input)
{
	int number = 0;

	for (size_t i = 2; i < input->pending_length; i++) {
		unsigned char c = input->pending[i];

		if (c < '0' || c > '9' || number > 999)
			break;
		number = number * 10 + (c - '0');
	}
	return number;
}

/* Controls that are keys, and ASCII. */
static bool
plain_byte(unsigned char byte, struct key_event *out)
{
	switch (byte) {
	case '\t':
		return give(out, KEY_TAB);
	case '\r':
	case '\n':
		return give(out, KEY_ENTER);
	case '\b':
	case DEL:
		return give(out, KEY_BACKSPACE);
	case 0:
		return give(out, KEY_CTRL('t'));
	default:
		break;
	}
	return give(out, byte <= 26 || byte >= ' ' ? byte : KEY_BAD);
}

/* A byte where nothing is pending. */
static bool
fresh_byte(struct input *input, unsigned char byte, struct key_event *out)
{
	bool is_second_half = byte == '\n' && input->was_carriage_return;
	bool is_doubled = byte == '\b' && input->was_del;

	input->was_carriage_return = byte == '\r';
	input->was_del = byte == DEL;
	if (is_second_half || is_doubled)
		return false;
	if (byte == ESC || (byte >= 0xC2 && byte <= 0xF4)) {
		keep(input, byte);
		return false;
	}
	return byte < 0x80 ? plain_byte(byte, out) : give(out, KEY_BAD);
}

/* What was pending is no sequence: it is dropped, the byte that showed it
 * counts by itself. */
static bool
broken_off(struct input *input, unsigned char byte, struct key_event *out)
{
	struct key_event next = { .key = KEY_NONE };

	input->pending_length = 0;
	if (fresh_byte(input, byte, &next) && next.key != KEY_BAD)
		input->waiting = next.key;
	return give(out, KEY_BAD);
}

static size_t
character_bytes(unsigned char lead)
{
	if (lead < 0xE0)
		return 2;
	return lead < 0xF0 ? 3 : 4;
}

/* Does the character still fit UTF-8 with this byte as its second or later
 * one? Overlong forms, surrogates and values past U+10FFFF end early. */
static bool
may_follow(const struct input *input, unsigned char byte)
{
	unsigned char lead = input->pending[0];

	if (byte < 0x80 || byte > 0xBF)
		return false;
	if (input->pending_length > 1)
		return true;
	return !((lead == 0xE0 && byte < 0xA0) ||
		 (lead == 0xED && byte > 0x9F) ||
		 (lead == 0xF0 && byte < 0x90) ||
		 (lead == 0xF4 && byte > 0x8F));
}

static bool
character_byte(struct input *input, unsigned char byte, struct key_event *out)
{
	char text[UTF8_MAX_BYTES + 1] = { 0 };
	const char *at = text;
	uint32_t character;

	if (!may_follow(input, byte))
		return broken_off(input, byte, out);
	keep(input, byte);
	if (input->pending_length < character_bytes(input->pending[0]))
		return false;
	memcpy(text, input->pending, input->pending_length);
	input->pending_length = 0;
	character = utf8_next(&at);
	return give(
		out, utf8_is_plain(character) ? (int32_t)character : KEY_BAD);
}

static bool
start_paste(struct input *input)
{
	buf_clear(&input->paste);
	input->is_pasting = true;
	input->pending_length = 0;
	return false;
}

static bool
end_csi(struct input *input, unsigned char last, struct key_event *out)
{
	int number = first_number(input);
	bool has_number = input->pending_length > 2;

	if (last == '~' && number == 200)
		return start_paste(input);
	input->pending_length = 0;
	/* rxvt: ^ and $ and @ are ~ with Ctrl, Shift and both. */
	if (strchr("~^$@", last) != NULL)
		return give(out,
			find(csi_numbers, ARRAY_LENGTH(csi_numbers), number));
	/* ESC [ 5;9R is an answer (where the cursor is), not F3. */
	if (has_number && number != 1 && last >= 'P' && last <= 'S')
		return false;
	return give(out, find(csi_finals, ARRAY_LENGTH(csi_finals), last));
}

static bool
csi_byte(struct input *input, unsigned char byte, struct key_event *out)
{
	bool is_first = input->pending_length == 2;
	bool is_private = !is_first && input->pending[2] == '?';

	/* Linux console: ESC [ [ A to E are F1 to F5. */
	if (!is_first && input->pending[2] == '[') {
		if (byte < 'A' || byte > 'E')
			return broken_off(input, byte, out);
		input->pending_length = 0;
		return give(out, KEY_F1 + (byte - 'A'));
	}
	if (byte < ' ' || byte > '~' || input->pending_length == INPUT_SEQUENCE)
		return broken_off(input, byte, out);
	if ((byte < '@' && (byte != '$' || is_private || is_first)) ||
		(byte == '[' && is_first)) {
		keep(input, byte);
		return false;
	}
	return end_csi(input, byte, out);
}

static bool
ss3_byte(struct input *input, unsigned char byte, struct key_event *out)
{
	if (byte < ' ' || byte > '~' || input->pending_length == INPUT_SEQUENCE)
		return broken_off(input, byte, out);
	/* Older emulators put the modifier here: ESC O 2 P. */
	if ((byte >= '0' && byte <= '9') || byte == ';') {
		keep(input, byte);
		return false;
	}
	input->pending_length = 0;
	return give(out, find(ss3_finals, ARRAY_LENGTH(ss3_finals), byte));
}

/* The byte after Esc. */
static bool
second_byte(struct input *input, unsigned char byte, struct key_event *out)
{
	int32_t function = key_after_escape(byte);

	if (byte == '[' || byte == 'O') {
		keep(input, byte);
		return false;
	}
	input->pending_length = 0;
	if (byte == ESC)
		return give(out, KEY_F12);
	if (byte == '\t')
		return give(out, KEY_BACK_TAB); /* Linux console */
	if (function != KEY_NONE)
		return give(out, function);
	return fresh_byte(input, byte, out);
}

static bool
escape_byte(struct input *input, unsigned char byte, struct key_event *out)
{
	if (input->pending_length == 1)
		return second_byte(input, byte, out);
	return input->pending[1] == '[' ? csi_byte(input, byte, out)
					: ss3_byte(input, byte, out);
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

static bool
end_paste(struct input *input, struct key_event *out)
{
	const char *at = buf_text(&input->paste);
	struct buf clean = { 0 };
	uint32_t character;
	uint32_t before = 0;

	while ((character = utf8_next(&at)) != 0) {
		add_pasted(&clean, character, before == '\r');
		before = character;
	}
	buf_free(&input->paste);
	input->paste = clean;
	input->is_pasting = false;
	input->pending_length = 0;
	*out = (struct key_event){ .key = KEY_PASTE,
		.text = buf_text(&input->paste) };
	return true;
}

static void
paste_byte(struct input *input, unsigned char byte)
{
	if (byte != 0 && input->paste.length < INPUT_PASTE)
		buf_add_bytes(&input->paste, &byte, 1);
}

static bool
pasting_byte(struct input *input, unsigned char byte, struct key_event *out)
{
	if (byte == (unsigned char)paste_end[input->pending_length]) {
		keep(input, byte);
		if (input->pending_length == sizeof paste_end - 1)
			return end_paste(input, out);
		return false;
	}
	for (size_t i = 0; i < input->pending_length; i++)
		paste_byte(input, input->pending[i]);
	input->pending_length = 0;
	if (byte == ESC)
		keep(input, byte);
	else
		paste_byte(input, byte);
	return false;
}

void
input_clear(struct input *input)
{
	struct buf paste = input->paste;

	buf_clear(&paste);
	*input = (struct input){ .paste = paste };
}

void
input_free(struct input *input)
{
	buf_free(&input->paste);
	*input = (struct input){ 0 };
}

bool
input_byte(struct input *input, unsigned char byte, struct key_event *out)
{
	if (input->is_pasting)
		return pasting_byte(input, byte, out);
	if (is_escape(input))
		return escape_byte(input, byte, out);
	if (input->pending_length > 0)
		return character_byte(input, byte, out);
	return fresh_byte(input, byte, out);
}

bool
input_next(struct input *input, struct key_event *out)
{
	if (input->waiting == KEY_NONE)
		return false;
	give(out, input->waiting);
	input->waiting = KEY_NONE;
	return true;
}

bool
input_silent(struct input *input, struct key_event *out)
{
	return input->is_pasting && end_paste(input, out);
}
