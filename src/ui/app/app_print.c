/* SPDX-License-Identifier: MIT */
/*
 * From a handler to the printer at the terminal. A handler can't send: it
 * leaves the text, the loop sends it before the question whether paper came
 * out is drawn, and says on the message line how it went.
 */
#include "ui/app/app_own.h"

#include "ui/line/line_io.h"
#include "ui/term/tty.h"
#include "ui/words.h"

void
app_keep_print(struct app *app, struct screen *from)
{
	if (from->prints.text == NULL)
		return;
	buf_clear(&app->print);
	buf_add(&app->print, from->prints.text);
	app->print_layout = from->prints.layout;
	app->is_printing = true;
	from->prints = (struct printer_job){ 0 };
}

bool
app_take_print(struct app *app, struct printer_job *job)
{
	if (!app->is_printing)
		return false;
	app->is_printing = false;
	*job = (struct printer_job){ .text = buf_text(&app->print),
		.layout = app->print_layout };
	return true;
}

void
app_printed(struct app *app, const struct printer_count *count,
	const struct err *err)
{
	struct buf said = { 0 };

	app->is_drawn = false;
	/* Keys typed before the paper came answer nothing about it. */
	app->wants_flush = true;
	if (err->code != ERR_NONE) {
		app_alarm(app, err->text);
		return;
	}
	buf_addf(&said, "已送到本机终端打印机，%zu页", count->paper.pages);
	if (count->paper.missing > 0)
		buf_addf(&said, "；%zu个字打印机没有，印作〓，见页脚",
			count->paper.missing);
	app_say(app, buf_text(&said));
	buf_free(&said);
}

void
app_send_print(struct app *app, struct term *term)
{
	struct printer_job job;
	struct printer_count count;
	struct buf bytes = { 0 };
	struct err err = { 0 };

	if (!app_take_print(app, &job))
		return;
	if (printer_bytes(app->wire.printer, &job, &bytes, &count, &err) &&
		!term_print(term, &bytes, count.stop, &err))
		count.paper.pages = 0;
	buf_free(&bytes);
	app_printed(app, &count, &err);
	if (app_take_flush(app) && term_flush(term))
		app_flushed(app);
}

/* At level line the terminal is the same, the frame is not there. */
static bool
pass(struct line_io *io, const struct buf *bytes, size_t stop, struct err *err)
{
	tty_break_off(buf_text(bytes) + bytes->length - stop, stop);
	if (!encode_pass(&io->encode, bytes))
		return err_set(err, ERR_IO,
			"没有送完，线路断了或程序被要求结束；这一份没有确认");
	tty_break_off("", 0);
	return true;
}

void
app_send_print_by(struct app *app, struct line_io *io)
{
	struct printer_job job;
	struct printer_count count = { 0 };
	struct buf bytes = { 0 };
	struct err err = { 0 };

	if (!app_take_print(app, &job))
		return;
	if (!io->is_terminal)
		err_set(&err, ERR_STATE,
			"这里没有终端，送不到它的打印机；这一份没有确认");
	else if (printer_bytes(app->wire.printer, &job, &bytes, &count, &err) &&
		 !pass(io, &bytes, count.stop, &err))
		count.paper.pages = 0;
	app_printed(app, &count, &err);
	buf_clear(&bytes);
	buf_addf(&bytes, "%s%s\n", app->is_alarm ? "！" : "",
		buf_text(&app->message));
	line_io_send(io, buf_text(&bytes), "");
	buf_clear(&app->message);
	buf_free(&bytes);
}
