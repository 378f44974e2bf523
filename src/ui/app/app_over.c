/* SPDX-License-Identifier: MIT */
/* What lies over a screen: asks, the code line, finding a row, help. */
#include "ui/app/app_own.h"

#include "ui/entry/entry.h"
#include "ui/words.h"

#include <string.h>

enum { FIND_MOST = 40 };

void
app_close_overlay(struct app *app)
{
	ask_close(&app->asking);
	command_close(&app->command);
	arena_clear(&app->help_arena);
	app->overlay = OVERLAY_NONE;
	if (app->is_stale && app->depth > 0 &&
		app_top(app)->screen.def->is_live)
		app_take_news(app);
}

void
app_ask(struct app *app, const struct action *action)
{
	struct err err = { 0 };

	if (!ask_open(&app->asking, action, &app_top(app)->screen, &err)) {
		app_alarm(app, err.text);
		return;
	}
	app->overlay = OVERLAY_ASK;
	app_take_up_ask(app);
	if (action->asks->kind == ASK_YES)
		app->wants_flush = true;
}

static void
drop_ask(struct app *app)
{
	bool is_kept = app_hold_ask(app) && app->asking.is_kept;

	app_close_overlay(app);
	app_say(app, say(is_kept ? "没有办；写下的留着，下次问时还在"
				 : "没有办，什么也没变"));
}

/* What was written goes when it has been done, not before. */
static void
answer_ask(struct app *app, const struct action *action,
	const struct answer *answer)
{
	app_run_action(app, action, app->asking_key, answer);
	if (app->asking.action != action)
		return;
	if (app->is_alarm)
		(void)app_hold_ask(app);
	else
		app_let_go_ask(app);
}

static void
ask_event(struct app *app, const struct key_event *event)
{
	struct field_context context = { .today = DATE_NONE };
	struct answer answer = { .day = DATE_NONE };
	struct err err = { 0 };
	const struct action *action = app->asking.action;

	if (app->hooks.context != NULL)
		context = app->hooks.context(app->hooks.desk);
	switch (ask_key(&app->asking, event, &context, &answer, &err)) {
	case ASK_STAY:
		if (err.code != ERR_NONE) {
			app_alarm(app, err.text);
			app->wants_flush = true;
		}
		return;
	case ASK_DROPPED:
		drop_ask(app);
		return;
	case ASK_ANSWERED:
		break;
	}
	/* The answer's texts live until ask_close: run first. */
	app->overlay = OVERLAY_NONE;
	answer_ask(app, action, &answer);
	if (app->overlay == OVERLAY_NONE)
		app_close_overlay(app);
}

void
app_open_command(struct app *app)
{
	command_open(&app->command);
	app_command_items(app);
	command_find(&app->command);
	app->overlay = OVERLAY_COMMAND;
}

static void
open_screen(struct app *app, const struct screen_def *def, const char *text)
{
	struct err err = { 0 };

	if (!app_leave_field(app, KEY_F9))
		return;
	if (!app_push(app, def, (struct screen_args){ .text = text }, &err))
		app_alarm(app, err.text);
}

static void
search(struct app *app, const char *text)
{
	if (app->hooks.search == NULL)
		app_alarm(app, say("没有这个代码，也没有这样的屏"));
	else
		open_screen(app, app->hooks.search, text);
}

static void
command_event(struct app *app, const struct key_event *event)
{
	const struct command_item *item = NULL;
	struct command_item taken = { 0 };
	struct err err = { 0 };
	struct arena arena = { 0 };
	enum command_result result =
		command_key(&app->command, event, &item, &err);
	const char *text = arena_copy(&arena, edit_text(&app->command.edit));

	if (err.code != ERR_NONE)
		app_alarm(app, err.text);
	if (item != NULL)
		taken = *item;
	if (result != COMMAND_STAY)
		app_close_overlay(app);
	switch (result) {
	case COMMAND_STAY:
	case COMMAND_DROPPED:
		break;
	case COMMAND_TAKEN:
		if (taken.screen != NULL)
			open_screen(app, taken.screen, NULL);
		else
			app_screen_key(
				app, &(struct key_event){ .key = taken.key });
		break;
	case COMMAND_SEARCH:
		search(app, text);
		break;
	}
	arena_clear(&arena);
}

static struct face *
face_in_hand(struct app *app)
{
	return app->help.arena != NULL ? &app->help_face : &app_top(app)->face;
}

