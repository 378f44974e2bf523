/* SPDX-License-Identifier: MIT */
/*
 * From ncurses to the wire. What is drawn is output.c; what may be in a cell
 * is cells.c.
 */
#define _GNU_SOURCE /* memfd_create */
#include "ui/term/encode.h"

#include "base/utf8.h"
#include "ui/term/sig.h"
#include "ui/term/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SLICE = 50 }; /* milliseconds; divides ENCODE_TICK */

/*
 * A descriptor of our own for the same terminal, so that a write never waits
 * in the kernel: O_NONBLOCK on descriptor 1 would be on the shell's as well.
 * STDOUT_FILENO where it can't be opened again (a terminal that was another
 * user's before su): then a write waits until a signal comes.
 */
static int
own_line(void)
{
	const char *name = ttyname(STDOUT_FILENO);
	struct stat theirs;
	struct stat ours;
	int line;

	if (name == NULL)
		return STDOUT_FILENO;
	line = open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (line < 0)
		return STDOUT_FILENO;
	if (fstat(STDOUT_FILENO, &theirs) == 0 && fstat(line, &ours) == 0 &&
		theirs.st_rdev == ours.st_rdev)
		return line;
	close(line);
	return STDOUT_FILENO;
}

static bool
open_sink(struct encode *encode, struct err *err)
{
	int descriptor = memfd_create("frame", MFD_CLOEXEC);

	if (descriptor >= 0)
		encode->sink = fdopen(descriptor, "w");
	if (encode->sink != NULL)
		return true;
	if (descriptor >= 0)
		close(descriptor);
	return err_set(err, ERR_IO,
		"系统没有内存或文件号可用，屏幕打不开（%s）。"
		"请稍后再试，或找管理员。",
		strerror(errno));
}

/* A user whose program aborts should be able to read it. */
static void
prepare_last_words(struct encode *encode)
{
	struct buf bytes = { 0 };

	encoder_text(encode->encoder, tty_aborted(), strlen(tty_aborted()),
		encode->width, &bytes);
	tty_last_words(buf_text(&bytes));
	buf_free(&bytes);
}

bool
encode_open(struct encode *encode, enum encoding encoding, struct err *err)
{
	*encode = (struct encode){ .line = STDOUT_FILENO };
	if (!open_sink(encode, err) ||
		!encoder_open(encoding, &encode->encoder, err)) {
		encode_close(encode);
		return false;
	}
	encode->line = own_line();
	prepare_last_words(encode);
	return true;
}

void
encode_close(struct encode *encode)
{
	if (encode->sink != NULL)
		(void)fclose(encode->sink);
	if (encode->line != STDOUT_FILENO)
		close(encode->line);
	encoder_close(&encode->encoder);
	buf_free(&encode->frame);
	buf_free(&encode->wire);
	*encode = (struct encode){ .line = STDOUT_FILENO };
}

bool
encode_speak(struct encode *encode, enum encoding encoding, struct err *err)
{
	struct encoder *encoder;

	if (encoder_of(encode->encoder) == encoding)
		return true;
	if (!encoder_open(encoding, &encoder, err))
		return false;
	encoder_close(&encode->encoder);
	encode->encoder = encoder;
	prepare_last_words(encode);
	return true;
}

void
encode_on_blocked(struct encode *encode, encode_blocked *told, void *arg)
{
	encode->told = told;
	encode->arg = arg;
}

/* What terminal descriptions use; NUL is the padding of old terminals. */
static bool
is_used_control(uint32_t character)
{
	return character == '\a' || character == '\b' || character == '\t' ||
	       character == '\n' || character == '\r' || character == 14 ||
	       character == 15 || character == 27;
}

/* One character that is not plain ASCII, at `at`; where the next begins. */
static const char *
filter_one(struct buf *out, struct encoder *encoder, enum width_of width,
	const char *at)
{
	const char *start = at;
	uint32_t character = utf8_next(&at);
	bool is_whole = character != UTF8_REPLACEMENT || at - start > 1;

	if (character == 0)
		at++;
	if (character == 0 || is_used_control(character))
		buf_add_char(out, (char)character);
	else if (!is_whole || !utf8_is_plain(character))
		buf_add_char(out, '?');
	else if (encoder == NULL)
		buf_add_bytes(out, start, (size_t)(at - start));
	else
		encoder_put(encoder, character, width, out);
	return at;
}

