/* SPDX-License-Identifier: MIT */
#ifndef DESK_FOLD_H
#define DESK_FOLD_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

/* Characters as search compares them; for use within this room. */

/* Full-width ASCII made plain, capitals small. */
uint32_t fold_char(uint32_t c);
bool fold_is_capital(uint32_t c);
/* These take what fold_char gave. */
bool fold_is_blank(uint32_t c);
bool fold_is_bracket(uint32_t c);
/* Even places open, odd places close; -1: no bracket. */
int fold_bracket(uint32_t c);
void fold_put(struct buf *out, uint32_t c);
/* A case number as it is compared: no brackets, no blanks. */
void fold_number(const char *number, struct buf *out);

#endif
