/* SPDX-License-Identifier: MIT */
/*
 * The built-in Chinese input stands between the keys and whatever has them,
 * once for all fields: it types what was chosen as a client would send it.
 */
#include "ui/app_own.h"

#include "base/utf8.h"
#include "ui/entry.h"
#include "ui/words.h"

static enum ime_place
ask_place(const struct asking *asking)
{
	switch (asking->action->asks->kind) {
	case ASK_TEXT:
		return IME_WORDS;
	case ASK_DATE:
		return IME_FIND;
	case ASK_CHOICE:
		return asking->options.count > PICK_DIGITS ? IME_FIND
							   : IME_NOWHERE;
	case ASK_YES:
		break;
	}
	return IME_NOWHERE;
}

/* What the keys are for now. At the level of lines a whole line comes at
 * once, and letters are what they are. */
static enum ime_place
place_of(const struct app *app)
{
	if (app->wire.level == LEVEL_LINE)
		return IME_NOWHERE;
	switch (app->overlay) {
	case OVERLAY_ASK:
		return ask_place(&app->asking);
	case OVERLAY_COMMAND:
	case OVERLAY_FIND:
		return IME_FIND;
	case OVERLAY_HELP:
		return IME_NOWHERE;
	case OVERLAY_NONE:
		break;
	}
	return app_entry(app) == NULL ? IME_NOWHERE
				      : entry_ime_place(app_entry(app));
}

static void
press(struct app *app, const struct key_event *event)
{
	if (app->overlay != OVERLAY_NONE)
		app_overlay_key(app, event);
	else
		app_screen_key(app, event);
}

/* Key by key, as typed, then the key itself; a mistake that stops a field
 * stops what follows. */
static void
type(struct app *app, const struct ime_answer *answer,
	const struct key_event *event)
{
	bool wanted_flush = app->wants_flush;
	const char *text = answer->text;

	app->wants_flush = false;
	while (*text != '\0' && !app->wants_flush && !app->is_over) {
		struct key_event key = { .key = (int32_t)utf8_next(&text) };

		press(app, &key);
	}
	if (answer->passes && !app->wants_flush && !app->is_over)
		press(app, event);
	if (wanted_flush)
		app->wants_flush = true;
}

void
app_ime_key(struct app *app, const struct key_event *event)
{
	struct ime_answer answer;

	app->ime.columns = app->cells.columns;
	app->ime.width = app->wire.width;
	app->ime.encoding = app->wire.encoding;
	ime_key(&app->ime, event, place_of(app), &answer);
	type(app, &answer, event);
	if (answer.said != NULL)
		app_say(app, say(answer.said));
	if (answer.beep)
		app->beep = true;
}

void
app_ime_show(struct app *app, struct surround *surround, struct arena *arena)
{
	const char *state = ime_state(&app->ime);
	const char *line =
		place_of(app) == IME_NOWHERE ? NULL : ime_line(&app->ime);

	if (line != NULL) {
		surround->message = line;
		surround->look = LOOK_PLAIN;
	}
	if (state != NULL)
		surround->code = arena_printf(arena, "%s %s", state,
			surround->code == NULL ? "" : surround->code);
}
