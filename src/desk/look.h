/* SPDX-License-Identifier: MIT */
#ifndef DESK_LOOK_H
#define DESK_LOOK_H

#include "desk/work.h"

/*
 * 封存查阅: who may look at what is 封存 (CPL 286) says why in a record of its
 * own, and sees the one case until he leaves it, the day ends or he begins
 * anew. The record is of that case: it is as little to be seen as the rest.
 */
/* Is it the form that opens a look? */
bool look_is(const struct form *form);
/* Before it is sealed: the attempt is put on record, whatever comes of it. */
bool look_try(
	struct desk *desk, const struct work *work, struct err *err) MUST_CHECK;
/* Inside its sealing: the case of exactly this 案号. ERR_NOTFOUND in the same
 * words where there is none and where there is one that is not 封存. */
bool look_find(struct desk *desk, const struct work *work, int64_t *matter,
	struct err *err) MUST_CHECK;
bool look_sealed(struct desk *desk, int64_t matter, int64_t record,
	struct err *err) MUST_CHECK;

/* The case that this record lets the desk look at; 0: none. */
bool look_matter(struct desk *desk, int64_t record, int64_t *matter,
	struct err *err) MUST_CHECK;
/* The desk has left the case; all of them; if the day has ended. */
bool look_close(struct desk *desk, int64_t matter, struct err *err) MUST_CHECK;
bool look_close_all(struct desk *desk, struct err *err) MUST_CHECK;
bool look_expire(struct desk *desk, struct err *err) MUST_CHECK;

#endif
