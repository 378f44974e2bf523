/* SPDX-License-Identifier: MIT */
/*
 * The byte decoder. It knows no terminal and no terminfo: what terminals send
 * for a key differs little enough for one table, and a thin terminal rarely
 * is what TERM says.
 */
#include "ui/term/input_own.h"

#include "base/attr.h"
#include "base/utf8.h"

#include <string.h>

enum { ESC = 27, DEL = 127 };

enum { XON = 17, XOFF = 19, NOISE = 0xFF };

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

/* SCO: these tell that the keyboard is one ... */
static const struct sequence sco_signs[] = {
	{ 'M', KEY_F1 }, { 'N', KEY_F2 },  { 'T', KEY_F8 },  { 'U', KEY_F9 },
	{ 'V', KEY_F10 }, { 'W', KEY_F11 }, { 'X', KEY_F12 },
};
/* ... and these are its others, which mean something else elsewhere. */
static const struct sequence sco_finals[] = {
	{ 'O', KEY_F3 }, { 'P', KEY_F4 },	{ 'Q', KEY_F5 },
	{ 'R', KEY_F6 }, { 'S', KEY_F7 },	{ 'I', KEY_PAGE_UP },
	{ 'L', KEY_INSERT }, { 'G', KEY_PAGE_DOWN },
};

/* ESC [ number ~, both families: 1 4 (linux, PuTTY, VT) and 7 8 (rxvt) are
 * Home and End; 11 to 14 (PuTTY, rxvt) are F1 to F4;
 * 28 is the Help of a VT220, which has no F1 to F5. */
