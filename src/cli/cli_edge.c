/* SPDX-License-Identifier: MIT */
/*
 * Filtering is done before stdio, encoding behind it, by a stream that takes
 * the place of standard output: so the encoding is a property of the stream,
 * as buffering is, and no verb hears of it.
 */
#define _GNU_SOURCE /* fopencookie */
#include "cli/cli_edge.h"

#include "base/fatal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct spoken {
	int descriptor;
	struct encoder *encoder;
	struct buf text; /* not written yet: less than a character, at rest */
	struct buf wire;
	struct lacks lacks; /* told by now */
};

/* The bytes at the end of the text that are the start of a character. */
static size_t
half_character(const struct buf *text)
{
	static const unsigned char least[] = { 0, 0xC0, 0xE0, 0xF0 };

	for (size_t n = 1; n < UTF8_MAX_BYTES && n <= text->length; n++) {
		unsigned char c = (unsigned char)text->data[text->length - n];

		if (c >= 0xC0)
			return c >= least[n] ? n : 0;
		if (c < 0x80)
			return 0;
	}
	return 0;
}

static bool
write_all(int descriptor, const struct buf *wire)
{
	size_t sent = 0;

	while (sent < wire->length) {
		ssize_t took = write(
			descriptor, wire->data + sent, wire->length - sent);

		if (took < 0 && errno != EINTR)
			return false;
		sent += took < 0 ? 0 : (size_t)took;
	}
	return true;
}

/* What the encoding lacks is told beside the output, each character once, as
 * soon as it is met: it may be going into a file. */
static void
tell_lacks(struct spoken *s)
{
	size_t from = s->lacks.count;
	struct buf note = { 0 };

	encoder_lacks(s->encoder, buf_text(&s->text), &s->lacks);
	for (size_t i = from; i < s->lacks.count && i < LACKS_MOST; i++)
		buf_addf(&note, "%sU+%04X", i > from ? " " : "",
			(unsigned)s->lacks.characters[i]);
	if (s->lacks.count > from && s->lacks.count > LACKS_MOST)
		buf_add(&note, " ……");
	if (note.length > 0) {
		cli_edge_put(stderr, "bianhu: ");
		cli_edge_put(stderr, encoding_name(encoder_of(s->encoder)));
		cli_edge_put(stderr, " 没有的字，显示为 〓 或 ?：");
		cli_edge_put(stderr, buf_text(&note));
		cli_edge_put(stderr, "\n");
	}
	buf_free(&note);
}

/* For stdio, which takes 0 as a failure. */
static ssize_t
spoken_write(void *cookie, const char *bytes, size_t length)
{
	struct spoken *s = cookie;
	char half[UTF8_MAX_BYTES];
	size_t left;
	size_t replaced;
	bool is_written;

	buf_add_bytes(&s->text, bytes, length);
	left = half_character(&s->text);
	memcpy(half, s->text.data + s->text.length - left, left);
	buf_cut(&s->text, s->text.length - left);
	buf_clear(&s->wire);
	replaced = encoder_text(s->encoder, buf_text(&s->text), s->text.length,
		WIDTH_TERM_WIDE, &s->wire);
	is_written = write_all(s->descriptor, &s->wire);
	if (replaced > 0 && s->descriptor == STDOUT_FILENO)
		tell_lacks(s);
	buf_clear(&s->text);
	buf_add_bytes(&s->text, half, left);
	return is_written ? (ssize_t)length : 0;
}

static int
spoken_close(void *cookie)
{
	struct spoken *s = cookie;

	encoder_close(&s->encoder);
	buf_free(&s->text);
	buf_free(&s->wire);
	free(s);
	return 0;
}

static FILE *
speak(int descriptor, int buffering, enum encoding encoding, struct err *err)
{
	const cookie_io_functions_t io = { .write = spoken_write,
		.close = spoken_close };
	struct spoken *s = calloc(1, sizeof *s);
	FILE *out;

	if (s == NULL)
		fatal("内存不足");
	s->descriptor = descriptor;
	if (!encoder_open(encoding, &s->encoder, err)) {
		spoken_close(s);
		return NULL;
	}
	out = fopencookie(s, "w", io);
	if (out == NULL || setvbuf(out, NULL, buffering, BUFSIZ) != 0)
		fatal("内存不足");
	return out;
}

