/* SPDX-License-Identifier: MIT */
#ifndef UI_LINE_IO_H
#define UI_LINE_IO_H

#include "ui/term/encode.h"
#include "ui/term/input.h"
#include "ui/wire.h"

/*
 * Lines in and out of descriptors 0 and 1, a terminal or not. On a terminal
 * what is typed is echoed and mended here: the kernel's own line editing takes
 * back half a hanzi of GBK, and one column of a wide one. Sent are text, line
 * ends, and backspace over what was mended; nothing else, ever.
 */
struct line_io {
	bool is_terminal; /* both ends */
	bool is_muted;
	struct encode encode;
	struct input input;
	enum encoding encoding;
	enum width_of width;
	struct buf prompt; /* shown last */
	struct buf typed;
	int32_t named; /* a function key that came behind what was typed */
	bool is_bad;   /* the line has bytes that are no character */
	bool is_given; /* what was typed has been taken */
	bool is_at_end;
	unsigned char bytes[4096];
	size_t at, end;
};

enum line_read {
	LINE_READ,   /* *line */
	LINE_SILENT, /* nothing for so long */
	LINE_RESIZED,
	LINE_BAD, /* a line with bytes that are no character; dropped */
	LINE_END  /* the line is gone; *line is what was typed last */
};

bool line_io_open(struct line_io *io, const struct wire *wire,
	struct err *err) MUST_CHECK;
void line_io_close(struct line_io *io);
/* As the wire says from now on. */
bool line_io_adopt(struct line_io *io, const struct wire *wire,
	struct err *err) MUST_CHECK;
/* Sends lines that end with \n, then the prompt and what is typed already.
 * False: the line is gone. */
bool line_io_send(struct line_io *io, const char *lines, const char *prompt);
/* One bell, before what is sent next, where somebody may hear it. */
void line_io_ring(struct line_io *io);
/* The next line, without its end, the io's own until the next. A function key
 * is ".F6". */
enum line_read line_io_read(
	struct line_io *io, int milliseconds, const char **line);
/* Bytes that came before it was opened, at most 4096; and those that it has
 * not read yet, for who has the line after it (appends). */
void line_io_type(struct line_io *io, const char *bytes, size_t length);
void line_io_unread(struct line_io *io, struct buf *out);
/* Throws away what was typed ahead; true if there was any. */
bool line_io_flush(struct line_io *io);
/* Rows and columns; 0 where there is no terminal. */
void line_io_size(const struct line_io *io, int *rows, int *columns);

#endif
