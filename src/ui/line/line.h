/* SPDX-License-Identifier: MIT */
#ifndef UI_LINE_H
#define UI_LINE_H

#include "ui/app/app.h"

/*
 * Level line (UI §6): the same screens as questions and answers, a line each,
 * for braille, teletypes, dumb terminals, scripts. What is typed becomes keys
 * of the loop, what the loop shows becomes lines; no screen knows of it, and
 * no byte of a terminal's own language is sent.
 *
 *   a list    3        opens row 3; "3 2" or "3 为什么" does that to it
 *             /words   finds rows; the first is then the one in hand
 *             F6 收案  a key by its name, an action by its label
 *             230      a screen by its code; other words are searched for
 *   a form    words    the answer; an empty line keeps what is there; @ clears
 *             ? ??     what may be written there; help
 *   anywhere  .key     a key where words would be data: .F10 .完成 .撤销 .5;
 *                      data that begin with . are typed with ..
 *   more than a page waits for an empty line.
 */
struct line;

/* `rows` and `columns` of the terminal. 0: there is none; then lists alone
 * have pages, of 24 lines. */
struct line *line_new(struct app *app, int rows, int columns);
void line_free(struct line **line);
void line_resize(struct line *line, int rows, int columns);
/* What is to be seen first. */
void line_begin(struct line *line);
/* One line as it was typed, without its end. False: time to go. */
bool line_typed(struct line *line, const char *text);
/* Another desk wrote; true if that is urgent and has been put out. */
bool line_changed(struct line *line);
/* The line is gone; what was typed of an answer is kept with the draft. */
void line_hangup(struct line *line, const char *typed);

/* What is to be sent, lines ended by \n, then the prompt; line_sent empties
 * it. */
const char *line_output(const struct line *line);
void line_sent(struct line *line);
const char *line_prompt(const struct line *line);
/* Was the last line a mistake? Then what was typed behind it was meant for
 * something else. */
bool line_is_mistaken(const struct line *line);
/* Is what was typed ahead void (a mistake, a confirming ask)? Once. */
bool line_take_flush(struct line *line);
void line_flushed(struct line *line);
/* The last thing said, for who runs a script. */
const char *line_message(const struct line *line);

/* Can the terminal, by TERM, do nothing but roll? */
bool line_is_needed(void);

/* The whole dialogue on descriptors 0 and 1, a terminal or not. `ahead` is what
 * was typed before, and afterwards what was not read. True when the user left,
 * or went to another level. False with ERR_INPUT: a script went on
 * behind a mistake; nothing after it was done. */
bool line_run(struct app *app, struct buf *ahead, struct err *err) MUST_CHECK;

#endif
