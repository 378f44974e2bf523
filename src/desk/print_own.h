/* SPDX-License-Identifier: MIT */
#ifndef DESK_PRINT_OWN_H
#define DESK_PRINT_OWN_H

#include "desk/print.h"

/* Shared by print*.c only. */

/* What the store calls a channel. */
enum print_channel print_channel_kept(const char *kept);
/* The first seven columns of a copy: id, record, copy, at, name, state,
 * channel. */
void print_take_copy(
	struct stmt *q, struct arena *arena, struct print_copy *copy);
/* The page that stands in a file, the way it is to go; what the line is needed
 * for is left to who has it. */
void print_send(struct arena *arena, struct print_result *out);

#endif