void
app_open_find(struct app *app)
{
	struct face *face = face_in_hand(app);

	if (view_row_count(face->view) == 0) {
		app_alarm(app, say("这里没有可找的行；F9 可查全部"));
		return;
	}
	app->find_from = face->row;
	app->find.max_chars = FIND_MOST;
	edit_set(&app->find, "");
	app->overlay = OVERLAY_FIND;
}

static void
end_find(struct app *app)
{
	app->overlay = app->help.arena != NULL ? OVERLAY_HELP : OVERLAY_NONE;
	if (app->overlay == OVERLAY_NONE) {
		app_sync(app);
		app_close_overlay(app);
	}
}

static void
find_row(struct app *app, int from)
{
	struct face *face = face_in_hand(app);
	int row = list_search(face->view, from, edit_text(&app->find));

	if (row < 0) {
		app_alarm(app, say("没有含这些字的行；F9 可查全部"));
		return;
	}
	face->row = row;
	face->is_free = false;
}

static void
find_event(struct app *app, const struct key_event *event)
{
	struct face *face = face_in_hand(app);

	if (event->key == KEY_ENTER) {
		end_find(app);
	} else if (event->key == KEY_DOWN || event->key == '/') {
		find_row(app, face->row + 1);
	} else if (event->key == KEY_F3 || event->key == KEY_F12 ||
		   event->key == KEY_CTRL('C')) {
		face->row = app->find_from;
		end_find(app);
	} else if (event->key == KEY_CTRL('U')) {
		edit_set(&app->find, "");
	} else {
		if (edit_key(&app->find, event, FIND_MOST) == EDIT_REFUSED)
			app->beep = true;
		if (edit_text(&app->find)[0] != '\0')
			find_row(app, app->find_from);
	}
}

static void
fill_contents(struct app *app)
{
	help_contents(&app->help);
	for (size_t i = 0;
		app->hooks.screens != NULL && app->hooks.screens[i] != NULL;
		i++)
		if (app_may_see(app, app->hooks.screens[i]) &&
			!app->hooks.screens[i]->is_inner)
			help_screen(&app->help, (int64_t)i + 1,
				app->hooks.screens[i]);
}

void
app_turn_help(struct app *app, enum help_page page)
{
	const struct form_field *field =
		app_entry(app) == NULL ? NULL : entry_field(app_entry(app));

	if (page == HELP_FIELD && field == NULL)
		page = HELP_KEYS;
	arena_clear(&app->help_arena);
	app->help = (struct view){ .arena = &app->help_arena };
	app->overlay = OVERLAY_HELP;
	app->help_page = page;
	switch (page) {
	case HELP_FIELD:
		help_field(&app->help, field);
		break;
	case HELP_KEYS:
		app_help_keys(app, &app->help);
		break;
	case HELP_CONTENTS:
		fill_contents(app);
		break;
	}
	app->help_face = (struct face){ .view = &app->help,
		.row = view_row_count(&app->help) > 0 ? 0 : -1 };
}

static void
close_help(struct app *app)
{
	app->help = (struct view){ 0 };
	app_close_overlay(app);
}

static void
take_help_row(struct app *app)
{
	const struct view_row *row =
		view_row_at(&app->help, app->help_face.row);
	const struct screen_def *def = NULL;

	if (row != NULL && row->id > 0)
		def = app->hooks.screens[row->id - 1];
	close_help(app);
	if (def != NULL)
		open_screen(app, def, NULL);
}

static void
help_event(struct app *app, const struct key_event *event)
{
	int32_t key = event->key;

	if (key == KEY_F1)
		app_turn_help(app, app->help_page == HELP_FIELD	 ? HELP_KEYS
				   : app->help_page == HELP_KEYS ? HELP_CONTENTS
								 : HELP_FIELD);
	else if (key == KEY_F3 || key == KEY_F12 || key == KEY_CTRL('C'))
		close_help(app);
	else if (key == KEY_ENTER || key == KEY_F2)
		take_help_row(app);
	else if (key == '/')
		app_open_find(app);
	else if (!list_key(&app->help_face, key))
		app->beep = true;
}

void
app_overlay_key(struct app *app, const struct key_event *event)
{
	switch (app->overlay) {
	case OVERLAY_NONE:
		break;
	case OVERLAY_ASK:
		ask_event(app, event);
		break;
	case OVERLAY_COMMAND:
		command_event(app, event);
		break;
	case OVERLAY_FIND:
		find_event(app, event);
		break;
	case OVERLAY_HELP:
		help_event(app, event);
		break;
	}
}
