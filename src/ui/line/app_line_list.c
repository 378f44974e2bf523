/* SPDX-License-Identifier: MIT */
/* Level line at a screen without a form: what a typed line means there. */
#include "ui/line/app_line.h"

#include "ui/entry/entry.h"
#include "ui/line/line_key.h"
#include "ui/words.h"

#include <string.h>

enum { FOUND_MOST = 10, CODE_LEAST = 100 };

/* The action that is meant by its label, or the start of it. */
static const struct action *
labelled(const struct line *line, const char *label, bool is_whole)
{
	const struct screen_def *def = app_top(line->app)->screen.def;

	for (size_t i = 0; i < def->action_count; i++) {
		const struct action *a = &def->actions[i];
		const char *own = say(a->label);

		if (app_is_valid(line->app, a) &&
			(is_whole ? strcmp(own, label) == 0
				  : strncmp(own, label, strlen(label)) == 0))
			return a;
	}
	return NULL;
}

/* A key of a form, or of the loop, by what help calls it. */
static int32_t
common(const struct line *line, const char *label)
{
	const struct entry *entry = app_entry(line->app);
	const struct help_key *keys = NULL;
	size_t count = 0;

	if (entry != NULL)
		keys = entry_keys(&count);
	for (size_t i = 0; i < count; i++)
		if (strncmp(say(keys[i].label), label, strlen(label)) == 0)
			return keys[i].key;
	return app_loop_key(label);
}

void
line_command(struct line *line, const char *text)
{
	struct app *app = line->app;

	line_press(line, KEY_F9);
	if (app->overlay != OVERLAY_COMMAND || *text == '\0')
		return;
	edit_set(&app->command.edit, text);
	command_find(&app->command);
	line_press(line, KEY_ENTER);
}

bool
line_do(struct line *line, const char *name)
{
	const struct action *action = labelled(line, name, true);
	int32_t key = action == NULL ? line_key(name) : action->key;

	if (*name == '\0')
		return false;
	/* A hanzi is no key, but a label may begin with it. */
	if (key > '~' && key < KEY_NAMED)
		key = KEY_NONE;
	if (key == KEY_NONE) {
		action = labelled(line, name, false);
		key = action == NULL ? common(line, name) : action->key;
	}
	if (key != KEY_NONE)
		line_press(line, key);
	else if (app_screen_by_code(line->app, name) != NULL)
		line_command(line, name);
	else
		return false;
	return true;
}

static void
no_such(struct line *line, const char *name)
{
	struct arena arena = { 0 };

	line_mistake(line, arena_printf(&arena, "%s“%s”；%s", say("这里没有"),
				   name, say("? 看能做什么")));
	arena_clear(&arena);
}

/* The cursor goes to the row that was shown with this number. */
static bool
go_to_row(struct line *line, int number)
{
	struct place *top = app_top(line->app);
	struct list_before at = line_seen(line)->numbered;
	int before = top->face.row;

	if (number < 1 || number > at.count) {
		line_mistake(line, say("没有这一行"));
		return false;
	}
	at.at = number - 1;
	if (!list_return(&top->face, &at)) {
		top->face.row = before;
		line_mistake(
			line, say("这一行别处刚办了，已经不在；回车看现在的"));
		return false;
	}
	line->app->is_swapped = false;
	app_sync(line->app);
	return true;
}

static void
say_row(struct line *line, int row)
{
	const char *text = line_sheet_row(&line_seen(line)->sheet, row);

	if (text != NULL)
		line_say(line, text);
}

/* Where Enter is about no row, a number goes there and does nothing. */
static void
open_row(struct line *line, int row)
{
	const struct action *action = app_action(line->app, KEY_ENTER);

	if (action != NULL && action->on_row) {
		line_press(line, KEY_ENTER);
		return;
	}
	say_row(line, row);
	line_say(line, say("现在在这一行；. 后加键来办"));
}

/* "3", "3 2", "3 为什么". A code is known by heart and means its screen, unless
 * a row of that number has just been said. */
