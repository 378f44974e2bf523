/* SPDX-License-Identifier: MIT */
/* The loop on a real terminal. Frames are skipped while one types ahead. */
#include "ui/app/app_own.h"

enum { LOOK_EVERY = 500 /* milliseconds */ };

static bool
is_wanted(const struct app *app)
{
	return app->hooks.is_wanted != NULL &&
	       app->hooks.is_wanted(app->hooks.desk);
}

/* The line takes nothing: nobody sees us. What is in hand is kept meanwhile,
 * and another terminal may take over. */
static bool
is_worth_waiting(void *arg, int milliseconds)
{
	struct app *app = arg;

	(void)milliseconds;
	app_rest(app, LOOK_EVERY);
	return !is_wanted(app);
}

static struct key_event
next_event(struct app *app, struct term *term)
{
	for (;;) {
		struct key_event event = term_key(term, LOOK_EVERY);

		if (event.key != KEY_NONE)
			return event;
		app_rest(app, LOOK_EVERY);
		app_keep_wire(app);
		if (is_wanted(app))
			return (struct key_event){ .key = KEY_HANGUP };
		if (app->hooks.changed != NULL &&
			app->hooks.changed(app->hooks.desk))
			return (struct key_event){ .key = KEY_CHANGED };
		if (app_is_woken(app))
			return (struct key_event){ .key = KEY_CHANGED };
	}
}

static void
show(struct app *app, struct term *term)
{
	const struct cells *cells = app_frame(app);

	app_ring(app);
	term_show(term, cells);
	app_count_frame(app, term);
}

bool
app_run(struct app *app, struct term *term, struct err *err)
{
	struct key_event event;
	int rows;
	int columns;

	(void)err;
	term_on_blocked(term, is_worth_waiting, app);
	do {
		app_adopt(app, term);
		if (app->wire.level == LEVEL_LINE)
			break;
		if (app_take_repaint(app))
			term_forget(term);
		if (app_take_flush(app) && term_flush(term))
			app_flushed(app);
		app_send_print(app, term);
		if (!term_is_typed_ahead(term))
			show(app, term);
		event = next_event(app, term);
		if (event.key < KEY_RESIZE)
			app_count_key(app, term);
		if (event.key == KEY_RESIZE) {
			term_size(term, &rows, &columns);
			app_resize(app, rows, columns);
			term_forget(term);
		}
	} while (app_key(app, &event));
	app_keep_wire(app);
	return true;
}
