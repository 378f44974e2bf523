/* SPDX-License-Identifier: MIT */
/* Waiting for the terminal's answer, and asking the user where there is none.
 */
#include "ui/term/greet.h"

#include "ui/term/input.h"
#include "ui/term/sig.h"
#include "ui/term/tty.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* As much as term.c takes at once; what is more waits in the kernel. */
enum { AHEAD_MOST = 4096, SILENCE_LEAST = 500, SILENCE_MOST = 6000 };

/* 你好 in each of them: GBK and GB18030 have it at the same bytes. */
static const char choices[] =
	"\r\n"
	"1 UTF-8:   \xe4\xbd\xa0\xe5\xa5\xbd \r\n"
	"2 GBK:     \xc4\xe3\xba\xc3 \r\n"
	"3 GB18030: \xc4\xe3\xba\xc3 \r\n"
	"Type the number of the line that reads as two Chinese characters\r\n"
	"(ni hao, \"hello\"). If 2 and 3 both do, type 2.\r\n"
	"If none does, this terminal shows no Chinese: set its character set\r\n"
	"to UTF-8 or GBK (PuTTY: Window > Translation; SecureCRT: Session\r\n"
	"Options > Appearance), then press any other key to see this again.\r\n"
	"> ";

static int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool
put(const char *text)
{
	size_t length = strlen(text);

	while (length > 0) {
		ssize_t took = write(STDOUT_FILENO, text, length);

		if (took > 0) {
			text += took;
			length -= (size_t)took;
		} else if (took == 0 || errno != EINTR || sig_hangup()) {
			return false;
		}
	}
	return true;
}

static int
silence(const struct greeting *greeting)
{
	int limit = GREET_SILENCE;

	if (greeting->round_trip >= 0)
		limit = SILENCE_LEAST + 3 * greeting->round_trip;
	return limit > SILENCE_MOST ? SILENCE_MOST : limit;
}

/* Reads answers until the last has come, the time is over or the line is
 * gone. True while it is there. */
static bool
wait_for_answers(struct probe *probe, int64_t end)
{
	char bytes[512];

	while (!probe->is_over && probe->ahead.length < AHEAD_MOST / 2) {
		int64_t left = end - now();
		ssize_t got;

		if (left <= 0)
			return true;
		switch (sig_wait(STDIN_FILENO, (int)left)) {
		case WAITED_READABLE:
			got = read(STDIN_FILENO, bytes, sizeof bytes);
			if (got <= 0)
				return false;
			probe_feed(probe, bytes, (size_t)got);
			break;
		case WAITED_SIGNAL:
			if (sig_hangup())
				return false;
			/* A window that changed changes no answer. */
			(void)sig_resized();
			(void)sig_continued();
			break;
		case WAITED_IN_VAIN:
			return true;
		}
	}
	return true;
}

/* What the answers say by now. */
static void
take_answers(struct greeting *greeting, struct wire *wire, enum width_of *width)
{
	const struct probe *probe = &greeting->probe;

	greeting->found = probe_found(probe, width);
	wire->round_trip = probe->is_over ? (int)(now() - greeting->asked) : -1;
	greeting->is_silent = !probe->is_over;
}

/* False if the line is gone. */
static bool
ask(struct greeting *greeting, struct wire *wire, enum width_of *width)
{
	struct probe *probe = &greeting->probe;
	int64_t limit = silence(greeting);
	bool is_there;

	probe_free(probe);
	greeting->asked = now();
	is_there = put(probe_text()) &&
		   wait_for_answers(probe, greeting->asked + limit);
	take_answers(greeting, wire, width);
	if (probe->is_over)
		probe_end(probe);
	buf_add_bytes(&greeting->ahead, probe->ahead.data, probe->ahead.length);
	buf_clear(&probe->ahead);
	return is_there;
}

enum probe_kind
greet_ask(struct greeting *greeting, struct wire *wire)
{
	enum width_of width;
	bool is_there = ask(greeting, wire, &width);

	probe_end(&greeting->probe);
	buf_add_bytes(&greeting->ahead, greeting->probe.ahead.data,
		greeting->probe.ahead.length);
	probe_free(&greeting->probe);
	return is_there ? greeting->found : PROBE_SILENT;
}

/* The digit among the keys of some bytes; 0 if there is none. An F-key has
 * digits in it that are nobody's choice. */
static char
digit_of(struct input *keys, const struct buf *bytes)
{
	struct key_event event;
	char digit = 0;

	for (size_t i = 0; i < bytes->length; i++) {
		unsigned char byte = (unsigned char)bytes->data[i];

		if (input_byte(keys, byte, &event) && event.key >= '1' &&
			event.key <= '3' && digit == 0)
			digit = (char)event.key;
	}
	return digit;
}

