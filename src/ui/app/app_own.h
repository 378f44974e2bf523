/* SPDX-License-Identifier: MIT */
#ifndef UI_APP_OWN_H
#define UI_APP_OWN_H

#include "ui/app/app.h"
#include "ui/app/command.h"
#include "ui/entry/ask.h"
#include "ui/entry/entry.h"
#include "ui/ime/ime.h"
#include "ui/term/lacking.h"
#include "ui/view/help.h"
#include "ui/view/list.h"

/* The loop's inside, shared by app*.c only. */

enum { PLACES_MOST = 32, KIND_BYTES = 32 };

/* One screen on the stack. */
struct place {
	long serial; /* of all that were opened */
	struct screen screen;
	struct arena arena;
	struct arena keep;
	struct view view;
	struct face face;
	char kind[KIND_BYTES]; /* of the row under the cursor */
};

/* What lies over the screen and takes the keys. */
enum overlay {
	OVERLAY_NONE,
	OVERLAY_ASK,
	OVERLAY_COMMAND,
	OVERLAY_FIND,
	OVERLAY_HELP
};

struct app {
	struct app_hooks hooks;
	struct place *places[PLACES_MOST];
	int depth;
	enum overlay overlay;
	long serial; /* of the screen that was opened last */
	struct cells cells;
	struct asking asking;
	int32_t asking_key;
	int find_from;
	struct command command;
	struct edit find;
	struct ime ime;
	struct view help;
	struct arena help_arena;
	struct face help_face;
	enum help_page help_page;
	struct buf message; /* empty: a hint is shown instead */
	struct buf news;    /* what other desks did since the last key */
	int fresh;	    /* rows that came meanwhile */
	bool is_swapped;    /* the row under the cursor is not the one that
			       stood there */
	bool is_alarm;
	bool beep;
	bool wants_flush;
	bool wants_repaint;
	bool is_drawn;
	bool is_over;
	bool is_stale;	 /* another desk wrote while something was asked */
	int32_t opening; /* key to press for a screen that has just opened */
	int32_t forced;	 /* the key that may leave an unreadable field */
	int unheld;	 /* keys since what is in hand was kept last */
	int quiet;	 /* milliseconds without a key */
	struct wire wire;
	struct wire adopted; /* as the terminal is spoken to */
	bool is_unkept;	     /* the wire was changed since it was kept */
	int64_t rung;	     /* when, in milliseconds; the last bell */
	int64_t key_at;	     /* and the key that no frame answered yet, 0 */
	size_t bytes_at;     /* that had gone out when it came */
	struct lacking lacking;
	struct buf print; /* for the printer at the terminal */
	enum escp_layout print_layout;
	bool is_printing;
};

/* app_stack.c: screens come and go */
struct place *app_top(const struct app *app);
bool app_push(struct app *app, const struct screen_def *def,
	struct screen_args args, struct err *err);
void app_pop(struct app *app);
/* Opens what the screen on top named when it was opened itself. */
void app_open_named(struct app *app);
/* Asks the top screen for its view again; the cursor stays on its row. */
void app_reload(struct app *app);
bool app_reload_after(struct app *app, const struct list_before *before);
/* Tells the top screen which row the cursor is on. */
void app_sync(struct app *app);
/* Does what a handler said; what it left in `err` is shown. */
void app_follow(struct app *app, enum next next, const struct err *err);
/* Journals the field in hand; false if it does not read. Pressing the same
 * leaving `key` again leaves it as it was. */
bool app_leave_field(struct app *app, int32_t key);
struct entry *app_entry(const struct app *app);
/* What keys are called here. */
enum key_names app_names(const struct app *app);
/* A text of ours with its keys named as the bar names them. */
const char *app_own_names(
	const struct app *app, const char *text, struct arena *arena);

/* app_keys.c: which keys mean what now */
bool app_is_valid(const struct app *app, const struct action *action);
const struct action *app_action(const struct app *app, int32_t key);
/* The loop's own key that help calls so, or so begins; KEY_NONE. */
int32_t app_loop_key(const char *label);
/* The bar's text, in `arena`. */
const char *app_bar_text(const struct app *app, struct arena *arena);
void app_help_keys(const struct app *app, struct view *view);
void app_command_items(struct app *app);
bool app_may_see(const struct app *app, const struct screen_def *def);
const struct screen_def *app_screen_by_code(
	const struct app *app, const char *code);

/* app_over.c: what lies over the screen */
void app_ask(struct app *app, const struct action *action);
void app_open_command(struct app *app);
void app_open_find(struct app *app);
void app_turn_help(struct app *app, enum help_page page);
/* One key for the overlay that is open. */
void app_overlay_key(struct app *app, const struct key_event *event);
void app_close_overlay(struct app *app);

/* app_hold.c: what is in hand is kept before it is done */
bool app_hold(struct app *app, enum entry_hold what);
void app_count_typed(struct app *app, const struct key_event *event);
bool app_hold_ask(struct app *app);
void app_let_go_ask(struct app *app);
void app_take_up_ask(struct app *app);

/* app_ime.c: built-in Chinese input, before whatever has the keys */
void app_ime_key(struct app *app, const struct key_event *event);
/* Puts its line in place of the message, its state beside the code. */
struct surround;
void app_ime_show(
	struct app *app, struct surround *surround, struct arena *arena);

/* app_news.c: another desk wrote; the row under the finger does not move */
void app_take_news(struct app *app);
void app_forget_news(struct app *app);
/* Is the key meant for a row that another desk has just taken away? Said
 * once. */
bool app_is_swapped(struct app *app, const struct action *action);

/* app_print.c: what handlers leave for the printer at the terminal */
void app_keep_print(struct app *app, struct screen *from);
void app_send_print(struct app *app, struct term *term);
struct line_io;
void app_send_print_by(struct app *app, struct line_io *io);

/* app_wire.c: how the line is spoken to, while it is in use */
int64_t app_clock(void); /* milliseconds, from anywhere */
void app_adopt(struct app *app, struct term *term);
/* To the store, should there be something new. */
void app_keep_wire(struct app *app);
/* Takes the bell from the frame if one has just rung, or none is wanted. */
void app_ring(struct app *app);
void app_count_key(struct app *app, const struct term *term);
void app_count_frame(struct app *app, const struct term *term);
/* "线路 UTF-8 往返12毫秒 上一键 8字节 3毫秒 共 41 KB". Appends. */
void app_meter(const struct app *app, struct buf *out);
/* True if the screen takes every key now, and has taken this one. */
bool app_hears(struct app *app, const struct key_event *event);

/* app_frame.c */
void app_draw(struct app *app);

/* app.c */
void app_say(struct app *app, const char *text);
void app_alarm(struct app *app, const char *text);
/* A key for the screen on top, as if pressed. */
void app_screen_key(struct app *app, const struct key_event *event);
void app_run_action(struct app *app, const struct action *action, int32_t key,
	const struct answer *answer);

#endif
