/* SPDX-License-Identifier: MIT */
/* See killat.h. The one file that needs RTLD_NEXT. */
#define _GNU_SOURCE
#include "killat.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static struct {
	long die_at;
	enum killat_moment moment;
	long fail_from;
	enum killat_kind fail_kind;
	int error;
	long calls;
	long kind_calls;
	const char *flag; /* while it is there the disk is full */
	const char *part;
} state;

void
killat_die(long n, enum killat_moment moment)
{
	state.die_at = n;
	state.moment = moment;
	state.calls = 0;
}

void
killat_fail(enum killat_kind kind, long n, int error)
{
	state.fail_kind = kind;
	state.fail_from = n;
	state.error = error;
	state.kind_calls = 0;
	state.calls = 0;
}

void
killat_full(const char *flag, const char *part)
{
	state.flag = flag;
	state.part = part;
}

long
killat_calls(void)
{
	return state.calls;
}

__attribute__((constructor)) static void
read_environment(void)
{
	static const char torn[] = "torn:";
	const char *text = getenv("KILLAT");

	if (text == NULL)
		return;
	if (strncmp(text, torn, strlen(torn)) == 0)
		killat_die(strtol(text + strlen(torn), NULL, 10), KILLAT_TORN);
	else
		killat_die(strtol(text, NULL, 10), KILLAT_BEFORE);
}

/* Named as symbols, not as functions, so that no declaration of libc is in
 * the way: killat_write is `write` to the linker. */

/* ISO C has no way from a data pointer to a function; dlsym's own manual
 * copies the bytes. */
static void
next(const char *name, void *function)
{
	void *found = dlsym(RTLD_NEXT, name);

	if (found == NULL)
		abort();
	memcpy(function, &found, sizeof found);
}

/* Counts a call; true if it is the last one. */
static bool
is_last(int fd)
{
	if (fd >= 0 && fd <= STDERR_FILENO)
		return false;
	return ++state.calls == state.die_at;
}

static bool
is_on_full_disk(int fd)
{
	char name[64];
	char path[4096];
	ssize_t length;

	if (state.flag == NULL || access(state.flag, F_OK) != 0)
		return false;
	(void)snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	length = readlink(name, path, sizeof path - 1);
	path[length < 0 ? 0 : length] = '\0';
	if (strstr(path, state.part) == NULL)
		return false;
	errno = ENOSPC;
	return true;
}

static bool
must_fail(int fd, enum killat_kind kind)
{
	if (kind == KILLAT_WRITES && is_on_full_disk(fd))
		return true;
	if (state.fail_from == 0 || kind != state.fail_kind ||
		(fd >= 0 && fd <= STDERR_FILENO))
		return false;
	if (++state.kind_calls < state.fail_from)
		return false;
	errno = state.error;
	return true;
}

ssize_t killat_write(int fd, const void *bytes, size_t length) __asm__("write");
ssize_t
killat_write(int fd, const void *bytes, size_t length)
{
	ssize_t (*real)(int, const void *, size_t);

	next("write", &real);
	if (is_last(fd)) {
		if (state.moment == KILLAT_TORN && real(fd, bytes, length / 2))
			_exit(KILLAT_EXIT);
		_exit(KILLAT_EXIT);
	}
	if (must_fail(fd, KILLAT_WRITES))
		return -1;
	return real(fd, bytes, length);
}

static ssize_t
put_at(const char *name, int fd, const void *bytes, size_t length, off_t at)
{
	ssize_t (*real)(int, const void *, size_t, off_t);

	next(name, &real);
	if (is_last(fd)) {
		if (state.moment == KILLAT_TORN &&
			real(fd, bytes, length / 2, at))
			_exit(KILLAT_EXIT);
		_exit(KILLAT_EXIT);
	}
	if (must_fail(fd, KILLAT_WRITES))
		return -1;
	return real(fd, bytes, length, at);
}

ssize_t killat_pwrite(
	int fd, const void *bytes, size_t length, off_t at) __asm__("pwrite");
ssize_t
killat_pwrite(int fd, const void *bytes, size_t length, off_t at)
{
	return put_at("pwrite", fd, bytes, length, at);
}

ssize_t killat_pwrite64(
	int fd, const void *bytes, size_t length, off_t at) __asm__("pwrite64");
ssize_t
killat_pwrite64(int fd, const void *bytes, size_t length, off_t at)
{
	return put_at("pwrite64", fd, bytes, length, at);
}

static int
on_descriptor(const char *name, int fd)
{
	int (*real)(int);

	next(name, &real);
	if (is_last(fd))
		_exit(KILLAT_EXIT);
	if (must_fail(fd, KILLAT_SYNCS))
		return -1;
	return real(fd);
}

int killat_fsync(int fd) __asm__("fsync");
int
killat_fsync(int fd)
{
	return on_descriptor("fsync", fd);
}

int killat_fdatasync(int fd) __asm__("fdatasync");
int
killat_fdatasync(int fd)
{
	return on_descriptor("fdatasync", fd);
}

static int
cut(const char *name, int fd, off_t length)
{
	int (*real)(int, off_t);

	next(name, &real);
	if (is_last(fd))
		_exit(KILLAT_EXIT);
	if (must_fail(fd, KILLAT_WRITES))
		return -1;
	return real(fd, length);
}

int killat_ftruncate(int fd, off_t length) __asm__("ftruncate");
int
killat_ftruncate(int fd, off_t length)
{
	return cut("ftruncate", fd, length);
}

int killat_ftruncate64(int fd, off_t length) __asm__("ftruncate64");
int
killat_ftruncate64(int fd, off_t length)
{
	return cut("ftruncate64", fd, length);
}

int killat_unlink(const char *path) __asm__("unlink");
int
killat_unlink(const char *path)
{
	int (*real)(const char *);

	next("unlink", &real);
	if (is_last(-1))
		_exit(KILLAT_EXIT);
	return real(path);
}

int killat_rename(const char *from, const char *to) __asm__("rename");
int
killat_rename(const char *from, const char *to)
{
	int (*real)(const char *, const char *);

	next("rename", &real);
	if (is_last(-1))
		_exit(KILLAT_EXIT);
	return real(from, to);
}

int killat_renameat(int from_folder, const char *from, int to_folder,
	const char *to) __asm__("renameat");
int
killat_renameat(
	int from_folder, const char *from, int to_folder, const char *to)
{
	int (*real)(int, const char *, int, const char *);

	next("renameat", &real);
	if (is_last(-1))
		_exit(KILLAT_EXIT);
	return real(from_folder, from, to_folder, to);
}

int killat_posix_fallocate(int fd, off_t from, off_t length) __asm__(
	"posix_fallocate");
int
killat_posix_fallocate(int fd, off_t from, off_t length)
{
	int (*real)(int, off_t, off_t);

	next("posix_fallocate", &real);
	if (is_last(fd))
		_exit(KILLAT_EXIT);
	if (must_fail(fd, KILLAT_WRITES))
		return errno;
	return real(fd, from, length);
}
