/* SPDX-License-Identifier: MIT */
#ifndef STORE_MAKING_H
#define STORE_MAKING_H

#include "base/err.h"

/*
 * STORE.making: a store that is being made. The mark is on disk before the
 * store is, and goes after all of it is. Who makes it holds a lock on the
 * mark, so that a maker who was killed is told from one who is at work; an
 * empty mark says nothing (its writer had not yet seen that the place was
 * free).
 */
struct making;

/*
 * Takes the place for a new store. ERR_EXISTS if a store, or what is left of
 * one, is there; ERR_BUSY if somebody is making one. *is_left: a maker was
 * killed here; what stands beside the mark is to be removed first.
 */
bool making_start(const char *path, struct making **out, bool *is_left,
	struct err *err) MUST_CHECK;
/* The real path of the store. */
const char *making_path(const struct making *making);
/* All of it is there, its folder synced: the mark goes. On failure the mark
 * stays, making_drop takes it. */
bool making_done(struct making **making, struct err *err) MUST_CHECK;
/* Gives up: the mark goes if the store is gone, else it goes on to say that the
 * store is not whole. NULL inside is fine. */
void making_drop(struct making **making);

/* Before opening the store at a real path: false with what to do if it was
 * not made to the end. */
bool making_check(const char *store_path, struct err *err) MUST_CHECK;

#endif
