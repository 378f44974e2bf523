/* SPDX-License-Identifier: MIT */
#ifndef UI_TERMINFO_H
#define UI_TERMINFO_H

#include "base/buf.h"

#include <stdbool.h>

/* Appends a string of TERM's description, delays ($<5>) left out; false if it
 * has none. No terminal need be open. */
bool terminfo_string(const char *name, struct buf *out);

#endif
