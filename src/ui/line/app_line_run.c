/* SPDX-License-Identifier: MIT */
/* Level line on the real descriptors: a terminal, or the two ends of pipes. */
#include "ui/app/app_own.h"

#include "ui/line/line.h"
#include "ui/line/line_io.h"
#include "ui/term/tty.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

enum { LOOK_EVERY = 500 /* milliseconds */ };

struct dialogue {
	struct app *app;
	struct line *line;
	struct line_io io;
	long count; /* lines read */
	bool is_over;
};

/* What is sent, and beneath it what stands behind each 〓. */
static bool
send_output(struct dialogue *d)
{
	struct buf lines = { 0 };
	size_t before;
	bool is_sent;

	buf_add(&lines, line_output(d->line));
	before = lines.length;
	lacking_names_in(
		&d->app->lacking, &d->app->wire, line_output(d->line), &lines);
	if (lines.length > before)
		buf_add(&lines, "\n");
	is_sent = line_io_send(&d->io, buf_text(&lines), line_prompt(d->line));
	buf_free(&lines);
	return is_sent;
}

static void
show(struct dialogue *d)
{
	struct meter *meter = &d->app->wire.meter;

	d->io.is_muted = d->app->wire.is_muted;
	if (line_is_mistaken(d->line))
		line_io_ring(&d->io);
	if (!send_output(d))
		d->is_over = true;
	line_sent(d->line);
	meter->key_bytes = d->io.encode.bytes - meter->bytes;
	meter->bytes = d->io.encode.bytes;
}

/* Says something of the line itself, before what the screen says. */
static void
note(struct dialogue *d, const char *text)
{
	struct arena arena = { 0 };

	line_io_send(&d->io, arena_printf(&arena, "%s\n", text), "");
	arena_clear(&arena);
}

bool
line_is_needed(void)
{
	static const char *const rolling[] = { "", "dumb", "tty" };
	const char *term = getenv("TERM");

	for (size_t i = 0; term != NULL && i < ARRAY_LENGTH(rolling); i++)
		if (strcmp(term, rolling[i]) == 0)
			return true;
	return term == NULL;
}

/* Who chose a screen keeps his lines where there can't be one. */
static void
stay_at_lines(struct dialogue *d)
{
	if (d->app->wire.level == LEVEL_LINE ||
		(d->io.is_terminal && !line_is_needed()))
		return;
	d->app->wire.level = LEVEL_LINE;
	app_reload(d->app);
	note(d, say("这里移不动光标，画不了屏幕，还是逐行"));
}

/* What a screen changed of the line; what can't be is put back, and said. */
static void
adopt(struct dialogue *d)
{
	struct app *app = d->app;
	struct err err = { 0 };

	if (app->wire.wants_probe)
		note(d, say("逐行显示时不问终端：它可能不认得要问的字"));
	app->wire.wants_probe = false;
	if (!app->wire.is_changed)
		return;
	app->wire.is_changed = false;
	app->is_unkept = true;
	stay_at_lines(d);
	if (!line_io_adopt(&d->io, &app->wire, &err)) {
		app->wire.encoding = d->io.encoding;
		note(d, err.text);
	}
	app->adopted = app->wire;
}

static bool
is_wanted(const struct app *app)
{
	return app->hooks.is_wanted != NULL &&
	       app->hooks.is_wanted(app->hooks.desk);
}

/* The line takes nothing: what is in hand is kept meanwhile, and another
 * terminal may take over. */
static bool
is_worth_waiting(void *arg, int milliseconds)
{
	struct app *app = arg;

	(void)milliseconds;
	app_rest(app, ENCODE_TICK);
	return !is_wanted(app);
}

/* Nobody types: what another desk did is looked for, and waits for the next
 * prompt unless it is urgent. */
static void
rest(struct dialogue *d)
{
	struct app *app = d->app;
	bool has_changed;

	app_rest(app, LOOK_EVERY);
	app_keep_wire(app);
	if (is_wanted(app)) {
		line_hangup(d->line, buf_text(&d->io.typed));
		d->is_over = true;
		return;
	}
	has_changed = app->hooks.changed != NULL &&
		      app->hooks.changed(app->hooks.desk);
	if ((has_changed || app_is_woken(app)) && line_changed(d->line)) {
		line_io_send(&d->io, "\n", "");
		show(d);
	}
}

