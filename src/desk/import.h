/* SPDX-License-Identifier: MIT */
#ifndef DESK_IMPORT_H
#define DESK_IMPORT_H

#include "base/charset.h"
#include "base/csv.h"
#include "desk/desk.h"

/*
 * Cases from what a court's case system exports. A file is read, its rows
 * made into cases, each case compared with what stands in the store; what is
 * new or changed becomes records, sealed through the shipped forms. The key
 * of a case is station and 案号; reading a file again does nothing.
 */
enum import_fate {
	IMPORT_NEW,
	IMPORT_SAME,
	IMPORT_CHANGED,
	IMPORT_REFUSED,
	IMPORT_FATES
};

/* One case of the file; several rows may speak of it. */
struct import_case {
	int line; /* of its first row */
	const char *number;
	size_t persons;
	bool is_pending; /* 待核 */
	enum import_fate fate;
	const char *column; /* refused: the column's heading, "" */
	const char *text;   /* changed: what; refused: why; else "" */
	const char *notice; /* what was not taken as it stands, "" */
	const char *said;   /* that part of it which the rows alone said */
	struct import_values *values;
	size_t *rows; /* places in csv.rows */
	size_t row_count;
};

struct import {
	struct arena *arena;
	const char *file;
	struct charset_found found; /* how the file was written */
	struct csv csv;		    /* csv.rows[0] is the heading */
	int *columns; /* of each column of the heading, what it is; -1 */
	const char **ignored; /* headings that say nothing to us */
	size_t ignored_count;
	struct import_case *cases;
	size_t case_count;
	size_t counts[IMPORT_FATES];
};

/* Reads a file and its heading. ERR_INPUT if it is no table, or lacks a
 * column without which no case can be made. Lives in `arena`. */
bool import_open(struct arena *arena, const char *path, struct import *out,
	struct err *err) MUST_CHECK;

/* Says of each case what would happen; writes nothing. */
bool import_preview(
	struct desk *desk, struct import *import, struct err *err) MUST_CHECK;

/* Does it, in slices, so that other desks do not wait. A failure in the middle
 * keeps the slices before; the file can be read again. `told` (may be NULL)
 * hears how many cases are behind. */
typedef void import_told(void *arg, size_t done, size_t all);
bool import_run(struct desk *desk, struct import *import, import_told *told,
	void *arg, struct err *err) MUST_CHECK;

/*
 * The rows refused, with their reasons in a last column 原因, in the encoding
 * of the file they came from, so that the same program opens it (where that
 * lacks a character, and where it was UTF-8 without a BOM, UTF-8 with one:
 * *charset). FILE.rejects.csv, or with a number where that name is taken
 * (somebody may be mending it). *path is "" if none was refused.
 */
bool import_write_rejects(const struct import *import, const char **path,
	enum charset *charset, struct err *err) MUST_CHECK;

#endif
