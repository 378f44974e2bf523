/* SPDX-License-Identifier: MIT */
#ifndef UI_APP_LINE_H
#define UI_APP_LINE_H

#include "ui/app/app_own.h"
#include "ui/ime/ime.h"
#include "ui/line/line.h"
#include "ui/line/line_view.h"

/* The inside of level line, shared by app_line*.c only. */

/* A screen as it was said last: its numbers hold until it is said anew. */
struct line_seen {
	long serial; /* of the place; 0: none was said */
	struct buf title;
	struct line_sheet sheet;
	struct list_before numbered; /* the rows behind the numbers */
	int last;		     /* of the numbers that were said */
};

struct line {
	struct app *app;
	int rows;
	int columns;
	struct buf turn;    /* said since the last line was typed */
	struct buf out;	    /* of it, what goes out now */
	struct buf pending; /* and what waits for an empty line */
	struct buf ways;    /* what can be done here, below the page */
	struct buf prompt;
	struct buf message; /* the last one */
	struct buf news;    /* from other desks, said with the next prompt */
	struct buf who;	    /* whom the title named last */
	struct buf answer;  /* lines of a long answer so far */
	struct line_seen seen[PLACES_MOST]; /* by place on the stack */
	long serial;			    /* of the screen that shows */
	struct ime ime;			    /* while letters are made Chinese */
	struct buf composed;		    /* and what they gave so far */
	bool is_composing;
	bool is_answering; /* more lines of a long answer follow */
	bool is_asked;	   /* the ask or list was shown already */
	bool is_whole;	   /* the view is to be shown again */
	bool is_mistaken;
	bool wants_flush;
	bool is_over;
};

/* app_line.c: what is said */
void line_say(struct line *line, const char *text);
/* A text of ours: its keys by the names they have here. */
void line_tell(struct line *line, const char *text);
void line_sayf(struct line *line, const char *format, ...) PRINTF(2, 3);
void line_mistake(struct line *line, const char *text);
/* What was said of the screen on top. */
struct line_seen *line_seen(struct line *line);
/* Presses a key. */
void line_press(struct line *line, int32_t key);

/* app_line_page.c: moves a page of what is said to the output; the rest waits
 * for an empty line. */
void line_turn_page(struct line *line);
/* All of it, however long. */
void line_turn_all(struct line *line);

/* app_line_list.c: a line typed at a screen */
void line_list_typed(struct line *line, const char *text);
/* What can be done here, on one line. */
void line_say_ways(struct line *line);
/* ".F10", ".完成", ".5": presses what it names; false if nothing does. */
bool line_do(struct line *line, const char *name);
/* Puts words on the code line and takes what they find. */
void line_command(struct line *line, const char *text);

/* app_line_form.c */
void line_form_begin(struct line *line);
void line_form_ask(struct line *line);
void line_form_typed(struct line *line, const char *text);

/* app_line_ask.c: asks, lists of options, the code line */
void line_ask_show(struct line *line);
void line_ask_typed(struct line *line, const char *text);
void line_pick_show(
	struct line *line, const struct pick *pick, const char *heading);
void line_pick_typed(
	struct line *line, const struct pick *pick, const char *text);
void line_command_show(struct line *line);
void line_command_typed(struct line *line, const char *text);

/* app_line_ime.c: Chinese from letters */
void line_compose(struct line *line, const char *letters);
void line_compose_ask(struct line *line);
/* True when the text is whole; *out gets it. */
bool line_compose_typed(struct line *line, const char *text, struct buf *out);
void line_compose_end(struct line *line);

#endif