static void
row_typed(struct line *line, int number, const char *rest)
{
	const struct line_seen *seen = line_seen(line);
	struct buf code = { 0 };
	bool is_code;

	buf_addf(&code, "%d", number);
	is_code = number >= CODE_LEAST &&
		  app_screen_by_code(line->app, buf_text(&code)) != NULL;
	if (*rest == '\0' && is_code && number <= seen->last)
		line_sayf(line, "%s：%d %s，=%d %s", say("是行还是屏"), number,
			say("回车 是行"), number, say("是屏"));
	else if (*rest == '\0' && (is_code || number > seen->numbered.count))
		line_command(line, buf_text(&code));
	else if (!go_to_row(line, number))
		;
	else if (*rest == '\0')
		open_row(line, number - 1);
	else if (!line_do(line, rest))
		no_such(line, rest);
	buf_free(&code);
}

/* Rows of the numbers that were shown: a list that changed meanwhile is shown
 * anew first. */
static void
find(struct line *line, const char *words)
{
	struct place *top = app_top(line->app);
	int from = list_search(&top->view, 0, words);
	int found = 0;
	int row = from;

	if (from < 0 || *words == '\0') {
		line_mistake(line, say("没有含这些字的行；= 可查全部"));
		return;
	}
	if (!list_is_same(&top->view, &line_seen(line)->numbered))
		line->is_whole = true;
	top->face.row = from;
	line->app->is_swapped = false;
	app_sync(line->app);
	do {
		if (!line->is_whole && found < FOUND_MOST)
			say_row(line, row);
		found++;
		row = list_search(&top->view, row + 1, words);
	} while (row > from);
	if (found > 1)
		line_sayf(line, "%s%d%s", say("共"), found,
			say("行；现在在第一行上，. 后加键来办"));
}

/* An empty line: what Enter does that is about no row, else all again. */
static void
nothing_typed(struct line *line)
{
	const struct action *action = app_action(line->app, KEY_ENTER);

	if (action != NULL && !action->on_row)
		line_press(line, KEY_ENTER);
	else
		line->is_whole = true;
}

static void
words_typed(struct line *line, const char *text)
{
	int32_t key = line_key(text);
	bool is_named = key >= KEY_NAMED || (key >= 1 && key < KEY_SPACE);

	if (is_named || labelled(line, text, true) != NULL ||
		(key != KEY_NONE && app_action(line->app, key) != NULL))
		(void)line_do(line, text);
	else
		line_command(line, text);
}

/* The number of a row, where there are rows; else a key, else a code. */
static void
number_typed(struct line *line, int number, const char *text, const char *rest)
{
	if (line_seen(line)->numbered.count > 0)
		row_typed(line, number, rest);
	else if (app_action(line->app, line_key(text)) != NULL)
		(void)line_do(line, text);
	else
		line_command(line, text);
}

static bool
is_question(const char *text)
{
	return strcmp(text, "?") == 0 || strcmp(text, "？") == 0;
}

static void
press_twice(struct line *line, int32_t key)
{
	line_press(line, key);
	line_press(line, key);
}

void
line_list_typed(struct line *line, const char *text)
{
	const char *rest;
	int number = line_number_at(text, &rest);

	if (*text == '\0')
		nothing_typed(line);
	else if (is_question(text))
		line_press(line, KEY_F1);
	else if (strcmp(text, "??") == 0 || strcmp(text, "？？") == 0)
		press_twice(line, KEY_F1);
	else if (*text == '/' && text[1] != '\0')
		find(line, text + 1);
	else if (*text == '=')
		line_command(line, text + 1);
	else if (*text == '.' && text[1] != '\0') {
		if (!line_do(line, text + 1))
			no_such(line, text + 1);
	} else if (number >= 0)
		number_typed(line, number, text, rest);
	else
		words_typed(line, text);
}

/* The first row of this kind; -1. */
static int
row_of_kind(const struct view *view, const char *kind)
{
	int count = view_row_count(view);

	for (int i = 0; i < count; i++) {
		const char *own = view_row_at(view, i)->kind;

		if (own != NULL && strcmp(own, kind) == 0)
			return i;
	}
	return -1;
}

