/* SPDX-License-Identifier: MIT */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include "base/err.h"
#include "ui/term/key.h"
#include "ui/term/printer.h"
#include "ui/view/view.h"

/*
 * A screen is one const struct in a file of its own (DESIGN §3). Its functions
 * say what is to be seen and what follows from an answer; they never draw,
 * never wait for a key and never know a size.
 */
struct desk; /* the session; ui carries it and never looks inside */
struct screen;

/* What a handler says happens next. A failure it leaves in `err` is shown on
 * the message line, whatever comes next. */
enum next {
	NEXT_STAY,    /* same view */
	NEXT_RELOAD,  /* ask the screen for its view again */
	NEXT_BACK,    /* the screen below, reloaded */
	NEXT_OPEN,    /* the screen that screen_open named */
	NEXT_REPLACE, /* the same, in place of this one and the steps to it */
	NEXT_DONE,    /* back past this one and the steps to it */
	NEXT_HOME,    /* down to the first screen */
	NEXT_QUIT
};

/* What an action asks for before it runs; data, so that every renderer can
 * ask it. */
enum ask_kind {
	ASK_YES,    /* confirm an act that can't be undone: type the digit 1 */
	ASK_CHOICE, /* one of options */
	ASK_TEXT,   /* one line */
	ASK_DATE    /* a day, smart dates */
};
struct ask_option {
	int64_t id;
	const char *label;
	const char *value; /* what goes into a form's field; the label itself
			      unless said otherwise */
};
struct ask_options {
	struct arena *arena;
	struct ask_option *items;
	size_t count;
};
void ask_option_add(struct ask_options *options, int64_t id, const char *label);
void ask_option_add_value(struct ask_options *options, int64_t id,
	const char *label, const char *value);

struct ask {
	enum ask_kind kind;
	int least;	    /* ASK_TEXT: characters that it takes */
	const char *prompt; /* ASK_YES names the person and the effect */
	/* Fills options (ASK_CHOICE), says what was written there last time
	 * (ASK_TEXT: the first option), or rewrites the prompt; may be NULL.
	 */
	bool (*prepare)(struct screen *self, struct ask_options *options,
		const char **prompt, struct err *err);
};
struct answer {
	int64_t id;	  /* of the option */
	const char *text; /* ASK_TEXT; ASK_DATE: YYYY-MM-DD */
	struct date day;
};

/* One row holds everything about a key: bar, help and rights follow. */
struct action {
	const char *label; /* for the bar, at most 4 hanzi */
	const char *help;  /* one sentence, at most 60 columns */
	const char *needs; /* "advice.seal"; NULL: anyone */
	const char *kind;  /* only for rows of this list; NULL: any */
	const struct ask *asks;
	enum next (*run)(struct screen *self, const struct answer *answer,
		struct err *err);
	/* Not offered now if false; may be NULL. */
	bool (*offered)(const struct screen *self);
	int32_t key;
	bool on_row; /* only while a list row is under the cursor */
};

/* What a screen is opened on. */
struct screen_args {
	int64_t matter;
	int64_t party;
	int64_t record;
	int64_t id;	  /* draft, proceeding: the screen says */
	const char *text; /* form id, search words */
};

struct screen_def {
	const char *code; /* "214": typed at F9, never renumbered */
	const char *title;
	const char *words;  /* other words that find it: 同义词 */
	const char *needs;  /* right to see it; NULL: anyone */
	const char *menu;   /* label in the home menu, NULL: not there */
	bool is_live;	    /* reload when another desk wrote */
	bool is_inner;	    /* opened by other screens only, not by its code */
	bool is_step;	    /* a step of a task: gone when the task is done */
	bool is_turned;	    /* turned round to somebody: no name of ours, and no
			       way from here but back */
	int32_t opens_with; /* key pressed for who opens it without words */
	size_t state_size;  /* zeroed memory at self->state */
	bool (*open)(struct screen *self, struct err *err); /* may be NULL */
	bool (*view)(struct screen *self, struct view *out, struct err *err);
	void (*close)(struct screen *self); /* may be NULL */
	/* A form on this screen was finished (F10, or Enter on 确认). */
	enum next (*finish)(struct screen *self, struct err *err);
	/* Every key, while the screen says is_hearing: a question that any key
	 * answers, a test of the keys themselves. */
	enum next (*hear)(struct screen *self, int32_t key, struct err *err);
	const struct action *actions;
	size_t action_count;
};

struct screen {
	const struct screen_def *def;
	struct desk *desk;
	struct screen_args args; /* texts live in keep */
	struct wire *wire;	 /* how the line is spoken to */
	void *state;
	struct arena *arena; /* of this view; cleared before each view() */
	struct arena *keep;  /* of the screen; cleared when it closes */
	int row;	     /* place among all list rows; the loop moves it */
	int64_t row_id;	     /* and its id; 0 without rows */
	const char *row_kind;
	int32_t key; /* that ran the action: one handler may serve 1 to 9 */
	/* what a handler leaves for the loop */
	const struct screen_def *to;
	struct screen_args to_args;
	const char *go; /* with NEXT_RELOAD: cursor on the first row of this
			   kind; text that lasts */
	char said[256];
	struct printer_job prints; /* for the printer at the terminal, sent
				      before the next frame; text that lasts as
				      long as the screen; NULL: nothing */
	/* what a view leaves for the loop */
	char call[128];	 /* rings once and is said, when the view was read anew
			    by itself; "" */
	bool is_hearing; /* every key is for def->hear; what was typed ahead of
			    that is void */
	int64_t wake;	 /* instant at which to read it anew; 0: none */
};

/* The message line: what was done. */
void screen_say(struct screen *self, const char *format, ...) PRINTF(2, 3);
/* `return screen_open(self, &screen_matter, args)`. Texts are copied when
 * the screen opens. */
enum next screen_open(struct screen *self, const struct screen_def *to,
	struct screen_args args);

#endif
