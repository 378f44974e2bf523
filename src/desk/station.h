/* SPDX-License-Identifier: MIT */
#ifndef DESK_STATION_H
#define DESK_STATION_H

#include "desk/desk.h"

/*
 * The register of stations: one organ's unit each, which owns a chain and
 * numbers. Edited by 管理 and audited, no record (DESIGN §1).
 */
struct station_entry {
	const char *kind; /* 法院 看守所 法援机构 */
	const char *name; /* as on paper */
	const char *code; /* 代字, part of 文号 */
	bool is_pilot;	  /* the Measures are in force there */
};
/* Names fit on every paper and in every session: ERR_INPUT says which does
 * not. */
bool station_check(const struct station_entry *entry, struct err *err);
/* The row and the head of its chain; inside a store_tx body, checked. */
bool station_insert(struct store *store, const struct station_entry *entry,
	int64_t *id, struct err *err) MUST_CHECK;

struct station {
	int64_t id;
	const char *kind;
	const char *name;
	const char *code;
	bool is_pilot;
	int64_t users; /* active */
};
/* Right admin.make; by kind, the court first, then as they were added. */
bool station_list(struct desk *desk, struct arena *arena, struct station **out,
	size_t *count, struct err *err) MUST_CHECK;
/* One more. Name and code must be its own; who sees the region sees it from
 * then on. */
bool station_add(struct desk *desk, const struct station_entry *entry,
	int64_t *id, struct err *err) MUST_CHECK;
/* By name, 代字 or number; ERR_NOTFOUND. */
const struct station *station_find(const struct station *list, size_t count,
	const char *text, struct err *err) MUST_CHECK;

/* The kinds there are, NULL-ended. */
const char *const *station_kinds(void);

/* A name for a register: one plain line, without blanks at its ends. */
bool register_name(const char *what, const char *text, size_t most_chars,
	size_t most_bytes, struct err *err) MUST_CHECK;

#endif
