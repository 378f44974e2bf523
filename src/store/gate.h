/* SPDX-License-Identifier: MIT */
#ifndef STORE_GATE_H
#define STORE_GATE_H

#include "base/err.h"

/*
 * The queue of writers: flock on STORE.gate. The kernel keeps it, without
 * polling, and opens it when its holder dies. (Store measurements §1: with
 * the engine's own waiting some desks starve for seconds.)
 */
struct gate;

/* Makes the gate file if it is not there. */
bool gate_open(
	const char *store_path, struct gate **out, struct err *err) MUST_CHECK;
void gate_close(struct gate **gate);
/* Waits at most `limit` milliseconds; ERR_BUSY names who is inside. */
bool gate_enter(struct gate *gate, int limit, struct err *err) MUST_CHECK;
void gate_leave(struct gate *gate);

/* flock(LOCK_EX) with a time limit in milliseconds; errno is ETIMEDOUT when
 * it ran out. */
bool lock_within(int fd, int limit) MUST_CHECK;

#endif
