/* SPDX-License-Identifier: MIT */
/* Bytes to lines and lines to bytes; what they mean is app_line.c. */
#include "ui/line/line_io.h"

#include "base/edge.h"
#include "base/utf8.h"
#include "base/width.h"
#include "ui/term/sig.h"
#include "ui/term/tty.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { LINE_MOST = 60000 /* bytes of one line */ };

bool
line_io_open(struct line_io *io, const struct wire *wire, struct err *err)
{
	*io = (struct line_io){ .encoding = wire->encoding,
		.width = wire->width };
	sig_open();
	io->is_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	if (io->is_terminal && !tty_take(err))
		return false;
	io->input.has_twins = wire->has_twins;
	if (!encode_open(&io->encode, wire->encoding, err)) {
		tty_give_back();
		return false;
	}
	if (!input_set_encoding(&io->input, wire->encoding, err)) {
		line_io_close(io);
		return false;
	}
	io->encode.width = wire->width;
	return true;
}

void
line_io_close(struct line_io *io)
{
	if (io->is_terminal)
		tty_give_back();
	encode_close(&io->encode);
	input_free(&io->input);
	buf_free(&io->prompt);
	buf_free(&io->typed);
}

bool
line_io_adopt(struct line_io *io, const struct wire *wire, struct err *err)
{
	io->width = wire->width;
	io->encode.width = wire->width;
	io->input.has_twins = wire->has_twins;
	if (wire->encoding == io->encoding)
		return true;
	if (!encode_speak(&io->encode, wire->encoding, err) ||
		!input_set_encoding(&io->input, wire->encoding, err))
		return false;
	io->encoding = wire->encoding;
	return true;
}

/* What fails here fails again when it is sent, and is told there. */
static void
put_raw(struct line_io *io, const char *bytes)
{
	(void)fputs(bytes, io->encode.sink);
}

void
line_io_ring(struct line_io *io)
{
	if (io->is_terminal && !io->is_muted)
		put_raw(io, "\a");
}

/* Into the sink: filtered here, encoded as it leaves. */
static void
put(struct line_io *io, const char *text)
{
	struct buf plain = { 0 }, lines = { 0 };

	(void)edge_text(&plain, NULL, io->width, UTF8_LINES, text);
	for (const char *at = buf_text(&plain); *at != '\0'; at++) {
		if (*at == '\n' && io->is_terminal)
			buf_add_char(&lines, '\r');
		buf_add_char(&lines, *at);
	}
	put_raw(io, buf_text(&lines));
	buf_free(&plain);
	buf_free(&lines);
}

/* encode.c looks at what reached the sink. */
static bool
send_all(struct line_io *io)
{
	return fflush(io->encode.sink) == 0 && encode_send(&io->encode);
}

static void
begin_line(struct line_io *io)
{
	if (io->is_given)
		buf_clear(&io->typed);
	io->is_given = false;
}

bool
line_io_send(struct line_io *io, const char *lines, const char *prompt)
{
	begin_line(io);
	put(io, lines);
	put(io, prompt);
	buf_clear(&io->prompt);
	buf_add(&io->prompt, prompt);
	put(io, buf_text(&io->typed));
	return send_all(io);
}

/* What is typed shows as it is typed; who types into a pipe sees his lines in
 * the answer. */
static void
echo(struct line_io *io, const char *text)
{
	if (io->is_terminal)
		put(io, text);
}

static void
erase_last(struct line_io *io)
{
	const char *text = buf_text(&io->typed);
	const char *last = utf8_previous(text, text + io->typed.length);
	int columns = width_text(last, io->width);

	if (io->typed.length == 0)
		return;
	if (io->is_terminal)
		for (int i = 0; i < columns; i++)
			put_raw(io, "\b \b");
	buf_cut(&io->typed, (size_t)(last - text));
}

static void
take_character(struct line_io *io, uint32_t character)
{
	char bytes[UTF8_MAX_BYTES + 1] = { 0 };

	if (!utf8_is_plain(character) || io->typed.length > LINE_MOST) {
		io->is_bad = !io->is_terminal;
		line_io_ring(io);
		return;
	}
	bytes[utf8_put(character, bytes)] = '\0';
	buf_add(&io->typed, bytes);
	echo(io, bytes);
}

static void
take_paste(struct line_io *io, const char *text)
{
	while (*text != '\0') {
		uint32_t character = utf8_next(&text);

		take_character(io, character == '\n' || character == '\t'
					   ? ' '
					   : character);
	}
}

static void
show_again(struct line_io *io)
{
	if (!io->is_terminal)
		return;
	put(io, "\n");
	put(io, buf_text(&io->prompt));
	put(io, buf_text(&io->typed));
}

/* Keys that mend the line; true if it was one. */
static bool
mend(struct line_io *io, int32_t key)
{
	if (key == KEY_BACKSPACE || key == KEY_DELETE) {
		erase_last(io);
	} else if (key == KEY_CTRL('U') ||
		   (key == KEY_CTRL('C') && io->typed.length > 0)) {
		while (io->typed.length > 0)
			erase_last(io);
	} else if (key == KEY_CTRL('L') || key == KEY_CTRL('R')) {
		show_again(io);
	} else {
		return false;
	}
	return true;
}

/* A key that does something by itself: it ends the line, and comes after it.
 * Ctrl-D is inert (UI §1.1), and so is what has no meaning on a line. */
