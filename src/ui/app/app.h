/* SPDX-License-Identifier: MIT */
#ifndef UI_APP_H
#define UI_APP_H

#include "form/field.h"
#include "ui/term/cells.h"
#include "ui/term/key.h"
#include "ui/term/term.h"
#include "ui/view/screen.h"

/*
 * The loop: a stack of screens, one view on top, keys in, frames out. What is
 * common to all screens lives here: moving in lists, search by /, asks, F1
 * help, F9 codes, F3 F12 back, Ctrl-L, Ctrl-O bar, message line, type-ahead.
 */
struct app;

/* What is half written at an ask; `name` says at which, of what. */
struct app_scribble {
	const char *name;
	int64_t matter;
	const char *text;
	size_t at; /* bytes before the cursor */
};

struct app_hooks {
	struct desk *desk;
	/* May this desk do "noun.action"? */
	bool (*allowed)(struct desk *desk, const char *needs);
	/* Has another desk written? */
	bool (*changed)(struct desk *desk);
	/* The desk's clock, for what becomes due while nobody types. */
	int64_t (*now)(struct desk *desk);
	/* "书记员 测试甲 · 测试区人民法院", for the title line. */
	const char *(*who)(struct desk *desk);
	const struct screen_def *const *screens; /* all, NULL-ended */
	const struct screen_def *search; /* F9 with other words; / too */
	/* Today and now of this desk, for smart dates in asks. */
	struct field_context (*context)(struct desk *desk);
	struct wire wire; /* as this line is spoken to at first */
	/* Keeps what is half written at an ask ("": nothing any more), and
	 * finds it again. */
	bool (*keep_ask)(struct desk *desk, const struct app_scribble *scribble,
		struct err *err);
	bool (*kept_ask)(struct desk *desk, struct arena *arena,
		struct app_scribble *scribble, struct err *err);
	/* Keeps how the line is spoken to, for the next time; while nobody
	 * types. */
	void (*keep_wire)(struct desk *desk, const struct wire *wire);
	const char *said; /* on the first message line; NULL: nothing */
	/* The line is gone: what is in hand has been kept. */
	void (*cut)(struct desk *desk);
	/* Does another terminal of this user take over? */
	bool (*is_wanted)(struct desk *desk);
};

/* Starts with one screen. */
bool app_new(const struct app_hooks *hooks, const struct screen_def *first,
	struct screen_args args, int rows, int columns, struct app **out,
	struct err *err) MUST_CHECK;
void app_free(struct app **app);
/* One event; false when it is time to go. */
bool app_key(struct app *app, const struct key_event *event);
/* Has the user left, or the line gone? */
bool app_is_over(const struct app *app);
/* The terminal's size changed. */
void app_resize(struct app *app, int rows, int columns);
/* True once after an event that voids what was typed ahead: a mistake stopped
 * a field, or a confirming ask opened (UI §2). Who feeds the keys throws the
 * rest away and calls app_flushed if there was any. */
bool app_take_flush(struct app *app);
void app_flushed(struct app *app);
/* True once after Ctrl-L: the terminal is to be drawn whole. */
bool app_take_repaint(struct app *app);
/* Does the loop itself use the key, so that no screen may? */
bool app_owns_key(int32_t key);
/*
 * What a handler left for the printer at the terminal: true once, the text the
 * app's until app_printed. Who has the line sends it and says how it went.
 */
bool app_take_print(struct app *app, struct printer_job *job);
void app_printed(struct app *app, const struct printer_count *count,
	const struct err *err);
/* How the line is spoken to now: the loop's, which screens may change. */
struct wire *app_wire(struct app *app);
/* The frame as it is now; the app's, until the next event. */
const struct cells *app_frame(struct app *app);
const struct view *app_view(const struct app *app);

/* Is something due on the screen that shows? Then it wants KEY_CHANGED. */
bool app_is_woken(const struct app *app);

/* Nobody typed for so long: what is in hand is kept now and then. */
void app_rest(struct app *app, int milliseconds);

/* Runs on a terminal until the user leaves, the line is gone, or level line is
 * chosen (ui/line/line.h goes on then): reads keys,
 * looks twice a second whether another desk wrote (nothing goes on the wire
 * unless this screen changed). */
bool app_run(struct app *app, struct term *term, struct err *err) MUST_CHECK;

#endif
