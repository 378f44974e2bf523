/* SPDX-License-Identifier: MIT */
/*
 * One event at a time: to what lies over the screen, else to its form, else
 * to its actions, else to the loop's own keys. Reads no terminal: app_run.c
 * does, and tests feed events.
 */
#include "ui/app/app_own.h"

#include "base/fatal.h"
#include "ui/entry/entry.h"
#include "ui/words.h"

#include <stdlib.h>

static void
set_message(struct app *app, const char *text)
{
	buf_clear(&app->message);
	buf_add(&app->message, text);
}

void
app_say(struct app *app, const char *text)
{
	app->is_alarm = false;
	set_message(app, text);
}

void
app_alarm(struct app *app, const char *text)
{
	set_message(app, text);
	app->is_alarm = true;
	app->beep = true;
}

void
app_run_action(struct app *app, const struct action *action, int32_t key,
	const struct answer *answer)
{
	struct screen *screen = &app_top(app)->screen;
	struct err err = { 0 };
	enum next next;

	screen->key = key;
	next = action->run(screen, answer, &err);
	app_follow(app, next, &err);
	if (app->depth > 0 && app_top(app)->screen.is_hearing)
		app->wants_flush = true;
}

static enum next
quit(struct screen *self, const struct answer *answer, struct err *err)
{
	(void)self;
	(void)answer;
	(void)err;
	return NEXT_QUIT;
}

static const struct ask quit_ask = {
	.kind = ASK_YES,
	.prompt = "退出程序？没做完的草稿都保留着，下次登录接着做。",
};
static const struct action quit_action = {
	.key = KEY_F3,
	.label = "退出",
	.help = "退出程序",
	.asks = &quit_ask,
	.run = quit,
};

static void
go_back(struct app *app, int32_t key)
{
	const struct entry *entry = app_entry(app);
	bool is_draft = entry != NULL && entry_is_changed(entry);
	bool is_kept = entry != NULL && entry_is_kept(entry);

	if (!app_leave_field(app, key))
		return;
	is_draft = is_draft || (entry != NULL && entry_is_changed(entry));
	if (app->depth == 1 && key == KEY_F3) {
		app_ask(app, &quit_action);
		return;
	}
	if (app->depth == 1) {
		app_say(app, say("这里是第一屏；退出程序按 F3"));
		return;
	}
	app_pop(app);
	app_reload(app);
	if (is_draft)
		app_say(app, say(is_kept ? "已离开，草稿已保留"
					 : "已离开，没有登记，也没有改动"));
}

static void
refresh(struct app *app)
{
	app_reload(app);
	if (!app->is_alarm)
		app_say(app, say("已刷新"));
}

static void
open_eleven(struct app *app)
{
	const struct screen_def *def = app_screen_by_code(app, "11");
	struct err err = { 0 };

	if (def == NULL)
		app_alarm(app, say("您没有“追责”这一屏"));
	else if (app_leave_field(app, KEY_F11) &&
		 !app_push(app, def, (struct screen_args){ 0 }, &err))
		app_alarm(app, err.text);
}

/* In front of a person whom we turned the screen to there is nowhere to leap
 * to, and nothing of ours to be read. */
static bool
is_leap(int32_t key)
{
	return key == KEY_F1 || key == KEY_F9 || key == KEY_F11 || key == '=' ||
	       key == '/';
}

static bool
turned_key(struct app *app, int32_t key)
{
	if (!app_top(app)->screen.def->is_turned || !is_leap(key))
		return false;
	app_say(app,
		say("这一屏给当事人看，只有翻页和看完了；别的请还给工作人员"));
	return true;
}

static void
turn_bar(struct wire *wire)
{
	wire->bar = wire->bar == BAR_OFF ? BAR_FULL : wire->bar + 1;
	wire->is_changed = true;
}

static void
turn_meter(struct wire *wire)
{
	wire->is_metered = !wire->is_metered;
	wire->is_changed = true;
}

