/* SPDX-License-Identifier: MIT */
#ifndef SCREENS_WIRES_H
#define SCREENS_WIRES_H

#include "desk/desk.h"
#include "ui/term/greet.h"

/*
 * Joins what the desk remembers of a line with how the line is spoken to. A
 * store that can't be read or written is no error here: then the line is
 * asked again next time.
 */

/* Before anyone has come in: what the line was last time, and whether it is to
 * be asked. */
void wires_of_line(
	struct store *store, struct wire *wire, struct greeting *greeting);
/* The user has come in: what he chose at this line. */
void wires_of_user(struct desk *desk, struct wire *wire);
/* Keeps it, of the line and of the user if there is one. */
void wires_keep(struct desk *desk, const struct wire *wire);
/* What may be said of it on the first message line: why it is plain; NULL:
 * nothing. In `arena`. */
const char *wires_told(const struct wire *wire, const struct greeting *greeting,
	struct arena *arena);
/* "xterm-256color 192.0.2.7". Appends. */
void wires_name(struct buf *out);

#endif
