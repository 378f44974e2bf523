/* SPDX-License-Identifier: MIT */
#ifndef BASE_MULTIPLEXER_H
#define BASE_MULTIPLEXER_H

#include <stdbool.h>

/* Is tmux or screen between us and the terminal? They keep what is meant for
 * its printer to themselves. */
bool multiplexer_is_there(void);

#endif
