/* SPDX-License-Identifier: MIT */
#ifndef BASE_FATAL_H
#define BASE_FATAL_H

#include "base/attr.h"

/*
 * Says on standard error what nobody at a desk can help (no memory, no
 * library) and aborts. A transaction under way rolls back by itself, drafts
 * are on disk. Apart from err.h, whose ERR_STATE libcrypto has as well.
 */
NORETURN void fatal(const char *what);

#endif
