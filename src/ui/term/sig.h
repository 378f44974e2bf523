/* SPDX-License-Identifier: MIT */
#ifndef UI_SIG_H
#define UI_SIG_H

#include <stdbool.h>

/*
 * Signals as flags, and waiting that no signal can slip past. SIGHUP, SIGTERM
 * and SIGINT tell us to end; SIGTSTP is ignored (Ctrl-Z is undo, UI §1.1).
 */
void sig_open(void); /* once, however often it is called */
/* Puts the former handlers back. */
void sig_close(void);
/* Were we told to end? Stays so. */
bool sig_hangup(void);
/* Did the window change, were we continued, since it was asked last? */
bool sig_resized(void);
bool sig_continued(void);

enum waited { WAITED_READABLE, WAITED_SIGNAL, WAITED_IN_VAIN };
/* Until `descriptor` can be read, a signal came, or `milliseconds` are over
 * (negative: for ever). */
enum waited sig_wait(int descriptor, int milliseconds);

#endif
