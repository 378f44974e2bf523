/* SPDX-License-Identifier: MIT */
#include "scratch.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_LENGTH = 512, PATHS = 8 };

static char folder[PATH_LENGTH];

void
scratch_make(void)
{
	const char *top = getenv("TMPDIR");

	snprintf(folder, sizeof folder, "%s/bianhu-test-XXXXXX",
		top == NULL || top[0] == '\0' ? "/tmp" : top);
	if (mkdtemp(folder) == NULL) {
		perror(folder);
		abort();
	}
}

static int
open_up(const char *path, const struct stat *status, int kind,
	struct FTW *place)
{
	(void)status;
	(void)place;
	/* A test may have closed the folder to itself. */
	if (kind == FTW_D || kind == FTW_DNR)
		(void)!chmod(path, 0700);
	return 0;
}

static int
remove_one(const char *path, const struct stat *status, int kind,
	struct FTW *place)
{
	(void)status;
	(void)kind;
	(void)place;
	return remove(path);
}

void
scratch_remove(void)
{
	enum { DESCRIPTORS = 8 };

	nftw(folder, open_up, DESCRIPTORS, FTW_PHYS);
	nftw(folder, remove_one, DESCRIPTORS, FTW_PHYS | FTW_DEPTH);
}

const char *
scratch(const char *name)
{
	static char paths[PATHS][PATH_LENGTH * 2];
	static int next;
	char *path = paths[next++ % PATHS];

	if (name == NULL || name[0] == '\0')
		snprintf(path, sizeof paths[0], "%s", folder);
	else
		snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}
