/* SPDX-License-Identifier: MIT */
/* Whole files. Locks and the store's own files are the store room. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

const char *
file_reason(int error)
{
	static const struct {
		int error;
		const char *text;
	} reasons[] = {
		{ EACCES, "没有权限" },
		{ EPERM, "没有权限" },
		{ ENOENT, "没有这个文件或目录" },
		{ EEXIST, "已经有了" },
		{ EISDIR, "这是一个目录" },
		{ ENOTDIR, "路径中间有一段不是目录" },
		{ ENOSPC, "磁盘满了" },
		{ EDQUOT, "磁盘配额用完了" },
		{ EROFS, "磁盘是只读的" },
		{ EIO, "磁盘读写出错" },
		{ ENAMETOOLONG, "名字太长" },
		{ EMFILE, "打开的文件太多" },
		{ ENFILE, "打开的文件太多" },
		{ ELOOP, "链接绕成了圈" },
		{ EFBIG, "文件太大" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(reasons); i++) {
		if (reasons[i].error == error)
			return reasons[i].text;
	}
	return strerror(error);
}

static bool
failed(struct err *err, const char *what, const char *path)
{
	int error = errno;

	return err_set(err, error == ENOENT ? ERR_NOTFOUND : ERR_IO,
		"%s %s：%s", what, path, file_reason(error));
}

/* Bytes read; 0 at the end, -1 on failure. */
static ssize_t
read_some(int fd, void *out, size_t room)
{
	ssize_t got;

	do
		got = read(fd, out, room);
	while (got < 0 && errno == EINTR);
	return got;
}

static bool
read_all(int fd, const char *path, size_t limit, struct buf *out,
	struct err *err)
{
	size_t total = 0;
	char piece[16384];

	for (;;) {
		ssize_t got = read_some(fd, piece, sizeof piece);

		if (got < 0)
			return failed(err, "读不了", path);
		if (got == 0)
			return true;
		if ((size_t)got > limit - total)
			return err_set(err, ERR_INPUT,
				"%s 太大：最多 %zu 字节，没有读入", path,
				limit);
		total += (size_t)got;
		buf_add_bytes(out, piece, (size_t)got);
	}
}

bool
file_read(const char *path, size_t limit, struct buf *out, struct err *err)
{
	size_t before = out->length;
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO
			  : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool is_fine;

	if (fd < 0)
		return failed(err, "打不开", path);
	is_fine = read_all(fd, is_stdin ? "标准输入" : path, limit, out, err);
	if (!is_stdin)
		close(fd);
	if (!is_fine)
		buf_cut(out, before);
	return is_fine;
}

static bool
write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t put = write(fd, bytes, length);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes += put;
		length -= (size_t)put;
	}
	return true;
}

/* Opens a new name beside `path`, which it puts into `name`. */
static int
open_beside(const char *path, struct buf *name)
{
	enum { TRIES = 100 };
	int fd = -1;

	for (int i = 0; i < TRIES && fd < 0; i++) {
		buf_clear(name);
		buf_addf(name, "%s.new-%ld-%d", path, (long)getpid(), i);
		fd = open(buf_text(name),
			O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			S_IRUSR | S_IWUSR);
		if (fd < 0 && errno != EEXIST)
			return -1;
	}
	return fd;
}

/* Makes the new name last through a power cut. */
bool
file_sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf folder = { 0 };
	bool is_fine;
	int fd;

	if (slash == NULL)
		buf_add(&folder, ".");
	else
		buf_add_bytes(&folder, path,
			slash == path ? 1 : (size_t)(slash - path));
	fd = open(buf_text(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	buf_free(&folder);
	if (fd < 0)
		return false;
	/* Some file systems have nothing to sync in a folder: EINVAL. */
	is_fine = fsync(fd) == 0 || errno == EINVAL;
	close(fd);
	return is_fine;
}

/* Writes, syncs and closes; errno tells why not. */
static bool
fill(int fd, const void *bytes, size_t length)
{
	bool is_fine = write_all(fd, bytes, length) && fsync(fd) == 0;
	int error = errno;

	if (close(fd) != 0 && is_fine)
		return false;
	errno = error;
	return is_fine;
}

bool
file_write(const char *path, const void *bytes, size_t length, struct err *err)
{
	struct buf name = { 0 };
	int fd = open_beside(path, &name);
	bool is_fine = false;

	if (fd < 0) {
		failed(err, "写不了", path);
	} else if (!fill(fd, bytes, length) ||
		   rename(buf_text(&name), path) != 0) {
		failed(err, "写不了", path);
		unlink(buf_text(&name));
	} else if (!file_sync_folder(path)) {
		err_set(err, ERR_IO, "%s 写了，但不能确认已落盘：%s", path,
			file_reason(errno));
	} else {
		is_fine = true;
	}
	buf_free(&name);
	return is_fine;
}

static bool
make_one(const char *path)
{
	struct stat status;

	if (mkdir(path, S_IRWXU) == 0)
		return true;
	/* Read-only or foreign parents that are there need no making. */
	if (errno != EEXIST && errno != EROFS && errno != EACCES &&
		errno != EISDIR)
		return false;
	if (stat(path, &status) != 0)
		return false;
	if (S_ISDIR(status.st_mode))
		return true;
	errno = ENOTDIR;
	return false;
}

bool
file_make_folder(const char *path, struct err *err)
{
	struct buf part = { 0 };
	bool is_fine = true;

	for (size_t i = 1; is_fine && path[0] != '\0'; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		buf_clear(&part);
		buf_add_bytes(&part, path, i);
		is_fine = make_one(buf_text(&part));
		if (path[i] == '\0')
			break;
	}
	if (path[0] == '\0') {
		errno = ENOENT;
		is_fine = false;
	}
	if (!is_fine)
		failed(err, "建不了目录", path);
	buf_free(&part);
	return is_fine;
}
