/* SPDX-License-Identifier: MIT */
#ifndef UI_ASK_H
#define UI_ASK_H

#include "base/arena.h"
#include "form/field.h"
#include "ui/entry/edit.h"
#include "ui/entry/pick.h"
#include "ui/view/screen.h"

/*
 * What an action asks before it runs, on the cell terminal: a panel above
 * the message line, so that what it is about stays in sight.
 */
struct asking {
	const struct action *action; /* NULL: nothing is asked */
	const char *prompt;
	struct arena arena;
	struct ask_options options;
	struct pick pick;
	struct edit edit;
	struct buf value;
	/* What is half written, kept for the next time (app_hold.c). */
	const char *name; /* which ask, of what; NULL: not one to be kept */
	int64_t matter;
	bool is_kept;	 /* the journal has something of it */
	struct buf held; /* what it has, or what stood there at first */
};

enum ask_result { ASK_STAY, ASK_ANSWERED, ASK_DROPPED };

/* Prepares and opens; false if there is nothing to ask (err says why). */
bool ask_open(struct asking *asking, const struct action *action,
	struct screen *screen, struct err *err);
/* One key. ASK_ANSWERED fills `answer`, whose text lives until ask_close. A
 * mistake is left in `err`. */
enum ask_result ask_key(struct asking *asking, const struct key_event *event,
	const struct field_context *context, struct answer *answer,
	struct err *err);
/* Rows the panel takes of at most `most`. */
int ask_rows(const struct asking *asking, const struct cells *cells, int most);
void ask_draw(struct asking *asking, struct cells *cells, int row, int rows);
/* Is something else written than what is kept, or than it began with? */
bool ask_is_changed(const struct asking *asking);
/* Puts back what was half written. */
void ask_take_up(struct asking *asking, const char *text, size_t cursor);
const char *ask_hint(const struct asking *asking);
void ask_close(struct asking *asking);

/* A rule across the terminal: the upper edge of a panel. */
void ask_edge(struct cells *cells, int row);

#endif
