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
 * key, - = F11, Esc = F12, [ or O = a sequence); before anything else it is
 * forgotten. A sequence may be cut anywhere between two feeds. A bad byte
 * never eats the next key. NUL is Ctrl-Space, which is Ctrl-T (UI §1.1).
 */
enum { INPUT_SEQUENCE = 32, INPUT_PASTE = 65536 };
struct input {
	unsigned char pending[INPUT_SEQUENCE];
	size_t pending_length;
	struct buf paste;
	bool is_pasting;
	bool was_carriage_return; /* CR LF is one Enter */
	bool was_del;		  /* ^H after ^? at once: a doubled backspace */
	int32_t waiting; /* the key after a KEY_BAD that the same byte gave */
};

void input_clear(struct input *input);
void input_free(struct input *input);
/* Takes one byte; true if it completed an event in *out. A byte that breaks
 * off a sequence and is a key itself gives two events: KEY_BAD here, the key
 * by input_next, which is asked before the next byte. */
bool input_byte(struct input *input, unsigned char byte, struct key_event *out);
bool input_next(struct input *input, struct key_event *out);
/* The line was silent for seconds: ends a paste whose end mark was lost, so
 * that keys are keys again. True if that gave an event. */
bool input_silent(struct input *input, struct key_event *out);

#endif
