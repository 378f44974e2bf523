/* SPDX-License-Identifier: MIT */
/*
 * Signal flags. Handlers set them and do nothing else: a draft is saved by
 * the loop, not in a handler.
 */
#include "ui/term/sig.h"

#include "base/attr.h"

#include <signal.h>
#include <stddef.h>
#include <sys/select.h>
#include <time.h>

static const int watched[] = { SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGCONT,
	SIGTSTP };

/* The flags are one of the globals that DESIGN §10 allows; what the handlers
 * were before belongs to the process like the handlers themselves. */
static volatile sig_atomic_t told_to_end;
static volatile sig_atomic_t was_resized;
static volatile sig_atomic_t was_continued;
static struct sigaction former[ARRAY_LENGTH(watched)];
static bool is_open;

static void
on_signal(int number)
{
	if (number == SIGWINCH)
		was_resized = 1;
	else if (number == SIGCONT)
		was_continued = 1;
	else
		told_to_end = 1;
}

void
sig_open(void)
{
	if (is_open)
		return;
	is_open = true;
	told_to_end = 0;
	was_resized = 0;
	was_continued = 0;
	for (size_t i = 0; i < ARRAY_LENGTH(watched); i++) {
		/* No SA_RESTART: a write to a stuck line must end too. */
		struct sigaction action = { .sa_handler = on_signal };

		if (watched[i] == SIGTSTP)
			action.sa_handler = SIG_IGN;
		sigemptyset(&action.sa_mask);
		sigaction(watched[i], &action, &former[i]);
	}
}

void
sig_close(void)
{
	if (!is_open)
		return;
	is_open = false;
	for (size_t i = 0; i < ARRAY_LENGTH(watched); i++)
		sigaction(watched[i], &former[i], NULL);
}

bool
sig_hangup(void)
{
	return told_to_end != 0;
}

bool
sig_resized(void)
{
	bool was = was_resized != 0;

	was_resized = 0;
	return was;
}

bool
sig_continued(void)
{
	bool was = was_continued != 0;

	was_continued = 0;
	return was;
}

static bool
is_any(void)
{
	return told_to_end != 0 || was_resized != 0 || was_continued != 0;
}

enum waited
sig_wait(int descriptor, int milliseconds)
{
	struct timespec limit = { milliseconds / 1000,
		milliseconds % 1000 * 1000000L };
	fd_set readable;
	sigset_t block;
	sigset_t before;
	int ready = -1;

	sigemptyset(&block);
	for (size_t i = 0; i < ARRAY_LENGTH(watched); i++)
		sigaddset(&block, watched[i]);
	FD_ZERO(&readable);
	FD_SET(descriptor, &readable);
	/* Blocked between the look and the wait, or one would be slept over. */
	sigprocmask(SIG_BLOCK, &block, &before);
	if (!is_any())
		ready = pselect(descriptor + 1, &readable, NULL, NULL,
			milliseconds < 0 ? NULL : &limit, &before);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (ready > 0)
		return WAITED_READABLE;
	return ready < 0 ? WAITED_SIGNAL : WAITED_IN_VAIN;
}