/* What was typed behind a mistake was meant for something else. At a terminal
 * it is thrown away, and the dialogue goes on. A script is not stopped by a
 * confirming ask, which it answers knowing; by a mistake it is: its next
 * answers would go into the wrong fields. */
static bool
flush(struct dialogue *d, struct err *err)
{
	if (!line_take_flush(d->line) ||
		(!d->io.is_terminal && !line_is_mistaken(d->line)))
		return true;
	if (!line_io_flush(&d->io))
		return true;
	line_flushed(d->line);
	if (d->io.is_terminal)
		return true;
	show(d);
	line_hangup(d->line, "");
	d->is_over = true;
	return err_set(err, ERR_INPUT,
		"第%ld行有错，停在这里，后面的没有做：%s", d->count,
		line_message(d->line));
}

/* In a pipe nothing is echoed: the answer begins with what was asked. */
static bool
take(struct dialogue *d, const char *text, struct err *err)
{
	struct arena arena = { 0 };
	const char *typed = arena_copy(&arena, text);

	d->count++;
	if (!d->io.is_terminal)
		line_io_send(&d->io, arena_printf(&arena, "%s\n", typed), "");
	if (!line_typed(d->line, typed))
		d->is_over = true;
	arena_clear(&arena);
	app_send_print_by(d->app, &d->io);
	adopt(d);
	return flush(d, err);
}

static bool
take_bad(struct dialogue *d, struct err *err)
{
	d->count++;
	if (!d->io.is_terminal)
		line_hangup(d->line, "");
	if (!d->io.is_terminal)
		return err_set(err, ERR_INPUT,
			"第%ld行有不是%s的字，停在这里，后面的没有做", d->count,
			encoding_name(d->io.encoding));
	line_io_send(&d->io, say("这一行有认不出的字，没有用，请重打\n"),
		line_prompt(d->line));
	return true;
}

static void
resize(struct dialogue *d)
{
	int rows;
	int columns;

	line_io_size(&d->io, &rows, &columns);
	line_resize(d->line, rows, columns);
	tty_take_again();
}

/* A script that ends with a mistake did not do what it was to do. */
static bool
end(struct dialogue *d, const char *typed, struct err *err)
{
	bool was_mistaken = !d->io.is_terminal && line_is_mistaken(d->line);

	if (was_mistaken)
		err_set(err, ERR_INPUT, "第%ld行有错：%s", d->count,
			line_message(d->line));
	line_hangup(d->line, typed);
	if (!d->io.is_terminal)
		line_io_send(&d->io, "\n", ""); /* behind the last question */
	d->is_over = true;
	return !was_mistaken;
}

static bool
step(struct dialogue *d, struct err *err)
{
	const char *text;

	switch (line_io_read(&d->io, LOOK_EVERY, &text)) {
	case LINE_READ:
		if (!take(d, text, err))
			return false;
		show(d);
		break;
	case LINE_BAD:
		return take_bad(d, err);
	case LINE_SILENT:
		rest(d);
		break;
	case LINE_RESIZED:
		resize(d);
		break;
	case LINE_END:
		return end(d, text, err);
	}
	return true;
}

bool
line_run(struct app *app, struct buf *ahead, struct err *err)
{
	struct dialogue d = { .app = app };
	bool done = true;
	int rows;
	int columns;

	if (!line_io_open(&d.io, &app->wire, err))
		return false;
	encode_on_blocked(&d.io.encode, is_worth_waiting, app);
	line_io_type(&d.io, buf_text(ahead), ahead->length);
	buf_clear(ahead);
	line_io_size(&d.io, &rows, &columns);
	d.line = line_new(app, rows, columns);
	line_begin(d.line);
	show(&d);
	while (done && !d.is_over && app->wire.level == LEVEL_LINE)
		done = step(&d, err);
	app_keep_wire(app);
	line_free(&d.line);
	line_io_unread(&d.io, ahead);
	line_io_close(&d.io);
	return done;
}
