/* SPDX-License-Identifier: MIT */
#ifndef UI_WIRE_H
#define UI_WIRE_H

#include "base/encoding.h"
#include "base/width.h"
#include "ui/term/probe.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * How this terminal is spoken to (UI §6): found by asking it, chosen by the
 * user, remembered per user and line. One struct, held by the loop; a screen
 * may change it, says so by is_changed, and the loop adopts it before the
 * next frame. Knows neither curses nor keys, so that every file of this room
 * may include it.
 */

enum { WIRE_SHORT_ROWS = 10 };

/* One view, rendered differently; nothing that can be done at one level is
 * missing at another. */
enum level {
	LEVEL_RICH,  /* colour, attributes */
	LEVEL_PLAIN, /* text alone, > marks the row */
	LEVEL_SHORT, /* plain, WIRE_SHORT_ROWS of it: what fills a screen takes
			two seconds and more at 9600 bits */
	LEVEL_LINE   /* prompts, one question a line */
};

/* What keys are called: "F10" or, where function keys don't arrive, "Esc0".
 * At level line always ".F10", whatever is chosen. */
enum key_names { KEY_NAMES_F, KEY_NAMES_ESC, KEY_NAMES_LINE };

/* The key bar; Ctrl-O goes round. */
enum bar { BAR_FULL, BAR_SHORT, BAR_OFF };

/* The printer at the terminal (VT "media copy"). */
enum wire_printer {
	WIRE_PRINTER_NONE,
	WIRE_PRINTER_TERMINFO, /* mc5 and mc4 of TERM */
	WIRE_PRINTER_ANSI      /* ESC[5i and ESC[4i whatever terminfo says */
};

/* What goes over the line; counted where bytes leave. */
struct meter {
	size_t bytes;	  /* all, since the screens were opened */
	size_t key_bytes; /* answered to the last key */
	int64_t keys;
	int echo; /* milliseconds from the last key to its frame's last byte
		     taken by the line */
};

struct wire {
	enum encoding encoding;
	enum width_of width; /* of “ ” — … · */
	enum level level;
	enum key_names names;
	enum bar bar;
	bool has_twins;	 /* its client sends ← → Backspace Del twice at a
			    double-width character */
	bool is_metered; /* the meter shows on the message line (Ctrl-W) */
	bool is_muted;	 /* no bell */
	enum wire_printer printer;
	int round_trip; /* milliseconds, asked at the start; -1: it is silent */
	struct meter meter;
	bool is_changed;
	/* how it came to be so */
	enum probe_kind found;
	bool has_encoding; /* said by an option: not asked, not remembered */
	bool is_chosen;	   /* the encoding is the user's choice, whatever was
			      found */
	bool has_level;	   /* said by an option, or chosen */
	bool wants_probe;  /* the terminal is to be asked anew */
	bool is_piped;	   /* no terminal is there, nor a printer at it */
};

#endif
