/* SPDX-License-Identifier: MIT */
/* The stack of screens: opening, reloading, going back. */
#include "ui/app/app_own.h"

#include "base/utf8.h"
#include "ui/entry/entry.h"
#include "ui/words.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A heading and titles stay above the row that is gone to. */
enum { HEAD_LINES = 2 };

struct place *
app_top(const struct app *app)
{
	assert(app->depth > 0);
	return app->places[app->depth - 1];
}

struct entry *
app_entry(const struct app *app)
{
	const struct place *top = app_top(app);

	for (size_t i = 0; i < top->view.block_count; i++)
		if (top->view.blocks[i].kind == BLOCK_ENTRY)
			return top->view.blocks[i].entry;
	return NULL;
}

void
app_sync(struct app *app)
{
	struct place *top = app_top(app);
	const struct view_row *row = view_row_at(&top->view, top->face.row);

	top->screen.row = row == NULL ? -1 : top->face.row;
	top->screen.row_id = row == NULL ? 0 : row->id;
	top->kind[0] = '\0';
	if (row != NULL && row->kind != NULL) {
		size_t length = utf8_fit(row->kind, sizeof(top->kind) - 1);

		memcpy(top->kind, row->kind, length);
		top->kind[length] = '\0';
	}
	top->screen.row_kind =
		row == NULL || row->kind == NULL ? NULL : top->kind;
}

/* What could not be read is said where it would have stood. */
static void
show_failure(const struct app *app, struct place *place, const struct err *err)
{
	arena_clear(&place->arena);
	place->view = (struct view){ .arena = &place->arena };
	view_paragraph(&place->view, say("现在看不到"), err->text);
	view_paragraph(&place->view, NULL,
		app_own_names(app, say("F5 再试，F12 退回"), &place->arena));
}

/* Where a handler wants the cursor: at the head of its part of the screen. */
static void
go_where_asked(struct place *place)
{
	if (place->screen.go == NULL)
		return;
	if (list_go(&place->face, place->screen.go)) {
		place->face.is_held = true;
		place->face.hold = HEAD_LINES;
	}
	place->screen.go = NULL;
}

/* False if the row under the cursor is gone. */
bool
app_reload_after(struct app *app, const struct list_before *before)
{
	struct place *top = app_top(app);
	struct err err = { 0 };
	bool is_there, is_read;

	arena_clear(&top->arena);
	top->view = (struct view){ .arena = &top->arena };
	is_read = top->screen.def->view(&top->screen, &top->view, &err);
	if (!is_read) {
		show_failure(app, top, &err);
		app_alarm(app, err.text);
	}
	top->face.view = &top->view;
	is_there = list_return(&top->face, before) || !is_read;
	go_where_asked(top);
	app_sync(app);
	app->is_stale = false;
	return is_there;
}

void
app_reload(struct app *app)
{
	struct list_before before;

	list_remember(&app_top(app)->face, &before);
	(void)app_reload_after(app, &before);
	list_forget(&before);
}

static void
free_place(struct place *place)
{
	if (place->screen.def->close != NULL)
		place->screen.def->close(&place->screen);
	arena_clear(&place->arena);
	arena_clear(&place->keep);
	free(place->screen.state);
	free(place);
}

static struct place *
new_place(
	struct app *app, const struct screen_def *def, struct screen_args args)
{
	struct place *place = calloc(1, sizeof(*place));

	if (place == NULL)
		return NULL;
	place->screen.state = calloc(1, def->state_size + 1);
	if (place->screen.state == NULL) {
		free(place);
		return NULL;
	}
	if (args.text != NULL)
		args.text = arena_copy(&place->keep, args.text);
	place->serial = ++app->serial;
	place->screen.def = def;
	place->screen.desk = app->hooks.desk;
	place->screen.args = args;
	place->screen.wire = &app->wire;
	place->screen.arena = &place->arena;
	place->screen.keep = &place->keep;
	place->screen.row = -1;
	return place;
}

bool
app_push(struct app *app, const struct screen_def *def, struct screen_args args,
	struct err *err)
{
	struct place *place;

	if (!app_may_see(app, def))
		return err_set(
			err, ERR_RIGHT, "您没有看“%s”的权限", say(def->title));
	if (app->depth == PLACES_MOST)
		return err_set(err, ERR_STATE,
			"打开的屏太多了：先按 F12 退回几屏，草稿都在");
	place = new_place(app, def, args);
	if (place == NULL)
		return err_set(err, ERR_BUG, "内存不够，没有打开");
	if (def->open != NULL && !def->open(&place->screen, err)) {
		free_place(place);
		return false;
	}
	app->places[app->depth++] = place;
	app->opening = args.text == NULL ? def->opens_with : 0;
	app_reload(app);
	if (place->screen.said[0] != '\0')
		app_say(app, place->screen.said);
	place->screen.said[0] = '\0';
	return true;
}

void
app_pop(struct app *app)
{
	if (app->depth == 0)
		return;
	free_place(app->places[--app->depth]);
	app->places[app->depth] = NULL;
	if (app->depth == 0)
		app->is_over = true;
}

bool
app_leave_field(struct app *app, int32_t key)
{
	struct entry *entry = app_entry(app);
	const char *message = NULL;

	if (entry == NULL || entry_leave(entry, &message))
		return true;
	if (app->forced == key && key != 0) {
		app->forced = 0;
		return true;
	}
	app->forced = key;
	app_alarm(app, message == NULL ? "" : message);
	app->wants_flush = true;
	return false;
}

/* This screen, and the steps that led to it. */
static void
pop_task(struct app *app)
{
	app_pop(app);
	while (app->depth > 0 && app_top(app)->screen.def->is_step)
		app_pop(app);
}

static void
open_next(struct app *app, enum next next)
{
	struct place *from = app_top(app);
	const struct screen_def *to = from->screen.to;
	struct screen_args args = from->screen.to_args;
	struct arena arena = { 0 };
	struct err err = { 0 };

	from->screen.to = NULL;
	if (to == NULL)
		return;
	/* The text may live in the screen that is about to go. */
	if (args.text != NULL)
		args.text = arena_copy(&arena, args.text);
	if (!app_push(app, to, args, &err)) {
		app_alarm(app, err.text);
		app_reload(app);
	} else if (next == NEXT_REPLACE) {
		struct place *top = app->places[--app->depth];

		app->places[app->depth] = NULL;
		pop_task(app);
		app->is_over = false;
		app->places[app->depth++] = top;
	}
	arena_clear(&arena);
}

void
app_open_named(struct app *app)
{
	if (app->depth > 0 && app_top(app)->screen.to != NULL)
		open_next(app, NEXT_OPEN);
}

void
app_follow(struct app *app, enum next next, const struct err *err)
{
	struct place *top = app_top(app);

	app_keep_print(app, &top->screen);
	if (top->screen.said[0] != '\0')
		app_say(app, top->screen.said);
	top->screen.said[0] = '\0';
	if (err->code != ERR_NONE)
		app_alarm(app, err->text);
	switch (next) {
	case NEXT_STAY:
		break;
	case NEXT_RELOAD:
		app_reload(app);
		break;
	case NEXT_BACK:
		app_pop(app);
		if (app->depth > 0)
			app_reload(app);
		break;
	case NEXT_DONE:
		pop_task(app);
		if (app->depth > 0)
			app_reload(app);
		break;
	case NEXT_OPEN:
	case NEXT_REPLACE:
		open_next(app, next);
		break;
	case NEXT_HOME:
		while (app->depth > 1)
			app_pop(app);
		app_reload(app);
		break;
	case NEXT_QUIT:
		app->is_over = true;
		break;
	}
}
