/* SPDX-License-Identifier: MIT */
#ifndef UI_KEY_H
#define UI_KEY_H

#include "base/buf.h"
#include "ui/wire.h"

#include <stdint.h>

/*
 * What a person pressed, once the bytes were decoded (ui/term/input.h).
 * Characters are their code points; Ctrl-A..Ctrl-Z are 1..26 as the terminal
 * sends them, except Tab, Enter and Backspace, which have names of their own.
 */
enum key {
	KEY_NONE = 0,
	/* 1..26: Ctrl-A..Ctrl-Z */
	KEY_SPACE = ' ',
	/* up to 0x10FFFF: the character itself */
	KEY_NAMED = 0x110000,
	KEY_F1,
	KEY_F2,
	KEY_F3,
	KEY_F4,
	KEY_F5,
	KEY_F6,
	KEY_F7,
	KEY_F8,
	KEY_F9,
	KEY_F10,
	KEY_F11,
	KEY_F12,
	KEY_ENTER,
	KEY_TAB,
	KEY_BACK_TAB,
	KEY_BACKSPACE,
	KEY_DELETE,
	KEY_INSERT,
	KEY_UP,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_HOME,
	KEY_END,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_PASTE,   /* event.text: a bracketed paste, controls filtered */
	KEY_RESIZE,  /* the window changed */
	KEY_CHANGED, /* another desk wrote: look again */
	KEY_HANGUP,  /* the line is gone or we are told to end */
	KEY_BAD	     /* bytes that are no character; beep, nothing else */
};

#define KEY_CTRL(letter) ((letter)&0x1f)

struct key_event {
	int32_t key;	  /* enum key or a code point */
	const char *text; /* KEY_PASTE only; valid until the next event */
	bool is_twin;	  /* the same as the key before, and came with it in one
			     piece: what a client with double-byte cursor keys
			     sends at a hanzi (wire.has_twins) */
	bool is_cut;	  /* KEY_PASTE: what was pasted went on */
};

/* "F10" "回车" "Ctrl-Z" "1": as the bar and help name it. With `escape` set
 * F-keys are named by their second way ("Esc0"). Static text. */
const char *key_name(int32_t key, enum key_names names);
/* A text that names F-keys ("F12 退回"), with the names this terminal's user
 * goes by ("EscEsc 退回"), so that bar and text say the same. Appends. */
void key_words(const char *text, enum key_names names, struct buf *out);
/* What Esc and then this character is: a digit F1..F10, '-' F11; KEY_NONE. */
int32_t key_after_escape(int32_t character);
/* "<F3>" "<Enter>" "<C-z>" "<Esc>1" … in .keys files; steps over what it
 * read. A plain character is itself; "<lt>" is '<'; line ends are skipped;
 * Esc acts on the next key, as on the line. KEY_BAD if unknown, KEY_NONE at
 * the end. */
int32_t key_read(const char **script);

#endif
