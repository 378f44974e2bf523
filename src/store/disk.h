/* SPDX-License-Identifier: MIT */
#ifndef STORE_DISK_H
#define STORE_DISK_H

#include "store/store.h"

/*
 * The place where a store lies: may it lie there, is there space, and the
 * two files beside it that speak of its disk: STORE.ballast and STORE.halt.
 */

/*
 * The real path of the store (its folder resolved), malloc'd; makes an empty
 * file for STORE_CREATE. Refuses what is no plain file, a link, a network
 * file system, a folder that is not there, leftovers of another store.
 */
bool disk_locate(const char *path, enum store_mode mode, char **out,
	struct err *err) MUST_CHECK;
/* The real path alone, malloc'd: of a store that may not be there yet. */
char *disk_resolve(const char *path, struct err *err) MUST_CHECK;
/* Is there neither a store at this real path nor what is left of one? */
bool disk_is_free(const char *path, struct err *err) MUST_CHECK;
/* The name of a file system that cannot carry a store, by its f_type; NULL
 * if it can. */
const char *disk_refused(long type);

/* Space kept for the day the disk is full. Made where there is plenty. */
void disk_keep_ballast(const char *store_path);
/* Gives it up; false if there was none. */
bool disk_drop_ballast(const char *store_path);
/* Below 5 % free. */
bool disk_is_low(const char *store_path);

/* Stops all writing to the store, for everybody, until the mark is removed
 * by hand. Best effort: the disk may refuse even that. */
void disk_halt(const char *store_path, const char *reason);
/* False with ERR_DB and the reason if the store is halted. */
bool disk_may_write(const char *store_path, struct err *err) MUST_CHECK;

#endif
