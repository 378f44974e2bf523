/* SPDX-License-Identifier: MIT */
#ifndef UI_TERM_H
#define UI_TERM_H

#include "base/err.h"
#include "ui/term/cells.h"
#include "ui/term/key.h"
#include "ui/term/probe.h"
#include "ui/wire.h"

/*
 * The terminal: our own termios and read(0), ncurses as output engine, one
 * write() a frame (DESIGN §10). Signals set flags only.
 */
struct term;

/*
 * Takes the terminal on descriptors 0 and 1. ERR_IO with what to do: no
 * terminal, unknown TERM. A window too small is no failure: it may grow. The
 * terminal is put back by term_close, and by handlers should we abort or exit.
 */
bool term_open(
	const struct wire *wire, struct term **out, struct err *err) MUST_CHECK;
void term_close(struct term **term);
/* From the next key and frame on the line is spoken to as the wire says; the
 * frame is drawn whole. On failure as before, with what to do. */
bool term_adopt(
	struct term *term, const struct wire *wire, struct err *err) MUST_CHECK;
/* Bytes that were typed before it was opened; at most 4096 count. */
void term_type(struct term *term, const char *bytes, size_t length);
/* Bytes that have come and were not read as keys yet, for who has the line
 * after it. Appends. */
void term_unread(struct term *term, struct buf *out);
/* Asks the terminal anew what it speaks (ui/term/greet.h); the next frame is
 * drawn whole. What is typed meanwhile is kept. */
enum probe_kind term_ask(struct term *term, struct wire *wire);
/* Rows and columns now; 0x0 counts as 80x24. */
void term_size(const struct term *term, int *rows, int *columns);
/* Shows a frame: only what changed goes on the wire, in one write. */
void term_show(struct term *term, const struct cells *cells);
/*
 * Sends bytes of ours for its printer, as they are, between two frames; the
 * next frame is drawn whole. The last `stop` of them end the printing and are
 * sent, too, if the rest is broken off: then ERR_IO says what became of it.
 */
bool term_print(struct term *term, const struct buf *bytes, size_t stop,
	struct err *err) MUST_CHECK;
/* Who is told while the line takes nothing (ui/term/encode.h). */
void term_on_blocked(struct term *term,
	bool (*told)(void *arg, int milliseconds), void *arg);
/* Forgets what the terminal shows (Ctrl-L): the next frame is drawn whole. */
void term_forget(struct term *term);
/*
 * The next event. Waits at most `milliseconds` (then KEY_NONE), or for ever
 * if negative. A lost terminal or SIGHUP/SIGTERM/SIGINT is KEY_HANGUP, and
 * stays so; SIGWINCH is KEY_RESIZE, and so is having been stopped.
 */
struct key_event term_key(struct term *term, int milliseconds);
/* Is more typed already? (frames are skipped while one types ahead) */
bool term_is_typed_ahead(struct term *term);
/* Throws away what was typed ahead; true if there was any. */
bool term_flush(struct term *term);
/* Bytes written so far, for tests and benches. */
size_t term_bytes(const struct term *term);

#endif
