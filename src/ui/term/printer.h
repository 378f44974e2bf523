/* SPDX-License-Identifier: MIT */
#ifndef UI_PRINTER_H
#define UI_PRINTER_H

#include "form/escp.h"
#include "ui/wire.h"

/*
 * The printer that hangs on the clerk's own terminal (VT "media copy"): the
 * terminal passes by what stands between two sequences. Sends nothing itself.
 */
struct printer_job {
	const char *text;
	enum escp_layout layout;
};

struct printer_count {
	struct escp_count paper;
	size_t stop; /* how many of the last bytes end the printing, to be sent
			should the rest be broken off */
};

/* Can this line print? ERR_STATE says why not and what to do: no printer set,
 * tmux or screen between, TERM that has no mc5. */
bool printer_check(enum wire_printer printer, struct err *err) MUST_CHECK;

/* All bytes of a job, the terminal's own sequences included; GB18030 whatever
 * the terminal speaks. */
bool printer_bytes(enum wire_printer printer, const struct printer_job *job,
	struct buf *out, struct printer_count *count,
	struct err *err) MUST_CHECK;

#endif
