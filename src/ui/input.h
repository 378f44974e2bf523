/* SPDX-License-Identifier: MIT */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include "base/buf.h"
#include "ui/key.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Bytes from the line to key events (DESIGN §10, terminal measurements §8):
 * a UTF-8 state machine, both families of function-key sequences (xterm;
 * rxvt/PuTTY/linux), SS3 keypad digits, bracketed paste. Pure: no terminal,
 * no clock. Esc has no timer: it waits for the next byte (digit = function
 * key, - = F11, Esc = F12, [ or O = a sequence). A sequence may be cut
 * anywhere between two feeds. A bad byte never eats the next key.
 */
enum { INPUT_SEQUENCE = 32 };
struct input {
	unsigned char pending[INPUT_SEQUENCE];
	size_t pending_length;
	struct buf paste;
	bool is_pasting;
	bool was_carriage_return; /* CR LF is one Enter */
	bool was_del;             /* ^H after ^? at once: a doubled backspace */
};

void input_clear(struct input *input);
/* Takes one byte; true if it completed an event in *out. */
bool input_byte(struct input *input, unsigned char byte, struct key_event *out);

#endif
