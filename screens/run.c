/* SPDX-License-Identifier: MIT */
/* Joins the desk to the loop: what the loop asks of a desk, and starting on a
 * terminal. Not a screen. */
#include "screens/screens.h"
#include "screens/wires.h"

#include "desk/look.h"
#include "desk/scope.h"
#include "desk/scribble.h"
#include "desk/session.h"
#include "desk/site.h"
#include "ui/line/line.h"
#include "ui/term/key.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* Nobody has come in yet at 选用户. */
static bool
keep_ask(
	struct desk *desk, const struct app_scribble *scribble, struct err *err)
{
	const struct scribble kept = { scribble->name, scribble->matter,
		scribble->text, scribble->at };

	return desk->drafts == NULL || scribble_keep(desk, &kept, err);
}

static bool
kept_ask(struct desk *desk, struct arena *arena, struct app_scribble *scribble,
	struct err *err)
{
	struct scribble kept = { .name = scribble->name };

	if (desk->drafts == NULL)
		return true;
	if (!scribble_find(desk, arena, &kept, err))
		return false;
	scribble->text = kept.text;
	scribble->at = kept.at;
	return true;
}

static void
keep_wire(struct desk *desk, const struct wire *wire)
{
	wires_keep(desk, wire);
}

static bool
is_wanted(struct desk *desk)
{
	return session_is_wanted(desk);
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
		.keep_wire = keep_wire,
		.keep_ask = keep_ask,
		.kept_ask = kept_ask,
		.cut = session_cut,
		.is_wanted = is_wanted,
	};
}

bool
screens_is_sat_at(void)
{
	return isatty(STDIN_FILENO) != 0;
}

const struct screen_def *
screens_first(struct desk *desk)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct session_other *others;
	size_t count = 0;

	if (!screens_is_sat_at())
		return &screen_home;
	if (!session_others(desk, &arena, &others, &count, &err))
		err_clear(&err);
	arena_clear(&arena);
	return count > 0 ? &screen_session : &screen_home;
}

/* Said on the terminal that was taken over, unless nobody reads there: it may
 * have stood still for hours, and we would stand with it. */
static bool
say_taken(const struct desk *desk, struct err *err)
{
	struct pollfd line = { .fd = STDERR_FILENO, .events = POLLOUT };

	if (!desk->was_taken || poll(&line, 1, 0) <= 0 ||
		(line.revents & POLLOUT) == 0)
		return true;
	return err_set(
		err, ERR_STATE, "已在另一终端接着办，这边已存好，退出了");
}

/* What cannot be asked is believed of the locale. */
static void
take_locale(struct wire *wire)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *value = NULL;

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (value == NULL || *value == '\0')
			value = getenv(names[i]);
	value = value == NULL ? NULL : strchr(value, '.');
	if (value == NULL || !encoding_named(value + 1, &wire->encoding))
		return;
	wire->width = encoding_is_double(wire->encoding) ? WIDTH_TERM_WIDE
							 : WIDTH_TERM_NARROW;
}

/* Meets the line, unless it is one of questions and answers: a teletype knows
 * no sequences. */
static bool
meet(struct desk *desk, struct wire *wire, struct greeting *greeting,
	struct err *err)
{
	struct wire chosen;

	/* A script is answered alike from wherever it is started. */
	wire->is_piped = !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO);
	if (wire->is_piped)
		return true;
	wires_of_line(desk->store, wire, greeting);
	if (wire->level == LEVEL_LINE && !wire->has_encoding &&
		!wire->is_chosen)
		take_locale(wire);
	chosen = *wire;
	if (desk->user != 0)
		wires_of_user(desk, &chosen);
	if (chosen.level != LEVEL_LINE) {
		if (!greet(greeting, wire, err))
			return false;
		wire->found = greeting->found;
		wire->is_chosen = greeting->is_chosen || greeting->is_picked;
	}
	if (desk->user != 0)
		wires_of_user(desk, wire);
	return true;
}

static bool
run_cells(struct app *app, struct buf *ahead, struct err *err)
{
	struct term *term = NULL;
	int rows, columns;
	bool done;

	if (!term_open(app_wire(app), &term, err))
		return false;
	term_type(term, buf_text(ahead), ahead->length);
	buf_clear(ahead);
	term_size(term, &rows, &columns);
	app_resize(app, rows, columns);
	done = app_run(app, term, err);
	term_unread(term, ahead);
	term_close(&term);
	return done;
}

/* On cells or line by line, as the user chooses; what is typed ahead of the
 * change is not lost. */
static bool
run(struct app *app, struct greeting *greeting, struct err *err)
{
	struct buf ahead = { 0 };
	bool done = true;

	buf_add_bytes(&ahead, greeting->ahead.data, greeting->ahead.length);

	while (done && !app_is_over(app)) {
		bool is_line = app_wire(app)->level == LEVEL_LINE;

		if (is_line)
			greet_end(greeting);
		done = is_line ? line_run(app, &ahead, err)
			       : run_cells(app, &ahead, err);
		if (is_line == (app_wire(app)->level == LEVEL_LINE))
			break;
	}
	buf_free(&ahead);
	return done;
}

bool
screens_run(struct desk *desk, const char *login, struct wire *wire,
	struct err *err)
{
	struct app_hooks hooks = screens_hooks(desk);
	const struct screen_def *first = &screen_user;
	struct greeting greeting = { 0 };
	struct arena arena = { 0 };
	struct app *app = NULL;
	bool done = false;

	hooks.wire = *wire;
	if (login != NULL) {
		if (!desk_open(desk->store, desk->library, login, desk, err))
			return false;
		first = screens_first(desk);
	}
	if (!meet(desk, &hooks.wire, &greeting, err))
		goto out;
	hooks.said = wires_told(&hooks.wire, &greeting, &arena);
	done = app_new(&hooks, first, (struct screen_args){ 0 }, 24, 80, &app,
		       err) &&
	       run(app, &greeting, err);
	*wire = app == NULL ? hooks.wire : *app_wire(app);
	app_free(&app);
	greet_end(&greeting);
	done = done && say_taken(desk, err);
out:
	greet_end(&greeting);
	arena_clear(&arena);
	desk_close(desk);
	return done;
}
