/* SPDX-License-Identifier: MIT */
#ifndef DESK_AUDIT_H
#define DESK_AUDIT_H

#include "desk/desk.h"

/* A row of the audit; inside a store_tx body. `request` is the draft's id or
 * 0. */
bool audit_add(struct desk *desk, const char *action, int64_t subject,
	int64_t request, const char *note, struct err *err) MUST_CHECK;

/*
 * Reads of a person's record, searches: an append-only file per day beside
 * the store (STORE.reads/YYYY-MM-DD), so that reading needs no write. The
 * digest of a finished day is put into the audit by the next day's first
 * writer (audit_close_days, called inside sealing's transaction).
 */
bool audit_read(struct desk *desk, const char *action, int64_t subject,
	const char *note, struct err *err) MUST_CHECK;
bool audit_close_days(struct desk *desk, struct err *err) MUST_CHECK;

#endif
