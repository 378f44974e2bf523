/* SPDX-License-Identifier: MIT */
#include "scratch.h"

#include <ftw.h>
#include <stdbool.h>
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

	if (top == NULL || top[0] == '\0')
		top = "/tmp";
	if (snprintf(folder, sizeof folder, "%s/bianhu-test-XXXXXX", top) >=
			(int)sizeof folder ||
		mkdtemp(folder) == NULL) {
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
	bool is_folder = name == NULL || name[0] == '\0';

	if (snprintf(path, sizeof paths[0], "%s%s%s", folder,
		    is_folder ? "" : "/", is_folder ? "" : name) < 0)
		abort();
	return path;
}
