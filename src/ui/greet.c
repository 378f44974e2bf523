/* SPDX-License-Identifier: MIT */
/* Waiting for the terminal's answer, and asking the user where there is none.
 */
#include "ui/greet.h"

#include "ui/sig.h"
#include "ui/tty.h"

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

		if (took <= 0)
			return false;
		text += took;
		length -= (size_t)took;
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

/* False if the line is gone. */
static bool
ask(struct greeting *greeting, struct wire *wire, enum width_of *width)
{
	struct probe probe = { 0 };
	int64_t start = now();
	bool is_there = put(probe_text()) &&
			wait_for_answers(&probe, start + silence(greeting));

	probe_end(&probe);
	greeting->found = probe_found(&probe, width);
	wire->round_trip = probe.is_over ? (int)(now() - start) : -1;
	greeting->is_silent = !probe.is_over;
	buf_add_bytes(&greeting->ahead, probe.ahead.data, probe.ahead.length);
	probe_free(&probe);
	return is_there;
}

enum probe_kind
greet_ask(struct greeting *greeting, struct wire *wire)
{
	enum width_of width;

	if (!ask(greeting, wire, &width))
		return PROBE_SILENT;
	return greeting->found;
}

/* One key that chooses; 0 if the line is gone. */
static char
choose(void)
{
	char bytes[256];

	for (;;) {
		ssize_t got;

		if (sig_wait(STDIN_FILENO, -1) == WAITED_SIGNAL) {
			if (sig_hangup())
				return 0;
			(void)sig_resized();
			(void)sig_continued();
			continue;
		}
		got = read(STDIN_FILENO, bytes, sizeof bytes);
		if (got <= 0)
			return 0;
		for (ssize_t i = 0; i < got; i++)
			if (bytes[i] >= '1' && bytes[i] <= '3')
				return bytes[i];
		if (!put(choices)) /* once, however much was typed */
			return 0;
	}
}

/* The user reads what the terminal makes of each. */
static bool
pick(struct greeting *greeting, struct wire *wire)
{
	static const enum encoding order[] = { ENCODING_UTF8, ENCODING_GBK,
		ENCODING_GB18030 };
	char choice = 0;

	if (put(choices))
		choice = choose();
	if (choice == 0)
		return false;
	wire->encoding = order[choice - '1'];
	wire->width = wire->encoding == ENCODING_UTF8 ? WIDTH_TERM_NARROW
						      : WIDTH_TERM_WIDE;
	greeting->is_picked = true;
	return put("\r\n");
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
	if (greeting->is_slow && !greeting->has_level)
		wire->level = LEVEL_PLAIN;
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
	if (greeting->found == PROBE_UTF8 || greeting->found == PROBE_DOUBLE)
		take(greeting, wire, width);
	else
		return pick(greeting, wire);
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
	*greeting = (struct greeting){ 0 };
}