/* Keys that mean the same everywhere, even in a form. */
static bool
common_key(struct app *app, int32_t key)
{
	if (key == KEY_F1)
		app_turn_help(app, HELP_FIELD);
	else if (key == KEY_F3 || key == KEY_F12)
		go_back(app, key);
	else if (key == KEY_F9)
		app_open_command(app);
	else if (key == KEY_F11)
		open_eleven(app);
	else if (key == KEY_CTRL('L'))
		app->wants_repaint = true;
	else if (key == KEY_CTRL('T')) /* from the code line */
		app_ime_key(app, &(struct key_event){ .key = key });
	else if (key == KEY_CTRL('O'))
		turn_bar(&app->wire);
	else if (key == KEY_CTRL('W'))
		turn_meter(&app->wire);
	else
		return false;
	return true;
}

static void
list_or_nothing(struct app *app, int32_t key)
{
	if (key == '/')
		app_open_find(app);
	else if (key == '=')
		app_open_command(app);
	else if (key == KEY_F5)
		refresh(app);
	else if (list_key(&app_top(app)->face, key))
		app_sync(app);
	else if (key != KEY_CTRL('C'))
		app_alarm(app, say("这个键在这里没有用；F1 看能用的键"));
}

static void
start_action(struct app *app, const struct action *action, int32_t key)
{
	struct answer answer = { .day = DATE_NONE };

	if (!app_leave_field(app, key))
		return;
	app->asking_key = key;
	if (action->asks != NULL)
		app_ask(app, action);
	else
		app_run_action(app, action, key, &answer);
}

static void
finish(struct app *app)
{
	struct screen *screen = &app_top(app)->screen;
	struct err err = { 0 };
	enum next next = NEXT_STAY;

	if (screen->def->finish != NULL)
		next = screen->def->finish(screen, &err);
	if (err.code != ERR_NONE)
		app->wants_flush = true;
	app_follow(app, next, &err);
}

/* True if the form took the key. */
static bool
form_key(struct app *app, const struct key_event *event)
{
	const char *message = NULL;
	bool beep = false;
	enum entry_result result =
		entry_key(app_entry(app), event, &message, &beep);

	if (result != ENTRY_NOT_MINE && message != NULL)
		app_say(app, message);
	if (beep)
		app->beep = true;
	switch (result) {
	case ENTRY_STAY:
		break;
	case ENTRY_STOPPED:
		app->is_alarm = true;
		app->wants_flush = true;
		break;
	case ENTRY_HELP:
		app_turn_help(app, HELP_FIELD);
		break;
	case ENTRY_FINISH:
		finish(app);
		break;
	case ENTRY_NOT_MINE:
		return false;
	}
	return true;
}

void
app_screen_key(struct app *app, const struct key_event *event)
{
	int32_t key = event->key;
	struct entry *entry = app_entry(app);
	const struct action *action;
	bool is_picking = entry != NULL && entry_is_picking(entry);

	if (app_hears(app, event) || turned_key(app, key))
		return;
	if (!is_picking && common_key(app, key))
		return;
	if (entry != NULL && form_key(app, event))
		return;
	action = app_action(app, key);
	if (app_is_swapped(app, action))
		return;
	if (action != NULL)
		start_action(app, action, key);
	else
		list_or_nothing(app, key);
}

static void
another_wrote(struct app *app)
{
	if (!app_top(app)->screen.def->is_live)
		return;
	if (app->overlay == OVERLAY_NONE)
		app_take_news(app);
	else
		app->is_stale = true;
}

/* An event that is not a person's key; true if it was one. */
static bool
outer_event(struct app *app, const struct key_event *event)
{
	switch (event->key) {
	case KEY_NONE:
	case KEY_RESIZE:
		return true;
	case KEY_CHANGED:
		another_wrote(app);
		return true;
	case KEY_HANGUP:
		(void)app_hold(app, ENTRY_HOLD_ALL);
		if (app->hooks.cut != NULL)
			app->hooks.cut(app->hooks.desk);
		app->is_over = true;
		return true;
	case KEY_BAD:
		app->beep = true;
		return true;
	default:
		return false;
	}
}