static bool
is_named(int32_t key)
{
	return (key >= KEY_F1 && key <= KEY_F12) ||
	       (key >= KEY_CTRL('A') && key <= KEY_CTRL('Z') &&
		       key != KEY_CTRL('D'));
}

/* True if the line is whole. */
static bool
take_key(struct line_io *io, const struct key_event *event)
{
	int32_t key = event->key;

	if (event->is_twin || mend(io, key))
		return false;
	if (key == KEY_ENTER || (key == KEY_TAB && io->is_terminal))
		return true;
	if (key == KEY_TAB)
		key = KEY_SPACE;
	if (key == KEY_BAD)
		io->is_bad = true;
	else if (key == KEY_PASTE)
		take_paste(io, event->text);
	else if (key >= KEY_SPACE && key < KEY_NAMED)
		take_character(io, (uint32_t)key);
	else if (is_named(key))
		io->named = key;
	else
		line_io_ring(io);
	return io->named != 0;
}

/* Takes what was read until a line is whole. */
static bool
take_bytes(struct line_io *io)
{
	struct key_event event;

	while (input_next(&io->input, &event))
		if (take_key(io, &event))
			return true;
	while (io->at < io->end) {
		bool has = input_byte(&io->input, io->bytes[io->at++], &event);

		while (has) {
			if (take_key(io, &event))
				return true;
			has = input_next(&io->input, &event);
		}
	}
	return false;
}

/* False: the end. */
static bool
read_more(struct line_io *io)
{
	ssize_t got;

	do
		got = read(STDIN_FILENO, io->bytes, sizeof io->bytes);
	while (got < 0 && errno == EINTR && !sig_hangup());
	if (got < 0 && errno == EAGAIN)
		return true;
	if (got <= 0)
		return false;
	io->at = 0;
	io->end = io->is_terminal
			  ? input_piece(&io->input, io->bytes, (size_t)got)
			  : (size_t)got;
	return true;
}

void
line_io_type(struct line_io *io, const char *bytes, size_t length)
{
	if (length > sizeof io->bytes)
		length = sizeof io->bytes;
	if (length > 0)
		memcpy(io->bytes, bytes, length);
	io->at = 0;
	io->end = input_piece(&io->input, io->bytes, length);
}

void
line_io_unread(struct line_io *io, struct buf *out)
{
	buf_add_bytes(out, (const char *)io->bytes + io->at, io->end - io->at);
	io->at = io->end = 0;
}

static const char *
key_word(struct line_io *io)
{
	buf_clear(&io->typed);
	if (io->named >= KEY_F1)
		buf_add(&io->typed, key_name(io->named, KEY_NAMES_LINE));
	else
		buf_addf(&io->typed, ".^%c", io->named + 'a' - 1);
	echo(io, buf_text(&io->typed));
	return buf_text(&io->typed);
}

/* The line that is whole; a key that ended it comes as the next one. */
static enum line_read
whole(struct line_io *io, const char **line)
{
	bool is_bad = io->is_bad;

	if (io->named != 0 && io->typed.length == 0) {
		*line = key_word(io);
		io->named = 0;
	} else {
		*line = buf_text(&io->typed);
	}
	io->is_bad = false;
	io->is_given = true;
	echo(io, "\n");
	return is_bad ? LINE_BAD : LINE_READ;
}

static enum line_read
at_end(struct line_io *io, const char **line)
{
	*line = buf_text(&io->typed);
	if (io->is_at_end || io->typed.length == 0 || io->is_terminal ||
		sig_hangup()) {
		io->is_at_end = true;
		return LINE_END;
	}
	/* The last line of a script may lack its end. */
	io->is_at_end = true;
	io->is_given = true;
	return io->is_bad ? LINE_BAD : LINE_READ;
}

enum line_read
line_io_read(struct line_io *io, int milliseconds, const char **line)
{
	*line = "";
	begin_line(io);
	for (;;) {
		if (io->named != 0 || take_bytes(io))
			return whole(io, line);
		if (io->is_terminal && !send_all(io))
			return at_end(io, line);
		if (sig_hangup() || io->is_at_end)
			return at_end(io, line);
		if (sig_resized() || sig_continued())
			return LINE_RESIZED;
		switch (sig_wait(STDIN_FILENO, milliseconds)) {
		case WAITED_READABLE:
			if (!read_more(io))
				return at_end(io, line);
			break;
		case WAITED_SIGNAL:
			break;
		case WAITED_IN_VAIN:
			return LINE_SILENT;
		}
	}
}

bool
line_io_flush(struct line_io *io)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	bool had = io->at < io->end || io->named != 0;

	if (io->is_terminal) {
		had = had || (poll(&in, 1, 0) > 0 && (in.revents & POLLIN));
		tcflush(STDIN_FILENO, TCIFLUSH);
	} else if (!had && poll(&in, 1, 0) > 0 && !io->is_at_end) {
		io->is_at_end = !read_more(io);
		had = io->at < io->end;
	}
	io->at = io->end = 0;
	io->named = 0;
	input_clear(&io->input);
	return had;
}

void
line_io_size(const struct line_io *io, int *rows, int *columns)
{
	*rows = *columns = 0;
	if (io->is_terminal)
		tty_size(rows, columns);
}
