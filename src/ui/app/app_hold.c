/* SPDX-License-Identifier: MIT */
/*
 * What is in hand, kept before it is done: the text of the field or of the
 * ask. When the line is gone always; while somebody writes at every pause and
 * every so many characters, so that a kill takes no more than the last of
 * them. Nothing of it goes on the wire.
 */
#include "ui/app/app_own.h"

#include "ui/entry/entry.h"

#include <inttypes.h>

enum {
	HOLD_AFTER = 5000, /* milliseconds without a key */
	HOLD_KEYS = 40	   /* keys since it was held last */
};

/* What is asked, and of what: never another row's reason. */
static const char *
ask_name(const struct app *app, struct arena *arena)
{
	const struct place *top = app_top(app);
	const struct screen *screen = &top->screen;
	const struct view_row *row = view_row_at(&top->view, screen->row);
	const struct screen_args *args = &screen->args;

	return arena_printf(arena,
		"%s %" PRId32 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
		" %" PRId64 " %s",
		screen->def->code, app->asking_key, args->matter, args->party,
		args->record, args->id, screen->row_id,
		row == NULL || row->key == NULL ? "" : row->key);
}

static bool
keep_ask(struct app *app, const char *text, size_t at)
{
	struct asking *asking = &app->asking;
	const struct app_scribble scribble = {
		.name = asking->name,
		.matter = asking->matter,
		.text = text,
		.at = at,
	};
	struct err err = { 0 };

	/* What can't be taken away now is there once more the next time. */
	if (!app->hooks.keep_ask(app->hooks.desk, &scribble, &err))
		return false;
	asking->is_kept = text[0] != '\0';
	buf_clear(&asking->held);
	buf_add(&asking->held, text);
	return true;
}

bool
app_hold_ask(struct app *app)
{
	const struct asking *asking = &app->asking;

	if (asking->name == NULL || !ask_is_changed(asking))
		return true;
	return keep_ask(app, edit_text(&asking->edit), asking->edit.at);
}

void
app_let_go_ask(struct app *app)
{
	if (app->asking.is_kept)
		(void)keep_ask(app, "", 0);
}

void
app_take_up_ask(struct app *app)
{
	struct asking *asking = &app->asking;
	enum ask_kind kind = asking->action->asks->kind;
	struct err err = { 0 };
	struct app_scribble scribble = { .text = "" };

	if ((kind != ASK_TEXT && kind != ASK_DATE) ||
		app->hooks.keep_ask == NULL || app->hooks.kept_ask == NULL)
		return;
	asking->name = ask_name(app, &asking->arena);
	asking->matter = app_top(app)->screen.args.matter;
	scribble.name = asking->name;
	if (!app->hooks.kept_ask(
		    app->hooks.desk, &asking->arena, &scribble, &err))
		err_clear(&err);
	else if (scribble.text[0] != '\0')
		ask_take_up(asking, scribble.text, scribble.at);
}

bool
app_hold(struct app *app, enum entry_hold what)
{
	struct entry *entry = app->depth == 0 ? NULL : app_entry(app);
	struct err err = { 0 };
	bool done = true;

	app->unheld = 0;
	app->quiet = 0;
	if (entry != NULL)
		done = entry_hold(entry, what, &err);
	if (app->overlay == OVERLAY_ASK)
		done = app_hold_ask(app) && done;
	return done;
}

void
app_count_typed(struct app *app, const struct key_event *event)
{
	app->quiet = 0;
	app->unheld += event->key == KEY_PASTE ? HOLD_KEYS : 1;
	/* Where it can't be kept now it is told when the field is left. */
	if (app->unheld >= HOLD_KEYS)
		(void)app_hold(app, ENTRY_HOLD_TYPED);
}

void
app_rest(struct app *app, int milliseconds)
{
	if (app->unheld == 0)
		return;
	app->quiet += milliseconds;
	if (app->quiet >= HOLD_AFTER)
		(void)app_hold(app, ENTRY_HOLD_TYPED);
}