static bool
speak_on(FILE **stream, int buffering, enum encoding encoding,
	enum cli_edge edge, struct err *err)
{
	int descriptor = fileno(*stream);
	FILE *out;

	if (edge == CLI_EDGE_TERMINALS && !isatty(descriptor))
		return true;
	out = speak(descriptor, buffering, encoding, err);
	if (out == NULL)
		return false;
	*stream = out;
	return true;
}

bool
cli_edge_speak(enum encoding encoding, enum cli_edge edge, struct err *err)
{
	int buffering = isatty(STDOUT_FILENO) ? _IOLBF : _IOFBF;

	return encoding == ENCODING_UTF8 ||
	       (speak_on(&stdout, buffering, encoding, edge, err) &&
		       speak_on(&stderr, _IONBF, encoding, edge, err));
}

void
cli_edge_close(void)
{
	/* Ours have no descriptor; the system's own are closed by it. */
	if (fileno(stdout) < 0)
		(void)fclose(stdout);
	if (fileno(stderr) < 0)
		(void)fclose(stderr);
}

static bool
read_word(struct decoder *decoder, const char *word, struct buf *out)
{
	const unsigned char *at = (const unsigned char *)word;
	size_t left = strlen(word);

	while (left > 0) {
		char bytes[UTF8_MAX_BYTES];
		uint32_t character;
		int took = decoder_read(decoder, at, left, &character);

		if (took <= 0)
			return false;
		buf_add_bytes(out, bytes, utf8_put(character, bytes));
		at += took;
		left -= (size_t)took;
	}
	return true;
}

bool
cli_edge_words(
	enum encoding encoding, int argc, char **argv, struct arena *arena)
{
	struct decoder *decoder = NULL;
	struct buf word = { 0 };
	struct err err = { 0 };
	bool is_text = decoder_open(encoding, &decoder, &err);

	for (int i = 1; i < argc && is_text; i++) {
		buf_clear(&word);
		is_text = read_word(decoder, argv[i], &word);
		if (is_text)
			argv[i] = arena_copy(arena, buf_text(&word));
	}
	buf_free(&word);
	decoder_close(&decoder);
	return is_text;
}

/* What was not taken stays in ferror. */
static bool
put(FILE *to, const struct buf *text)
{
	return text->length == 0 ||
	       fwrite(text->data, 1, text->length, to) == text->length;
}

void
cli_edge_put(FILE *to, const char *text)
{
	struct buf plain = { 0 };

	edge_text(&plain, NULL, WIDTH_TERM_NARROW, UTF8_LINES, text);
	put(to, &plain);
	buf_free(&plain);
}

void
cli_edge_row(FILE *to, const char *text)
{
	struct buf line = { 0 }, cell = { 0 };

	for (;;) {
		size_t length = strcspn(text, "\t");

		buf_clear(&cell);
		buf_add_bytes(&cell, text, length);
		edge_text(&line, NULL, WIDTH_TERM_NARROW, UTF8_ONE_LINE,
			buf_text(&cell));
		if (text[length] == '\0')
			break;
		buf_add_char(&line, '\t');
		text += length + 1;
	}
	buf_add_char(&line, '\n');
	put(to, &line);
	buf_free(&cell);
	buf_free(&line);
}

bool
cli_edge_json(const char *json)
{
	struct buf text = { 0 };
	bool is_written;

	edge_json(&text, json);
	buf_add_char(&text, '\n');
	is_written = fflush(stdout) == 0 && write_all(STDOUT_FILENO, &text);
	buf_free(&text);
	return is_written;
}

bool
cli_edge_pass(const struct buf *bytes)
{
	return fflush(stdout) == 0 && write_all(STDOUT_FILENO, bytes);
}
