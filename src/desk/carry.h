/* SPDX-License-Identifier: MIT */
#ifndef DESK_CARRY_H
#define DESK_CARRY_H

#include "desk/work.h"

/*
 * A person who leaves a case for another of his own: what this one knows of
 * him goes into the draft that begins the other, field by field where the form
 * says the same facts; its number too, where it was registered. Who types may
 * change all of it. ERR_NOTFOUND if he is not in reach.
 */
bool carry_person(struct desk *desk, struct work *work, int64_t party,
	struct err *err) MUST_CHECK;

#endif
