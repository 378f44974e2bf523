/* SPDX-License-Identifier: MIT */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include "base/buf.h"
#include "base/encoding.h"
#include "base/err.h"
#include "ui/term/key.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Bytes from the line to key events (DESIGN §10, terminal measurements §8):
 * characters of the wire's encoding, the families of function-key sequences,
 * SS3 keypad digits, bracketed paste. Pure: no terminal, no clock. Esc has no
 * timer: it waits for the next byte (digit = function key, - = F11, Esc = F12,
 * [ or O = a sequence); before anything else it is forgotten. A sequence or a
 * character may be cut anywhere between two bytes. A bad byte never eats the
 * next key; only where lead and letter together are a character of GBK are
 * they read as one. NUL is Ctrl-Space, which is Ctrl-T (UI §1.1).
 *
 * Which keys of which keyboard arrive, and what is told apart:
 *   xterm, tmux, screen, SecureCRT as xterm   ESC O P..S, ESC [ 15~ …
 *   PuTTY ESC[n~ and VT400, rxvt, VT220       ESC [ 11~ … 24~; 28~ is Help
 *   PuTTY Linux, the Linux console            ESC [ [ A..E, then as xterm
 *   PuTTY Xterm R6                            as xterm
 *   PuTTY VT100+, SecureCRT as VT100          ESC O P..Z and ESC O [; X is =
 *                                             on a VT's keypad, which is F9
 *                                             in a list: taken for F9
 *   PuTTY SCO, SecureCRT as SCOANSI           ESC [ M..X. P Q R S are F1 to
 *                                             F4 elsewhere: F4 to F7 once M
 *                                             N T U V W or X came, which
 *                                             nobody else sends. O is F3 only
 *                                             then, I and G are pages, L is
 *                                             Ins. Its Del is ^?: Backspace.
 * Not told apart: F-keys with Shift, Ctrl, Alt from those without, Alt-F6 of
 * PuTTY from Esc Esc (F12; the rest of the sequence is no text).
 */
enum { INPUT_SEQUENCE = 32, INPUT_PASTE = 256 * 1024, INPUT_WAITING = 8 };
struct input {
	struct decoder *decoder; /* NULL: UTF-8 */
	bool has_twins;
	bool is_sco; /* its keyboard sends SCO sequences */
	unsigned char pending[INPUT_SEQUENCE];
	size_t pending_length;
	struct buf paste;
	bool is_pasting;
	bool is_cut;		  /* the paste is longer than is kept */
	bool was_carriage_return; /* CR LF is one Enter */
	bool was_del;		  /* ^H after ^? at once: a doubled backspace */
	bool was_f12;		  /* by Esc Esc: Alt and a key begins so too */
	bool is_after_f12;	  /* a sequence that does */
	int32_t last;		  /* the key before in the same piece */
	/* Keys behind a KEY_BAD that the same byte gave. */
	int32_t waiting[INPUT_WAITING];
	size_t waiting_count;
};

/* What was begun is forgotten; what is known of the line stays. */
void input_clear(struct input *input);
void input_free(struct input *input);
/* What characters are from the next byte on. ERR_IO where this machine can't
 * convert; then all stays as it was. */
bool input_set_encoding(struct input *input, enum encoding encoding,
	struct err *err) MUST_CHECK;
/* The bytes came in one piece, by one read(), and are to be given byte by
 * byte. Takes padding out of them (NULs in a row); how many are left. */
size_t input_piece(struct input *input, unsigned char *bytes, size_t length);
/* Takes one byte; true if it completed an event in *out. A byte that breaks
 * off a sequence and is a key itself gives two events: KEY_BAD here, the key
 * by input_next, which is asked before the next byte. What no keyboard sends
 * for a key gives nothing: XON and XOFF of a line that is too slow, 0xFF of a
 * modem, answers of the terminal. */
bool input_byte(struct input *input, unsigned char byte, struct key_event *out);
bool input_next(struct input *input, struct key_event *out);
/* The line was silent for seconds: ends a paste whose end mark was lost, so
 * that keys are keys again, and a character whose rest was. True if that gave
 * an event. */
bool input_silent(struct input *input, struct key_event *out);
/* Is something begun that silence ends? */
bool input_is_open(const struct input *input);

#endif