enum chosen { CHOSEN_GONE, CHOSEN_BY_USER, CHOSEN_LATE };

/* Until the user chose, or the terminal answers after all: a line of seconds.
 */
static enum chosen
choose(struct probe *probe, struct input *keys, char *digit)
{
	char bytes[256];

	for (;;) {
		ssize_t got;

		if (sig_wait(STDIN_FILENO, -1) == WAITED_SIGNAL) {
			if (sig_hangup())
				return CHOSEN_GONE;
			(void)sig_resized();
			(void)sig_continued();
			continue;
		}
		got = read(STDIN_FILENO, bytes, sizeof bytes);
		if (got <= 0)
			return CHOSEN_GONE;
		probe_feed(probe, bytes, (size_t)got);
		if (probe->is_over)
			return CHOSEN_LATE;
		*digit = digit_of(keys, &probe->ahead);
		if (*digit != 0)
			return CHOSEN_BY_USER;
		/* once, however much was typed; answers are no key */
		if (probe->ahead.length > 0 && !put(choices))
			return CHOSEN_GONE;
		buf_clear(&probe->ahead);
	}
}

/* The user reads what the terminal makes of each. */
static enum chosen
pick(struct greeting *greeting, struct wire *wire)
{
	static const enum encoding order[] = { ENCODING_UTF8, ENCODING_GBK,
		ENCODING_GB18030 };
	enum chosen chosen = CHOSEN_GONE;
	struct input keys = { 0 };
	char digit = 0;

	/* It has answered all that it will: what comes now is typed. */
	greeting->probe.is_over = false;
	if (put(choices))
		chosen = choose(&greeting->probe, &keys, &digit);
	input_free(&keys);
	if (chosen != CHOSEN_BY_USER)
		return chosen;
	wire->encoding = order[digit - '1'];
	wire->width = wire->encoding == ENCODING_UTF8 ? WIDTH_TERM_NARROW
						      : WIDTH_TERM_WIDE;
	greeting->is_picked = true;
	return put("\r\n") ? chosen : CHOSEN_GONE;
}

/* What was found, unless the user chose otherwise when the same was found.
 * GBK is safe on both double-byte terminals: who has GB18030 says so. */
static void
take(const struct greeting *greeting, struct wire *wire, enum width_of width)
{
	bool is_double = wire->encoding != ENCODING_UTF8;

	switch (greeting->found) {
	case PROBE_UTF8:
		wire->encoding = ENCODING_UTF8;
		wire->width = width;
		break;
	case PROBE_DOUBLE:
		if (!is_double)
			wire->encoding = ENCODING_GBK;
		wire->width = WIDTH_TERM_WIDE;
		break;
	case PROBE_SINGLE:
	case PROBE_SILENT:
		break;
	}
}

static void
choose_level(struct greeting *greeting, struct wire *wire)
{
	greeting->speed = tty_speed();
	greeting->is_slow =
		wire->round_trip >= GREET_SLOW ||
		(greeting->speed > 0 && greeting->speed <= GREET_SLOW_BITS);
	if (!greeting->is_slow || greeting->has_level)
		return;
	wire->level = greeting->speed > 0 && greeting->speed <= GREET_SHORT_BITS
			      ? LEVEL_SHORT
			      : LEVEL_PLAIN;
}

static bool
is_enough(enum probe_kind found)
{
	return found == PROBE_UTF8 || found == PROBE_DOUBLE;
}

static bool
meet(struct greeting *greeting, struct wire *wire)
{
	bool was_chosen = greeting->is_chosen;
	enum probe_kind before = greeting->found;
	enum width_of width = wire->width;

	if (greeting->is_told || greeting->is_silent)
		return true;
	if (!ask(greeting, wire, &width))
		return false;
	if (was_chosen && before == greeting->found)
		return true;
	greeting->is_chosen = false;
	while (!is_enough(greeting->found)) {
		enum chosen chosen = pick(greeting, wire);

		if (chosen != CHOSEN_LATE)
			return chosen == CHOSEN_BY_USER;
		take_answers(greeting, wire, &width);
	}
	take(greeting, wire, width);
	return true;
}

bool
greet(struct greeting *greeting, struct wire *wire, struct err *err)
{
	if (!tty_take(err))
		return false;
	sig_open();
	if (!meet(greeting, wire)) {
		sig_close();
		tty_give_back();
		return err_set(err, ERR_IO, "线路断了");
	}
	choose_level(greeting, wire);
	return true;
}

void
greet_end(struct greeting *greeting)
{
	tty_give_back();
	sig_close();
	buf_free(&greeting->ahead);
	probe_free(&greeting->probe);
	*greeting = (struct greeting){ 0 };
}
