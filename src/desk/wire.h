/* SPDX-License-Identifier: MIT */
#ifndef DESK_WIRE_H
#define DESK_WIRE_H

#include "base/buf.h"
#include "store/store.h"

/*
 * What is remembered of a line, and of a user at it: names and values, which
 * this floor does not understand. Before anyone has come in the line alone is
 * known (user 0), so that a terminal that doesn't answer is asked once.
 *
 * Takes the store, not a session: it is read before there is one, it is no
 * person's data and shows none, and so it asks no right and leaves no audit.
 * What is read may be anything: whoever uses a value checks it.
 */
enum { WIRE_LINE_BYTES = 96, WIRE_VALUE_BYTES = 64, WIRE_LINES = 40 };

struct wire_setting {
	const char *name;
	const char *value;
};

/* Names a line by its terminal and where one comes from: the address of
 * SSH_CLIENT, else the device if that is no pseudo terminal, else "local".
 * All of it was said by others: what is no letter, digit or . _ : / - is left
 * out, and it is cut to WIRE_LINE_BYTES. Each may be NULL. */
void wire_line(const char *term, const char *ssh_client, const char *device,
	struct buf *out);

/* Gives each setting of the user at this line; the texts live until the next
 * call of `each`. */
typedef void wire_each(void *arg, const char *name, const char *value);
bool wire_read(struct store *store, int64_t user, const char *line,
	wire_each *each, void *arg, struct err *err) MUST_CHECK;

/* Keeps them; others of the line stay. Writes nothing where all is so already.
 * Of a user's lines the WIRE_LINES that were used last are kept. */
struct wire_keep {
	int64_t user;
	const char *line;
	const struct wire_setting *settings;
	size_t count;
	int64_t now;
};
bool wire_keep(struct store *store, const struct wire_keep *keep,
	struct err *err) MUST_CHECK;

#endif
