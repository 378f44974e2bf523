/* SPDX-License-Identifier: MIT */
#ifndef SUPPORT_KILLAT_H
#define SUPPORT_KILLAT_H

/*
 * Ends or fails this process at its n-th call that changes a file (write,
 * pwrite, fsync, fdatasync, ftruncate, rename, unlink, posix_fallocate on
 * anything but descriptors 0-2). Linked into the test programs its own
 * functions stand before libc's, so that SQLite's calls come by here too.
 *
 *     for (long n = 1; ; n++) {
 *             pid = fork();
 *             if (pid == 0) { killat_die(n, KILLAT_BEFORE); work(); _exit(0); }
 *             wait; exit code 0: all calls were tried, stop;
 *             KILLAT_EXIT: check what is left.
 *     }
 *
 * As build/tests/killat.so under LD_PRELOAD it reads KILLAT=n (or torn:n)
 * from the environment, for whole programs.
 */
enum { KILLAT_EXIT = 86 };
/* Torn: a write puts down half of its bytes first. */
enum killat_moment { KILLAT_BEFORE, KILLAT_TORN };
enum killat_kind { KILLAT_WRITES, KILLAT_SYNCS };

/* The n-th call from now is the last one; 0 disarms. */
void killat_die(long n, enum killat_moment moment);
/* From the n-th call of this kind on, calls fail with `error`. 0 disarms. */
void killat_fail(enum killat_kind kind, long n, int error);
/* While the file `flag` is there nothing can be written to a file whose path
 * has `part` in it: a disk that is full, until somebody makes room. NULL
 * disarms. */
void killat_full(const char *flag, const char *part);
/* Calls since it was armed. */
long killat_calls(void);

#endif
