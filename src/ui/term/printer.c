/* SPDX-License-Identifier: MIT */
/*
 * What a terminal wants around bytes for its printer, and whether it can be
 * had. The bytes are form/escp.c, who sends them is app_print.c; copies and
 * their numbers are the desk's.
 */
#include "ui/term/printer.h"

#include "base/multiplexer.h"
#include "ui/term/terminfo.h"

#include <stdlib.h>

static void
put_sequence(enum wire_printer printer, const char *name, const char *fixed,
	struct buf *out)
{
	if (printer != WIRE_PRINTER_TERMINFO || !terminfo_string(name, out))
		buf_add(out, fixed);
}

static bool
has_terminfo(void)
{
	struct buf text = { 0 };
	bool has =
		terminfo_string("mc5", &text) && terminfo_string("mc4", &text);

	buf_free(&text);
	return has;
}

bool
printer_check(enum wire_printer printer, struct err *err)
{
	const char *term = getenv("TERM");

	if (printer == WIRE_PRINTER_NONE)
		return err_set(err, ERR_STATE,
			"没有设本机终端打印机；打印机接在这台终端上的，"
			"F9 打 320，按 6 设");
	if (multiplexer_is_there())
		return err_set(err, ERR_STATE,
			"tmux、screen 里打不了，它们会吞掉打印指令；"
			"请退出它们再打，或改选别的方式");
	if (printer == WIRE_PRINTER_TERMINFO && !has_terminfo())
		return err_set(err, ERR_STATE,
			"TERM=%s 没有打印指令（mc5）；终端能打印的，F9 打 320 "
			"改用 ESC[5i",
			term == NULL ? "" : term);
	return true;
}

bool
printer_bytes(enum wire_printer printer, const struct printer_job *job,
	struct buf *out, struct printer_count *count, struct err *err)
{
	size_t length;

	*count = (struct printer_count){ 0 };
	if (!printer_check(printer, err))
		return false;
	put_sequence(printer, "mc5", "\033[5i", out);
	if (!escp_write(job->layout, job->text, out, &count->paper, err))
		return false;
	length = out->length;
	put_sequence(printer, "mc4", "\033[4i", out);
	count->stop = out->length - length;
	return true;
}
