/* SPDX-License-Identifier: MIT */
/* The mark beside a store that is being made. What the store is, and what is
 * to be removed, others know. */
#include "store/making.h"

#include "base/buf.h"
#include "base/fatal.h"
#include "base/file.h"
#include "store/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct making {
	char *store;
	struct buf mark;
	int fd;
};

static const char mark_text[] = "bianhu init: 这个库还没有建完\n";

enum mark_state {
	MARK_NONE, /* or empty */
	MARK_OURS,
	MARK_FOREIGN
};

/* A text cut short by a fall of the machine is ours as well. */
static enum mark_state
read_mark(int fd)
{
	char text[sizeof mark_text];
	ssize_t length = pread(fd, text, sizeof text, 0);

	if (length <= 0)
		return MARK_NONE;
	return (size_t)length < sizeof text &&
			       memcmp(text, mark_text, (size_t)length) == 0
		       ? MARK_OURS
		       : MARK_FOREIGN;
}

static int
open_mark(const char *name, int flags)
{
	return open(name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
}

/* The mark, locked; who finished meanwhile may have removed what we opened. */
static bool
take_mark(struct making *m, struct err *err)
{
	const char *name = buf_text(&m->mark);
	struct stat status;

	do {
		if (m->fd >= 0)
			close(m->fd);
		m->fd = open_mark(name, O_RDWR | O_CREAT);
		if (m->fd < 0 || fstat(m->fd, &status) != 0)
			return err_set(err, ERR_IO, "建不了 %s：%s", name,
				file_reason(errno));
		if (flock(m->fd, LOCK_EX | LOCK_NB) != 0)
			return err_set(err, ERR_BUSY,
				"另一个 bianhu init 正在建这个库，没有动它。"
				"请等它做完");
		if (fstat(m->fd, &status) != 0)
			return err_set(err, ERR_IO, "看不了 %s：%s", name,
				file_reason(errno));
	} while (status.st_nlink == 0);
	return true;
}

/* Only a place that was seen free under the lock is marked. */
static bool
write_mark(struct making *m, struct err *err)
{
	const size_t length = strlen(mark_text);

	if (!disk_is_free(m->store, err)) {
		unlink(buf_text(&m->mark));
		return false;
	}
	if (write(m->fd, mark_text, length) == (ssize_t)length &&
		fsync(m->fd) == 0 && file_sync_folder(m->store))
		return true;
	err_set(err, ERR_IO, "写不了 %s：%s，没有建库", buf_text(&m->mark),
		file_reason(errno));
	unlink(buf_text(&m->mark));
	return false;
}

static bool
mark(struct making *m, bool *is_left, struct err *err)
{
	*is_left = false;
	if (!take_mark(m, err))
		return false;
	switch (read_mark(m->fd)) {
	case MARK_NONE:
		return write_mark(m, err);
	case MARK_OURS:
		*is_left = true;
		return true;
	case MARK_FOREIGN:
		break;
	}
	return err_set(err, ERR_EXISTS,
		"%s 不是本程序写的，没有建库，也没有动它。请先把它移走",
		buf_text(&m->mark));
}

static void
let_go(struct making **making)
{
	struct making *m = *making;

	if (m->fd >= 0)
		close(m->fd);
	buf_free(&m->mark);
	free(m->store);
	free(m);
	*making = NULL;
}

bool
making_start(
	const char *path, struct making **out, bool *is_left, struct err *err)
{
	struct making *m = calloc(1, sizeof *m);

	if (m == NULL)
		fatal("内存不足");
	*out = m;
	m->fd = -1;
	m->store = disk_resolve(path, err);
	if (m->store != NULL) {
		buf_addf(&m->mark, "%s.making", m->store);
		if (mark(m, is_left, err))
			return true;
	}
	let_go(out);
	return false;
}

const char *
making_path(const struct making *making)
{
	return making->store;
}

bool
making_done(struct making **making, struct err *err)
{
	struct making *m = *making;

	if (!file_sync_folder(m->store) || unlink(buf_text(&m->mark)) != 0 ||
		!file_sync_folder(m->store))
		return err_set(err, ERR_IO, "不能肯定 %s 已经落盘：%s",
			m->store, file_reason(errno));
	let_go(making);
	return true;
}

void
making_drop(struct making **making)
{
	struct stat status;

	if (*making == NULL)
		return;
	if (lstat((*making)->store, &status) != 0 && errno == ENOENT)
		unlink(buf_text(&(*making)->mark));
	let_go(making);
}

bool
making_check(const char *store_path, struct err *err)
{
	struct buf name = { 0 };
	bool is_half, is_busy;
	int fd;

	buf_addf(&name, "%s.making", store_path);
	fd = open_mark(buf_text(&name), O_RDONLY);
	buf_free(&name);
	if (fd < 0)
		return true;
	is_half = read_mark(fd) == MARK_OURS;
	is_busy = flock(fd, LOCK_SH | LOCK_NB) != 0;
	close(fd);
	if (!is_half)
		return true;
	if (is_busy)
		return err_set(err, ERR_BUSY,
			"这个库正在建，没有打开。请等 bianhu init 做完");
	return err_set(err, ERR_DB,
		"这个库没有建完：上次 bianhu init 中断了，没有打开，也没有改动。"
		"里面还没有办过案；请再运行一次 bianhu init，"
		"它会先删掉这半个库再重建");
}