/* For the row in hand, or for rows of another kind that are there too: asked
 * as if the first of them were in hand. */
static bool
is_for_rows(struct app *app, const struct action *action)
{
	struct place *top = app_top(app);
	int in_hand = top->face.row;
	int row;
	bool is_valid;

	if (!action->on_row || app_is_valid(app, action))
		return action->on_row;
	row = action->kind == NULL ? -1 : row_of_kind(&top->view, action->kind);
	if (row < 0)
		return false;
	top->face.row = row;
	app_sync(app);
	is_valid = app_is_valid(app, action);
	top->face.row = in_hand;
	app_sync(app);
	return is_valid;
}

static bool
is_digit(int32_t key)
{
	return key >= '0' && key <= '9';
}

/* Rows of several kinds often have the same key for the same thing. */
static bool
is_said(const struct screen_def *def, size_t action)
{
	for (size_t i = 0; i < action; i++)
		if (def->actions[i].key == def->actions[action].key &&
			def->actions[i].on_row &&
			strcmp(def->actions[i].label,
				def->actions[action].label) == 0)
			return true;
	return false;
}

/* "1办理" behind the number of a row. */
static void
add_row_ways(struct app *app, struct buf *out)
{
	const struct screen_def *def = app_top(app)->screen.def;
	size_t start = out->length;

	for (size_t i = 0; i < def->action_count; i++) {
		const struct action *a = &def->actions[i];

		if (!is_for_rows(app, a) || a->key == KEY_ENTER ||
			is_said(def, i))
			continue;
		if (start == out->length)
			buf_add(out, say("行号 键："));
		else
			buf_add_char(out, ' ');
		buf_addf(out, "%s%s",
			is_digit(a->key) ? key_name(a->key, KEY_NAMES_F) : "",
			say(a->label));
	}
	if (out->length > start)
		buf_add(out, "；");
}

/* A choice that was listed needs no second line. */
static bool
is_listed(const struct view *view, int32_t key)
{
	for (size_t i = 0; i < view->block_count; i++)
		for (size_t k = 0; view->blocks[i].kind == BLOCK_CHOICES &&
				   k < view->blocks[i].pair_count;
			k++)
			if (view->blocks[i].pairs[k].label[0] == key)
				return true;
	return false;
}

static void
add_way(const struct app *app, const struct action *a, struct buf *out)
{
	bool is_function = a->key >= KEY_F1 && a->key <= KEY_F12;
	bool has_rows = view_row_count(&app_top(app)->view) > 0;

	if (is_digit(a->key))
		buf_addf(out, "%s%s", has_rows ? "." : "",
			key_name(a->key, KEY_NAMES_F));
	else if (is_function || a->key == KEY_ENTER)
		buf_add(out, key_name(a->key, KEY_NAMES_F));
	buf_addf(out, "%s ", say(a->label));
}

void
line_say_ways(struct line *line)
{
	struct app *app = line->app;
	const struct place *top = app_top(app);
	const struct action *enter = app_action(app, KEY_ENTER);
	struct buf out = { 0 };

	if (app->wire.bar != BAR_FULL) {
		if (app->wire.bar == BAR_SHORT)
			buf_add(&line->ways, say("-- ? 看能做什么\n"));
		return;
	}
	if (enter != NULL && enter->on_row)
		buf_addf(&out, "%s %s；", say("行号"), say(enter->label));
	add_row_ways(app, &out);
	for (size_t i = 0; i < top->screen.def->action_count; i++) {
		const struct action *a = &top->screen.def->actions[i];

		if (!a->on_row && app_is_valid(app, a) &&
			!is_listed(&top->view, a->key))
			add_way(app, a, &out);
	}
	if (!top->screen.def->is_turned)
		buf_addf(&out, "%s%s",
			view_row_count(&top->view) > 0 ? say("/字找行 ") : "",
			say("=代码 ?帮助 "));
	buf_add(&out, say("F3离开"));
	/* Not through line_say: here keys go by their bare names. */
	buf_clear(&line->ways);
	buf_addf(&line->ways, "-- %s\n", buf_text(&out));
	buf_free(&out);
}
