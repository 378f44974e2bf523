/* SPDX-License-Identifier: MIT */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

/*
 * Reads a whole file (or standard input for "-") of at most `limit` bytes
 * into `out`. O_CLOEXEC like every file of ours.
 */
bool file_read(const char *path, size_t limit, struct buf *out,
	struct err *err) MUST_CHECK;
/*
 * Writes a file so that it is there whole or not at all: a new name beside
 * it, sync, rename, sync of the folder. Mode 0600.
 */
bool file_write(const char *path, const void *bytes, size_t length,
	struct err *err) MUST_CHECK;
/* Syncs the folder of a file, so that its name is there after a fall of the
 * machine; false with errno set. */
bool file_sync_folder(const char *path) MUST_CHECK;
/* What an errno means, in the user's words; never NULL. */
const char *file_reason(int error);
/* Makes a folder and its parents, mode 0700; fine if it is there. */
bool file_make_folder(const char *path, struct err *err) MUST_CHECK;

#endif
