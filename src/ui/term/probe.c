/* SPDX-License-Identifier: MIT */
/* The question and what its answers mean. */
#include "ui/term/probe.h"

#include "base/attr.h"

enum { ESC = 27 };

/* A line of our own with one below it, so that nothing scrolls while the
 * cursor's place is kept, and no answer comes from the first line: ESC [ 1;5R
 * would be Ctrl-F3 if it came late. */
#define OWN_LINE "\r\n\n\033[A\0337"
#define WHERE	 "\033[6n"
#define AGAIN	 "\r\033[K"

/*
 * 1. 你好 in UTF-8: 4 columns; as GBK it is three characters of two, as 8-bit
 *    six of one.
 * 2. A quotation mark: its width. The blank behind it is for a double-byte
 *    terminal, which would take the next Esc with the odd byte.
 * 3. 中 in GBK at the last column: double-byte wraps it whole.
 */
static const char question[] = OWN_LINE
	"\xe4\xbd\xa0\xe5\xa5\xbd" WHERE AGAIN "\xe2\x80\x9c " WHERE AGAIN
	"\033[999C\xd6\xd0" WHERE "\0338\033[J\033[A\r"
	"\033[c";

const char *
probe_text(void)
{
	return question;
}

/* Gives what is pending to the user's keys. */
static void
give_back(struct probe *probe)
{
	buf_add_bytes(&probe->ahead, probe->pending, probe->pending_length);
	probe->pending_length = 0;
}

/* The column of ESC [ ROW ; COLUMN R; 0 if it is none. */
static int
column_of(const struct probe *probe)
{
	int numbers[2] = { 0, 0 };
	int at = 0;

	for (size_t i = 2; i < probe->pending_length; i++) {
		unsigned char c = probe->pending[i];

		if (c == ';' && at == 0)
			at = 1;
		else if (c >= '0' && c <= '9' && numbers[at] < 1000)
			numbers[at] = numbers[at] * 10 + (c - '0');
		else
			return 0;
	}
	return at == 1 && numbers[0] > 0 ? numbers[1] : 0;
}

/* The last byte of ESC [ …: an answer, or a key. */
static void
end_sequence(struct probe *probe, unsigned char last)
{
	int column = last == 'R' ? column_of(probe) : 0;
	bool is_answer = true;

	if (last == 'c' && probe->pending_length > 2 &&
		probe->pending[2] == '?')
		probe->is_over = true;
	else if (column > 0 && probe->answers < PROBE_ASKS)
		probe->columns[probe->answers++] = column - 1;
	else
		is_answer = false;
	if (is_answer) {
		probe->pending_length = 0;
		return;
	}
	give_back(probe);
	buf_add_bytes(&probe->ahead, &last, 1);
}

static bool
may_go_on(const struct probe *probe, unsigned char byte)
{
	return probe->pending_length < PROBE_SEQUENCE &&
	       ((byte >= '0' && byte <= '9') || byte == ';' || byte == '?');
}

static void
feed_byte(struct probe *probe, unsigned char byte)
{
	bool is_csi = probe->pending_length >= 2;

	if (byte == ESC) {
		give_back(probe);
		probe->pending[probe->pending_length++] = byte;
	} else if ((probe->pending_length == 1 && byte == '[') ||
		   (is_csi && may_go_on(probe, byte))) {
		probe->pending[probe->pending_length++] = byte;
	} else if (is_csi && byte >= '@' && byte <= '~') {
		end_sequence(probe, byte);
	} else {
		give_back(probe);
		buf_add_bytes(&probe->ahead, &byte, 1);
	}
}

void
probe_feed(struct probe *probe, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		feed_byte(probe, (unsigned char)bytes[i]);
}

void
probe_end(struct probe *probe)
{
	give_back(probe);
}

enum probe_kind
probe_found(const struct probe *probe, enum width_of *width)
{
	int hanzi = probe->columns[0];
	int wrapped = probe->columns[2];

	*width = WIDTH_TERM_WIDE;
	if (probe->answers == 0)
		return PROBE_SILENT;
	if (hanzi == 4) {
		if (probe->answers > 1 && probe->columns[1] == 2)
			*width = WIDTH_TERM_NARROW;
		return PROBE_UTF8;
	}
	if (hanzi < 4)
		return PROBE_SINGLE; /* UTF-8 with no wide characters */
	if (probe->answers < PROBE_ASKS)
		return PROBE_SILENT;
	return wrapped == 2 ? PROBE_DOUBLE : PROBE_SINGLE;
}

void
probe_free(struct probe *probe)
{
	buf_free(&probe->ahead);
	*probe = (struct probe){ 0 };
}

const char *
probe_word(enum probe_kind kind)
{
	static const char *const words[] = {
		[PROBE_SILENT] = "没有回答",
		[PROBE_UTF8] = "UTF-8",
		[PROBE_DOUBLE] = "双字节",
		[PROBE_SINGLE] = "单字节",
	};

	return words[kind];
}
