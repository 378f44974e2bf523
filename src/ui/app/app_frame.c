/* SPDX-License-Identifier: MIT */
/* The whole frame: surround, the view on top, what lies over it. */
#include "ui/app/app_own.h"

#include "ui/entry/entry.h"
#include "ui/words.h"

static const char *
hint(const struct app *app)
{
	switch (app->overlay) {
	case OVERLAY_ASK:
		return ask_hint(&app->asking);
	case OVERLAY_COMMAND:
		return say("回车打开，上下键选，F12 关上");
	case OVERLAY_FIND:
		return say(
			"键入几个字；下键 下一个，回车 停在这里，F12 回原处");
	case OVERLAY_HELP:
		return say("F1 换页：这一栏、这一屏的键、全部目录；F12 关上");
	case OVERLAY_NONE:
		break;
	}
	return app_entry(app) == NULL ? NULL : entry_hint(app_entry(app));
}

/* What was said to the user stays; what other desks did comes after it. */
static const char *
message(const struct app *app, struct arena *arena)
{
	const char *said = buf_text(&app->message);

	if (app->news.length == 0)
		return said;
	if (app->message.length == 0)
		return buf_text(&app->news);
	return arena_printf(arena, "%s；%s", said, buf_text(&app->news));
}

/* The meter stands behind what is said, in place of a mere hint. */
static const char *
metered(const struct app *app, const struct surround *surround,
	struct arena *arena)
{
	struct buf text = { 0 };
	const char *all;

	if (surround->look != LOOK_DIM && surround->message != NULL)
		buf_addf(&text, "%s  ", surround->message);
	app_meter(app, &text);
	all = arena_copy(arena, buf_text(&text));
	buf_free(&text);
	return all;
}

static void
fill_surround(
	const struct app *app, struct surround *surround, struct arena *arena)
{
	const struct place *top = app_top(app);

	*surround = (struct surround){
		.title = top->screen.def->title,
		.subject = top->view.title,
		.code = top->screen.def->code,
		.message = message(app, arena),
		.look = app->is_alarm ? LOOK_LATE : LOOK_STRONG,
		.has_bar = app->wire.bar != BAR_OFF,
		.bar = app_bar_text(app, arena),
	};
	if (app->overlay == OVERLAY_HELP) {
		surround->title = say("帮助");
		surround->subject = app->help.title;
	}
	if (app->hooks.who != NULL && !top->screen.def->is_turned)
		surround->who = app->hooks.who(app->hooks.desk);
	if (app->message.length == 0 && app->news.length == 0) {
		surround->message = hint(app);
		surround->look = LOOK_DIM;
	}
	if (app->wire.is_metered)
		surround->message = metered(app, surround, arena);
	if (surround->message != NULL)
		surround->message =
			app_own_names(app, surround->message, arena);
}

static int
panel_rows(const struct app *app, int rows)
{
	switch (app->overlay) {
	case OVERLAY_ASK:
		return ask_rows(&app->asking, &app->cells, rows - 3);
	case OVERLAY_COMMAND:
		return command_rows(&app->command, rows - 3);
	case OVERLAY_FIND:
		return 1;
	case OVERLAY_HELP:
	case OVERLAY_NONE:
		break;
	}
	return 0;
}

static void
draw_find(struct app *app, int row)
{
	int used = cells_put(&app->cells, row, 0, app->cells.columns,
		LOOK_STRONG, say("找: "));

	edit_draw(&app->find, &app->cells, row, used, 1,
		app->cells.columns - used - 1, true);
}

static void
draw_panel(struct app *app, int row, int rows)
{
	switch (app->overlay) {
	case OVERLAY_ASK:
		ask_draw(&app->asking, &app->cells, row, rows);
		break;
	case OVERLAY_COMMAND:
		command_draw(&app->command, &app->cells, row, rows);
		break;
	case OVERLAY_FIND:
		draw_find(app, row);
		break;
	case OVERLAY_HELP:
	case OVERLAY_NONE:
		break;
	}
}

static void
add_more(const struct face *face, struct buf *out)
{
	int below = face->lines - face->top - face->shown;

	if (below > 0)
		buf_addf(out, "%s %d %s", say("下面还有"), below,
			say("行，F8 下页"));
}

/*
 * The message line where nothing is said to the user: first what the cursor's
 * row has and the terminal has not, then the hint, or that there is more
 * below.
 */
static void
draw_quiet(struct app *app, const struct surround *surround,
	const struct face *face, int row)
{
	struct cells *cells = &app->cells;
	struct buf text = { 0 };
	int used;

	if (surround->look != LOOK_DIM)
		return;
	lacking_names(&app->lacking, &app->wire, cells, &text);
	if (text.length > 0)
		buf_add(&text, "  ");
	if (surround->message == NULL)
		add_more(face, &text);
	else
		buf_add(&text, surround->message);
	used = cells_put(
		cells, row, 0, cells->columns, LOOK_DIM, buf_text(&text));
	for (int i = used; i < cells->columns; i++)
		cells_put(cells, row, i, 1, LOOK_PLAIN, " ");
	buf_free(&text);
}

void
app_draw(struct app *app)
{
	struct arena arena = { 0 };
	struct surround surround;
	struct face *face =
		app->help.arena != NULL ? &app->help_face : &app_top(app)->face;
	int row;
	int rows;
	int body;
	int panel;

	fill_surround(app, &surround, &arena);
	app_ime_show(app, &surround, &arena);
	render_surround(&surround, &app->cells, &row, &rows);
	body = app->wire.level == LEVEL_SHORT && rows > WIRE_SHORT_ROWS
		       ? WIRE_SHORT_ROWS
		       : rows;
	panel = panel_rows(app, body);
	render_body(face, &app->cells, row, body - panel);
	draw_panel(app, row + body - panel, panel);
	draw_quiet(app, &surround, face, row + rows);
	arena_clear(&arena);
}