void
encode_filter(struct buf *out, struct encoder *encoder, enum width_of width,
	const struct buf *frame)
{
	const char *at = buf_text(frame); /* ends with NUL */
	const char *end = at + frame->length;

	while (at < end) {
		const char *start = at;

		while (at < end && *at >= ' ' && *at < 0x7F)
			at++;
		buf_add_bytes(out, start, (size_t)(at - start));
		if (at < end)
			at = filter_one(out, encoder, width, at);
	}
}

/* Reads what ncurses wrote and makes the sink empty again. */
static bool
take_frame(struct encode *encode)
{
	int descriptor = fileno(encode->sink);
	off_t length = lseek(descriptor, 0, SEEK_CUR);
	char piece[4096];
	off_t at = 0;

	buf_clear(&encode->frame);
	while (at < length) {
		size_t left = (size_t)(length - at);
		ssize_t got = pread(descriptor, piece,
			left < sizeof piece ? left : sizeof piece, at);

		if (got <= 0)
			return false;
		buf_add_bytes(&encode->frame, piece, (size_t)got);
		at += got;
	}
	return lseek(descriptor, 0, SEEK_SET) == 0;
}

/* Who is told decides; nobody: on and on. */
static bool
goes_on(const struct encode *encode, int waited)
{
	return encode->told == NULL || waited % ENCODE_TICK != 0 ||
	       encode->told(encode->arg, waited);
}

/*
 * After a write that took nothing: waits until another is worth it. False if
 * we are to end, or who was told does not want to wait longer. In slices: a
 * pseudo terminal that finds room by moving bytes on, not by being read, says
 * so to nobody (measured: poll() slept its full second and found it ready).
 */
static bool
wait_for_line(struct encode *encode, int *waited)
{
	struct pollfd line = { .fd = encode->line, .events = POLLOUT };

	if (errno != EAGAIN && errno != EINTR)
		return false;
	while (!sig_hangup()) {
		int ready = poll(&line, 1, SLICE);

		if (ready > 0)
			return true;
		if (ready < 0 && errno != EINTR)
			return false;
		*waited += ready == 0 ? SLICE : 0;
		if (ready == 0 && !goes_on(encode, *waited))
			return false;
	}
	return false;
}

void
encode_say(struct encode *encode, const char *bytes)
{
	buf_add(&encode->wire, bytes);
}

static bool
send_all(struct encode *encode)
{
	size_t sent = 0;
	int waited = 0;

	while (sent < encode->wire.length) {
		ssize_t took = write(encode->line, encode->wire.data + sent,
			encode->wire.length - sent);

		if (took > 0) {
			sent += (size_t)took;
			encode->bytes += (size_t)took;
			waited = 0;
		} else if (took == 0 || !wait_for_line(encode, &waited)) {
			return false;
		}
	}
	return true;
}

/* Leaving can't hang on a line that stands still: our own descriptor does not
 * wait once we are told to end; where we have none, nothing is sent again. */
static bool
send_wire(struct encode *encode)
{
	bool is_sent = !encode->is_lost && send_all(encode);

	buf_clear(&encode->wire);
	if (!is_sent && encode->line == STDOUT_FILENO)
		encode->is_lost = true;
	return is_sent;
}

bool
encode_pass(struct encode *encode, const struct buf *bytes)
{
	buf_add_bytes(&encode->wire, buf_text(bytes), bytes->length);
	return send_wire(encode);
}

static void
shorten(struct encode *encode)
{
	struct buf frame = { 0 };

	motion_shorten(&encode->motion, buf_text(&encode->frame),
		encode->frame.length, &frame);
	buf_free(&encode->frame);
	encode->frame = frame;
}

bool
encode_send(struct encode *encode)
{
	if (!take_frame(encode))
		return false;
	if (encode->has_feed)
		shorten(encode);
	encode_filter(
		&encode->wire, encode->encoder, encode->width, &encode->frame);
	return send_wire(encode);
}