/* A screen that can do nothing before it was told something asks at once. */
static void
press_opening(struct app *app)
{
	const struct key_event event = { .key = app->opening };

	app->opening = 0;
	app_open_named(app);
	if (event.key != 0 && !app->is_over && app->overlay == OVERLAY_NONE)
		app_screen_key(app, &event);
}

/* What is pressed while the window is too small to show what it would do
 * does nothing. */
static bool
is_out_of_sight(struct app *app)
{
	if (render_has_room(&app->cells))
		return false;
	app->beep = true;
	return true;
}

bool
app_key(struct app *app, const struct key_event *event)
{
	app->is_drawn = false;
	app->beep = false;
	if (app->is_over)
		return false;
	if (outer_event(app, event))
		return !app->is_over;
	if (is_out_of_sight(app))
		return true;
	buf_clear(&app->message);
	app_forget_news(app);
	app->is_alarm = false;
	if (event->key != app->forced)
		app->forced = 0;
	app_ime_key(app, event);
	press_opening(app);
	if (!app->is_over)
		app_count_typed(app, event);
	return !app->is_over;
}

const struct cells *
app_frame(struct app *app)
{
	app->is_drawn = app->is_drawn && app->cells.width == app->wire.width;
	if (app->is_drawn || app->depth == 0)
		return &app->cells;
	app->cells.width = app->wire.width;
	cells_clear(&app->cells);
	if (render_fits(&app->cells))
		app_draw(app);
	app->cells.beep = app->beep;
	app->is_drawn = true;
	return &app->cells;
}

const struct view *
app_view(const struct app *app)
{
	return app->depth == 0 ? NULL : &app_top(app)->view;
}

bool
app_is_over(const struct app *app)
{
	return app->is_over;
}

void
app_resize(struct app *app, int rows, int columns)
{
	cells_resize(&app->cells, rows, columns);
	app->is_drawn = false;
}

bool
app_take_flush(struct app *app)
{
	bool wants = app->wants_flush;

	app->wants_flush = false;
	return wants;
}

void
app_flushed(struct app *app)
{
	buf_add(&app->message, app->message.length == 0 ? "" : "；");
	buf_add(&app->message, say("已丢弃预输入"));
	app->is_drawn = false;
}

bool
app_take_repaint(struct app *app)
{
	bool wants = app->wants_repaint;

	app->wants_repaint = false;
	return wants;
}

struct wire *
app_wire(struct app *app)
{
	return &app->wire;
}

bool
app_new(const struct app_hooks *hooks, const struct screen_def *first,
	struct screen_args args, int rows, int columns, struct app **out,
	struct err *err)
{
	struct app *app = calloc(1, sizeof(*app));

	if (app == NULL)
		fatal("内存不够");
	app->hooks = *hooks;
	app->wire = hooks->wire;
	app->adopted = hooks->wire;
	buf_add(&app->message, hooks->said == NULL ? "" : hooks->said);
	app->command.at = -1;
	app->cells.width = hooks->wire.width;
	cells_resize(&app->cells, rows, columns);
	if (!app_push(app, first, args, err)) {
		app_free(&app);
		return false;
	}
	app_open_named(app);
	*out = app;
	return true;
}

void
app_free(struct app **app)
{
	struct app *gone = *app;

	if (gone == NULL)
		return;
	while (gone->depth > 0)
		app_pop(gone);
	ask_close(&gone->asking);
	command_close(&gone->command);
	arena_clear(&gone->help_arena);
	edit_free(&gone->find);
	ime_free(&gone->ime);
	buf_free(&gone->message);
	buf_free(&gone->news);
	buf_free(&gone->print);
	cells_free(&gone->cells);
	lacking_free(&gone->lacking);
	free(gone);
	*app = NULL;
}
