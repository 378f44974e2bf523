/* SPDX-License-Identifier: MIT */
/* Joins the desk to the loop: what the loop asks of a desk, and starting on a
 * terminal. Not a screen. */
#include "screens/screens.h"

#include "desk/look.h"
#include "desk/scope.h"
#include "desk/site.h"
#include "ui/key.h"

#include <stdio.h>

#define SCREEN(name) &screen_##name,
static const struct screen_def *const all[] = {
#include "screens.inc"
	NULL
};
#undef SCREEN

const struct screen_def *const *
screens_all(void)
{
	return all;
}

static bool
changed(struct desk *desk)
{
	struct err err = { 0 };

	if (!look_expire(desk, &err))
		err_clear(&err);
	if (!store_changed(desk->store))
		return false;
	/* The law may have been added to; what is wrong with it is told when
	 * something is to be sealed. */
	if (!site_refresh(desk, &err))
		err_clear(&err);
	return true;
}

static int64_t
now(struct desk *desk)
{
	return desk_now(desk);
}

static const char *
who(struct desk *desk)
{
	return desk->title;
}

static struct field_context
context(struct desk *desk)
{
	return desk_field_context(desk);
}

struct app_hooks
screens_hooks(struct desk *desk)
{
	return (struct app_hooks){
		.desk = desk,
		.allowed = scope_allows,
		.changed = changed,
		.now = now,
		.who = who,
		.screens = all,
		.search = &screen_search,
		.context = context,
		.wire = { .round_trip = -1 },
	};
}

bool
screens_run(struct desk *desk, const char *login, const struct wire *wire,
	struct err *err)
{
	struct app_hooks hooks = screens_hooks(desk);
	const struct screen_def *first = &screen_user;
	struct app *app = NULL;
	struct term *term = NULL;
	int rows, columns;
	bool done = false;

	hooks.wire = *wire;
	if (login != NULL) {
		if (!desk_open(desk->store, desk->library, login, desk, err))
			return false;
		first = &screen_home;
	}
	if (!term_open(wire, &term, err))
		goto out;
	term_size(term, &rows, &columns);
	if (app_new(&hooks, first, (struct screen_args){ 0 }, rows, columns,
		    &app, err))
		done = app_run(app, term, err);
	app_free(&app);
	term_close(&term);
out:
	desk_close(desk);
	return done;
}
