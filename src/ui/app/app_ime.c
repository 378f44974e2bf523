/* SPDX-License-Identifier: MIT */
/*
 * The built-in Chinese input stands between the keys and whatever has them,
 * once for all fields: it types what was chosen as a client would send it.
 */
#include "ui/app/app_own.h"

#include "base/utf8.h"
#include "ui/entry/entry.h"
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

/* What stands on the screen by itself and may be a name: people are written
 * most of all. */
enum { NAMES_MOST = 96, NAME_LEAST = 2, NAME_MOST = 4 };
struct seen_names {
	const char *items[NAMES_MOST];
	size_t count;
};

static bool
is_hanzi(uint32_t c)
{
	return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

static void
see_name(struct seen_names *seen, const char *text)
{
	const char *at = text;
	size_t count = 0;

	while (text != NULL && *at != '\0' && count <= NAME_MOST)
		count += is_hanzi(utf8_next(&at)) ? 1 : NAME_MOST + 1;
	if (count >= NAME_LEAST && count <= NAME_MOST &&
		seen->count < NAMES_MOST)
		seen->items[seen->count++] = text;
}

static void
see_block(struct seen_names *seen, const struct view_block *block)
{
	for (size_t i = 0; i < block->pair_count; i++)
		see_name(seen, block->pairs[i].value);
	for (size_t i = 0; i < block->row_count; i++)
		for (size_t k = 0; k < block->rows[i].cell_count; k++)
			see_name(seen, block->rows[i].cells[k].text);
}

static void
see_names(const struct app *app, struct seen_names *seen)
{
	const struct view *view = &app_top(app)->view;
	const struct entry *entry = app_entry(app);
	const char *value;

	for (size_t i = 0;
		entry != NULL && (value = entry_value_at(entry, i)) != NULL;
		i++)
		see_name(seen, value);
	for (size_t i = 0; i < view->block_count; i++)
		see_block(seen, &view->blocks[i]);
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
	struct seen_names seen = { .count = 0 };
	struct ime_answer answer;

	if (app->ime.is_on)
		see_names(app, &seen);
	app->ime.names = (struct pinyin_names){ seen.items, seen.count };
	app->ime.columns = app->cells.columns;
	app->ime.width = app->wire.width;
	app->ime.encoding = app->wire.encoding;
	ime_key(&app->ime, event, place_of(app), &answer);
	app->ime.names = (struct pinyin_names){ 0 };
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
