/* SPDX-License-Identifier: MIT */
#ifndef SUPPORT_STAGE_H
#define SUPPORT_STAGE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A story told at several terminals: the real program in a pseudo terminal
 * each, all on one store. A line of a story is
 *
 *     # a remark
 *     @a clerk         terminal a is opened (anew) as this user
 *     @a               terminal a is hung up
 *     a: /黄丁十<Enter>  keys at terminal a, as ui/term/key.h reads them
 *     a? 已定稿         until terminal a shows it
 *     a? 黄丁十 … 逾期   until one row shows these, in this order
 *     a! 逾期           until terminal a does not show it (nor such a row)
 *     a+ 待收 … 黄丁十   as a?, and at once: its reader waits for a second
 *     a> 黄丁十         the row under the finger, now
 *     $ audit audit 1  the program on a command line: user, verb, words
 *     $? 看案件         what it wrote shows it, as a?; $! does not
 *     = 2026-11-24 02:00   all hang up; the store's clock is set
 *
 * Nothing sleeps: what is to be seen is waited for, to a limit. A line that
 * fails ends the test with what every terminal shows. STAGE_SHOW=1 prints the
 * screen after every line that looks at it.
 */
struct stage_place {
	const char *program;
	const char *store;
	/* Sets the clock of the store; false ends the test. */
	bool (*set_clock)(void *arg, int64_t now);
	void *arg;
};
void stage_play(
	const struct stage_place *place, const char *name, const char *story);
/* Hangs up what a failed line left open. */
void stage_close(void);

#endif
