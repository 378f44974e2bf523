/* SPDX-License-Identifier: MIT */
#ifndef UI_LEVEL_H
#define UI_LEVEL_H

/* How much a terminal gets (UI §6): colour and attributes, or text alone.
 * Apart from term.h, because curses.h does not go with key.h. */
enum level { LEVEL_RICH, LEVEL_PLAIN };

#endif