static const struct sequence csi_numbers[] = {
	{ 1, KEY_HOME },   { 2, KEY_INSERT },   { 3, KEY_DELETE },
	{ 4, KEY_END },    { 5, KEY_PAGE_UP },  { 6, KEY_PAGE_DOWN },
	{ 7, KEY_HOME },   { 8, KEY_END },      { 11, KEY_F1 },
	{ 12, KEY_F2 },    { 13, KEY_F3 },      { 14, KEY_F4 },
	{ 15, KEY_F5 },    { 17, KEY_F6 },      { 18, KEY_F7 },
	{ 19, KEY_F8 },    { 20, KEY_F9 },      { 21, KEY_F10 },
	{ 23, KEY_F11 },   { 24, KEY_F12 },     { 28, KEY_F1 },
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
	{ 'I', KEY_TAB },   { ' ', KEY_SPACE },
	{ 'T', KEY_F5 },    { 'U', KEY_F6 },   { 'V', KEY_F7 },
	{ 'W', KEY_F8 },    { 'X', KEY_F9 },   { 'Y', KEY_F10 },
	{ 'Z', KEY_F11 },   { '[', KEY_F12 },
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

/* Alt and a key: Esc Esc was F12 already, the rest of it is no text. `O` is
 * too likely a letter if it did not come with it. */
static bool
begins_after_f12(struct input *input, unsigned char byte)
{
	bool begins = input->was_f12 &&
		      (byte == '[' || (byte == 'O' && input->last == KEY_F12));

	input->was_f12 = false;
	if (!begins)
		return false;
	input->is_after_f12 = true;
	keep(input, ESC);
	keep(input, byte);
	return true;
}

/* A byte where nothing is pending. */
static bool
fresh_byte(struct input *input, unsigned char byte, struct key_event *out)
{
	bool is_second_half = byte == '\n' && input->was_carriage_return;
	bool is_doubled = byte == '\b' && input->was_del;

	input->was_carriage_return = byte == '\r';
	input->was_del = byte == DEL;
	if (is_second_half || is_doubled || begins_after_f12(input, byte))
		return false;
	if (byte >= 0x80 || byte == ESC) {
		keep(input, byte);
		return false;
	}
	return plain_byte(byte, out);
}

static void
add(struct input *input, int32_t key)
{
	bool is_again = key == KEY_BAD && input->waiting_count > 0 &&
			input->waiting[input->waiting_count - 1] == KEY_BAD;

	if (!is_again && input->waiting_count < INPUT_WAITING)
		input->waiting[input->waiting_count++] = key;
}

static void
add_byte(struct input *input, unsigned char byte)
{
	struct key_event event;

	if (fresh_byte(input, byte, &event))
		add(input, event.key);
}

static bool
take(struct input *input, struct key_event *out)
{
	if (input->waiting_count == 0)
		return false;
	give(out, input->waiting[0]);
	input->waiting_count--;
	memmove(input->waiting, input->waiting + 1,
		input->waiting_count * sizeof input->waiting[0]);
	return true;
}

/* What was pending is no sequence: it is dropped, the byte that showed it
 * counts by itself. What was typed after Esc Esc is text. */
static bool
broken_off(struct input *input, unsigned char byte, struct key_event *out)
{
	size_t length = input->pending_length;

	input->pending_length = 0;
	if (!input->is_after_f12)
		add(input, KEY_BAD);
	for (size_t i = 1; input->is_after_f12 && i < length; i++)
		add(input, input->pending[i]);
	input->is_after_f12 = false;
	if (byte >= 0x80) {
		keep(input, byte);
		input_settle(input);
	} else {
		add_byte(input, byte);
	}
	return take(input, out);
}

/* Reads one character at the start of what is pending; how many bytes it took,
 * 0: it may go on. */
static size_t
read_pending(struct input *input)
{
	uint32_t character = 0;
	int took = decoder_read(input->decoder, input->pending,
		input->pending_length, &character);
	bool is_key = took > 0 && utf8_is_plain(character);

	if (took == 0 && input->pending_length < ENCODING_MOST_BYTES)
		return 0;
	add(input, is_key ? (int32_t)character : KEY_BAD);
	if (took == 0)
		took = 1;
	return (size_t)(took < 0 ? -took : took);
}

void
input_settle(struct input *input)
{
	while (input->pending_length > 0 && !is_escape(input)) {
		unsigned char first = input->pending[0];
		size_t took = first < 0x80 ? 1 : read_pending(input);
		unsigned char rest[INPUT_SEQUENCE];
		size_t left;

		if (took == 0)
			return;
		left = input->pending_length - took;
		memcpy(rest, input->pending + took, left);
		input->pending_length = 0;
		if (first < 0x80)
			add_byte(input, first);
		/* An Esc that broke a character off is the last byte. */
		for (size_t i = 0; i < left; i++)
			keep(input, rest[i]);
	}
}

static bool
character_byte(struct input *input, unsigned char byte, struct key_event *out)
{
	keep(input, byte);
	input_settle(input);
	return take(input, out);
}

/* A final byte without a number: some are known only by what came before. */
static int32_t
find_final(struct input *input, unsigned char last)
{
	int32_t key = find(sco_signs, ARRAY_LENGTH(sco_signs), last);

	if (key != KEY_BAD)
		input->is_sco = true;
	else if (input->is_sco)
		key = find(sco_finals, ARRAY_LENGTH(sco_finals), last);
	/* A window that says whether it has the focus, after somebody else's
	 * program asked it to. */
	else if (last == 'O' || last == 'I')
		return KEY_NONE;
	return key != KEY_BAD
		       ? key
		       : find(csi_finals, ARRAY_LENGTH(csi_finals), last);
}

/* The key of a whole ESC [ …; KEY_NONE for an answer of the terminal. */
static int32_t
csi_key(struct input *input, unsigned char last)
{
	int number = first_number(input);
	bool has_number = input->pending_length > 2;

	if (has_number && strchr("?>=<", input->pending[2]) != NULL)
		return KEY_NONE;
	/* rxvt: ^ and $ and @ are ~ with Ctrl, Shift and both. */
	if (strchr("~^$@", last) != NULL)
		return find(csi_numbers, ARRAY_LENGTH(csi_numbers), number);
	/* ESC [ 5;9R is an answer (where the cursor is), not F3. */
	if (has_number && number != 1 && last >= 'P' && last <= 'S')
		return KEY_NONE;
	return has_number ? find(csi_finals, ARRAY_LENGTH(csi_finals), last)
			  : find_final(input, last);
}

/* A whole sequence. */
static bool
end_sequence(struct input *input, int32_t key, unsigned char last,
	struct key_event *out)
{
	if (input->is_after_f12 && key == KEY_BAD)
		return broken_off(input, last, out);
	input->pending_length = 0;
	if (input->is_after_f12 || key == KEY_NONE) {
		input->is_after_f12 = false;
		return false;
	}
	return give(out, key);
}

static bool
end_csi(struct input *input, unsigned char last, struct key_event *out)
{
	if (last == '~' && first_number(input) == 200) {
		input_start_paste(input);
		return false;
	}
	return end_sequence(input, csi_key(input, last), last, out);
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
		return end_sequence(input, KEY_F1 + (byte - 'A'), byte, out);
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
	return end_sequence(input,
		find(ss3_finals, ARRAY_LENGTH(ss3_finals), byte), byte, out);
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
	input->was_f12 = byte == ESC;
	if (byte == ESC)
		return give(out, KEY_F12);
	if (byte == '\t')
		return give(out, KEY_BACK_TAB); /* Linux console */
	if (function != KEY_NONE)
		return give(out, function);
	if (byte >= 0x80)
		return character_byte(input, byte, out);
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

/* One byte that is neither noise nor pasted. */
static bool
key_byte(struct input *input, unsigned char byte, struct key_event *out)
{
	if (byte == 0 && input->pending_length > 0)
		return false;
	if (is_escape(input))
		return escape_byte(input, byte, out);
	if (input->pending_length > 0)
		return character_byte(input, byte, out);
	if (byte < 0x80)
		return fresh_byte(input, byte, out);
	input->was_f12 = false;
	input->was_carriage_return = false;
	input->was_del = false;
	return character_byte(input, byte, out);
}

/* Marks the second of two equal keys that came in one piece. */
static bool
mark_twin(struct input *input, struct key_event *out)
{
	out->is_twin = input->has_twins && out->key == input->last;
	input->last = out->key;
	return true;
}

void
input_clear(struct input *input)
{
	struct buf paste = input->paste;

	buf_clear(&paste);
	*input = (struct input){ .paste = paste,
		.decoder = input->decoder,
		.has_twins = input->has_twins,
		.is_sco = input->is_sco };
}

void
input_free(struct input *input)
{
	buf_free(&input->paste);
	decoder_close(&input->decoder);
	*input = (struct input){ 0 };
}

bool
input_set_encoding(struct input *input, enum encoding encoding, struct err *err)
{
	struct decoder *decoder = NULL;

	if (encoding != ENCODING_UTF8 && !decoder_open(encoding, &decoder, err))
		return false;
	decoder_close(&input->decoder);
	input->decoder = decoder;
	return true;
}

size_t
input_piece(struct input *input, unsigned char *bytes, size_t length)
{
	size_t kept = 0;
	bool was_nul = false;

	input->last = KEY_NONE;
	for (size_t i = 0; i < length; i++) {
		bool is_nul = bytes[i] == 0;
		bool is_padding =
			is_nul &&
			(was_nul || (i + 1 < length && bytes[i + 1] == 0));

		was_nul = is_nul;
		if (!is_padding)
			bytes[kept++] = bytes[i];
	}
	return kept;
}

bool
input_byte(struct input *input, unsigned char byte, struct key_event *out)
{
	if (byte == XON || byte == XOFF || byte == NOISE)
		return false;
	if (input->is_pasting)
		return input_pasted(input, byte, out);
	return key_byte(input, byte, out) && mark_twin(input, out);
}

bool
input_next(struct input *input, struct key_event *out)
{
	return take(input, out) && mark_twin(input, out);
}

bool
input_is_open(const struct input *input)
{
	return input->is_pasting ||
	       (input->pending_length > 0 && !is_escape(input));
}

bool
input_silent(struct input *input, struct key_event *out)
{
	if (input->is_pasting)
		return input_end_paste(input, out);
	if (!input_is_open(input))
		return false;
	input->pending_length = 0;
	return give(out, KEY_BAD);
}
