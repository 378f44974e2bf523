/* SPDX-License-Identifier: MIT */
/*
 * From ncurses to the wire. What is drawn is output.c; what may be in a cell
 * is cells.c.
 */
#define _GNU_SOURCE /* memfd_create */
#include "ui/encode.h"

#include "base/utf8.h"
#include "ui/sig.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

bool
encode_open(struct encode *encode, struct err *err)
{
	int descriptor = memfd_create("frame", MFD_CLOEXEC);

	*encode = (struct encode){ 0 };
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

void
encode_close(struct encode *encode)
{
	if (encode->sink != NULL)
		(void)fclose(encode->sink);
	buf_free(&encode->frame);
	buf_free(&encode->wire);
	*encode = (struct encode){ 0 };
}

/* What terminal descriptions use; NUL is the padding of old terminals. */
static bool
is_used_control(uint32_t character)
{
	return character == '\a' || character == '\b' || character == '\t' ||
	       character == '\n' || character == '\r' || character == 14 ||
	       character == 15 || character == 27;
}

void
encode_filter(struct buf *out, const char *bytes, size_t length)
{
	struct buf text = { 0 };
	const char *at;
	const char *end;

	buf_add_bytes(&text, bytes, length); /* ends with NUL */
	at = buf_text(&text);
	end = at + length;
	while (at < end) {
		const char *start = at;
		uint32_t character = utf8_next(&at);
		bool is_whole = character != UTF8_REPLACEMENT || at - start > 1;

		if (character == 0)
			at++;
		if (character == 0 || is_used_control(character) ||
			(is_whole && utf8_is_plain(character)))
			buf_add_bytes(out, start, (size_t)(at - start));
		else
			buf_add_char(out, '?');
	}
	buf_free(&text);
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

/* After a write that took nothing: is it worth another? */
static bool
may_write_again(void)
{
	struct pollfd line = { .fd = STDOUT_FILENO, .events = POLLOUT };

	if (errno == EINTR)
		return !sig_hangup();
	if (errno != EAGAIN)
		return false;
	return poll(&line, 1, -1) > 0 || (errno == EINTR && !sig_hangup());
}

void
encode_say(struct encode *encode, const char *bytes)
{
	buf_add(&encode->wire, bytes);
}

bool
encode_send(struct encode *encode)
{
	size_t sent = 0;

	if (!take_frame(encode))
		return false;
	encode_filter(
		&encode->wire, buf_text(&encode->frame), encode->frame.length);
	while (sent < encode->wire.length) {
		ssize_t took = write(STDOUT_FILENO, encode->wire.data + sent,
			encode->wire.length - sent);

		if (took >= 0)
			sent += (size_t)took;
		else if (!may_write_again())
			return false;
	}
	encode->bytes += sent;
	buf_clear(&encode->wire);
	return true;
}
