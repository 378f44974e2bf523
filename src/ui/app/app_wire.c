/* SPDX-License-Identifier: MIT */
/*
 * How the line is spoken to while it is in use: what a screen or a key changed
 * is adopted, what goes over it is counted, bells don't storm.
 */
#include "ui/app/app_own.h"

#include "ui/words.h"

#include <time.h>

enum { RING_EVERY = 300 /* milliseconds */ };

int64_t
app_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool
is_other_line(const struct wire *a, const struct wire *b)
{
	return a->encoding != b->encoding || a->width != b->width ||
	       a->level != b->level || a->has_twins != b->has_twins;
}

static void
ask_anew(struct app *app, struct term *term)
{
	struct wire *wire = &app->wire;
	struct buf said = { 0 };

	wire->wants_probe = false;
	wire->found = term_ask(term, wire);
	if (wire->round_trip < 0)
		buf_add(&said, say("终端没有回答，量不出往返"));
	else
		buf_addf(&said, "%s%s%s%d%s", say("终端答："),
			say(probe_word(wire->found)), say("，往返"),
			wire->round_trip, say("毫秒"));
	app_say(app, buf_text(&said));
	buf_free(&said);
	app->is_unkept = true;
	app_reload(app);
	app->is_drawn = false;
}

void
app_adopt(struct app *app, struct term *term)
{
	struct err err = { 0 };

	if (app->wire.wants_probe)
		ask_anew(app, term);
	if (!app->wire.is_changed)
		return;
	app->wire.is_changed = false;
	app->is_unkept = true;
	app->is_drawn = false;
	if (!is_other_line(&app->wire, &app->adopted))
		return;
	if (app->wire.level != LEVEL_LINE &&
		!term_adopt(term, &app->wire, &err)) {
		app->wire.encoding = app->adopted.encoding;
		app->wire.level = app->adopted.level;
		app_alarm(app, err.text);
		app_reload(app);
	}
	app->adopted = app->wire;
}

void
app_keep_wire(struct app *app)
{
	/* Not before he said that he can read it. */
	if (!app->is_unkept ||
		(app->depth > 0 && app_top(app)->screen.is_hearing))
		return;
	app->is_unkept = false;
	if (app->hooks.keep_wire != NULL)
		app->hooks.keep_wire(app->hooks.desk, &app->wire);
}

void
app_ring(struct app *app)
{
	int64_t now = app_clock();

	if (!app->cells.beep)
		return;
	if (app->wire.is_muted || now - app->rung < RING_EVERY)
		app->cells.beep = false;
	else
		app->rung = now;
}

void
app_count_key(struct app *app, const struct term *term)
{
	app->wire.meter.keys++;
	app->key_at = app_clock();
	app->bytes_at = term_bytes(term);
}

void
app_count_frame(struct app *app, const struct term *term)
{
	struct meter *meter = &app->wire.meter;

	meter->bytes = term_bytes(term);
	if (app->key_at == 0)
		return;
	meter->key_bytes = meter->bytes - app->bytes_at;
	meter->echo = (int)(app_clock() - app->key_at);
	app->key_at = 0;
}

void
app_meter(const struct app *app, struct buf *out)
{
	const struct wire *wire = &app->wire;

	buf_addf(out, "%s %s ", say("线路"), encoding_name(wire->encoding));
	if (wire->round_trip >= 0)
		buf_addf(out, "%s%d%s ", say("往返"), wire->round_trip,
			say("毫秒"));
	buf_addf(out, "%s %zu%s %d%s %s %zu KB", say("上一键"),
		wire->meter.key_bytes, say("字节"), wire->meter.echo,
		say("毫秒"), say("共"), wire->meter.bytes / 1024);
}

bool
app_hears(struct app *app, const struct key_event *event)
{
	struct screen *screen = &app_top(app)->screen;
	struct err err = { 0 };
	enum next next;

	if (!screen->is_hearing || screen->def->hear == NULL)
		return false;
	next = screen->def->hear(screen, event->key, &err);
	app_follow(app, next, &err);
	return true;
}
