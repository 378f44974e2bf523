/* SPDX-License-Identifier: MIT */
/*
 * The terminal as the loop sees it: events in, frames out. The line is tty.c,
 * signals are sig.c, bytes become keys in input.c, cells become bytes in
 * output.c.
 */
#include "ui/term/term.h"

#include "base/fatal.h"
#include "ui/term/greet.h"
#include "ui/term/input.h"
#include "ui/term/output.h"
#include "ui/term/sig.h"
#include "ui/term/tty.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	READ_BYTES = 4096,
	FLUSH_READS = 256,  /* a line that never stops sending is no type-ahead
			     */
	SILENCE = 5000,	    /* milliseconds; a slow line pauses for one or two
			     */
	STORM_SILENCE = 80, /* milliseconds without another size */
	STORM_SIZES = 200   /* and then one frame all the same */
};

struct term {
	struct input input;
	struct output *output;
	int rows;
	int columns;
	bool is_lost;
	int silent; /* milliseconds waited in the middle of a paste or of a
		       character */
	unsigned char bytes[READ_BYTES];
	size_t at;
	size_t length;
};

bool
term_open(const struct wire *wire, struct term **out, struct err *err)
{
	struct term *term;
	int rows;
	int columns;

	if (!tty_take(err))
		return false;
	tty_size(&rows, &columns);
	sig_open(); /* before ncurses, which leaves handlers that are there */
	term = calloc(1, sizeof *term);
	if (term == NULL)
		fatal("内存不足");
	term->rows = rows;
	term->columns = columns;
	term->input.has_twins = wire->has_twins;
	if (!input_set_encoding(&term->input, wire->encoding, err) ||
		!output_open(wire, rows, columns, &term->output, err)) {
		term_close(&term);
		return false;
	}
	*out = term;
	return true;
}

void
term_close(struct term **term)
{
	struct term *t = *term;

	if (t == NULL)
		return;
	*term = NULL;
	output_close(&t->output);
	tty_give_back();
	sig_close();
	input_free(&t->input);
	free(t);
}

bool
term_adopt(struct term *term, const struct wire *wire, struct err *err)
{
	if (!output_adopt(term->output, wire, err) ||
		!input_set_encoding(&term->input, wire->encoding, err))
		return false;
	term->input.has_twins = wire->has_twins;
	return true;
}

/* Behind what was read already. */
void
term_type(struct term *term, const char *bytes, size_t length)
{
	size_t left = term->length - term->at;

	memmove(term->bytes, term->bytes + term->at, left);
	if (length > sizeof term->bytes - left)
		length = sizeof term->bytes - left;
	memcpy(term->bytes + left, bytes, length);
	term->at = 0;
	term->length =
		left + input_piece(&term->input, term->bytes + left, length);
}

void
term_unread(struct term *term, struct buf *out)
{
	buf_add_bytes(out, (const char *)term->bytes + term->at,
		term->length - term->at);
	term->at = term->length = 0;
}

enum probe_kind
term_ask(struct term *term, struct wire *wire)
{
	struct greeting greeting = { .round_trip = wire->round_trip };
	enum probe_kind found = greet_ask(&greeting, wire);

	term_type(term, buf_text(&greeting.ahead), greeting.ahead.length);
	buf_free(&greeting.ahead);
	term_forget(term);
	return found;
}

void
term_size(const struct term *term, int *rows, int *columns)
{
	*rows = term->rows;
	*columns = term->columns;
}

void
term_show(struct term *term, const struct cells *cells)
{
	if (!term->is_lost && !output_show(term->output, cells))
		term->is_lost = true;
}

bool
term_print(struct term *term, const struct buf *bytes, size_t stop,
	struct err *err)
{
	if (!term->is_lost && output_pass(term->output, bytes, stop))
		return true;
	term->is_lost = true;
	return err_set(err, ERR_IO,
		"没有送完，线路断了或程序被要求结束；这一份没有确认");
}

void
term_on_blocked(
	struct term *term, bool (*told)(void *arg, int milliseconds), void *arg)
{
	output_on_blocked(term->output, told, arg);
}

void
term_forget(struct term *term)
{
	output_forget(term->output);
}

static struct key_event
event_of(int32_t key)
{
	return (struct key_event){ .key = key };
}

/* What signals say; KEY_NONE if nothing. */
static int32_t
signalled(struct term *term)
{
	bool was_continued = sig_continued();

	if (sig_hangup())
		term->is_lost = true;
	if (term->is_lost)
		return KEY_HANGUP;
	if (was_continued)
		tty_take_again();
	if (!sig_resized() && !was_continued)
		return KEY_NONE;
	/* A window that is drawn larger by the mouse changes dozens of times:
	 * one frame for all of them. */
	for (int i = 0; i < STORM_SIZES; i++)
		if (sig_wait(STDIN_FILENO, STORM_SILENCE) != WAITED_SIGNAL ||
			!sig_resized())
			break;
	tty_size(&term->rows, &term->columns);
	output_resize(term->output, term->rows, term->columns);
	return KEY_RESIZE;
}

/* An event from bytes that are here already. */
static bool
decode(struct term *term, struct key_event *event)
{
	if (input_next(&term->input, event))
		return true;
	while (term->at < term->length)
		if (input_byte(&term->input, term->bytes[term->at++], event))
			return true;
	return false;
}

static void
read_bytes(struct term *term)
{
	ssize_t got = read(STDIN_FILENO, term->bytes, sizeof term->bytes);

	term->silent = 0;
	term->at = 0;
	term->length = 0;
	if (got > 0)
		term->length =
			input_piece(&term->input, term->bytes, (size_t)got);
	if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
		term->is_lost = true;
}

/* Nothing came: a paste that never ends would swallow all keys to come, half a
 * character the next one. */
static struct key_event
silence(struct term *term, int milliseconds)
{
	struct key_event event = event_of(KEY_NONE);

	term->silent =
		input_is_open(&term->input) ? term->silent + milliseconds : 0;
	if (term->silent >= SILENCE)
		input_silent(&term->input, &event);
	return event;
}

struct key_event
term_key(struct term *term, int milliseconds)
{
	for (;;) {
		int32_t signal = signalled(term);
		struct key_event event;
		int limit = milliseconds;

		if (signal != KEY_NONE)
			return event_of(signal);
		if (decode(term, &event))
			return event;
		if (limit < 0 && input_is_open(&term->input))
			limit = SILENCE;
		switch (sig_wait(STDIN_FILENO, limit)) {
		case WAITED_READABLE:
			read_bytes(term);
			break;
		case WAITED_SIGNAL:
			break;
		case WAITED_IN_VAIN:
			event = silence(term, limit);
			if (milliseconds >= 0 || event.key != KEY_NONE)
				return event;
			break;
		}
	}
}

bool
term_is_typed_ahead(struct term *term)
{
	return !term->is_lost &&
	       (term->at < term->length || term->input.waiting_count > 0 ||
		       sig_wait(STDIN_FILENO, 0) == WAITED_READABLE);
}

/* Decodes what it throws away, so that half a sequence or half a paste is
 * not taken for keys afterwards. */
bool
term_flush(struct term *term)
{
	struct key_event ignored;
	bool was_any = false;

	for (int i = 0; i < FLUSH_READS && !term->is_lost; i++) {
		while (decode(term, &ignored))
			was_any = true;
		if (sig_wait(STDIN_FILENO, 0) != WAITED_READABLE)
			break;
		read_bytes(term);
	}
	buf_clear(&term->input.paste);
	return was_any;
}

size_t
term_bytes(const struct term *term)
{
	return output_bytes(term->output);
}
