/* SPDX-License-Identifier: MIT */
/*
 * The gate: who may write now. It knows nothing of what is written; the file
 * holds who is inside, for the one who waited too long.
 */
#include "store/gate.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { SIGN_LENGTH = 128, TERMINAL_LENGTH = 40, MILLI = 1000 };

struct gate {
	int fd;
	char terminal[TERMINAL_LENGTH + 1];
};

/* Only there so that the signal ends the waiting call. */
static void
on_alarm(int number)
{
	(void)number;
}

static int64_t
milliseconds_now(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * MILLI + now.tv_nsec / 1000000;
}

static struct timeval
timeval_of(int milliseconds)
{
	return (struct timeval){ .tv_sec = milliseconds / MILLI,
		.tv_usec = (suseconds_t)(milliseconds % MILLI) * MILLI };
}

static bool
wait_for_lock(int fd, int64_t until)
{
	while (flock(fd, LOCK_EX) != 0) {
		if (errno != EINTR)
			return false;
		if (milliseconds_now() >= until) {
			errno = ETIMEDOUT;
			return false;
		}
	}
	return true;
}

/*
 * flock has no time limit, so an alarm interrupts it (store measurements
 * §10.2). The alarm repeats, or one that comes just before the call would
 * leave us waiting for ever. What others set for SIGALRM is put back.
 */
bool
lock_within(int fd, int limit)
{
	struct sigaction action = { .sa_handler = on_alarm };
	struct itimerval timer = { timeval_of(20), timeval_of(limit) };
	int64_t until = milliseconds_now() + limit;
	struct sigaction old_action;
	struct itimerval old_timer;
	sigset_t alarm_only, old_mask;
	bool is_locked;
	int error;

	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return true;
	if (errno != EWOULDBLOCK && errno != EINTR)
		return false;
	sigemptyset(&action.sa_mask);
	sigemptyset(&alarm_only);
	sigaddset(&alarm_only, SIGALRM);
	sigaction(SIGALRM, &action, &old_action);
	sigprocmask(SIG_UNBLOCK, &alarm_only, &old_mask);
	setitimer(ITIMER_REAL, &timer, &old_timer);
	is_locked = wait_for_lock(fd, until);
	error = errno;
	setitimer(ITIMER_REAL, &old_timer, NULL);
	sigprocmask(SIG_SETMASK, &old_mask, NULL);
	sigaction(SIGALRM, &old_action, NULL);
	errno = error;
	return is_locked;
}

/* "pts/3"; "-" where there is none. */
static void
name_terminal(char out[TERMINAL_LENGTH + 1])
{
	static const char folder[] = "/dev/";
	char name[TERMINAL_LENGTH] = "-";
	const char *shown = name;

	if (ttyname_r(STDIN_FILENO, name, sizeof name) != 0)
		shown = "-";
	else if (strncmp(name, folder, strlen(folder)) == 0)
		shown = name + strlen(folder);
	memcpy(out, shown, strlen(shown) + 1);
}

/* The gate lets in whom the store lets in. */
static void
take_mode_of(const char *store_path, int fd)
{
	struct stat of_store, of_gate;

	if (stat(store_path, &of_store) != 0 || fstat(fd, &of_gate) != 0)
		return;
	if ((of_store.st_mode & 0666) != (of_gate.st_mode & 0777) &&
		fchmod(fd, of_store.st_mode & 0666) != 0)
		return; /* another user's gate: opening it was enough */
}

bool
gate_open(const char *store_path, struct gate **out, struct err *err)
{
	struct buf path = { 0 };
	struct gate *gate = calloc(1, sizeof *gate);
	int error;

	if (gate == NULL)
		fatal("内存不足");
	buf_addf(&path, "%s.gate", store_path);
	gate->fd = open(buf_text(&path),
		O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
	error = errno;
	if (gate->fd < 0) {
		err_set(err, ERR_IO,
			"库旁边的 %s 打不开（%s），不能保存。请管理员检查目录权限",
			buf_text(&path), file_reason(error));
		free(gate);
		gate = NULL;
	} else {
		take_mode_of(store_path, gate->fd);
		name_terminal(gate->terminal);
	}
	buf_free(&path);
	*out = gate;
	return gate != NULL;
}

void
gate_close(struct gate **gate)
{
	if (*gate == NULL)
		return;
	close((*gate)->fd);
	free(*gate);
	*gate = NULL;
}

/* Best effort: without it only the name in a message is missing. A fixed
 * length, so that a shorter sign leaves nothing of a longer one. */
static void
hang_sign(const struct gate *gate)
{
	const struct clock clock = { 0 };
	struct buf sign = { 0 };
	ssize_t put;

	buf_addf(&sign, "%ld %ld %" PRId64 " %-*s\n", (long)getpid(),
		(long)getuid(), clock_now(&clock), TERMINAL_LENGTH,
		gate->terminal);
	put = pwrite(gate->fd, sign.data, sign.length, 0);
	buf_free(&sign);
	if (put < 0)
		return;
}

/* Appends who hung the sign, as far as it can be read. The sign is another
 * process's word and is filtered as such. */
static void
read_sign(const struct gate *gate, struct buf *out)
{
	const struct clock clock = { 0 };
	char sign[SIGN_LENGTH + 1] = "";
	char terminal[TERMINAL_LENGTH + 1] = "";
	long pid = 0, uid = 0;
	int64_t since = 0;
	ssize_t got = pread(gate->fd, sign, SIGN_LENGTH, 0);
	const struct passwd *who;

	if (got <= 0)
		return;
	/* NOLINTNEXTLINE(cert-err34-c): what does not read is left out */
	if (sscanf(sign, "%9ld %9ld %19" SCNd64 " %40s", &pid, &uid, &since,
		    terminal) != 4)
		return;
	who = getpwuid((uid_t)uid);
	buf_add(out, "（");
	if (who != NULL)
		utf8_filter(out, who->pw_name, UTF8_ONE_LINE);
	else
		buf_addf(out, "用户 %ld", uid);
	buf_addf(out, "，进程 %ld，终端 ", pid);
	utf8_filter(out, terminal, UTF8_ONE_LINE);
	if (since > 0 && clock_now(&clock) >= since)
		buf_addf(out, "，已 %" PRId64 " 秒", clock_now(&clock) - since);
	buf_add(out, "）");
}

bool
gate_enter(struct gate *gate, int limit, struct err *err)
{
	struct buf who = { 0 };

	if (lock_within(gate->fd, limit)) {
		hang_sign(gate);
		return true;
	}
	if (errno != ETIMEDOUT)
		return err_set(err, ERR_IO,
			"排队保存时出错：%s。您的内容已存草稿，回车重试",
			file_reason(errno));
	read_sign(gate, &who);
	err_set(err, ERR_BUSY,
		"别人正在保存%s，还没有轮到。您的内容已存草稿，回车重试",
		buf_text(&who));
	buf_free(&who);
	return false;
}

void
gate_leave(struct gate *gate)
{
	int result;

	do
		result = flock(gate->fd, LOCK_UN);
	while (result != 0 && errno == EINTR);
}
