/* SPDX-License-Identifier: MIT */
#ifndef DESK_DUTY_H
#define DESK_DUTY_H

#include "base/arena.h"

#include <stdbool.h>

/*
 * 责任: whose a clock is. The rules name the bearers of duties as the texts
 * do; a desk's own clocks are those that an organ of its kind bears.
 */

/* Is it a bearer that rules may name? */
bool duty_is_known(const char *duty);
/* "法院 一审法院 …", for "possible are". */
const char *duty_list(struct arena *arena);
/* The kind of station that bears it (法院 看守所 法援机构); "" if none of these
 * does (the police, the defendant). */
const char *duty_bearer(const char *duty);

/* Whose duties a desk of this role sees as its own: those of a kind of
 * station, of a lawyer only his; who supervises has none ("-"). */
const char *duty_kind_of(const char *role, const char *station_kind);
bool duty_is_of(const char *role, const char *duty);
/* Is it a role that has only some of its kind's? */
bool duty_is_narrow(const char *role);

#endif
