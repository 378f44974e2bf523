/* SPDX-License-Identifier: MIT */
/* The printer's queue: one program, lp, and what it answered. */
#include "desk/queue.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	PATIENCE = 10,	/* seconds */
	NAP = 10000000, /* nanoseconds */
	NANO = 1000000000
};

extern char **environ;

/* The first lp in PATH that may be run; NULL if there is none. Empty and
 * relative parts of PATH are not looked at: they name whatever folder one
 * happens to stand in. */
static const char *
find_lp(struct arena *arena)
{
	const char *at = getenv("PATH");

	while (at != NULL && *at != '\0') {
		size_t length = strcspn(at, ":");
		const char *path =
			arena_printf(arena, "%.*s/lp", (int)length, at);

		if (*at == '/' && access(path, X_OK) == 0)
			return path;
		at += length;
		at += *at == ':';
	}
	return NULL;
}

static bool
set_files(posix_spawn_file_actions_t *files)
{
	return posix_spawn_file_actions_addopen(
		       files, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0 &&
	       posix_spawn_file_actions_addopen(
		       files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
	       posix_spawn_file_actions_addopen(
		       files, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0;
}

/* A terminal program ignores and blocks what lp should not. */
static bool
set_signals(posix_spawnattr_t *attributes)
{
	sigset_t none, usual;

	sigemptyset(&none);
	sigemptyset(&usual);
	sigaddset(&usual, SIGINT);
	sigaddset(&usual, SIGPIPE);
	sigaddset(&usual, SIGHUP);
	sigaddset(&usual, SIGTERM);
	sigaddset(&usual, SIGXFSZ);
	return posix_spawnattr_setsigmask(attributes, &none) == 0 &&
	       posix_spawnattr_setsigdefault(attributes, &usual) == 0 &&
	       posix_spawnattr_setflags(attributes,
		       POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0;
}

/* No terminal, no blocked signals; every other file of ours is O_CLOEXEC. */
static bool
start(struct arena *arena, const char *program, const char *path, pid_t *pid)
{
	char *arguments[] = { arena_copy(arena, "lp"), arena_copy(arena, "-s"),
		arena_copy(arena, path), NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	bool started;

	if (posix_spawn_file_actions_init(&files) != 0)
		return false;
	if (posix_spawnattr_init(&attributes) != 0) {
		posix_spawn_file_actions_destroy(&files);
		return false;
	}
	started = set_files(&files) && set_signals(&attributes) &&
		  posix_spawn(pid, program, &files, &attributes, arguments,
			  environ) == 0;
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return started;
}

enum outcome { OUTCOME_GOOD, OUTCOME_BAD, OUTCOME_SLOW };

/* Looks every hundredth of a second: lp is done in a few of them. */
static enum outcome
wait_for(pid_t pid)
{
	const struct timespec nap = { .tv_nsec = NAP };
	int status = 0;

	for (int naps = 0; naps < PATIENCE * (NANO / NAP); naps++) {
		pid_t got = waitpid(pid, &status, WNOHANG);

		if (got == pid)
			return WIFEXITED(status) && WEXITSTATUS(status) == 0
				       ? OUTCOME_GOOD
				       : OUTCOME_BAD;
		if (got < 0 && errno != EINTR)
			return OUTCOME_BAD;
		nanosleep(&nap, NULL);
	}
	kill(pid, SIGKILL);
	do
		errno = 0;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR);
	return OUTCOME_SLOW;
}

bool
queue_is_there(void)
{
	struct arena arena = { 0 };
	bool is_there = find_lp(&arena) != NULL;

	arena_clear(&arena);
	return is_there;
}

bool
queue_file(struct arena *arena, const char *path, const char **note)
{
	const char *program = find_lp(arena);
	pid_t pid;

	*note = "本机没有打印队列（没有 lp），版面已存成文件，可拷去打印";
	if (program == NULL)
		return false;
	*note = "打印队列起不来，版面已存成文件；请联系管理员";
	if (!start(arena, program, path, &pid))
		return false;
	switch (wait_for(pid)) {
	case OUTCOME_GOOD:
		*note = "";
		return true;
	case OUTCOME_BAD:
		*note = "打印队列没有收下（可能没有设默认打印机），版面已存成文件";
		return false;
	case OUTCOME_SLOW:
		*note = "打印队列没有回应，已不再等，版面已存成文件";
		return false;
	}
	return false;
}
